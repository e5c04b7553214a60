package statement

import (
	"slices"
	"sort"

	"onrecord/internal/clause"
	"onrecord/ling"
)

// reader reads one document.
type reader struct {
	*clause.View
	lex   *lexicon
	found []*candidate
	// fromOf is where the candidates of every sentence begin in found, while
	// they stand in the order they were found.
	fromOf []int
}

// keep adds a candidate.
func (r *reader) keep(c *candidate) {
	c.content = r.Trim(c.content.Without(c.words))
	if len(c.content) > 0 && (c.quoted || !r.aTime(c.content)) {
		r.found = append(r.found, c)
	}
}

// aTime reports whether the words are a time expression and no more: in "the
// truce agreed on May 3" nobody agreed on a day.
func (r *reader) aTime(content clause.Runs) bool {
	at := ling.Span{Start: r.Token(content.From()).Start, End: r.Token(content.To() - 1).End}
	n := sort.Search(len(r.Times), func(n int) bool { return r.Times[n].End >= at.End })
	return n < len(r.Times) && r.Times[n].Contains(at)
}

// longest is how many words a sentence may have: the longest of PolNeAR's
// training part has under three hundred. It bounds what hostile text costs.
const longest = 600

// read finds all candidates, in the order of their cues.
func (r *reader) read() {
	r.fromOf = make([]int, 0, len(r.Sentences)+1)
	for s := range r.Sentences {
		r.fromOf = append(r.fromOf, len(r.found))
		if !r.Prose(s) {
			continue
		}
		first, last := r.Sentences[s].First, r.Sentences[s].Last
		if last-first > longest {
			continue
		}
		from := len(r.found)
		r.verbs(first, last)
		r.nominals(first, last)
		r.phrases(first, last)
		r.labels(s)
		r.cited(first, last, from)
	}
	r.fromOf = append(r.fromOf, len(r.found))
	r.unclaimed()
	r.runOn()
	r.orphaned()
	r.inOrder()
	r.untangle()
	r.concessions()
	r.asides()
	r.found = slices.DeleteFunc(r.found, func(c *candidate) bool { return len(c.content) == 0 })
	r.nest()
	r.hops()
}

// venueOf is the occasion or document that verb i's statement was made in.
func (r *reader) venueOf(i int) clause.Runs {
	for _, k := range r.Kids(i) {
		if k > i-30 && r.Is(k, "obl") && r.lex.lists["venue"][r.Lemma(k)] && r.QuoteAt(k) == r.QuoteAt(i) {
			for _, p := range [...]string{"in", "at", "on", "during", "through", "via"} {
				if r.CaseIs(k, p) {
					return r.withoutDay(r.untilClause(r.Phrase(k)))
				}
			}
		}
	}
	return nil
}

// withoutDay is a phrase without the day that a tree has hung on its end: "an
// interview with the agency on Friday". The cue has it.
func (r *reader) withoutDay(rs clause.Runs) clause.Runs {
	if len(rs) != 1 {
		return rs
	}
	b := rs[0].To
	for b > rs.From() && r.Timed(b-1) {
		b--
	}
	if b == rs[0].To || b-1 <= rs.From() || r.Low(b-1) != "on" {
		return rs
	}
	return clause.Range(rs.From(), b-1)
}
