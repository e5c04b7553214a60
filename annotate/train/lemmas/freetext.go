package lemmas

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"onrecord/annotate/internal/lemma"
)

// freeText is what free text tells of words: how often each stands there, and
// how often after "to".
type freeText struct{ all, afterTo map[string]int }

func readText(ctx context.Context, files []string) (*freeText, error) {
	t := &freeText{all: map[string]int{}, afterTo: map[string]int{}}
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := t.read(file); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *freeText) read(file string) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		to := false
		for word := range strings.FieldsSeq(lines.Text()) {
			word = strings.TrimRight(word, ".,;:!?\"'”)")
			if small(word) {
				t.all[word]++
				if to {
					t.afterTo[word]++
				}
			}
			to = word == "to"
		}
	}
	return lines.Err()
}

func small(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return len(word) > 1
}

// minVerb is how often a word must follow "to" to count as a verb's base form.
const minVerb = 30

func (t *freeText) verbs(found map[string]bool) {
	for word, n := range t.afterTo {
		// A noun follows "to" far more rarely than it stands elsewhere.
		if n >= minVerb && n*25 >= t.all[word] {
			found[word] = true
		}
	}
}

// minForm is how often a form must be met before its lemma is looked for.
const minForm = 30

// distil looks for the lemmas of frequent forms among the words of the text
// ("movies": there is "movie", there is no "movy") and notes those that the
// rules get wrong.
func (t *freeText) distil(m *lemma.Model, known map[string]*pair) {
	for _, form := range slices.Sorted(maps.Keys(t.all)) {
		if t.all[form] < minForm {
			continue
		}
		switch {
		case strings.HasSuffix(form, "ed"):
			stem := form[:len(form)-2]
			t.note(m, known, form, []string{"VBD", "VBN"}, t.afterTo, stem, stem+"e", single(stem), tail(stem, "i", "y"))
		case strings.HasSuffix(form, "ing"):
			stem := form[:len(form)-3]
			t.note(m, known, form, []string{"VBG"}, t.afterTo, stem, stem+"e", single(stem), tail(stem, "y", "ie"))
		case strings.HasSuffix(form, "es"):
			stem := form[:len(form)-2]
			t.note(m, known, form, []string{"VBZ"}, t.afterTo, stem, stem+"e", tail(stem, "i", "y"))
			t.note(m, known, form, []string{"NNS"}, t.all, stem, stem+"e", tail(stem, "i", "y"))
		}
	}
}

// single is a stem without the doubling of its last letter, "" if it has none.
func single(stem string) string {
	if n := len(stem); n > 2 && stem[n-1] == stem[n-2] {
		return stem[:n-1]
	}
	return ""
}

// tail is stem with another ending, "" if it has not the old one.
func tail(stem, old, new string) string {
	if s, ok := strings.CutSuffix(stem, old); ok && s != "" {
		return s + new
	}
	return ""
}

// note gives form the candidate that the text has most often, if that is clear
// and another one than the rules give.
func (t *freeText) note(m *lemma.Model, known map[string]*pair, form string, tags []string, counts map[string]int, candidates ...string) {
	best, second := "", 0
	for _, c := range candidates {
		switch {
		case c == "" || len(c) < 2:
		case best == "" || counts[c] > counts[best]:
			second, best = counts[best], c
		default:
			second = max(second, counts[c])
		}
	}
	if best == "" || counts[best] < minForm/3 || counts[best] < 3*second {
		return
	}
	bare := lemma.New(m)
	for _, xpos := range tags {
		key := lemma.Key(form, xpos)
		if known[key] == nil && m.Words[key] == "" && bare.Lemma(form, xpos, 0, false) != best {
			m.Words[key] = best
		}
	}
}
