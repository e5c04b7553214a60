package refer

import (
	"strings"

	"onrecord/internal/words"
)

// Words are the classes of words that this package looks at.
type Words struct {
	*words.Book
	Pointing, Indefinite, Possessive words.Set // determiners
	Former, Acting                   words.Set
	OfDescription                    words.Set // prepositions after a noun
	Particle                         words.Set // within a person's name

	different, nothingNew, fitsMany, goesOn, underOffice, suffix words.Set
	relative                                                     words.Set
	pronouns                                                     *words.Table[pronounWord]
	speech, pair, anyPair, issues                                words.Set
	initialless, naming                                          words.Set
	personEnding, neverPerson, ofLeader, pairedBodies, anybody   words.Set
	nations, doer                                                map[string]string
	men, women                                                   words.Set
}

// NewWords takes the classes out of a book.
func NewWords(book *words.Book) (*Words, error) {
	p := book.Pick()
	w := &Words{
		Book:     book,
		Pointing: p.Set("pointing"), Indefinite: p.Set("indefinite"), Possessive: p.Set("possessive"),
		Former: p.Set("former"), Acting: p.Set("acting"), OfDescription: p.Set("of a description"), Particle: p.Set("particle"),
		different: p.Set("different"), nothingNew: p.Set("says nothing new"), fitsMany: p.Set("fits many"),
		goesOn: p.Set("goes on about a person"), underOffice: p.Set("under the office"), suffix: p.Set("suffix of a name"),
		relative: p.Set("relative pronoun"),
		pronouns: pronouns(p.Set("he"), p.Set("she"), p.Set("they"), p.Set("it"), p.Set("possessive pronoun"), p.Set("reflexive pronoun")),
		speech:   p.Set("form of speech"), pair: p.Set("pair"), anyPair: p.Set("persons together"), issues: p.Set("brings out"),
		initialless: p.Set("joins a body's name"), naming: p.Set("gives a name"),
		personEnding: p.Set("ends a noun of persons"), neverPerson: p.Set("no person in apposition"),
		anybody: p.Set("anybody of a gender"), ofLeader: p.Set("body of a leader"), pairedBodies: p.Set("bodies together"), nations: p.Names("nation"), doer: p.Names("doer"),
		men: p.Set("given name of men"), women: p.Set("given name of women"),
	}
	return w, p.Err()
}

// pronoun is what a pronoun asks of whom it means.
type pronoun struct {
	kind                  Kind
	gender                byte
	possessive, reflexive bool
}

// pronounWord is a word that may be a pronoun.
type pronounWord struct {
	pronoun
	somebody bool // it means somebody or something
}

// pronouns are the words of the classes. What is of several is of the first.
func pronouns(he, she, they, it, having, reflexive words.Set) *words.Table[pronounWord] {
	all := map[string]pronounWord{}
	for _, set := range []words.Set{he, she, they, it, having, reflexive} {
		for w := range set {
			p := pronounWord{pronoun: pronoun{possessive: having[w], reflexive: reflexive[w]}, somebody: true}
			switch {
			case he[w]:
				p.gender = 'm'
			case she[w]:
				p.gender = 'f'
			case they[w]:
				p.kind = People
			case it[w]:
				p.kind = Body
			default:
				p.somebody = false
			}
			all[w] = p
		}
	}
	return words.NewTable(all)
}

// pronoun reads a word in small letters.
func (w *Words) pronoun(s string) (pronoun, bool) {
	p := w.pronouns.Get(s)
	return p.pronoun, p.somebody
}

// honorific is the gender that a word before a name tells, 0 if none; known
// tells titles that tell no gender.
func (w *Words) honorific(s string) (gender byte, known bool) {
	n, plural := w.Noun(s)
	if n == nil {
		n, plural = w.Noun(strings.TrimSuffix(s, "."))
	}
	if n == nil && abbreviated(s) {
		return 0, true
	}
	if plural || !n.Is(words.Honour|words.Office|words.Calling) {
		return 0, false
	}
	return n.Gender, true
}

// abbreviated reports whether a word has no vowels, as titles cut short have
// none: "Cllr", "Sgt".
func abbreviated(s string) bool {
	s = strings.TrimSuffix(s, ".")
	return len(s) > 2 && !strings.ContainsAny(s, "aeiouy-'0123456789") && s[0] < 0x80
}

// GivenName reports whether a word in small letters is a given name.
func (w *Words) GivenName(s string) bool { return w.given(s) != 0 }

// given is the gender of a given name, 0 if it may be either.
func (w *Words) given(name string) byte {
	name = marksOff(name)
	switch {
	case w.men[name]:
		return 'm'
	case w.women[name]:
		return 'f'
	}
	return 0
}

// nation is what stands for a nation's name or adjective: equal for "Russia"
// and "Russian", "France" and "French".
func (w *Words) nation(s string) string {
	const letters = 4 // that a name and its adjective share, "Iran" and "Iranian"
	s = strings.TrimPrefix(strings.ToLower(s), "the ")
	if n := w.nations[strings.ReplaceAll(s, " ", "-")]; n != "" {
		return n
	}
	if r := []rune(s); len(r) > letters {
		return string(r[:letters])
	}
	return s
}
