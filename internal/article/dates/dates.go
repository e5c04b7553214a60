// Package dates reads calendar dates as pages write them, on date lines, in
// metadata and addresses; never those of running sentences.
package dates

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"onrecord"
	"onrecord/ling"
)

// Date is a calendar date as pages write it: on a date line, not in prose.
type Date struct {
	ling.Span // of the date's own words, within the line
	// Year is 0 where none is written; day is 0 for a month and a year.
	Year, Month, Day int
	// either is set where day and month may be the other way round (03/04/2016).
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

// The orders in which pages write dates. Numbers stand on word boundaries, so
// that "+317 October 2019", a clock's offset grown onto a day, is no date.
// What stands between slashes is an interval where it can mean two days: 03/04
// is March in one country, April in another.
var (
	monthDay = regexp.MustCompile(monthWords + `\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?:at\s+)?(\d{4})\b)?`)
	dayMonth = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th|er|\.|º|°)?(?:\s+(?:of|de|di))?[\s-]+` + monthWords + `(?:,?[\s-]+(?:(?:de|del)\s+)?(\d{4})\b)?`)
	month    = regexp.MustCompile(monthWords + `,?\s+(\d{4})\b`)
	isoDay   = regexp.MustCompile(`\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\b|T)`)
	dotted   = regexp.MustCompile(`\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b`)
	dottedYY = regexp.MustCompile(`\b(\d{1,2})\.(\d{1,2})\.(\d{2})\b`)
	slashed  = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)
	signed   = regexp.MustCompile(`(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]`) // the signs for year, month and day
	compact  = regexp.MustCompile(`\b(\d{4})(\d{2})(\d{2})\b`)
)

// earliestYear bounds what is taken for a Year: the web has no older pages,
// and a scanned archive states its dates by other means than date lines.
const earliestYear = 1990

// mostDates bounds what is looked at of a line's dates.
const mostDates = 8

// Find is the first whole date of a line, a date without year if there is
// no other; ok is false if there is none.
func Find(s string) (d Date, ok bool) {
	if !strings.ContainsAny(s, "0123456789") {
		return d, false
	}
	best := Date{}
	take := func(c Date) {
		if !c.Exists() {
			return
		}
		better := best.Month == 0 || c.rank() > best.rank() || c.rank() == best.rank() && c.Start < best.Start
		if better {
			best = c
		}
	}
	for _, m := range isoDay.FindAllStringSubmatchIndex(s, mostDates) {
		take(Date{Span: span(m), Year: number(s, m, 1), Month: number(s, m, 2), Day: number(s, m, 3)})
	}
	for _, m := range signed.FindAllStringSubmatchIndex(s, mostDates) {
		take(Date{Span: span(m), Year: number(s, m, 1), Month: number(s, m, 2), Day: number(s, m, 3)})
	}
	for _, m := range dotted.FindAllStringSubmatchIndex(s, mostDates) {
		take(Date{Span: span(m), Year: number(s, m, 3), Month: number(s, m, 2), Day: number(s, m, 1)})
	}
	for _, m := range monthDay.FindAllStringSubmatchIndex(s, mostDates) {
		take(Date{Span: span(m), Year: number(s, m, 3), Month: monthOf(s, m, 1), Day: number(s, m, 2)})
	}
	for _, m := range dayMonth.FindAllStringSubmatchIndex(s, mostDates) {
		if m[0] > 0 && strings.ContainsRune("+-:", rune(s[m[0]-1])) {
			continue
		}
		take(Date{Span: span(m), Year: number(s, m, 3), Month: monthOf(s, m, 2), Day: number(s, m, 1)})
	}
	for _, m := range dottedYY.FindAllStringSubmatchIndex(s, mostDates) {
		if m[1] < len(s) && (s[m[1]] == '.' || s[m[1]] == ':') || m[0] > 0 && s[m[0]-1] == '.' {
			continue // a version or an address of four parts
		}
		take(Date{Span: span(m), Year: 2000 + number(s, m, 3), Month: number(s, m, 2), Day: number(s, m, 1)})
	}
	for _, m := range slashed.FindAllStringSubmatchIndex(s, mostDates) {
		a, b := number(s, m, 1), number(s, m, 2)
		switch {
		case a > 12 || a == b:
			take(Date{Span: span(m), Year: number(s, m, 3), Month: b, Day: a})
		case b > 12:
			take(Date{Span: span(m), Year: number(s, m, 3), Month: a, Day: b})
		default:
			take(Date{Span: span(m), Year: number(s, m, 3), Month: b, Day: a, Either: true})
		}
	}
	for _, m := range month.FindAllStringSubmatchIndex(s, mostDates) {
		if before := strings.TrimRight(s[:m[0]], " "); before != "" && before[len(before)-1] >= '0' && before[len(before)-1] <= '9' {
			continue // the day before it was no day, so this is no date
		}
		take(Date{Span: span(m), Year: number(s, m, 2), Month: monthOf(s, m, 1), Day: 0})
	}
	return best, best.Month > 0
}

func span(m []int) ling.Span { return ling.Span{Start: m[0], End: m[1]} }

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

func number(s string, m []int, group int) int {
	if m[2*group] < 0 {
		return 0
	}
	n, err := strconv.Atoi(s[m[2*group]:m[2*group+1]])
	if err != nil {
		return 0
	}
	return n
}

// ISO reads an ISO 8601 date as records and metadata have it: a year, a
// month, a day, or a time, whose day is that of its own zone.
func ISO(s string) (onrecord.Published, bool) {
	s = strings.TrimSpace(s)
	for _, form := range []struct {
		layout string
		keep   int
	}{
		{"2006", 4}, {"2006-01", 7}, {"2006-01-02", 10}, {"20060102", 10},
		{time.RFC3339, 10}, {"2006-01-02T15:04:05", 10}, {"2006-01-02 15:04:05", 10}, {"2006-01-02T15:04", 10}, {"2006-01-02 15:04", 10},
		{"2006-01-02T15:04Z07:00", 10}, {"2006-01-02T15:04:05-0700", 10}, {"2006-01-02T15:04-0700", 10},
		{"2006-01-02 15:04:05-07:00", 10}, {"2006-01-02 15:04:05 -0700", 10}, {"2006-01-02 15:04:05 -07:00", 10},
		{"2006-01-02T15Z07:00", 10}, {"20060102T150405Z", 10}, {"20060102T150405", 10},
	} {
		t, err := time.Parse(form.layout, s)
		if err != nil {
			continue
		}
		first := ling.DateOf(t)
		if first.Year < 1 {
			return onrecord.Published{}, false
		}
		p := onrecord.Published{Value: first.String()[:form.keep], Earliest: first, Latest: first}
		switch form.keep {
		case 4:
			p.Latest = ling.Date{Year: first.Year, Month: 12, Day: 31}
		case 7:
			p.Latest = ling.NewDate(first.Year, first.Month+1, 0)
		}
		return p, true
	}
	return onrecord.Published{}, false
}

// Moment reads a time of day with its zone; ok is false for what has no time,
// no zone, or only midnight, which stands for none.
func Moment(s string) (t time.Time, ok bool) {
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05-0700", "2006-01-02T15:04-0700", "2006-01-02 15:04:05-07:00",
		"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -07:00", time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700",
	} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t, t.Hour() != 0 || t.Minute() != 0 || t.Second() != 0
		}
	}
	return t, false
}

// Stated reads a date as metadata have it: ISO 8601, the forms of RFC 1123
// and 2822, or written out.
func Stated(s string) (onrecord.Published, bool) {
	if p, ok := ISO(s); ok {
		return p, len(p.Value) > 4 // a bare year is a copyright's
	}
	if d, ok := Find(s); ok && d.Year > 0 {
		return d.Published(), true
	}
	if m := compact.FindStringSubmatchIndex(s); m != nil {
		if d := (Date{Span: span(m), Year: number(s, m, 1), Month: number(s, m, 2), Day: number(s, m, 3)}); d.Exists() {
			return d.Published(), true
		}
	}
	return onrecord.Published{}, false
}

var (
	urlDay   = regexp.MustCompile(`[/_-](\d{4})[/_-]?(\d{2})[/_-]?(\d{2})(?:[/_.-]|$)`)
	urlNamed = regexp.MustCompile(`(?i)/(\d{4})/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?:/|$)`)
	urlMonth = regexp.MustCompile(`[/_-](\d{4})[/_-](\d{2})[/_-]`)
)

// OfURL reads the date that many outlets put into their paths.
func OfURL(path string) (onrecord.Published, bool) {
	var d Date
	if m := urlNamed.FindStringSubmatchIndex(path); m != nil {
		d = Date{Span: span(m), Year: number(path, m, 1), Month: monthOf(path, m, 2), Day: number(path, m, 3)}
	} else if m := urlDay.FindStringSubmatchIndex(path); m != nil {
		d = Date{Span: span(m), Year: number(path, m, 1), Month: number(path, m, 2), Day: number(path, m, 3)}
	} else if m := urlMonth.FindStringSubmatchIndex(path); m != nil {
		d = Date{Span: span(m), Year: number(path, m, 1), Month: number(path, m, 2), Day: 0}
	}
	if d.Year == 0 || !d.Exists() {
		return onrecord.Published{}, false
	}
	p := d.Published()
	p.Basis, p.Confidence = onrecord.BasisURL, 0.9
	return p, true
}

// Numeric tells by a date in digits which of day and month comes first on a
// page: 1 for the day, -1 for the month, 0 where the date leaves it open.
func Numeric(s string) int {
	m := slashed.FindStringSubmatchIndex(s)
	if m == nil {
		return 0
	}
	switch a, b := number(s, m, 1), number(s, m, 2); {
	case a > 12 && b <= 12:
		return 1
	case b > 12 && a <= 12:
		return -1
	}
	return 0
}
