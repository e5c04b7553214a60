package reference

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// pax reads a row of PA-X. Con names the countries or entities, slashes
// between; Part the signatories, each "on behalf of" or "for" somebody, as the
// document has it; Stage what sort of agreement it is.
func (r *reader) pax() onrecord.Reference {
	return onrecord.Reference{
		ID: r.cell("AgtId"), Name: r.cell("Agt"), Type: r.cell("Stage"), Day: r.day("Dat", r.cell("Dat")),
		Place: r.cell("Con"), Parties: signatories(r.cell("Part")),
	}
}

// ceasefire reads a row of the ceasefire data. -1 stands there for an unknown
// part of a day, as does an empty cell.
func (r *reader) ceasefire() onrecord.Reference {
	row := onrecord.Reference{
		ID: r.cell("cf_id"), Name: r.cell("name"), Type: "ceasefire", Place: r.cell("location"), Parties: once([]string{r.cell("actor_name")}),
		Day: r.parts("cf_dec_"), Effect: r.parts("cf_effect_"), End: r.parts("end_"),
	}
	if row.Name == "" {
		row.Name = strings.TrimSpace("ceasefire " + row.Place)
	}
	return row
}

// dayForms are the ways in which spreadsheets write the day of a PA-X list.
var dayForms = []*regexp.Regexp{
	regexp.MustCompile(`^(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})$`),
	regexp.MustCompile(`^(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})$`),
	regexp.MustCompile(`^(?P<year>\d{4})-(?P<month>\d{1,2})$`),
	regexp.MustCompile(`^(?P<year>\d{4})$`),
}

// day is a day as one cell has it, ISO 8601.
func (r *reader) day(column, value string) string {
	if value == "" {
		return ""
	}
	for _, form := range dayForms {
		m := form.FindStringSubmatch(value)
		if m == nil {
			continue
		}
		part := func(name string) string {
			if i := form.SubexpIndex(name); i >= 0 {
				return m[i]
			}
			return ""
		}
		return r.date(column, part("year"), part("month"), part("day"))
	}
	r.fault(r.line, fmt.Errorf("%s: %q is no day; the row is kept without one", column, value))
	return ""
}

// parts is a day as three cells have it.
func (r *reader) parts(prefix string) string {
	unknown := func(v string) string {
		if v == "-1" {
			return ""
		}
		return v
	}
	year, month, day := unknown(r.cell(prefix+"yr")), unknown(r.cell(prefix+"month")), unknown(r.cell(prefix+"day"))
	if year == "" && (month != "" || day != "") {
		r.fault(r.line, fmt.Errorf("%syr: a month or a day without a year; the row is kept without a day", prefix))
		return ""
	}
	return r.date(strings.TrimSuffix(prefix, "_"), year, month, day)
}

// date is ISO 8601 for what is known of a day. One that the calendar does not
// have is reported, and nothing is made of its parts: which of them is wrong
// nobody knows.
func (r *reader) date(column, year, month, day string) string {
	if year == "" {
		return ""
	}
	if month == "" && day != "" {
		r.fault(r.line, fmt.Errorf("%s: a day without a month; the row is kept without one", column))
		return ""
	}
	out := year
	for _, part := range []string{month, day} {
		if part == "" {
			break
		}
		out += "-" + twoDigits(part)
	}
	if _, _, err := ling.ParsePeriod(out); err != nil {
		r.fault(r.line, fmt.Errorf("%s: there is no day %s; the row is kept without one", column, out))
		return ""
	}
	return out
}

func twoDigits(s string) string {
	if n, err := strconv.Atoi(s); err == nil && len(s) < 2 {
		return fmt.Sprintf("%02d", n)
	}
	return s
}

// behalf is what stands before the name of whom a signatory signs for, and
// behind it whoever does.
var behalf = regexp.MustCompile(`(?i)^(?:(?:signed\s+)?(?:on\s+)?(?:behalf\s+of|for)\s+)?(?:the\s+)?([^:]{2,80}?)\s*:`)

// signatories are those whom a list of signatories names as parties: what
// stands before colons. A list without any is taken as names.
func signatories(s string) []string {
	var named, all []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '|' }) {
		part = strings.TrimSpace(part)
		all = append(all, part)
		if m := behalf.FindStringSubmatch(part); m != nil {
			named = append(named, m[1])
		}
	}
	if len(named) == 0 {
		return once(all)
	}
	return once(named)
}
