package timex

import (
	"sort"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// Evidence is what a text says of the day it was written, without saying it.
type Evidence struct {
	// NotBefore is the first day of the latest time with a year of its own that
	// the text tells of as past.
	NotBefore ling.Date
	// Month and Day are the latest day without a year that it tells of as past,
	// 0 if it tells of none. Close counts the mentions of such days in the month
	// up to it, its own included: one alone may be long past.
	Month, Day, Close int
	// Weekdays are the days of a month that stand with their weekday.
	Weekdays []DayOfWeek
	// Spans are the words that Month and Day were read from.
	Spans []ling.Span
}

// DayOfWeek is "Thursday, November 19".
type DayOfWeek struct {
	Month, Day int
	Weekday    int // 1 Monday to 7 Sunday
	Span       ling.Span
}

// Evidence gathers what doc's times say of the day it was written.
func (t *Tagger) Evidence(doc *ling.Document) Evidence {
	s := t.find(doc)
	defer t.pool.Put(s)
	var ev Evidence
	var days []yearDay
	for i := range s.times {
		f := &s.times[i]
		says := &f.says
		if says.kind != ling.DATE && says.kind != ling.TIME || f.tense > 0 {
			continue
		}
		switch {
		case says.is(fYear) && f.happened && !says.is(fFiscal) && !says.is(fBC):
			c := context{}
			if p, ok := c.point(f); ok && p.writable() {
				if first := p.first(); first.Compare(ev.NotBefore) > 0 || ev.NotBefore.IsZero() {
					ev.NotBefore = first
				}
			}
		case says.is(fMonth) && says.is(fDay) && !says.any(fYear, fY2, fShift, fDir) && possible(says, &ling.TimeExpr{}):
			m, d := says.get(fMonth), says.get(fDay)
			days = append(days, yearDay{m, d, f.Span})
			if w := says.get(fWday); w > 0 {
				ev.Weekdays = append(ev.Weekdays, DayOfWeek{m, d, w, f.Span})
			}
		}
	}
	ev.latest(days)
	s.doc = nil
	return ev
}

// yearDay is a day of an unknown year.
type yearDay struct {
	month, day int
	span       ling.Span
}

func (d yearDay) index() int { return 31*(d.month-1) + d.day - 1 }

// latest takes the days as points on the circle of the year: what a text tells
// of lies close together, so the widest gap comes after the latest of them.
func (ev *Evidence) latest(days []yearDay) {
	if len(days) == 0 {
		return
	}
	sort.SliceStable(days, func(i, j int) bool { return days[i].index() < days[j].index() })
	const year = 12 * 31
	best, widest := 0, -1
	for i, d := range days {
		next := days[(i+1)%len(days)].index()
		gap := (next - d.index() + year) % year
		if i == len(days)-1 && gap == 0 {
			gap = year // all are one day
		}
		if gap > widest {
			best, widest = i, gap
		}
	}
	ev.Month, ev.Day = days[best].month, days[best].day
	for _, d := range days {
		if d.month == ev.Month && d.day == ev.Day {
			ev.Spans = append(ev.Spans, d.span)
		}
		if (days[best].index()-d.index()+year)%year <= 31 {
			ev.Close++
		}
	}
}

// happened reports whether what lexemes [from, to), which have a year, date is
// told as past. Neither "the 2016 election" nor "by 2016" nor "the vote in 2016,
// he said" tells that 2016 has come.
func (t *Tagger) happened(s *scratch, from, to int32) bool {
	if from > 0 && s.lex[from-1].class&t.dating == 0 && s.lex[from].class&(classYear|classModern) != 0 {
		return false
	}
	if int(to) < len(s.lex) && s.lex[to].letters {
		switch tok := &s.doc.Tokens[s.lex[to].tok]; tok.UPOS {
		case ud.NOUN, ud.PROPN, ud.ADJ:
			return false
		}
	}
	c := clause{Tagger: t, s: s, from: from, to: to, unsaid: true}
	return c.tense() < 0
}
