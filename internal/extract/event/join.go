package event

import (
	"slices"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// unclaimed leaves out the deeds that others have for their matter ("refused to lift
// the ban" is one event), or among their own words ("held talks").
func (r *reader) unclaimed(found []*candidate) []*candidate {
	taken := map[int]bool{}
	for _, c := range found {
		if c.takes == "" {
			continue
		}
		for _, k := range r.matter(c) {
			taken[k] = true
		}
	}
	return slices.DeleteFunc(found, func(c *candidate) bool {
		return taken[c.at] || slices.ContainsFunc(found, func(o *candidate) bool { return o.at != c.at && o.words.Has(c.at) })
	})
}

// matter are the words that tell of what c refuses, threatens or asks for: the deed
// that hangs on it, those joined to that, and the noun that it is done with.
func (r *reader) matter(c *candidate) []int {
	var out []int
	add := func(k int) {
		out = append(out, k)
		if r.in(k, "GOING") {
			out = append(out, r.goal(k)...)
		}
		for _, o := range r.Kids(k) {
			if r.Is(o, "conj", "xcomp", "obj") {
				out = append(out, o)
				for _, n := range r.Kids(o) {
					if r.Is(n, "conj", "nmod", "obj") {
						out = append(out, n)
					}
				}
			}
		}
	}
	if c.deedAt >= 0 {
		add(c.deedAt)
	}
	if c.takes == "clause" {
		return out
	}
	for _, o := range r.Read(c.at).Obliques {
		switch o.Prep {
		case "for", "of", "against", "over", "to", "with", "on", "into":
			add(o.At)
		}
	}
	if o := r.Read(c.at).Object; o >= 0 && o != c.source {
		add(o)
		for _, k := range r.Kids(o) { // a tree may hang it on the object: "accused [the army of shelling]"
			if r.Is(k, "acl") && r.Gerund(k) {
				add(k)
			}
		}
	}
	return out
}

// goal are the nouns that somebody goes to or comes back for: "to return [for a round of
// talks]".
func (r *reader) goal(k int) []int {
	var out []int
	for _, o := range r.Read(k).Obliques {
		if o.Prep == "for" || o.Prep == "to" {
			out = append(out, o.At)
			if of := r.Kid(o.At, "nmod"); of >= 0 {
				out = append(out, of)
			}
		}
	}
	return out
}

// joined makes one of candidates that tell of one deed: the raid, and those it
// killed; the talks, and those who held them.
func (r *reader) joined(found []*candidate) []*candidate {
	var out []*candidate
	for _, c := range found {
		if n := slices.IndexFunc(out, func(o *candidate) bool { return r.same(o, c) }); n >= 0 {
			out[n] = r.join(out[n], c)
			continue
		}
		out = append(out, c)
	}
	return out
}

// same reports whether two candidates of one sentence tell of one deed: they are of
// one type and hang together, and no party of one contradicts the other's.
func (r *reader) same(a, b *candidate) bool {
	if a.kind != b.kind && !(violent[a.kind] && violent[b.kind]) || r.QuoteAt(a.at) != r.QuoteAt(b.at) {
		return false
	}
	if !r.linked(a.at, b.at) && !r.linked(b.at, a.at) && !r.linked(r.toldBy(a.at), b.at) && !r.linked(r.toldBy(b.at), a.at) {
		return false
	}
	return len(a.sources) == 0 || len(b.sources) == 0 || sameParties(a.sources, b.sources)
}

// toldBy is the verb that says no more than that the deed of the noun at i was done or
// came about ("a bombing [occurred], injuring three"), else i.
func (r *reader) toldBy(i int) int {
	if h := r.Head(i); h >= 0 && r.Noun(i) && r.Is(i, "nsubj") && r.in(h, "HAPPEN") {
		return h
	}
	return r.doneWith(i)
}

// doneWith is the verb of doing that the noun at i is the object of ("carried out
// raids"), else i.
func (r *reader) doneWith(i int) int {
	k := i
	if h := r.Head(i); h >= 0 && r.Is(i, "nmod") && r.Counted(h) == i {
		k = h // "held [a series] of talks"
	}
	if h := r.Head(k); h >= 0 && r.Noun(k) && r.Is(k, "obj", "nsubj:pass") && r.in(h, "DOING") {
		return h
	}
	return i
}

// violent are the types whose dead and hurt are told by another verb.
var violent = map[onrecord.EventType]bool{onrecord.ASSAULT: true}

// linked reports whether a stands in the clause that b hangs on, or the other way
// round: as subject, object, place or circumstance.
func (r *reader) linked(a, b int) bool {
	k := b
	for range 4 {
		h := r.Head(k)
		if h < 0 {
			return false
		}
		if r.Is(k, "ccomp", "parataxis", "root") && h != a || r.Is(k, "conj") && (r.OwnSubject(k) >= 0 || !r.in(b, "KILLED", "INJURED")) && r.POS(k, ud.VERB) {
			return false
		}
		if h == a {
			return true
		}
		k = h
	}
	return false
}

// sameParties reports whether two groups share a word.
func sameParties(a, b []clause.Runs) bool {
	for _, x := range a {
		if slices.ContainsFunc(b, x.Overlaps) {
			return true
		}
	}
	return false
}

// join is the better told of two candidates for one deed, with the parties of the
// other where it has none.
func (r *reader) join(a, b *candidate) *candidate {
	if r.weight(b) > r.weight(a) {
		a, b = b, a
	}
	if len(a.sources) == 0 && !sameParties(b.sources, a.targets) {
		a.source, a.sources = b.source, b.sources
	}
	if len(a.targets) == 0 && !sameParties(b.targets, a.sources) {
		a.target, a.targets = b.target, b.targets
	}
	if a.mode == "" {
		a.mode = b.mode
	}
	a.reality = max(a.reality, b.reality)
	a.note("join/" + b.rule)
	return a
}

// weight is how much a candidate says: its parties, then its mode.
func (r *reader) weight(c *candidate) int {
	w := 0
	if len(c.sources) > 0 {
		w += 2
	}
	if len(c.targets) > 0 {
		w += 2
	}
	if c.mode != "" {
		w++
	}
	return w
}
