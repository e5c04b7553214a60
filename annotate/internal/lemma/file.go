package lemma

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

//go:embed english.lemmas
var embedded string

// English returns a lemmatizer with the embedded model.
func English() (*Lemmatizer, error) {
	m, err := Read(strings.NewReader(embedded))
	if err != nil {
		return nil, fmt.Errorf("english.lemmas: %w", err)
	}
	return New(m), nil
}

// The file is text, a record a line, its kind first:
//
//	word  FORM XPOS LEMMA
//	rule  ENDING XPOS STRIP ADD [STRIP ADD]...   ("-" for an empty ending or addition)
//	keep  XPOS SHAPE [first]
//	lower WORD
//	verb  BASE

// Write writes the model under a header of comment lines. Equal models give
// equal bytes.
func (m *Model) Write(out io.Writer, header ...string) error {
	w := bufio.NewWriter(out)
	for _, line := range header {
		fmt.Fprintf(w, "# %s\n", line)
	}
	for _, key := range slices.Sorted(maps.Keys(m.Keep)) {
		fmt.Fprintf(w, "keep %s\n", key)
	}
	for _, key := range slices.Sorted(maps.Keys(m.Rules)) {
		ending, xpos, _ := strings.Cut(key, "\t")
		fmt.Fprintf(w, "rule %s %s", dash(ending), xpos)
		for _, s := range m.Rules[key] {
			fmt.Fprintf(w, " %d %s", s.Strip, dash(s.Add))
		}
		w.WriteByte('\n')
	}
	for _, key := range slices.Sorted(maps.Keys(m.Words)) {
		form, xpos, _ := strings.Cut(key, "\t")
		fmt.Fprintf(w, "word %s %s %s\n", form, xpos, m.Words[key])
	}
	for _, word := range slices.Sorted(maps.Keys(m.Lower)) {
		fmt.Fprintf(w, "lower %s\n", word)
	}
	for _, verb := range slices.Sorted(maps.Keys(m.Verbs)) {
		fmt.Fprintf(w, "verb %s\n", verb)
	}
	return w.Flush()
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func undash(s string) string {
	if s == "-" {
		return ""
	}
	return s
}

// Read reads a model.
func Read(in io.Reader) (*Model, error) {
	m := &Model{Words: map[string]string{}, Rules: map[string][]Script{}, Keep: map[string]bool{}, Lower: map[string]bool{}, Verbs: map[string]bool{}}
	lines := bufio.NewScanner(in)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' && !strings.HasPrefix(line, "#\t") {
			continue
		}
		if err := m.record(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	return m, lines.Err()
}

func (m *Model) record(line string) error {
	kind, rest, _ := strings.Cut(line, " ")
	switch kind {
	case "keep":
		m.Keep[rest] = true
		return nil
	case "lower":
		m.Lower[rest] = true
		return nil
	case "verb":
		m.Verbs[rest] = true
		return nil
	case "word":
		form, rest, ok1 := strings.Cut(rest, " ")
		xpos, lemma, ok2 := strings.Cut(rest, " ")
		if ok1 && ok2 {
			m.Words[Key(form, xpos)] = lemma
			return nil
		}
	case "rule":
		return m.rule(strings.Fields(rest))
	}
	return fmt.Errorf("bad record %q", line)
}

func (m *Model) rule(f []string) error {
	if len(f) < 4 || len(f)%2 != 0 {
		return fmt.Errorf("bad rule %q", f)
	}
	ending := undash(f[0])
	var scripts []Script
	for i := 2; i < len(f); i += 2 {
		strip, err := strconv.Atoi(f[i])
		if err != nil || strip < 0 {
			return fmt.Errorf("bad strip %q", f[i])
		}
		scripts = append(scripts, Script{strip, undash(f[i+1])})
	}
	m.Rules[Key(ending, f[1])] = scripts
	return nil
}
