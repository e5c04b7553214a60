package refer

import (
	"onrecord/ling"
	"onrecord/ling/ud"
)

// issued asks again whose the documents of a sentence are, now that all of it has
// been read: "In a statement, the Larch Foundation said".
func (w *walker) issued() {
	for _, d := range w.papers {
		e := d.Entity
		if e.Issuer == nil {
			e.Issuer = w.issuer(d)
		}
		if e.Issuer != nil {
			first, last := d.whole()
			w.links = append(w.links, Link{First: first, Last: last, Head: d.Head, Type: ling.NOM, Description: d, Entity: e, Why: d.Why})
		}
	}
	w.papers = w.papers[:0]
}

// issuer is who stands for a document: whose it is, who brings it out, or who
// speaks in it.
func (w *walker) issuer(d *Description) *Entity {
	if d.Owner != nil {
		return d.Owner.Entity
	}
	for _, s := range d.Scopes {
		if s.First < d.Head {
			if s.Of != nil {
				return s.Of
			}
			return s.Entity
		}
	}
	if e := w.author(d.Last); e != nil {
		return e
	}
	verb := w.view.Tokens[d.Head].Head
	if verb < 0 {
		return nil
	}
	s := w.subjectOf(verb)
	if s < 0 || s == d.Head {
		return nil
	}
	switch rel := ud.Universal(w.view.Tokens[d.Head].Deprel); {
	case rel == "obj" && w.issues[w.view.Lemma(verb)]:
	case rel == "obl" && w.word(w.view.Left(d.Head)) == "in" && (w.speech[w.low[verb]] || w.told.Speaks != nil && w.told.Speaks(s, s+1)):
	default:
		return nil
	}
	return w.entityAt(s)
}

// author is whose a document is that says so right behind it, from token i on: "a
// study by the Lakeside Institute".
func (w *walker) author(i int) *Entity {
	if p := w.word(i); p != "by" && p != "from" {
		return nil
	}
	for i++; w.word(i) == "the"; i++ {
	}
	if n := w.nameAt(i); n != nil && n.First == i && n.Type != ling.NORP && n.Type != ling.GPE && !w.ending(n.Last) {
		return n.Entity
	}
	return nil
}
