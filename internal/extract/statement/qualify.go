package statement

import (
	"strings"

	"onrecord"
	"onrecord/annotate"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// act is what was done by saying it: the cue's act, or for a cue that says
// nothing of it what the content's own words do.
func (r *reader) act(c *candidate) onrecord.Act {
	if c.cue.act != onrecord.Say || len(c.content) == 0 || !c.quoted {
		return c.cue.act
	}
	last := c.content[len(c.content)-1]
	for k := last.b - 1; k >= last.a && k > last.b-4; k-- {
		if r.Tokens[k].Form == "?" {
			return onrecord.Ask
		}
	}
	a := c.content[0].a
	for k := a; k < min(a+5, c.content[0].b-1); k++ {
		if l := r.low(k); l == "i" || l == "we" {
			if n := r.low(k + 1); n == "will" || n == "'ll" || n == "’ll" || n == "shall" {
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
	main := r.mainOf(c.content[0])
	for i := c.content[0].a; i < c.content[0].b; i++ {
		if r.head(i) != main && i != main {
			continue
		}
		switch l := r.low(i); {
		case r.lex.lists["possibly"][l]:
			return onrecord.Possible
		case r.lex.lists["probably"][l]:
			sure = onrecord.Likely
		}
	}
	return sure
}

// mainOf is the token that heads the run: the first whose head lies outside.
func (r *reader) mainOf(part run) int {
	for i := part.a; i < part.b; i++ {
		if h := r.head(i); (h < part.a || h >= part.b) && !r.pos(i, ud.PUNCT) {
			return i
		}
	}
	return part.a
}

// conditions are the clauses that the content, or its saying, hangs on.
func (r *reader) conditions(c *candidate) []ling.Span {
	var found runs
	for _, part := range c.content {
		found = found.join(r.conditionsIn(c, part))
	}
	if first, last := r.sentence(c.at); len(found) == 0 && !c.hop {
		found = r.conditionsIn(c, run{first, last})
	}
	return r.spans(found)
}

// conditionsIn are the conditional clauses of c in part.
func (r *reader) conditionsIn(c *candidate, part run) runs {
	var found runs
	for i := part.a; i < part.b; i++ {
		if c.cue.act == onrecord.Ask && len(c.content) > 0 && i == c.content[0].a {
			continue // "asked if it was open" asks whether
		}
		if k := r.ifClause(i); k >= 0 && r.conditionOf(c, i, k) {
			found = found.join(r.trim(r.clauseOf(i, k, part)))
		}
	}
	return found
}

// ifClause is the verb of the conditional clause that token i opens, -1 for none.
func (r *reader) ifClause(i int) int {
	l := r.low(i)
	next := ""
	if i+1 < len(r.Tokens) {
		next = r.low(i + 1)
	}
	switch {
	case l == "if", l == "unless":
	case (l == "provided" || l == "providing") && next == "that", l == "on" && next == "condition", l == "as" && next == "long":
	default:
		return -1
	}
	h := r.head(i)
	for steps := 0; h >= 0 && steps < 3 && !r.is(h, "advcl"); steps++ {
		h = r.head(h)
	}
	if h >= 0 && r.is(h, "advcl") && int(r.left[h]) <= i && h > i {
		return h
	}
	return -1
}

// conditionOf reports whether the conditional clause of verb k belongs to c:
// it lies in the content's own clauses, or hangs on the cue.
func (r *reader) conditionOf(c *candidate, i, k int) bool {
	if c.content.has(i) {
		return true
	}
	return r.head(k) == c.at && !c.words.has(i)
}

// clauseOf is the clause of verb k that token i opens, within part.
func (r *reader) clauseOf(i, k int, part run) runs {
	return one(max(i, part.a), min(int(r.right[k])+1, part.b))
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
	first, last := r.sentence(c.at)
	for i := first; i < last; i++ {
		t := int(r.timeAt[i])
		if t < 0 || r.Times[t].First != i {
			continue
		}
		te := &r.Times[t]
		if te.Type != ling.DATE && te.Type != ling.TIME || te.Value == "" || strings.HasSuffix(te.Value, "_REF") {
			continue
		}
		if c.content.has(te.First) || r.inQuote[te.First] != r.inQuote[c.at] {
			continue
		}
		if r.governs(c, te.First, te.Last) {
			return t
		}
	}
	t := annotate.CueTime(r.Document, c.at)
	if t < 0 || c.content.has(r.Times[t].First) || r.inQuote[r.Times[t].First] != r.inQuote[c.at] {
		return -1
	}
	return t
}

// governs reports whether the expression [a, b) hangs on the cue, directly or
// through the venue; without a tree, whether it stands right beside the cue.
func (r *reader) governs(c *candidate, a, b int) bool {
	if first, last := r.sentence(c.at); a < first || b > last {
		return false
	}
	if !r.parsed(c.at) {
		return a >= c.at && a <= c.words[len(c.words)-1].b+2 || b <= c.at && b >= c.at-2
	}
	h := a
	for n := 0; n < 5 && h >= 0; n++ {
		up := r.head(h)
		if up == c.at || up >= 0 && c.words.has(up) {
			return r.is(h, "obl", "advmod", "nmod", "obl:tmod", "obl:unmarked")
		}
		if up >= 0 && (up < a || up >= b) && !c.venue.has(up) {
			return false
		}
		h = up
	}
	return false
}
