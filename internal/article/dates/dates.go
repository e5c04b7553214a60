// Package dates reads calendar dates as pages write them, on date lines, in
// metadata and addresses; never those of running sentences.
package dates

import (
	"strconv"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// Date is a calendar date as pages write it: on a date line, not in prose.
type Date struct {
	ling.Span // of the date's own words, within the line
	// Year is 0 where none is written; day is 0 for a month and a year.
	Year, Month, Day int
	// Either is set where day and month may be the other way round (03/04/2016).
	Either bool
}

// Value is the date in ISO 8601, "XXXX-02-26" with an open year.
func (d Date) Value() string {
	year := "XXXX"
	if d.Year > 0 {
		year = pad(d.Year, 4)
	}
	v := year + "-" + pad(d.Month, 2)
	if d.Day > 0 {
		v += "-" + pad(d.Day, 2)
	}
	return v
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

// Ordered settles a date whose day and month may be the other way round.
func (d Date) Ordered(dayFirst bool) Date {
	if d.Either && !dayFirst {
		d.Day, d.Month = d.Month, d.Day
	}
	d.Either = false
	return d
}

// Published makes a publication date of it; basis and confidence are the caller's.
func (d Date) Published() onrecord.Published {
	p := onrecord.Published{Value: d.Value()}
	switch {
	case d.Either:
		p.Value = ""
		p.Earliest = ling.Date{Year: d.Year, Month: min(d.Month, d.Day), Day: max(d.Month, d.Day)}
		p.Latest = ling.Date{Year: d.Year, Month: max(d.Month, d.Day), Day: min(d.Month, d.Day)}
	case d.Year == 0:
	case d.Day > 0:
		p.Earliest = ling.Date{Year: d.Year, Month: d.Month, Day: d.Day}
		p.Latest = p.Earliest
	default:
		p.Earliest = ling.Date{Year: d.Year, Month: d.Month, Day: 1}
		p.Latest = ling.NewDate(d.Year, d.Month+1, 0)
	}
	return p
}

// earliestYear bounds what is taken for a year: the web has no older pages,
// and a scanned archive states its dates by other means than date lines.
const earliestYear = 1990

// rank is 3 for a whole date, 2 for a day without year, 1 for a month.
func (d Date) rank() int {
	switch {
	case d.Year > 0 && d.Day > 0:
		return 3
	case d.Day > 0:
		return 2
	}
	return 1
}

// Exists reports whether the calendar has the date; February 29 needs no year.
func (d Date) Exists() bool {
	year, day := d.Year, d.Day
	if year == 0 {
		year = 2000
	} else if year < earliestYear || year > 2100 {
		return false
	}
	if day == 0 {
		day = 1
	}
	return ling.Date{Year: year, Month: d.Month, Day: day}.Valid()
}
