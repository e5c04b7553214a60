package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// toVerb gives a clause that a tree has ended right before its own finite verb
// the rest of it: "the truce agreed in May [was holding]".
func (r *contents) toVerb(cand *candidate, found clause.Runs) clause.Runs {
	b := found.To()
	_, last := r.Sentence(cand.at)
	if b <= cand.at || b+2 >= last || r.QuoteAt(b) != r.QuoteAt(cand.at) {
		return found
	}
	and := b
	if r.Punct(and, ",") {
		and++
	}
	goesOn := r.POS(b, ud.AUX, ud.VERB) && r.finite(b) ||
		r.POS(and, ud.CCONJ) && (r.Low(and+1) == "that" && r.POS(and+1, ud.SCONJ) || r.QuoteAt(and+1) >= 0 && r.QuoteAt(and) < 0)
	if !goesOn {
		return found
	}
	return found.Join(clause.Range(b, r.clauseEnd(cand, b, last)))
}

// onward gives a clause that a tree has ended before its sentence the words
// behind it that can be no more about the saying: a clause that begins with a
// conjunction or a subject of its own, a participle, an infinitive.
func (r *contents) onward(cand *candidate, found clause.Runs) clause.Runs {
	_, last := r.Sentence(cand.at)
	if r.Is(cand.at, "advcl", "acl") && !r.Gerund(cand.at) {
		last = min(last, r.Right(cand.at)+1)
	}
	b := found.To()
	if b <= cand.at || b >= last || !r.goesOn(cand, b, last) {
		return found
	}
	return found.Join(clause.Range(b, r.clauseEnd(cand, b, last)))
}

// goesOn reports whether the words from b on carry on what is reported before b.
func (r *contents) goesOn(cand *candidate, b, last int) bool {
	a := b
	if r.Punct(a, ",") {
		a++
	}
	if a+1 >= last || r.QuoteAt(a) != r.QuoteAt(cand.at) || r.Timed(a) || cand.venue.Has(a+1) || cand.addressee.Has(a) {
		return false
	}
	comma := a > b
	switch {
	case r.Low(a) == "including", r.Low(a) == "such" && r.Low(a+1) == "as", r.lex.lists["reason"][r.Low(a)]:
		return true
	case r.POS(a, ud.CCONJ):
		return r.joins(a, last, comma)
	case r.Gerund(a):
		return comma && !r.cueAt(a) && !r.lex.lists["remark"][r.Low(a)]
	case r.POS(a, ud.VERB, ud.AUX):
		return (r.finite(a) || r.Low(a) == "be") && !r.cueAt(a)
	}
	return false
}

// joins reports whether the conjunction at a joins to what is reported, rather
// than to the report: what follows is no cue, and no contrast of the reporter's.
func (r *contents) joins(a, last int, comma bool) bool {
	if comma && r.Low(a) != "and" && r.Low(a) != "or" {
		return false
	}
	for k := a + 1; k < min(last, a+12); k++ {
		if r.Punct(k, ";:—–--") || r.POS(k, ud.VERB) && r.lex.verbs[r.verbLemma(k)] != nil {
			return false
		}
		if r.POS(k, ud.VERB, ud.AUX) && r.finite(k) {
			return true
		}
	}
	return false
}

// fromCue gives a clause that a tree has cut short the words between the cue
// and it: "said the cuts [“do nothing”]".
func (r *contents) fromCue(cand *candidate, found clause.Runs) clause.Runs {
	b := cand.words.To()
	if found.From() <= b {
		return found
	}
	after := r.clauseAfter(cand)
	if len(after) == 0 || after.From() >= found.From() || after[0].To < found.From() {
		return found
	}
	return found.Join(clause.Range(after.From(), found.From()))
}
