package dates

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"onrecord/ling"
)

// form is an order in which pages write dates, and how its groups are read.
type form struct {
	asks look // what a text must hold
	expr func() *regexp.Regexp
	read func(s string, m []int) Date
}

// forms are those orders. Numbers stand on word boundaries, so that
// "+317 October 2019", a clock's offset grown onto a day, is no date.
var forms = []form{
	{looksSigned, later(`\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\b|T)`), yearFirst},
	{looksEastern, later(`(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]`), yearFirst}, // the signs for year, month and day
	{looksSigned, later(`\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b`), dayFirst},
	{looksNamed, later(monthWords + `\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?:at\s+)?(\d{4})\b)?`), monthFirst},
	{looksNamed, later(`\b(\d{1,2})(?:st|nd|rd|th|er|\.|º|°)?(?:\s+(?:of|de|di))?[\s-]+` + monthWords + `(?:,?[\s-]+(?:(?:de|del)\s+)?(\d{4})\b)?`), dayThenName},
	{looksSigned, later(`\b(\d{1,2})\.(\d{1,2})\.(\d{2})\b`), shortYear},
	{looksSigned, slashed, eitherFirst},
	{looksNamed, later(monthWords + `,?\s+(\d{4})\b`), monthAlone},
}

// slashed is three numbers, of which either of the first two may be the day.
var slashed = later(`\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b`)

// mostDates bounds what is looked at of a line's dates.
const mostDates = 8

// Find is the first whole date of a line, a date without year if there is
// no other; ok is false if there is none.
func Find(s string) (d Date, ok bool) {
	if !strings.ContainsAny(s, "0123456789") {
		return d, false
	}
	best, holds := Date{}, lookAt(s)
	for _, f := range forms {
		if holds&f.asks == 0 {
			continue
		}
		for _, m := range f.expr().FindAllStringSubmatchIndex(s, mostDates) {
			if c := f.read(s, m); c.Exists() && c.before(best) {
				best = c
			}
		}
	}
	return best, best.Month > 0
}

// look is what a text holds of dates, to be had in one pass over it.
type look int

const (
	looksSigned  look = 1 << iota // a digit behind another and one of . / -
	looksNamed                    // a month's name
	looksEastern                  // the sign for a year of Chinese, Japanese or Korean
)

// lookAt tells which forms of dates a text may hold.
func lookAt(s string) (holds look) {
	if strings.ContainsAny(s, "年년") {
		holds |= looksEastern
	}
	word := -1 // where the open word begins
	for i, r := range s + " " {
		switch letter := unicode.IsLetter(r); {
		case letter && word < 0:
			word = i
		case !letter && word >= 0:
			if months()[strings.ToLower(s[word:i])] > 0 {
				holds |= looksNamed
			}
			word = -1
		case strings.ContainsRune("./-", r) && betweenDigits(s, i):
			holds |= looksSigned
		}
	}
	return holds
}

// betweenDigits reports whether a digit stands before a sign, and one behind it,
// right there or behind a space.
func betweenDigits(s string, at int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	return digit(at-1) && (digit(at+1) || digit(at+2))
}

// before reports whether a date is preferred to another of its line.
func (d Date) before(other Date) bool {
	return other.Month == 0 || d.rank() > other.rank() || d.rank() == other.rank() && d.Start < other.Start
}

func span(m []int) ling.Span { return ling.Span{Start: m[0], End: m[1]} }

func yearFirst(s string, m []int) Date {
	return Date{Span: span(m), Year: number(s, m, 1), Month: number(s, m, 2), Day: number(s, m, 3)}
}

func dayFirst(s string, m []int) Date {
	return Date{Span: span(m), Year: number(s, m, 3), Month: number(s, m, 2), Day: number(s, m, 1)}
}

func monthFirst(s string, m []int) Date {
	return Date{Span: span(m), Year: number(s, m, 3), Month: monthOf(s, m, 1), Day: number(s, m, 2)}
}

// dayThenName reads "3 May 2016". A number behind a sign is a clock's offset().
func dayThenName(s string, m []int) Date {
	if offset().MatchString(s[:m[0]]) {
		return Date{}
	}
	return Date{Span: span(m), Year: number(s, m, 3), Month: monthOf(s, m, 2), Day: number(s, m, 1)}
}

// offset is the end of what stands before a number that is part of a clock's.
var offset = later(`[+-]$|\d:$`)

// shortYear reads "26.02.16", unless it is a version or an address of four parts.
func shortYear(s string, m []int) Date {
	if m[1] < len(s) && (s[m[1]] == '.' || s[m[1]] == ':') || m[0] > 0 && s[m[0]-1] == '.' {
		return Date{}
	}
	return Date{Span: span(m), Year: 2000 + number(s, m, 3), Month: number(s, m, 2), Day: number(s, m, 1)}
}

// eitherFirst reads "26/02/2016" and "02/26/2016". Where both numbers may be a
// month the date stays open: 03/04 is March in one country, April in another.
func eitherFirst(s string, m []int) Date {
	d := Date{Span: span(m), Year: number(s, m, 3), Month: number(s, m, 2), Day: number(s, m, 1)}
	if d.Month > 12 {
		d.Day, d.Month = d.Month, d.Day
	}
	d.Either = d.Day <= 12 && d.Day != d.Month
	return d
}

// monthAlone reads "May 2016". The number before it is no day of that month, or
// another form had taken it, so that with one there is no date.
func monthAlone(s string, m []int) Date {
	before := strings.TrimRight(s[:m[0]], " ")
	if before != "" && before[len(before)-1] >= '0' && before[len(before)-1] <= '9' {
		return Date{}
	}
	return Date{Span: span(m), Year: number(s, m, 2), Month: monthOf(s, m, 1)}
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

// Numeric tells by a date in digits which of day and month comes first on a
// page: 1 for the day, -1 for the month, 0 where the date leaves it open.
func Numeric(s string) int {
	m := slashed().FindStringSubmatchIndex(s)
	switch {
	case m == nil:
		return 0
	case number(s, m, 1) > 12 && number(s, m, 2) <= 12:
		return 1
	case number(s, m, 2) > 12 && number(s, m, 1) <= 12:
		return -1
	}
	return 0
}
