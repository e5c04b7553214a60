package refer

import (
	"strings"

	"onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// learn takes nouns that the word lists do not have from what stands beside
// names: whoever is "cyclist Ivo Marn" or "Norvik, a salt trader," may be "the
// cyclist" or "the trader" further down, and the Larch Foundation "the foundation".
func (t *Text) learn() {
	for _, n := range t.names {
		switch n.Type {
		case ling.PER:
			t.learnCalling(n)
		case ling.ORG:
			t.learnBody(n)
		}
	}
}

// learnCalling takes what a person is called: a noun right before the name that
// ends as those of persons do, or one in apposition to it.
func (t *Text) learnCalling(n *Name) {
	if i := n.First - 1; t.unknownNoun(i) && t.agentive(t.low[i]) {
		t.teach(i, words.Person)
	}
	h := t.headOf(n.First, n.Last)
	if h < 0 {
		return
	}
	if p := t.view.Tokens[h].Head; t.view.Is(h, "appos") && t.word(n.First-1) == "," && t.apposedNoun(p) {
		t.teach(p, words.Person)
	}
	for _, k := range t.view.Kids(h) {
		if k >= n.Last && t.view.Is(k, "appos") && t.apposedNoun(k) {
			t.teach(k, words.Person)
		}
	}
}

// apposedNoun reports whether token i can say what a person is. Names of places
// and works are taken for persons' now and then: "Vale, a town", is no person.
func (t *Text) apposedNoun(i int) bool {
	return t.unknownNoun(i) && !t.neverPerson[t.low[i]]
}

// unknownNoun reports whether token i is a common noun, one of its kind, that the
// lists do not have.
func (t *Text) unknownNoun(i int) bool {
	if i < 0 || !t.view.POS(i, ud.NOUN) || t.view.Tokens[i].XPOS == "NNS" || t.at[i] != nil {
		return false
	}
	known, _ := t.Noun(t.low[i])
	return known == nil && len(t.low[i]) > 2
}

// agentive reports whether a word ends as the nouns for who does something.
func (t *Text) agentive(w string) bool {
	for end := range t.personEnding {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// learnBody takes the noun that heads a body's name: "foundation" of the Larch
// Foundation, "guard" of the Coast Guard of Valdoria.
func (t *Text) learnBody(n *Name) {
	last := n.Last - 1
	for i := n.First + 1; i < n.Last; i++ {
		if t.low[i] == "of" || t.low[i] == "for" {
			last = i - 1
			break
		}
	}
	if last <= n.First && last == n.Last-1 || t.ending(last) {
		return
	}
	if known, _ := t.Noun(t.low[last]); known == nil && len(t.low[last]) > 3 && titleCase(t.view.Tokens[last].Form) {
		t.teach(last, words.Body)
	}
}

// teach makes the word of token i a noun of that kind in this text.
func (t *Text) teach(i int, kind words.Kind) {
	w := t.low[i]
	if t.learned[w] == nil {
		if t.learned == nil {
			t.learned = map[string]*words.Noun{}
		}
		t.learned[w] = &words.Noun{Word: w, Kind: kind}
	}
}
