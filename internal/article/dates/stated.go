package dates

import (
	"strings"
	"time"

	"onrecord"
	"onrecord/ling"
)

// layouts are those of ISO 8601 as records and metadata have them, each with
// how much of the date that time.Parse gives is told: year, month or day.
var layouts = []struct {
	layout string
	keep   int // bytes of 2006-01-02
}{
	{"2006", 4}, {"2006-01", 7}, {"2006-01-02", 10}, {"20060102", 10},
	{time.RFC3339, 10}, {"2006-01-02T15:04:05", 10}, {"2006-01-02 15:04:05", 10}, {"2006-01-02T15:04", 10}, {"2006-01-02 15:04", 10},
	{"2006-01-02T15:04Z07:00", 10}, {"2006-01-02T15:04:05-0700", 10}, {"2006-01-02T15:04-0700", 10},
	{"2006-01-02 15:04:05-07:00", 10}, {"2006-01-02 15:04:05 -0700", 10}, {"2006-01-02 15:04:05 -07:00", 10},
	{"2006-01-02T15Z07:00", 10}, {"20060102T150405Z", 10}, {"20060102T150405", 10}, {"20060102150405", 10},
}

// ISO reads an ISO 8601 date as records and metadata have it: a year, a
// month, a day, or a time, whose day is that of its own zone.
func ISO(s string) (onrecord.Published, bool) {
	s = strings.TrimSpace(s)
	if len(s) < len("2006") || strings.Trim(s[:len("2006")], "0123456789") != "" {
		return onrecord.Published{}, false // as all but a few words are
	}
	for _, form := range layouts {
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

// compact is a day written as one number.
var compact = later(`\b(\d{4})(\d{2})(\d{2})\b`)

// Stated reads a date as metadata have it: ISO 8601, the forms of RFC 1123
// and 2822, or written out.
func Stated(s string) (onrecord.Published, bool) {
	if p, ok := ISO(s); ok {
		return p, len(p.Value) > 4 // a bare year is a copyright's
	}
	if d, ok := Find(s); ok && d.Year > 0 {
		return d.Published(), true
	}
	if m := compact().FindStringSubmatchIndex(s); m != nil {
		if d := yearFirst(s, m); d.Exists() {
			return d.Published(), true
		}
	}
	return onrecord.Published{}, false
}
