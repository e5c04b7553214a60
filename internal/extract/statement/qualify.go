package statement

import (
	"strings"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/ling"
)

// act is what was done by saying it: the cue's act, or for a cue that says
// nothing of it what the content's own words do.
func (r *reader) act(c *candidate) onrecord.Act {
	if c.cue.act != onrecord.Say || len(c.content) == 0 || !c.quoted {
		return c.cue.act
	}
	last := c.content[len(c.content)-1]
	for k := last.To - 1; k >= last.From && k > last.To-4; k-- {
		if r.Token(k).Form == "?" {
			return onrecord.Ask
		}
	}
	a := c.content.From()
	for k := a; k < min(a+5, c.content[0].To-1); k++ {
		if l := r.Low(k); l == "i" || l == "we" {
			if n := r.Low(k + 1); n == "will" || n == "'ll" || n == "’ll" || n == "shall" {
				return onrecord.Promise
			}
		}
	}
	return c.cue.act
}

// certainty is how sure the source presents the content, by the modals and
// adverbs of its main clause and by the cue.
func (r *reader) certainty(c *candidate) onrecord.Certainty {
	if r.lex.lists["unsure"][c.cue.words[0]] {
		return onrecord.Possible
	}
	sure := onrecord.Certain
	if r.lex.lists["likely"][c.cue.words[0]] {
		sure = onrecord.Likely
	}
	if len(c.content) == 0 {
		return sure
	}
	main := r.MainOf(c.content[0])
	for i := c.content.From(); i < c.content[0].To; i++ {
		if r.Head(i) != main && i != main {
			continue
		}
		switch l := r.Low(i); {
		case r.lex.lists["possibly"][l]:
			return onrecord.Possible
		case r.lex.lists["probably"][l]:
			sure = onrecord.Likely
		}
	}
	return sure
}

// conditions are the clauses that the content, or its saying, hangs on.
func (r *reader) conditions(c *candidate) []ling.Span {
	var found clause.Runs
	for _, part := range c.content {
		found = found.Join(r.conditionsIn(c, part))
	}
	if first, last := r.Sentence(c.at); len(found) == 0 && !c.hop {
		found = r.conditionsIn(c, clause.Run{From: first, To: last})
	}
	return r.Spans(found)
}

// conditionsIn are the conditional clauses of c in part.
func (r *reader) conditionsIn(c *candidate, part clause.Run) clause.Runs {
	var found clause.Runs
	for i := part.From; i < part.To; i++ {
		if c.cue.act == onrecord.Ask && len(c.content) > 0 && i == c.content.From() {
			continue // "asked if it was open" asks whether
		}
		if k := r.IfClause(i); k >= 0 && r.conditionOf(c, i, k) {
			found = found.Join(r.Trim(r.clauseOf(i, k, part)))
		}
	}
	return found
}

// conditionOf reports whether the conditional clause of verb k belongs to c:
// it lies in the content's own clauses, or hangs on the cue.
func (r *reader) conditionOf(c *candidate, i, k int) bool {
	if c.content.Has(i) {
		return true
	}
	return r.Head(k) == c.at && !c.words.Has(i)
}

// clauseOf is the clause of verb k that token i opens, within part.
func (r *reader) clauseOf(i, k int, part clause.Run) clause.Runs {
	return clause.Range(max(i, part.From), min(r.Right(k)+1, part.To))
}

// saidOn is when it was said: the day that an expression beside the cue gives,
// else the article's.
func (r *reader) saidOn(c *candidate, art *onrecord.Article) onrecord.SaidOn {
	if t := r.timeOf(c); t >= 0 {
		day, _, _ := strings.Cut(r.Times[t].Value, "T")
		return onrecord.SaidOn{Value: day, Time: t, Basis: "explicit"}
	}
	if day := art.Published.Day(); !day.IsZero() {
		return onrecord.SaidOn{Value: day.String(), Time: -1, Basis: "document"}
	}
	if len(art.Published.Value) == len("2006-01-02") {
		return onrecord.SaidOn{Value: art.Published.Value, Time: -1, Basis: "document"}
	}
	return onrecord.SaidOn{Time: -1}
}

// timeOf is the time expression that the cue or its venue governs, -1 for none.
func (r *reader) timeOf(c *candidate) int {
	first, last := r.Sentence(c.at)
	for i := first; i < last; i++ {
		t := r.TimeAt(i)
		if t < 0 || r.Times[t].First != i {
			continue
		}
		te := &r.Times[t]
		if te.Type != ling.DATE && te.Type != ling.TIME || te.Value == "" || strings.HasSuffix(te.Value, "_REF") {
			continue
		}
		if c.content.Has(te.First) || r.QuoteAt(te.First) != r.QuoteAt(c.at) {
			continue
		}
		if r.governs(c, te.First, te.Last) {
			return t
		}
	}
	t := annotate.CueTime(r.Document, c.at)
	if t < 0 || c.content.Has(r.Times[t].First) || r.QuoteAt(r.Times[t].First) != r.QuoteAt(c.at) {
		return -1
	}
	return t
}

// governs reports whether the expression [a, b) hangs on the cue, directly or
// through the venue; without a tree, whether it stands right beside the cue.
func (r *reader) governs(c *candidate, a, b int) bool {
	if first, last := r.Sentence(c.at); a < first || b > last {
		return false
	}
	if !r.Parsed(c.at) {
		return a >= c.at && a <= c.words.To()+2 || b <= c.at && b >= c.at-2
	}
	h := a
	for n := 0; n < 5 && h >= 0; n++ {
		up := r.Head(h)
		if up == c.at || up >= 0 && c.words.Has(up) {
			return r.Is(h, "obl", "advmod", "nmod", "obl:tmod", "obl:unmarked")
		}
		if up >= 0 && (up < a || up >= b) && !c.venue.Has(up) {
			return false
		}
		h = up
	}
	return false
}
