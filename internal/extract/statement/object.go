package statement

import (
	"strings"

	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// theObject is what the verb is done to: its object, or its subject in the passive.
func (r *reader) theObject(cand *candidate, passive bool) int {
	if passive {
		if s := r.Kid(cand.at, "nsubj:pass", "nsubj"); s >= 0 {
			return s
		}
		if r.Is(cand.at, "acl") {
			return r.Head(cand.at)
		}
		return -1
	}
	if o := r.Kid(cand.at, "obj"); o >= 0 {
		if len(cand.addressee) > 0 && cand.addressee.Has(o) {
			return -1
		}
		return o
	}
	if r.Is(cand.at, "acl:relcl") && r.Kid(cand.at, "ccomp", "mark") < 0 {
		h := r.Head(cand.at)
		if s := r.Kid(cand.at, "nsubj"); s >= 0 && h >= 0 && r.antecedent(cand.at, s) != h {
			return h
		}
	}
	return -1
}

// object is the object with what "for", "as", "over" or "about" adds to it.
func (r *reader) object(cand *candidate, passive bool) clause.Runs {
	o := r.theObject(cand, passive)
	if o < 0 {
		return nil
	}
	found := r.objectPhrase(cand, o)
	if o < cand.at || len(found) == 0 { // a wrong tree hangs the cue below its object
		if k := r.ground(cand, cand.at+1); passive && k >= 0 {
			found = found.Join(r.Subtree(k))
		}
		return found
	}
	for _, k := range r.Kids(cand.at) {
		if k > o && r.Is(k, "obl", "advcl", "acl", "xcomp", "ccomp") && r.Left(k) == found.To() && r.partOfObject(cand, k) {
			found = found.Join(r.Subtree(k))
		}
	}
	found = found.Join(r.objectRest(cand, found))
	if k := r.ground(cand, found.To()); k >= 0 {
		found = found.Join(clause.Range(found.To(), r.Right(k)+1))
	}
	return found
}

// ground is what the cue gives for its judgement from token b on: "attacked
// them during the debate [for their silence]", -1 for none.
func (r *reader) ground(cand *candidate, b int) int {
	if name := cand.cue.class.Name; name != "criticise" && name != "praise" && name != "blame" {
		return -1
	}
	for _, k := range r.Kids(cand.at) {
		if a := r.Left(k); a >= b && a < b+10 && r.Is(k, "obl", "advcl") && r.Low(a) == "for" && !r.Timed(k) && !r.CommaIn(b, a) {
			return k
		}
	}
	return -1
}

// objectRest is what goes on from an object that a tree has cut short at b: to
// the end of its part of the sentence, or where time, place or another clause begins.
func (r *reader) objectRest(cand *candidate, found clause.Runs) clause.Runs {
	b := found.To()
	_, last := r.Sentence(cand.at)
	if b >= last || !r.POS(b, ud.ADP, ud.CCONJ, ud.PART, ud.NOUN, ud.PROPN, ud.VERB, ud.SCONJ) && !(r.POS(b, ud.ADJ) && found.Has(r.Head(b))) || r.QuoteAt(b) != r.QuoteAt(cand.at) {
		return nil
	}
	k := b
	for k < last && !r.endsObject(cand, k, last) {
		k++
	}
	return clause.Range(b, k)
}

// endsObject reports whether token k ends the words that an object can go on with.
func (r *reader) endsObject(cand *candidate, k, last int) bool {
	if r.QuoteAt(k) != r.QuoteAt(cand.at) {
		return false
	}
	switch {
	case r.Stops(k):
		return true
	case r.POS(k, ud.SCONJ) && (r.Low(k) == "that" || r.Low(k) == "whether" || !cand.cue.attitude && r.lex.lists["reason"][r.Low(k)]):
		return false
	case r.Punct(k, ",;:.()—–--?!"), r.POS(k, ud.SCONJ), r.Timed(k), r.lex.lists["when"][r.Low(k)], cand.addressee.Has(k), cand.venue.Has(k):
		return true
	case r.POS(k, ud.ADP):
		return r.placing(k) && r.venueAfter(k, last) || k+1 < last && (r.Timed(k+1) || k+2 < last && r.Timed(k+2) || cand.venue.Has(k+1) || cand.addressee.Has(k+1) || r.Gerund(k+1) && (r.Low(k) == "in" || r.Low(k) == "upon"))
	case r.POS(k, ud.CCONJ):
		for n := k + 1; n < min(last, k+6); n++ {
			if r.POS(n, ud.VERB, ud.AUX) {
				return r.finite(n)
			}
		}
	case r.POS(k, ud.AUX, ud.VERB):
		return r.finite(k) && (k == 0 || !r.Noun(k-1) || r.RelativePronoun(k-1))
	}
	return false
}

// placing reports whether the preposition k can lead to where a thing was said.
func (r *reader) placing(k int) bool {
	switch r.Low(k) {
	case "in", "at", "on", "during", "through", "via":
		return true
	}
	return false
}

// partOfObject reports whether phrase k, right behind the object, says what is
// spoken of rather than when, where or how it was said. Trees often hang such a
// phrase on the verb where it belongs to the noun.
func (r *reader) partOfObject(cand *candidate, k int) bool {
	if cand.venue.Has(k) || cand.addressee.Has(k) || r.Timed(k) {
		return false
	}
	if r.Is(k, "advcl", "acl", "xcomp", "ccomp") {
		if r.ToInfinitive(k) || r.CaseIs(k, "that") {
			return true
		}
	}
	for _, p := range [...]string{"for", "as", "over", "of", "to", "on", "in", "from", "against", "with", "between", "about"} {
		if r.CaseIs(k, p) {
			return true
		}
	}
	return false
}

// objectPhrase is the noun phrase of o as content: where o is the noun that a
// relative clause hangs on, without that clause.
func (r *reader) objectPhrase(cand *candidate, o int) clause.Runs {
	whole := r.Subtree(o)
	if whole.Has(cand.at) {
		return clause.Range(r.Left(o), min(o+1, cand.at))
	}
	return whole
}

// objectTo is object and infinitive: "urged both to go".
func (r *reader) objectTo(cand *candidate, passive bool) clause.Runs {
	to := r.reaching(cand)
	if len(to) == 0 {
		return nil
	}
	if o := r.theObject(cand, passive); o >= 0 {
		to = to.Join(r.objectPhrase(cand, o))
	}
	return to
}

// objectAs is an object and what it is called.
func (r *reader) objectAs(cand *candidate, passive bool) clause.Runs {
	o := r.theObject(cand, passive)
	var found clause.Runs
	for _, k := range r.Kids(cand.at) {
		if k > cand.at && (r.Is(k, "xcomp") || (r.Is(k, "obl", "advcl", "ccomp")) && (r.CaseIs(k, "as") || r.Is(k, "ccomp"))) {
			found = found.Join(r.Subtree(k))
		}
	}
	if o >= 0 {
		found = found.Join(r.objectPhrase(cand, o))
		if o > cand.at && len(found) > 0 {
			found = found.Join(r.calledRest(cand, found.To()))
		}
	}
	return found
}

// calledRest is what stands right behind an object that a tree has cut short:
// the name it is called, quoted or not, to the end of its clause.
func (r *reader) calledRest(cand *candidate, b int) clause.Runs {
	_, last := r.Sentence(cand.at)
	if b >= last || r.POS(b, ud.PUNCT) && r.QuoteAt(b) < 0 {
		return nil
	}
	k := b
	for k < last && !(r.QuoteAt(k) == r.QuoteAt(cand.at) && (r.Punct(k, ",;:.()—–--") || r.POS(k, ud.SCONJ) || r.Timed(k) || r.POS(k, ud.ADP) && k > b && r.venueAfter(k, last))) {
		if r.QuoteAt(k) == r.QuoteAt(cand.at) && r.POS(k, ud.CCONJ) && k+1 < last && r.finite(k+1) && r.POS(k+1, ud.VERB) {
			break
		}
		if k > b && r.QuoteAt(k) == r.QuoteAt(cand.at) && (r.Stops(k) || r.Gerund(k) && r.cueAt(k) && r.QuoteMark(k-1)) {
			break
		}
		k++
	}
	return clause.Range(b, k)
}

// venueAfter reports whether the preposition k leads to a venue.
func (r *reader) venueAfter(k, last int) bool {
	for n := k + 1; n < min(last, k+6); n++ {
		if r.lex.lists["venue"][r.Lemma(n)] {
			return true
		}
	}
	return false
}

// theNoun is what the object noun of a cue like "express" is about: "expressed
// [concern] [that …]"; the noun joins the cue.
func (r *reader) theNoun(cand *candidate) clause.Runs {
	o := r.Kid(cand.at, "obj")
	if o < cand.at {
		return nil
	}
	for _, head := range [...]int{o, cand.at} {
		for _, k := range r.Kids(head) {
			if k < o || r.Left(k) != o+1 || !r.Is(k, "acl", "nmod", "ccomp", "advcl", "obl") {
				continue
			}
			a := r.Left(k)
			if r.POS(a, ud.ADP) {
				a++
			}
			cand.words = cand.words.Join(clause.Range(o, o+1))
			return clause.Range(a, r.Right(k)+1)
		}
	}
	return nil
}

// withoutCharge is the source of a passive without the charge that a tree has
// hung on it: "accused by the villagers [of burning it]".
func (r *reader) withoutCharge(source clause.Runs) clause.Runs {
	if len(source) != 1 {
		return source
	}
	for k := source.From() + 1; k+1 < source[0].To; k++ {
		if r.Low(k) == "of" && strings.HasSuffix(r.Low(k+1), "ing") {
			return clause.Range(source.From(), k)
		}
	}
	return source
}

// objectOf is an object and the charge: "accused them of lying".
func (r *reader) objectOf(cand *candidate, passive bool) clause.Runs {
	o := r.theObject(cand, passive)
	if o < 0 {
		return nil
	}
	found := r.objectPhrase(cand, o)
	if passive && len(cand.source) == 1 && cand.head >= 0 && cand.source[0].To < len(r.Tokens) && r.Low(cand.source[0].To) == "of" {
		return found.Join(clause.Range(cand.source[0].To, r.Right(cand.head)+1)) // "accused by the villagers [of burning it]"
	}
	for _, k := range r.Kids(cand.at) {
		if k > cand.at && r.Is(k, "obl", "advcl", "xcomp") && (r.CaseIs(k, "of") || r.Gerund(k)) {
			return found.Join(r.Subtree(k))
		}
	}
	return found
}

// objectBare is object and bare infinitive or participle.
func (r *reader) objectBare(i int) clause.Runs {
	o := r.Kid(i, "obj")
	if o < 0 {
		return nil
	}
	return clause.Range(r.Left(o), r.Right(o)+1)
}
