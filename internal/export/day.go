package export

import (
	"strconv"
	"strings"
	"time"
)

// DayForPeople is a TIMEX3 date as people write it: "11 February 2016",
// "December, year unknown", "week 47 of 2015"; a time of day is left out.
// What is no more than past, present or future is said in a word, a season or
// half of a year by its name; of what is wholly unknown nothing is said. Whatever
// else is no day stays as it is.
func DayForPeople(value string) string {
	if word, ok := loose[value]; ok {
		return word
	}
	value = withoutTime(value)
	if open, ok := openDay(value); ok {
		return open
	}
	year, rest, _ := strings.Cut(value, "-")
	switch {
	case year == "XXXX" && rest != "":
		year = ", year unknown"
	case !number(year, 4):
		return value
	case rest == "":
		return year
	default:
		year = " " + year
	}
	if name := dayOfYear(rest, year); name != "" {
		return name
	}
	return value
}

// withoutTime is a date without its time of day.
func withoutTime(value string) string {
	date, _, ok := strings.Cut(value, "T")
	if year, _, dated := strings.Cut(date, "-"); ok && dated && (number(year, 4) || year == "XXXX") {
		return date
	}
	return value
}

// dayOfYear is a part of a year, a month or a day of a month, "" for none.
func dayOfYear(rest, year string) string {
	month, day, hasDay := strings.Cut(rest, "-")
	part := partOfYear(month, year)
	switch {
	case part != "" && !hasDay:
		return part
	case part != "" && month[0] == 'W' && dayOfWeek(day) != "":
		return dayOfWeek(day) + " of " + part
	}
	m, err := strconv.Atoi(month)
	if err != nil || m < 1 || m > 12 || !number(month, 2) || hasDay && !number(day, 2) {
		return ""
	}
	name := time.Month(m).String()
	if hasDay {
		name = strings.TrimPrefix(day, "0") + " " + name
	}
	return name + year
}

// openDay is a day of the week or of the month in a week or month that is
// unknown, "" where nothing is known at all.
func openDay(value string) (string, bool) {
	if strings.Trim(value, "XW-") == "" && value != "" {
		return "", true
	}
	if day, ok := strings.CutPrefix(value, "XXXX-WXX-"); ok && dayOfWeek(day) != "" {
		return dayOfWeek(day) + ", date unknown", true
	}
	if day, ok := strings.CutPrefix(value, "XXXX-XX-"); ok && number(day, 2) {
		return "day " + strings.TrimPrefix(day, "0") + " of a month unknown", true
	}
	return "", false
}

// dayOfWeek is a day of a week, or its end, "" for neither.
func dayOfWeek(day string) string {
	switch {
	case day == "WE":
		return "weekend"
	case len(day) == 1 && day >= "1" && day <= "7":
		return time.Weekday(int(day[0]-'0') % 7).String()
	}
	return ""
}

// partOfYear is a week, season, quarter or half of a year, "" for none. The year
// comes as it follows a month: " 2015" or ", year unknown".
func partOfYear(part, year string) string {
	open := strings.HasPrefix(year, ",")
	week, ok := strings.CutPrefix(part, "W")
	switch {
	case ok && number(week, 2) && open:
		return "week " + week + year
	case ok && number(week, 2):
		return "week " + strings.TrimPrefix(week, "0") + " of" + year
	case parts[part] == "":
		return ""
	case open:
		return strings.TrimSuffix(parts[part], " of") + year
	}
	return parts[part] + year
}

// loose are TIMEX3's values that name no day.
var loose = map[string]string{"PAST_REF": "earlier", "PRESENT_REF": "now", "FUTURE_REF": "later"}

// parts are TIMEX3's parts of a year (TIMEX3, section 2.2.3.2).
var parts = map[string]string{
	"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter",
	"Q1": "first quarter of", "Q2": "second quarter of", "Q3": "third quarter of", "Q4": "fourth quarter of", "H1": "first half of", "H2": "second half of",
}

// number reports whether s is so many digits.
func number(s string, digits int) bool {
	return len(s) == digits && strings.Trim(s, "0123456789") == ""
}
