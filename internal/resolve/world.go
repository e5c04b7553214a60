package resolve

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/refer"
	"onrecord/ling"
)

// entity is one actor of the article: everything that was found to mean the same.
type entity struct {
	name   string // the fullest name the article gives
	typ    onrecord.ActorType
	marks  []*mark
	titles []*refer.Description // descriptions that stand beside its name
	gender byte                 // 'm', 'f', 0 unknown
	ref    kb.Ref               // who it is in the knowledge base, kb.NoRef for nobody there
	// ministry is the kind of a state's ministry, nation that state.
	ministry string
	nation   *entity
	vague    bool          // its name says too little to know it again in another article
	is       *refer.Entity // how the text's own references know it
	actor    onrecord.Actor
}

// world is who is in the article, and what is known of them elsewhere.
type world struct {
	*marks
	kb       *kb.Base // nil if nothing is known
	entities []*entity
	byRef    map[kb.Ref]*entity
	nations  map[onrecord.ActorID]int // how often the article speaks of a state, by its id
	names4   [4]kb.Name               // room for look-ups
}

// known is the entity of an actor of the knowledge base.
func (r *world) known(ref kb.Ref) *entity {
	e := r.byRef[ref]
	if e == nil {
		a := r.kb.Actor(ref)
		e = &entity{name: a.Name, typ: a.Type, ref: ref, gender: a.Gender}
		r.byRef[ref] = e
		r.entities = append(r.entities, e)
	}
	return e
}

// as is how the text's references know an entity.
func (r *world) as(e *entity) *refer.Entity {
	if e.is == nil {
		e.is = &refer.Entity{Kind: refer.Body, Named: true, Gender: e.gender}
		if e.typ == onrecord.Person {
			e.is.Kind = refer.Person
		}
	}
	return e.is
}

// put makes m mean e, if it means nobody yet.
func (r *world) put(m *mark, e *entity, why string) {
	if e != nil && m.entity == nil {
		m.entity, m.why = e, why
		e.marks = append(e.marks, m)
	}
}

// join adds a name that is no person's to the entity of that name, or to a new one.
func (r *world) join(m *mark, name string, byName map[string]*entity) {
	typ := actorType(m.Type)
	key := string(typ[:2]) + kb.Fold(name)
	e := byName[key]
	if e == nil {
		e = &entity{name: name, typ: typ, ref: kb.NoRef}
		byName[key] = e
		r.entities = append(r.entities, e)
	}
	r.put(m, e, "")
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

// sweep takes out of every entity the marks that have come to mean another.
func (r *world) sweep() {
	for _, e := range r.entities {
		e.marks = slices.Compact(slices.DeleteFunc(e.marks, func(m *mark) bool { return m.entity != e }))
	}
}

// countNations notes which states the article speaks of, by id.
func (r *world) countNations() {
	r.nations = map[onrecord.ActorID]int{}
	if r.kb == nil {
		return
	}
	for _, m := range r.list {
		if m.entity == nil || m.entity.ref == kb.NoRef {
			continue
		}
		if c := r.kb.CountryOf(m.entity.ref); c != kb.NoRef {
			r.nations[r.kb.ID(c)]++
		}
	}
}

// sound is a word of a person's name as it sounds: spellings that differ come
// out the same.
func sound(word string) string { return strings.ReplaceAll(kb.Sound(word), " ", "-") }
