package statement

import (
	"slices"

	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// What was said. A cue takes its content in one of the frames of its class, the
// first that is there; the rules of contents.rules then put right what a tree
// has got wrong about it, one after the other, and bounds.rules says where it
// ends. Each that changes the content stands in the trail.

// contents answers what a cue reports, to whom and where it was said.
type contents struct{ *sources }

// contentRule changes the content of a candidate, or whom it was told, or leaves it.
type contentRule func(*contents, *candidate)

// contentRules are the rules of contents.rules by their names: those of kind
// "content" are for verbs, those of kind "edge" settle the edges of every content.
var contentRules = map[string]contentRule{
	"question":      (*contents).asked,
	"as-said":       (*contents).asSaid,
	"cut":           (*contents).cutShort,
	"addressee":     (*contents).pastAddressee,
	"question-word": (*contents).questionWord,
	"day-of-saying": (*contents).pastDay,
	"cut-off":       (*contents).cutOff,
	"venue-behind":  (*contents).venueBehind,
	"told-at":       (*contents).toldAt,
	"summed-up":     (*contents).summed,

	"whole-quotation":  (*contents).wholeQuotation,
	"own-words":        (*contents).withoutOwnWords,
	"within-quotation": (*contents).withinQuotation,
}

// summed gives who takes a stand on what was told before a comma just that for a
// content, in place of the noun that sums it up.
func (r *contents) summed(cand *candidate) {
	if len(cand.source) == 0 {
		return
	}
	k := r.summedUp(cand.source.From())
	if own := r.Trim(cand.content); k < 0 || len(own) > 0 && own.From() < k {
		return
	}
	first, _ := r.Sentence(cand.at)
	if told := r.Trim(clause.Range(first, k-1)); len(told) > 0 {
		cand.content = told
	}
}

// arguments fills content, addressee and venue of a verb's candidate.
func (r *contents) arguments(cand *candidate) {
	r.addressee(cand)
	if v := r.venueOf(cand.at); len(v) > 0 {
		cand.venue = v
	}
	for _, f := range cand.cue.takes {
		if cand.content = r.inFrame(cand, f); len(cand.content) > 0 {
			break
		}
	}
	r.apply(r.lex.contents, cand)
	r.settle(cand)
}

// settle puts the edges of a content right.
func (r *contents) settle(cand *candidate) {
	r.apply(r.lex.edges, cand)
	cand.content = r.Trim(cand.content)
	if cand.passive { // a tree may hang what was said on who said it
		cand.source = r.Trim(cand.source.Without(cand.content))
	}
}

// apply tries rules on cand's content in order, while it has any.
func (r *contents) apply(list []named[contentRule], cand *candidate) {
	for _, rule := range list {
		content, source, addressee := cand.content, cand.source, cand.addressee
		rule.do(r, cand)
		if !slices.Equal(cand.content, content) || !slices.Equal(cand.source, source) || !slices.Equal(cand.addressee, addressee) {
			cand.note(rule.name)
		}
	}
}

// inFrame is the content that stands in frame f of the cue.
func (r *contents) inFrame(cand *candidate, f frame) clause.Runs {
	switch f.kind {
	case onQuote:
		q := r.beside(cand)
		cand.quoted = len(q) > 0
		return q
	case onClause:
		return r.clauseOf(cand)
	case onTo:
		return r.infinitiveOf(cand)
	case onIng:
		return r.gerundOf(cand.at)
	case onObj:
		return r.object(cand)
	case onObjTo:
		return r.objectTo(cand)
	case onObjAs:
		return r.objectAs(cand)
	case onObjOf:
		return r.objectOf(cand)
	case onNoun:
		return r.theNoun(cand)
	}
	return r.oblique(cand, f.prep)
}

// asked takes for content what a participle asked before its answer:
// Asked [whether it was over], she said …
func (r *contents) asked(cand *candidate) {
	if r.prompted(cand.at) {
		cand.content = r.question(cand)
	}
}

// cutShort ends a content where bounds.rules says so.
func (r *contents) cutShort(cand *candidate) {
	if !cand.quoted && !r.prompted(cand.at) {
		cand.content = r.cut(cand, cand.content)
	}
}

// pastAddressee begins a content that a tree has begun at whom it was told at
// the "that" behind them: told the agency on Monday [that …].
func (r *contents) pastAddressee(cand *candidate) {
	if len(cand.content) == 0 || len(cand.addressee) == 0 || cand.quoted {
		return
	}
	end := cand.addressee.To()
	for _, part := range cand.content {
		if part.From >= end {
			return
		}
		for k := max(part.From, end); k < part.To; k++ {
			if r.Low(k) == "that" {
				cand.content = cand.content.Without(clause.Range(part.From, k))
				return
			}
		}
	}
}

// cutOff gives a content that a tree has left with one word, a gerund without its
// object or the first of a name, what goes on behind it: called for taxing [such
// “gifts”], called on Howard [Bean to pay].
func (r *contents) cutOff(cand *candidate) {
	if cand.quoted || cand.content.Size() != 1 {
		return
	}
	a, b := cand.content.From(), cand.content.To()
	_, last := r.Sentence(cand.at)
	if a < cand.at || b >= last || r.QuoteAt(a) != r.QuoteAt(cand.at) {
		return
	}
	gerund := r.Gerund(a) && !r.cueAt(a) && r.POS(b, ud.ADV, ud.ADJ, ud.VERB, ud.DET, ud.NOUN, ud.PROPN, ud.PRON)
	name := r.POS(a, ud.PROPN) && r.POS(b, ud.PROPN) && !r.Timed(b)
	if !gerund && !name {
		return
	}
	for b < last && r.POS(b, ud.PROPN) {
		b++
	}
	cand.content = clause.Range(a, max(b, r.end(stretch{cand, objectRest, clause.Run{From: b, To: last}})))
}

// questionWord gives a content that a tree has left with nothing but its
// question word the clause behind it: explained [why it was over].
func (r *contents) questionWord(cand *candidate) {
	found := cand.content
	if found.Size() != 1 || found.From() < cand.at || !r.listed("question", found.From()) {
		return
	}
	_, last := r.Sentence(cand.at)
	if found.To() >= last || r.POS(found.To(), ud.PUNCT) || !r.Clausal(found.From(), last) {
		return
	}
	cand.quoted = false
	cand.content = r.cut(cand, clause.Range(found.From(), r.clauseEnd(cand, found.From(), last)))
}

// pastDay begins a clause at its subject where the day that stands before that
// is when it was said: said Monday [it was leaving].
func (r *contents) pastDay(cand *candidate) {
	if !cand.clause || cand.quoted || len(cand.content) == 0 || cand.content.From() < cand.at {
		return
	}
	a := cand.content.From()
	k := a
	if r.POS(k, ud.ADP) {
		k++
	}
	b := k
	for r.Timed(b) && r.TimeAt(b) == r.TimeAt(k) {
		b++
	}
	if b == k || b >= cand.content[0].To || !r.ClauseOpens(b) || !r.SubjectAndVerb(b, cand.content[0].To) {
		return
	}
	cand.content = cand.content.Without(clause.Range(a, b))
}

// wholeQuotation closes a content over the quotations it begins or ends in: a
// sentence's tree ends with the sentence, a quotation need not.
func (r *contents) wholeQuotation(cand *candidate) {
	cand.content = r.WholeQuotations(cand.content, cand.at)
}

// withoutOwnWords takes the cue and the source out of the content they stand in.
func (r *contents) withoutOwnWords(cand *candidate) {
	cand.content = cand.content.Without(cand.words).Without(cand.source)
	if len(cand.source) > 0 && cand.passive && r.Low(cand.source.From()-1) == "by" {
		cand.content = cand.content.Without(clause.Range(cand.source.From()-1, cand.source.From()))
	}
}

// withinQuotation keeps a content within the quotation that its cue stands in:
// “He said it was over,” she said.
func (r *contents) withinQuotation(cand *candidate) {
	if q := r.QuoteAt(cand.at); q >= 0 {
		cand.content = cand.content.Within(r.Quotation(q))
	}
}
