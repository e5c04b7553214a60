package kb

import (
	"slices"
	"sort"

	"onrecord/ling"
)

// settle makes the entries consistent: no two share an unambiguous name, and
// terms in an office that one holds at a time follow one another where the
// sources allow it. What it changes it reports.
func (b *Builder) settle() {
	b.settleTerms()
	b.settleNames()
}

// ownIndex remembers the names of our own entries, which tables must not take.
func (b *Builder) ownIndex() {
	b.ownNames = map[string]*Entry{}
	for _, e := range b.entries {
		if !e.own {
			continue
		}
		for k, s := range e.names {
			if s <= Alias {
				b.ownNames[k] = e
			}
		}
	}
}

// settleNames demotes names in full that several have: our own entries keep
// theirs, all others' become ambiguous.
func (b *Builder) settleNames() {
	owners := map[string][]*Entry{}
	for _, e := range b.entries {
		for k, s := range e.names {
			if s <= Alias && k[0] != '~' {
				owners[k] = append(owners[k], e)
			}
		}
	}
	shared := 0
	for k, es := range owners {
		if len(es) < 2 {
			continue
		}
		shared++
		var own []*Entry
		for _, e := range es {
			if e.own {
				own = append(own, e)
			}
		}
		for _, e := range es {
			if len(own) != 1 || e != own[0] {
				e.names[k] = Short
			}
		}
	}
	b.dropped["name that several have, made ambiguous"] += shared
}

// settleTerms closes what is open where a successor is known, and cuts the
// overlap of a vague date with an exact one.
func (b *Builder) settleTerms() {
	byOffice := map[string][]termAt{}
	for _, e := range b.entries {
		for i := range e.terms {
			t := &e.terms[i]
			if k := b.officeOf(t.office); k != nil && k.one && t.scope != nil && k.key != "foreign-spokesperson" {
				at := t.office + "/" + t.scope.Name
				if t.to != nil {
					at += "/" + t.to.Name
				}
				byOffice[at] = append(byOffice[at], termAt{e, t})
			}
		}
	}
	for _, terms := range byOffice {
		sort.SliceStable(terms, func(i, j int) bool {
			if c := terms[i].t.start.Compare(terms[j].t.start); c != 0 {
				return c < 0
			}
			return terms[i].e.Name < terms[j].e.Name
		})
		at := 0
		for i := 1; i < len(terms); i++ {
			if terms[at].e == terms[i].e && overlap(terms[at].t, terms[i].t) {
				joinTerms(terms[at].t, terms[i].t)
				continue
			}
			closeTerm(terms[at], terms[i])
			at = i
		}
	}
	for _, e := range b.entries {
		e.terms = slices.DeleteFunc(e.terms, func(t entryTerm) bool { return t.joined })
	}
}

// joinTerms makes one of two rows for the same term.
func joinTerms(a, b *entryTerm) {
	b.joined = true
	if !a.end.IsZero() && (b.end.IsZero() || b.end.Compare(a.end) > 0) {
		a.end, a.asOf = b.end, b.asOf
	}
}

type termAt struct {
	e *Entry
	t *entryTerm
}

// closeTerm ends a term where the next one starts, if nothing speaks against it.
func closeTerm(a, next termAt) {
	switch {
	case a.e == next.e && a.t.end.IsZero():
		a.t.end, a.t.asOf = next.t.start.AddDays(-1), ling.Date{} // a second term of the same
	case a.e == next.e:
	case a.t.end.IsZero() && next.t.source != "":
		a.t.end, a.t.asOf = next.t.start.AddDays(-1), ling.Date{}
	case a.t.end.IsZero() && a.t.start != next.t.start:
		a.t.end, a.t.asOf = next.t.start.AddDays(-1), ling.Date{}
	case a.t.end.IsZero() || next.t.start.Compare(a.t.end) > 0:
	case a.t.vagueEnd && !next.t.vagueStart:
		a.t.end = next.t.start.AddDays(-1)
	case next.t.vagueStart && !a.t.vagueEnd && a.t.end.Year == next.t.start.Year:
		next.t.start = a.t.end.AddDays(1)
	case a.t.end == next.t.start:
		a.t.end = a.t.end.AddDays(-1)
	}
	if !a.t.end.IsZero() && a.t.end.Compare(a.t.start) < 0 {
		a.t.end = a.t.start
	}
}
