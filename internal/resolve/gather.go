package resolve

import (
	"iter"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// gatherer finds the names of an article: those of the name layer, put right,
// and those that it has missed.
type gatherer struct{ *world }

// gather takes over the names of the document, trimmed to the name itself, in
// text order, the longer first.
func (r *gatherer) gather(statements []onrecord.Statement) {
	for _, m := range r.doc.Mentions {
		if !m.Type.Name() || m.First < 0 || m.Last > len(r.doc.Tokens) || m.First >= m.Last {
			continue
		}
		made := &mark{Mention: m}
		if r.tidy(made) {
			r.list = append(r.list, made)
		}
	}
	r.nicknames()
	r.personsAgain()
	for _, m := range r.list {
		r.made[place{m.First, m.Last, m.Type}] = m
	}
	r.sortMarks()
	if r.kb != nil {
		r.addKnown()
		r.indexNames()
	}
	r.guessNames()
	r.missed()
	r.datelines()
	r.sources(statements)
	r.indexNames()
	r.nationsAgain()
	r.sortMarks()
	r.addOutlets()
	r.sortMarks()
}

// personsAgain makes persons' names of words that the name layer took for
// something else, where the article has the full name or surname as a person's.
func (r *gatherer) personsAgain() {
	surnames := r.fullSurnames()
	for _, m := range r.list {
		switch m.Type {
		case ling.ORG, ling.GPE, ling.LOC, ling.NORP:
		default:
			continue
		}
		parts := strings.Fields(kb.Fold(r.nameText(m)))
		if len(parts) == 0 || !surnames[parts[len(parts)-1]] || len(parts) > 3 {
			continue
		}
		if r.kb == nil || !r.meansThing(r.nameText(m)) {
			m.Type = ling.PER
		}
	}
}

// addOutlets finds "Valdorian state television": a nation's word, perhaps
// "state", and a singular noun for a voice of its own.
func (r *gatherer) addOutlets() {
	for i := range r.doc.Tokens {
		if n, plural := r.words.Noun(r.word(i)); !n.Is(words.Outlet) || plural || r.doc.Tokens[i].UPOS == ud.VERB {
			continue
		}
		first := i
		for first > 0 && r.words.stateVoice[r.word(first-1)] {
			first--
		}
		name := r.nameAt(first - 1)
		if name == nil || name.Type != ling.NORP || r.nameAt(i) != nil {
			continue
		}
		if first < i || r.words.broadcast[r.word(i)] {
			r.add(name.First, i+1, ling.ORG, finder+" outlet")
		}
	}
}

// guessNames makes names of runs of proper nouns, where no name layer has
// spoken: persons where a title or a second word says so, else organizations.
func (r *gatherer) guessNames() {
	for _, m := range r.doc.Mentions {
		if m.Type.Name() {
			return
		}
	}
	for i := 0; i < len(r.doc.Tokens); {
		last := r.properFrom(i)
		if last == i {
			i++
			continue
		}
		if last-i > 1 || r.words.isTitle(r.word(i-1)) {
			typ := ling.PER
			if last-i > 4 {
				typ = ling.ORG
			}
			r.add(i, last, typ, finder+" guess")
		}
		i = last
	}
}

// properFrom is where the run of proper nouns that begins at token i ends.
func (r *gatherer) properFrom(i int) int {
	_, end := r.sentenceOf(i)
	last := i
	for last < end && r.nameAt(last) == nil && !r.words.isTitle(r.word(last)) {
		hyphen := r.word(last) == "-" && last > i && last+1 < end && isTitleCase(r.doc.Tokens[last+1].Form) && !r.doc.Tokens[last-1].SpaceAfter
		if r.doc.Tokens[last].UPOS != ud.PROPN && !hyphen {
			break
		}
		last++
	}
	return last
}

// nationsAgain makes states of one-word names whose adjective the article has:
// "Valdoria" beside "Valdorian troops". A person's name has adjectives too
// ("Trumpian"), so it must be nobody's whom the article or the world knows.
func (r *gatherer) nationsAgain() {
	adjectives := r.adjectives()
	surnames := r.fullSurnames()
	for _, m := range append([]*mark(nil), r.list...) {
		if m.Type == ling.NORP || m.Last-m.First != 1 {
			continue
		}
		name := kb.Fold(r.nameText(m))
		var at []int
		for w := range adjectivesOf(name) {
			at = append(at, adjectives[string(w)]...)
		}
		if len(at) == 0 || surnames[name] || r.knownName(m) {
			continue
		}
		m.Type = ling.GPE
		for _, i := range at {
			r.add(i, i+1, ling.NORP, finder+" nation")
		}
	}
}

// adjectives are the words in capitals that may be those of nations, folded and
// without a plural's ending, and where they stand.
func (r *gatherer) adjectives() map[string][]int {
	out := map[string][]int{}
	for i := range r.doc.Tokens {
		t := &r.doc.Tokens[i]
		if !isTitleCase(t.Form) || len(t.Form) < 4 || i+1 >= len(r.doc.Tokens) {
			continue
		}
		if m := r.nameAt(i); m != nil && m.Type != ling.NORP && m.Last-m.First == 1 {
			continue
		}
		if next := r.doc.Tokens[i+1].UPOS; t.UPOS == ud.ADJ || next == ud.NOUN || next == ud.PROPN || next == ud.ADJ {
			w := strings.TrimSuffix(kb.Fold(t.Form), "s")
			out[w] = append(out[w], i)
		}
	}
	return out
}

// knownName reports whether a name of one word is that of a body or place, or
// of a person whom readers know.
func (r *gatherer) knownName(m *mark) bool {
	if r.kb == nil {
		return false
	}
	for _, n := range r.kb.Names(nil, kb.Fold(r.nameText(m))) {
		if r.kb.Type(n.Ref) != onrecord.Person || r.kb.Actor(n.Ref).Prominence >= prominent {
			return true
		}
	}
	return false
}

// adjectivesOf are the forms that the regular endings of English make of the
// folded name of a country, each in the same memory.
func adjectivesOf(country string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		var room [64]byte
		if len(country) < 3 {
			return
		}
		for _, end := range [...]string{"n", "an", "ian", "ean", "i", "ese", "ish", "er"} {
			if !yield(append(append(room[:0], country...), end...)) {
				return
			}
		}
		stem := strings.TrimRight(country, "aeiouy")
		if len(stem) < 3 || stem == country {
			return
		}
		for _, end := range [...]string{"an", "ian", "ean", "i", "ese", "ish"} {
			if !yield(append(append(room[:0], stem...), end...)) {
				return
			}
		}
	}
}
