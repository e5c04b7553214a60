package agreement

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// timed fills when a status came to be so. What is told without a day is told
// of the article's; what has a perfect or a past of its own and no day is given.
func (r *reader) timed(s *status, n *naming, effect bool) {
	s.day, s.from, s.until = onrecord.Unset(), onrecord.Unset(), onrecord.Unset()
	for _, i := range r.daysWith(s.at, n) {
		t := &r.Times[i]
		when := onrecord.When{Value: dayOf(t), Time: i}
		switch prep := r.prepOf(t); {
		case slices.Contains([]string{"until", "till", "through", "beyond", "past"}, prep):
			s.until = when
		case prep == "of" && !begins(s.is) && n.words.Has(t.First):
			continue // "restored the ceasefire of August"
		case prep == "since" && !lasts(s.is):
			continue // "shelled the port despite a truce in place since May"
		case prep == "since":
			s.day, s.from = when, when
		case r.openedBy(t) >= 0:
			if s.from = when; r.Gerund(r.openedBy(t)) {
				s.from = r.next(when)
			}
		case effect, prep == "from":
			s.from = when
		case s.day.Time < 0:
			s.day = when
		}
	}
	if !r.toCome(s, n) {
		r.undated(s)
	}
}

// undated fills what the times of the sentence leave open.
func (r *reader) undated(s *status) {
	if s.day.Time >= 0 {
		s.given = r.earlierThanNews(s.day) && (s.is == onrecord.InForce || s.day != s.from) // that it has held since is news
		return
	}
	q := r.Read(s.at)
	before := q.Aspect&clause.Perfect != 0 && s.said == ""                // "had been signed"; who "said that it had been signed" tells news
	relative := r.Is(s.at, "acl:relcl", "acl") && r.Kid(s.at, "mark") < 0 // "notice that it was leaving the treaty" tells news
	if q.Tense == clause.Past && (relative || before) {
		s.given = before
		return
	}
	if day := r.art.Published.Day(); !day.IsZero() {
		s.day.Value = day.String()
	}
}

// begins reports whether a status is one of an agreement's making.
func begins(is onrecord.AgreementStatus) bool {
	switch is {
	case onrecord.Agreed, onrecord.Signed, onrecord.Declared, onrecord.Approved, onrecord.Proposed, onrecord.InForce:
		return true
	}
	return false
}

// lasts reports whether a status is one that goes on from a day.
func lasts(is onrecord.AgreementStatus) bool {
	switch is {
	case onrecord.Violated, onrecord.Agreed, onrecord.Signed, onrecord.Approved, onrecord.Rejected, onrecord.Proposed:
		return false
	}
	return true
}

// daysWith are the times that say when the word at i became true of n: those
// that hang on the word itself before those that it only leans on, so that each
// of several verbs keeps its own day.
func (r *reader) daysWith(i int, n *naming) []int {
	var own, leant []int
	for k := range r.Times {
		t := &r.Times[k]
		switch {
		case !isDay(t) || t.Value == "" || strings.HasSuffix(t.Value, "_REF") || !r.stands(t, i, n):
		case r.hangsOn(t, i):
			own = append(own, k)
		default:
			leant = append(leant, k)
		}
	}
	return append(own, leant...)
}

// hangsOn reports whether a word of t hangs on the word at i, or on its object
// ("took effect on Monday").
func (r *reader) hangsOn(t *ling.TimeExpr, i int) bool {
	for k := t.First; k < t.Last; k++ {
		if h := r.Head(k); h == i || h >= 0 && r.Head(h) == i && r.Is(h, "obj") {
			return true
		}
	}
	return false
}

// week is how many days lie between two days of one name.
const week = 7

// next is the coming day of that name, where w was read as the one before the
// article but says when something opens: "agreed on a truce starting on Sunday".
func (r *reader) next(w onrecord.When) onrecord.When {
	t, published := &r.Times[w.Time], r.art.Published.Day()
	if published.IsZero() || t.Latest.IsZero() || t.Latest.Compare(published) >= 0 || !r.weekday(t) {
		return w
	}
	if coming := t.Latest.AddDays(week); coming.Compare(published) >= 0 {
		w.Value = coming.String()
	}
	return w
}

// weekday reports whether t is told by the name of a day: "Monday evening".
func (r *reader) weekday(t *ling.TimeExpr) bool {
	for k := t.First; k < t.Last; k++ {
		if r.holds(kindWeekday, k) {
			return true
		}
	}
	return false
}

// toCome takes back a day that lies after the article: what stands for it is
// agreed, and takes effect then; nothing else has come about. It reports whether
// it did.
func (r *reader) toCome(s *status, n *naming) bool {
	switch {
	case r.ahead(s.day):
		s.from, s.day = s.day, onrecord.Unset()
	case s.is != onrecord.InForce || s.day.Time >= 0 || !r.ahead(s.from):
		return false
	}
	if s.is == onrecord.Negotiated && n.typ == onrecord.PeaceTalks {
		s.is = onrecord.Agreed // talks of a day to come are to be held
	}
	switch s.is {
	case onrecord.InForce, onrecord.Signed, onrecord.Resumed:
		s.is = onrecord.Agreed
	case onrecord.Declared, onrecord.Agreed, onrecord.Proposed, onrecord.Extended, onrecord.Approved:
	default:
		s.never = true
		return true
	}
	if day := r.art.Published.Day(); !day.IsZero() {
		s.day.Value = day.String()
	}
	return true
}

// ahead reports whether w lies after the article.
func (r *reader) ahead(w onrecord.When) bool {
	last := r.art.Published.Latest
	if w.Time < 0 || last.IsZero() {
		return false
	}
	t := &r.Times[w.Time]
	return last.Compare(t.Earliest) < 0 || w.Value != dayOf(t) // read as the coming day of that name
}

// isDay reports whether t is a day or longer stretch of the calendar.
func isDay(t *ling.TimeExpr) bool { return t.Type == ling.DATE || t.Type == ling.TIME }

// dayOf is the value of t without the hour.
func dayOf(t *ling.TimeExpr) string {
	day, _, _ := strings.Cut(t.Value, "T")
	return day
}

// stands reports whether t hangs on the word at i, on the verb that takes it, or
// on the naming that it is said of.
func (r *reader) stands(t *ling.TimeExpr, i int, n *naming) bool {
	h := t.First
	for range 6 {
		up := r.Head(h)
		switch {
		case up < 0:
			return false
		case up >= t.First && up < t.Last:
			h = up
			continue
		case up == i:
			return true
		case up == n.at:
			return h > n.at // before it, "the 2020 truce", it says which
		}
		if r.POS(up, ud.NOUN) && r.Prep(h) != "of" && r.Head(up) >= 0 && !r.leansOn(up, i, n) {
			h = up // "ended without an agreement on Friday"
			continue
		}
		return r.leansOn(up, i, n)
	}
	return false
}

// leansOn reports whether the word at k, which a day hangs on, is part of what
// the word at i tells: a verb that takes it or that it takes, or a participle of
// the naming ("a truce starting on Monday").
func (r *reader) leansOn(k, i int, n *naming) bool {
	switch {
	case r.Head(k) == i && r.Is(k, "xcomp", "obj", "obl", "nsubj", "nsubj:pass") && !r.Is(k, "obl") || r.Head(k) == i && r.Read(i).Object == k:
		return true
	case r.Head(i) == k && r.Is(i, "obj", "xcomp", "obl"):
		return true
	}
	h := r.Head(k)
	return h >= n.at && n.at >= 0 && h <= r.Right(n.at) && r.Is(k, "acl") && r.holds(kindOpening, k)
}

// prepOf is the preposition of a time expression.
func (r *reader) prepOf(t *ling.TimeExpr) string {
	for k := t.First; k < t.Last; k++ {
		if p := r.Prep(k); p != "" {
			return p
		}
	}
	if t.First > 0 && r.POS(t.First-1, ud.ADP, ud.SCONJ) {
		return r.Low(t.First - 1)
	}
	return ""
}

// newsDays is how many days before an article what it tells is still its news.
const newsDays = 7

// earlierThanNews reports whether a day lies before what the article is news of.
func (r *reader) earlierThanNews(w onrecord.When) bool {
	published, t := r.art.Published.Day(), &r.Times[w.Time]
	return !published.IsZero() && !t.Latest.IsZero() && t.Latest.Compare(published.AddDays(-newsDays)) < 0
}

// openedBy is the word by which t says when something opens, "starting on
// Monday", -1 for none.
func (r *reader) openedBy(t *ling.TimeExpr) int {
	for k := t.First - 1; k >= t.First-2; k-- {
		if r.Parsed(k) && r.holds(kindOpening, k) {
			return k
		}
	}
	return -1
}
