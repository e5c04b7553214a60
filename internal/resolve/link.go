package resolve

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
)

// identify links the persons of the article to the knowledge base: by the
// office that stands beside the name on that day, then by the name with the
// article's nations for witnesses. What stays in doubt stays unlinked.
func (r *run) identify() {
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
func (r *run) link(e *entity, ref kb.Ref) {
	old := r.byRef[ref]
	if old == nil {
		e.ref = ref
		if e.gender == 0 {
			e.gender = r.kb.Actor(ref).Gender
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
	old.marks = append(old.marks, e.marks...)
	old.titles = append(old.titles, e.titles...)
	e.marks, e.titles = nil, nil
}

// personOf is the actor whom a person of the article is, kb.NoRef in doubt.
func (r *run) personOf(e *entity) kb.Ref {
	if ref, decided := r.byOffice(e); decided {
		return ref
	}
	if !strings.Contains(e.name, " ") {
		return r.bySurname(e)
	}
	return r.byFullName(e)
}

// byOffice links by the descriptions beside the name. It has decided, too,
// when the office is known and its holder is somebody else: then this is a
// namesake or a person the knowledge base does not know.
func (r *run) byOffice(e *entity) (kb.Ref, bool) {
	conflict := false
	for _, t := range e.titles {
		posts := r.posts(t)
		if len(posts) == 0 {
			continue
		}
		if t.former {
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
		if len(holders) > 0 && r.kb.Single(posts[0].office) {
			conflict = true
		}
	}
	return kb.NoRef, conflict
}

// formerHolder is the one person of that name who held one of the posts before.
func (r *run) formerHolder(e *entity, posts []post) kb.Ref {
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

// sounds reports whether a name can be this actor's: the surname sounds like
// one of its names' words, and the given name, if there is one, does not differ.
func (r *run) sounds(ref kb.Ref, name string) bool {
	for _, n := range r.candidates(name, kb.Sounds) {
		if n == ref {
			return true
		}
	}
	have := strings.Fields(kb.Sound(r.kb.Actor(ref).Name))
	want := strings.Fields(kb.Sound(name))
	if len(have) == 0 || len(want) == 0 {
		return false
	}
	last := want[len(want)-1]
	if !slices.ContainsFunc(have, func(h string) bool { return alike(h, last) }) && !slices.ContainsFunc(have, func(h string) bool {
		return len(want) > 1 && alike(h, want[0]) && len(have) > 0 && alike(have[0], want[0]) && familyNear(have, want)
	}) {
		return false
	}
	return len(want) == 1 || alike(have[0], want[0]) || have[0][:1] == want[0][:1] || slices.Contains(have, want[0])
}

// familyNear reports whether a surname of the one is nearly one of the other.
func familyNear(a, b []string) bool {
	for _, x := range a[1:] {
		for _, y := range b[1:] {
			if len(x) > 4 && len(y) > 4 && distance(x, y) <= 2 {
				return true
			}
		}
	}
	return false
}

// alike reports whether two words by sound are the same but for one letter in
// a long word: spellings of one name that no equation covers.
func alike(a, b string) bool {
	return a == b || len(a) > 4 && len(b) > 4 && distance(a, b) <= 1
}

// distance is the Levenshtein distance of two short words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			diag, row[j] = row[j], min(row[j]+1, row[j-1]+1, diag+cost)
		}
	}
	return row[len(b)]
}

// candidates are the persons whom a name may mean in a sense no looser than
// the given one.
func (r *run) candidates(name string, loosest kb.Sense) []kb.Ref {
	var out []kb.Ref
	take := func(names []kb.Name) {
		for _, n := range names {
			if n.Sense <= loosest && r.kb.Type(n.Ref) == onrecord.Person && !slices.Contains(out, n.Ref) {
				out = append(out, n.Ref)
			}
		}
	}
	take(r.kb.Names(nil, name))
	if words := strings.Fields(name); len(words) > 2 {
		take(r.kb.Names(nil, words[0]+" "+words[len(words)-1]))
	}
	if loosest >= kb.Sounds {
		take(r.kb.Sounding(nil, name))
	}
	return out
}

// byFullName links a full name that one person bears, if nothing beside it
// speaks against that person and something in the article speaks for it.
func (r *run) byFullName(e *entity) kb.Ref {
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
	return kb.NoRef
}

// prominent is the weight of offices whose holders readers know by name.
const prominent = 180

// speaksFor reports whether the article lets a person of a name be this actor.
// The looser the name fits (level), the more is asked.
func (r *run) speaksFor(e *entity, ref kb.Ref, level int) bool {
	a := r.kb.Actor(ref)
	if !r.inLifetime(&a) {
		return false
	}
	country := r.kb.ID(a.Country)
	sameNation, titled := false, false
	for _, t := range e.titles {
		if t.kind == calling && ordinary(r.word(t.head)) {
			return false // "analyst Vladimir Filippov" is not the minister of that name
		}
		for _, m := range t.scopes {
			if m.entity == nil || m.entity.ref == kb.NoRef {
				titled = titled || m.Type == "NORP" || m.Type == "GPE"
			}
		}
		if t.kind == office && !t.former && !generic[r.word(t.head)] && a.Prominence < 220 && !r.servedAs(ref, t) {
			return false // another office than any that this person held
		}
		titled = titled || r.strangeNation(t)
		left, right := r.scopesOf(t)
		for _, s := range append(left, right...) {
			c := r.kb.CountryOf(s)
			if c == kb.NoRef {
				continue
			}
			titled = true
			sameNation = sameNation || r.kb.ID(c) == country
		}
	}
	if titled && !sameNation {
		return false // another nation's
	}
	near := country != "" && r.nations[country] > 0
	active := r.active(ref, level)
	switch level {
	case 0:
		return a.Prominence >= prominent && active || active && near || near && a.Prominence >= prominent || sameNation
	case 1:
		return active && (sameNation || near)
	}
	return active && sameNation || active && near && a.Prominence >= prominent
}

// generic are the heads of descriptions that news gives to holders of any office.
var generic = map[string]bool{"leader": true, "chief": true, "head": true, "envoy": true, "counterpart": true, "boss": true, "ruler": true, "strongman": true, "dictator": true, "representative": true, "negotiator": true, "diplomat": true, "commissioner": true, "delegate": true}

// servedAs reports whether a person held an office that the head of a
// description can name.
func (r *run) servedAs(ref kb.Ref, t *title) bool {
	head, _ := r.words.singular(r.word(t.head))
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
func (r *run) strangeNation(t *title) bool {
	if isTitleCase(r.doc.Tokens[t.head].Form) {
		return false
	}
	sent, _ := r.sentenceOf(t.head)
	for i := max(t.first, sent+1); i < t.head; i++ {
		if isTitleCase(r.doc.Tokens[i].Form) && r.nameAt(i) == nil {
			return true
		}
	}
	return false
}

// inLifetime reports whether a person can have been spoken of as grown up on
// the article's day.
func (r *run) inLifetime(a *kb.Actor) bool {
	return r.day.IsZero() || a.Born == 0 || a.Born+18 <= r.day.Year
}

// active reports whether a person held an office at about the article's time:
// up to fifteen years before and two after, or for a loose fit of the name just then.
func (r *run) active(ref kb.Ref, level int) bool {
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

// ordinary reports whether a calling is not that of politicians, who are
// called so beside many another thing.
func ordinary(calling string) bool {
	switch calling {
	case "politician", "lawmaker", "legislator", "deputy", "senator", "congressman", "congresswoman", "candidate", "nominee", "member", "official", "adviser", "advisor", "aide", "ally", "founder", "general", "colonel", "admiral", "marshal", "commander", "cleric", "businessman", "brother", "son", "daughter", "father", "wife", "husband", "parliamentarian", "man", "woman", "militant", "fighter", "major", "lieutenant", "brigadier", "captain", "counsellor", "colleague":
		return false
	}
	return true
}

// bySurname links a bare surname to the one prominent person of that name who
// holds office on the day and whose nation the article speaks of.
func (r *run) bySurname(e *entity) kb.Ref {
	if len(e.titles) > 0 && r.titledOtherwise(e) {
		return kb.NoRef
	}
	return r.surname(e.name)
}

// surname is the one prominent person in office whose surname it is.
func (r *run) surname(name string) kb.Ref {
	one := kb.NoRef
	if r.day.IsZero() {
		return one
	}
	for _, c := range r.candidates(name, kb.Short) {
		a := r.kb.Actor(c)
		if a.Prominence < prominent || !r.inOffice(c) || !r.near(c) {
			continue
		}
		if one != kb.NoRef {
			return kb.NoRef
		}
		one = c
	}
	return one
}

// titledOtherwise reports whether a description beside the name is one that no
// office in the knowledge base goes by: then a bare surname is not enough.
func (r *run) titledOtherwise(e *entity) bool {
	for _, t := range e.titles {
		if t.kind == calling && ordinary(r.word(t.head)) {
			return true
		}
	}
	return false
}

// inOffice reports whether a person holds a prominent office on the day.
func (r *run) inOffice(ref kb.Ref) bool {
	for _, t := range r.kb.Terms(nil, ref) {
		if holds, surely := t.Holds(r.day); holds && surely && r.kb.Rank(t.Office) >= prominent {
			return true
		}
	}
	return false
}

// near reports whether the article speaks of the state or body of one of the
// person's present offices.
func (r *run) near(ref kb.Ref) bool {
	for _, t := range r.kb.Terms(nil, ref) {
		if holds, _ := t.Holds(r.day); !holds {
			continue
		}
		if r.byRef[t.Scope] != nil || r.nations[r.kb.ID(r.kb.CountryOf(t.Scope))] > 0 {
			return true
		}
	}
	return false
}

// agents makes "American warplanes" and "the Syrian army" mean the state they
// act for.
func (r *run) agents() {
	for i := range r.doc.Tokens {
		if r.words.agents[r.word(i)] != "organ" || r.nameAt(i) != nil {
			continue
		}
		if next := r.word(i + 1); r.words.titles[next].kind != noTitle || r.words.agents[next] != "" {
			continue
		}
		first := i
		sent, _ := r.sentenceOf(i)
		for first > sent && r.nominal(first-1) && r.nameAt(first-1) == nil {
			first--
		}
		k := first - 1
		if w := r.word(k); w == "'s" || w == "’s" {
			k--
		}
		nation := r.nationAt(k)
		if k < sent || nation == nil || nation.entity == nil || nation.entity.typ != onrecord.Country || nation.Last <= k {
			continue
		}
		m := r.add(nation.First, i+1, "NOM", finder+" agent")
		m.Head = i
		r.put(m, nation.entity)
	}
	r.sortMarks()
}
