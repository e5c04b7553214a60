package ingest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// sniff tells from a page's first bytes what it is, or says why it is none.
// The order of tests follows the WHATWG MIME Sniffing standard
// (https://mimesniff.spec.whatwg.org), as net/http has it, with the formats of
// feeds and archives before.
func sniff(body []byte, from string) (string, error) {
	head := bytes.TrimSpace(bytes.TrimPrefix(body[:min(len(body), 4096)], bom))
	if what := archive(body, head); what != "" {
		return "", fmt.Errorf("%s: not read yet", what)
	}
	switch from {
	case "html":
		return HTML, nil
	case "text":
		return Plain, binary(body)
	}
	if root := xmlRoot(head); root != "" {
		switch root {
		case "html":
			return HTML, nil
		case "rss", "feed", "rdf":
			return "", errors.New("a feed: not read yet")
		case "urlset", "sitemapindex":
			return "", errors.New("a sitemap: not read yet")
		default:
			return "", fmt.Errorf("an XML document <%s>: neither page nor feed", root)
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("{")) && bytes.Contains(head, []byte("://jsonfeed.org/version/")):
		return "", errors.New("a feed: not read yet")
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return "", errors.New("a PDF file: neither page nor text")
	case strings.HasPrefix(http.DetectContentType(head), HTML):
		return HTML, nil
	}
	return Plain, binary(body)
}

var bom = []byte("\xef\xbb\xbf")

// archive names an archive format, "" if it is none.
func archive(body, head []byte) string {
	if bytes.HasPrefix(body, []byte("\x1f\x8b")) {
		// A gzip file is looked into, since WARC files mostly come that way.
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return ""
		}
		head = make([]byte, 8)
		n, _ := io.ReadFull(z, head)
		head = head[:n]
	}
	if bytes.HasPrefix(head, []byte("WARC/")) {
		return "a WARC archive"
	}
	return ""
}

// xmlRoot is the local name of the root element, lower-cased, of what begins
// as an XML document or with the root of a feed or sitemap; else "".
func xmlRoot(head []byte) string {
	declared := bytes.HasPrefix(head, []byte("<?xml"))
	for {
		switch {
		case bytes.HasPrefix(head, []byte("<?")):
			head = after(head, "?>")
		case bytes.HasPrefix(head, []byte("<!--")):
			head = after(head, "-->")
		case declared && bytes.HasPrefix(head, []byte("<!")):
			head = after(head, ">")
		default:
			return rootName(head, declared)
		}
	}
}

func rootName(head []byte, declared bool) string {
	if !bytes.HasPrefix(head, []byte("<")) {
		return ""
	}
	name := string(bytes.ToLower(head[1:]))
	if i := strings.IndexAny(name, " \t\r\n/>"); i >= 0 {
		name = name[:i]
	}
	if i := strings.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	switch name {
	case "rss", "feed", "rdf", "urlset", "sitemapindex":
		return name
	}
	if declared {
		return name
	}
	return ""
}

// after is what follows the first mark, nothing if there is none.
func after(b []byte, mark string) []byte {
	_, rest, _ := bytes.Cut(b, []byte(mark))
	return bytes.TrimSpace(rest)
}

// binary refuses bytes that are no text in any encoding that text comes in.
// UTF-16 is full of NUL bytes and known by its byte order mark.
func binary(body []byte) error {
	if bytes.HasPrefix(body, []byte("\xff\xfe")) || bytes.HasPrefix(body, []byte("\xfe\xff")) {
		return nil
	}
	if bytes.IndexByte(body, 0) >= 0 || !strings.HasPrefix(http.DetectContentType(body), "text/") {
		return errors.New("a binary file, neither page nor text")
	}
	return nil
}
