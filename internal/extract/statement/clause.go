package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// leadWords is how many words may stand between a cue and the clause it
// reports: an addressee, a day, a place.
const leadWords = 18

// clauseOf is the clause that the cue reports: the one it stands in as a
// remark, the one that the tree gives it, or the one that follows it by the
// words alone.
func (r *contents) clauseOf(cand *candidate) clause.Runs {
	cand.clause = true
	var found clause.Runs
	if !cand.passive {
		if found = r.floating(cand); len(found) == 0 {
			found = r.toldClause(cand)
		}
	}
	if len(found) == 0 {
		found = r.complement(cand)
	}
	switch {
	case len(found) > 0:
	case cand.passive:
		found = r.toldOf(cand)
	default:
		found = r.clauseAfter(cand)
	}
	cand.clause = len(found) > 0
	return found
}

// complement is the clause that hangs on the cue, or that the cue hangs on.
func (r *contents) complement(cand *candidate) clause.Runs {
	i := cand.at
	var found clause.Runs
	for _, k := range r.Kids(i) {
		if !r.reported(i, k, found) {
			continue
		}
		whole := r.Subtree(k)
		if k > i { // a tree may cross its own branches; the clause does not
			whole = whole.Within(clause.Range(i+1, len(r.Tokens)))
		}
		found = found.Join(whole)
	}
	if len(found) > 0 {
		return r.outside(cand, r.cut(cand, r.onward(cand, r.toVerb(cand, r.fromCue(cand, found)))))
	}
	if h := r.Head(i); h >= 0 && r.Is(i, "parataxis") && r.Kid(i, "mark") < 0 {
		return r.outside(cand, r.Subtree(h).Without(r.Subtree(i)))
	}
	return nil
}

// reported reports whether k, which hangs on the cue i, heads what i reports;
// found is what has been found of it already.
func (r *contents) reported(i, k int, found clause.Runs) bool {
	left := r.Left(k)
	if k < i {
		return !r.leadIn(left) && (r.Is(k, "ccomp") || r.Is(k, "parataxis") && r.Right(k) < i)
	}
	if r.attribution(k) == left {
		return false // The court will rule on Tuesday, [the mayor said].
	}
	if len(found) > 0 && r.cueBetween(i, left) || r.Gerund(k) && r.Punct(left-1, ",") && r.OwnSubject(k) < 0 {
		return false // a participle behind a comma, what follows it included, is the reporter's
	}
	switch {
	case r.Is(k, "ccomp", "csubj"):
		return true
	case r.Is(k, "parataxis"):
		return len(found) == 0 && r.POS(k, ud.VERB, ud.AUX, ud.ADJ, ud.NOUN, ud.PROPN)
	}
	return r.Is(k, "xcomp") && r.Kid(k, "nsubj") >= 0
}

// outside takes the cue's own clause out of its content.
func (r *contents) outside(cand *candidate, content clause.Runs) clause.Runs {
	return content.Without(clause.Range(cand.at, cand.at+1)).Without(cand.source).Without(cand.words).Without(cand.addressee)
}

// clauseAfter is the clause that follows a cue by the words alone, for where
// the tree does not show it: what stands behind "that" or a question word, or
// right behind the cue, to the end of the sentence or the next cue.
func (r *contents) clauseAfter(cand *candidate) clause.Runs {
	i := cand.at
	if !r.finite(i) && !r.Gerund(i) {
		return nil
	}
	_, last := r.Sentence(i)
	a := r.clauseStart(cand, r.region(cand).To, last)
	if a < 0 {
		return nil
	}
	if r.Is(i, "advcl", "acl") && r.Right(i) >= a {
		last = min(last, r.Right(i)+1) // the main clause is not reported
	}
	return clause.Range(a, r.clauseEnd(cand, a, last))
}

// clauseStart is where the reported clause begins, -1 for nowhere.
func (r *contents) clauseStart(cand *candidate, from, last int) int {
	if k := r.thatStart(cand, from, last); k >= 0 {
		return k
	}
	if r.Kid(cand.at, "obj") > cand.at && cand.cue.takesObject() {
		return -1
	}
	for k := from; k < min(last, from+leadWords); k++ {
		if r.QuoteAt(k) != r.QuoteAt(cand.at) || k > from && r.participial(k) && r.cueAt(k) {
			return -1
		}
		starts, stops := r.startsAt(k, from, last)
		if starts {
			return k
		}
		if stops {
			return -1
		}
	}
	return -1
}

// thatStart is the first "that" behind the cue that a clause follows before any
// other verb, -1 for none: "urged her to stop saying that …" does not say it.
func (r *contents) thatStart(cand *candidate, from, last int) int {
	for k := from; k < min(last, from+leadWords) && r.QuoteAt(k) == r.QuoteAt(cand.at); k++ {
		if r.Low(k) == "that" && r.POS(k, ud.SCONJ) && r.Clausal(k+1, last) {
			return k
		}
		if cand.cue.source == bySubject && r.cueAt(k) && r.Low(k+1) == "that" || r.Tensed(k) || r.Punct(k, ";:.") || r.Punct(k, ",") && k+1 < last && r.participial(k+1) && r.cueAt(k+1) {
			return -1
		}
	}
	return -1
}

// startsAt reports whether token k, behind a cue's words that end at from,
// begins a reported clause, and whether none can begin behind it.
func (r *contents) startsAt(k, from, last int) (starts, stops bool) {
	switch l := r.Low(k); {
	case l == "that" && k+1 < last && !r.POS(k+1, ud.VERB, ud.AUX, ud.PUNCT):
		if r.Clausal(k+1, last) {
			return true, false
		}
	case l == "whether", (l == "how" || l == "why" || l == "what") && k == from:
		return true, false
	case r.POS(k, ud.VERB, ud.AUX, ud.SCONJ) && !r.POS(k, ud.PROPN), r.Punct(k, ";:.()—–--"):
		return false, true
	}
	if !r.Clausal(k, last) {
		return false, false
	}
	return k == from && r.ClauseOpens(k) || k > from && r.POS(k, ud.PRON) && r.Nominative(k) && !r.Punct(k-1, ","), false
}
