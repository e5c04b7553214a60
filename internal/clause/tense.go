package clause

import "onrecord/ling/ud"

// tense is the tense of i's finite verb and its aspect, by its own auxiliaries
// or, where it has none and is joined to a verb of the same form, by that one's:
// "has agreed and signed".
func (p *Predicates) tense(i int) (Tense, Aspect) {
	var aspect Aspect
	tense := finite(p.Token(i).XPOS)
	for _, k := range p.auxiliaries(i) {
		if k > i {
			continue
		}
		if t := finite(p.Token(k).XPOS); t != Tenseless {
			tense = t
		}
		switch {
		case p.Lemma(k) == "have" && p.Participle(i) || p.Lemma(k) == "have" && p.Kid(i, "cop") >= 0:
			aspect |= Perfect
		case p.Lemma(k) == "be" && (p.Gerund(i) || p.Gerund(k)): // "is meeting", "is being met"
			aspect |= Progressive
		}
	}
	return tense, aspect
}

// finite is the tense that a tag of the Penn Treebank shows.
func finite(xpos string) Tense {
	switch xpos {
	case "VBD":
		return Past
	case "VBZ", "VBP":
		return Present
	case "MD":
		return Modal
	}
	return Tenseless
}

// auxiliaries are the auxiliaries and copulas of i, or those it shares.
func (p *Predicates) auxiliaries(i int) []int {
	for range 4 {
		var out []int
		for _, k := range p.Kids(i) {
			if p.Is(k, "aux", "cop") {
				out = append(out, k)
			}
		}
		if len(out) > 0 || !p.sharesForm(i) {
			return out
		}
		i = p.Head(i)
	}
	return nil
}

// sharesForm reports whether i is joined to a verb of its own form and brings no
// auxiliary, subject or "to": what stands before that verb then counts for both.
func (p *Predicates) sharesForm(i int) bool {
	h := p.Head(i)
	return h >= 0 && h < i && p.Is(i, "conj") && p.Token(i).XPOS == p.Token(h).XPOS && p.POS(h, ud.VERB) && p.Kid(i, "aux", "cop", "nsubj", "mark") < 0
}
