package export

import (
	"strconv"
	"strings"
	"time"
)

// DayForPeople is a TIMEX3 date as people write it: "11 February 2016",
// "December, year unknown", "week 47 of 2015"; a time of day is left out.
// Whatever is no day, week, month or year stays as it is.
func DayForPeople(value string) string {
	if date, _, ok := strings.Cut(value, "T"); ok && len(date) == len("2006-01-02") && number(date[:4], 4) {
		value = date
	}
	year, rest, _ := strings.Cut(value, "-")
	month, day, hasDay := strings.Cut(rest, "-")
	if year == "XXXX" && rest != "" {
		year = ", year unknown"
	} else if !number(year, 4) {
		return value
	} else if rest == "" {
		return year
	} else {
		year = " " + year
	}
	if week, ok := strings.CutPrefix(month, "W"); ok && number(week, 2) && !hasDay {
		if strings.HasPrefix(year, ",") {
			return "week " + week + year
		}
		return "week " + strings.TrimPrefix(week, "0") + " of" + year
	}
	m, err := strconv.Atoi(month)
	if err != nil || m < 1 || m > 12 || !number(month, 2) || hasDay && !number(day, 2) {
		return value
	}
	name := time.Month(m).String()
	if hasDay {
		name = strings.TrimPrefix(day, "0") + " " + name
	}
	return name + year
}

// number reports whether s is so many digits.
func number(s string, digits int) bool {
	return len(s) == digits && strings.Trim(s, "0123456789") == ""
}
