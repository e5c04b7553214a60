package event

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"onrecord/internal/rules"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// topic is a matter of news that is no politics: a sentence about it tells of no
// event, whatever its verbs.
type topic struct {
	rules.Rule
	words, unless map[string]bool
	phrases       []string // those of words that are more than one
	enough        int      // how many different words it takes
	sparesStates  bool     // what a state does stays politics: "Norway sent tents after the flood"
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
	t.sparesStates = r.Get("spares") == "states"
	if n := r.Get("enough"); n != "" {
		var err error
		if t.enough, err = strconv.Atoi(n); err != nil || t.enough < 1 {
			return t, errors.New("enough is a number of words")
		}
	}
	return t, nil
}

// onTopic are those of the candidates of a sentence about t that are politics all
// the same: all where t is nil.
func (r *reader) onTopic(t *topic, found []*candidate) []*candidate {
	switch {
	case t == nil:
		return found
	case !t.sparesStates:
		return nil
	}
	return slices.DeleteFunc(found, func(c *candidate) bool { return !r.state(c.source) })
}

// state reports whether the noun at i names a state or who speaks for it.
func (r *reader) state(i int) bool {
	return i >= 0 && !r.Timed(i) && (r.in(i, "STATE") && !r.in(i, "APOLITICAL") || r.Named(i, ling.GPE) || r.Named(i, ling.NORP) && r.POS(i, ud.NOUN, ud.PROPN))
}

// offTopic is the first topic that the sentence of tokens [first, last) is about,
// nil for none.
func (r *reader) offTopic(first, last int) *topic {
	seen := make([]map[string]bool, len(r.know.topics))
	no := make([]bool, len(r.know.topics))
	note := func(w string, mayTell bool) {
		for _, h := range r.know.hints[w] {
			switch {
			case h.against:
				no[h.topic] = true
			case mayTell && seen[h.topic] == nil:
				seen[h.topic] = map[string]bool{w: true}
			case mayTell:
				seen[h.topic][w] = true
			}
		}
	}
	for i := first; i < last; i++ {
		low, lemma := r.Low(i), r.Lemma(i)
		note(low, true)
		if lemma != low {
			note(lemma, !r.POS(i, ud.VERB)) // "mocking" is no mock village
		}
	}
	for n := range r.know.topics {
		t := &r.know.topics[n]
		if !no[n] && len(seen[n])+r.phrasesOf(t, first, last) >= t.enough {
			return t
		}
	}
	return nil
}

// hint is that a word stands for a topic, or against it.
type hint struct {
	topic   int
	against bool
}

// hintsOf are those of all topics, by word.
func hintsOf(topics []topic) map[string][]hint {
	out := map[string][]hint{}
	for n, t := range topics {
		for w := range t.words {
			out[w] = append(out[w], hint{n, false})
		}
		for w := range t.unless {
			out[w] = append(out[w], hint{n, true})
		}
	}
	return out
}

// phrasesOf is how many of the topic's phrases stand in [first, last).
func (r *reader) phrasesOf(t *topic, first, last int) int {
	if t.phrases == nil {
		return 0
	}
	n := 0
	text := strings.ToLower(r.Text[r.Token(first).Start:r.Token(last-1).End])
	for _, p := range t.phrases {
		if strings.Contains(text, p) {
			n++
		}
	}
	return n
}
