package resolve

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/ling"
)

// meaning is the actor of the knowledge base that a name which is no person's
// means where it stands, kb.NoRef if none or not certain which. Only sure
// readings count until the nations of the article are known.
func (r *world) meaning(m *mark, name string, context bool) kb.Ref {
	if r.kb == nil || m.Type == ling.PER || r.provincial(m) || r.inUnion(m) {
		return kb.NoRef
	}
	names := r.kb.Names(nil, name)
	if len(names) == 0 {
		names = r.kb.Names(nil, "the "+name)
	}
	senses := r.sort(names, m)
	switch {
	case len(senses.sure) == 1:
		return senses.sure[0]
	case len(senses.sure) > 1:
		return r.nearest(senses.sure, context)
	case len(senses.speaks) == 1 && r.speaksForState(m):
		return senses.speaks[0]
	case len(senses.places) == 1:
		return senses.places[0]
	case len(senses.places) > 1:
		return r.nearest(senses.places, context)
	}
	if !acronym(name) {
		return r.nearby(senses.loose, context)
	}
	return r.nearest(senses.loose, context)
}

// senses are what a name may mean: surely, as a metonym, as a place, as a short
// form or a looser one.
type senses struct{ sure, speaks, places, loose []kb.Ref }

// sort puts the readings of a name in order.
func (r *world) sort(names []kb.Name, m *mark) senses {
	var s senses
	for _, n := range names {
		typ := r.kb.Type(n.Ref)
		switch {
		case typ == onrecord.Person:
		case n.Sense == kb.Metonym:
			s.speaks = append(s.speaks, n.Ref)
		case typ == onrecord.Place && n.Sense <= kb.Alias && (m.Type != ling.ORG || r.kb.Actor(n.Ref).Prominence >= gazetteer):
			s.places = append(s.places, n.Ref)
		case n.Sense <= kb.Demonym:
			s.sure = append(s.sure, n.Ref)
		default:
			s.loose = append(s.loose, n.Ref)
		}
	}
	return s
}

// provincial reports whether a governor or senator after a name says that it is
// a part of a state: "Georgia Gov. Nathan Deal" is not the country's.
func (r *world) provincial(m *mark) bool {
	next := m.Last
	if r.ending(next) {
		next++
	}
	return r.words.province[r.word(next)] && (m.Type == ling.GPE || m.Type == ling.LOC)
}

// inUnion reports whether a state of the union behind a place's name says that it
// is there: "ROME, Ga.", "Athens, Georgia," is not Greece's. It says so, too, of the
// state: Georgia behind a city that is not Georgian is the American one.
func (r *world) inUnion(m *mark) bool {
	if r.word(m.Last) == "," && r.words.union[strings.TrimSuffix(r.word(m.Last+1), ".")] {
		city := r.kb.Names(nil, r.nameText(m))
		return r.word(m.Last+1) != "georgia" || !slices.ContainsFunc(city, func(n kb.Name) bool { return r.kb.ISO3(r.kb.CountryOf(n.Ref)) == "GEO" })
	}
	before := r.nameAt(m.First - 2)
	return r.word(m.First) == "georgia" && r.word(m.First-1) == "," && before != nil && before != m && before.Type == ling.GPE && r.inUnion(before)
}

// acronym reports whether a name is in capitals throughout.
func acronym(name string) bool { return strings.ToUpper(name) == name }

// nearby is nearest for a name that may be any word ("Congress", "Guardian"):
// the article must speak of the state.
func (r *world) nearby(refs []kb.Ref, context bool) kb.Ref {
	ref := r.nearest(refs, context)
	if ref == kb.NoRef || r.nations[r.kb.ID(r.kb.CountryOf(ref))] == 0 {
		return kb.NoRef
	}
	return ref
}

// nearest is the one of several whose state the article speaks of; of one
// alone, too, that much is asked, or that it is well known.
func (r *world) nearest(refs []kb.Ref, context bool) kb.Ref {
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

// meansThing reports whether the knowledge base has a name for anything but a person.
func (r *world) meansThing(name string) bool {
	for _, n := range r.kb.Names(nil, name) {
		if typ := r.kb.Type(n.Ref); typ != onrecord.Person && (typ != onrecord.Place || r.kb.Actor(n.Ref).Prominence >= gazetteer) {
			return true
		}
	}
	return false
}

// stateName reports whether one token names a state: "US" within "US State Department".
func (r *world) stateName(i int) bool {
	for _, n := range r.kb.Names(r.names4[:0], r.doc.Tokens[i].Form) {
		if n.Sense <= kb.Demonym && r.kb.Type(n.Ref) == onrecord.Country {
			return true
		}
	}
	return false
}

// surname is the one prominent person in office whose surname it is and whose
// nation the article speaks of. Where the day is unknown it is the one whom
// readers know best by far.
func (r *world) surname(name string) kb.Ref {
	const byFar = 40
	best, high, next := kb.NoRef, 0, 0
	for _, c := range r.candidates(name, kb.Short) {
		weight := int(r.kb.Actor(c).Prominence)
		if weight < prominent || !r.current(c) {
			continue
		}
		switch {
		case weight > high:
			best, high, next = c, weight, high
		case weight > next:
			next = weight
		}
	}
	if next > 0 && (high-next < byFar || !r.day.IsZero()) {
		return kb.NoRef
	}
	return best
}

// current reports whether a person holds a prominent office on the day of the
// article, of a state or body that it speaks of.
func (r *world) current(ref kb.Ref) bool {
	if r.day.IsZero() {
		country := r.kb.Actor(ref).Country
		return country != kb.NoRef && r.nations[r.kb.ID(country)] > 0
	}
	return r.inOffice(ref) && r.near(ref)
}

// prominent is the weight of offices whose holders readers know by name.
const prominent = 180

// inOffice reports whether a person holds a prominent office on the day.
func (r *world) inOffice(ref kb.Ref) bool {
	for _, t := range r.kb.Terms(nil, ref) {
		if holds, surely := t.Holds(r.day); holds && surely && r.kb.Rank(t.Office) >= prominent {
			return true
		}
	}
	return false
}

// near reports whether the article speaks of the state or body of one of the
// person's present offices.
func (r *world) near(ref kb.Ref) bool {
	for _, t := range r.kb.Terms(nil, ref) {
		if holds, _ := t.Holds(r.day); !holds {
			continue
		}
		if r.byRef[t.Scope] != nil || r.nations[r.kb.ID(r.kb.CountryOf(t.Scope))] > 0 {
			return true
		}
	}
	return false
}

// candidates are the persons whom a name may mean in a sense no looser than
// the given one.
func (r *world) candidates(name string, loosest kb.Sense) []kb.Ref {
	var out []kb.Ref
	take := func(names []kb.Name) {
		for _, n := range names {
			if n.Sense <= loosest && r.kb.Type(n.Ref) == onrecord.Person && !slices.Contains(out, n.Ref) {
				out = append(out, n.Ref)
			}
		}
	}
	take(r.kb.Names(nil, name))
	take(r.kb.Spelled(nil, name))
	if words := strings.Fields(name); len(words) > 2 {
		for _, n := range r.kb.Names(nil, words[0]+" "+words[len(words)-1]) {
			if !otherInitials(name, r.kb.Actor(n.Ref).Name) {
				take([]kb.Name{n})
			}
		}
	}
	if loosest >= kb.Sounds {
		take(r.kb.Sounding(nil, name))
	}
	return out
}

// otherInitials reports whether two names have initials that differ: George H.
// W. Bush is not George W. Bush.
func otherInitials(a, b string) bool {
	x, y := initials(a), initials(b)
	return x != "" && y != "" && x != y
}

// initials are the letters of a name that stand alone: "hw" of "George H.W. Bush".
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.Fields(strings.ToLower(strings.ReplaceAll(name, ".", ". "))) {
		if letter := strings.TrimSuffix(w, "."); len(letter) == 1 {
			b.WriteString(letter)
		}
	}
	return b.String()
}
