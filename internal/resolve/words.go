package resolve

import (
	"bufio"
	_ "embed"
	"fmt"
	"strings"
)

//go:embed data/titles.txt
var titlesFile string

//go:embed data/agents.txt
var agentsFile string

// titleKind says what a noun tells of the person it describes.
type titleKind uint8

const (
	noTitle titleKind = iota
	office            // holds an office
	calling           // does or is something
	honour            // stands before a name and says nothing
)

type titleWord struct {
	kind   titleKind
	gender byte
}

// lexicon holds the words that the rules of this package look at.
type lexicon struct {
	titles map[string]titleWord
	agents map[string]string // noun -> organ, outlet
}

func readLexicon() (*lexicon, error) {
	lex := &lexicon{titles: map[string]titleWord{}, agents: map[string]string{}}
	kinds := map[string]titleKind{"office": office, "calling": calling, "honour": honour}
	err := eachLine("titles.txt", titlesFile, func(cols []string) error {
		w := titleWord{kind: kinds[cols[0]]}
		if len(cols) < 2 || w.kind == noTitle {
			return fmt.Errorf("want a kind and a noun")
		}
		if len(cols) > 2 {
			w.gender = cols[2][0]
		}
		lex.titles[cols[1]] = w
		return nil
	})
	if err != nil {
		return nil, err
	}
	return lex, eachLine("agents.txt", agentsFile, func(cols []string) error {
		if len(cols) != 2 {
			return fmt.Errorf("want a kind and a noun")
		}
		lex.agents[cols[1]] = cols[0]
		return nil
	})
}

// eachLine calls f with the columns, split at tabs, of every line of a data
// file that is neither empty nor a comment.
func eachLine(name, text string, f func(cols []string) error) error {
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), " \t")
		if line == "" || line[0] == '#' {
			continue
		}
		if err := f(strings.Split(line, "\t")); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return lines.Err()
}

// singular is the form that the lexicon lists, and whether word is its plural.
func (l *lexicon) singular(word string) (string, bool) {
	if _, ok := l.titles[word]; ok {
		return word, false
	}
	for _, p := range [...][2]string{{"ies", "y"}, {"men", "man"}, {"women", "woman"}, {"wives", "wife"}, {"s", ""}} {
		if stem, ok := strings.CutSuffix(word, p[0]); ok {
			if _, known := l.titles[stem+p[1]]; known {
				return stem + p[1], true
			}
		}
	}
	return word, false
}

func lower(s string) string { return strings.ToLower(s) }
