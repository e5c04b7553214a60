package event

import (
	"errors"
	"maps"
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
	enough        int  // how many different words it takes
	sparesStates  bool // what a state does stays politics: "Norway sent tents after the flood"
}

// newTopic reads a rule of a topic.
func newTopic(r rules.Rule) (topic, error) {
	t := topic{Rule: r, words: wordSet(r, "words"), unless: wordSet(r, "unless"), enough: 1}
	if len(t.words) == 0 {
		return t, errors.New("no words")
	}
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
	note := func(w string, mayTell bool, from int) {
		for _, h := range r.know.hints[w] {
			switch {
			case h.against:
				no[h.topic] = true
			case !mayTell || !r.follows(from+1, last, h.rest):
			case seen[h.topic] == nil:
				seen[h.topic] = map[string]bool{h.words: true}
			default:
				seen[h.topic][h.words] = true
			}
		}
	}
	for i := first; i < last; i++ {
		low, lemma := r.Low(i), r.Lemma(i)
		note(low, true, i)
		if lemma != low {
			note(lemma, !r.POS(i, ud.VERB), i) // "mocking" is no mock village
		}
	}
	for n := range r.know.topics {
		if t := &r.know.topics[n]; !no[n] && len(seen[n]) >= t.enough {
			return t
		}
	}
	return nil
}

// follows reports whether the words stand at token i and behind it, before last.
func (r *reader) follows(i, last int, words []string) bool {
	for n, w := range words {
		if i+n >= last || r.Low(i+n) != w {
			return false
		}
	}
	return true
}

// hint is that a word, or a phrase that begins with it, stands for a topic or against it.
type hint struct {
	topic   int
	words   string
	rest    []string // of a phrase, behind its first word
	against bool
}

// hintsOf are those of all topics, by word, or by the first of a phrase.
func hintsOf(topics []topic) map[string][]hint {
	out := map[string][]hint{}
	for n, t := range topics {
		for _, w := range slices.Sorted(maps.Keys(t.words)) {
			parts := strings.Fields(w)
			out[parts[0]] = append(out[parts[0]], hint{n, w, parts[1:], false})
		}
		for _, w := range slices.Sorted(maps.Keys(t.unless)) {
			out[w] = append(out[w], hint{n, w, nil, true})
		}
	}
	return out
}
