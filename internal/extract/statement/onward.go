package statement

import "onrecord/ling/ud"

// toVerb gives a clause that a tree has ended right before its own finite verb
// the rest of it: "the truce agreed in May [was holding]".
func (r *reader) toVerb(cand *candidate, found runs) runs {
	b := found[len(found)-1].b
	_, last := r.sentence(cand.at)
	if b <= cand.at || b+2 >= last || r.inQuote[b] != r.inQuote[cand.at] {
		return found
	}
	and := b
	if r.punct(and, ",") {
		and++
	}
	goesOn := r.pos(b, ud.AUX, ud.VERB) && r.finite(b) ||
		r.pos(and, ud.CCONJ) && (r.low(and+1) == "that" && r.pos(and+1, ud.SCONJ) || r.inQuote[and+1] >= 0 && r.inQuote[and] < 0)
	if !goesOn {
		return found
	}
	return found.join(one(b, r.clauseEnd(cand, b, last)))
}

// onward gives a clause that a tree has ended before its sentence the words
// behind it that can be no more about the saying: a clause that begins with a
// conjunction or a subject of its own, a participle, an infinitive.
func (r *reader) onward(cand *candidate, found runs) runs {
	_, last := r.sentence(cand.at)
	if r.is(cand.at, "advcl", "acl") && !r.gerund(cand.at) {
		last = min(last, int(r.right[cand.at])+1)
	}
	b := found[len(found)-1].b
	if b <= cand.at || b >= last || !r.goesOn(cand, b, last) {
		return found
	}
	return found.join(one(b, r.clauseEnd(cand, b, last)))
}

// goesOn reports whether the words from b on carry on what is reported before b.
func (r *reader) goesOn(cand *candidate, b, last int) bool {
	a := b
	if r.punct(a, ",") {
		a++
	}
	if a+1 >= last || r.inQuote[a] != r.inQuote[cand.at] || r.timed(a) || cand.venue.has(a+1) || cand.addressee.has(a) {
		return false
	}
	comma := a > b
	switch {
	case r.low(a) == "including", r.low(a) == "such" && r.low(a+1) == "as", r.lex.lists["reason"][r.low(a)]:
		return true
	case r.pos(a, ud.CCONJ):
		return r.joins(a, last, comma)
	case r.gerund(a):
		return comma && !r.cueAt(a) && !r.lex.lists["remark"][r.low(a)]
	case r.pos(a, ud.VERB, ud.AUX):
		return (r.finite(a) || r.low(a) == "be") && !r.cueAt(a)
	}
	return false
}

// joins reports whether the conjunction at a joins to what is reported, rather
// than to the report: what follows is no cue, and no contrast of the reporter's.
func (r *reader) joins(a, last int, comma bool) bool {
	if comma && r.low(a) != "and" && r.low(a) != "or" {
		return false
	}
	for k := a + 1; k < min(last, a+12); k++ {
		if r.punct(k, ";:—–--") || r.pos(k, ud.VERB) && r.lex.verbs[r.verbLemma(k)] != nil {
			return false
		}
		if r.pos(k, ud.VERB, ud.AUX) && r.finite(k) {
			return true
		}
	}
	return false
}

// fromCue gives a clause that a tree has cut short the words between the cue
// and it: "said the cuts [“do nothing”]".
func (r *reader) fromCue(cand *candidate, found runs) runs {
	b := cand.words[len(cand.words)-1].b
	if found[0].a <= b {
		return found
	}
	after := r.clauseAfter(cand)
	if len(after) == 0 || after[0].a >= found[0].a || after[0].b < found[0].a {
		return found
	}
	return found.join(one(after[0].a, found[0].a))
}
