package copies

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"onrecord"
)

//go:embed agencies.txt
var agencyList string

// agencies are read once; the list is part of the program.
var agencies = sync.OnceValue(func() []service {
	list, err := readAgencies(agencyList)
	if err != nil {
		panic(err)
	}
	return list
})

// service is a news agency: how its texts are marked, and where it prints them
// itself.
type service struct {
	short   string
	names   []string
	head    *regexp.Regexp // its mark in a text's opening
	tail    *regexp.Regexp // and at its end
	name    *regexp.Regexp // the whole of an author or outlet
	domains []string
}

func readAgencies(list string) ([]service, error) {
	var out []service
	for n, line := range strings.Split(list, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, "|")
		if len(parts) != 3 {
			return nil, fmt.Errorf("agencies.txt:%d: want a short name, names and domains", n+1)
		}
		out = append(out, marked(strings.TrimSpace(parts[0]), fields(parts[1]), fields(parts[2])))
	}
	return out, nil
}

func fields(s string) []string {
	out := strings.Split(s, ",")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// marked builds the marks of an agency. In an opening: "GENEVA (Reuters) -",
// "MOSCOW, May 3. /TASS/", "AFP - The". At the end: "(AP)", "/dpa", "— AFP",
// "Source: Xinhua", or its name as the last line.
func marked(short string, names, domains []string) service {
	quoted := make([]string, len(names))
	for i := range names {
		quoted[i] = regexp.QuoteMeta(names[i])
	}
	any := `(?:` + strings.Join(quoted, "|") + `)`
	return service{
		short:   short,
		names:   names,
		head:    regexp.MustCompile(`(?:[(/\[]` + any + `[)/\],]|^` + any + ` ?(?:[-–—]|--) )`),
		tail:    regexp.MustCompile(`(?:[(/\[]` + any + `[)/\]]?|(?:[-–—/©] ?|^|\n|Source: ?|SOURCE: ?)` + any + `)(?: (?:19|20)\d\d)?\.?\s*$`),
		name:    regexp.MustCompile(`^(?:By |by )?(?:.*, )?` + any + `$`),
		domains: domains,
	}
}

const (
	opening = 160 // bytes: a place, a day and a mark, with room for a line before them
	closing = 80
)

// agency is whose text an article says it is, "" for nobody's: by its outlet, its
// authors, or a mark at either end. That a text cites an agency says nothing of
// whose it is.
func agency(a *onrecord.Article) string {
	head, tail := a.Text[:min(opening, len(a.Text))], a.Text[max(0, len(a.Text)-closing):]
	for _, s := range agencies() {
		if s.writes(a) || s.in(head) && s.head.MatchString(head) || s.in(tail) && s.tail.MatchString(tail) {
			return s.short
		}
	}
	return ""
}

// in says whether one of the agency's names stands in a text at all; most stand in
// none, and are not looked for by expression.
func (s service) in(text string) bool {
	return slices.ContainsFunc(s.names, func(name string) bool { return strings.Contains(text, name) })
}

func (s service) writes(a *onrecord.Article) bool {
	for _, who := range append([]string{a.Outlet}, a.Authors...) {
		who = strings.TrimSpace(who)
		if s.in(who) && s.name.MatchString(who) {
			return true
		}
		for _, d := range s.domains {
			if strings.EqualFold(strings.TrimPrefix(strings.ToLower(who), "www."), d) {
				return true
			}
		}
	}
	return false
}
