package resolve

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/refer"
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
	// own are the actors whom only this article knows by no more than a noun.
	own map[string]*entity
}

// cast reads who is in the article.
func (r *Resolver) cast(p *page, statements []onrecord.Statement) *cast {
	w := &world{marks: &marks{page: p, made: map[place]*mark{}}, kb: r.kb, byRef: map[kb.Ref]*entity{}}
	(&gatherer{w}).gather(statements)
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
	c.ownKinds()
	c.campaigns()
	c.unnamed()
	c.regimes()
	return c
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
	more := len(strings.Fields(name)) - len(strings.Fields(e.name))
	if more > 0 || more == 0 && acronym(e.name) && !acronym(name) {
		e.name = name // "Dora Klein" rather than "DORA KLEIN"
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
		if r.doubtful(e) {
			delete(a.Codes, "iso3")
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

// doubtful reports whether an actor is a small place that only the gazetteer knows,
// in an article that names states and not that one: another may be called so.
func (r *cast) doubtful(e *entity) bool {
	if e.ref == kb.NoRef || e.typ != onrecord.Place || r.kb.Actor(e.ref).Prominence >= gazetteer {
		return false
	}
	others := false
	for ref, o := range r.byRef {
		if o.typ != onrecord.Country || len(o.marks) == 0 {
			continue
		}
		if ref == r.kb.CountryOf(e.ref) {
			return false
		}
		others = true
	}
	return others
}

// ownID is the id of an actor whom only this article knows. A full name is a
// suggestion to join actors over articles; a name of one word and a group are
// not, so they carry a part of the article's hash, and so does what is called
// by signs alone.
func (r *cast) ownID(e *entity) string {
	slug := kb.Slug(e.name)
	if slug == "" {
		return "x:unnamed" + r.ownHash()
	}
	id := "x:" + slug
	one := !strings.Contains(strings.TrimSpace(e.name), " ")
	if e.typ == onrecord.Group || e.vague || one && e.typ != onrecord.Country && e.typ != onrecord.Place {
		id += r.ownHash()
	}
	return id
}
