package kb

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed data/*.txt
var files embed.FS

// officeKind is one line of offices.txt.
type officeKind struct {
	key     string
	one     bool
	weight  uint8
	phrases []string            // for any state
	starts  []string            // phrases that a table's title may go on from
	only    map[string][]string // state -> phrases
	begins  map[string][]string // state -> starts
}

func readOffices() ([]officeKind, error) {
	var kinds []officeKind
	err := eachRow("offices.txt", 4, func(cols []string) error {
		weight, err := strconv.ParseUint(cols[2], 10, 8)
		if err != nil {
			return fmt.Errorf("weight: %w", err)
		}
		k := officeKind{key: cols[0], one: cols[1] == "one", weight: uint8(weight), only: map[string][]string{}, begins: map[string][]string{}}
		for p := range strings.SplitSeq(cols[3], ";") {
			p = strings.TrimSpace(p)
			state := ""
			if at, ok := strings.CutPrefix(p, "@"); ok {
				state, p, _ = strings.Cut(at, " ")
			}
			start, star := strings.CutSuffix(p, "*")
			switch {
			case star && state == "":
				k.starts = append(k.starts, start)
			case star:
				k.begins[state] = append(k.begins[state], start)
			}
			switch {
			case start == "":
			case state == "":
				k.phrases = append(k.phrases, start)
			default:
				k.only[state] = append(k.only[state], start)
			}
		}
		kinds = append(kinds, k)
		return nil
	})
	return kinds, err
}

// eachRow calls f with the trimmed columns of every line of one of our own
// files, split at "|"; a line with fewer than least columns is an error.
func eachRow(name string, least int, f func(cols []string) error) error {
	text, err := files.ReadFile("data/" + name)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(string(text), "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "|")
		for c := range cols {
			cols[c] = strings.TrimSpace(cols[c])
		}
		if len(cols) < least {
			return fmt.Errorf("%s:%d: want %d columns, got %d", name, i+1, least, len(cols))
		}
		if err := f(cols); err != nil {
			return fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	return nil
}

// classify is the office that a table's title names, for a state: the state's
// own phrases first, then equal phrases, then those it starts with.
func classify(kinds []officeKind, title, state string) *officeKind {
	t := Fold(title)
	t = strings.TrimPrefix(t, "the ")
	for i := range kinds {
		for _, p := range kinds[i].only[state] {
			if t == p {
				return &kinds[i]
			}
		}
		for _, p := range kinds[i].begins[state] {
			if strings.HasPrefix(t, p) {
				return &kinds[i]
			}
		}
	}
	for i := range kinds {
		for _, p := range kinds[i].phrases {
			if t == p {
				return &kinds[i]
			}
		}
	}
	for i := range kinds {
		for _, p := range kinds[i].starts {
			if strings.HasPrefix(t, p) && (p == "" || len(t) == len(p) || t[len(p)] == ' ' || t[len(p)] == ',') {
				return &kinds[i]
			}
		}
	}
	return nil
}
