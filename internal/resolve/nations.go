package resolve

import (
	"fmt"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/refer"
	"onrecord/internal/words"
	"onrecord/ling"
)

// peoples joins a people's name with the state that it is the adjective of.
func (r *cast) peoples(byName map[string]*entity) {
	nations := r.nationsByAdjective()
	for _, m := range r.list {
		if m.Type != ling.NORP || m.entity != nil {
			continue
		}
		if e := nations[strings.TrimSuffix(kb.Fold(r.nameText(m)), "s")]; e != nil {
			e.typ = onrecord.Country
			r.put(m, e, "the adjective of its name")
		} else if name := r.nameText(m); name != "" {
			r.join(m, name, byName)
		}
	}
}

// states makes countries of the places that the article speaks of as such:
// by their people's name, as what an office is of, or as who says or does.
func (r *cast) states() {
	for _, e := range r.entities {
		if e.typ != onrecord.Place || e.ref != kb.NoRef {
			continue
		}
		for _, m := range e.marks {
			if m.Type == ling.GPE && (r.kb == nil || len(r.kb.Names(nil, e.name)) == 0) && r.speaksForState(m) {
				e.typ = onrecord.Country
			}
		}
	}
}

// organs makes "American warplanes" and "the Syrian army" mean the state they
// act for.
func (r *cast) organs() {
	for _, d := range r.descs {
		if d.Entity != nil || d.Name != nil || !(d.Noun.Is(words.Organ) || d.Noun.Is(words.Force) && d.Plural) {
			continue
		}
		if state := r.stateOf(d); state != nil {
			d.Entity, d.Why = r.as(state), fmt.Sprintf("the %s acts for its state", d.Noun.Word)
		}
	}
}

// ownKinds makes "the NATO alliance" and "the Red Lantern movement" mean the body
// that is called by its kind.
func (r *cast) ownKinds() {
	for _, d := range r.descs {
		if d.Entity != nil || d.Name != nil || d.Plural || len(d.Scopes) != 1 || !r.words.ownKind[d.Noun.Word] {
			continue
		}
		s := d.Scopes[0]
		m := r.byName[s]
		if s.Last == d.Head && s.Type == ling.ORG && m.entity != nil {
			d.Entity, d.Why = r.as(m.entity), fmt.Sprintf("the %s is what it is called", d.Noun.Word)
		}
	}
}

// stateOf is the state that a description of one of its organs speaks of: by
// its name, or by that of who leads it, "the Holm administration".
func (r *cast) stateOf(d *refer.Description) *entity {
	if d.Owner != nil && r.byName[d.Owner] != nil {
		leader := r.byName[d.Owner].entity
		if leader == nil || leader.ref == kb.NoRef || !d.Noun.Is(words.Organ) {
			return nil
		}
		if country := r.kb.CountryOf(leader.ref); country != kb.NoRef {
			return r.known(country)
		}
		return nil
	}
	nation := r.nationOf(d)
	if nation == nil || nation.entity == nil || nation.entity.typ != onrecord.Country {
		return nil
	}
	return nation.entity
}

// nationOf is the nation's name right before the noun of a description, or behind it.
func (r *cast) nationOf(d *refer.Description) *mark {
	first := d.Head
	for first > d.First && r.nominal(first-1) && r.nameAt(first-1) == nil {
		first--
	}
	k := first - 1
	if r.ending(k) {
		k--
	}
	if k >= d.First && r.nationAt(k) != nil {
		return r.nationAt(k)
	}
	return r.nationBehind(d)
}

// nationBehind is the nation whose the noun of a description is said to be behind
// it: "the government of Valdoria".
func (r *cast) nationBehind(d *refer.Description) *mark {
	if len(d.Scopes) != 1 {
		return nil
	}
	s := d.Scopes[0]
	before := s.First - 1
	if r.word(before) == "the" {
		before--
	}
	if m := r.byName[s]; before == d.Head+1 && r.word(before) == "of" && m.Type == ling.GPE {
		return m
	}
	return nil
}

// nationsByAdjective are the states of the article that are known by the form
// alone of their people or adjective: "valdorian" where the article has
// Valdoria; the first of several.
func (r *cast) nationsByAdjective() map[string]*entity {
	out := map[string]*entity{}
	for _, e := range r.entities {
		if e.ref != kb.NoRef || e.typ != onrecord.Country && e.typ != onrecord.Place {
			continue
		}
		for adj := range adjectivesOf(kb.Fold(e.name)) {
			if out[string(adj)] == nil {
				out[string(adj)] = e
			}
		}
	}
	return out
}
