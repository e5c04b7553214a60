package resolve

import (
	"fmt"
	"slices"

	"onrecord"
	"onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// parties says which actors the parts of an article's claims mean.
type parties struct{ *speakers }

// fill gives the parties of claims their actors. Whom "I" means is known once
// the sources of statements are, and then who says "I think" in a quotation.
func (r *parties) fill(found *onrecord.Found) {
	for range 2 {
		for i := range found.Statements {
			r.link(&found.Statements[i])
		}
		r.firstPersons(found.Statements)
	}
	for c := range found.Claims() {
		if c.ClaimType() != onrecord.StatementClaim {
			r.link(c)
		}
	}
}

// link gives the parties of one claim their actors.
func (r *parties) link(c onrecord.AnyClaim) {
	for p := range onrecord.Parties(c) {
		*p.Actors = r.actorsOf(*p.Spans)
	}
}

// actorsOf are the actors that a part of a claim means.
func (r *parties) actorsOf(spans []ling.Span) []onrecord.ActorID {
	if len(spans) == 0 {
		return nil
	}
	var out []onrecord.ActorID
	for _, e := range r.partOf(spans) {
		out = append(out, e.actor.ID)
	}
	return out
}

// partOf are the entities that a part of a claim means: none for somebody the
// text leaves unnamed.
func (r *parties) partOf(spans []ling.Span) []*entity {
	first, last := r.tokensOf(spans)
	if first >= last {
		return nil
	}
	if m := r.nameAt(first); m != nil && m.Last+1 < last && r.dateline(m) {
		first = m.Last + 1 // "GENEVA — Foreign Minister Ana Kovač"
	}
	if m := r.whole(first, last); m != nil {
		return one(m)
	}
	head := r.headOf(first, last)
	if of := r.nationsBefore(head, first); len(of) > 1 {
		return of
	}
	if parts := r.joined(first, last, head); len(parts) > 1 {
		return r.together(parts)
	}
	return one(r.headed(first, last, head))
}

// nationsBefore are the states that bodies in the plural are of: "the US and
// Russian capitals", "the Marenian and Valdorian governments".
func (r *parties) nationsBefore(head, first int) []*entity {
	if !r.refs.Together(r.word(head)) {
		return nil
	}
	var out []*entity
	for i := first; i < head; i++ {
		m := r.nationAt(i)
		if m == nil || m.First != i {
			continue
		}
		if m.entity == nil || m.entity.typ != onrecord.Country {
			return nil
		}
		if !slices.Contains(out, m.entity) {
			out = append(out, m.entity)
		}
	}
	return out
}

// one is whom a mention means: several for "both men", none for nobody.
func one(m *mark) []*entity {
	switch {
	case m == nil:
		return nil
	case m.entity == nil:
		return m.all
	}
	return []*entity{m.entity}
}

// headed is the mention that a part with one head means, nil for none.
func (r *parties) headed(first, last, head int) *mark {
	at := r.markAt(head, first, last)
	if at != nil && (at.entity != nil || at.all != nil) {
		return at
	}
	if m := r.reached(first, last, head); m != nil {
		return m
	}
	if at != nil {
		return at
	}
	switch word := r.word(head); {
	case r.words.is(word, words.Document):
		return r.issuer(head, last)
	case r.words.isOrgan(word), r.words.side[word]:
		return r.nationBefore(head, first)
	}
	return nil
}

// together are the entities of the joined pieces of a part, each once; none if
// one of the pieces is nobody known, for the others would speak alone.
func (r *parties) together(pieces [][2]int) []*entity {
	var out []*entity
	seen := map[*entity]bool{}
	for _, p := range pieces {
		m := r.whole(p[0], p[1])
		if m == nil {
			m = r.headed(p[0], p[1], r.headOf(p[0], p[1]))
		}
		if m == nil || m.entity == nil {
			return nil
		}
		if !seen[m.entity] {
			seen[m.entity] = true
			out = append(out, m.entity)
		}
	}
	if len(out) == 1 {
		return nil // "the minister and his son"
	}
	return out
}

// reached is the person's name that a part of one person comes to: the first of
// its pieces between commas that is a name behind no more than titles and what
// describes. "Ms Brill, who has led it", "one of her lawyers, Jon Sterk".
func (r *parties) reached(first, last, head int) *mark {
	for start := first; start < last; start++ {
		if m := r.nameFrom(start, last); m != nil {
			return m
		}
		if r.doc.Tokens[head].XPOS == "NNS" {
			return nil // "friends of the mayor, Bo Lind"
		}
		for start < last && (r.word(start) != "," || r.nameAt(start) != nil) {
			start++
		}
	}
	return nil
}

// nameFrom is the person's name that the words from token first come to.
func (r *parties) nameFrom(first, last int) *mark {
	for i := first; i < last; i++ {
		m := r.nameAt(i)
		switch {
		case m != nil && m.Type == ling.PER:
			if m.Last > last || r.ending(m.Last) || r.ending(m.Last-1) || m.Last < last && r.nominal(m.Last) {
				return nil // "the Holm campaign"
			}
			return m
		case m != nil, r.nominal(i), r.doc.Tokens[i].UPOS == ud.DET, r.words.isTitle(r.word(i)), r.word(i) == "named":
		default:
			return nil
		}
	}
	return nil
}

// issuer is whose a document is: "a statement by the Russian Foreign Ministry".
func (r *parties) issuer(head, last int) *mark {
	for i := head + 1; i < last; i++ {
		if w := r.word(i); w != "by" && w != "from" && w != "of" {
			continue
		}
		for i++; i < last && r.word(i) == "the"; i++ {
		}
		if i == last {
			return nil
		}
		for _, m := range r.over[i] {
			if m.Last <= last && m.entity != nil && m.Type != ling.NORP {
				return m
			}
		}
		return nil
	}
	return nil
}

// whole is the mention that a part is, an article and a stop at the end aside.
func (r *parties) whole(first, last int) *mark {
	for first < last-1 && (r.word(first) == "the" || r.doc.Tokens[first].UPOS == ud.PUNCT) {
		first++
	}
	for last-1 > first && r.doc.Tokens[last-1].UPOS == ud.PUNCT {
		last--
	}
	var best *mark
	for _, m := range r.over[first] {
		start := m.First
		if r.word(start) == "the" && start < m.Last-1 {
			start++
		}
		if start == first && m.Last == last && (best == nil || best.entity == nil) {
			best = m
		}
	}
	return best
}

// markAt is the mention within [first, last) that token head belongs to: a
// name before a description, the longer before the shorter.
func (r *parties) markAt(head, first, last int) *mark {
	var best *mark
	for _, m := range r.over[head] {
		if m.First < first || m.Last > last {
			continue
		}
		if m.Type == ling.NORP && head != m.Last-1 {
			continue
		}
		if best == nil || best.entity == nil {
			best = m
		}
	}
	return best
}

// joined are the pieces of a part that names two or more, joined by "and" or
// commas; the part alone where it names one.
func (r *parties) joined(first, last, head int) [][2]int {
	cuts := r.conjunctions(first, last, head)
	if cuts == nil || r.apposed(first, last) {
		return [][2]int{{first, last}}
	}
	var out [][2]int
	start := first
	for i := first; i < cuts[len(cuts)-1]; i++ {
		if h := r.doc.Tokens[i].Head; r.word(i) == "," && h > i && h < last && r.conjoined(h, head) {
			out, start = append(out, [2]int{start, i}), i+1
		}
	}
	for _, i := range cuts {
		if i > start {
			out = append(out, [2]int{start, i})
		}
		start = i + 1
	}
	return append(out, [2]int{start, last})
}

// apposed reports whether a part is a person's name and, behind a comma, what the
// person is, which a tree may take for others beside: "Lars Beck, founder and
// chief executive of the Riders".
func (r *parties) apposed(first, last int) bool {
	m := r.nameAt(first)
	if m == nil || m.Type != ling.PER || m.Last+1 >= last || r.word(m.Last) != "," {
		return false
	}
	next := &r.doc.Tokens[m.Last+1]
	return next.UPOS == ud.NOUN && next.XPOS == "NN" && !isTitleCase(next.Form)
}

// conjunctions are the words that join what a part names. The "and" of a name
// is none ("Foreign and Commonwealth Office").
func (r *parties) conjunctions(first, last, head int) []int {
	var cuts []int
	for i := first + 1; i < last-1; i++ {
		if w := r.word(i); w != "and" && w != "or" && w != "&" || r.nameAt(i) != nil {
			continue
		}
		if h := r.doc.Tokens[i].Head; h == ling.NoHead || h >= first && h < last && r.conjoined(h, head) {
			cuts = append(cuts, i)
		}
	}
	return cuts
}

// conjoined reports whether token i is joined to token head, be it by way of what
// stands between: the tree may hang the third of a row on the second's last word.
func (r *parties) conjoined(i, head int) bool {
	if ud.Universal(r.doc.Tokens[i].Deprel) != "conj" {
		return false
	}
	const longest = 6 // pieces of a row
	for k, steps := r.doc.Tokens[i].Head, 0; k >= 0 && steps < longest; k, steps = r.doc.Tokens[k].Head, steps+1 {
		if k == head {
			return true
		}
		if rel := ud.Universal(r.doc.Tokens[k].Deprel); rel != "conj" && rel != "flat" {
			return false
		}
	}
	return false
}

// firstPersons makes "I" and "we" within quoted words mean who speaks them.
func (r *parties) firstPersons(statements []onrecord.Statement) {
	who := map[onrecord.ActorID]*entity{}
	for _, e := range r.entities {
		if len(e.marks) > 0 {
			who[e.actor.ID] = e
		}
	}
	said := newSaid(statements)
	for i := range r.doc.Tokens {
		if !r.words.firstPerson[r.word(i)] || !r.quoted(i) {
			continue
		}
		s := said.innermost(r.doc.Tokens[i].Span)
		if s == nil || who[s.Source.Actor()] == nil {
			continue
		}
		r.put(r.add(i, i+1, ling.PRON, finder+" first person"), who[s.Source.Actor()], "who speaks in the quotation")
	}
	r.sortMarks()
}

// output is what found shall hold: the mentions with their ids and actors, and
// the actors that are meant by any of them, in text order.
func (r *parties) output() ([]onrecord.Mention, []onrecord.Actor) {
	mentions := make([]onrecord.Mention, 0, len(r.list))
	actors := []onrecord.Actor{}
	listed := map[onrecord.ActorID]bool{}
	taken := map[string]bool{}
	for _, m := range r.list {
		id := fmt.Sprintf("m%d-%d-%s", m.Start, m.End, m.Type)
		if taken[id] {
			continue
		}
		taken[id] = true
		out := onrecord.Mention{ID: id, Span: m.Span, Type: m.Type, FoundBy: m.FoundBy}
		if m.entity != nil {
			out.Actor, out.Why = m.entity.actor.ID, m.why
		}
		mentions = append(mentions, out)
		if out.Actor != "" && !listed[out.Actor] {
			listed[out.Actor] = true
			actors = append(actors, m.entity.actor)
		}
	}
	return mentions, actors
}
