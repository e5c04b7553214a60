package event

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"onrecord/internal/rules"
	"onrecord/ling/ud"
)

// topic is a matter of news that is no politics: a sentence about it tells of no
// event, whatever its verbs.
type topic struct {
	rules.Rule
	words, unless map[string]bool
	phrases       []string // those of words that are more than one
	enough        int      // how many different words it takes
}

// newTopic reads a rule of a topic.
func newTopic(r rules.Rule) (topic, error) {
	t := topic{Rule: r, words: wordSet(r, "words"), unless: wordSet(r, "unless"), enough: 1}
	if len(t.words) == 0 {
		return t, errors.New("no words")
	}
	for w := range t.words {
		if strings.Contains(w, " ") {
			t.phrases = append(t.phrases, w)
		}
	}
	slices.Sort(t.phrases)
	if n := r.Get("enough"); n != "" {
		var err error
		if t.enough, err = strconv.Atoi(n); err != nil || t.enough < 1 {
			return t, errors.New("enough is a number of words")
		}
	}
	return t, nil
}

// offTopic is the first topic that the sentence of tokens [first, last) is about,
// nil for none.
func (r *reader) offTopic(first, last int) *topic {
	for n := range r.know.topics {
		if r.about(&r.know.topics[n], first, last) {
			return &r.know.topics[n]
		}
	}
	return nil
}

// about reports whether enough words of t stand in [first, last), and none that
// makes it politics all the same.
func (r *reader) about(t *topic, first, last int) bool {
	seen := map[string]bool{}
	if t.phrases != nil {
		text := strings.ToLower(r.Text[r.Token(first).Start:r.Token(last-1).End])
		for _, p := range t.phrases {
			if strings.Contains(text, p) {
				seen[p] = true
			}
		}
	}
	for i := first; i < last; i++ {
		low, lemma := r.Low(i), r.Lemma(i)
		if t.unless[low] || t.unless[lemma] {
			return false
		}
		if t.words[low] {
			seen[low] = true
		} else if t.words[lemma] && !r.POS(i, ud.VERB) { // "mocking" is no mock village
			seen[lemma] = true
		}
	}
	return len(seen) >= t.enough
}
