package rules

import (
	"fmt"
	"strings"

	"onrecord/internal/clause"
	"onrecord/ling"
)

// Marked is an example with its marks taken out: [[words|name]]. Marks nest.
type Marked struct {
	Text  string
	Marks []Mark
}

// Mark is a marked stretch of an example.
type Mark struct {
	Name string
	ling.Span
}

// Unmark takes the marks out of an example.
func Unmark(line string) (Marked, error) {
	var m Marked
	var out strings.Builder
	var open []int
	for line != "" {
		switch {
		case strings.HasPrefix(line, "[["):
			open = append(open, out.Len())
			line = line[2:]
		case line[0] == '|' && len(open) > 0:
			name, rest, ok := strings.Cut(line[1:], "]]")
			if !ok {
				return m, fmt.Errorf("%q: mark without ]]", line)
			}
			m.Marks = append(m.Marks, Mark{name, ling.Span{Start: open[len(open)-1], End: out.Len()}})
			open, line = open[:len(open)-1], rest
		default:
			out.WriteByte(line[0])
			line = line[1:]
		}
	}
	if len(open) > 0 {
		return m, fmt.Errorf("%q: [[ without |", out.String())
	}
	m.Text = out.String()
	return m, nil
}

// Fault is what keeps the matches found in p from being what the example marks:
// "" if one of the rule of that name stands on the words marked "trigger" and
// has every other mark for an argument.
func (m *Marked) Fault(rule string, p *clause.Predicates, found []Match) string {
	fault := "no match"
	for i := range found {
		if found[i].Name() != rule {
			continue
		}
		if fault = m.compare(p, &found[i]); fault == "" {
			return ""
		}
	}
	return fault
}

// compare is the first mark that the match misses, "" for none.
func (m *Marked) compare(p *clause.Predicates, match *Match) string {
	for _, mark := range m.Marks {
		at := match.Arg(mark.Name)
		if mark.Name == "trigger" {
			at = match.Trigger.From()
		}
		switch {
		case at < 0:
			return mark.Name + " is not there"
		case !mark.Contains(p.Tokens[at].Span):
			return fmt.Sprintf("%s is %q", mark.Name, p.Tokens[at].Form)
		}
	}
	return ""
}
