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

//go:embed data/ministries.txt
var ministriesFile string

//go:embed data/capitals.txt
var capitalsFile string

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
	like   map[[2]string]bool // a person called the first may be called the second
	agents map[string]string  // noun -> organ, outlet, document
	// ministries names the ministry that a phrase of at most ministryWords words means.
	ministries map[string]string
	capitals   map[string]map[string]bool // list of capitals.txt -> lemmas
}

// ministryWords is the length of the longest phrase of ministries.txt.
const ministryWords = 4

func readLexicon() (*lexicon, error) {
	lex := &lexicon{titles: map[string]titleWord{}, like: map[[2]string]bool{}, agents: map[string]string{}, ministries: map[string]string{}, capitals: map[string]map[string]bool{}}
	kinds := map[string]titleKind{"office": office, "calling": calling, "honour": honour}
	err := eachLine("titles.txt", titlesFile, func(cols []string) error {
		if cols[0] == "like" && len(cols) == 2 {
			words := strings.Fields(cols[1])
			for _, w := range words[1:] {
				lex.like[[2]string{words[0], w}] = true
			}
			return nil
		}
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
	for _, f := range []struct {
		name, text string
		take       func(kind, word string)
	}{
		{"agents.txt", agentsFile, func(kind, word string) { lex.agents[word] = kind }},
		{"ministries.txt", ministriesFile, func(name, phrase string) { lex.ministries[phrase] = name }},
		{"capitals.txt", capitalsFile, func(list, word string) {
			if lex.capitals[list] == nil {
				lex.capitals[list] = map[string]bool{}
			}
			lex.capitals[list][word] = true
		}},
	} {
		err := eachLine(f.name, f.text, func(cols []string) error {
			if len(cols) != 2 {
				return fmt.Errorf("want two columns")
			}
			f.take(cols[0], cols[1])
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return lex, nil
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

// ministry reports whether a name is no more than a kind of ministry.
func (l *lexicon) ministry(name string) bool { return l.ministries[lower(name)] != "" }

func lower(s string) string { return strings.ToLower(s) }
