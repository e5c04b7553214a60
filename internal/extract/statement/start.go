package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// Where the clause that a cue reports begins, by the words alone.

// leadWords is how many words may stand between a cue and the clause it
// reports: an addressee, a day, a place.
const leadWords = 18

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
	if end := r.Right(i); r.Is(i, "advcl", "acl") && end >= a && !r.Tensed(end+1) {
		last = min(last, r.Right(i)+1) // the main clause is not reported
	}
	return clause.Range(a, r.clauseEnd(cand, a, last))
}

// clauseStart is where the reported clause begins, -1 for nowhere.
func (r *contents) clauseStart(cand *candidate, from, last int) int {
	if k := r.thatStart(cand, from, last); k >= 0 {
		return k
	}
	if r.Kid(cand.at, "obj") > cand.at && cand.cue.takesObject() && !r.SubjectAndVerb(from, last) {
		return -1
	}
	for k := from; k < min(last, from+leadWords); k++ {
		if r.QuoteAt(k) != r.QuoteAt(cand.at) || k > from && r.participial(k) && r.cueAt(k) {
			return -1
		}
		starts, stops := r.startsAt(k, from, last)
		if starts && r.attributes(k, last) {
			return -1 // Doctors advise rest, [the nurse wrote].
		}
		if starts {
			return k
		}
		if stops {
			return -1
		}
	}
	return -1
}

// attributes reports whether token k, or the one behind the comma at k, begins a
// remark that attributes the words before it.
func (r *contents) attributes(k, last int) bool {
	if r.Punct(k, ",") {
		k++
	}
	if !r.Punct(k-1, ",") {
		return false
	}
	for n := k + 1; n < min(last, k+leadWords); n++ {
		if r.attribution(n) == k {
			return true
		}
	}
	return false
}

// thatStart is the first "that" behind the cue that a clause follows before any
// other verb, -1 for none: "urged her to stop saying that …" does not say it.
func (r *contents) thatStart(cand *candidate, from, last int) int {
	for k := from; k < min(last, from+leadWords) && r.QuoteAt(k) == r.QuoteAt(cand.at); k++ {
		if r.Low(k) == "that" && (r.POS(k, ud.SCONJ) || r.Timed(k-1) && r.SubjectAndVerb(k+1, last)) && r.Clausal(k+1, last) {
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
