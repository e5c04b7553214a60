package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// leadWords is how many words may stand between a cue and the clause it
// reports: an addressee, a day, a place.
const leadWords = 18

// clauseAfter is the clause that follows a cue by the words alone, for where
// the tree does not show it: what stands behind "that" or a question word, or
// right behind the cue, to the end of the sentence or the next cue.
func (r *reader) clauseAfter(cand *candidate) clause.Runs {
	i := cand.at
	if !r.finite(i) && !r.Gerund(i) {
		return nil
	}
	reg := r.region(cand)
	_, last := r.Sentence(i)
	a := r.clauseStart(cand, reg.To, last)
	if a < 0 {
		return nil
	}
	if r.Is(i, "advcl", "acl") && r.Right(i) >= a {
		last = min(last, r.Right(i)+1) // the main clause is not reported
	}
	return clause.Range(a, r.clauseEnd(cand, a, last))
}

// floating is the clause around a cue that is put into it between commas, or
// behind it: "it was, he said, over", "it was over, he said".
func (r *reader) floating(cand *candidate) clause.Runs {
	if r.QuoteAt(cand.at) >= 0 || len(cand.source) == 0 || !r.finite(cand.at) {
		return nil
	}
	reg := r.region(cand)
	first, last := r.Sentence(cand.at)
	if reg.From-2 < first || !r.Punct(reg.From-1, ",") || reg.To-reg.From > attributionWords || cand.source.From() < reg.From || reg.To < cand.source[0].To {
		return nil
	}
	if r.QuoteAt(reg.From-2) >= 0 || r.Kid(cand.at, "cc", "mark") >= 0 {
		return nil
	}
	b := r.afterSaying(cand, reg.To, last)
	if b < last && !r.Punct(b, ",.") {
		return nil
	}
	a := r.AfterDateline(first, last)
	for k := reg.From - 2; k > a; k-- {
		if r.Punct(k, ";:") || r.LoneDash(k, first, reg.From) && r.ClauseOpens(k+1) && r.Clausal(k+1, reg.From) || r.RelativePronoun(k) && reg.From-2-k < 2 {
			a = k
			if !r.RelativePronoun(k) {
				a++
			} else {
				cand.aside = k
			}
			break
		}
	}
	left := clause.Range(a, reg.From-1)
	right := r.floatingRest(cand, b, last)
	if len(right) == 0 && (!r.HasTensed(a, reg.From) || r.lex.lists["prompt"][r.Low(a)] && r.POS(a, ud.VERB)) || r.lex.lists["prompt"][r.Low(a)] && len(right) > 0 && r.POS(a, ud.VERB) {
		return nil
	}
	return left.Join(right)
}

// afterSaying is where what is added to a cue about the saying ends: to whom,
// when and where it was said.
func (r *reader) afterSaying(cand *candidate, b, last int) int {
	k := b
	for k < min(last, b+leadWords) && (cand.addressee.Has(k) || cand.venue.Has(k) || r.Timed(k) || r.POS(k, ud.ADV)) {
		k++
	}
	if k >= last || !r.POS(k, ud.ADP) && !r.lex.lists["when"][r.Low(k)] {
		return k
	}
	for n := k; n < min(last, b+leadWords) && !r.POS(n, ud.VERB, ud.AUX, ud.SCONJ) && r.QuoteAt(n) < 0; n++ {
		if r.Punct(n, ",.") && !r.Abbreviated(n) {
			return n
		}
	}
	return k
}

// floatingRest is the second half of a clause that a cue broke into, from the
// comma at b on; a participle that goes on about the speaker is no part of it.
func (r *reader) floatingRest(cand *candidate, b, last int) clause.Runs {
	if b+1 >= last || !r.Punct(b, ",") || r.QuoteAt(b+1) >= 0 {
		return nil
	}
	a := b + 1
	if r.Gerund(a) || r.Low(a) == "according" || r.POS(a, ud.CCONJ) && a+1 < last && r.cueAt(a+1) {
		return nil
	}
	return clause.Range(a, r.clauseEnd(cand, a, last))
}

// clauseStart is where the reported clause begins, -1 for nowhere.
func (r *reader) clauseStart(cand *candidate, from, last int) int {
	for k := from; k < min(last, from+leadWords) && r.QuoteAt(k) == r.QuoteAt(cand.at); k++ {
		if r.Low(k) == "that" && r.POS(k, ud.SCONJ) && r.Clausal(k+1, last) {
			return k
		}
		if r.Tensed(k) || r.Punct(k, ";:.") || r.Punct(k, ",") && k+1 < last && r.participial(k+1) && r.cueAt(k+1) {
			break
		}
	}
	if r.Kid(cand.at, "obj") > cand.at && cand.cue.takesObject() {
		return -1
	}
	for k := from; k < min(last, from+leadWords); k++ {
		if r.QuoteAt(k) != r.QuoteAt(cand.at) {
			return -1
		}
		switch l := r.Low(k); {
		case k > from && r.participial(k) && r.cueAt(k):
			return -1
		case l == "that" && k+1 < last && !r.POS(k+1, ud.VERB, ud.AUX, ud.PUNCT):
			if r.Clausal(k+1, last) {
				return k
			}
		case l == "whether", (l == "how" || l == "why" || l == "what") && k == from:
			return k
		case r.POS(k, ud.VERB, ud.AUX, ud.SCONJ) && !r.POS(k, ud.PROPN), r.Punct(k, ";:.()—–--"):
			return -1
		}
		if k == from && r.ClauseOpens(k) && r.Clausal(k, last) {
			return k
		}
		if k > from && r.POS(k, ud.PRON) && r.Nominative(k) && r.Clausal(k, last) && !r.Punct(k-1, ",") {
			return k
		}
	}
	return -1
}

// clauseEnd is where the clause from a on ends: at a cue that goes on about the
// same source ("…, adding that"), at "according to", or with the sentence.
func (r *reader) clauseEnd(cand *candidate, a, last int) int {
	for k := a + 1; k+1 < last; k++ {
		if r.QuoteAt(k) != r.QuoteAt(cand.at) {
			continue
		}
		switch {
		case r.Punct(k, ",") && k+1 < last && (r.Gerund(k+1) && r.cueAt(k+1) || r.Low(k+1) == "according"):
			return k
		case r.Low(k) == "according" && k+1 < last && r.Low(k+1) == "to":
			return k
		case r.POS(k, ud.CCONJ) && k+1 < last && r.Token(k+1).XPOS == r.Token(cand.at).XPOS && r.cueAt(k+1) && r.finite(k+1):
			return k
		case r.Punct(k, ";"), r.dashCue(k), r.Stops(k):
			return k
		}
	}
	return last
}

// cueAt reports whether a verb of the lexicon that takes words stands at k.
func (r *reader) cueAt(k int) bool {
	if r.Token(k).UPOS != ud.VERB {
		return false
	}
	c, _ := r.matchVerb(k)
	return c != nil && !c.attitude
}
