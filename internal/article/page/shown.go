package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/internal/article/dates"
)

// shown is a line of the page as a reader sees it: what stands between two
// breaks. Dates and bylines are looked for in lines, because sites put them into
// elements of every kind, and often into none of their own.
type shown struct {
	text    string
	names   string   // classes, ids and properties of the elements within it, and of short ones around it
	pieces  []piece  // elements within the line that state a date
	parts   []string // texts of its innermost elements, where they are few and short
	makers  []maker  // texts of elements within it that markup says are authors
	heading bool     // it is a heading, or in one
	outer   bool     // it stands in a menu, beside or below the article, or at the head of the page
	blocks  []*block
}

// block is an element around lines.
type block struct {
	names string
	begun int  // bytes of the page's text before it
	long  bool // its text is longer than a line may be: its names say nothing of one
}

// piece is an element of a line that states a date.
type piece struct {
	text   string
	before string // the line's text in front of it
	names  string
	moment string // the time that its markup states, "" for none
}

// maker is an element of a line that markup says is an author.
type maker struct {
	text   string
	before string // the line's text in front of it
	sure   bool   // markup has no other meaning
	named  bool   // its class is that of an author's name
	handle bool   // the address of its page ends with it, in one word
}

// most of a page's lines, and of a line's bytes: what is longer is a paragraph.
const (
	mostShown    = 4000
	longestShown = 400
)

// shower makes the lines of a page.
type shower struct {
	lines   []shown
	line    shown
	text    []byte
	around  []*block // the open ones
	read    int      // bytes of the page's text so far, and its last letter
	last    rune
	heading int // open headings
	outer   int
	makers  int // texts of authors found so far
}

// showLines makes the lines of a page, in order. Paragraphs come with their
// beginning, so that the distance between two lines is what a reader would say.
func showLines(doc *html.Node) []shown {
	s := &shower{}
	s.walk(doc)
	s.flush()
	for i := range s.lines {
		s.lines[i].named()
	}
	return s.lines
}

// named adds the names of the short blocks around a line to its own, now that it
// is known how long they are.
func (l *shown) named() {
	for _, b := range l.blocks {
		if !b.long && b.names != "" {
			l.names += " " + b.names
		}
	}
	l.blocks = nil
}

func (s *shower) walk(n *html.Node) {
	switch {
	case len(s.lines) >= mostShown:
		return
	case n.Type == html.TextNode:
		s.write(n.Data)
		return
	case n.Type == html.ElementNode && unseen(n):
		return
	}
	breaks := breaksLine(n)
	if breaks {
		s.flush()
	}
	s.open(n, breaks)
	before, at := s.makers, len(s.text)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.walk(c)
	}
	if m, ok := makerOf(n); ok && s.makers == before {
		// The innermost element counts: a card that is marked too holds more.
		s.makers++
		m.before = collapse(string(s.text[:min(at, len(s.text))]))
		s.line.makers = append(s.line.makers, m)
	}
	if !breaks {
		s.part(n)
	}
	s.shut(n, breaks)
}

// part keeps the text of an element of the line that holds nothing but text.
func (s *shower) part(n *html.Node) {
	const (
		most    = 12
		longest = 60 // bytes: a name
	)
	c := n.FirstChild
	if n.Type != html.ElementNode || c == nil || c != n.LastChild || c.Type != html.TextNode || len(c.Data) > 2*longest || len(s.line.parts) > most {
		return
	}
	if text := collapse(c.Data); text != "" && len(text) <= longest {
		s.line.parts = append(s.line.parts, text)
	}
}

// open notes what an element is before what is in it.
func (s *shower) open(n *html.Node, breaks bool) {
	if n.Type != html.ElementNode {
		return
	}
	if heading(n) {
		s.heading++
	}
	if outside(n) {
		s.outer++
	}
	names := namesOf(n)
	if p, ok := pieceOf(n, names); ok {
		p.before = collapse(string(s.text))
		s.line.pieces = append(s.line.pieces, p)
	}
	switch {
	case breaks:
		s.around = append(s.around, &block{names: names, begun: s.read})
		s.read, s.last = s.read+1, ' '
	case names != "":
		s.line.names += " " + names
	}
}

// shut undoes what open noted.
func (s *shower) shut(n *html.Node, breaks bool) {
	if breaks {
		s.flush()
	}
	if n.Type != html.ElementNode {
		return
	}
	if breaks {
		closed := s.around[len(s.around)-1]
		closed.long = s.read-closed.begun >= longestShown
		s.around = s.around[:len(s.around)-1]
	}
	if outside(n) {
		s.outer--
	}
	if heading(n) {
		s.heading--
	}
}

// softHyphen is a place where a word may be broken: no letter of it.
const softHyphen = "\u00ad"

// write adds text to the line. Elements that stand side by side on the page may
// touch in its source: a capital after a small letter begins another text.
func (s *shower) write(text string) {
	if text == "" {
		return
	}
	next, _ := utf8.DecodeRuneInString(text)
	if last, _ := utf8.DecodeLastRune(s.text); parted(last, next) {
		s.text = append(s.text, ' ')
	}
	if parted(s.last, next) {
		s.read++
	}
	text = strings.ReplaceAll(text, softHyphen, "")
	s.read += len(text)
	if text != "" {
		s.last, _ = utf8.DecodeLastRuneInString(text)
	}
	if room := 2*longestShown - len(s.text); room > 0 {
		s.text = append(s.text, strings.ToValidUTF8(text[:min(len(text), room)], "")...)
	}
}

// parted reports whether a letter begins another text than the one before it ends.
func parted(last, next rune) bool {
	return unicode.IsLower(last) && (unicode.IsUpper(next) || unicode.IsDigit(next)) || unicode.IsDigit(last) && unicode.IsUpper(next)
}

// flush ends the line.
func (s *shower) flush() {
	const nearest = 3 // blocks around a line whose names tell of it
	l := s.line
	l.text = collapse(string(s.text))
	s.line, s.text = shown{}, s.text[:0]
	if l.text == "" && len(l.pieces) == 0 && len(l.makers) == 0 {
		return
	}
	l.blocks = slices.Clone(s.around[max(0, len(s.around)-nearest):])
	l.heading, l.outer = s.heading > 0, s.outer > 0
	s.lines = append(s.lines, l)
}

// unseen are elements whose text no reader sees.
func unseen(n *html.Node) bool {
	switch element(n) {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Textarea, atom.Select, atom.Head, atom.Object:
		return true
	}
	return false
}

// breaksLine reports whether an element stands on lines of its own.
func breaksLine(n *html.Node) bool {
	switch element(n) {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Br, atom.Dd, atom.Details, atom.Div, atom.Dl, atom.Dt, atom.Fieldset,
		atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr, atom.Html,
		atom.Legend, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Table, atom.Tbody, atom.Td, atom.Th, atom.Tr, atom.Ul:
		return true
	}
	return false
}

// outside reports whether an element is a part of the page beside its articles.
func outside(n *html.Node) bool {
	switch element(n) {
	case atom.Nav, atom.Aside:
		return true
	case atom.Footer, atom.Header:
		return !within(n, atom.Article) && !holds(n, atom.H1)
	}
	return false
}

func heading(n *html.Node) bool {
	switch element(n) {
	case atom.H1, atom.H2, atom.H3:
		return true
	}
	return false
}

// within reports whether an element of this name stands around n.
func within(n *html.Node, name atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if element(p) == name {
			return true
		}
	}
	return false
}

// namesOf are the names that markup gives an element, in small letters.
func namesOf(n *html.Node) string {
	var b strings.Builder
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "itemprop", "property", "rel", "pubdate":
			b.WriteString(strings.ToLower(a.Val + " "))
		}
		if a.Key == "pubdate" {
			b.WriteString("published ")
		}
	}
	return b.String()
}

// pieceOf reads an element that states a date by its markup: a time element, one
// whose property or class says so, or one whose title says when.
func pieceOf(n *html.Node, names string) (piece, bool) {
	const longest = 120 // bytes
	dated, timed := dateClass(names), element(n) == atom.Time
	if !dated && !timed && element(n) != atom.Abbr {
		return piece{}, false
	}
	p := piece{names: names, text: collapse(seenUpTo(n, 2*longest))}
	switch title := attr(n, "title"); {
	case timed:
		p.moment = first(attr(n, "datetime"), attr(n, "content"))
	case strings.Contains(names, "datepublished") || strings.Contains(names, "datemodified") || strings.Contains(names, "datecreated"):
		p.moment = first(attr(n, "content"), attr(n, "datetime"))
	case dated || element(n) == atom.Abbr:
		if _, ok := dates.Stated(title); ok {
			p.moment = title
		}
	}
	if len(p.text) > longest {
		return p, p.moment != ""
	}
	inline := dated && !breaksLine(n) && strings.ContainsAny(p.text, "0123456789")
	return p, timed || inline || p.moment != ""
}

// seenUpTo is the beginning of the text within an element, as a reader sees it.
func seenUpTo(n *html.Node, most int) string {
	s := &shower{}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case len(s.text) >= most:
			return
		case n.Type == html.TextNode:
			s.write(n.Data)
			return
		case n.Type == html.ElementNode && unseen(n):
			return
		case breaksLine(n):
			s.text = append(s.text, ' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return string(s.text)
}
