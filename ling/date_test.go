package ling_test

import (
	"testing"
	"time"

	"onrecord/ling"
)

// TestISOWeeks holds weekdays and weeks to package time over some years.
func TestISOWeeks(t *testing.T) {
	for d := ling.NewDate(2014, 12, 20); d.Year < 2022; d = d.AddDays(1) {
		year, week := d.Time().ISOWeek()
		monday := ling.ISOMonday(year, week)
		if got := monday.AddDays(d.ISOWeekday() - 1); got != d {
			t.Fatalf("%v is day %d of %d-W%02d, which is %v", d, d.ISOWeekday(), year, week, got)
		}
		if sunday := d.Time().Weekday() == time.Sunday; sunday != (d.ISOWeekday() == 7) {
			t.Fatalf("%v is day %d", d, d.ISOWeekday())
		}
	}
}

func TestParsePeriod(t *testing.T) {
	for _, c := range []struct{ in, first, last string }{
		{"2016-02", "2016-02-01", "2016-02-29"}, {"2015", "2015-01-01", "2015-12-31"}, {"2015-11-19", "2015-11-19", "2015-11-19"},
		{"2015-13", "", ""}, {"", "", ""}, {"19 November", "", ""}, {"2015-02-29", "", ""},
	} {
		first, last, err := ling.ParsePeriod(c.in)
		if first.String() != c.first || last.String() != c.last || (err == nil) != (c.first != "") {
			t.Errorf("%q: %v to %v, %v; want %s to %s", c.in, first, last, err, c.first, c.last)
		}
	}
}
