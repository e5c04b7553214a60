package statement

import "onrecord/ling/ud"

// leadWords is how many words may stand between a cue and the clause it
// reports: an addressee, a day, a place.
const leadWords = 18

// clauseAfter is the clause that follows a cue by the words alone, for where
// the tree does not show it: what stands behind "that" or a question word, or
// right behind the cue, to the end of the sentence or the next cue.
func (r *reader) clauseAfter(cand *candidate) runs {
	i := cand.at
	if !r.finite(i) && !r.gerund(i) {
		return nil
	}
	reg := r.region(cand)
	_, last := r.sentence(i)
	a := r.clauseStart(cand, reg.b, last)
	if a < 0 {
		return nil
	}
	if r.is(i, "advcl", "acl") && int(r.right[i]) >= a {
		last = min(last, int(r.right[i])+1) // the main clause is not reported
	}
	return one(a, r.clauseEnd(cand, a, last))
}

// floating is the clause around a cue that is put into it between commas, or
// behind it: "it was, he said, over", "it was over, he said".
func (r *reader) floating(cand *candidate) runs {
	if r.inQuote[cand.at] >= 0 || len(cand.source) == 0 || !r.finite(cand.at) {
		return nil
	}
	reg := r.region(cand)
	first, last := r.sentence(cand.at)
	if reg.a-2 < first || !r.punct(reg.a-1, ",") || reg.b-reg.a > attributionWords || cand.source[0].a < reg.a || reg.b < cand.source[0].b {
		return nil
	}
	if r.inQuote[reg.a-2] >= 0 || r.kid(cand.at, "cc", "mark") >= 0 {
		return nil
	}
	b := r.afterSaying(cand, reg.b, last)
	if b < last && !r.punct(b, ",.") {
		return nil
	}
	a := r.afterDateline(first, last)
	for k := reg.a - 2; k > a; k-- {
		if r.punct(k, ";:") || r.loneDash(k, first, reg.a) && r.clauseOpens(k+1) && r.clausal(k+1, reg.a) || r.relative(k) && reg.a-2-k < 2 {
			a = k
			if !r.relative(k) {
				a++
			} else {
				cand.aside = k
			}
			break
		}
	}
	left := one(a, reg.a-1)
	right := r.floatingRest(cand, b, last)
	if len(right) == 0 && (!r.hasTensed(a, reg.a) || r.lex.lists["prompt"][r.low(a)] && r.pos(a, ud.VERB)) || r.lex.lists["prompt"][r.low(a)] && len(right) > 0 && r.pos(a, ud.VERB) {
		return nil
	}
	return left.join(right)
}

// loneDash reports whether k is a dash, and the only one of [first, last).
func (r *reader) loneDash(k, first, last int) bool {
	if !r.dash(k) {
		return false
	}
	for n := first; n < last; n++ {
		if n != k && r.dash(n) {
			return false
		}
	}
	return true
}

// hasTensed reports whether a finite verb stands in [a, b).
func (r *reader) hasTensed(a, b int) bool {
	for k := a; k < b; k++ {
		if r.tensed(k) {
			return true
		}
	}
	return false
}

// afterSaying is where what is added to a cue about the saying ends: to whom,
// when and where it was said.
func (r *reader) afterSaying(cand *candidate, b, last int) int {
	k := b
	for k < min(last, b+leadWords) && (cand.addressee.has(k) || cand.venue.has(k) || r.timed(k) || r.pos(k, ud.ADV)) {
		k++
	}
	if k >= last || !r.pos(k, ud.ADP) && !r.lex.lists["when"][r.low(k)] {
		return k
	}
	for n := k; n < min(last, b+leadWords) && !r.pos(n, ud.VERB, ud.AUX, ud.SCONJ) && r.inQuote[n] < 0; n++ {
		if r.punct(n, ",.") && !r.abbreviated(n) {
			return n
		}
	}
	return k
}

// floatingRest is the second half of a clause that a cue broke into, from the
// comma at b on; a participle that goes on about the speaker is no part of it.
func (r *reader) floatingRest(cand *candidate, b, last int) runs {
	if b+1 >= last || !r.punct(b, ",") || r.inQuote[b+1] >= 0 {
		return nil
	}
	a := b + 1
	if r.gerund(a) || r.low(a) == "according" || r.pos(a, ud.CCONJ) && a+1 < last && r.cueAt(a+1) {
		return nil
	}
	return one(a, r.clauseEnd(cand, a, last))
}

// clauseStart is where the reported clause begins, -1 for nowhere.
func (r *reader) clauseStart(cand *candidate, from, last int) int {
	for k := from; k < min(last, from+leadWords) && r.inQuote[k] == r.inQuote[cand.at]; k++ {
		if r.low(k) == "that" && r.pos(k, ud.SCONJ) && r.clausal(k+1, last) {
			return k
		}
		if r.tensed(k) || r.punct(k, ";:.") || r.punct(k, ",") && k+1 < last && r.participial(k+1) && r.cueAt(k+1) {
			break
		}
	}
	if r.kid(cand.at, "obj") > cand.at && cand.cue.takesObject() {
		return -1
	}
	for k := from; k < min(last, from+leadWords); k++ {
		if r.inQuote[k] != r.inQuote[cand.at] {
			return -1
		}
		switch l := r.low(k); {
		case k > from && r.participial(k) && r.cueAt(k):
			return -1
		case l == "that" && k+1 < last && !r.pos(k+1, ud.VERB, ud.AUX, ud.PUNCT):
			if r.clausal(k+1, last) {
				return k
			}
		case l == "whether", (l == "how" || l == "why" || l == "what") && k == from:
			return k
		case r.pos(k, ud.VERB, ud.AUX, ud.SCONJ) && !r.pos(k, ud.PROPN), r.punct(k, ";:.()—–--"):
			return -1
		}
		if k == from && r.clauseOpens(k) && r.clausal(k, last) {
			return k
		}
		if k > from && r.pos(k, ud.PRON) && r.nominative(k) && r.clausal(k, last) && !r.punct(k-1, ",") {
			return k
		}
	}
	return -1
}

// tensed reports whether k is a verb form that only a finite clause has.
func (r *reader) tensed(k int) bool {
	switch r.Tokens[k].XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// clauseOpens reports whether a clause without "that" can begin with token k.
func (r *reader) clauseOpens(k int) bool {
	if r.pos(k, ud.PRON) {
		return r.nominative(k) || r.low(k) == "there" || r.Tokens[k].XPOS == "PRP$" || r.low(k) == "it"
	}
	return r.pos(k, ud.DET, ud.PROPN, ud.NOUN, ud.ADJ, ud.NUM)
}

// nominative reports whether k is a personal pronoun in the subject's form.
func (r *reader) nominative(k int) bool {
	switch r.low(k) {
	case "i", "he", "she", "we", "they", "it", "you", "there":
		return true
	}
	return false
}

// clausal reports whether a finite verb follows from k on before the sentence
// or its part ends.
func (r *reader) clausal(k, last int) bool {
	for n := k; n < min(last, k+40); n++ {
		switch r.Tokens[n].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return n > k
		}
		if r.punct(n, ";:.") && !r.abbreviated(n) || r.low(n) == "to" && r.pos(n, ud.PART) && n == k {
			return false
		}
	}
	return false
}

// clauseEnd is where the clause from a on ends: at a cue that goes on about the
// same source ("…, adding that"), at "according to", or with the sentence.
func (r *reader) clauseEnd(cand *candidate, a, last int) int {
	for k := a + 1; k+1 < last; k++ {
		if r.inQuote[k] != r.inQuote[cand.at] {
			continue
		}
		switch {
		case r.punct(k, ",") && k+1 < last && (r.gerund(k+1) && r.cueAt(k+1) || r.low(k+1) == "according"):
			return k
		case r.low(k) == "according" && k+1 < last && r.low(k+1) == "to":
			return k
		case r.pos(k, ud.CCONJ) && k+1 < last && r.Tokens[k+1].XPOS == r.Tokens[cand.at].XPOS && r.cueAt(k+1) && r.finite(k+1):
			return k
		case r.punct(k, ";"), r.dashCue(k), r.stops(k):
			return k
		}
	}
	return last
}

// cueAt reports whether a verb of the lexicon that takes words stands at k.
func (r *reader) cueAt(k int) bool {
	if r.Tokens[k].UPOS != ud.VERB {
		return false
	}
	c, _ := r.matchVerb(k)
	return c != nil && !c.attitude
}
