package agreement

import (
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
	for i := range r.Times {
		t := &r.Times[i]
		if !isDay(t) || t.Value == "" || strings.HasSuffix(t.Value, "_REF") || !r.stands(t, s.at, n) {
			continue
		}
		when := onrecord.When{Value: dayOf(t), Time: i}
		switch prep := r.prepOf(t); {
		case prep == "until" || prep == "till" || prep == "through":
			s.until = when
		case prep == "since":
			s.day, s.from = when, when
		case effect, prep == "from" || r.Lemma(t.First-1) == "start" || r.Lemma(t.First-1) == "begin":
			s.from = when
		case s.day.Time < 0:
			s.day = when
		}
	}
	if s.day.Time >= 0 || r.Read(s.at).Tense == clause.Past && r.Is(s.at, "acl:relcl", "acl") {
		s.given = s.day.Time >= 0 && r.earlierThanNews(s.day)
		return
	}
	if day := r.art.Published.Day(); !day.IsZero() {
		s.day.Value = day.String()
	}
}

// isDay reports whether t is a day or longer stretch of the calendar.
func isDay(t *ling.TimeExpr) bool { return t.Type == ling.DATE || t.Type == ling.TIME }

// dayOf is the value of t without the hour.
func dayOf(t *ling.TimeExpr) string {
	day, _, _ := strings.Cut(t.Value, "T")
	return day
}

// stands reports whether t hangs on the word at i, or on the naming that it
// is said of, with no other verb between.
func (r *reader) stands(t *ling.TimeExpr, i int, n *naming) bool {
	if r.SentenceAt(t.First) != r.SentenceAt(i) {
		return false
	}
	h := t.First
	for range 6 {
		up := r.Head(h)
		if up < 0 {
			return false
		}
		if up == i || up == n.at && h > n.at {
			return true
		}
		if (up < t.First || up >= t.Last) && r.POS(up, ud.VERB) && !r.Is(up, "aux") {
			return r.Head(up) == i && r.Is(up, "xcomp", "acl") || r.Head(up) == n.at && r.Is(up, "acl") && r.Lemma(up) != "end"
		}
		h = up
	}
	return false
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
