package coref

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed data/roles.txt
var rolesText string

//go:embed data/speech.txt
var speechText string

//go:embed data/nations.txt
var nationsText string

//go:embed data/given.txt
var givenText string

// lexicon is what the word lists say.
type lexicon struct {
	roles   map[string]role
	speech  map[string]bool
	nations map[string]string
	given   map[string]byte
}

// role is a noun that names a speaker.
type role struct {
	kind   kind
	gender byte
	also   []string // nouns that may take it up
	plural bool
}

func readLexicon() (*lexicon, error) {
	l := &lexicon{roles: map[string]role{}, speech: map[string]bool{}, nations: map[string]string{}, given: map[string]byte{}}
	for n, f := range fields(rolesText) {
		if err := l.addRole(f); err != nil {
			return nil, fmt.Errorf("roles.txt:%d: %w", n, err)
		}
	}
	for _, f := range fields(speechText) {
		for _, w := range f {
			l.speech[w] = true
		}
	}
	for _, f := range fields(nationsText) {
		for _, w := range f {
			l.nations[w] = f[0]
		}
	}
	for n, f := range fields(givenText) {
		if f[0] != "m" && f[0] != "f" {
			return nil, fmt.Errorf("given.txt:%d: want m or f, got %q", n, f[0])
		}
		for _, w := range f[1:] {
			l.given[w] = f[0][0]
		}
	}
	return l, nil
}

// fields yields the words of each line that is no comment, by line number.
func fields(text string) func(func(int, []string) bool) {
	return func(yield func(int, []string) bool) {
		n := 0
		for line := range strings.SplitSeq(text, "\n") {
			n++
			if f := strings.Fields(line); len(f) > 0 && f[0][0] != '#' && !yield(n, f) {
				return
			}
		}
	}
}

func (l *lexicon) addRole(f []string) error {
	if len(f) < 3 {
		return fmt.Errorf("want noun, kind and gender, got %q", f)
	}
	r := role{also: f[3:]}
	switch f[1] {
	case "person":
	case "body":
		r.kind = body
	default:
		return fmt.Errorf("no such kind %q", f[1])
	}
	switch f[2] {
	case "m", "f":
		r.gender = f[2][0]
	case "-":
	default:
		return fmt.Errorf("no such gender %q", f[2])
	}
	l.roles[f[0]] = r
	if r.kind == person {
		many := r
		many.kind, many.plural = people, true
		l.roles[plural(f[0])] = many
	}
	return nil
}

// plural is the regular plural of a noun, and of the nouns in -man.
func plural(s string) string {
	switch {
	case strings.HasSuffix(s, "man"):
		return s[:len(s)-2] + "en"
	case s == "wife":
		return "wives"
	case strings.HasSuffix(s, "y") && !strings.HasSuffix(s, "ey"):
		return s[:len(s)-1] + "ies"
	case strings.HasSuffix(s, "s"), strings.HasSuffix(s, "ch"), strings.HasSuffix(s, "sh"):
		return s + "es"
	}
	return s + "s"
}

// singular is the noun that a plural is of, the word itself if it is none.
func (l *lexicon) singular(s string) string {
	for _, end := range [...][2]string{{"men", "man"}, {"wives", "wife"}, {"ies", "y"}, {"es", ""}, {"s", ""}} {
		if base, ok := strings.CutSuffix(s, end[0]); ok {
			if r, known := l.roles[base+end[1]]; known && r.kind != people && plural(base+end[1]) == s {
				return base + end[1]
			}
		}
	}
	return s
}

// nation is what stands for a nation's name or adjective: equal for "Russia"
// and "Russian", "France" and "French".
func (l *lexicon) nation(s string) string {
	const letters = 4 // that a name and its adjective share, "Iran" and "Iranian"
	s = strings.ReplaceAll(strings.TrimPrefix(strings.ToLower(s), "the "), " ", "-")
	if n := l.nations[s]; n != "" {
		return n
	}
	if r := []rune(s); len(r) > letters {
		return string(r[:letters])
	}
	return s
}

// honorific is the gender that a word before a name tells, 0 if none; known
// tells titles that tell no gender.
func honorific(w string) (gender byte, known bool) {
	switch strings.TrimSuffix(w, ".") {
	case "mr", "sir", "lord", "king", "prince", "sheikh", "sultan", "emir", "father", "brother", "pope", "imam", "ayatollah":
		return 'm', true
	case "mrs", "ms", "miss", "lady", "dame", "queen", "princess", "sister", "madam":
		return 'f', true
	case "dr", "prof", "professor", "gen", "general", "col", "maj", "lt", "sgt", "capt", "adm", "rev", "sen", "rep", "gov", "president":
		return 0, true
	}
	return 0, false
}
