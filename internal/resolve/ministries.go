package resolve

import (
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/ling"
)

// ministry is a phrase of the text for a ministry or service.
type ministry struct {
	name        string // its kind, as an actor is named
	first, last int    // the tokens of the phrase
}

// readMinistries finds "the Russian Foreign Ministry" and its like: one actor
// for each state's, whatever it is called. Without a nation it is that of the
// one nation whose ministry of that kind the article names; where it names none,
// it is one that only this article knows.
func (r *cast) readMinistries() {
	bare := map[*mark]string{}
	named := map[string]*entity{} // by full name
	ofKind := map[string][]*entity{}
	for i := 0; i < len(r.doc.Tokens); i++ {
		found, ok := r.ministryAt(i)
		if !ok {
			continue
		}
		i = found.last - 1
		nation, first, last := r.nationBeside(found.first, found.last)
		m := r.ministryMark(found, first, last)
		if m == nil {
			continue
		}
		if nation == nil || nation.entity == nil {
			bare[m] = found.name
			continue
		}
		full := found.name + " of " + r.words.withArticle(nation.entity.name)
		e := named[full]
		if e == nil {
			e = &entity{name: full, typ: onrecord.Organization, ref: kb.NoRef, ministry: found.name, nation: nation.entity}
			named[full], ofKind[found.name] = e, append(ofKind[found.name], e)
			r.entities = append(r.entities, e)
		}
		r.put(m, e, "the ministry of the nation beside it")
	}
	for _, m := range r.list {
		if kind := bare[m]; kind != "" {
			m.nobody = true
			of := ofKind[kind]
			if len(of) == 0 {
				e := &entity{name: kind, typ: onrecord.Organization, ref: kb.NoRef, vague: true}
				of, ofKind[kind] = []*entity{e}, []*entity{e}
				r.entities = append(r.entities, e)
			}
			if len(of) == 1 {
				r.put(m, of[0], "the only ministry of that kind in the article")
			}
		}
	}
	r.sweep()
	r.sortMarks()
}

// ministryAt is the ministry whose phrase begins at token i.
func (r *cast) ministryAt(i int) (ministry, bool) {
	for n := min(r.words.longestMinistry[r.lowered[i]], len(r.doc.Tokens)-i); n > 0; n-- {
		if name := r.words.ministries[strings.Join(r.lowered[i:i+n], " ")]; name != "" {
			return ministry{name, i, i + n}, true
		}
	}
	return ministry{}, false
}

// ministryMark is the name of a ministry with its nation, tokens [first, last):
// a new one, or the one that stands there grown to it. It is nil for a body with
// a name of its own ("US Department of Justice").
func (r *cast) ministryMark(found ministry, first, last int) *mark {
	m := r.nameAt(found.first)
	switch {
	case m != nil && m.entity != nil && m.entity.ref != kb.NoRef:
		return nil
	case m == nil || m.Type == ling.NORP || m.Type == ling.GPE:
		m = r.add(first, last, ling.ORG, finder+" ministry")
	case m.Type != ling.ORG || m.First < first || m.Last > last:
		return nil
	}
	m.entity = nil // what its name alone may mean; see sweep
	if m.First <= found.first && m.Last >= found.last && (first < m.First || last > m.Last) {
		r.grow(m, first, last)
	}
	return m
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
