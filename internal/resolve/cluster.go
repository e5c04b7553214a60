package resolve

import (
	"fmt"
	"hash/fnv"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/ling"
)

// clusterNames joins the names that are no person's: those that mean the same
// actor of the knowledge base, and equal names. Sure readings come first; then
// the nations of the article decide between others.
func (r *run) clusterNames() {
	for _, context := range [...]bool{false, true} {
		r.countNations()
		for _, m := range r.marks {
			if m.Type.Name() && m.Type != ling.PER && m.Type != ling.EVENT && m.entity == nil {
				if ref := r.meaning(m, r.nameText(m), context); ref != kb.NoRef {
					r.put(m, r.known(ref))
				}
			}
		}
	}
	r.countNations()
	byName := map[string]*entity{}
	for _, m := range r.marks {
		if !m.Type.Name() || m.Type == ling.PER || m.Type == ling.EVENT || m.Type == ling.NORP || m.entity != nil {
			continue
		}
		if outer := r.nameAt(m.First); outer != m && outer.entity != nil && outer.entity.ref != kb.NoRef {
			continue // "Arab Republic" within the name of a state
		}
		if name := r.nameText(m); name != "" && !r.words.ministry(name) {
			r.join(m, name, byName)
		}
	}
	nations := r.nationsByAdjective()
	for _, m := range r.marks {
		if m.Type != ling.NORP || m.entity != nil {
			continue
		}
		if e := nations[strings.TrimSuffix(kb.Fold(r.nameText(m)), "s")]; e != nil {
			e.typ = onrecord.Country
			r.put(m, e)
		} else if name := r.nameText(m); name != "" {
			r.join(m, name, byName)
		}
	}
}

// known is the entity of an actor of the knowledge base.
func (r *run) known(ref kb.Ref) *entity {
	e := r.byRef[ref]
	if e == nil {
		a := r.kb.Actor(ref)
		e = &entity{name: a.Name, typ: a.Type, ref: ref, gender: a.Gender}
		r.byRef[ref] = e
		r.entities = append(r.entities, e)
	}
	return e
}

// clusterPersons joins the persons' names: equal names, and short names with
// the full name they are short for, wherever that stands; and gives each the
// descriptions beside it.
func (r *run) clusterPersons() {
	byName := map[string]*entity{}
	var short []*mark
	for _, m := range r.marks {
		if m.Type != ling.PER || m.entity != nil {
			continue
		}
		switch name := r.nameText(m); {
		case name == "":
		case !strings.Contains(name, " "):
			short = append(short, m)
		default:
			r.join(m, name, byName)
		}
	}
	full := r.fullNames()
	for _, m := range short {
		name := r.nameText(m)
		if e := full.of(m, name); e != nil {
			r.put(m, e)
			continue
		}
		r.join(m, name, byName)
	}
	r.addSurnames()
	for _, t := range r.titles {
		if t.name != nil && t.name.entity != nil {
			t.name.entity.titles = append(t.name.entity.titles, t)
		}
	}
	for _, m := range r.marks {
		if m.title != nil && m.title.name != nil {
			r.put(m, m.title.name.entity)
		}
	}
	r.genders()
}

// put makes m mean e, if it means nobody yet.
func (r *run) put(m *mark, e *entity) {
	if e != nil && m.entity == nil {
		m.entity = e
		e.marks = append(e.marks, m)
	}
}

// join adds a name to the entity of that name, or to a new one.
func (r *run) join(m *mark, name string, byName map[string]*entity) {
	typ := actorType(m.Type)
	key := string(typ[:2]) + kb.Fold(name)
	if typ == onrecord.Person {
		key = "pe" + kb.Sound(name)
	}
	e := byName[key]
	if e == nil {
		e = &entity{name: name, typ: typ, ref: kb.NoRef}
		byName[key] = e
		r.entities = append(r.entities, e)
	}
	r.put(m, e)
}

// actorType is what a name of that type names when nothing else is known.
func actorType(t ling.MentionType) onrecord.ActorType {
	switch t {
	case ling.PER:
		return onrecord.Person
	case ling.ORG:
		return onrecord.Organization
	case ling.NORP:
		return onrecord.Group
	}
	return onrecord.Place
}

// nationsByAdjective are the states of the article that are known by the form
// alone of their people or adjective: "valdorian" where the article has
// Valdoria; the first of several.
func (r *run) nationsByAdjective() map[string]*entity {
	out := map[string]*entity{}
	for _, e := range r.entities {
		if e.ref != kb.NoRef || e.typ != onrecord.Country && e.typ != onrecord.Place {
			continue
		}
		for _, adj := range adjectivesOf(kb.Fold(e.name)) {
			if out[adj] == nil {
				out[adj] = e
			}
		}
	}
	return out
}

// adjectivesOf are the forms that the regular endings of English make of the
// folded name of a country.
func adjectivesOf(country string) []string {
	if len(country) < 3 {
		return nil
	}
	var out []string
	for _, end := range [...]string{"n", "an", "ian", "ean", "i", "ese", "ish", "er"} {
		out = append(out, country+end)
	}
	stem := strings.TrimRight(country, "aeiouy")
	if len(stem) < 3 || stem == country {
		return out
	}
	for _, end := range [...]string{"an", "ian", "ean", "i", "ese", "ish"} {
		out = append(out, stem+end)
	}
	return out
}

// genders notes what titles say of a person.
func (r *run) genders() {
	for _, e := range r.entities {
		if e.typ != onrecord.Person {
			continue
		}
		for _, t := range e.titles {
			if t.gender != 0 {
				e.gender = t.gender
			}
		}
		for _, m := range e.marks {
			for _, w := range [...]string{r.word(m.First), r.word(m.First - 1)} {
				if t := r.words.titles[w]; t.kind == honour && t.gender != 0 {
					e.gender = t.gender
				}
			}
		}
	}
}

// sameWords makes mentions of the same words, an article aside, mean the same:
// one layer's description may be another's name.
func (r *run) sameWords() {
	type words struct{ first, last int }
	who := map[words]*entity{}
	at := func(m *mark) words {
		first := m.First
		if w := r.word(first); first < m.Last-1 && (w == "the" || w == "a" || w == "an") {
			first++
		}
		return words{first, m.Last}
	}
	for _, m := range r.marks {
		if m.entity != nil {
			who[at(m)] = m.entity
		}
	}
	for _, m := range r.marks {
		if m.entity == nil && (m.Type == ling.NOM || m.Type == ling.PRON) {
			r.put(m, who[at(m)])
		}
	}
}

// chains takes over the links of the coreference layer: what it joins to a
// name means who the name means. A chain whose names are two persons says nothing.
func (r *run) chains() {
	who := map[int]*entity{}
	mixed := map[int]bool{}
	for _, m := range r.marks {
		if m.Mention.Entity < 0 || m.entity == nil || !m.Type.Name() {
			continue
		}
		if old := who[m.Mention.Entity]; old != nil && old != m.entity {
			mixed[m.Mention.Entity] = true
		}
		who[m.Mention.Entity] = m.entity
	}
	for _, m := range r.marks {
		if m.Mention.Entity >= 0 && m.entity == nil && !mixed[m.Mention.Entity] {
			r.put(m, who[m.Mention.Entity])
		}
	}
}

// states makes countries of the places that the article speaks of as such:
// by their people's name, as what an office is of, or as who says or does.
func (r *run) states() {
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

// settle gives every entity its actor.
func (r *run) settle() {
	for _, e := range r.entities {
		a := onrecord.Actor{Name: e.name, Type: e.typ, Codes: map[string]string{}}
		if e.ref != kb.NoRef {
			a = r.kb.Actor(e.ref).Actor
			a.Role = r.knownRole(e)
		} else {
			a.ID = r.ownID(e)
		}
		if e.nation != nil && e.nation.ref != kb.NoRef {
			codes := r.kb.Actor(e.nation.ref).Codes
			a.Codes["iso3"] = codes["iso3"]
			a.Codes["cameo"] = codes["cameo"] + cameoOf(e.ministry)
		}
		if a.Role == "" && e.typ == onrecord.Person {
			a.Role = r.roleOf(e)
		}
		e.actor = a
	}
}

// ownID is the id of an actor whom only this article knows. A full name is a
// suggestion to join actors over articles; a name of one word and a group are
// not, so they carry a part of the article's hash.
func (r *run) ownID(e *entity) onrecord.ActorID {
	id := "x:" + kb.Slug(e.name)
	one := !strings.Contains(strings.TrimSpace(e.name), " ")
	if e.typ == onrecord.Group || one && e.typ != onrecord.Country && e.typ != onrecord.Place {
		h := fnv.New32a()
		_, _ = h.Write([]byte(r.art.Text))
		id += fmt.Sprintf("-%08x", h.Sum32())
	}
	return onrecord.ActorID(id)
}

// roleOf is the role that the article gives a person beside the name.
func (r *run) roleOf(e *entity) string {
	for _, t := range e.titles {
		if t.former || t.kind != office {
			continue
		}
		role := r.roleText(t)
		if len(t.scopes) > 0 {
			scope := t.scopes[0]
			name := r.nameText(scope)
			if scope.entity != nil && scope.entity.name != "" {
				name = scope.entity.name
			}
			if !strings.Contains(kb.Fold(role), kb.Fold(name)) {
				role += " of " + withArticle(name)
			}
		}
		return role
	}
	return ""
}
