package page

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/ling"
)

// box is what an element holds of the page's paragraphs, and what it is itself.
type box struct {
	words, linked, chosen float32
	part                  part
	frame                 float32
	score                 float32 // how much it looks like what holds an article
	scored                bool    // a paragraph of running words stands in it
}

// boxes are the elements around a page's paragraphs.
type boxes struct {
	of      map[*html.Node]*box
	article *html.Node // the one that holds the article, nil where none does
	core    *html.Node // the one with the highest score, in it
	best    float32    // its score
	words   float32    // of the page
}

// boxesOf counts what the elements around paragraphs hold of them.
func boxesOf(all []para, names namer) *boxes {
	out := &boxes{of: map[*html.Node]*box{}}
	for i := range all {
		p := &all[i]
		words := float32(p.Words)
		of := box{words: words, linked: words * p.linkShare()}
		out.words += words
		for n := p.at; n != nil; n = n.Parent {
			held := out.of[n]
			if held == nil {
				held = &box{part: names.part(n), frame: frame(n)}
				out.of[n] = held
			}
			held.add(of)
		}
	}
	return out
}

// choose is the first extractor: it tells which paragraphs are the article's by
// where the running words stand, in the way of Arc90's Readability (2009). The
// elements around each paragraph of running words get a score for it, the nearest
// the most; the one with the highest is the article, and what stands beside it and
// is like it belongs to it.
func (b *boxes) choose(all []para) []bool {
	taken := make([]bool, len(all))
	top := b.top(all)
	b.article = top
	if top == nil {
		return taken
	}
	least := max(10, 0.2*b.of[top].score)
	joins := map[*html.Node]bool{}
	for i := range all {
		p := &all[i]
		in, beside := under(p.at, top)
		switch {
		case in:
			taken[i] = !b.leaves(p, top)
		case beside != nil:
			joined, known := joins[beside]
			if !known {
				joined = b.joins(beside, least)
				joins[beside] = joined
			}
			taken[i] = (joined || sentenceOf(p, beside)) && !b.leaves(p, beside)
		}
	}
	return taken
}

// under reports whether an element stands within top, or which element around it
// stands beside top.
func under(n, top *html.Node) (in bool, beside *html.Node) {
	for ; n != nil; n = n.Parent {
		switch {
		case n == top:
			return true, nil
		case n.Parent == top.Parent:
			return false, n
		}
	}
	return false, nil
}

// joins reports whether an element beside the article's belongs to it.
func (b *boxes) joins(n *html.Node, least float32) bool {
	return b.of[n].scored && b.of[n].score >= least
}

// sentenceOf reports whether an element beside the article's is a paragraph of running words.
func sentenceOf(p *para, beside *html.Node) bool {
	const long = 80 // bytes
	if p.at != beside || element(beside) != atom.P {
		return false
	}
	return len(p.Text) > long && p.linkShare() < 0.25 || p.links == 0 && p.Ends
}

// leaves reports whether something between a paragraph and the article's element
// is no running text: a list of links, what is named so.
func (b *boxes) leaves(p *para, top *html.Node) bool {
	const (
		some = 0.33
		most = 0.5
	)
	if p.Kind == ling.BlockCaption {
		return false // the vote is not asked of them
	}
	for n := p.at; n != nil && n != top; n = n.Parent {
		held := b.of[n]
		switch element(n) {
		case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Blockquote:
			continue
		}
		lean := held.leaning()
		if held.part&(partCard|partTalk|partOver) != 0 && held.words < 100 && 3*held.words < b.words {
			return true
		}
		if lean < 0 && (held.words < 25 || held.links() > 0.1 && held.words < 100) || held.links() > some && lean < 25 && held.words < 200 || held.links() > most || held.frame > 2 {
			return true
		}
	}
	return false
}
