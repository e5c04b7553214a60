package ling

import (
	"fmt"
	"time"
)

// Date is a calendar day of the proleptic Gregorian calendar. The zero value
// means unknown. It has no time zone: zones are settled before days are made.
type Date struct {
	Year, Month, Day int
}

// NewDate returns the day, normalised as time.Date does (October 32 is November 1).
func NewDate(year, month, day int) Date {
	return DateOf(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
}

// DateOf is the day of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// ParseDate reads "2015-11-19".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q: want YYYY-MM-DD", s)
	}
	return DateOf(t), nil
}

// ParsePeriod reads a day, month or year of ISO 8601 ("2015-11-19", "2015-11",
// "2015") and returns its first and last day.
func ParsePeriod(s string) (first, last Date, err error) {
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{
		{time.DateOnly, 0, 0, 1},
		{"2006-01", 0, 1, 0},
		{"2006", 1, 0, 0},
	} {
		if t, err := time.Parse(form.layout, s); err == nil {
			return DateOf(t), DateOf(t.AddDate(form.years, form.months, form.days).AddDate(0, 0, -1)), nil
		}
	}
	return Date{}, Date{}, fmt.Errorf("date %q: want YYYY-MM-DD, YYYY-MM or YYYY", s)
}

// IsZero reports whether the day is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether the day exists in the calendar.
func (d Date) Valid() bool { return !d.IsZero() && NewDate(d.Year, d.Month, d.Day) == d }

// String is ISO 8601, "" for the zero value.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Time is the day's midnight in UTC.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// AddDays is the day n days later.
func (d Date) AddDays(n int) Date { return NewDate(d.Year, d.Month, d.Day+n) }

// Compare is -1, 0 or +1 as d is before, the same as or after o.
func (d Date) Compare(o Date) int { return d.Time().Compare(o.Time()) }

// ISOWeekday is the day of the week by ISO 8601: 1 for Monday to 7 for Sunday.
func (d Date) ISOWeekday() int { return (int(d.Time().Weekday())+6)%7 + 1 }

// ISOMonday is the Monday of a week of ISO 8601.
func ISOMonday(year, week int) Date {
	jan4 := NewDate(year, 1, 4) // always in week 1
	return jan4.AddDays(1 - jan4.ISOWeekday() + 7*(week-1))
}
