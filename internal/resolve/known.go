package resolve

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// longest is how many words a known name has at most.
const longest = 14

// addKnown finds the names that the knowledge base knows and the name layer
// has missed, has cut short, or has no type for: "Russian" in "Russian warplanes",
// "Islamic State group".
func (r *run) addKnown() {
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
func (r *run) knownAt(i, end int) (int, []kb.Name) {
	if !r.mayStart(i) {
		return 0, nil
	}
	for n := min(longest, end-i); n > 0; n-- {
		if w := r.word(i + n - 1); w == "'s" || w == "’s" || w == "," || w == "." || w == "the" || w == "of" {
			continue
		}
		names := r.kb.Names(r.names4[:0], r.text(i, i+n))
		if kept := r.asName(names, i, n); len(kept) > 0 {
			return n, kept
		}
	}
	return 0, nil
}

// mayStart reports whether a name may begin at token i: a capital, a digit, or
// the Arabic article.
func (r *run) mayStart(i int) bool {
	form := r.doc.Tokens[i].Form
	if form == "" {
		return false
	}
	c := form[0]
	return 'A' <= c && c <= 'Z' || c >= 0x80 || '0' <= c && c <= '9' || strings.HasPrefix(form, "al") || form == "anti" || form == "so" || form == "self"
}

// asName keeps the readings of tokens [i, i+n) that are names where they stand
// alone: no surnames, and in capitals as names are.
func (r *run) asName(names []kb.Name, i, n int) []kb.Name {
	capitals, lowered := 0, 0
	for k := i; k < i+n; k++ {
		switch form := r.doc.Tokens[k].Form; {
		case form == "" || k == i && (form == "The" || form == "A"):
		case 'A' <= form[0] && form[0] <= 'Z' || form[0] >= 0x80 || '0' <= form[0] && form[0] <= '9':
			capitals++
		case k > i && r.doc.Tokens[k-1].Form == "-": // "Ban Ki-moon"
		case 'a' <= form[0] && form[0] <= 'z' && !small[form]:
			lowered++
		}
	}
	kept := names[:0]
	for _, name := range names {
		typ := r.kb.Type(name.Ref)
		switch {
		case typ == onrecord.Person && (n < 2 || name.Sense > kb.Alias || lowered > 0):
		case typ == onrecord.Place && r.kb.Actor(name.Ref).Prominence < gazetteer:
			// A town may be called like anything ("Summit"): the name layer must say so.
		case name.Sense == kb.Short && (lowered > 0 || capitals == 0):
		case lowered > 0 && typ != onrecord.Group && typ != onrecord.Country && n < 4:
		case lowered > 0 && capitals == 0 && (n < 3 && typ != onrecord.Group || r.word(i) == "the"):
		case capitals == 0 && name.Sense == kb.Demonym:
		default:
			kept = append(kept, name)
		}
	}
	return kept
}

// small are the words within names that stay in small letters.
var small = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "al": true, "bin": true, "de": true, "van": true, "von": true, "on": true, "to": true, "ibn": true, "ash": true, "el": true, "der": true, "la": true, "du": true, "del": true}

// addName adds a mention for a known name unless the name layer has it.
func (r *run) addName(first, last int, names []kb.Name) {
	typ := r.nameType(names)
	for _, m := range r.marksIn(first, last) {
		if !m.Type.Name() {
			continue
		}
		switch {
		case m.First == first && m.Last == last:
			if typ != ling.PER && (m.Type != ling.PER || r.noPerson(m, names)) || typ == ling.PER && !r.meansThing(r.nameText(m)) {
				m.Type = typ
			}
			return
		case m.First <= first && last <= m.Last:
			// Inside a longer name only a nation says something of its own.
			if m.Type == ling.PER || m.Type == ling.EVENT || typ != ling.NORP && typ != ling.GPE {
				return
			}
		case m.First < first || last < m.Last:
			return
		}
	}
	r.add(first, last, typ, finder+" known")
}

// marksIn are the marks that share a token with [first, last), in the order of r.marks.
func (r *run) marksIn(first, last int) []*mark {
	var out []*mark
	for i := first; i < last; i++ {
		for _, m := range r.over[i] {
			if i == first || m.First == i {
				out = append(out, m)
			}
		}
	}
	slices.SortFunc(out, func(a, b *mark) int { return a.at - b.at })
	return out
}

// noPerson reports whether what the name layer took for a person is surely
// something else: a state, group or body that the name means alone, and no
// title before it.
func (r *run) noPerson(m *mark, names []kb.Name) bool {
	before, _ := r.words.singular(r.word(m.First - 1))
	if r.words.titles[before].kind != noTitle {
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
func (r *run) nameType(names []kb.Name) ling.MentionType {
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

// guessNames makes names of runs of proper nouns, where no name layer has
// spoken: persons where a title or a second word says so, else organizations.
func (r *run) guessNames() {
	for _, m := range r.doc.Mentions {
		if m.Type.Name() {
			return
		}
	}
	for i := 0; i < len(r.doc.Tokens); {
		_, end := r.sentenceOf(i)
		last := i
		proper := func(k int) bool {
			return r.doc.Tokens[k].UPOS == ud.PROPN || r.word(k) == "-" && k > i && k+1 < end && isTitleCase(r.doc.Tokens[k+1].Form) && !r.doc.Tokens[k-1].SpaceAfter
		}
		for last < end && proper(last) && r.nameAt(last) == nil && r.words.titles[r.word(last)].kind == noTitle {
			last++
		}
		if last == i {
			i++
			continue
		}
		before, _ := r.words.singular(r.word(i - 1))
		if last-i > 1 || r.words.titles[before].kind != noTitle {
			typ := ling.PER
			if last-i > 4 {
				typ = ling.ORG
			}
			r.add(i, last, typ, finder+" guess")
		}
		i = last
	}
}

// addSurnames finds the surnames of the article's persons where the name layer
// has missed them.
func (r *run) addSurnames() {
	last := map[string]*entity{}
	for _, e := range r.entities {
		if words := strings.Fields(kb.Fold(e.name)); e.typ == onrecord.Person && len(words) > 1 {
			w := words[len(words)-1]
			if _, twice := last[w]; twice {
				e = nil
			}
			last[w] = e
		}
	}
	for i := range r.doc.Tokens {
		form := r.doc.Tokens[i].Form
		if r.doc.Tokens[i].UPOS != ud.PROPN || !isTitleCase(form) || r.nameAt(i) != nil || r.words.titles[r.word(i)].kind != noTitle {
			continue
		}
		e := last[kb.Fold(form)]
		if e == nil && r.kb != nil {
			if ref := r.surname(form); ref != kb.NoRef {
				e = r.known(ref)
			}
		}
		if e != nil {
			r.put(r.add(i, i+1, ling.PER, finder+" surname"), e)
		}
	}
	r.sortMarks()
	r.indexNames()
}

// meaning is the actor of the knowledge base that a name which is no person's
// means where it stands, kb.NoRef if none or not certain which. Only sure
// readings count until the nations of the article are known.
func (r *run) meaning(m *mark, name string, context bool) kb.Ref {
	if r.kb == nil || m.Type == ling.PER || r.provincial(m) {
		return kb.NoRef
	}
	names := r.kb.Names(nil, name)
	if len(names) == 0 {
		names = r.kb.Names(nil, "the "+name)
	}
	var sure, speaks, places, loose []kb.Ref
	for _, n := range names {
		typ := r.kb.Type(n.Ref)
		switch {
		case typ == onrecord.Person:
		case n.Sense == kb.Metonym:
			speaks = append(speaks, n.Ref)
		case typ == onrecord.Place && n.Sense <= kb.Alias && (m.Type != ling.ORG || r.kb.Actor(n.Ref).Prominence >= gazetteer):
			places = append(places, n.Ref)
		case n.Sense <= kb.Demonym:
			sure = append(sure, n.Ref)
		default:
			loose = append(loose, n.Ref)
		}
	}
	switch {
	case len(sure) == 1:
		return sure[0]
	case len(sure) > 1:
		return r.nearest(sure, context)
	case len(speaks) == 1 && r.speaksForState(m):
		return speaks[0]
	case len(places) == 1:
		return places[0]
	case len(places) > 1:
		return r.nearest(places, context)
	}
	if !acronym(name) {
		return r.nearby(loose, context)
	}
	return r.nearest(loose, context)
}

// provincial reports whether a governor or senator after a name says that it is
// a part of a state: "Georgia Gov. Nathan Deal" is not the country's.
func (r *run) provincial(m *mark) bool {
	next := m.Last
	if w := r.word(next); w == "'s" || w == "’s" {
		next++
	}
	switch r.word(next) {
	case "gov", "gov.", "governor", "sen", "sen.", "rep", "rep.":
		return m.Type == ling.GPE || m.Type == ling.LOC
	}
	return false
}

// acronym reports whether a name is in capitals throughout.
func acronym(name string) bool { return strings.ToUpper(name) == name }

// nearby is nearest for a name that may be any word ("Congress", "Guardian"):
// the article must speak of the state.
func (r *run) nearby(refs []kb.Ref, context bool) kb.Ref {
	ref := r.nearest(refs, context)
	if ref == kb.NoRef || r.nations[r.kb.ID(r.kb.CountryOf(ref))] == 0 {
		return kb.NoRef
	}
	return ref
}

// nearest is the one of several whose state the article speaks of; of one
// alone, too, that much is asked, or that it is well known.
func (r *run) nearest(refs []kb.Ref, context bool) kb.Ref {
	if !context {
		return kb.NoRef
	}
	best := kb.NoRef
	for _, ref := range refs {
		near := r.nations[r.kb.ID(r.kb.CountryOf(ref))] > 0
		if !near && (len(refs) > 1 || r.kb.Actor(ref).Prominence < wellKnown) {
			continue
		}
		if best != kb.NoRef {
			return kb.NoRef
		}
		best = ref
	}
	return best
}

// gazetteer is the prominence that a place of our own files has at least, and
// one that only the gazetteer names has not.
const gazetteer = 100

// wellKnown is the prominence of the bodies and groups in our own files.
const wellKnown = 150
