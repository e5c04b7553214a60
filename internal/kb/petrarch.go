package kb

import (
	"errors"
	"fmt"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// DatedCode is a CAMEO code and the days it holds, inclusive; a zero day is open.
type DatedCode struct {
	Code       string
	Start, End ling.Date
}

// PetrarchActor is one entry of a PETRARCH .actors dictionary.
type PetrarchActor struct {
	Line  int
	Names []string // the root first, underscores as they stand
	Codes []DatedCode
}

// Fault is something wrong with a line that is passed over.
type Fault struct {
	Line int
	Msg  string
}

// PetrarchActors reads a .actors dictionary as PETRARCH's reader does: a name
// with codes in brackets behind it or on lines of their own, "+" before further
// names, "#" and ";" before comments. Days are YYMMDD or YYYYMMDD, alone, as a
// range, or after "<" (until and with) and ">" (from). A code without days is
// for all others. Inverted ranges and bad days are faults; the code is left out.
func PetrarchActors(lines []string) ([]PetrarchActor, []Fault) {
	var (
		out    []PetrarchActor
		faults []Fault
		seen   = map[string]int{}
	)
	for i, line := range lines {
		n := i + 1
		names, codes := splitCodes(strip(line))
		if names == "" && len(codes) == 0 {
			continue
		}
		switch {
		case strings.HasPrefix(names, "+"):
			if len(out) == 0 {
				faults = append(faults, Fault{n, "a further name before the first actor"})
				continue
			}
			if name := strings.TrimSpace(names[1:]); name != "" {
				out[len(out)-1].Names = append(out[len(out)-1].Names, name)
			}
		case names != "":
			if first, twice := seen[names]; twice {
				faults = append(faults, Fault{n, fmt.Sprintf("%s stands already at line %d", names, first)})
			}
			seen[names] = n
			out = append(out, PetrarchActor{Line: n, Names: []string{names}})
		}
		for _, c := range codes {
			if len(out) == 0 {
				faults = append(faults, Fault{n, "a code before the first actor"})
				break
			}
			dated, err := datedCode(c)
			if err != nil {
				faults = append(faults, Fault{n, err.Error()})
				continue
			}
			out[len(out)-1].Codes = append(out[len(out)-1].Codes, dated)
		}
	}
	return out, faults
}

// strip takes comments and white space off a line.
func strip(line string) string {
	if i := strings.IndexAny(line, "#;"); i >= 0 {
		line = line[:i]
	}
	return strings.TrimSpace(line)
}

// splitCodes parts a line into what stands before its first bracket, and what
// stands in brackets.
func splitCodes(line string) (before string, codes []string) {
	before, rest, ok := strings.Cut(line, "[")
	for ok {
		var code string
		code, rest, _ = strings.Cut(rest, "]")
		codes = append(codes, strings.TrimSpace(code))
		_, rest, ok = strings.Cut(rest, "[")
	}
	return strings.TrimSpace(before), codes
}

// datedCode reads "AFGGOV 950101-960626".
func datedCode(s string) (DatedCode, error) {
	code, when, _ := strings.Cut(s, " ")
	c := DatedCode{Code: code}
	if code == "" {
		return c, fmt.Errorf("an empty code")
	}
	for _, r := range code {
		if (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '~' && r != '+' {
			return c, fmt.Errorf("code %q: want capitals", code)
		}
	}
	when = strings.TrimSpace(when)
	if i := strings.IndexAny(when, "<>"); i > 0 {
		return c, fmt.Errorf("%s: days %q: a bound within", code, when)
	}
	var err error
	switch {
	case when == "":
	case when[0] == '<':
		c.End, err = petrarchDay(when[1:])
	case when[0] == '>':
		c.Start, err = petrarchDay(when[1:])
	default:
		from, to, isRange := strings.Cut(when, "-")
		if c.Start, err = petrarchDay(from); err == nil {
			if c.End = c.Start; isRange {
				c.End, err = petrarchDay(to)
			}
		}
		if err == nil && c.End.Compare(c.Start) < 0 {
			err = fmt.Errorf("the range ends before it starts")
		}
	}
	if err != nil {
		return c, fmt.Errorf("%s: days %q: %w", code, when, err)
	}
	return c, nil
}

// century parts the two-digit years of PETRARCH's dictionaries: 30 and later
// are of the twentieth century, as in its own reader.
const century = "30"

// petrarchDay reads YYMMDD or YYYYMMDD.
func petrarchDay(s string) (ling.Date, error) {
	s = strings.TrimSpace(s)
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return ling.Date{}, fmt.Errorf("%q is no day", s)
		}
	}
	switch len(s) {
	case 6:
		if s < century {
			s = "20" + s
		} else {
			s = "19" + s
		}
	case 8:
	default:
		return ling.Date{}, fmt.Errorf("%q: want YYMMDD or YYYYMMDD", s)
	}
	d, err := ling.ParseDate(s[:4] + "-" + s[4:6] + "-" + s[6:])
	if err != nil {
		return ling.Date{}, fmt.Errorf("%q is no day of the calendar", s)
	}
	return d, nil
}

// PetrarchAgent is one entry of a PETRARCH .agents dictionary: nouns and the
// CAMEO code they add to a state's.
type PetrarchAgent struct {
	Line  int
	Nouns []string
	Code  string
}

// PetrarchAgents reads a .agents dictionary: "FARMER [~AGR]", "POLICE {} [~COP]"
// (no plural), "!PERSON! = MAN, WOMAN" sets that stand in for their words.
func PetrarchAgents(lines []string) ([]PetrarchAgent, []Fault) {
	var (
		out    []PetrarchAgent
		faults []Fault
		sets   = map[string][]string{}
	)
	for i, line := range lines {
		n := i + 1
		line = strip(line)
		if name, words, ok := strings.Cut(line, "="); ok && strings.HasPrefix(name, "!") {
			for w := range strings.SplitSeq(words, ",") {
				sets[strings.TrimSpace(name)] = append(sets[strings.TrimSpace(name)], strings.TrimSpace(w))
			}
			continue
		}
		noun, codes := splitCodes(line)
		if noun == "" && len(codes) == 0 {
			continue
		}
		if noun == "" || len(codes) != 1 || codes[0] == "" {
			faults = append(faults, Fault{n, "want a noun and one code in brackets"})
			continue
		}
		noun, plural := cutPlural(noun)
		nouns, err := substitute(noun, sets)
		if err != nil {
			faults = append(faults, Fault{n, err.Error()})
			continue
		}
		if plural != "" {
			nouns = append(nouns, plural)
		}
		out = append(out, PetrarchAgent{n, nouns, strings.TrimPrefix(codes[0], "~")})
	}
	return out, faults
}

// cutPlural parts "CHILD {CHILDREN}" and "POLICE {}" into noun and plural.
func cutPlural(noun string) (string, string) {
	noun, rest, ok := strings.Cut(noun, "{")
	if !ok {
		return strings.TrimSpace(noun), ""
	}
	plural, _, _ := strings.Cut(rest, "}")
	return strings.TrimSpace(noun), strings.TrimSpace(plural)
}

// substitute writes the words of a set for its name. Sets do not nest.
func substitute(noun string, sets map[string][]string) ([]string, error) {
	before, rest, ok := strings.Cut(noun, "!")
	if !ok {
		return []string{noun}, nil
	}
	name, after, ok := strings.Cut(rest, "!")
	words := sets["!"+name+"!"]
	if !ok || len(words) == 0 {
		return nil, fmt.Errorf("no set %q", "!"+name+"!")
	}
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = before + w + after
	}
	return out, nil
}

// Petrarch adds a .actors dictionary. Who has codes with days is taken for a
// person, an armed group's code for a group, else the entry is an organization;
// a code of a state alone names the state itself.
func (b *Builder) Petrarch(path string) error {
	var lines []string
	if err := b.readLines(path, func(n int, line []byte) error {
		for len(lines) < n-1 {
			lines = append(lines, "")
		}
		lines = append(lines, strings.ToValidUTF8(string(line), "�"))
		return nil
	}); err != nil {
		return err
	}
	actors, faults := PetrarchActors(lines)
	for _, f := range faults {
		b.fault(path, f.Line, errors.New(f.Msg))
	}
	for _, a := range actors {
		b.petrarchActor(a)
	}
	return nil
}

func (b *Builder) petrarchActor(a PetrarchActor) {
	if len(a.Codes) == 0 {
		return
	}
	code := a.Codes[len(a.Codes)-1].Code
	typ := onrecord.Organization
	for _, c := range a.Codes {
		if !c.Start.IsZero() || !c.End.IsZero() {
			typ = onrecord.Person
		}
	}
	switch {
	case len(code) == 3 && b.states[code] != nil && typ != onrecord.Person:
		for _, name := range a.Names {
			b.states[code].Call(unscore(name), Short)
		}
		return
	case len(code) >= 6 && (code[3:6] == "REB" || code[3:6] == "SEP"):
		typ = onrecord.Group
	}
	e := b.Add("", unscore(a.Names[0]), typ)
	e.Prominence = 40
	if len(code) >= 3 && b.states[code[:3]] != nil {
		e.Country = code[:3]
	}
	if e.CAMEO == "" {
		e.CAMEO = code
	}
	for _, name := range a.Names {
		if typ == onrecord.Person {
			b.callPerson(e, unscore(name), Alias)
		} else {
			e.Call(unscore(name), Short)
		}
	}
	for _, c := range a.Codes {
		if scope := b.states[e.Country]; scope != nil && !c.Start.IsZero() {
			e.terms = append(e.terms, entryTerm{office: "other", title: c.Code, scope: scope, start: c.Start, end: c.End})
		}
	}
}
