// Package page extracts the article of an HTML page: its main text, the blocks
// of it, and what head, markup and address say of title, authors and days.
package page

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord"
	"onrecord/internal/article/dates"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// maxElements bounds the extractor, whose work grows faster than the page. The
// largest article pages have some ten thousand elements.
const maxElements = 30_000

// errNoArticle is what a page without running words gets.
var errNoArticle = errors.New("a page with no article on it")

// Read extracts the article of an HTML page, decoded, into art, whose URL is
// where it was fetched if that is known. Text is the title, standfirst and what
// the extractor finds, a paragraph each, parted by empty lines. Lang is what the
// page declares.
func Read(art *onrecord.Article, src string) error {
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		return fmt.Errorf("parse HTML: %w", err)
	}
	base := pageURL(art.URL)
	meta := readMetadata(doc, base)
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	parser.DisableJSONLD = true // read by readMetadata, with its dates' meaning
	found, err := parser.ParseDocument(doc, base)
	if err != nil {
		return fmt.Errorf("extract: %w", err)
	}
	var paras []para
	if found.Node != nil {
		paras = paragraphsOf(found.Node)
	}
	paras = tidy(paras, meta)
	if words(paras) < fewestWords {
		// Pages that a script builds may hold their text in the metadata.
		paras = tidy(bodyOf(meta.body), meta)
	}
	if words(paras) < fewestWords {
		return errNoArticle
	}
	assemble(art, paras)
	art.Title, art.Outlet, art.Authors = meta.title, meta.outlet, meta.authors
	if len(art.Authors) == 0 {
		art.Authors = line.ByNames(found.Byline())
	}
	if meta.canonical != "" {
		art.URL = meta.canonical
	}
	art.Published, art.Modified = meta.published, meta.modified
	art.Diagnostics = append(art.Diagnostics, meta.diagnostics...)
	art.Lang = meta.lang
	return nil
}

// fewestWords of running sentences make an article. A news flash has two
// sentences; a page that asks to log in has one.
const fewestWords = 25

// bodyOf makes paragraphs of an article's text as JSON-LD has it, plain or as HTML.
func bodyOf(text string) []para {
	if strings.Contains(text, "</") {
		if doc, err := html.Parse(strings.NewReader(text)); err == nil {
			return paragraphsOf(doc)
		}
	}
	var out []para
	for _, l := range line.Paragraphs(text) {
		l.Kind = ling.BlockBody
		out = append(out, para{Line: l})
	}
	return out
}

// words counts the words of sentences.
func words(paras []para) int {
	n := 0
	for i := range paras {
		if p := &paras[i]; p.Kind == ling.BlockBody && p.Prose() {
			n += p.Words
		}
	}
	return n
}

// pageURL is the page's address for the extractor, which wants one.
func pageURL(s string) *url.URL {
	if u, err := url.Parse(s); err == nil && u.Host != "" {
		return u
	}
	return &url.URL{Scheme: "file", Path: "/"}
}

// para is a paragraph of the extracted page.
type para struct {
	line.Line
	links int // bytes of it that are links
}

// paragraphsOf walks the extracted tree: every element that browsers lay out as
// a block ends the paragraph before it.
func paragraphsOf(root *html.Node) []para {
	w := &walker{kind: ling.BlockBody}
	w.walk(root)
	w.flush()
	return w.out
}

type walker struct {
	out   []para
	text  strings.Builder
	links int
	kind  ling.BlockKind
}

// flush ends the paragraph.
func (w *walker) flush() {
	text := collapse(w.text.String())
	w.text.Reset()
	if text != "" {
		l := line.Measure(text, ling.Span{End: len(text)}, true)
		l.Kind = w.kind
		w.out = append(w.out, para{Line: l, links: w.links})
	}
	w.links = 0
}

// htmlSpace is the white space that HTML collapses; no-break space is not of it.
const htmlSpace = " \t\r\n\f"

// collapse makes runs of HTML's white space one space.
func collapse(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(htmlSpace, r) }), " ")
	return strings.TrimFunc(s, line.IsSpace)
}

// walk goes through the tree, whose depth package html bounds.
func (w *walker) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text.WriteString(n.Data)
		return
	case html.CommentNode, html.DoctypeNode:
		return
	}
	if skipped(n) {
		return
	}
	if element(n) == atom.Br {
		w.breakLine(n)
		return
	}
	kind, block := blockKind(n)
	outer := w.kind
	if block {
		w.flush()
		if kind != "" {
			w.kind = kind
		}
	}
	before := w.text.Len()
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if element(n) == atom.A {
		w.links += max(0, w.text.Len()-before)
	}
	if block {
		w.flush()
		w.kind = outer
	}
}

// breakLine parts paragraphs at two line breaks and keeps a space for one.
func (w *walker) breakLine(n *html.Node) {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if element(p) == atom.Br {
			w.flush()
			return
		}
		if p.Type != html.TextNode || strings.Trim(p.Data, htmlSpace) != "" {
			break
		}
	}
	w.text.WriteByte(' ')
}

// element is the name of an element. The extractor renames elements and makes
// new ones by their word alone, so the word is asked.
func element(n *html.Node) atom.Atom {
	if n.Type != html.ElementNode {
		return 0
	}
	return atom.Lookup([]byte(n.Data))
}

// skipped are elements whose words are not the article's.
func skipped(n *html.Node) bool {
	switch element(n) {
	case atom.Script, atom.Style, atom.Noscript, atom.Nav, atom.Aside, atom.Form, atom.Button, atom.Select,
		atom.Iframe, atom.Svg, atom.Template, atom.Head, atom.Textarea, atom.Input, atom.Object, atom.Video, atom.Audio:
		return true
	}
	return false
}

// blockKind reports whether an element is a block of its own, and of what kind
// its words are, "" for the kind around it.
func blockKind(n *html.Node) (kind ling.BlockKind, block bool) {
	switch element(n) {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return ling.BlockHeading, true
	case atom.Figcaption, atom.Caption:
		return ling.BlockCaption, true
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Blockquote, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dd,
		atom.Dt, atom.Pre, atom.Table, atom.Tr, atom.Td, atom.Th, atom.Figure, atom.Header, atom.Footer, atom.Hr, atom.Address,
		atom.Body, atom.Html, atom.Details, atom.Summary:
		return "", true
	}
	return "", false
}

// tidy leaves out what the extractor left in: furniture that rules tell, lists
// of links, the title again; and puts title and standfirst first.
func tidy(paras []para, meta *metadata) []para {
	const linked = 0.8 // of a paragraph's bytes: no words but links
	rs := line.Rules()
	var out []para
	head := func(text string, kind ling.BlockKind) {
		if text != "" {
			l := line.Measure(text, ling.Span{End: len(text)}, true)
			l.Kind = kind
			out = append(out, para{Line: l})
		}
	}
	head(meta.title, ling.BlockTitle)
	if meta.standfirst != "" && !standsIn(paras, meta.standfirst) {
		head(meta.standfirst, ling.BlockStandfirst)
	}
	strong := 0
	for i := range paras {
		p := &paras[i]
		if strong == 0 && p.Kind == ling.BlockBody && line.Join(p.Text) == line.Join(meta.standfirst) {
			p.Kind = ling.BlockStandfirst
		}
		if p.Strong() && p.Kind == ling.BlockBody {
			strong++
		}
		place := "body"
		if strong >= 2 {
			place = "tail"
		}
		r := line.Find(rs, &p.Line, place)
		switch {
		case i < line.MostRuled && r != nil && r.Opens == "rest":
			return out
		case i < line.MostRuled && r != nil && r.Kind == ling.BlockCaption && p.Words > 4:
			p.Kind = ling.BlockCaption
		case i < line.MostRuled && r != nil, line.Join(p.Text) == meta.title, i > 0 && p.Text == paras[i-1].Text:
			continue
		case p.Kind == ling.BlockBody && !p.Prose() && float64(p.links) >= linked*float64(len(p.Text)):
			continue
		case p.Kind == ling.BlockBody && !p.Ends && strong == 0 && dates.Only(p.Text):
			continue
		}
		out = append(out, *p)
	}
	return out
}

// standsIn reports whether a paragraph begins with this text.
func standsIn(paras []para, text string) bool {
	for i := range paras {
		if strings.HasPrefix(line.Join(paras[i].Text), strings.TrimRight(text, ". …")) {
			return true
		}
	}
	return false
}

// assemble makes text and blocks of paragraphs.
func assemble(art *onrecord.Article, paras []para) {
	var text strings.Builder
	for i := range paras {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(paras[i].Text)
		art.Blocks = append(art.Blocks, ling.Block{Span: ling.Span{Start: start, End: text.Len()}, Kind: paras[i].Kind})
	}
	text.WriteByte('\n')
	art.Text = text.String()
}
