package event

import (
	"slices"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
)

// reader finds the events of one article.
type reader struct {
	*clause.Predicates
	know   *knowledge
	art    *onrecord.Article
	told   []telling
	actors map[int]bool  // what actor has answered
	chains map[int][]int // head tokens of the mentions of each chain
	titled map[string]bool
}

// telling is a statement and the tokens of its content and cue.
type telling struct {
	*onrecord.Statement
	content, cue clause.Runs
}

func newReader(k *knowledge, view *clause.View, art *onrecord.Article, found *onrecord.Found) *reader {
	r := &reader{
		Predicates: k.grammar.Predicates(view), know: k, art: art,
		actors: map[int]bool{}, chains: map[int][]int{}, titled: map[string]bool{},
	}
	for n := range found.Statements {
		s := &found.Statements[n]
		r.told = append(r.told, telling{s, r.tokens(s.Content.Spans), r.tokens(s.Cue.Spans)})
	}
	for _, m := range r.Mentions {
		if m.Entity >= 0 {
			r.chains[m.Entity] = append(r.chains[m.Entity], m.Head)
		}
	}
	r.titles()
	return r
}

// tokens are the tokens of spans.
func (r *reader) tokens(spans []ling.Span) clause.Runs {
	var out clause.Runs
	for _, s := range spans {
		out = out.Join(clause.Range(r.TokensIn(s)))
	}
	return out
}

// read finds the candidates of all sentences and leaves those that are events.
func (r *reader) read() []*candidate {
	var out []*candidate
	for s := range r.Sentences {
		if !r.Prose(s) {
			continue
		}
		first, last := r.Sentences[s].First, r.Sentences[s].Last
		found := r.sentence(first, last)
		if len(found) > 0 && r.offTopic(first, last) != nil {
			continue
		}
		out = append(out, found...)
	}
	return out
}

// sentence is what the frames find in the tokens [first, last), each deed once.
func (r *reader) sentence(first, last int) []*candidate {
	var found []*candidate
	for i := first; i < last; i++ {
		if c := r.candidate(i); c != nil {
			found = append(found, c)
		}
	}
	return slices.DeleteFunc(r.joined(r.unclaimed(found)), r.ofOldTimes)
}

// oldTimes is how many years before the article, or the present where it has no
// day, what is told is history and no news.
const oldTimes, present = 25, 2010

// ofOldTimes reports whether c is told of a year that is history.
func (r *reader) ofOldTimes(c *candidate) bool {
	w := r.when(c)
	if w.expr == nil || w.expr.Latest.IsZero() {
		return false
	}
	year := r.art.Dated().Year
	if year == 0 {
		year = present
	}
	return w.expr.Latest.Year < year-oldTimes
}
