package ingest

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
)

// docxText is the part of a DOCX that holds its text (ECMA-376, part 1, 11.3.10).
const docxText = "word/document.xml"

func isDOCX(z *zip.Reader) bool {
	for _, f := range z.File {
		if f.Name == docxText {
			return true
		}
	}
	return false
}

// openDOCX reads a document of a word processor as a page of headings and
// paragraphs.
func openDOCX(z *zip.Reader) (Container, error) {
	body, err := docxPart(z, docxText)
	if err != nil {
		return nil, err
	}
	page, err := docxPage(body)
	if err != nil {
		return nil, fmt.Errorf("a broken document: %w", oneLine(err))
	}
	if words(page) == 0 {
		return nil, errors.New("a document without words")
	}
	g := &Given{}
	if core, err := docxPart(z, "docProps/core.xml"); err == nil {
		g = docxGiven(core)
	}
	return &one{member: Member{Body: strings.NewReader(page), MediaType: HTML, Fragment: true, Given: g}}, nil
}

// docxPart reads a part of the document.
func docxPart(z *zip.Reader, name string) ([]byte, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	size := int64(1)
	if h, ok := info.Sys().(*zip.FileHeader); ok {
		size = int64(h.CompressedSize64)
	}
	return readAll(&guard{out: f, took: &counter{n: size}}, "a document")
}

// docxGiven is the title that a document states. Whom it names as its creator
// is whoever installed the program, and its dates are those of the file.
func docxGiven(core []byte) *Given {
	var props struct {
		Title    string `xml:"title"`
		Language string `xml:"language"`
	}
	_ = xml.Unmarshal(core, &props) // without it the document speaks for itself
	return &Given{Title: plain(props.Title), Lang: props.Language}
}

// headingStyle are the styles of titles and headings, by their names in
// English, which files keep whatever the program's language.
var headingStyle = regexp.MustCompile(`(?i)^(?:title|heading|h[1-6]$|titel|titre|überschrift)`)

// docxPage makes a page of the document's paragraphs.
func docxPage(body []byte) (string, error) {
	in := xml.NewDecoder(strings.NewReader(string(body)))
	in.Strict = false
	w := docxWriter{}
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return w.out.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			w.open(t)
		case xml.EndElement:
			w.close(t.Name.Local)
		case xml.CharData:
			if w.text > 0 && w.deleted == 0 {
				w.para.Write(t)
			}
		}
	}
}

// docxWriter collects the words of paragraphs.
type docxWriter struct {
	out, para     strings.Builder
	heading       bool
	text, deleted int // elements around us that hold text, that hold struck text
}

func (w *docxWriter) open(t xml.StartElement) {
	switch t.Name.Local {
	case "p":
		w.heading = false
	case "pStyle":
		for _, a := range t.Attr {
			w.heading = w.heading || a.Name.Local == "val" && headingStyle.MatchString(a.Value)
		}
	case "t":
		w.text++
	case "del", "moveFrom", "Fallback":
		w.deleted++
	case "tab", "br", "cr":
		w.para.WriteByte(' ')
	case "noBreakHyphen":
		w.para.WriteByte('-')
	}
}

func (w *docxWriter) close(name string) {
	switch name {
	case "t":
		w.text = max(0, w.text-1)
	case "del", "moveFrom", "Fallback":
		w.deleted = max(0, w.deleted-1)
	case "p":
		if text := strings.TrimSpace(w.para.String()); text != "" {
			tag := "p"
			if w.heading {
				tag = "h2"
			}
			fmt.Fprintf(&w.out, "<%s>%s</%s>\n", tag, html.EscapeString(text), tag)
		}
		w.para.Reset()
	}
}
