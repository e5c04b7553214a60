package statement

import (
	"strings"

	"onrecord/ling/ud"
)

// theObject is what the verb is done to: its object, or its subject in the passive.
func (r *reader) theObject(cand *candidate, passive bool) int {
	if passive {
		if s := r.kid(cand.at, "nsubj:pass", "nsubj"); s >= 0 {
			return s
		}
		if r.is(cand.at, "acl") {
			return r.head(cand.at)
		}
		return -1
	}
	if o := r.kid(cand.at, "obj"); o >= 0 {
		if len(cand.addressee) > 0 && cand.addressee.has(o) {
			return -1
		}
		return o
	}
	if r.is(cand.at, "acl:relcl") && r.kid(cand.at, "ccomp", "mark") < 0 {
		h := r.head(cand.at)
		if s := r.kid(cand.at, "nsubj"); s >= 0 && h >= 0 && r.antecedent(cand.at, s) != h {
			return h
		}
	}
	return -1
}

// object is the object with what "for", "as", "over" or "about" adds to it.
func (r *reader) object(cand *candidate, passive bool) runs {
	o := r.theObject(cand, passive)
	if o < 0 {
		return nil
	}
	found := r.objectPhrase(cand, o)
	if o < cand.at || len(found) == 0 { // a wrong tree hangs the cue below its object
		if k := r.ground(cand, cand.at+1); passive && k >= 0 {
			found = found.join(r.subtree(k))
		}
		return found
	}
	for _, k := range r.of(cand.at) {
		k := int(k)
		if k > o && r.is(k, "obl", "advcl", "acl", "xcomp", "ccomp") && int(r.left[k]) == found[len(found)-1].b && r.partOfObject(cand, k) {
			found = found.join(r.subtree(k))
		}
	}
	found = found.join(r.objectRest(cand, found))
	if k := r.ground(cand, found[len(found)-1].b); k >= 0 {
		found = found.join(one(found[len(found)-1].b, int(r.right[k])+1))
	}
	return found
}

// ground is what the cue gives for its judgement from token b on: "attacked
// them during the debate [for their silence]", -1 for none.
func (r *reader) ground(cand *candidate, b int) int {
	if name := cand.cue.class.Name; name != "criticise" && name != "praise" && name != "blame" {
		return -1
	}
	for _, k := range r.of(cand.at) {
		k := int(k)
		if a := int(r.left[k]); a >= b && a < b+10 && r.is(k, "obl", "advcl") && r.low(a) == "for" && !r.timed(k) && !r.commaIn(b, a) {
			return k
		}
	}
	return -1
}

// objectRest is what goes on from an object that a tree has cut short at b: to
// the end of its part of the sentence, or where time, place or another clause begins.
func (r *reader) objectRest(cand *candidate, found runs) runs {
	b := found[len(found)-1].b
	_, last := r.sentence(cand.at)
	if b >= last || !r.pos(b, ud.ADP, ud.CCONJ, ud.PART, ud.NOUN, ud.PROPN, ud.VERB, ud.SCONJ) && !(r.pos(b, ud.ADJ) && found.has(r.head(b))) || r.inQuote[b] != r.inQuote[cand.at] {
		return nil
	}
	k := b
	for k < last && !r.endsObject(cand, k, last) {
		k++
	}
	return one(b, k)
}

// endsObject reports whether token k ends the words that an object can go on with.
func (r *reader) endsObject(cand *candidate, k, last int) bool {
	if r.inQuote[k] != r.inQuote[cand.at] {
		return false
	}
	switch {
	case r.stops(k):
		return true
	case r.pos(k, ud.SCONJ) && (r.low(k) == "that" || r.low(k) == "whether" || !cand.cue.attitude && r.lex.lists["reason"][r.low(k)]):
		return false
	case r.punct(k, ",;:.()—–--?!"), r.pos(k, ud.SCONJ), r.timed(k), r.lex.lists["when"][r.low(k)], cand.addressee.has(k), cand.venue.has(k):
		return true
	case r.pos(k, ud.ADP):
		return r.placing(k) && r.venueAfter(k, last) || k+1 < last && (r.timed(k+1) || k+2 < last && r.timed(k+2) || cand.venue.has(k+1) || cand.addressee.has(k+1) || r.gerund(k+1) && (r.low(k) == "in" || r.low(k) == "upon"))
	case r.pos(k, ud.CCONJ):
		for n := k + 1; n < min(last, k+6); n++ {
			if r.pos(n, ud.VERB, ud.AUX) {
				return r.finite(n)
			}
		}
	case r.pos(k, ud.AUX, ud.VERB):
		return r.finite(k) && (k == 0 || !r.noun(k-1) || r.relative(k-1))
	}
	return false
}

// placing reports whether the preposition k can lead to where a thing was said.
func (r *reader) placing(k int) bool {
	switch r.low(k) {
	case "in", "at", "on", "during", "through", "via":
		return true
	}
	return false
}

// partOfObject reports whether phrase k, right behind the object, says what is
// spoken of rather than when, where or how it was said. Trees often hang such a
// phrase on the verb where it belongs to the noun.
func (r *reader) partOfObject(cand *candidate, k int) bool {
	if cand.venue.has(k) || cand.addressee.has(k) || r.timed(k) {
		return false
	}
	if r.is(k, "advcl", "acl", "xcomp", "ccomp") {
		if r.to(k) || r.caseIs(k, "that") {
			return true
		}
	}
	for _, p := range [...]string{"for", "as", "over", "of", "to", "on", "in", "from", "against", "with", "between", "about"} {
		if r.caseIs(k, p) {
			return true
		}
	}
	return false
}

// timed reports whether k lies in a time expression.
func (r *reader) timed(k int) bool { return r.timeAt[k] >= 0 }

// objectPhrase is the noun phrase of o as content: where o is the noun that a
// relative clause hangs on, without that clause.
func (r *reader) objectPhrase(cand *candidate, o int) runs {
	whole := r.subtree(o)
	if whole.has(cand.at) {
		return one(int(r.left[o]), min(o+1, cand.at))
	}
	return whole
}

// objectTo is object and infinitive: "urged both to go".
func (r *reader) objectTo(cand *candidate, passive bool) runs {
	to := r.reaching(cand)
	if len(to) == 0 {
		return nil
	}
	if o := r.theObject(cand, passive); o >= 0 {
		to = to.join(r.objectPhrase(cand, o))
	}
	return to
}

// objectAs is an object and what it is called.
func (r *reader) objectAs(cand *candidate, passive bool) runs {
	o := r.theObject(cand, passive)
	var found runs
	for _, k := range r.of(cand.at) {
		k := int(k)
		if k > cand.at && (r.is(k, "xcomp") || (r.is(k, "obl", "advcl", "ccomp")) && (r.caseIs(k, "as") || r.is(k, "ccomp"))) {
			found = found.join(r.subtree(k))
		}
	}
	if o >= 0 {
		found = found.join(r.objectPhrase(cand, o))
		if o > cand.at && len(found) > 0 {
			found = found.join(r.calledRest(cand, found[len(found)-1].b))
		}
	}
	return found
}

// calledRest is what stands right behind an object that a tree has cut short:
// the name it is called, quoted or not, to the end of its clause.
func (r *reader) calledRest(cand *candidate, b int) runs {
	_, last := r.sentence(cand.at)
	if b >= last || r.pos(b, ud.PUNCT) && r.inQuote[b] < 0 {
		return nil
	}
	k := b
	for k < last && !(r.inQuote[k] == r.inQuote[cand.at] && (r.punct(k, ",;:.()—–--") || r.pos(k, ud.SCONJ) || r.timed(k) || r.pos(k, ud.ADP) && k > b && r.venueAfter(k, last))) {
		if r.inQuote[k] == r.inQuote[cand.at] && r.pos(k, ud.CCONJ) && k+1 < last && r.finite(k+1) && r.pos(k+1, ud.VERB) {
			break
		}
		if k > b && r.inQuote[k] == r.inQuote[cand.at] && (r.stops(k) || r.gerund(k) && r.cueAt(k) && r.quoteMark(k-1)) {
			break
		}
		k++
	}
	return one(b, k)
}

// venueAfter reports whether the preposition k leads to a venue.
func (r *reader) venueAfter(k, last int) bool {
	for n := k + 1; n < min(last, k+6); n++ {
		if r.lex.lists["venue"][r.lemma(n)] {
			return true
		}
	}
	return false
}

// theNoun is what the object noun of a cue like "express" is about: "expressed
// [concern] [that …]"; the noun joins the cue.
func (r *reader) theNoun(cand *candidate) runs {
	o := r.kid(cand.at, "obj")
	if o < cand.at {
		return nil
	}
	for _, head := range [...]int{o, cand.at} {
		for _, k := range r.of(head) {
			k := int(k)
			if k < o || int(r.left[k]) != o+1 || !r.is(k, "acl", "nmod", "ccomp", "advcl", "obl") {
				continue
			}
			a := int(r.left[k])
			if r.pos(a, ud.ADP) {
				a++
			}
			cand.words = cand.words.join(one(o, o+1))
			return one(a, int(r.right[k])+1)
		}
	}
	return nil
}

// withoutCharge is the source of a passive without the charge that a tree has
// hung on it: "accused by the villagers [of burning it]".
func (r *reader) withoutCharge(source runs) runs {
	if len(source) != 1 {
		return source
	}
	for k := source[0].a + 1; k+1 < source[0].b; k++ {
		if r.low(k) == "of" && strings.HasSuffix(r.low(k+1), "ing") {
			return one(source[0].a, k)
		}
	}
	return source
}

// objectOf is an object and the charge: "accused them of lying".
func (r *reader) objectOf(cand *candidate, passive bool) runs {
	o := r.theObject(cand, passive)
	if o < 0 {
		return nil
	}
	found := r.objectPhrase(cand, o)
	if passive && len(cand.source) == 1 && cand.head >= 0 && cand.source[0].b < len(r.Tokens) && r.low(cand.source[0].b) == "of" {
		return found.join(one(cand.source[0].b, int(r.right[cand.head])+1)) // "accused by the villagers [of burning it]"
	}
	for _, k := range r.of(cand.at) {
		k := int(k)
		if k > cand.at && r.is(k, "obl", "advcl", "xcomp") && (r.caseIs(k, "of") || r.gerund(k)) {
			return found.join(r.subtree(k))
		}
	}
	return found
}

// objectBare is object and bare infinitive or participle.
func (r *reader) objectBare(i int) runs {
	o := r.kid(i, "obj")
	if o < 0 {
		return nil
	}
	return one(int(r.left[o]), int(r.right[o])+1)
}
