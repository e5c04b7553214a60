package resolve

import (
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
	for n := r.reach(i, end); n > 0; n-- {
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

// reach is how many words a name that begins at token i may have: none goes on
// over a quotation mark, a bracket or a sign between clauses, or over a pronoun
// or an auxiliary in small letters.
func (r *gatherer) reach(i, end int) int {
	n := min(longest, end-i)
	for k := 1; k < n; k++ {
		switch t := &r.doc.Tokens[i+k]; {
		case strings.Contains("\"“”«»;:?!()[]", t.Form),
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
	c := form[0]
	return 'A' <= c && c <= 'Z' || c >= 0x80 || '0' <= c && c <= '9' || strings.HasPrefix(form, "al") || form == "anti" || form == "so" || form == "self"
}

// asName keeps the readings of tokens [i, i+n) that are names where they stand
// alone: no surnames, and in capitals as names are.
func (r *gatherer) asName(names []kb.Name, i, n int) []kb.Name {
	capitals, lowered := 0, 0
	for k := i; k < i+n; k++ {
		switch form := r.doc.Tokens[k].Form; {
		case form == "" || k == i && (form == "The" || form == "A"):
		case 'A' <= form[0] && form[0] <= 'Z' || form[0] >= 0x80 || '0' <= form[0] && form[0] <= '9':
			capitals++
		case k > i && r.doc.Tokens[k-1].Form == "-": // "Ban Ki-moon"
		case 'a' <= form[0] && form[0] <= 'z' && !r.words.small[form]:
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

// addName adds a mention for a known name unless the name layer has it.
func (r *gatherer) addName(first, last int, names []kb.Name) {
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
