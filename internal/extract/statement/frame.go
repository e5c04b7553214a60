package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// infinitiveOf is the infinitive that the cue reports; of a passive whose
// subject is content ("[the talks] are expected [to fail]") with that subject.
func (r *contents) infinitiveOf(cand *candidate) clause.Runs {
	to := r.reaching(cand)
	if o := r.theObject(cand); cand.passive && cand.cue.passive && len(to) > 0 && o >= 0 {
		return to.Join(r.objectPhrase(cand, o))
	}
	return to
}

// reaching is the infinitive of the cue with the noun phrase that stands
// between the two and does it: "wants [both to go]".
func (r *contents) reaching(cand *candidate) clause.Runs {
	to := r.Infinitive(cand.at)
	b := cand.words.To()
	if len(to) == 0 || to.From() <= b {
		return to
	}
	o := r.Kid(cand.at, "obj")
	whole := o >= b && r.Left(o) == b && r.Right(o)+1 == to.From() // "expects [a Norda-led team to come]"
	for k := b; k < to.From() && !whole; k++ {
		if r.QuoteAt(k) != r.QuoteAt(cand.at) || r.POS(k, ud.VERB, ud.PUNCT, ud.ADV, ud.ADP, ud.SCONJ, ud.CCONJ) || cand.addressee.Has(k) || r.Timed(k) {
			return to
		}
	}
	return to.Join(clause.Range(b, to.From()))
}

// objectTo is object and infinitive: "urged both to go".
func (r *contents) objectTo(cand *candidate) clause.Runs {
	to := r.reaching(cand)
	if len(to) == 0 {
		return nil
	}
	if o := r.theObject(cand); o >= 0 {
		to = to.Join(r.objectPhrase(cand, o))
	}
	return to
}

// gerundOf is the "-ing …" of verb i.
func (r *contents) gerundOf(i int) clause.Runs {
	for _, k := range r.Kids(i) {
		if k > i && r.Is(k, "xcomp", "ccomp") && (r.Gerund(k) || r.Kid(k, "aux") >= 0 && r.Gerund(r.Kid(k, "aux"))) {
			return r.Subtree(k)
		}
	}
	return nil
}

// oblique is the phrase that prep brings: "called for talks".
func (r *contents) oblique(cand *candidate, prep string) clause.Runs {
	i := cand.at
	for _, k := range r.Kids(i) {
		if k > i && r.Is(k, "obl", "advcl", "ccomp", "nmod", "xcomp") && r.CaseIs(k, prep) && !cand.addressee.Has(k) {
			whole := r.Subtree(k)
			a := whole.From()
			if r.Low(a) == prep {
				cand.words = cand.words.Join(clause.Range(a, a+1))
				a++
			}
			found := clause.Range(a, whole[0].To).Join(r.after(i, whole[0].To))
			for _, n := range r.Kids(i) {
				if len(found) > 0 && n > k && r.Is(n, "obl") && r.Left(n) == found.To() && r.partOfObject(cand, n) {
					found = found.Join(r.Subtree(n))
				}
			}
			return found
		}
	}
	return nil
}

// after is the infinitive of verb i that goes on where its object ends at b:
// "called on both to go".
func (r *contents) after(i, b int) clause.Runs {
	if to := r.Infinitive(i); len(to) > 0 && to.From() == b {
		return to
	}
	return nil
}

// theNoun is what the object noun of a cue like "express" is about: "expressed
// [concern] [that …]"; the noun joins the cue.
func (r *contents) theNoun(cand *candidate) clause.Runs {
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
