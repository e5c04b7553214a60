package article

import (
	"fmt"
	"slices"

	"onrecord"
	"onrecord/annotate"
	"onrecord/ling"
)

// How sure the article's own words make its date. None of them states it:
// from 0.6 to 0.9 it is inferred, below that only bounded (see onrecord.Published).
const (
	sureOnlyYear = 0.7 // the weekday of a day leaves one year
	sureBound    = 0.5 // a month without its year, or no more than "not before"
	sureDoubted  = 0.7 // stated, but no weekday in the text agrees
)

// soon is how many days after the latest day it tells of news comes out, at
// most: inferring a month asks that the month have so many days left.
const (
	soon     = 7
	shortest = 28 // days of a month
)

// ruleWeekdays names the doubt about a date that no weekday of the text fits.
const ruleWeekdays = "published-weekday-conflict"

// InferDate gives an article without a date what its own words tell of it: an
// open year ("XXXX-12"), a bound, a year where a weekday leaves but one. The
// date of an article that states one is held against the weekdays in its text.
// It never takes the year of what the text tells of for the article's own:
// people write a year where it is another one.
// What was inferred before, of a stored article, is inferred anew.
func InferDate(art *onrecord.Article, ev annotate.DateEvidence) {
	if art.Published.Basis == onrecord.BasisText {
		art.Published = onrecord.Published{}
	}
	art.Diagnostics = slices.DeleteFunc(slices.Clone(art.Diagnostics), func(d ling.Diagnostic) bool { return d.Rule == ruleWeekdays })
	if art.Published.Value != "" || !art.Published.Earliest.IsZero() {
		doubtWeekdays(art, ev)
		return
	}
	p := onrecord.Published{Basis: onrecord.BasisText, Confidence: sureBound, Earliest: ev.NotBefore}
	if ev.Month > 0 {
		p.Spans = ev.Spans
		if ev.Close > 1 && ev.Day+soon <= shortest {
			p.Value = fmt.Sprintf("XXXX-%02d", ev.Month)
		}
		if !p.Earliest.IsZero() && ev.Close > 1 { // one day alone may be long past
			p.Earliest = onOrAfter(p.Earliest, ev.Month, ev.Day)
		}
	}
	if year := onlyYear(ev, p.Earliest, ling.DateOf(art.Collected)); year > 0 && !art.Collected.IsZero() {
		p.Value, p.Confidence = fmt.Sprintf("%04d-%02d", year, ev.Month), sureOnlyYear
		p.Earliest = ling.NewDate(year, ev.Month, ev.Day)
		p.Latest = ling.NewDate(year, ev.Month+1, 0)
		if ev.Day+soon > shortest {
			p.Value, p.Latest = "", p.Earliest.AddDays(2*soon)
		}
	}
	if p.Value == "" && p.Earliest.IsZero() {
		return
	}
	art.Published = p
}

// onOrAfter is the first such day of a year on or after d.
func onOrAfter(d ling.Date, month, day int) ling.Date {
	c := ling.NewDate(d.Year, month, day)
	if c.Compare(d) < 0 {
		c = ling.NewDate(d.Year+1, month, day)
	}
	return c
}

// onlyYear is the only year between two days in which every weekday of the
// text fits, 0 if there is none or more than one.
func onlyYear(ev annotate.DateEvidence, first, last ling.Date) int {
	if len(ev.Weekdays) == 0 || first.IsZero() || last.IsZero() {
		return 0
	}
	found := 0
	for year := first.Year; year <= last.Year; year++ {
		fits := true
		for _, w := range ev.Weekdays {
			fits = fits && ling.NewDate(year, w.Month, w.Day).ISOWeekday() == w.Weekday
		}
		if !fits || ling.NewDate(year, ev.Month, ev.Day).Compare(last) > 0 {
			continue
		}
		if found > 0 {
			return 0
		}
		found = year
	}
	return found
}

// doubtWeekdays lowers the confidence of a date under which no weekday of the
// text fits its day, within the year before it or the half year after.
func doubtWeekdays(art *onrecord.Article, ev annotate.DateEvidence) {
	p := &art.Published
	day := p.Day()
	if day.IsZero() || p.Basis == onrecord.BasisGiven || len(ev.Weekdays) == 0 {
		return
	}
	var spans []ling.Span
	for _, w := range ev.Weekdays {
		for year := day.Year - 1; year <= day.Year+1; year++ {
			near := ling.NewDate(year, w.Month, w.Day)
			if apart := near.Time().Sub(day.Time()).Hours() / 24; apart > -366 && apart < 183 && near.ISOWeekday() == w.Weekday {
				return
			}
		}
		spans = append(spans, w.Span)
	}
	p.Confidence = min(p.Confidence, sureDoubted)
	art.Diagnostics = append(art.Diagnostics, ling.Diagnostic{
		Rule: ruleWeekdays, Message: fmt.Sprintf("no weekday in the text fits an article of %s", p.Value), Spans: spans,
	})
}
