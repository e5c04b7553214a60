package resolve

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/refer"
	"onrecord/internal/words"
	"onrecord/ling/ud"
)

// surnames finds the surnames of the article's persons, and of those in office
// whom readers know by no more, where the name layer has missed them. A month
// is no person's.
func (r *cast) surnames() {
	full := r.fullSurnames()
	for i := range r.doc.Tokens {
		form := r.doc.Tokens[i].Form
		if r.doc.Tokens[i].UPOS != ud.PROPN && !(len(form) > 2 && acronym(form)) || !isTitleCase(form) || r.nameAt(i) != nil || r.words.isTitle(r.word(i)) || r.view.Timed(i) {
			continue
		}
		if full[kb.Fold(form)] {
			r.add(i, i+1, "PER", finder+" surname")
		} else if r.kb == nil {
			continue
		} else if ref := r.surname(form); ref != kb.NoRef {
			r.put(r.add(i, i+1, "PER", finder+" surname"), r.known(ref), "the one in office of that surname")
		}
	}
	r.sortMarks()
}

// describe makes descriptions without a name beside them mean somebody: the
// person of the article who was given that very description, else who held
// the office on the article's day.
func (r *cast) describe() {
	for _, d := range r.descs {
		if d.Name != nil || d.Plural || d.Former || d.Indefinite || d.Owned || !d.Definite && len(d.Scopes) == 0 {
			continue
		}
		if e := r.describedAs(d); e != nil {
			d.Entity, d.Why = r.as(e), "the one person of the article so described"
			continue
		}
		if d.Noun.Is(words.Body) {
			if e := r.namedLater(d); e != nil {
				d.Entity, d.Why = r.as(e), "the only body of that kind, named further down"
			}
			continue
		}
		if e := r.servingNow(d); e != nil {
			d.Entity, d.Why = r.as(e), "the one of the article who held such an office on the day"
			continue
		}
		if !d.Office || len(d.Scopes) == 0 {
			continue
		}
		if ref := r.holder(r.posts(d)); ref != kb.NoRef {
			d.Entity, d.Why = r.as(r.known(ref)), "who held the office on the day"
		}
	}
}

// servingNow is the one person of the article who holds an office on its day that
// has the noun of the description and the name of what it is of: "the Indiana
// governor" where readers meet the governor by name.
func (r *cast) servingNow(d *refer.Description) *entity {
	if r.kb == nil || len(d.Scopes) != 1 || d.Noun.Is(words.Body) {
		return nil
	}
	of := kb.Fold(r.nameText(r.byName[d.Scopes[0]]))
	var found *entity
	for _, e := range r.entities {
		if e.typ != onrecord.Person || e.ref == kb.NoRef || e == found || len(e.marks) == 0 {
			continue
		}
		role := kb.Fold(r.knownRole(e))
		if !strings.Contains(role, d.Noun.Word) || !strings.Contains(role, of) {
			continue
		}
		if found != nil {
			return nil
		}
		found = e
	}
	return found
}

// namedLater is the one body of the article whose name has the noun of the
// description, if it is named only after it: a standfirst's "the ministry".
func (r *cast) namedLater(d *refer.Description) *entity {
	if !d.Definite || len(d.Scopes) > 0 || d.Last-d.First > 2 {
		return nil
	}
	var found *entity
	for _, e := range r.entities {
		if e.is == nil || len(e.marks) == 0 || !slices.Contains(e.is.Words, d.Noun.Word) {
			continue
		}
		if found != nil || e.marks[0].First < d.First {
			return nil
		}
		found = e
	}
	return found
}

// mostCompared bounds how many pairs of descriptions are compared in one
// article. A thousand descriptions of a thousand others come to it; a text that
// has more is a list or a trap, and then a description means nobody.
const mostCompared = 1 << 20

// describedAs is the one person of the article who bears the description.
func (r *cast) describedAs(d *refer.Description) *entity {
	var found *entity
	for _, e := range r.entities {
		for _, o := range e.titles {
			if r.compared++; r.compared > mostCompared {
				return nil
			}
			if o.Former || !r.sameOffice(d, o) {
				continue
			}
			if found != nil && found != e {
				return nil
			}
			found = e
		}
	}
	return found
}

// sameOffice reports whether description d can be short for o: the same post,
// or the same noun or one that takes it up, no word that o has not, and no
// nation that o has not.
func (r *cast) sameOffice(d, o *refer.Description) bool {
	for _, p := range r.posts(d) {
		if slices.Contains(r.posts(o), p) {
			return true
		}
	}
	if d.Noun != o.Noun {
		// "the expert" of whom the article called an analyst
		return len(d.Words) == 1 && len(d.Scopes) == 0 && o.Noun.TakenUpBy(d.Noun.Word)
	}
	for _, w := range d.Words {
		if !slices.Contains(o.Words, w) {
			return false
		}
	}
	for _, s := range d.Scopes {
		of := r.byName[s].entity
		if of == nil || !slices.ContainsFunc(o.Scopes, func(os *refer.Name) bool { return r.byName[os].entity == of }) {
			return false
		}
	}
	return true
}
