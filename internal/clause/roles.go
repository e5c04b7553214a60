package clause

import (
	"slices"
	"strings"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// roles fills who does what to whom.
func (p *Predicates) roles(out *Predicate) {
	i := out.At
	out.Complement = p.complement(i)
	if p.actsAsNoun(i) {
		out.Agent, out.Object = p.nounAgent(i), -1
		if out.Subject >= 0 && out.Agent < 0 {
			out.Agent = out.Subject
		}
		return
	}
	own := p.ownObject(i)
	if own == out.Subject {
		own = -1
	}
	second := p.Kid(i, "iobj")
	if two := p.lastObject(i); second < 0 && two > own && own >= 0 && own == p.Kid(i, "obj") {
		own, second = two, own // a tree may have both for objects: "lend [Chad] [a ship]"
	}
	if out.Voice == Passive {
		out.Agent, out.Object = p.Tree.Agent(i), out.Subject
		if own >= 0 { // "was given a letter"
			out.Second, out.Object = out.Subject, own
		}
		return
	}
	out.Agent, out.Object, out.Second = out.Subject, own, second
	if own < 0 && second >= 0 {
		out.Object, out.Second = second, -1
	}
}

// bareOblique is the noun that a tree has for an oblique though no preposition
// leads it: behind a verb's particle ("called off [its strike]"), or behind a day
// or a place that stands before the object ("signed on Monday [a treaty]"); -1
// for none.
func (p *Predicates) bareOblique(i int) int {
	after := p.Kid(i, "compound:prt")
	for _, k := range p.Kids(i) {
		switch {
		case k <= i || !p.Is(k, "obl") || p.Is(k, "obl:unmarked") || !p.Noun(k):
		case p.Timed(k) || p.Prep(k) != "":
			after = max(after, k)
		case after > i && (p.Left(k) < k || p.Kid(i, "compound:prt") > i): // "in the capital [Oslo]" is none
			return k
		}
	}
	return -1
}

// lastObject is the last noun that hangs on verb i as its object, -1 for none.
func (p *Predicates) lastObject(i int) int {
	last := -1
	for _, k := range p.Kids(i) {
		if p.Is(k, "obj") && k > i {
			last = k
		}
	}
	return last
}

// actsAsNoun reports whether i is a noun that no copula makes a predicate of.
func (p *Predicates) actsAsNoun(i int) bool {
	return p.Noun(i) && p.Kid(i, "cop") < 0 && p.Kid(i, "nsubj", "obj") < 0
}

// ownObject is the direct object of the verb at i: its own, the noun that its
// relative clause hangs on, or the one it shares with a verb it is joined to
// ("confirmed and condemned the raid").
func (p *Predicates) ownObject(i int) int {
	if o := p.Kid(i, "obj"); o >= 0 {
		return p.antecedent(i, o)
	}
	if p.Is(i, "acl:relcl") && p.gap(i) {
		return p.Head(i)
	}
	if o := p.bareOblique(i); o >= 0 {
		return o
	}
	if p.Kid(i, "ccomp", "xcomp") >= 0 {
		return -1
	}
	for _, k := range p.Kids(i) {
		if o := p.Kid(k, "obj"); p.Is(k, "conj") && o > k && p.joinedBare(i, k) {
			return o
		}
	}
	if h := p.Head(i); p.Is(i, "conj") && p.Kid(h, "obj") > i {
		return p.Kid(h, "obj")
	}
	return -1
}

// joinedBare reports whether nothing but a conjunction, and adverbs, stands
// between the joined verbs at i and k.
func (p *Predicates) joinedBare(i, k int) bool {
	for n := i + 1; n < k; n++ {
		if !p.POS(n, ud.CCONJ, ud.ADV, ud.AUX, ud.PART) {
			return false
		}
	}
	return i < k
}

// passive reports whether the verb at i is in the passive, or a participle
// before or behind the clause that is: "accused of treason, the general fled".
func (p *Predicates) passive(i int) bool {
	return p.Passive(i) || p.Participle(i) && p.Is(i, "advcl") && p.Kid(i, "aux", "obj", "nsubj") < 0
}

// gap reports whether the relative clause of verb i lacks its object, so that
// the noun before it is that: "the plan [that] he backed".
func (p *Predicates) gap(i int) bool {
	s := p.OwnSubject(i)
	return s >= 0 && s < i && !p.RelativePronoun(s) && p.Kid(i, "obj", "ccomp", "aux:pass", "cop") < 0
}

// complement is the head of the clause that i takes, its own or the one it
// shares with a verb it is joined to.
func (p *Predicates) complement(i int) int {
	if c := p.Kid(i, "ccomp", "xcomp"); c >= 0 {
		return c
	}
	if c := p.Kid(i, "csubj"); c > i {
		return c
	}
	for _, k := range p.Kids(i) {
		if p.Is(k, "acl") && !p.Is(k, "acl:relcl") && p.Noun(i) && k > i && p.Kid(k, "mark") >= 0 {
			return k // "the claim that the road was shut"
		}
		if c := p.Kid(k, "ccomp", "xcomp"); p.Is(k, "conj") && c > k && p.joinedBare(i, k) {
			return c
		}
	}
	return -1
}

// obliques are the phrases with a preposition that hang on i, and on its object
// behind it: trees hang "imposed sanctions on the port" either way.
func (p *Predicates) obliques(i int) []Oblique {
	out := p.phrases(i, nil)
	if p.actsAsNoun(i) { // "the attack by [rebels on the port]"
		for _, o := range out {
			if o.Prep != "of" || p.Prep(i) == "" {
				out = p.phrases(o.At, out)
			}
		}
		return out
	}
	if o := p.Kid(i, "obj"); o > i {
		out = p.phrases(o, out)
	}
	return out
}

// phrases adds the phrases with a preposition that hang on i.
func (p *Predicates) phrases(i int, out []Oblique) []Oblique {
	for _, k := range p.Kids(i) {
		if prep := p.Prep(k); prep != "" && p.Is(k, "obl", "nmod") {
			out = append(out, Oblique{prep, k})
		}
	}
	return out
}

// Prep is the preposition that leads the phrase of noun k, in lower case, ""
// for none: "on", "according to".
func (p *Predicates) Prep(k int) string {
	c := p.Kid(k, "case")
	if c < 0 || c > k {
		return ""
	}
	words := []string{p.Low(c)}
	for _, f := range p.Kids(c) {
		if p.Is(f, "fixed") {
			words = append(words, p.Low(f))
		}
	}
	return strings.Join(words, " ")
}

// nounAgent is who does what the noun at i names: who has it ("Russia's raid"),
// who comes with "by", or a name before it ("Russian raids").
func (p *Predicates) nounAgent(i int) int {
	by := -1
	for _, k := range p.Kids(i) {
		switch {
		case p.Is(k, "nmod:poss"):
			return k
		case by < 0 && p.Is(k, "nmod", "obl") && p.CaseIs(k, "by"):
			by = k
		}
	}
	if by >= 0 {
		return by
	}
	for _, k := range p.Kids(i) {
		if k < i && p.Is(k, "amod", "compound", "nmod") && p.Named(k, ling.NORP, ling.GPE, ling.ORG) {
			return k
		}
	}
	return -1
}

// Named reports whether a name of one of the types stands at the head of the
// phrase of noun k: as the noun itself, or with its other words behind it ("Anna
// [Novak]"), where a layer of names may see the head.
func (p *Predicates) Named(k int, types ...ling.MentionType) bool {
	if p.namedAt(k, types) {
		return true
	}
	for _, f := range p.Kids(k) {
		if p.Is(f, "flat") && p.namedAt(f, types) {
			return true
		}
	}
	return false
}

func (p *Predicates) namedAt(k int, types []ling.MentionType) bool {
	for _, m := range p.nameAt[p.Token(k).Start] {
		if slices.Contains(types, p.Mentions[m].Type) {
			return true
		}
	}
	return false
}
