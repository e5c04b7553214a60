// Package recurring tells lines that an outlet sets under or over article after
// article: calls to subscribe, where a text appeared first, who its author is,
// disclaimers. No single page tells them from the article; several do.
//
// A line is furniture where it stood at the edge of three other articles of the
// outlet before. What else stands in several articles has to be kept out of
// that: a running story repeats its paragraphs, an agency's text comes out in
// many places, and what somebody said is told again. So a line does not count
// where
//   - it holds words that somebody says, or tells that somebody said them;
//   - it speaks of what the rest of the article speaks of (overlap);
//   - the article is much the same as another in which it stood (sketch);
//   - it is a sentence that stands in another outlet too.
//
// Only what came before counts, in the order of the articles: the first of an
// outlet are left as they are. The text stays as it is; the block's kind changes,
// and a diagnostic says so.
package recurring

import (
	"fmt"
	"hash/fnv"
	"net/url"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// others is in how many other articles a line stood that is furniture in the next.
const others = 3

// most bounds what is remembered: so many lines, and as many that were seen
// before them and not since.
const most = 1 << 16

// Lines remembers the lines at the edges of the articles of a run. Its zero
// value is ready for use, by one at a time.
type Lines struct {
	young, old map[uint64]*memory
}

// memory is what is known of a line, in one outlet or in all of them.
type memory struct {
	in     []*sketch // articles of one outlet in which it stood
	outlet string    // of all outlets, the first
	shared bool      // there was a second
}

// Read makes furniture of those lines of art that stood in articles of its
// outlet before, and remembers the lines of art. p is what Look made of it.
func (l *Lines) Read(art *onrecord.Article, p *Page) {
	if p == nil {
		return
	}
	outlet, name := outletOf(art), fold(art.Outlet, true)
	for _, e := range p.edges {
		if !p.foreign(e) {
			continue
		}
		everywhere, here := l.recall("", e.folded), l.recall(outlet+" "+name, e.folded)
		if everywhere.outlet == "" {
			everywhere.outlet = outlet
		}
		everywhere.shared = everywhere.shared || everywhere.outlet != outlet
		if e.sentence && everywhere.shared {
			continue
		}
		if here.note(p.core) {
			furnish(art, e.block)
		}
	}
}

// note remembers that the line stood in an article, unless it is much the same
// as one that is remembered, and reports whether it stood in enough before.
func (m *memory) note(s *sketch) bool {
	if len(m.in) >= others {
		return true
	}
	for _, other := range m.in {
		if s.like(other) {
			return false
		}
	}
	m.in = append(m.in, s)
	return false
}

// furnish makes a block furniture, and says so.
func furnish(art *onrecord.Article, block int) {
	b := &art.Blocks[block]
	b.Kind = ling.BlockFurniture
	art.Diagnostics = append(art.Diagnostics, ling.Diagnostic{
		Rule: "recurring-line", Message: fmt.Sprintf("not read: it stands in %d other articles of this outlet or more, which tell of other things", others), Spans: []ling.Span{b.Span},
	})
}

// recall is what is known of a line. What was not asked for while most others
// were is forgotten.
func (l *Lines) recall(outlet, folded string) *memory {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\x00%s", outlet, folded)
	key := h.Sum64()
	if m := l.young[key]; m != nil {
		return m
	}
	m := l.old[key]
	if m == nil {
		m = &memory{}
	}
	if len(l.young) >= most {
		l.old, l.young = l.young, nil
	}
	if l.young == nil {
		l.young = map[uint64]*memory{}
	}
	l.young[key] = m
	return m
}

// outletOf is by what an article's outlet is known: its host, else its name.
func outletOf(art *onrecord.Article) string {
	if u, err := url.Parse(art.URL); err == nil && u.Hostname() != "" {
		return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	}
	return fold(art.Outlet, true)
}
