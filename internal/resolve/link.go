package resolve

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/refer"
	"onrecord/ling"
)

// linker finds the persons of the article in the knowledge base.
type linker struct{ *offices }

// identify links the persons of the article to the knowledge base: by the
// office that stands beside the name on that day, then by the name with the
// article's nations for witnesses. What stays in doubt stays unlinked.
func (r *linker) identify() {
	if r.kb == nil {
		return
	}
	for _, e := range slices.Clone(r.entities) {
		if e.typ != onrecord.Person || e.ref != kb.NoRef || len(e.marks) == 0 {
			continue
		}
		if ref := r.personOf(e); ref != kb.NoRef {
			r.link(e, ref)
		}
	}
	r.countNations()
}

// link makes an entity mean an actor, joined with another that does already.
func (r *linker) link(e *entity, ref kb.Ref) {
	old := r.byRef[ref]
	if old == nil {
		e.ref = ref
		if e.gender == 0 {
			e.gender = r.kb.Actor(ref).Gender
		}
		if e.gender != 0 {
			e.is.Gender = e.gender
		}
		r.byRef[ref] = e
		return
	}
	if old == e {
		return
	}
	for _, m := range e.marks {
		m.entity = old
	}
	r.as(old).Tell(e.is.Gender)
	old.marks = append(old.marks, e.marks...)
	old.titles = append(old.titles, e.titles...)
	e.marks, e.titles = nil, nil
}

// personOf is the actor whom a person of the article is, kb.NoRef in doubt.
func (r *linker) personOf(e *entity) kb.Ref {
	if r.disowned(e) {
		return kb.NoRef
	}
	if ref, decided := r.byOffice(e); decided {
		return ref
	}
	if !strings.Contains(e.name, " ") {
		return r.bySurname(e)
	}
	if ref := r.byFullName(e); ref != kb.NoRef {
		return ref
	}
	return r.inTheOffice(e)
}

// disowned reports whether the text says that a person is not the one readers
// know: "Boris Johnson, no relation to the politician".
func (r *linker) disowned(e *entity) bool {
	const far = 4 // tokens behind the name
	for _, m := range e.marks {
		for i := m.Last; i < m.Last+far; i++ {
			if r.word(i) == "no" && (r.word(i+1) == "relation" || r.word(i+1) == "relative") {
				return true
			}
		}
		if r.word(m.Last) == "," && r.word(m.Last+1) == "who" && r.tradesFrom(m.Last+2) {
			return true // "who repairs roofs in Leeds"
		}
		if r.tradeBehind(m.Last) {
			return true // "Boris Johnson, 61, a retired plumber"
		}
	}
	return false
}

// tradesFrom reports whether the clause about a person that begins with the verb at
// token i tells a trade: "repairs roofs", "runs a garage in Cork", "works as a nurse".
func (r *linker) tradesFrom(i int) bool {
	if r.words.trade[r.lemma(i)] || r.words.trade[r.lemma(i+1)] {
		return true
	}
	const far = 6 // tokens of the clause
	for k := i + 1; k < i+far && r.word(k) != "," && r.word(k) != "."; k++ {
		if r.words.business[r.word(k)] || r.words.tradesman[r.word(k)] && r.word(k-1) != "of" {
			return true
		}
	}
	return false
}

// tradeBehind reports whether an apposition behind the name that ends at token i
// gives it a trade, an age before it left out: ", a florist from Bath".
func (r *linker) tradeBehind(i int) bool {
	if r.word(i) != "," {
		return false
	}
	if i++; r.word(i+1) == "," {
		i += 2 // "61,"
	}
	if w := r.word(i); w != "a" && w != "an" {
		return false
	}
	const far = 4 // tokens of the apposition
	for k := i + 1; k < i+far && r.word(k) != ","; k++ {
		if r.words.tradesman[r.word(k)] {
			return !r.ending(k+1) && r.word(k+1) != "and"
		}
	}
	return false
}

// byOffice links by the descriptions beside the name. It has decided, too,
// when the office is known and its holder is somebody else: then this is a
// namesake or a person the knowledge base does not know.
func (r *linker) byOffice(e *entity) (kb.Ref, bool) {
	conflict := false
	for _, d := range e.titles {
		posts := r.posts(d)
		if len(posts) == 0 {
			continue
		}
		if d.Former {
			if ref := r.formerHolder(e, posts); ref != kb.NoRef {
				return ref, true
			}
			continue
		}
		holders := r.holders(posts)
		fit := kb.NoRef
		for _, h := range holders {
			if r.sounds(h, e.name) {
				if fit != kb.NoRef {
					return kb.NoRef, true
				}
				fit = h
			}
		}
		if fit != kb.NoRef {
			return fit, true
		}
		if len(holders) > 0 && r.kb.Single(posts[0].office) && !r.words.anyOffice[d.Noun.Word] {
			conflict = true
		}
	}
	return kb.NoRef, conflict
}

// formerHolder is the one person of that name who held one of the posts before.
func (r *linker) formerHolder(e *entity, posts []post) kb.Ref {
	one := kb.NoRef
	for _, c := range r.candidates(e.name, kb.Short) {
		for _, t := range r.kb.Terms(nil, c) {
			for _, p := range posts {
				if t.Office == p.office && t.Scope == p.scope && (r.day.IsZero() || t.Start.Compare(r.day) < 0) {
					if one != kb.NoRef && one != c {
						return kb.NoRef
					}
					one = c
				}
			}
		}
	}
	return one
}

// byFullName links a full name that one person bears, if nothing beside it
// speaks against that person and something in the article speaks for it.
func (r *linker) byFullName(e *entity) kb.Ref {
	best, level := kb.NoRef, 0
	for _, loosest := range [...]kb.Sense{kb.Alias, kb.Short, kb.Sounds} {
		var fit []kb.Ref
		for _, c := range r.candidates(e.name, loosest) {
			if r.speaksFor(e, c, level) {
				fit = append(fit, c)
			}
		}
		if len(fit) == 1 {
			best = fit[0]
		}
		if len(fit) > 0 {
			return best
		}
		level++
	}
	return r.byNearlyFullName(e)
}

// byNearlyFullName links a full name whose surname somebody known in office bears
// and whose given name is spelled nearly as theirs: Haidar and Haider al-Abadi.
func (r *linker) byNearlyFullName(e *entity) kb.Ref {
	words := strings.Fields(e.name)
	one := kb.NoRef
	for _, c := range r.candidates(words[len(words)-1], kb.Short) {
		if r.kb.Actor(c).Prominence < prominent || !givenAlike(e.name, r.kb.Actor(c).Name) || !r.speaksFor(e, c, looseGiven) {
			continue
		}
		if one != kb.NoRef {
			return kb.NoRef
		}
		one = c
	}
	return one
}

// looseGiven is the level of a name whose given name is only nearly the actor's.
const looseGiven = 3

// givenAlike reports whether the first words of two names are one given name in
// two spellings, two letters apart at most.
func givenAlike(a, b string) bool {
	x, y := strings.Fields(kb.Sound(a)), strings.Fields(kb.Sound(b))
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	const longEnough = 5 // letters, of which two may differ
	return len(x[0]) >= longEnough && len(y[0]) >= longEnough && x[0][0] == y[0][0] && distance(x[0], y[0]) <= 2
}

// speaksFor reports whether the article lets a person of a name be this actor.
// The looser the name fits (level), the more is asked.
func (r *linker) speaksFor(e *entity, ref kb.Ref, level int) bool {
	a := r.kb.Actor(ref)
	if !r.inLifetime(&a) {
		return false
	}
	country := r.kb.ID(a.Country)
	same, foreign := r.nationality(e, country)
	if r.onlyListed(ref, &a) {
		return level == 0 && (country == "" || same || !foreign)
	}
	if r.denied(e, ref, &a) || foreign && !same {
		return false
	}
	near := country != "" && r.nations[country] > 0
	return enough(level, same, near, r.active(ref, level), a.Prominence >= prominent)
}

// onlyListed reports whether somebody stands in a user's own list and no office
// of theirs is known. Whoever lists people means those of that name: there is
// no office that could speak for or against them, and the name in full does.
func (r *linker) onlyListed(ref kb.Ref, a *kb.Actor) bool {
	return a.Prominence == kb.Listed && len(r.kb.Terms(nil, ref)) == 0
}

// enough reports whether what speaks for an actor is enough for a name that fits
// as loosely as level says: their own state beside the name, that state
// elsewhere in the article, an office at the time, and that readers know them.
func enough(level int, same, near, active, known bool) bool {
	switch level {
	case 0:
		return same || active && near || known && (active || near)
	case 1:
		return active && (same || near || known)
	}
	return active && (same || known)
}

// denied reports whether a description beside the name is one that this actor
// would not be given.
func (r *linker) denied(e *entity, ref kb.Ref, a *kb.Actor) bool {
	return slices.ContainsFunc(e.titles, func(d *refer.Description) bool {
		return r.private(d) && (!(d.Definite && a.Prominence >= everyone) || r.words.tradesman[d.Noun.Word]) || r.otherOffice(e, d, ref, a)
	})
}

// nationality reports whether the descriptions beside a name speak of that
// state, and whether they speak of any.
func (r *linker) nationality(e *entity, country onrecord.ActorID) (same, any bool) {
	for _, d := range e.titles {
		nations, strange := r.nationsOf(d)
		any = any || strange || len(nations) > 0
		same = same || slices.Contains(nations, country)
	}
	return same, any
}

// everyone is the prominence of those who are called anything: the developer,
// the boss.
const everyone = 220

// otherOffice reports whether a description is of another office than any that
// this person held. One beside the surname alone may be a relative's.
func (r *linker) otherOffice(e *entity, d *refer.Description, ref kb.Ref, a *kb.Actor) bool {
	short := strings.Contains(e.name, " ") && !strings.Contains(r.nameText(r.byName[d.Name]), " ")
	return d.Office && !d.Former && !short && !r.words.anyOffice[d.Noun.Word] && a.Prominence < everyone && !r.servedAs(ref, d)
}

// nationsOf are the ids of the states that a description speaks of; strange
// tells that there is one that nothing is known of.
func (r *linker) nationsOf(d *refer.Description) (ids []onrecord.ActorID, strange bool) {
	for _, s := range d.Scopes {
		e := r.byName[s].entity
		if (e == nil || e.ref == kb.NoRef) && (s.Type == ling.NORP || s.Type == ling.GPE) && !r.words.camp[r.word(s.Last-1)] {
			strange = true
		}
	}
	left, right := r.scopesOf(d)
	for _, s := range append(left, right...) {
		if c := r.kb.CountryOf(s); c != kb.NoRef {
			ids = append(ids, r.kb.ID(c))
		}
	}
	return ids, strange || r.strangeNation(d)
}

// servedAs reports whether a person held an office that the head of a
// description can name.
func (r *linker) servedAs(ref kb.Ref, d *refer.Description) bool {
	head := d.Noun.Word
	if strings.HasPrefix(head, "spokes") {
		head = "spokes"
	}
	for _, term := range r.kb.Terms(nil, ref) {
		if strings.Contains(kb.Fold(term.Title), head) || strings.Contains(r.kb.OfficeName(term.Office), head) {
			return true
		}
	}
	return false
}

// strangeNation reports whether a description in small letters has a word in
// capitals that is no name we know: "the Marenian foreign minister".
func (r *linker) strangeNation(d *refer.Description) bool {
	if isTitleCase(r.doc.Tokens[d.Head].Form) {
		return false
	}
	sent, _ := r.sentenceOf(d.Head)
	for i := max(d.First, sent+1); i < d.Head; i++ {
		if isTitleCase(r.doc.Tokens[i].Form) && r.nameAt(i) == nil && !r.words.camp[r.word(i)] {
			return true
		}
	}
	return false
}

// inLifetime reports whether a person can have been spoken of as grown up on
// the article's day.
func (r *linker) inLifetime(a *kb.Actor) bool {
	return r.day.IsZero() || a.Born == 0 || a.Born+18 <= r.day.Year
}

// active reports whether a person held an office at about the article's time:
// up to fifteen years before and two after, or for a loose fit of the name just then.
func (r *linker) active(ref kb.Ref, level int) bool {
	if r.day.IsZero() {
		return true
	}
	before, after := 15, 2
	if level > 1 {
		before, after = 1, 0
	}
	for _, t := range r.kb.Terms(nil, ref) {
		if t.Start.Year <= r.day.Year+after && (t.End.IsZero() || t.End.Year >= r.day.Year-before) {
			return true
		}
	}
	return false
}
