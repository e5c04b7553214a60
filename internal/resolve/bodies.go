package resolve

import (
	"strings"

	"onrecord/internal/kb"
	"onrecord/ling"
)

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
		if form := r.doc.Tokens[last+1].Form; len(form) >= 2 && (acronym(form) && strings.ToLower(form) != form || r.shortens(form, m)) && long[form] == nil && m.Last-m.First > 1 {
			long[form] = m
		}
	}
	if len(long) == 0 {
		return nil
	}
	return r.shortened(long)
}

// shortens reports whether the capitals of a word are the initials of a name's
// words in capitals: "MoT" for the Ministry of Transport.
func (r *cast) shortens(form string, m *mark) bool {
	var initials, capitals strings.Builder
	for i := m.First; i < m.Last; i++ {
		if f := r.doc.Tokens[i].Form; isTitleCase(f) && r.word(i) != "the" {
			initials.WriteByte(f[0])
		}
	}
	for _, c := range form {
		if 'A' <= c && c <= 'Z' {
			capitals.WriteRune(c)
		}
	}
	return capitals.Len() > 1 && capitals.String() == initials.String()
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
