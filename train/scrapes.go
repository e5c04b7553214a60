package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/internal/article/scrape"
	"onrecord/internal/article/trees"
)

// scrapes grows the trees by which scrape votes on lines, from the same pages as
// those of page: their lines as they are copied from a browser, whole, with the
// article's surroundings, and with the article alone. With -half A or B only half
// of the pages are learnt from, and the other half is asked.
func scrapes(ctx context.Context, args []string, out io.Writer) error {
	l, err := newLesson("scrapes", "internal/article/scrape/vote.trees", args)
	if err != nil {
		return err
	}
	var examples []trees.Example
	type copied struct {
		of   *knownPage
		text string
	}
	var asked []copied
	err = l.each(ctx, func(k *knownPage, learns bool) error {
		texts, err := k.copies(l.dir)
		if err != nil {
			return err
		}
		if !learns {
			asked = append(asked, copied{k, texts[0]})
			return nil
		}
		for _, text := range texts {
			lines, err := k.lines(text, nil)
			if err != nil {
				return err
			}
			examples = append(examples, learnt(lines)...)
		}
		return nil
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d lines of %d pages\n", len(examples), len(l.known)-len(asked))
	f := trees.Grow(examples, l.grown)
	for i, by := range []*trees.Forest{nil, f} {
		var of tally
		for _, c := range asked {
			lines, err := c.of.lines(c.text, by)
			if err != nil {
				return fmt.Errorf("%s: %w", c.of.File, err)
			}
			of.count(lines)
		}
		of.tell(out, [...]string{"rules", "vote"}[i])
	}
	return l.write(f)
}

// ruledLine is a line of a scrape with whether it is of the known text, and how
// much that tells.
type ruledLine struct {
	scrape.Line
	is   bool
	sure float32
}

// lines are those of a page's copy that the vote decides.
func (k *knownPage) lines(copied string, f *trees.Forest) ([]ruledLine, error) {
	text, err := k.text()
	if err != nil {
		return nil, err
	}
	g := newGold(text)
	var out []ruledLine
	for _, l := range scrape.Lines(copied, f) {
		w := wordsOf(l.Text)
		if len(w) == 0 {
			continue
		}
		is, sure := g.holds(w)
		out = append(out, ruledLine{l, is, sure})
	}
	return out, nil
}

func learnt(lines []ruledLine) []trees.Example {
	out := make([]trees.Example, len(lines))
	for i := range lines {
		out[i] = trees.Example{X: lines[i].Measures, Is: lines[i].is, Weight: lines[i].sure}
	}
	weigh(out)
	return out
}

// tally counts lines that are rightly kept, wrongly kept, and lost; those of one
// word count for nothing.
type tally struct{ right, wrong, lost float64 }

func (t *tally) count(lines []ruledLine) {
	for i := range lines {
		switch l := &lines[i]; {
		case l.Words < 2:
		case l.Kept && l.is:
			t.right++
		case l.Kept:
			t.wrong++
		case l.is:
			t.lost++
		}
	}
}

func (t *tally) tell(out io.Writer, name string) {
	if t.right == 0 {
		return
	}
	p, r := t.right/(t.right+t.wrong), t.right/(t.right+t.lost)
	fmt.Fprintf(out, "by %s: precision %.3f recall %.3f F %.3f\n", name, p, r, 2*p*r/(p+r))
}

// copies are what may be copied of a page: all of it, the article with what
// stands around it, and the article alone. Empty lines stand where the page has
// space, between all lines, or nowhere.
func (k *knownPage) copies(dir string) ([]string, error) {
	src, err := k.source(dir)
	if err != nil {
		return nil, err
	}
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		return nil, err
	}
	text, err := k.text()
	if err != nil {
		return nil, err
	}
	c := &copier{}
	c.walk(doc)
	c.end(false)
	g := newGold(text)
	first, last := -1, -1
	alone := []copiedLine{{text: k.Title}}
	for i, l := range c.lines {
		w := wordsOf(l.text)
		if is, sure := g.holds(w); len(w) == 0 || !is || sure < 1 {
			continue
		}
		if last = i; first < 0 {
			first = i
		}
		alone = append(alone, l)
	}
	const over, under = 12, 20 // lines around the article that people copy with it
	near := c.lines[max(0, first-over):min(len(c.lines), last+1+under)]
	gaps, none := func(copiedLine) bool { return true }, func(copiedLine) bool { return false }
	if halfOf(k.Title+k.File) == "A" {
		gaps, none = none, gaps
	}
	return []string{written(c.lines, func(l copiedLine) bool { return l.gap }), written(near, gaps), written(alone, none)}, nil
}

// copiedLine is a line of what a browser copies; gap says that space is above it.
type copiedLine struct {
	text string
	gap  bool
}

func written(lines []copiedLine, gap func(copiedLine) bool) string {
	var b strings.Builder
	for _, l := range lines {
		if gap(l) {
			b.WriteByte('\n')
		}
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	return b.String()
}

// copier writes a page's text as a browser copies it: a line a block, whatever
// the block is for.
type copier struct {
	lines []copiedLine
	line  strings.Builder
	gap   bool
}

func (c *copier) end(gap bool) {
	if s := strings.Join(strings.Fields(c.line.String()), " "); s != "" {
		c.lines = append(c.lines, copiedLine{s, c.gap})
		c.gap = false
	}
	c.line.Reset()
	c.gap = c.gap || gap
}

func (c *copier) walk(n *html.Node) {
	if n.Type == html.TextNode {
		c.line.WriteString(n.Data)
		return
	}
	if n.Type == html.ElementNode && unseen(n) {
		return
	}
	breaks, gap := laidOut(n.DataAtom)
	if breaks {
		c.end(gap)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child)
	}
	switch {
	case breaks:
		c.end(gap)
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		c.line.WriteByte('\t')
	}
}

// unseen reports whether a browser shows nothing of an element.
func unseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Svg, atom.Select, atom.Textarea, atom.Object, atom.Video, atom.Audio:
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none") {
			return true
		}
	}
	return false
}

// laidOut reports whether an element begins a line of its own, and whether
// browsers leave space around it.
func laidOut(a atom.Atom) (breaks, gap bool) {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Blockquote, atom.Pre, atom.Figure, atom.Dl:
		return true, true
	case atom.Div, atom.Section, atom.Article, atom.Main, atom.Li, atom.Dd, atom.Dt, atom.Table, atom.Tr, atom.Figcaption, atom.Header, atom.Footer, atom.Hr,
		atom.Address, atom.Body, atom.Details, atom.Summary, atom.Nav, atom.Aside, atom.Form, atom.Button, atom.Label, atom.Fieldset, atom.Br:
		return true, false
	}
	return false, false
}
