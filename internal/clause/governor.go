package clause

import (
	"strings"

	"onrecord/ling/ud"
)

// Leads: how a clause, or the noun of a deed, hangs on the word that governs it.
// A preposition is a lead of its own ("of saying", "for talks").
const (
	leadNone = ""
	leadTo   = "to"   // to say
	leadIng  = "ing"  // saying
	leadBare = "bare" // say, without "to"
	leadThat = "that" // a finite clause
	leadObj  = "obj"  // a noun as the object: "planned an attack"
)

// governor is the word that a predicate hangs on and what it does to it.
type governor struct {
	at    int // the word, -1 where the classes know none
	verb  int // the verb, noun or adjective above in the tree, -1 for none
	lead  string
	class *class // nil where the classes know none
}

// control says whose the governed predicate is: "subject", "object", a
// preposition, "" for not settled.
func (g governor) control() string {
	if g.class == nil {
		return ""
	}
	return g.class.control
}

// governor finds what governs i: the word right before its "to" or preposition
// ("is [due] to say", "has [yet] to say"), else the one above it in the tree.
func (p *Predicates) governor(i int) governor {
	lead, at := p.lead(i)
	out := governor{at: -1, verb: -1, lead: lead}
	if lead == leadNone {
		return out
	}
	if p.Is(i, "xcomp", "ccomp", "advcl", "acl", "csubj", "obl", "obj", "nmod", "nsubj:pass", "parataxis") && p.Head(i) >= 0 {
		out.verb = p.Head(i)
	}
	if at > 0 {
		first, _ := p.Sentence(i)
		for k := at - 1; k >= first && k >= at-3; k-- {
			if c := p.classAt(k, lead, out.verb, i); c != nil {
				out.at, out.class = k, c
				return out
			}
			if !p.POS(k, ud.ADV, ud.PART) || p.Is(k, "compound:prt") || p.Low(k) == "on" {
				break
			}
		}
	}
	for h, steps := out.verb, 0; h >= 0 && steps < 2; h, steps = p.Head(h), steps+1 {
		if c := p.classAt(h, lead, h, i); c != nil {
			out.at, out.verb, out.class = h, h, c
			return out
		}
		// "accused [Sudan of supporting]": a tree may hang it on the object.
		if !p.Is(h, "obj", "iobj", "nsubj:pass") || !p.Is(i, "acl") || lead == leadThat || lead == leadIng {
			break
		}
	}
	return out
}

// classAt is the first class of governors that the word at k belongs to before
// such a lead of i, nil for none; verb is the one above i in the tree.
func (p *Predicates) classAt(k int, lead string, verb, i int) *class {
	if p.Low(k+1) == "on" && p.Head(k+1) == k { // "went on to say": another verb
		return nil
	}
	words := p.grammar.governors[lead]
	forms := []string{p.Low(k), p.Lemma(k)}
	if forms[0] == forms[1] {
		forms = forms[:1]
	}
	for _, form := range forms {
		for _, c := range words[form] {
			if (c.voice == "" || (c.voice == "passive") == p.passive(k)) && p.addressed(verb, i, c) {
				return c
			}
		}
	}
	return nil
}

// addressed reports whether whoever class c has for the doer is there: "called on
// the army to" needs the army, "wants her to" her.
func (p *Predicates) addressed(verb, i int, c *class) bool {
	if s := p.OwnSubject(i); len(c.unless) > 0 && (c.unless[p.Lemma(s)] || c.unless[p.Lemma(p.OwnSubject(verb))]) {
		return false
	}
	if c.with == "object" {
		return p.objectBefore(verb, i) >= 0 || p.OwnSubject(i) >= 0
	}
	if c.control == "" || c.control == "subject" || c.control == "object" {
		return true
	}
	for _, o := range p.phrases(verb, nil) {
		if o.Prep == c.control {
			return true
		}
	}
	return false
}

// lead is how i hangs on what is above it, and where the word that leads it
// stands, -1 for none. What is joined to a predicate of its form without a lead
// of its own has that one's.
func (p *Predicates) lead(i int) (string, int) {
	if p.actsAsNoun(i) {
		return p.nounLead(i)
	}
	switch p.Token(i).XPOS {
	case "VB", "VBN", "JJ", "NN", "NNS", "NNP", "RB", "IN":
		if at := p.toBefore(i); at >= 0 {
			return leadTo, at
		}
		if p.Is(i, "xcomp", "ccomp") && p.Kid(i, "aux") < 0 && p.OwnSubject(i) < 0 && (p.Token(i).XPOS == "VB" || p.partedPerfect(i)) {
			return leadBare, -1
		}
		if a := p.Kid(i, "aux"); a >= 0 && p.Gerund(a) { // "denied having said"
			return p.gerundLead(i)
		}
	case "VBG":
		if p.Kid(i, "aux", "nsubj") >= 0 && p.Is(i, "root", "ccomp", "conj") {
			return leadThat, -1
		}
		return p.gerundLead(i)
	}
	if m := p.Kid(i, "mark"); p.Is(i, "ccomp", "csubj", "acl") && !p.Is(i, "acl:relcl") && (m < 0 || p.Low(m) == "that") {
		return leadThat, m
	}
	return leadNone, -1
}

// partedPerfect reports whether the tree has i hang on its own "having".
func (p *Predicates) partedPerfect(i int) bool {
	h := p.Head(i)
	return p.Participle(i) && h == i-1 && p.Lemma(h) == "have"
}

// toBefore is the "to" of the infinitive that i heads, -1 for none.
func (p *Predicates) toBefore(i int) int {
	for _, k := range p.Kids(i) {
		if k < i && p.Is(k, "mark", "aux") && p.Low(k) == "to" {
			return k
		}
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if p.Low(k) == "to" && p.Token(k).XPOS == "TO" {
			return k
		}
		if !p.POS(k, ud.ADV, ud.AUX) {
			break
		}
	}
	return -1
}

// gerundLead is the preposition that leads the gerund at i, else that it has none.
func (p *Predicates) gerundLead(i int) (string, int) {
	for _, k := range p.Kids(i) {
		if k < i && p.Is(k, "mark", "case") {
			return p.Low(k), k
		}
	}
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if p.POS(k, ud.ADP, ud.SCONJ) {
			return p.Low(k), k
		}
		if !p.POS(k, ud.ADV) {
			if p.addsOn(i, k) {
				return leadNone, -1
			}
			break
		}
	}
	return leadIng, -1
}

// addsOn reports whether a comma at k parts the gerund at i from a verb that has
// what it governs already: what "denied the charge, [saying] that" denies is the
// charge.
func (p *Predicates) addsOn(i, k int) bool {
	h := p.Head(i)
	if !p.Punct(k, ",") || h < 0 || h > k {
		return false
	}
	if h == k-1 {
		return true
	}
	for _, o := range p.Kids(h) {
		if o > h && o < k && p.Is(o, "obj", "iobj", "ccomp", "xcomp", "obl") {
			return true
		}
	}
	return false
}

// nounLead is how the noun at i hangs on a verb or noun.
func (p *Predicates) nounLead(i int) (string, int) {
	switch {
	case p.Is(i, "obj", "nsubj:pass"):
		return leadObj, -1
	case p.Is(i, "obl", "nmod"):
		prep := p.Prep(i)
		if prep == "" {
			return leadNone, -1
		}
		first, _, _ := strings.Cut(prep, " ")
		return first, p.Kid(i, "case")
	}
	return leadNone, -1
}
