package statement

import "onrecord/internal/clause"

// theObject is what the verb is done to: its object, or its subject in the passive.
func (r *contents) theObject(cand *candidate) int {
	if cand.passive {
		if s := r.Kid(cand.at, "nsubj:pass", "nsubj"); s >= 0 {
			return s
		}
		if r.Is(cand.at, "acl") {
			return r.Head(cand.at)
		}
		return -1
	}
	o := r.Kid(cand.at, "obj")
	if o < 0 {
		o = r.Kid(cand.at, "iobj") // of one object a tree may make the second
	}
	if o >= 0 {
		if len(cand.addressee) > 0 && cand.addressee.Has(o) {
			return -1
		}
		return o
	}
	for _, k := range r.Kids(cand.at) {
		if r.Is(k, "obl") && cand.words.Has(r.Kid(k, "case")) {
			return k // the tree takes the cue's particle for a preposition: brushed off [the criticism]
		}
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
func (r *contents) object(cand *candidate) clause.Runs {
	o := r.theObject(cand)
	if o < 0 {
		return nil
	}
	found := r.objectPhrase(cand, o)
	if o < cand.at || len(found) == 0 { // a wrong tree hangs the cue below its object
		if k := r.ground(cand, cand.at+1); cand.passive && k >= 0 {
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
func (r *contents) ground(cand *candidate, b int) int {
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

// partOfObject reports whether phrase k, right behind the object, says what is
// spoken of rather than when, where or how it was said. Trees often hang such a
// phrase on the verb where it belongs to the noun.
func (r *contents) partOfObject(cand *candidate, k int) bool {
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
func (r *contents) objectPhrase(cand *candidate, o int) clause.Runs {
	whole := r.Subtree(o)
	if whole.Has(cand.at) {
		return clause.Range(r.Left(o), min(o+1, cand.at))
	}
	return whole
}

// objectAs is an object and what it is called.
func (r *contents) objectAs(cand *candidate) clause.Runs {
	o := r.theObject(cand)
	var found clause.Runs
	for _, k := range r.Kids(cand.at) {
		if r.Gerund(k) && r.cueAt(k) && !r.Punct(k-1, ",") {
			return nil // phoned: "called the minister demanding that he go"
		}
		if k > cand.at && (r.Is(k, "xcomp") || (r.Is(k, "obl", "advcl", "ccomp")) && (r.CaseIs(k, "as") || r.Is(k, "ccomp"))) {
			found = found.Join(r.Subtree(k))
		}
	}
	if o >= 0 {
		found = found.Join(r.objectPhrase(cand, o))
		if o > cand.at && len(found) > 0 {
			found = found.Join(r.nameRest(cand, found.To()))
		}
	}
	return found
}

// objectOf is an object and the charge: "accused them of lying".
func (r *contents) objectOf(cand *candidate) clause.Runs {
	o := r.theObject(cand)
	if o < 0 {
		return nil
	}
	found := r.objectPhrase(cand, o)
	if cand.passive && len(cand.source) == 1 && cand.head >= 0 && cand.source[0].To < len(r.Tokens) && r.Low(cand.source[0].To) == "of" {
		return found.Join(clause.Range(cand.source[0].To, r.Right(cand.head)+1)) // "accused by the villagers [of burning it]"
	}
	for _, k := range r.Kids(cand.at) {
		if k > cand.at && r.Is(k, "obl", "advcl", "xcomp") && (r.CaseIs(k, "of") || r.Gerund(k)) {
			return found.Join(r.Subtree(k))
		}
	}
	return found
}
