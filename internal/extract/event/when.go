package event

import (
	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// moment is when an event was, and the expression that says so, nil for none.
type moment struct {
	of   onrecord.When
	expr *ling.TimeExpr
}

// when is the day of a candidate: by the expression that hangs on its trigger, or
// on a verb it is done with; else the nearest one of its own clause.
func (r *reader) when(c *candidate) moment {
	out := moment{of: onrecord.Unset()}
	n := r.timeOf(c)
	if n < 0 {
		return out
	}
	t := &r.Times[n]
	out.of, out.expr = onrecord.When{Value: t.Value, Time: n}, t
	return out
}

// timeOf is the index of the expression, -1 for none.
func (r *reader) timeOf(c *candidate) int {
	k := c.at
	for range 4 {
		if n := r.timeUnder(k); n >= 0 && (k == c.at || !r.ofAnother(n, k)) {
			return n
		}
		if h := r.Head(k); h >= 0 && !r.Is(k, "ccomp", "parataxis", "acl:relcl") && !(r.Is(k, "conj") && r.timeUnder(h) < 0 && r.OwnSubject(k) >= 0) {
			k = h
			continue
		}
		break
	}
	return r.loneTime(c)
}

// timeUnder is the first expression of a day or longer that hangs on the word at k.
func (r *reader) timeUnder(k int) int {
	for _, d := range r.Kids(k) {
		if !r.Is(d, "obl", "nmod", "advmod", "nummod", "compound", "appos", "dep", "amod") {
			continue
		}
		for i := r.Left(d); i <= r.Right(d); i++ {
			if n := r.TimeAt(i); n >= 0 && r.dated(n) && r.nearHead(i, d) {
				return n
			}
		}
	}
	return -1
}

// ofAnother reports whether the expression under the word at k is that of a noun there
// and of nothing above it: "follows [last month's] talks".
func (r *reader) ofAnother(n, k int) bool {
	i := r.Times[n].First
	for steps := 0; steps < deepest && r.TimeAt(r.Head(i)) == n; steps++ {
		i = r.Head(i)
	}
	return r.Is(i, "nmod:poss") && r.Head(i) != k
}

// nearHead reports whether i is d itself or hangs on it with nothing between.
func (r *reader) nearHead(i, d int) bool { return i == d || r.Head(i) == d }

// dated reports whether the expression is a day or a period of the calendar.
func (r *reader) dated(n int) bool {
	return r.Times[n].Type == ling.DATE || r.Times[n].Type == ling.TIME
}

// loneTime is the expression of the trigger's sentence that stands nearest to it.
func (r *reader) loneTime(c *candidate) int {
	first, last := r.Sentence(c.at)
	best, away := -1, last-first
	for i := first; i < last; i++ {
		n := r.TimeAt(i)
		if n < 0 || !r.dated(n) || r.timesOther(i, c) {
			continue
		}
		if d := max(i-c.at, c.at-i); d < away {
			best, away = n, d
		}
	}
	return best
}

// timesOther reports whether the expression of time that token i stands in is that of
// something else than c: of another noun ("last month's talks"), or of its being told
// ("said on Monday").
func (r *reader) timesOther(i int, c *candidate) bool {
	n := r.TimeAt(i)
	for steps := 0; steps < deepest && r.Head(i) >= 0 && r.TimeAt(r.Head(i)) == n; steps++ {
		i = r.Head(i)
	}
	h := r.Head(i)
	if h < 0 || h == c.at {
		return false
	}
	if t := r.teller(c); t != nil && t.cue.Has(h) && fine[r.Times[n].Grain] {
		return true
	}
	return r.Is(i, "nmod:poss", "compound", "amod") && r.Noun(h) && !r.Subtree(h).Has(c.at)
}

// fine are the grains of time that a report has apart from what it reports.
var fine = map[string]bool{"minute": true, "hour": true, "part": true, "day": true}

// longAgo is how many days before the article an event must be to be background.
const longAgo = 45

// background reports whether the article tells the event as what is long known: its
// day lies well before the article's, or it stands in the past perfect.
func (r *reader) background(c *candidate, w moment, s standing) bool {
	if s.status != onrecord.EventHappened {
		return false
	}
	day := r.art.Dated()
	if w.expr != nil && !day.IsZero() && !w.expr.Latest.IsZero() {
		return w.expr.Latest.Compare(day.AddDays(-longAgo)) < 0
	}
	q := r.Read(c.at)
	return w.expr == nil && q.Tense == clause.Past && q.Aspect&clause.Perfect != 0
}

// where is the place of a candidate: a phrase of place on its trigger or on the verb
// it is done with, else the place in its target.
func (r *reader) where(c *candidate) onrecord.Party {
	if c.place >= 0 {
		return onrecord.Party{Spans: r.Spans(clause.Range(c.place, c.place+1))}
	}
	k := c.at
	for range 3 {
		if at := r.placeUnder(k, c); at >= 0 {
			return onrecord.Party{Spans: r.Spans(r.partyAt(at, c.at, nil))}
		}
		h := r.Head(k)
		if h < 0 || r.Is(k, "ccomp", "parataxis", "acl:relcl") {
			break
		}
		k = h
	}
	return onrecord.Party{}
}

// placing are the prepositions of place.
var placing = map[string]bool{
	"in": true, "at": true, "near": true, "on": true, "outside": true, "inside": true, "across": true, "around": true, "over": true, "off": true,
	"north of": true, "south of": true, "east of": true, "west of": true, "along": true, "throughout": true, "within": true, "close to": true, "outside of": true,
}

// placeUnder is the place that stands under the word at k with a preposition of
// place, one with a name before any other, -1 for none.
func (r *reader) placeUnder(k int, c *candidate) int {
	plain := -1
	for i := k + 1; i <= r.Right(k); i++ {
		if !r.Is(i, "obl", "nmod") || !placing[r.Prep(i)] || r.Timed(i) || i == c.source || r.QuoteAt(i) != r.QuoteAt(k) {
			continue
		}
		switch {
		case r.inOtherClause(i, k):
		case r.placeName(i) >= 0:
			return r.placeName(i)
		case r.POS(i, ud.PROPN) && r.Prep(i) != "on" && r.Prep(i) != "over":
			return i
		case plain < 0 && i != c.target && r.in(i, "SITE") && !r.in(i, "VAGUEPLACE"):
			plain = i
		}
	}
	return plain
}

// placeName is the name of a place that the noun at i is, or has with it ("the Qatari
// capital [Doha]", "the Black Sea resort of [Sochi]"), -1 for none.
func (r *reader) placeName(i int) int {
	if r.Named(i, ling.GPE, ling.LOC, ling.FAC) {
		return i
	}
	if !r.in(i, "SITE") {
		return -1
	}
	if n := i + 1; r.Head(n) == r.Head(i) && r.POS(n, ud.PROPN) && r.Prep(n) == "" && r.Named(n, ling.GPE, ling.LOC) {
		return n // a tree may hang it beside: "in the capital Doha"
	}
	for _, k := range r.Kids(i) {
		if k > i && (r.Is(k, "appos", "flat") || r.Is(k, "nmod") && r.CaseIs(k, "of")) && r.Named(k, ling.GPE, ling.LOC, ling.FAC) {
			return k
		}
	}
	return -1
}

// inOtherClause reports whether the word at i, under the one at k, stands in a clause
// of its own there: "met in Doha, after which he said that raids [in Syria] …".
func (r *reader) inOtherClause(i, k int) bool {
	for steps := 0; i >= 0 && i != k && steps < deepest; i, steps = r.Head(i), steps+1 {
		if r.Is(i, "ccomp", "advcl", "acl", "parataxis") || r.Is(i, "conj") && r.POS(i, ud.VERB) && r.OwnSubject(i) >= 0 {
			return true
		}
	}
	return false
}

// deepest is how many words up a tree is walked: none of news is deeper.
const deepest = 20
