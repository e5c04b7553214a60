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
	if s.is(fWday) && s.is(fDay) && !e.Earliest.IsZero() && isoWeekday(e.Earliest) != s.get(fWday) {
		add(ruleWeekday, "%s is a %s, not a %s", e.Earliest, weekdayNames[isoWeekday(e.Earliest)], weekdayNames[s.get(fWday)])
	}
	if e.Type == ling.DATE || e.Type == ling.TIME {
		if f.tense < 0 && !c.article.IsZero() && !c.history && s.is(fYear) && e.Earliest.Compare(c.article) > 0 {
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
