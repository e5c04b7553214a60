package event

import (
	"slices"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// settle makes the parties of the heads that the frame found.
func (r *reader) settle(c *candidate) {
	r.placed(c)
	if h := r.Head(c.at); c.source < 0 && h >= 0 && r.doneWith(c.at) == r.Head(h) {
		c.source = r.Arguments(h).Agent // "[the two sides] held a series of talks"
	}
	if c.source < 0 || c.words.Has(c.source) || r.negatedNoun(c.source) || !r.ownDoer(c) {
		c.source = r.doneBy(c.at)
	}
	if c.source >= 0 && c.target >= 0 && c.source != c.target && r.Noun(c.at) && r.CaseIs(c.source, "of") && r.Subtree(c.target).Has(c.source) {
		c.source = -1 // "a meeting with the Secretary [of State]"
	}
	c.source, c.target = r.party(c.source), r.party(c.target)
	if c.source >= 0 && !r.isParty(c.source) {
		c.source = -1
	}
	if !r.suffers(c) {
		c.target = -1
	}
	r.apart(c)
}

// placed takes a name that is where the deed was, or was suffered, for its place and no
// party.
func (r *reader) placed(c *candidate) {
	if c.kind == onrecord.ASSAULT && r.sufferedAt(c.at, c.source) || c.kind == onrecord.CONSULT && r.heldAt(c.at, c.source) {
		c.source, c.place = -1, c.source
	}
	if k := r.Kid(c.at, "compound"); c.kind == onrecord.CONSULT && c.place < 0 && r.heldAt(c.at, k) {
		c.place = k
	}
}

// apart makes the parties, none of them on both sides.
func (r *reader) apart(c *candidate) {
	c.sources, c.targets = r.each(c.source, c.at), r.each(c.target, c.at)
	c.targets = slices.DeleteFunc(c.targets, func(t clause.Runs) bool {
		return slices.ContainsFunc(c.sources, t.Overlaps)
	})
	if len(c.targets) == 0 {
		c.target = -1
	}
}

// ownDoer reports whether the source is the deed's own, where a noun is the trigger:
// it stands with the noun, or is the subject of the verb that says it was done. Whoever
// only speaks of an attack has made none, nor does he meet who says a thing after a
// meeting.
func (r *reader) ownDoer(c *candidate) bool {
	if !r.Noun(c.at) || r.Subtree(c.at).Has(c.source) {
		return true
	}
	v := r.VerbOf(c.at)
	switch {
	case v < 0:
		return c.kind != onrecord.ASSAULT
	case r.in(v, "DOING"):
		return true
	case c.kind == onrecord.ASSAULT, r.in(v, "TELLING") && r.Is(c.at, "obj", "nsubj:pass", "nmod"):
		return false
	}
	return !r.Is(c.at, "obl") || !besides[r.Prep(c.at)]
}

// besides are prepositions of what only goes with something else: "said after the talks".
var besides = map[string]bool{
	"after": true, "following": true, "before": true, "during": true, "amid": true, "since": true, "ahead of": true, "prior to": true,
	"despite": true, "over": true, "about": true, "because of": true, "until": true, "as": true, "like": true, "between": true,
}

// isParty reports whether the noun at k can be a party: somebody, or a name.
func (r *reader) isParty(k int) bool {
	return !r.in(k, "TRUCE", "AGREEMENT", "TALKS", "RIOTING", "PENALTY") && (r.Test(testHuman, k) || r.Test(testArmed, k) || r.POS(k, ud.PROPN) || r.in(k, "INSTITUTION", "CRAFT") || r.ofNation(k) || r.Named(k, ling.GPE, ling.LOC, ling.NORP, ling.ORG, ling.PER) || r.in(k, "WEAPON"))
}

// sufferedAt reports whether the name at k, before the noun of a deed, is where it was
// suffered, not who did it: "the Oslo bombings"; but "the Chad offensive".
func (r *reader) sufferedAt(deed, k int) bool {
	return k >= 0 && r.in(deed, "SUFFERED") && r.Is(k, "compound", "nmod:poss") && r.Named(k, ling.GPE, ling.LOC) && r.Token(k).XPOS != "JJ" && !r.abbreviation(r.Token(k).Form)
}

// heldAt reports whether the name at k, before a noun of talks, is where they are
// held or what they are about: "the Geneva talks".
func (r *reader) heldAt(talks, k int) bool {
	return k >= 0 && r.Noun(talks) && r.Is(k, "compound") && r.Head(k) == talks && r.Named(k, ling.GPE, ling.LOC) && !r.abbreviation(r.Token(k).Form)
}

// doneBy is who does what the word at i tells in the passive, a noun where it is the
// subject of a verb: "a curfew was declared by the governor"; -1 for nobody named.
func (r *reader) doneBy(i int) int {
	v := i
	if r.Noun(i) {
		if k := r.Kid(i, "compound", "nmod:desc"); k >= 0 && r.Kid(i, "obj") > i && r.Test(testHuman, k) {
			return k // a verb that a tagger took for a noun: "police arrest six"
		}
		v = r.Head(i)
	}
	if v < 0 || r.Read(v).Voice != clause.Passive {
		return -1
	}
	if a := r.Tree.Agent(v); a >= 0 {
		return a
	}
	for k := v + 1; k <= r.Right(v); k++ { // a tree may hang it on the noun before it
		if r.Is(k, "nmod") && r.CaseIs(k, "by") && r.Test(testHuman, k) {
			return k
		}
	}
	return -1
}

// negatedNoun reports whether the noun at i names nobody: "no group".
func (r *reader) negatedNoun(i int) bool {
	d := r.Kid(i, "det")
	return d >= 0 && r.Low(d) == "no" || r.Low(i) == "nobody" || r.Low(i) == "none"
}

// sites are the types whose target may be a place or a thing that is attacked,
// closed, blocked.
var sites = map[onrecord.EventType]bool{onrecord.ASSAULT: true, onrecord.COERCE: true, onrecord.PROTEST: true, onrecord.MOBILIZE: true, onrecord.RETREAT: true}

// suffers reports whether the target of c is somebody, or something that its type
// may be done to: a plan that is rejected is no party.
func (r *reader) suffers(c *candidate) bool {
	k := c.target
	return k >= 0 && !r.negatedNoun(k) && !r.in(k, "TRUCE", "AGREEMENT", "TALKS", "RIOTING", "PENALTY") && (r.Test(testHuman, k) || r.Named(k, ling.GPE, ling.LOC, ling.FAC) || r.ofNation(k) || sites[c.kind] && r.in(k, "SITE") || r.POS(k, ud.PROPN) && !r.Timed(k))
}

// party is who is meant by the noun at head k: the one behind a relative pronoun,
// and for the noun of a deed ("the raid killed six") whoever did it.
func (r *reader) party(k int) int {
	if k < 0 || r.Timed(k) {
		return -1
	}
	if k = r.owner(k); r.POS(k, ud.PRON) && !r.resolved(k) && r.subjectBefore(k) < 0 && r.sayerOf(k) < 0 && !(r.first(k) && r.speakerActs(k)) {
		return -1
	}
	if r.in(k, "DEED") {
		switch a := r.Read(k).Agent; {
		case r.sufferedAt(k, a), a >= 0 && r.onlyAlleged(k):
			return -1
		case a >= 0 && a != k:
			return a
		}
	}
	return k
}

// onlyAlleged reports whether the deed of the noun at k is laid at somebody's door, so
// that it is not told who did it: "blamed Chad for a raid that killed six", "suspected
// of the raid that killed six".
func (r *reader) onlyAlleged(k int) bool {
	if f := r.Fact(r.doneWith(k)); f.Reality == clause.Hypothetical && f.Assurance == clause.Unsure {
		return true
	}
	h := r.Head(k)
	return h >= 0 && r.Is(k, "obl", "nmod") && r.Prep(k) == "for" && r.in(h, "BLAMING")
}

// resolved reports whether the article says whom the pronoun at k means.
func (r *reader) resolved(k int) bool {
	for _, m := range r.MentionsAt(k) {
		for _, other := range r.chains[m.Entity] {
			if m.Entity >= 0 && other != k && !r.POS(other, ud.PRON) {
				return true
			}
		}
	}
	return false
}

// owner is the subject of the clause for the possessive pronoun at k that takes it up
// ("Norway repeated its demand"), else k.
func (r *reader) owner(k int) int {
	if !r.POS(k, ud.PRON) || !r.Is(k, "nmod:poss") {
		return k
	}
	v := r.VerbOf(r.Head(k))
	if v < 0 {
		return k
	}
	if s := r.Read(v).Subject; s >= 0 && s < k && !r.Subtree(s).Has(k) && (r.Low(k) != "its" || !r.Named(s, ling.PER)) {
		return s
	}
	return k
}

// each are the parties of the noun at head k and of those joined to it, one each,
// without the trigger at.
func (r *reader) each(k, at int) []clause.Runs {
	if k < 0 {
		return nil
	}
	var joined []int
	for _, c := range r.Kids(k) {
		if r.Is(c, "conj") && (r.Noun(c) || r.POS(c, ud.NUM)) && c > k {
			joined = append(joined, c)
		}
	}
	heads := append([]int{k}, joined...)
	if h := r.Head(k); h >= 0 && r.Is(k, "nsubj") { // "Chad, Togo sign deal"
		for _, other := range r.Kids(h) {
			if other < k && r.Is(other, "nsubj") && r.POS(other, ud.PROPN) && !r.Timed(other) && !r.Shouted(other) && other >= k-4 {
				heads = append([]int{other}, heads...)
			}
		}
	}
	var out []clause.Runs
	for _, h := range heads {
		if part := r.partyAt(h, at, joined); len(part) > 0 && !slices.ContainsFunc(out, part.Overlaps) {
			out = append(out, part)
		}
	}
	return out
}

// partyAt are the words of the party with the head h: its phrase, without what is
// joined to it, relative clauses and the trigger.
func (r *reader) partyAt(h, at int, joined []int) clause.Runs {
	first, last := r.Sentence(h)
	part := r.PhraseBefore(h, at).Within(clause.Range(r.AfterDateline(first, last), last))
	for _, c := range joined {
		if c != h {
			part = part.Without(r.Subtree(c))
		}
	}
	for _, k := range r.Kids(h) {
		switch {
		case k > h && r.Is(k, "acl:relcl", "parataxis", "advcl", "appos", "acl"), k != h && r.Is(k, "cc"),
			k > h && r.Is(k, "nmod") && (astray[r.Prep(k)] && !r.POS(k, ud.PROPN) || r.Named(h, ling.GPE, ling.PER) && r.Prep(k) == "of"):
			part = part.Without(r.Subtree(k))
		case r.Timed(k) && r.Is(k, "nmod", "obl", "nmod:tmod", "nmod:unmarked"):
			part = part.Without(r.Subtree(k))
		}
	}
	if !part.Has(h) {
		part = clause.Range(h, h+1)
	}
	if part.Has(at) && at != h {
		part = part.Without(clause.Range(at, at+1))
	}
	return r.bounded(r.Trim(r.unbroken(part, h)))
}

// bounded is part with the words before it that bound its number: "[at] least 12",
// "[up to] 40 villagers".
func (r *reader) bounded(part clause.Runs) clause.Runs {
	if len(part) == 0 {
		return part
	}
	from := part.From()
	switch w := r.Low(from); {
	case w == "least", w == "most", w == "than":
		from--
	case r.POS(from, ud.NUM):
		from = r.start(from)
	}
	if w := r.Low(from); w == "than" {
		from--
	}
	if first, _ := r.Sentence(part.From()); from < first {
		from = first
	}
	return clause.Range(from, part.From()).Join(part)
}

// astray are prepositions of phrases that a tree may hang on a party though they
// belong to the deed: "the killing of nine monks by rebels".
var astray = map[string]bool{"by": true, "for": true, "to": true, "over": true, "on": true, "with": true, "about": true, "against": true, "after": true, "before": true, "during": true, "into": true}

// unbroken is the run of part that h stands in: what is left of a phrase whose
// middle belongs to somebody else.
func (r *reader) unbroken(part clause.Runs, h int) clause.Runs {
	for _, run := range part {
		for run.From < h && r.POS(run.From, ud.PUNCT) && !r.QuoteMark(run.From) {
			run.From++
		}
		if run.From <= h && h < run.To {
			for run.To > h+1 && (r.POS(run.To-1, ud.PUNCT, ud.CCONJ, ud.ADP) && !r.Punct(run.To-1, ")]")) {
				run.To--
			}
			return clause.Range(run.From, run.To)
		}
	}
	return part
}
