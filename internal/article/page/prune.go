package page

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// weight is how much text an element holds.
type weight struct {
	words  int // outside of links
	linked int // within links
	h1     bool
}

// pruner takes out of the tree what is no part of the article, so that no
// extractor can take a dialog, the readers' comments or the cards of other
// articles for it.
type pruner struct {
	names  namer
	weight map[*html.Node]weight
	whole  weight
	unseen int          // words that are not shown
	cards  []*html.Node // what was taken out as a card of an author or another article
}

// prune parts the tree from what is no article, and unhides what a dialog hid. The
// cards are returned: one of them may be the article's author's.
func prune(doc *html.Node, names namer) (cards []*html.Node) {
	p := &pruner{names: names, weight: map[*html.Node]weight{}}
	p.whole = p.weigh(doc, false)
	p.cut(doc)
	return p.cards
}

// cutMark begins the comment that stands where a card was, and says how many words
// it had. No page can hold one: parsers let no NUL into a comment.
const cutMark = "\x00"

// weigh counts the words of each element.
func (p *pruner) weigh(n *html.Node, link bool) weight {
	var w weight
	switch {
	case n.Type == html.TextNode:
		if words := wordsIn(n.Data); link {
			w.linked = words
		} else {
			w.words = words
		}
		return w
	case skipped(n) && !wraps(n):
		return w
	}
	link = link || element(n) == atom.A
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		of := p.weigh(c, link)
		w.words, w.linked, w.h1 = w.words+of.words, w.linked+of.linked, w.h1 || of.h1
	}
	w.h1 = w.h1 || element(n) == atom.H1
	if hidden(n) {
		p.unseen += w.words
	}
	if n.Type == html.ElementNode {
		p.weight[n] = w
	}
	return w
}

// wordsIn counts words; of scripts that part none by spaces, two letters count
// as one.
func wordsIn(s string) int {
	n, dense, in := 0, 0, false
	for _, r := range s {
		switch {
		case r <= ' ' || r == '\u00a0':
			in = false
		case r >= 0x2e80 && r < 0xa000 || r >= 0x0e00 && r < 0x0e80:
			dense++
		case !in:
			in = true
			n++
		}
	}
	return n + dense/2
}

// cut goes through the tree and takes elements out.
func (p *pruner) cut(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type != html.ElementNode:
		case p.foreign(c):
			if p.names.part(c)&partCard != 0 {
				p.cards = append(p.cards, c)
				n.InsertBefore(&html.Node{Type: html.CommentNode, Data: cutMark + strconv.Itoa(p.weight[c].words)}, c)
			}
			n.RemoveChild(c)
		case wraps(c) && p.all(c):
			c.Data, c.DataAtom = atom.Div.String(), atom.Div
			fallthrough
		default:
			p.unhide(c)
			p.cut(c)
		}
		c = next
	}
}

// foreign reports whether an element is no part of the article. Whatever its
// name, enough for an article must be left without it.
func (p *pruner) foreign(n *html.Node) bool {
	switch element(n) {
	case atom.Html, atom.Head, atom.Body, atom.Main, atom.Script, atom.Meta, atom.Link, atom.Title:
		return false
	case atom.Dialog:
		return p.leaves(n)
	case atom.Article:
		return p.teaser(n)
	}
	if hidden(n) && p.unshown(n) {
		return true
	}
	role := strings.ToLower(attr(n, "role"))
	if role == "dialog" || role == "alertdialog" || attr(n, "aria-modal") == "true" {
		return p.leaves(n)
	}
	part := p.names.part(n)
	switch w := p.weight[n]; {
	case w.h1:
		return false
	case part&(partOver|partTalk) != 0:
		return p.leaves(n)
	}
	return part&partCard != 0 && p.small(n)
}

// unshown reports whether an element that is hidden stays so. Where much of a
// page is hidden, a script is to show it: the parts of an accordion, all that
// lies under a dialog; but no forms.
func (p *pruner) unshown(n *html.Node) bool {
	return !p.most(n) && (2*p.unseen < p.whole.words || holds(n, atom.Form) || holds(n, atom.Input))
}

// hidden reports whether an element is not shown.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// wraps reports whether an element, skipped as a rule, may hold the whole page:
// a form around all that stands on it, an aside that is never closed.
func wraps(n *html.Node) bool { return element(n) == atom.Aside || element(n) == atom.Form }

// most reports whether an element holds most of the page's running words.
func (p *pruner) most(n *html.Node) bool { return 2*p.weight[n].words > p.whole.words }

// all reports whether an element holds the page's title with most of its words,
// or nearly all of them.
func (p *pruner) all(n *html.Node) bool {
	w := p.weight[n]
	return p.most(n) && (w.h1 || 5*w.words >= 4*p.whole.words)
}

// leaves reports whether enough words for an article are left without n.
func (p *pruner) leaves(n *html.Node) bool {
	const enough = 60 // a short report; a forum whose comments are the page has less
	return p.whole.words-p.weight[n].words >= enough || !p.most(n)
}

// small reports whether an element holds few words, or mostly links, as cards
// do. Sites give the names of cards to whole articles too.
func (p *pruner) small(n *html.Node) bool {
	const (
		few   = 60 // words outside of links
		share = 8  // the page has so many times the words
	)
	w := p.weight[n]
	return share*w.words <= p.whole.words && (w.words <= few || w.linked >= w.words)
}

// teaser reports whether an article element is the card of another article: a
// title that is a link, and a sentence or two.
func (p *pruner) teaser(n *html.Node) bool {
	const few = 60 // words outside of links
	w := p.weight[n]
	return !w.h1 && w.words <= few && w.linked > 0 && linkedHeading(n)
}

// linkedHeading reports whether an element holds a heading that is a link.
func linkedHeading(n *html.Node) bool {
	switch element(n) {
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return holds(n, atom.A) || n.Parent != nil && element(n.Parent) == atom.A
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if linkedHeading(c) {
			return true
		}
	}
	return false
}

// holds reports whether an element of this name stands within n.
func holds(n *html.Node, name atom.Atom) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if element(c) == name || holds(c, name) {
			return true
		}
	}
	return false
}

// unhide shows what a dialog or a script hid, where it is most of the page.
func (p *pruner) unhide(n *html.Node) {
	if len(n.Attr) == 0 || !hidden(n) && !p.most(n) {
		return
	}
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		if a.Key == "aria-hidden" || a.Key == "hidden" ||
			a.Key == "style" && (strings.Contains(a.Val, "display") || strings.Contains(a.Val, "visibility") || strings.Contains(a.Val, "opacity")) {
			continue
		}
		kept = append(kept, a)
	}
	n.Attr = kept
}
