package export_test

import (
	"testing"

	"onrecord/internal/export"
)

func TestDayForPeople(t *testing.T) {
	for value, want := range map[string]string{
		"2016-02-11": "11 February 2016", "2016-05-01": "1 May 2016", "2016-12": "December 2016", "2016": "2016",
		"XXXX-12": "December, year unknown", "XXXX-12-09": "9 December, year unknown", "2015-W47": "week 47 of 2015", "2015-W07": "week 7 of 2015",
		"": "", "PRESENT_REF": "now", "PAST_REF": "earlier", "FUTURE_REF": "later", "2015-SU": "summer 2015", "2015-H1": "first half of 2015",
		"2015-SU-01": "2015-SU-01", "2016-13": "2016-13", "2016-05-12T10:00:00+02:00": "12 May 2016", "2016-05-12TEV": "12 May 2016", "201": "201", "P3W": "P3W", "1-T2": "1-T2",
		"XXXX-WXX-4": "Thursday, date unknown", "XXXX-WXX-7": "Sunday, date unknown", "XXXX-WXX-8": "XXXX-WXX-8", "XXXX-WXX-4TEV": "Thursday, date unknown",
		"XXXX-WXX-WE": "weekend, date unknown", "2015-W47-WE": "weekend of week 47 of 2015", "2015-W47-4": "Thursday of week 47 of 2015",
		"2015-W47-XX": "2015-W47-XX", "XXXX-W07": "week 07, year unknown", "XXXX-SU": "summer, year unknown", "XXXX-Q1": "first quarter, year unknown",
		"XXXX-XX-09": "day 9 of a month unknown", "XXXX": "", "XXXX-XX": "", "2015-SU-4": "2015-SU-4",
	} {
		if got := export.DayForPeople(value); got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
}
