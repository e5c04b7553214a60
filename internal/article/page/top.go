package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// top is the element that holds the article, nil where there are no running words.
func (b *boxes) top(all []para) (top *html.Node) {
	for i := range all {
		b.score(&all[i])
	}
	var best float32
	seen := map[*html.Node]bool{}
	for i := range all {
		for n := all[i].at; n != nil && !seen[n]; n = n.Parent {
			seen[n] = true
			held := b.of[n]
			if !held.scored {
				continue
			}
			held.score += leaning(n) + held.leaning()
			if held.score *= 1 - held.links(); top == nil || held.score > best {
				top, best = n, held.score
			}
		}
	}
	b.best, b.core = best, top
	top = b.covering(b.gathered(top, best), all)
	for top != nil && top.Parent != nil && element(top.Parent) != atom.Body && (tabled(top) || top.Parent.FirstChild == top.Parent.LastChild) {
		top = top.Parent
	}
	return top
}

// tabled reports whether an element is a part of a table or list, which is at most
// a part of an article.
func tabled(n *html.Node) bool {
	switch element(n) {
	case atom.Table, atom.Tbody, atom.Thead, atom.Tr, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Blockquote, atom.P:
		return true
	}
	return false
}

// gathered is the element around others that hold much of the article, each a part
// of it: steps of a description, chunks between pictures.
func (b *boxes) gathered(top *html.Node, best float32) *html.Node {
	const (
		near  = 0.6 // of the best score
		parts = 3
	)
	if top == nil {
		return nil
	}
	holds := map[*html.Node]int{}
	for n, held := range b.of {
		if !held.scored || held.score < near*best || n == top {
			continue
		}
		for p := n.Parent; p != nil; p = p.Parent {
			holds[p]++
		}
	}
	for p := top.Parent; p != nil && element(p) != atom.Body; p = p.Parent {
		if holds[p] >= parts {
			return p
		}
	}
	last := best
	for p := top.Parent; p != nil && element(p) != atom.Body; p = p.Parent {
		held := b.of[p]
		switch {
		case !held.scored:
			continue
		case held.score < best/3:
			return top
		case held.score > last:
			return p
		}
		last = held.score
	}
	return top
}

// covering is the element around top that holds most of the page's running words,
// where top holds few of them: an article in stacked chunks.
func (b *boxes) covering(top *html.Node, all []para) *html.Node {
	if top == nil {
		return nil
	}
	held, whole := map[*html.Node]int{}, 0
	for i := range all {
		p := &all[i]
		if n := words(all[i : i+1]); n > 0 && !b.aside(p.at) {
			whole += n
			for at := p.at; at != nil; at = at.Parent {
				held[at] += n
			}
		}
	}
	for p := top; p != nil && element(p) != atom.Body; p = p.Parent {
		if 10*held[p] >= 6*whole {
			return p
		}
	}
	return top
}

// score adds a paragraph to the scores of the elements around it.
func (b *boxes) score(p *para) {
	const (
		shortest = 25 // bytes
		around   = 5  // elements
	)
	if len(p.Text) < shortest || b.aside(p.at) {
		return
	}
	worth := 1 + float32(strings.Count(p.Text, ",")) + min(3, float32(len(p.Text)/100))
	n := p.at
	if held := b.of[n]; held != nil && held.words <= float32(p.Words) && n.Parent != nil {
		n = n.Parent
	}
	for far := range around {
		held := b.of[n]
		if held == nil {
			return
		}
		held.scored = true
		switch far {
		case 0:
			held.score += worth
		case 1:
			held.score += worth / 2
		default:
			held.score += worth / float32(3*far)
		}
		n = n.Parent
	}
}

// aside reports whether a place is named as what is no running text. The names of
// what holds most of the page's words count for nothing.
func (b *boxes) aside(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		held := b.of[n]
		if 2*held.words > b.words {
			return false
		}
		if held.part&(partSide|partCard|partTalk|partOver) != 0 && held.part&partText == 0 || held.frame > 1 {
			return true
		}
	}
	return false
}

// leaning is how much an element's name speaks for it.
func (b *box) leaning() float32 {
	const named = 25
	var out float32
	if b.part&partText != 0 {
		out += named
	}
	if b.part&(partSide|partCard|partTalk|partOver) != 0 {
		out -= named
	}
	return out
}

// leaning is how much its tag does.
func leaning(n *html.Node) float32 {
	switch element(n) {
	case atom.Div, atom.Article, atom.Main:
		return 5
	case atom.Pre, atom.Td, atom.Blockquote:
		return 3
	case atom.Address, atom.Ol, atom.Ul, atom.Dl, atom.Dd, atom.Dt, atom.Li, atom.Form:
		return -3
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Th:
		return -5
	}
	return 0
}
