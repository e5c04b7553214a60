package timex

import (
	"fmt"

	"onrecord/ling"
)

// Rules of the diagnostics this layer gives.
const (
	ruleWeekday    = "weekday-conflict"
	ruleImpossible = "impossible-date"
	ruleLater      = "later-than-article"
	ruleOrder      = "date-order"
)

var weekdayNames = [...]string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// diagnose says what is doubtful about an expression. What stands in the text
// is kept; a date the calendar has not covers no days.
func diagnose(doc *ling.Document, f *found, e *ling.TimeExpr, c *context) {
	s := &f.says
	add := func(rule, format string, args ...any) {
		doc.Diagnostics = append(doc.Diagnostics, ling.Diagnostic{
			Rule: rule, Message: fmt.Sprintf(format, args...), Spans: []ling.Span{e.Span},
		})
	}
	if s.is(fMonth) && s.is(fDay) && !possible(s, e) {
		e.Earliest, e.Latest = ling.Date{}, ling.Date{}
		add(ruleImpossible, "there is no such day: %s", e.Value)
		return
	}
	if s.is(fWday) && s.is(fDay) && !e.Earliest.IsZero() && e.Earliest.ISOWeekday() != s.get(fWday) {
		add(ruleWeekday, "%s is a %s, not a %s", e.Earliest, weekdayNames[e.Earliest.ISOWeekday()], weekdayNames[s.get(fWday)])
	}
	if d, ok := c.before(f); ok {
		add(ruleOrder, "told as what followed %s, but earlier", d.value())
	}
	if s.is(fMonth) && s.is(fDay) && !s.is(fOrdinal) {
		c.told = append(c.told, told{dayPoint(0, s.get(fMonth), s.get(fDay)), f.sent, f.tense})
	}
	if e.Type == ling.DATE || e.Type == ling.TIME {
		if f.tense < 0 && !f.due && !c.article.IsZero() && !c.history && s.is(fYear) && e.Earliest.Compare(c.article) > 0 {
			add(ruleLater, "told as past, but after the article's day %s", c.article)
		}
	}
}

// possible reports whether the month has such a day in some year, and in this
// one if it is known.
func possible(s *spec, e *ling.TimeExpr) bool {
	if s.get(fMonth) < 1 || s.get(fMonth) > 12 || s.get(fDay) < 1 {
		return false
	}
	if !e.Earliest.IsZero() {
		return true
	}
	if s.is(fYear) && !s.is(fBC) {
		return ling.Date{Year: s.get(fYear), Month: s.get(fMonth), Day: s.get(fDay)}.Valid()
	}
	return ling.Date{Year: 2000, Month: s.get(fMonth), Day: s.get(fDay)}.Valid()
}

// told is a day of a month that the text has named.
type told struct {
	day   point // its year left open
	sent  int
	tense int8
}

// Bounds of before: how far back, in sentences, the day may stand that another
// is said to follow, and by how many days a slip of the month may miss it.
const (
	fewSentences = 3
	slip         = 62
)

// before is the day just named that f's sentence is said to follow ("following
// the meeting") although f's own day lies a little earlier.
func (c *context) before(f *found) (point, bool) {
	s := &f.says
	if !f.follows || !s.is(fMonth) || !s.is(fDay) || s.any(fYear, fY2) || f.tense > 0 {
		return point{}, false
	}
	for i := len(c.told) - 1; i >= 0; i-- {
		d := c.told[i]
		if f.sent-d.sent > fewSentences {
			break
		}
		if f.sent == d.sent || d.tense > 0 {
			continue
		}
		early := 31*(d.day.n-s.get(fMonth)) + d.day.day - s.get(fDay)
		if early > 0 && early <= slip {
			d.day.open = true
			return d.day, true
		}
		return point{}, false
	}
	return point{}, false
}
