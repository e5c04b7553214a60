package inconsistency

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"onrecord/internal/expr"
	"onrecord/ling"
)

const (
	weekdayWords = `Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday`
	monthWords   = `January|February|March|April|May|June|July|August|September|October|November|December`
)

var (
	weekdays = strings.Split(weekdayWords, "|")
	months   = strings.Split(monthWords, "|")

	// "Monday, 14 March 2016", "Monday 14th of March, 2016"
	dayFirst = expr.MustCompile(`\b(` + weekdayWords + `),? (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? (` + monthWords + `),? (\d{4})\b`)
	// "Monday, March 14, 2016"
	monthFirst = expr.MustCompile(`\b(` + weekdayWords + `),? (` + monthWords + `) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`)
)

// gregorian is the first year of the calendar that days of the week are reckoned in
// everywhere that news is written of.
const gregorian = 1924

// days are dates with a day of the week that they were not.
func days(text string) []finding {
	var out []finding
	for _, form := range []struct {
		match      *expr.Expr
		day, month int // groups
	}{{dayFirst, 2, 3}, {monthFirst, 3, 2}} {
		for _, m := range form.match.FindAllStringSubmatchIndex(text, -1) {
			group := func(i int) string { return text[m[2*i]:m[2*i+1]] }
			day, _ := strconv.Atoi(group(form.day)) // the expression has digits only
			year, _ := strconv.Atoi(group(4))
			month := slices.Index(months, group(form.month)) + 1
			d := ling.NewDate(year, month, day)
			if year < gregorian || d.Day != day || d.Month != month {
				continue
			}
			if was := weekdays[d.ISOWeekday()-1]; was != group(1) {
				out = append(out, finding{Day, fmt.Sprintf("%s was a %s", d, was), []ling.Span{{Start: m[0], End: m[1]}}})
			}
		}
	}
	slices.SortFunc(out, func(a, b finding) int { return a.spans[0].Start - b.spans[0].Start })
	return out
}
