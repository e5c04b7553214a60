package resolve

import (
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// longest is how many tokens a known name has at most.
const longest = 14

// addKnown finds the names that the knowledge base knows and the name layer
// has missed, has cut short, or has no type for: "Russian" in "Russian warplanes",
// "Islamic State group".
func (r *gatherer) addKnown() {
	for s := range r.doc.Sentences {
		first, last := r.doc.Sentences[s].First, r.doc.Sentences[s].Last
		for i := first; i < last; {
			n, names := r.knownAt(i, last)
			if n == 0 {
				i++
				continue
			}
			r.addName(i, i+n, names)
			i += n
		}
	}
}

// knownAt is the longest known name that begins at token i.
func (r *gatherer) knownAt(i, end int) (int, []kb.Name) {
	if !r.mayStart(i) {
		return 0, nil
	}
	lengths := r.lengths(i, end)
	if lengths == 0 {
		return 0, nil
	}
	for n := r.reach(i, end, lengths.Most()); n > 0; n-- {
		if w := r.word(i + n - 1); r.ending(i+n-1) || w == "," || w == "." || w == "the" || w == "of" || !lengths.Has(r.spaced(i, i+n)) {
			continue
		}
		names := r.kb.Names(r.names4[:0], r.text(i, i+n))
		if kept := r.asName(names, i, n); len(kept) > 0 {
			return n, kept
		}
	}
	return 0, nil
}

// lengths are how many words the known names may have that begin at token i. A
// possessive ends the word: "Russia's" begins as "Russia" does.
func (r *gatherer) lengths(i, end int) kb.Lengths {
	var out kb.Lengths
	for k := i + 1; k <= min(end, i+longest); k++ {
		out |= r.kb.Starting(r.text(i, k))
		if r.doc.Tokens[k-1].SpaceAfter {
			break
		}
	}
	return out
}

// spaced is how many words tokens [first, last) make when parted by white space.
func (r *gatherer) spaced(first, last int) int {
	n := 1
	for k := first; k < last-1; k++ {
		if r.doc.Tokens[k].SpaceAfter {
			n++
		}
	}
	return n
}

// reach is how many tokens a name of at most so many words may have that begins
// at token i: none goes on over a quotation mark, a bracket or a sign between
// clauses, or over a pronoun or an auxiliary in small letters.
func (r *gatherer) reach(i, end, words int) int {
	n := min(longest, end-i)
	for k := 1; k < n; k++ {
		if r.doc.Tokens[i+k-1].SpaceAfter {
			words--
		}
		switch t := &r.doc.Tokens[i+k]; {
		case words == 0, strings.Contains("\"“”«»;:?!()[]", t.Form),
			(t.UPOS == ud.AUX || t.UPOS == ud.PRON) && 'a' <= t.Form[0] && t.Form[0] <= 'z':
			return k
		}
	}
	return n
}

// mayStart reports whether a name may begin at token i: a capital, a digit, or
// the Arabic article.
func (r *gatherer) mayStart(i int) bool {
	form := r.doc.Tokens[i].Form
	if form == "" {
		return false
	}
	return capitalOrDigit(form[0]) || strings.HasPrefix(form, "al") || form == "anti" || form == "so" || form == "self"
}

// asName keeps the readings of tokens [i, i+n) that are names where they stand
// alone: no surnames, and in capitals as names are.
func (r *gatherer) asName(names []kb.Name, i, n int) []kb.Name {
	l := r.lettersOf(i, i+n)
	kept := names[:0]
	for _, name := range names {
		if r.standsAlone(name, l) {
			kept = append(kept, name)
		}
	}
	return kept
}

// letters says how the words of a name are written.
type letters struct {
	words, capitals, lowered int  // an article before them and the small words of names are neither
	the                      bool // "the" in small letters begins them
	one                      bool // "a" or "an" stands before them
}

// lettersOf reads how tokens [first, last) are written.
func (r *gatherer) lettersOf(first, last int) letters {
	l := letters{words: last - first, the: r.word(first) == "the", one: r.words.Indefinite[r.word(first-1)]}
	for k := first; k < last; k++ {
		switch form := r.doc.Tokens[k].Form; {
		case form == "" || k == first && (form == "The" || form == "A"):
		case capitalOrDigit(form[0]):
			l.capitals++
		case k > first && r.doc.Tokens[k-1].Form == "-": // "Ban Ki-moon"
		case 'a' <= form[0] && form[0] <= 'z' && !r.words.small[form]:
			l.lowered++
		}
	}
	return l
}

// capitalOrDigit reports whether a word that begins with byte c is written as
// names are; letters beyond ASCII count as capitals.
func capitalOrDigit(c byte) bool {
	return 'A' <= c && c <= 'Z' || c >= 0x80 || '0' <= c && c <= '9'
}

// standsAlone reports whether words so written can be a name in that reading.
// The persons of one word and the towns that may be called like anything
// ("Summit") are for the name layer to find.
func (r *gatherer) standsAlone(name kb.Name, l letters) bool {
	typ := r.kb.Type(name.Ref)
	switch {
	case typ == onrecord.Person:
		return l.words >= 2 && name.Sense <= kb.Alias && l.lowered == 0
	case typ == onrecord.Place && r.kb.Actor(name.Ref).Prominence < gazetteer:
		return false
	case name.Sense == kb.Short:
		return l.lowered == 0 && l.capitals > 0
	case name.Sense == kb.Demonym && l.capitals == 0:
		return false
	}
	return l.lowered == 0 || smallLetters(typ, l)
}

// smallLetters reports whether an actor of that type may be called by words of
// which some are in small letters: a group or state ("self-proclaimed …"), or a
// body of a long name.
func smallLetters(typ onrecord.ActorType, l letters) bool {
	if l.one {
		return false // "an Islamic state"
	}
	if l.capitals == 0 && (l.the || l.words < 3 && typ != onrecord.Group) {
		return false
	}
	return typ == onrecord.Group || typ == onrecord.Country || l.words > 3
}

// addName adds a mention for a known name unless the name layer has it.
func (r *gatherer) addName(first, last int, names []kb.Name) {
	typ := r.nameType(names)
	for _, m := range r.marksIn(first, last) {
		if m.Type.Name() && r.stands(m, first, last, typ, names) {
			return
		}
	}
	r.add(first, last, typ, finder+" known")
}

// stands reports whether name m, which shares a token with [first, last), is in
// the way of a known name of that type there. Where the two are the same words,
// it takes the type over. Inside a longer name only a nation says something of
// its own.
func (r *gatherer) stands(m *mark, first, last int, typ ling.MentionType, names []kb.Name) bool {
	switch {
	case m.First == first && m.Last == last:
		if r.betterType(m, typ, names) {
			m.Type = typ
		}
		return true
	case typ == ling.PER && m.Type == ling.PER && first <= m.First && m.Last <= last:
		r.grow(m, first, last) // "Omar" of "Omar Said"
		return true
	case m.First <= first && last <= m.Last:
		return m.Type == ling.PER || m.Type == ling.EVENT || typ != ling.NORP && typ != ling.GPE
	}
	return m.First < first || last < m.Last
}

// betterType reports whether what is known of a name counts for more than the
// type that the name layer has given it.
func (r *gatherer) betterType(m *mark, typ ling.MentionType, names []kb.Name) bool {
	if typ == ling.PER {
		return !r.meansThing(r.nameText(m))
	}
	return m.Type != ling.PER || r.noPerson(m, names)
}

// noPerson reports whether what the name layer took for a person is surely
// something else: a state, group or body that the name means alone, and no
// title before it.
func (r *gatherer) noPerson(m *mark, names []kb.Name) bool {
	if r.words.isTitle(r.word(m.First - 1)) {
		return false
	}
	for _, n := range names {
		typ := r.kb.Type(n.Ref)
		if typ == onrecord.Person || typ == onrecord.Place && m.Last-m.First == 1 || n.Sense == kb.Short ||
			typ == onrecord.Organization && r.kb.Actor(n.Ref).Prominence < wellKnown {
			return false
		}
	}
	return true
}

// nameType is the type of mention that the surest reading makes.
func (r *gatherer) nameType(names []kb.Name) ling.MentionType {
	switch name := names[0]; r.kb.Type(name.Ref) {
	case onrecord.Person:
		return ling.PER
	case onrecord.Country:
		for _, n := range names {
			if n.Sense != kb.Demonym && n.Sense != kb.Metonym || name.Sense == kb.Metonym {
				return ling.GPE
			}
		}
		return ling.NORP
	case onrecord.Place:
		return ling.GPE
	}
	return ling.ORG
}
