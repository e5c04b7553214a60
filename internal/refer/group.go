package refer

import (
	"slices"

	"onrecord/ling"
)

// group notes the persons or bodies who were together the subject of a verb of
// this sentence, so that "they" and "both men" can mean them.
func (w *walker) group() {
	var first *event
	var members []*Entity
	w.here(func(ev *event) bool {
		if !ev.subject || ev.quote >= 0 || ev.verb < 0 || ev.entity.Kind == People || ev.entity.Kind == Thing {
			return false
		}
		if first == nil || w.joined(first, ev) {
			if !slices.Contains(members, ev.entity) {
				members = append(members, ev.entity)
			}
			first = ev
		}
		return false
	})
	if len(members) < 2 {
		return
	}
	slices.Reverse(members)
	w.note(event{
		entity: &Entity{Kind: People, Members: members}, sent: w.now, quote: -1, subject: true,
		speaks: first.speaks, verb: first.verb, first: first.first, last: first.last,
	})
}

// joined reports whether two mentions are together the subject of one verb.
func (w *walker) joined(a, b *event) bool {
	if a.verb != b.verb {
		return false
	}
	i := w.headOf(a.first, a.last)
	k := w.headOf(b.first, b.last)
	return i >= 0 && k >= 0 && (w.view.Tokens[i].Deprel == "conj" || w.view.Tokens[k].Deprel == "conj")
}

// allOf are the persons of several names.
func allOf(names []*Name) *Entity {
	e := &Entity{Kind: People}
	for _, n := range names {
		if n.Entity == nil {
			return &Entity{Kind: People}
		}
		if !slices.Contains(e.Members, n.Entity) {
			e.Members = append(e.Members, n.Entity)
		}
	}
	return e
}

// isPair reports whether a description is of two: "both men", "the two leaders".
func (w *walker) isPair(d *Description) bool {
	return w.pair[w.word(d.First-1)] || slices.ContainsFunc(d.mods, func(m string) bool { return w.pair[m] })
}

// Together reports whether a word in small letters is what several bodies or
// states are called: "capitals", "governments".
func (w *Words) Together(s string) bool { return w.pairedBodies[s] }

// bothBodies resolves "both countries" and "the two companies" at token i: those
// that were together a subject last.
func (w *walker) bothBodies(i int) {
	const sentences = 3
	first := i - 1
	if w.word(first-1) == "the" {
		first--
	}
	l := Link{First: first, Last: i + 1, Head: i, Type: ling.NOM}
	w.lately(func(ev *event) bool {
		if w.back(ev.sent) > sentences {
			return false
		}
		if e := ev.entity; e.Kind == People && len(e.Members) == 2 && e.Members[0].Kind == Body && e.Members[1].Kind == Body {
			l.Entity, l.Why = e, "the two that were named together"
		}
		return l.Entity == nil
	})
	if l.Entity != nil {
		w.links = append(w.links, l)
		w.happen(l.Entity, l.First, l.Last, false)
	}
}

// pairOf are the two whom a description of two takes up: those who were
// together a subject, else the only two persons of this sentence and the one before.
func (w *walker) pairOf(d *Description) (*Entity, string) {
	const sentences = 2
	var group *Entity
	var persons []*Entity
	w.lately(func(ev *event) bool {
		if w.now-ev.sent > sentences || group != nil {
			return false
		}
		if e := ev.entity; e.Kind == People && len(e.Members) == 2 && w.allFit(d, e.Members) {
			group = e
		} else if e.Kind == Person && e.Named && ev.quote < 0 && !slices.Contains(persons, e) {
			persons = append(persons, e)
		}
		return true
	})
	switch {
	case group != nil:
		return group, "the two who were the subject together"
	case len(persons) == 2 && w.allFit(d, persons):
		slices.Reverse(persons)
		return &Entity{Kind: People, Members: persons}, "the only two persons before it"
	}
	return nil, ""
}

// allFit reports whether all may be called by a description of several.
func (w *walker) allFit(d *Description, members []*Entity) bool {
	for _, e := range members {
		if e.Kind != Person || d.Noun.Gender != 0 && e.Gender != 0 && d.Noun.Gender != e.Gender {
			return false
		}
		known := slices.ContainsFunc(e.roles, func(o *Description) bool { return o.Noun.TakenUpBy(d.Noun.Word) })
		if !known && !w.anyPair[d.Noun.Word] && len(e.roles) > 0 {
			return false
		}
	}
	return true
}
