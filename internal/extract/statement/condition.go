package statement

import (
	"slices"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
)

// conditions are the clauses that the content, or its saying, hangs on.
func (r *recorder) conditions(c *candidate) []ling.Span {
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
func (r *recorder) conditionsIn(c *candidate, part clause.Run) clause.Runs {
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
func (r *recorder) conditionOf(c *candidate, i, k int) bool {
	if c.content.Has(i) {
		return true
	}
	return r.Head(k) == c.at && !c.words.Has(i)
}

// clauseOf is the clause of verb k that token i opens, within part.
func (r *recorder) clauseOf(i, k int, part clause.Run) clause.Runs {
	return clause.Range(max(i, part.From), min(r.Right(k)+1, part.To))
}

// conditionsDown leaves a condition to the statement that made it: whoever
// passes that on ("…, according to X") makes none. out is in the order of r.found.
func (r *recorder) conditionsDown(out []onrecord.Statement) {
	at := make(map[*candidate]int, len(r.found))
	for n, c := range r.found {
		at[c] = n
	}
	for n, c := range r.found {
		for p := c.parent; p != nil && len(out[n].Condition) > 0; p = p.parent {
			if p.hop || p.cue.class != nil && p.cue.class.Kind == "phrase" {
				out[at[p]].Condition = slices.DeleteFunc(out[at[p]].Condition, func(s ling.Span) bool {
					return slices.Contains(out[n].Condition, s)
				})
			}
		}
	}
}
