package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// A cue may stand in what it reports as a remark: "it was, he said, over", "it
// was over, he said", "as he said, it was over".

// floating is the clause around a cue that is put into it between commas, or
// behind it.
func (r *contents) floating(cand *candidate) clause.Runs {
	reg := r.region(cand)
	if !r.setOff(cand, reg) {
		return nil
	}
	first, last := r.Sentence(cand.at)
	b := r.afterSaying(cand, reg.To, last)
	if b < last && !r.Punct(b, ",.;") {
		return nil
	}
	a, relative := r.floatingStart(first, reg.From)
	if relative {
		cand.aside = a
	}
	right := r.floatingRest(cand, b, last)
	if len(right) == 0 && !r.HasTensed(a, reg.From) {
		return nil
	}
	return clause.Range(a, reg.From-1).Join(right)
}

// setOff reports whether the cue and its source, the region reg, are set off by
// a comma from words of the reporter's sentence before them.
func (r *contents) setOff(cand *candidate, reg clause.Run) bool {
	if r.QuoteAt(cand.at) >= 0 || len(cand.source) == 0 || !r.finite(cand.at) || r.Kid(cand.at, "mark") >= 0 {
		return false
	}
	if c := r.Kid(cand.at, "cc"); c >= 0 && c >= reg.From-2 {
		return false // it joins the cue, not the clause that the cue is put into
	}
	if r.RelativeOf(cand.at) >= 0 {
		return false // a clause about the speaker: a mediator, who now teaches it, says
	}
	first, _ := r.Sentence(cand.at)
	if reg.From-2 < first || !r.Punct(reg.From-1, ",") || r.QuoteAt(reg.From-2) >= 0 && !r.spokenFor(r.QuoteAt(reg.From-2)) || reg.To-reg.From > attributionWords {
		return false
	}
	return cand.source.From() >= reg.From && reg.To >= cand.source[0].To
}

// floatingStart is where the clause begins that a cue's region at b is put
// into: at the sentence's beginning, behind a mark that parts clauses, or at a
// relative pronoun right before the cue ("a plan which, he said, …").
func (r *contents) floatingStart(first, b int) (start int, relative bool) {
	a := r.AfterDateline(first, b)
	for k := b - 2; k > a; k-- {
		switch {
		case r.Punct(k, ";:"), r.LoneDash(k, first, b) && r.ClauseOpens(k+1) && r.Clausal(k+1, b):
			if !r.RelativePronoun(k) {
				return k + 1, false
			}
			return k, true
		case r.RelativePronoun(k) && b-2-k < 2:
			return k, true
		case r.POS(k, ud.CCONJ) && r.attributed(a, k):
			return k + 1, false
		}
	}
	return a, false
}

// attributed reports whether an attribution between commas stands in [a, b), and
// a comma right before b: the clause before b is another's.
func (r *contents) attributed(a, b int) bool {
	if !r.Punct(b-1, ",") {
		return false
	}
	for k := a; k < b; k++ {
		if r.attribution(k) > a {
			return true
		}
	}
	return false
}

// floatingRest is the second half of a clause that a cue broke into, from the
// comma at b on; a participle that goes on about the speaker is no part of it.
func (r *contents) floatingRest(cand *candidate, b, last int) clause.Runs {
	if b+1 >= last || !r.Punct(b, ",") || r.QuoteAt(b+1) >= 0 {
		return nil
	}
	a := b + 1
	if r.anotherAttribution(stretch{cand, wordClause, clause.Run{From: a, To: last}}, a) {
		return nil // The road was shut, he said, but the bridge was open, she added.
	}
	if r.Gerund(a) || r.Low(a) == "according" || r.POS(a, ud.CCONJ) && a+1 < last && r.cueAt(a+1) {
		return nil
	}
	return clause.Range(a, r.clauseEnd(cand, a, last))
}

// afterSaying is where what is added to a cue about the saying ends: to whom,
// when and where it was said.
func (r *contents) afterSaying(cand *candidate, b, last int) int {
	k := b
	for k < min(last, b+leadWords) && (cand.addressee.Has(k) || cand.venue.Has(k) || r.Timed(k) || r.POS(k, ud.ADV)) {
		k++
	}
	if k >= last || !r.POS(k, ud.ADP) && !r.listed("when", k) {
		return k
	}
	for n := k; n < min(last, b+leadWords) && !r.POS(n, ud.VERB, ud.AUX, ud.SCONJ) && r.QuoteAt(n) < 0; n++ {
		if r.Punct(n, ",.") && !r.Abbreviated(n) {
			return n
		}
	}
	return k
}

// asSaid gives a cue in a clause that "as" begins, and that has no words of its
// own, the sentence around: "as the paper reported", "as reported by the paper".
func (r *contents) asSaid(cand *candidate) {
	if r.prompted(cand.at) {
		return
	}
	a, b := r.asClause(cand)
	if a < 0 {
		return
	}
	first, last := r.Sentence(cand.at)
	var whole clause.Runs
	if a > first {
		whole = clause.Range(r.AfterDateline(first, last), a)
		if b+1 < last && r.Punct(b, ",") {
			whole = whole.Join(clause.Range(b+1, last))
		}
	} else if b+1 < last {
		whole = clause.Range(b+1, r.clauseEnd(cand, b+1, last))
	}
	if len(whole) > 0 {
		cand.content, cand.clause, cand.quoted = whole, true, false
	}
}

// asClause is where the clause of "as" that a cue stands in begins and ends, -1
// where it stands in none.
func (r *contents) asClause(cand *candidate) (a, b int) {
	i := cand.at
	if cand.cue.attitude || r.QuoteAt(i) >= 0 || len(cand.source) == 0 || !cand.cue.takesClause() {
		return -1, -1
	}
	first, last := r.Sentence(i)
	reg := r.region(cand)
	a = min(reg.From, i)
	for a > first && r.POS(a-1, ud.ADV, ud.AUX) && r.Low(a-1) != "as" {
		a--
	}
	if a--; a < first || r.Low(a) != "as" || a > first && !r.Punct(a-1, ",—–(") {
		return -1, -1
	}
	b = r.afterSaying(cand, max(reg.To, cand.source.To()), last)
	if b < last && !r.Punct(b, ",.)") || a > first && !r.HasTensed(first, a) || cand.passive && cand.source.From() < i {
		return -1, -1
	}
	return a, b
}
