package refer

import "onrecord/ling/ud"

// window is how many mentions back a pronoun or description looks. News names
// its speakers again within a paragraph or three.
const window = 40

// event is a mention as the pronouns after it see it.
type event struct {
	entity      *Entity
	sent        int
	quote       int // quotation it stands in, -1
	subject     bool
	speaks      bool
	verb        int // the verb it is an argument of, -1
	first, last int
}

// memory is what was mentioned last, and who has the floor.
type memory struct {
	*Text
	past   []event
	now    int     // sentence that is read
	talks  *Entity // who spoke last outside of quotations, nil if unclear
	talked int     // the sentence of it
	asked  []*Entity
}

// back is how many sentences back another is: those that are all quotation do
// not count, for the reader's thread goes past them.
func (m *memory) back(sent int) int { return m.prose[m.now] - m.prose[sent] }

// note remembers a mention.
func (m *memory) note(ev event) {
	m.past = append(m.past, ev)
	if len(m.past) > 4*window {
		m.past = append(m.past[:0], m.past[len(m.past)-window:]...)
	}
}

// lately calls f with the last mentions up to this sentence, the last first,
// until f says to stop. What is said in a quotation may be read after the
// sentence that says who speaks there.
func (m *memory) lately(f func(ev *event) bool) {
	for j := len(m.past) - 1; j >= 0 && j >= len(m.past)-window; j-- {
		if m.past[j].sent <= m.now && !f(&m.past[j]) {
			return
		}
	}
}

// here calls f with the mentions of this sentence, the last first, until f
// finds what it looks for.
func (m *memory) here(f func(ev *event) bool) *event {
	for j := len(m.past) - 1; j >= 0 && m.past[j].sent >= m.now; j-- {
		if m.past[j].sent == m.now && f(&m.past[j]) {
			return &m.past[j]
		}
	}
	return nil
}

// covering is the mention of this sentence that holds token k, nil for none.
func (m *memory) covering(k int) *event {
	return m.here(func(ev *event) bool { return ev.first <= k && k < ev.last })
}

// entityAt is whom the mention of this sentence at token k means.
func (m *memory) entityAt(k int) *Entity {
	if ev := m.covering(k); ev != nil {
		return ev.entity
	}
	return nil
}

// personal is which person the mention at token k, before token i, means.
func (m *memory) personal(k, i int) (found *Entity) {
	m.lately(func(ev *event) bool {
		if ev.first <= k && k < ev.last && ev.first < i && ev.entity.Kind != Body {
			found = ev.entity
		}
		return found == nil
	})
	return found
}

// inSentence reports whether e was mentioned in this sentence.
func (m *memory) inSentence(e *Entity) bool {
	return m.here(func(ev *event) bool { return ev.entity == e }) != nil
}

// wasSubject reports whether the entity was a subject in the sentence of ev.
func (m *memory) wasSubject(ev *event) bool {
	for j := len(m.past) - 1; j >= 0 && m.past[j].sent >= ev.sent; j-- {
		if o := &m.past[j]; o.entity == ev.entity && o.sent == ev.sent && o.subject {
			return true
		}
	}
	return false
}

// opened reports whether e is the only body that was a subject in the sentence before.
func (m *memory) opened(e *Entity) bool {
	only := false
	for j := len(m.past) - 1; j >= 0 && m.past[j].sent >= m.now-1; j-- {
		if ev := &m.past[j]; ev.subject && ev.entity.Kind == Body {
			if ev.entity != e {
				return false
			}
			only = true
		}
	}
	return only
}

// speaker notes who spoke in sentence s, outside of quotations: the source of
// "according to", else the subject of the speech verb that is nested least, the
// last of equals. A sentence that is all quotation leaves the floor to who had
// it; some sentences in which nobody speaks take it away.
func (m *memory) speaker(s int, before *Entity) {
	const forgets = 4 // sentences
	var best *event
	least := 0
	m.here(func(ev *event) bool {
		if ev.speaks && ev.quote < 0 {
			if depth := m.depth(ev); best == nil || depth < least {
				best, least = ev, depth
			}
		}
		return false
	})
	switch {
	case best != nil:
		m.talks, m.talked = best.entity.Voice(), s
	case before != nil && m.back(m.talked) > forgets:
		m.talks = nil
	}
}

// depth is how deep in the sentence somebody speaks: clauses between the verb
// and the sentence's own.
func (m *memory) depth(ev *event) int {
	if m.accordingTo(ev.first) {
		return -1 // frames all of it
	}
	depth := 0
	for v, steps := ev.verb, 0; v >= 0 && steps < 20; v, steps = m.view.Tokens[v].Head, steps+1 {
		switch ud.Universal(m.view.Tokens[v].Deprel) {
		case "conj", "parataxis", "root":
		default:
			depth++
		}
	}
	return depth
}

// speaksHere reports whether e speaks around quotation q in this sentence, or
// had the floor and nobody else takes it here.
func (m *memory) speaksHere(e *Entity, q int) bool {
	return m.talks == e || m.here(func(ev *event) bool { return ev.entity == e && ev.speaks && ev.quote != q }) != nil
}

// supplanted reports whether, since who has the floor was mentioned last,
// somebody else of that kind was the subject of a sentence: "he" is then rather
// the new subject.
func (m *memory) supplanted(f pronoun) bool {
	if m.talks == nil {
		return false
	}
	found := false
	m.lately(func(ev *event) bool {
		switch {
		case ev.sent == m.now:
			return true
		case ev.sent <= m.talked:
			return false
		case ev.entity.Voice() == m.talks:
			found = false
			return false
		case m.leads(ev) && agrees(ev.entity, f):
			found = true
		}
		return true
	})
	return found
}

// leads reports whether a mention is the subject of its sentence.
func (m *memory) leads(ev *event) bool {
	return ev.subject && ev.quote < 0 && m.depth(ev) <= 0
}
