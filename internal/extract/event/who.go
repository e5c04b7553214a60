package event

import (
	"strings"

	"onrecord/internal/clause"
	"onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// The tests that the rules of events add to the language.
const (
	testActor    = "actor"    // somebody who acts in politics
	testHuman    = "human"    // anybody, a body of people, or who stands for one
	testNamed    = "named"    // a person or body known from the article to act in politics
	testArmed    = "armed"    // somebody who bears arms, by his noun or the word that stands with it
	testTargeted = "targeted" // somebody whom violence and arrest make political
)

// political are the classes of words for those who act in politics, and people
// those for anybody else who acts or suffers in it.
var (
	political = []string{"STATE", "ARMED", "POLICE", "COURT"}
	people    = []string{"CIVIC", "TARGETED", "FOLK"}
)

// Test implements rules.Tester. What is asked of a noun holds if it does of one that
// is joined to it, or that it only counts ("two of the activists").
func (r *reader) Test(test string, i int) bool {
	if r.passes(test, i) {
		return true
	}
	for _, k := range r.Kids(i) {
		if k > i && r.Noun(k) && r.Is(k, "conj") && r.passes(test, k) {
			return true
		}
	}
	k := r.Counted(i)
	return k >= 0 && (r.passes(test, k) || r.Counted(k) >= 0 && r.passes(test, r.Counted(k)))
}

// Counted implements rules.Counter: "thousands of refugees", "two of the activists",
// "three days of talks".
func (r *reader) Counted(i int) int {
	spell := r.in(i, "SPELL")
	if r.classesOf(i)&r.know.counting == 0 && !r.POS(i, ud.NUM) && !spell {
		return -1
	}
	for _, k := range r.Kids(i) {
		if k > i && r.Noun(k) && r.Is(k, "nmod") && r.CaseIs(k, "of") && (!spell || r.in(k, "DEED", "TALKS")) {
			return k
		}
	}
	return -1
}

// passes is the answer for the noun at i alone.
func (r *reader) passes(test string, i int) bool {
	switch test {
	case testActor:
		return r.actor(i)
	case testNamed:
		return r.named(i)
	case testArmed:
		return r.armed(i)
	case testTargeted:
		return r.in(i, "TARGETED") || r.described(i, "TARGETED")
	}
	return r.human(i)
}

// described reports whether a noun of that class says who the name at i is: "the
// activist Ana Kovač", "Ana Kovač, an activist".
func (r *reader) described(i int, class string) bool {
	if !r.POS(i, ud.PROPN) {
		return false
	}
	for _, k := range r.Kids(i) {
		if (k < i && r.Is(k, "nmod:desc", "compound") || r.Is(k, "appos")) && r.in(k, class) {
			return true
		}
	}
	return false
}

// armed reports whether the noun at i stands for somebody who bears arms.
func (r *reader) armed(i int) bool {
	if r.in(i, "ARMED") {
		return true
	}
	if !r.in(i, people...) && !r.in(i, "SITE") {
		return false
	}
	for _, k := range r.Kids(i) {
		if k < i && r.Is(k, "amod", "compound") && r.in(k, "ARMING") {
			return true
		}
	}
	return false
}

// Place implements rules.Site: events have no places of their own.
func (r *reader) Place(string, int) []int { return nil }

// Flag implements rules.Site: nor flags.
func (r *reader) Flag(string, int) bool { return false }

// in reports whether the noun at i is of one of the classes.
func (r *reader) in(i int, classes ...string) bool {
	is := r.classesOf(i)
	if is == 0 {
		return false
	}
	for _, c := range classes {
		if is&r.know.bit[c] != 0 {
			return true
		}
	}
	return false
}

// unasked is the mark of a token whose classes nobody has asked for.
const unasked = ^uint64(0)

// classesOf are the classes of the word at i, by its form and its lemma.
func (r *reader) classesOf(i int) uint64 {
	if i < 0 || i >= len(r.classes) {
		return 0
	}
	if r.classes[i] == unasked {
		r.classes[i] = r.know.classes.Get(r.Low(i)) | r.know.classes.Get(r.Lemma(i))
	}
	return r.classes[i]
}

// actor reports whether the noun at i stands for somebody who acts in politics.
func (r *reader) actor(i int) bool {
	if known, ok := r.actors[i]; ok {
		return known
	}
	r.actors[i] = false // a chain of pronouns that comes back here ends
	is := r.acts(i)
	r.actors[i] = is
	return is
}

func (r *reader) acts(i int) bool {
	switch {
	case i < 0 || i >= len(r.Tokens) || r.Timed(i):
		return false
	case r.POS(i, ud.PRON):
		return r.standsForActor(i)
	case r.in(i, "KIN") && r.kinOf(i):
		return true
	case r.in(i, "APOLITICAL") && !r.in(i, political...):
		return false
	case r.in(i, political...), r.Named(i, ling.GPE, ling.NORP), r.named(i), r.armed(i),
		r.POS(i, ud.PROPN) && clause.Capital(r.Token(i).Form) && r.in(i, "BODY"):
		return true
	}
	return (r.ofNation(i) || r.ofActor(i)) && (r.in(i, people...) || r.in(i, "WEAPON", "CRAFT"))
}

// kinOf reports whether the noun at i is a relation of somebody who acts in politics:
// "the brother of the former president", "the senator's wife".
func (r *reader) kinOf(i int) bool {
	for _, k := range r.Kids(i) {
		if (r.Is(k, "nmod:poss") && k < i || r.Is(k, "nmod") && r.Prep(k) == "of") && !r.POS(k, ud.PRON) && r.actor(k) {
			return true
		}
	}
	return false
}

// ofActor reports whether the noun at i belongs to somebody who acts in politics:
// "its planes", "the army's vehicles".
func (r *reader) ofActor(i int) bool {
	k := r.Kid(i, "nmod:poss")
	return k >= 0 && k < i && r.actor(k)
}

// ofNation reports whether the noun at i belongs to a nation: "Russian", "Iran's".
func (r *reader) ofNation(i int) bool {
	for _, k := range r.Kids(i) {
		if k < i && r.Is(k, "amod", "compound", "nmod", "nmod:poss") && r.Named(k, ling.GPE, ling.NORP) {
			return true
		}
	}
	return false
}

// human reports whether the noun at i stands for people.
func (r *reader) human(i int) bool {
	return r.actor(i) || r.in(i, people...) || r.Named(i, ling.PER, ling.ORG, ling.NORP) || r.somebody(i) ||
		r.POS(i, ud.PRON) && (r.Nominative(i) || personal[r.Low(i)]) && r.Low(i) != "it"
}

// somebody reports whether the noun at i is one for a person, by the list of nouns
// that all extractors share.
func (r *reader) somebody(i int) bool {
	if !r.POS(i, ud.NOUN) {
		return false
	}
	n, _ := r.know.book.Noun(r.Low(i))
	if n == nil {
		n, _ = r.know.book.Noun(r.Lemma(i))
	}
	return n.Is(words.Person) && !r.in(i, "APOLITICAL")
}

// personal are pronouns for people in the object's form.
var personal = map[string]bool{"him": true, "her": true, "them": true, "us": true, "me": true, "who": true, "whom": true, "everyone": true, "anyone": true, "others": true}

// standsForActor reports whether the pronoun at i takes up somebody who acts in
// politics, by its chain.
func (r *reader) standsForActor(i int) bool {
	if s := r.owner(i); s != i {
		return r.actor(s)
	}
	if r.first(i) {
		return r.speakerActs(i)
	}
	if s := r.subjectBefore(i); s >= 0 && !r.resolved(i) {
		return r.actor(s)
	}
	if s := r.sayerOf(i); s >= 0 && !r.resolved(i) {
		return r.actor(s)
	}
	for _, m := range r.MentionsAt(i) {
		for _, other := range r.chains[m.Entity] {
			if other != i && !r.POS(other, ud.PRON) && r.actor(other) {
				return true
			}
		}
	}
	return false
}

// first reports whether the pronoun at i is one of the first person.
func (r *reader) first(i int) bool {
	switch r.Low(i) {
	case "we", "i", "us", "our", "my", "me":
		return r.POS(i, ud.PRON)
	}
	return false
}

// speakerActs reports whether whoever says the words around token i acts in politics:
// "we" and "I" are he, or those he speaks for.
func (r *reader) speakerActs(i int) bool {
	for n := range r.told {
		t := &r.told[n]
		if !t.content.Has(i) {
			continue
		}
		for _, run := range r.tokens(t.Source.Spans) {
			for k := run.From; k < run.To; k++ {
				if !r.first(k) && r.actor(k) {
					return true
				}
			}
		}
	}
	return false
}

// subjectBefore is the subject of the sentence before that of the pronoun at i,
// where the pronoun is the subject of its own: "Police shut the office. They …"; -1
// for none.
func (r *reader) subjectBefore(i int) int {
	s := r.SentenceAt(i)
	if s < 1 || !r.Is(i, "nsubj") || !r.SameParagraph(i, r.Sentences[s-1].First) {
		return -1
	}
	for k := r.Sentences[s-1].First; k < r.Sentences[s-1].Last; k++ {
		if r.Head(k) < 0 {
			return r.OwnSubject(k)
		}
	}
	return -1
}

// sayerOf is who says the clause whose subject the pronoun at i is, where it is the same
// body: "The army says [it] has captured two men"; -1 for none.
func (r *reader) sayerOf(i int) int {
	v := r.Head(i)
	if v < 0 || !r.Is(i, "nsubj") || !r.Is(v, "ccomp") || r.Head(v) < 0 || r.Low(i) != "it" && r.Low(i) != "they" {
		return -1
	}
	return r.OwnSubject(r.Head(v))
}

// named reports whether a person or body of that name acts in politics: a title or
// office stands with the name here or elsewhere in the article, or the name of the
// body says so.
func (r *reader) named(i int) bool {
	for _, t := range r.nameWords(i) {
		for _, m := range r.MentionsAt(t) {
			switch {
			case m.Type == ling.PER && r.titled[r.surname(m)]:
				return true
			case m.Type == ling.ORG && r.bodyOfPolitics(m):
				return true
			}
		}
	}
	return false
}

// nameWords are the words of the name that i heads, or that follows it: "Sergeant
// [Pablo Moncayo]".
func (r *reader) nameWords(i int) []int {
	out := []int{i}
	for k := i + 1; k <= r.Right(i) && r.POS(k, ud.PROPN); k++ {
		out = append(out, k)
	}
	for _, k := range r.Kids(i) {
		if r.Is(k, "flat") {
			out = append(out, k)
		}
	}
	return out
}

// surname is the last word of a name.
func (r *reader) surname(m ling.Mention) string {
	for k := m.Last - 1; k >= m.First; k-- {
		if r.POS(k, ud.PROPN, ud.NOUN) {
			return r.Low(k)
		}
	}
	return ""
}

// titles notes the surnames of persons whom the article gives a title or an office.
func (r *reader) titles() {
	for n := range r.Mentions {
		m := r.Mentions[n]
		if m.Type == ling.PER && r.hasTitle(m) {
			r.titled[r.surname(m)] = true
		}
	}
}

// hasTitle reports whether a word for one who acts in politics stands right before
// the name, or with it as an apposition: "President Ana Kovač", "Ana Kovač, a senator".
func (r *reader) hasTitle(m ling.Mention) bool {
	first, _ := r.Sentence(m.First)
	for k := m.First - 1; k >= max(first, m.First-2); k-- {
		if r.title(k) {
			return true
		}
		if !r.POS(k, ud.PROPN, ud.ADJ) {
			break
		}
	}
	for k := m.First; k < m.Last; k++ {
		if r.title(k) {
			return true
		}
		for _, a := range r.Kids(k) {
			if r.Is(a, "appos") && (r.title(a) || r.title(a-1)) {
				return true
			}
		}
		if h := r.Head(k); h >= 0 && (h < m.First || h >= m.Last) && r.Is(k, "appos", "flat", "compound") && r.title(h) {
			return true
		}
	}
	return false
}

// title reports whether the word at k is one for one who acts in politics.
func (r *reader) title(k int) bool {
	return r.in(k, political...) && !r.in(k, "APOLITICAL")
}

// bodyOfPolitics reports whether the name of a body has a word for one that acts
// in politics, or is an abbreviation as states and armed groups have them.
func (r *reader) bodyOfPolitics(m ling.Mention) bool {
	for k := m.First; k < m.Last; k++ {
		if r.in(k, political...) || r.in(k, "BODY") {
			return true
		}
	}
	return m.Last-m.First == 1 && r.abbreviation(r.Token(m.First).Form) && !r.in(m.First, "FIRM")
}

// abbreviation reports whether s is two to six capitals: "NATO", "U.N.".
func (r *reader) abbreviation(s string) bool {
	s = strings.ReplaceAll(s, ".", "")
	return len(s) >= 2 && len(s) <= 6 && s == strings.ToUpper(s) && strings.IndexFunc(s, func(c rune) bool { return c < 'A' || c > 'Z' }) < 0
}
