package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
)

// sniffed is how much of an input is looked at to tell what it is: a tar's mark
// stands at 257, a page's first tag within the first kilobytes.
const sniffed = 4096

// form is what an input can be.
type form struct {
	name string
	word string // with its article, for messages
	pack bool   // its members multiply what it holds
	open opener // nil for a page
}

// The forms. Names are those of --from.
var (
	formHTML    = form{name: HTML}
	formText    = form{name: Plain}
	formUTF16   = form{name: "utf16", word: "UTF-16 text", open: openUTF16}
	formGzip    = form{name: "gzip", word: "a gzip file", open: openGzip}
	formZstd    = form{name: "zstd", word: "a zstd file", open: openZstd}
	formBzip2   = form{name: "bzip2", word: "a bzip2 file", open: openBzip2}
	formXZ      = form{name: "xz", word: "an xz file", open: openXZ}
	formZip     = form{name: "zip", word: "a zip file", pack: true, open: openZip}
	formTar     = form{name: "tar", word: "a tar file", pack: true, open: openTar}
	formWARC    = form{name: "warc", word: "a WARC file", open: openWARC}
	formJSONL   = form{name: "jsonl", word: "JSON Lines", open: openJSONLines}
	formJSON    = form{name: "json", word: "a JSON array", open: openJSON}
	formFeed    = form{name: "feed", word: "a feed", open: openFeed}
	formSitemap = form{name: "sitemap", word: "a sitemap", open: openSitemap}
	formMail    = form{name: "mail", word: "a mail", open: openMail}
	formMbox    = form{name: "mbox", word: "a mailbox", open: openMbox}
	formCSV     = form{name: "csv", word: "a table", open: openCSV}
	formTSV     = form{name: "tsv", word: "a table", open: openTSV}
	formPDF     = form{name: "pdf", word: "a PDF file", open: openPDF}
)

// Forms are the names that Options.From takes. What packs others is not of
// them: it is always known by its content.
func Forms() []string {
	return []string{"html", "text", "jsonl", "json", "csv", "tsv", "feed", "sitemap", "mail", "mbox", "pdf"}
}

// forced is the form of a name in Forms.
func forced(name string) form {
	switch name {
	case "html":
		return formHTML
	case "text":
		return formText
	}
	for _, f := range []form{formJSONL, formJSON, formCSV, formTSV, formFeed, formSitemap, formMail, formMbox, formPDF} {
		if f.name == name {
			return f
		}
	}
	return formText
}

// sniff tells from the first bytes what an input is, or says why it is none. A
// name or a header decides only where content cannot: tables, and JSON Lines
// whose first line is broken. Marks come first, then the tests of the WHATWG
// MIME Sniffing standard (https://mimesniff.spec.whatwg.org), as net/http has
// them, with the forms of text that it does not know before.
func sniff(head []byte, raw Raw, from string) (form, error) {
	if raw.MediaType == HTML || raw.MediaType == Plain {
		return form{name: raw.MediaType}, nil // its container knows
	}
	if f, ok := packed(head); ok {
		return f, nil
	}
	if from != "" {
		return forced(from), nil
	}
	if inUTF16(head) {
		return formUTF16, nil
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(head, bom))
	if f, ok := named(raw); ok && !bytes.HasPrefix(text, []byte("[")) {
		return f, nil
	}
	return sniffText(head, text)
}

// sniffText tells the forms that are text.
func sniffText(head, text []byte) (form, error) {
	if root := xmlRoot(text); root != "" {
		return xmlForm(root)
	}
	switch {
	case bytes.HasPrefix(text, []byte("%PDF-")):
		return formPDF, nil
	case bytes.HasPrefix(text, []byte("{")) && bytes.Contains(text, []byte("://jsonfeed.org/version/")),
		bytes.HasPrefix(text, []byte("{")) && bytes.Contains(text, []byte(`:\/\/jsonfeed.org\/version\/`)):
		return formFeed, nil
	case jsonLine(text):
		return formJSONL, nil
	case jsonArray(text):
		return formJSON, nil
	case mboxHead(text):
		return formMbox, nil
	case mailHead(text):
		return formMail, nil
	case strings.HasPrefix(http.DetectContentType(text), HTML):
		return formHTML, nil
	}
	return formText, notText(head)
}

// xmlForm is the form that an XML document's root names.
func xmlForm(root string) (form, error) {
	switch root {
	case "html":
		return formHTML, nil
	case "rss", "feed", "rdf":
		return formFeed, nil
	case "urlset", "sitemapindex":
		return formSitemap, nil
	}
	return form{}, fmt.Errorf("an XML document <%s>: neither page nor feed", printable(root))
}

var bom = []byte("\xef\xbb\xbf")

// marks are the bytes that packed forms begin with.
var marks = []struct {
	mark string
	form form
}{
	{"\x28\xb5\x2f\xfd", formZstd}, // RFC 8878, 3.1.1
	{"BZh", formBzip2},
	{"\xfd7zXZ\x00", formXZ},
	{"PK\x03\x04", formZip},
	{"PK\x05\x06", formZip}, // an empty one
	{"WARC/", formWARC},
}

// packed tells the forms that hold other files, whatever a name says of them.
func packed(head []byte) (form, bool) {
	if bytes.HasPrefix(head, []byte("\x1f\x8b\x08")) {
		// A gzip file is looked into: of a WARC file each record is packed for
		// itself, so that reading can begin in the middle.
		if bytes.HasPrefix(gunzipHead(head), []byte("WARC/")) {
			return formWARC, true
		}
		return formGzip, true
	}
	for _, m := range marks {
		if bytes.HasPrefix(head, []byte(m.mark)) {
			return m.form, true
		}
	}
	if len(head) > 262 && bytes.Equal(head[257:262], []byte("ustar")) { // POSIX.1-1988
		return formTar, true
	}
	return form{}, false
}

// named is the form that a name or a header tells of what content cannot.
func named(raw Raw) (form, bool) {
	switch mediaType(raw.Header) {
	case JSONL, "application/x-jsonlines", "application/x-ndjson", "application/jsonlines":
		return formJSONL, true
	case "text/csv":
		return formCSV, true
	case "text/tab-separated-values":
		return formTSV, true
	}
	name := strings.ToLower(raw.Name)
	for _, packed := range []string{".gz", ".zst", ".bz2", ".xz"} {
		name = strings.TrimSuffix(name, packed)
	}
	switch filepath.Ext(name) {
	case ".jsonl", ".ndjson":
		return formJSONL, true
	case ".csv":
		return formCSV, true
	case ".tsv", ".tab":
		return formTSV, true
	}
	return form{}, false
}

// xmlRoot is the local name of the root element, lower-cased, of what begins
// like an XML document or like a feed without its declaration; else "".
func xmlRoot(head []byte) string {
	declared := bytes.HasPrefix(head, []byte("<?xml"))
	for {
		switch {
		case bytes.HasPrefix(head, []byte("<?")):
			head = after(head, "?>")
		case bytes.HasPrefix(head, []byte("<!--")):
			head = after(head, "-->")
		case bytes.HasPrefix(head, []byte("<!DOCTYPE")) && bytes.IndexByte(head, '[') >= 0 && bytes.IndexByte(head, '[') < bytes.IndexByte(head, '>'):
			head = after(head, "]>") // with entities of its own
		case bytes.HasPrefix(head, []byte("<!")):
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
	if declared || slices.Contains([]string{"rss", "feed", "rdf", "urlset", "sitemapindex"}, name) {
		return name
	}
	return ""
}

// after is what follows the first mark, nothing if there is none.
func after(b []byte, mark string) []byte {
	_, rest, _ := bytes.Cut(b, []byte(mark))
	return bytes.TrimSpace(rest)
}

// notText refuses bytes that are no text in any encoding that text comes in.
// UTF-16, which is full of NUL bytes, has been told apart before.
func notText(body []byte) error {
	if bytes.IndexByte(body, 0) >= 0 || !strings.HasPrefix(http.DetectContentType(body), "text/") {
		return errors.New("a binary file, neither page nor text")
	}
	return nil
}
