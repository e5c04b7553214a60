package page

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/internal/article/line"
	"onrecord/ling"
)

// para is a paragraph of the page.
type para struct {
	line.Line
	links int        // bytes of it that are links
	laid  string     // how it is laid out: the names of its element and the two around it
	at    *html.Node // the element around it
	told  *line.Rule // what tells it where it may be the last, once it was asked
	asked bool
	cut   int    // words of cards that stood right before it
	key   string // its letters and digits, by which extractors' texts are compared
}

// tailRule is the rule that tells a paragraph which may be the article's last,
// nil for none. It is asked before the vote and after it.
func (p *para) tailRule() *line.Rule {
	if !p.asked {
		p.told, p.asked = line.Find(line.Rules(), &p.Line, "tail"), true
	}
	return p.told
}

// paragraphsOf walks a tree: every element that browsers lay out as a block
// ends the paragraph before it.
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
	at    *html.Node // the block around the words
	cut   int        // words of cards since the last paragraph
}

// flush ends the paragraph.
func (w *walker) flush() {
	w.add(collapse(w.text.String()))
	w.text.Reset()
	w.links = 0
}

func (w *walker) add(text string) {
	if text == "" {
		return
	}
	l := line.Measure(text, ling.Span{End: len(text)}, true)
	l.Kind = w.kind
	w.out = append(w.out, para{Line: l, links: w.links, at: w.at, laid: laidOut(w.at), key: keyOf(text), cut: w.cut})
	w.cut = 0
}

// laidOut names an element and the two around it, by tag and class. Chunks of
// one article are laid out alike.
func laidOut(n *html.Node) string {
	var b strings.Builder
	for range 3 {
		if n == nil || n.Type != html.ElementNode {
			break
		}
		b.WriteString(n.Data)
		b.WriteByte('.')
		b.WriteString(attr(n, "class"))
		b.WriteByte('<')
		n = n.Parent
	}
	return b.String()
}

// keyOf is a text's letters and digits, small.
func keyOf(s string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return string(out) + strings.Map(inKey, s[i:])
		case 'A' <= c && c <= 'Z':
			out = append(out, c+'a'-'A')
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			out = append(out, c)
		}
	}
	return string(out)
}

// inKey is a letter or a digit as keys have it, -1 for what they leave out.
func inKey(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return unicode.ToLower(r)
	}
	return -1
}

// htmlSpace is the white space that HTML collapses; no-break space is not of it.
const htmlSpace = " \t\r\n\f"

// collapse makes runs of HTML's white space one space.
func collapse(s string) string {
	s = strings.TrimFunc(s, line.IsSpace)
	if !strings.ContainsAny(s, "\t\r\n\f") && !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for i := range len(s) {
		if c := s[i]; c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' {
			gap = true
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// walk goes through the tree, whose depth package html bounds.
func (w *walker) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.part(n.Data)
		w.text.WriteString(n.Data)
		return
	case html.CommentNode:
		if of, ok := strings.CutPrefix(n.Data, cutMark); ok {
			cut, _ := strconv.Atoi(of)
			w.cut += cut
		}
		return
	case html.DoctypeNode:
		return
	}
	switch {
	case skipped(n):
	case element(n) == atom.Br:
		w.breakLine(n)
	case element(n) == atom.Tr && w.row(n):
	case element(n) == atom.Pre:
		w.preformatted(n)
	default:
		w.inside(n)
	}
}

// part puts a space between two elements that stand side by side on the page and
// touch in its source: "Sarah Pike" and "Political" are two texts, while the two
// halves of a word that is partly in italics go on in small letters.
func (w *walker) part(next string) {
	last, _ := utf8.DecodeLastRuneInString(w.text.String())
	first, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(last) && unicode.IsUpper(first) {
		w.text.WriteByte(' ')
	}
}

// inside walks what an element holds.
func (w *walker) inside(n *html.Node) {
	kind, block := blockKind(n)
	outer, around := w.kind, w.at
	if block {
		w.flush()
		if w.at = n; kind != "" {
			w.kind = kind
		}
	}
	before := w.text.Len()
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if isLink(n) {
		w.links += max(0, w.text.Len()-before)
	}
	if block {
		w.flush()
		w.kind, w.at = outer, around
	}
}

// isLink reports whether an element leads to another place: an anchor that is
// not there to be leapt to, or for a script.
func isLink(n *html.Node) bool {
	return element(n) == atom.A && attr(n, "href") != "" && !strings.HasPrefix(strings.ToLower(attr(n, "href")), "javascript:")
}

// preformatted walks text that is laid out by its own lines: empty ones part
// its paragraphs.
func (w *walker) preformatted(n *html.Node) {
	w.flush()
	around := w.at
	w.at = n
	for _, part := range emptyLine.Split(innerUpTo(n, math.MaxInt), -1) {
		w.add(collapse(part))
	}
	w.at = around
}

// emptyLine parts the paragraphs of preformatted text.
var emptyLine = regexp.MustCompile(`\n[ \t\r]*\n`)

// row writes a row of a table of figures as one paragraph, its cells parted by
// tabs; false for tables that only lay the page out.
func (w *walker) row(n *html.Node) bool {
	const longest = 300 // bytes
	var cells []string
	size := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if holdsBlocks(c) {
			return false
		}
		if t := collapse(inner(c)); t != "" {
			cells = append(cells, t)
			size += len(t)
		}
	}
	if len(cells) < 2 || size > longest {
		return false
	}
	w.flush()
	around := w.at
	w.at = n
	w.add(strings.Join(cells, "\t"))
	w.at = around
	return true
}

// holdsBlocks reports whether a cell holds paragraphs of its own.
func holdsBlocks(cell *html.Node) bool {
	for c := cell.FirstChild; c != nil; c = c.NextSibling {
		if _, block := blockKind(c); block || element(c) == atom.Br || c.Type == html.ElementNode && holdsBlocks(c) {
			return true
		}
	}
	return false
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
	if n.DataAtom != 0 && n.DataAtom.String() == n.Data {
		return n.DataAtom
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
		atom.Body, atom.Html, atom.Details, atom.Summary, atom.Center:
		if captionClass(n) {
			return ling.BlockCaption, true
		}
		return "", true
	}
	return "", false
}

// captionClass reports whether a class says that an element is a caption.
func captionClass(n *html.Node) bool {
	class := attr(n, "class")
	if len(class) > 200 || !strings.Contains(strings.ToLower(class), "caption") {
		return false
	}
	return element(n) == atom.P || element(n) == atom.Div || element(n) == atom.Dd
}
