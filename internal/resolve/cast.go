package resolve

import (
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/refer"
	"onrecord/internal/words"
	"onrecord/ling"
)

// cast is who is in an article, before its claims are read: every name has its
// entity, and so has every description that says by itself who is meant.
type cast struct {
	*linker
	refs  *refer.Text
	descs []*refer.Description
	// compared counts descriptions compared so far, see mostCompared.
	compared int
}

// cast reads who is in the article.
func (r *Resolver) cast(p *page) *cast {
	w := &world{marks: &marks{page: p, made: map[place]*mark{}}, kb: r.kb, byRef: map[kb.Ref]*entity{}}
	(&gatherer{w}).gather()
	c := &cast{linker: &linker{&offices{world: w, byName: map[*refer.Name]*mark{}, read: map[*refer.Description][]post{}}}}
	c.clusterNames()
	c.readMinistries()
	c.surnames()
	c.persons()
	c.states()
	c.identify()
	c.renew()
	c.describe()
	c.organs()
	c.unnamed()
	c.regimes()
	return c
}

// clusterNames joins the names that are no person's: those that mean the same
// actor of the knowledge base, and equal names. Sure readings come first; then
// the nations of the article decide between others.
func (r *cast) clusterNames() {
	short := r.shortForms()
	for _, context := range [...]bool{false, true} {
		r.countNations()
		for _, m := range r.list {
			if m.Type.Name() && m.Type != ling.PER && m.Type != ling.EVENT && m.entity == nil && short[m] == nil {
				if ref := r.meaning(m, r.nameText(m), context); ref != kb.NoRef {
					r.put(m, r.known(ref), "the name")
				}
			}
		}
	}
	r.countNations()
	byName := map[string]*entity{}
	for _, m := range r.list {
		if short[m] == nil && r.strange(m) {
			r.join(m, r.nameText(m), byName)
		}
	}
	for _, m := range r.list {
		if long := short[m]; long != nil {
			r.put(m, long.entity, "the short form that the article gives")
		}
	}
	r.peoples(byName)
}

// shortForms are the names that the article says are short for others: "the
// Foreign Office (FO) … the FO". A longer form is a body's or place's name.
func (r *cast) shortForms() map[*mark]*mark {
	long := map[string]*mark{}
	for _, m := range r.list {
		last := m.Last
		for r.ending(last) {
			last++
		}
		if m.Type == ling.PER || m.Type == ling.NORP || !m.Type.Name() || r.word(last) != "(" || r.word(last+2) != ")" {
			continue
		}
		if form := r.doc.Tokens[last+1].Form; len(form) >= 2 && acronym(form) && strings.ToLower(form) != form && long[form] == nil && m.Last-m.First > 1 {
			long[form] = m
		}
	}
	if len(long) == 0 {
		return nil
	}
	return r.shortened(long)
}

// shortened finds where the short forms stand, and makes names of those that
// the name layer has missed.
func (r *cast) shortened(long map[string]*mark) map[*mark]*mark {
	out := map[*mark]*mark{}
	for i := range r.doc.Tokens {
		of := long[r.doc.Tokens[i].Form]
		if of == nil {
			continue
		}
		m := r.nameAt(i)
		switch {
		case m == nil:
			m = r.add(i, i+1, ling.ORG, finder+" short form")
		case m == of || r.nameText(m) != r.doc.Tokens[i].Form:
			continue
		case m.Type == ling.PER:
			m.Type = ling.ORG
		}
		out[m] = of
	}
	r.sortMarks()
	return out
}

// strange reports whether a name is one of a body or place that nothing is known of.
func (r *cast) strange(m *mark) bool {
	switch m.Type {
	case ling.ORG, ling.GPE, ling.LOC, ling.FAC:
	default:
		return false
	}
	if m.entity != nil {
		return false
	}
	if outer := r.nameAt(m.First); outer != m && outer.entity != nil && outer.entity.ref != kb.NoRef {
		return false // "Arab Republic" within the name of a state
	}
	name := r.nameText(m)
	return name != "" && !r.words.ministry(name)
}

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

// persons joins the persons' names, reads the descriptions of the article, and
// gives each person those beside the name.
func (r *cast) persons() {
	var names []*refer.Name
	for _, m := range r.list {
		if m.Type.Name() {
			n := &refer.Name{First: m.First, Last: m.Last, Type: m.Type}
			names = append(names, n)
			r.byName[n] = m
			n.Entity = r.referred(m, n)
			if m.Type == ling.NORP && m.entity != nil && m.entity.typ == onrecord.Country {
				n.Of = r.as(m.entity)
			}
		}
	}
	r.refs = refer.NewText(r.words.Words, r.view, names)
	for _, n := range names {
		if e := n.Entity; e != nil && e.Kind == refer.Body {
			bodyWords, _ := r.refs.BodyWords(n)
			e.Words = union(e.Words, bodyWords)
		}
	}
	r.descs = r.refs.Describe()
	people := refer.NewPersons(r.refs, sound)
	of := map[*refer.Entity]*entity{}
	for _, e := range people.All() {
		of[e] = &entity{typ: onrecord.Person, ref: kb.NoRef, is: e, gender: e.Gender}
		r.entities = append(r.entities, of[e])
	}
	for _, n := range names {
		if e := of[n.Entity]; e != nil && n.Type == ling.PER {
			r.bear(e, r.byName[n])
		}
	}
	r.besides(of)
}

// referred is how the text's references know the entity of a name: nil for a
// person, who is not known yet, and for a people.
func (r *cast) referred(m *mark, n *refer.Name) *refer.Entity {
	e := m.entity
	if e == nil || m.Type == ling.NORP || m.Type == ling.EVENT {
		return nil
	}
	r.as(e)
	e.is.Org = e.is.Org || n.Type == ling.ORG
	return e.is
}

// bear gives a person a name; the entity is called by the fullest.
func (r *cast) bear(e *entity, m *mark) {
	name := r.nameText(m)
	if len(strings.Fields(name)) > len(strings.Fields(e.name)) {
		e.name = name
	}
	r.put(m, e, "")
}

// besides gives every person the descriptions that stand beside the name.
func (r *cast) besides(of map[*refer.Entity]*entity) {
	for _, d := range r.descs {
		if d.Name == nil {
			continue
		}
		e := of[d.Name.Entity]
		if e == nil {
			continue
		}
		e.titles = append(e.titles, d)
		if d.Noun.Gender != 0 {
			e.gender = d.Noun.Gender
			e.is.Gender = d.Noun.Gender
		}
	}
}

// renew tells the text's references of whom the knowledge base knows: two
// names may be one actor's.
func (r *cast) renew() {
	for _, n := range r.refs.Names() {
		if e := r.byName[n].entity; e != nil && n.Type == ling.PER {
			n.Entity = r.as(e)
		}
	}
}

// union is a with the words of b that it has not.
func union(a, b []string) []string {
	for _, w := range b {
		if !slices.Contains(a, w) {
			a = append(a, w)
		}
	}
	return a
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

// nationOf is the nation's name right before the noun of a description.
func (r *cast) nationOf(d *refer.Description) *mark {
	first := d.Head
	for first > d.First && r.nominal(first-1) && r.nameAt(first-1) == nil {
		first--
	}
	k := first - 1
	if r.ending(k) {
		k--
	}
	if k < d.First {
		return nil
	}
	return r.nationAt(k)
}

// settle gives every entity its actor.
func (r *cast) settle() {
	for _, e := range r.entities {
		a := onrecord.Actor{Name: e.name, Type: e.typ, Codes: map[string]string{}}
		if e.ref != kb.NoRef {
			a = r.kb.Actor(e.ref).Actor
			a.Role = r.knownRole(e)
		} else {
			a.ID = onrecord.ActorID(r.ownID(e))
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
func (r *cast) ownID(e *entity) string {
	id := "x:" + kb.Slug(e.name)
	one := !strings.Contains(strings.TrimSpace(e.name), " ")
	if e.typ == onrecord.Group || one && e.typ != onrecord.Country && e.typ != onrecord.Place {
		id += r.ownHash()
	}
	return id
}
