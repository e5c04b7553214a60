package refer

import (
	"fmt"
	"slices"
	"strings"
)

// How many sentences back a description that fits many may mean somebody: who
// was called by this very noun already, and who could be.
const (
	remoteNom = 10
	near      = 3
)

// takenUp is the one entity mentioned before that a description fits, nil if
// there is none, or more than one and neither spoke last.
func (m *memory) takenUp(d *Description) (*Entity, string) {
	found, last, several := m.fitting(d)
	switch {
	case found == nil && d.kind() == Body && m.generic(d):
		if e := m.onlyOrganization(); e != nil {
			return e, "the only organization named just before"
		}
	case found == nil && d.kind() == Person && !m.generic(d):
		if e := m.onlyPerson(d); e != nil {
			return e, "the only person named just before, of whom the text says more"
		}
	case found != nil && !several:
		return found, fmt.Sprintf("the only one before it that %q fits", d.Noun.Word)
	case last != nil && m.back(m.talked) <= 2:
		return last, fmt.Sprintf("who spoke last, of those that %q fits", d.Noun.Word)
	}
	return nil, ""
}

// fitting is who of those mentioned before a description fits, the last first: one
// of them, whoever spoke last among them, and whether there are more.
func (m *memory) fitting(d *Description) (found, last *Entity, several bool) {
	m.lately(func(ev *event) bool {
		e := ev.entity
		if e == found || !m.fits(d, e) || e.Kind != d.kind() && !(e.Kind == Body && m.spelled(d, e)) || m.tooFar(d, ev) {
			return true
		}
		if found == nil {
			found = e
		} else {
			several = true
		}
		if e == m.talks && last == nil {
			last = e
		}
		return true
	})
	return found, last, several
}

// spelled reports whether a description is all words of a body's name, though its
// noun may be a person's too: "the coast guard".
func (m *memory) spelled(d *Description, e *Entity) bool {
	return len(d.mods) > 0 && !d.Plural && slices.Contains(e.Words, d.Noun.Word)
}

// tooFar reports whether a description that fits many stands too far behind a
// mention to take it up: "the official" does not reach far.
func (m *memory) tooFar(d *Description, ev *event) bool {
	far := m.back(ev.sent)
	return m.generic(d) && (far > near && !ev.entity.bears(d.Noun.Word) || far > remoteNom)
}

// onlyPerson is the one person named in this sentence or the two before, if a
// description of the subject can say more of them: "Trask bought the club. The
// Texan billionaire …". Nothing that was said of them may speak against it.
func (m *memory) onlyPerson(d *Description) *Entity {
	const sentences = 2
	if !isSubject(m.view.Tokens[d.Head].Deprel) || m.view.QuoteAt(d.Head) >= 0 || d.Office && len(d.Scopes) > 0 {
		return nil // "Holm flew to Ankara. The Turkish president …"
	}
	var found *Entity
	clear := true
	m.lately(func(ev *event) bool {
		if m.back(ev.sent) > sentences {
			return false
		}
		if e := ev.entity; e.Kind == Person && e != found && ev.quote < 0 {
			clear = clear && found == nil && e.Named
			found = e
		}
		return clear
	})
	if !clear || found == nil || m.speaksAgainst(d, found) {
		return nil
	}
	return found
}

// speaksAgainst reports whether what was said of a person, or their gender,
// denies a description.
func (m *memory) speaksAgainst(d *Description, e *Entity) bool {
	if d.Noun.Gender != 0 && e.Gender != 0 && d.Noun.Gender != e.Gender {
		return true
	}
	return d.Office && len(e.roles) > 0 && !slices.ContainsFunc(e.roles, func(o *Description) bool { return o.Noun.TakenUpBy(d.Noun.Word) })
}

// onlyOrganization is the one organization named in this sentence or the two
// before, of several the one that spoke last, else that was a subject last: "Red Lantern stopped its convoys. The group …".
func (m *memory) onlyOrganization() *Entity {
	const sentences = 2
	var found, subject *Entity
	several := false
	m.lately(func(ev *event) bool {
		if m.back(ev.sent) > sentences {
			return false
		}
		if e := ev.entity; e.Org && e != found {
			several = several || found != nil
			found = e
			if ev.subject && subject == nil {
				subject = e
			}
		}
		return true
	})
	switch {
	case !several:
		return found
	case m.talks != nil && m.talks.Org && m.back(m.talked) <= sentences:
		return m.talks
	}
	return subject
}

// generic reports whether the description is one that fits many.
func (m *memory) generic(d *Description) bool { return m.fitsMany[d.Noun.Word] && len(d.mods) == 0 }

// fits reports whether description d can be short for what was said of e: its
// noun or one that takes it up, and no word that was not said.
func (t *Text) fits(d *Description, e *Entity) bool {
	if d.Noun.Gender != 0 && e.Gender != 0 && d.Noun.Gender != e.Gender {
		return false
	}
	if e.Kind == Body && slices.Contains(e.Words, d.Noun.Word) {
		return t.saysNoMore(d, func(w string) bool {
			return slices.ContainsFunc(e.Words, func(have string) bool { return have == w || t.nation(have) == w })
		})
	}
	return slices.ContainsFunc(e.roles, func(o *Description) bool {
		called := o.Noun.TakenUpBy(d.Noun.Word) || t.anybody[d.Noun.Word] && e.Gender == d.Noun.Gender
		return o.Former == d.Former && o.Plural == d.Plural && called && t.short(d, o)
	})
}

// short reports whether d says no word that o does not.
func (t *Text) short(d, o *Description) bool {
	return t.saysNoMore(d, func(w string) bool {
		return t.nothingNew[w] || w == o.Noun.Word || slices.Contains(o.mods, w)
	})
}

func (t *Text) saysNoMore(d *Description, have func(string) bool) bool {
	for _, w := range d.mods {
		if !have(w) && !strings.ContainsAny(w, "0123456789") {
			return false
		}
	}
	return true
}
