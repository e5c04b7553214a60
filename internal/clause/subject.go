package clause

import "onrecord/ling"

// maxLean is how many verbs may lean on each other for one subject; more is no
// English, and bounds what a broken tree costs.
const maxLean = 6

// subject is the head of i's subject (see Predicate.Subject), -1 for none; lean
// is how many predicates lean on i for theirs.
func (p *Predicates) subject(i, lean int) int {
	switch s := p.OwnSubject(i); {
	case lean > maxLean:
		return -1
	case p.actsAsNoun(i):
		return p.doerOfNoun(i, lean)
	case s >= 0:
		return p.antecedent(i, s)
	case p.Kid(i, "expl") >= 0 && p.Kid(i, "obj") > i: // "there stood a statue"
		return p.Kid(i, "obj")
	case p.Is(i, "acl:relcl"):
		return p.nounAbove(i)
	}
	up := p.governor(i)
	if who, settled := p.controlled(i, up, lean); settled {
		return who
	}
	h := p.Head(i)
	switch {
	case h < 0:
		return p.unparsedSubject(i)
	case p.Is(i, "acl") && p.actsAsNoun(h):
		if p.ToInfinitive(i) || p.Gerund(i) && up.lead != leadIng {
			return p.doerOfNoun(h, lean+1)
		}
		return h
	case p.Is(i, "ccomp") && p.Is(h, "acl:relcl") && p.OwnSubject(h) >= 0: // "the man who they believe set it"
		return p.nounAbove(h)
	case !p.Is(i, "xcomp", "ccomp", "advcl", "conj", "parataxis", "obl", "acl"), p.Is(i, "conj") && p.actsAsNoun(h):
		return -1
	}
	return p.subject(h, lean+1)
}

// nounAbove is the noun that the relative clause of verb i hangs on, -1 for none.
func (p *Predicates) nounAbove(i int) int {
	if h := p.Head(i); h >= 0 && p.Noun(h) {
		return h
	}
	return -1
}

// controlled is the subject of i that the verb above it settles, and whether it
// does: by its class ("promised her to go"), else the object it has before i.
func (p *Predicates) controlled(i int, up governor, lean int) (int, bool) {
	g := up.verb
	if g < 0 || p.Is(i, "conj") {
		return -1, false
	}
	who := up.control()
	if who == "" && p.objectDoes(g, i, up.lead) {
		who = "object"
	}
	switch who {
	case "":
		return -1, false
	case "subject":
		return p.subjectAbove(g, lean+1), true
	case "object":
		if p.passive(g) {
			return p.subjectAbove(g, lean+1), true
		}
		if o := p.objectBefore(g, i); o >= 0 {
			return p.antecedent(g, o), true
		}
		if p.Is(g, "acl:relcl") && p.gap(g) {
			return p.Head(g), true
		}
		return -1, true
	}
	for _, o := range p.phrases(g, nil) { // "called on the army to say"
		if o.Prep == who && o.At < i {
			return o.At, true
		}
	}
	return -1, false
}

// objectDoes reports whether i, which a verb of no class governs, is its object's:
// that of an infinitive ("prompted officials to deny"), unless that noun has it
// for what it is about ("signed a pledge to go"), and a person's behind a
// preposition ("took him to court for saying").
func (p *Predicates) objectDoes(g, i int, lead string) bool {
	o := p.objectBefore(g, i)
	if o < 0 || p.actsAsNoun(g) {
		return false
	}
	if p.Is(i, "xcomp") {
		return p.classAt(o, lead, g, i) == nil
	}
	return objectLeads[lead] && (p.Nominative(o) || p.objectivePronoun(o) || p.Named(o, ling.PER, ling.ORG, ling.GPE))
}

// Controller is who the verb or noun above i says that i is done by, where i is
// an infinitive or gerund that it governs and settles the matter: Sudan in
// "accused Sudan of supporting". Settled and -1 is somebody not named.
func (p *Predicates) Controller(i int) (who int, settled bool) {
	if p.OwnSubject(i) >= 0 || p.actsAsNoun(i) {
		return -1, false
	}
	up := p.governor(i)
	who, settled = p.controlled(i, up, 0)
	return who, settled && (who >= 0 || up.control() == "object")
}

// objectLeads are the prepositions whose gerund belongs to a person who is the
// object, whatever the verb.
var objectLeads = map[string]bool{"of": true, "for": true, "with": true, "from": true, "into": true, "against": true}

// subjectAbove is the subject of the verb above, which is no noun's.
func (p *Predicates) subjectAbove(g, lean int) int {
	if p.Head(g) < 0 && p.OwnSubject(g) < 0 {
		return -1
	}
	return p.subject(g, lean)
}

// objectBefore is the object of verb g that stands before i, -1 for none; of a
// noun ("criticism of the mayor for saying") it is who comes with "of".
func (p *Predicates) objectBefore(g, i int) int {
	for _, k := range p.Kids(g) {
		if k >= i {
			break
		}
		if p.Is(k, "obj", "iobj") || p.actsAsNoun(g) && p.Is(k, "nmod") && p.CaseIs(k, "of") {
			return k
		}
	}
	return -1
}

// objectivePronoun reports whether o is a pronoun in the object's form.
func (p *Predicates) objectivePronoun(o int) bool {
	switch p.Low(o) {
	case "me", "him", "her", "us", "them", "you", "it", "whom":
		return true
	}
	return false
}

// doerOfNoun is who does what noun i names: by its own words, or the subject of
// the verb that the noun is done with ("made a promise to go").
func (p *Predicates) doerOfNoun(i, lean int) int {
	if a := p.nounAgent(i); a >= 0 {
		return a
	}
	h := p.Head(i)
	if h < 0 || !p.Is(i, "obj", "xcomp", "obl") || p.actsAsNoun(h) {
		return -1
	}
	if p.passive(h) {
		return p.Tree.Agent(h)
	}
	return p.subject(h, lean+1)
}

// antecedent is what s stands for: the noun that the relative clause of verb i
// hangs on, for a relative pronoun; else s.
func (p *Predicates) antecedent(i, s int) int {
	if !p.RelativePronoun(s) && p.Low(s) != "whom" {
		return s
	}
	for range maxLean {
		h := p.Head(i)
		switch {
		case h < 0:
			return s
		case p.Is(i, "acl:relcl"):
			if p.Noun(h) {
				return h
			}
			return s
		case !p.Is(i, "conj", "xcomp", "ccomp"):
			return s
		}
		i = h
	}
	return s
}

// unparsedSubject is the nominal right before a verb that no parser has looked at.
func (p *Predicates) unparsedSubject(i int) int {
	if p.Parsed(i) || i < 0 {
		return -1
	}
	first, _ := p.Sentence(i)
	head, _ := p.NominalBefore(first, i)
	return head
}
