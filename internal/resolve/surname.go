package resolve

import (
	"slices"
	"strings"

	"onrecord/internal/kb"
	"onrecord/internal/refer"
	"onrecord/internal/words"
)

// bySurname links a bare surname to the one prominent person of that name who
// holds office on the day and whose nation the article speaks of.
func (r *linker) bySurname(e *entity) kb.Ref {
	if slices.ContainsFunc(e.titles, r.private) {
		return kb.NoRef
	}
	if ref := r.surname(e.name); ref != kb.NoRef {
		return ref
	}
	return r.inTheOffice(e)
}

// inTheOffice is the one holder of that surname, on the day, of an office that
// readers know without its state: "President Trump visited Mexico City".
func (r *linker) inTheOffice(e *entity) kb.Ref {
	const worldwide = 200 // the prominence of those who are known everywhere
	one := kb.NoRef
	for _, d := range e.titles {
		if !d.Office || len(d.Scopes) > 0 || r.day.IsZero() {
			continue
		}
		for _, c := range r.candidates(e.name, kb.Short) {
			holds := r.holdsNow(c, d.Noun.Word)
			if d.Former {
				holds = r.heldBefore(c, d.Noun.Word)
			}
			if r.kb.Actor(c).Prominence < worldwide || !holds || c == one {
				continue
			}
			if one != kb.NoRef {
				return kb.NoRef
			}
			one = c
		}
	}
	return one
}

// holdsNow reports whether a person holds an office on the day whose title has the noun.
func (r *linker) holdsNow(ref kb.Ref, noun string) bool {
	return slices.ContainsFunc(r.kb.Terms(nil, ref), func(t kb.Term) bool {
		holds, _ := t.Holds(r.day)
		return holds && strings.Contains(kb.Fold(t.Title), noun)
	})
}

// heldBefore reports whether a person held an office before the day whose title has
// the noun: "former President Carter".
func (r *linker) heldBefore(ref kb.Ref, noun string) bool {
	return slices.ContainsFunc(r.kb.Terms(nil, ref), func(t kb.Term) bool {
		return strings.Contains(kb.Fold(t.Title), noun) && !t.End.IsZero() && t.End.Compare(r.day) < 0
	})
}

// private reports whether a description is of a calling that politicians do
// not go by: "analyst Vladimir Filippov" is not the minister of that name.
func (r *linker) private(d *refer.Description) bool {
	return !d.Office && d.Noun.Is(words.Calling) && !r.words.political[d.Noun.Word] && r.word(d.Head-1) != "-"
}
