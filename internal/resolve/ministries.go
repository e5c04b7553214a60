package resolve

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/ling"
)

// readMinistries finds "the Russian Foreign Ministry" and its like: one actor
// for each state's, whatever it is called. Without a nation it is that of the
// one nation whose ministry of that kind the article names, else nobody.
func (r *run) readMinistries() {
	var bare []*mark
	kinds := map[*mark]string{}
	named := map[string]*entity{} // by full name
	ofKind := map[string][]*entity{}
	for i := 0; i < len(r.doc.Tokens); i++ {
		n, name := r.ministryAt(i)
		if n == 0 {
			continue
		}
		nation, first, last := r.nationBeside(i, i+n)
		outer := r.nameAt(i)
		if outer != nil && outer.entity != nil && outer.entity.ref != kb.NoRef {
			i += n - 1
			continue // a body with a name of its own: "US Department of Justice"
		}
		if outer == nil || outer.Type == ling.NORP || outer.Type == ling.GPE {
			outer = r.add(first, last, ling.ORG, finder+" ministry")
		} else if outer.Type != ling.ORG || outer.First < first || outer.Last > last {
			i += n - 1
			continue
		}
		outer.entity = nil // what its name alone may mean; see sweep
		if outer.First <= i && outer.Last >= i+n && (first < outer.First || last > outer.Last) {
			r.cover(outer, first, outer.First)
			r.cover(outer, outer.Last, last)
			outer.First, outer.Last = min(first, outer.First), max(last, outer.Last)
			outer.Span = ling.Span{Start: r.doc.Tokens[outer.First].Start, End: r.doc.Tokens[outer.Last-1].End}
		}
		kinds[outer] = name
		if nation == nil || nation.entity == nil {
			bare = append(bare, outer)
		} else {
			full := name + " of " + withArticle(nation.entity.name)
			e := named[full]
			if e == nil {
				e = &entity{name: full, typ: onrecord.Organization, ref: kb.NoRef, ministry: name, nation: nation.entity}
				named[full], ofKind[name] = e, append(ofKind[name], e)
				r.entities = append(r.entities, e)
			}
			r.put(outer, e)
		}
		i += n - 1
	}
	for _, m := range bare {
		m.nobody = true
		if of := ofKind[kinds[m]]; len(of) == 1 {
			r.put(m, of[0])
		}
	}
	r.sweep()
	r.sortMarks()
	r.indexNames()
}

// ministryAt is the length and name of the ministry whose phrase begins at token i.
func (r *run) ministryAt(i int) (int, string) {
	for n := min(ministryWords, len(r.doc.Tokens)-i); n > 0; n-- {
		if name := r.words.ministries[strings.Join(r.lowered[i:i+n], " ")]; name != "" {
			return n, name
		}
	}
	return 0, ""
}

// nationBeside is the nation before or after tokens [first, last), and the
// tokens that they make up with it.
func (r *run) nationBeside(first, last int) (nation *mark, from, to int) {
	k := first - 1
	if w := r.word(k); w == "'s" || w == "’s" {
		k--
	}
	if m := r.nationAt(k); m != nil {
		return m, m.First, last
	}
	k = last
	if r.word(k) == "of" {
		k++
		if r.word(k) == "the" {
			k++
		}
		if m := r.nationAt(k); m != nil {
			return m, first, m.Last
		}
	}
	return nil, first, last
}

// nationAt is the innermost name of a state at token i, nil for none.
func (r *run) nationAt(i int) *mark {
	if i < 0 || i >= len(r.over) {
		return nil
	}
	for _, m := range r.over[i] {
		if m.Type == ling.NORP || m.Type == ling.GPE {
			return m
		}
	}
	return nil
}

// sweep takes out of every entity the marks that have come to mean another.
func (r *run) sweep() {
	for _, e := range r.entities {
		e.marks = slices.Compact(slices.DeleteFunc(e.marks, func(m *mark) bool { return m.entity != e }))
	}
}

// cameoOf is the end of the CAMEO code of a state's body.
func cameoOf(ministry string) string {
	switch ministry {
	case "Ministry of Defence", "General Staff":
		return "MIL"
	case "Parliament":
		return "LEG"
	case "Supreme Court", "Constitutional Court":
		return "JUD"
	}
	return "GOV"
}
