package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// arguments fills content, addressee and venue of a verb's candidate.
func (r *reader) arguments(cand *candidate, passive bool) {
	i := cand.at
	r.addressee(cand)
	cand.venue = r.venueOf(i)
	for _, f := range cand.cue.takes {
		switch f.kind {
		case onQuote:
			if q := r.beside(cand); len(q) > 0 {
				cand.content, cand.quoted = q, true
			}
		case onClause:
			cand.clause = true
			if cand.content = r.clause(cand, passive); len(cand.content) == 0 && !passive {
				cand.content = r.clauseAfter(cand)
			}
			cand.clause = len(cand.content) > 0
		case onTo:
			cand.content = r.reaching(cand)
			if o := r.theObject(cand, passive); passive && cand.cue.passive && len(cand.content) > 0 && o >= 0 {
				cand.content = cand.content.Join(r.objectPhrase(cand, o))
			}
		case onIng:
			cand.content = r.gerundOf(i)
		case onObj:
			cand.content = r.object(cand, passive)
		case onObjTo:
			cand.content = r.objectTo(cand, passive)
		case onObjAs:
			cand.content = r.objectAs(cand, passive)
		case onObjOf:
			cand.content = r.objectOf(cand, passive)
		case onNoun:
			cand.content = r.theNoun(cand)
		case onObjBare:
			cand.content = r.objectBare(i)
		case onPrep:
			cand.content = r.oblique(cand, f.prep)
		}
		if len(cand.content) > 0 {
			break
		}
	}
	if r.prompted(i) {
		cand.content = r.question(cand)
	} else if whole := r.asSaid(cand, passive); len(whole) > 0 {
		cand.content, cand.clause, cand.quoted = whole, true, false
	}
	if !cand.quoted && !r.prompted(i) {
		cand.content = r.cutAtCue(cand, cand.content)
	}
	cand.content = r.settle(cand, r.questionWord(cand, r.pastAddressee(cand)))
}

// question is what a participle asked: the words behind it, or behind who
// asked it, up to the comma before the answer.
func (r *reader) question(cand *candidate) clause.Runs {
	_, last := r.Sentence(cand.at)
	a := cand.words.To()
	if len(cand.source) > 0 {
		a = max(a, cand.source.To())
	}
	b := a
	for b < last && !r.Punct(b, ",.;:—–") {
		b++
	}
	return clause.Range(a, b)
}

// asSaid is the sentence around "as the paper reported" and "as reported by
// the paper": a cue without words of its own in a clause that "as" begins.
func (r *reader) asSaid(cand *candidate, passive bool) clause.Runs {
	i := cand.at
	if cand.cue.attitude || r.QuoteAt(i) >= 0 || len(cand.source) == 0 || !cand.cue.takesClause() || len(cand.content) > 0 && cand.content.From() > i && cand.content.From() <= i+2 && !r.Punct(i+1, ",") {
		return nil
	}
	first, last := r.Sentence(i)
	reg := r.region(cand)
	a := min(reg.From, i)
	for a > first && (r.POS(a-1, ud.ADV) || r.POS(a-1, ud.AUX)) && r.Low(a-1) != "as" {
		a--
	}
	if a == first || r.Low(a-1) != "as" || a-1 > first && !r.Punct(a-2, ",—–(") {
		return nil
	}
	a--
	b := max(reg.To, cand.source.To())
	b = r.afterSaying(cand, b, last)
	if b < last && !r.Punct(b, ",.)") || a > first && !r.HasTensed(first, a) {
		return nil
	}
	if passive && cand.source.From() < i {
		return nil
	}
	if a == first {
		if b+1 >= last {
			return nil
		}
		return clause.Range(b+1, r.clauseEnd(cand, b+1, last))
	}
	found := clause.Range(r.AfterDateline(first, last), a)
	if b+1 < last && r.Punct(b, ",") {
		found = found.Join(clause.Range(b+1, last))
	}
	return found
}

// questionWord gives a content that a tree has left with nothing but its
// question word, "explained [why]", the clause behind it.
func (r *reader) questionWord(cand *candidate, found clause.Runs) clause.Runs {
	if len(found) != 1 || found[0].To-found.From() != 1 || found.From() < cand.at {
		return found
	}
	switch r.Low(found.From()) {
	case "how", "why", "what", "where", "when", "who":
	default:
		return found
	}
	_, last := r.Sentence(cand.at)
	if found[0].To >= last || r.POS(found[0].To, ud.PUNCT) || !r.Clausal(found[0].To-1, last) {
		return found
	}
	whole := clause.Range(found.From(), r.clauseEnd(cand, found.From(), last))
	if cand.quoted = false; len(whole) > 0 {
		return r.cutAtCue(cand, whole)
	}
	return found
}

// settle closes content over the quotations it begins or ends in, takes out
// what belongs to the statement's other parts, and trims its edges.
func (r *reader) settle(cand *candidate, content clause.Runs) clause.Runs {
	if len(content) == 0 {
		return nil
	}
	content = r.adjoining(cand, r.WholeQuotations(content, cand.at))
	content = content.Without(cand.words).Without(cand.source)
	if q := r.QuoteAt(cand.at); q >= 0 {
		content = content.Within(r.Quotation(q))
	}
	return r.Trim(content)
}

// adjoining adds a quotation that begins right where content ends in another:
// “the people” “are doing their best”.
func (r *reader) adjoining(cand *candidate, content clause.Runs) clause.Runs {
	b := content.To()
	if b <= cand.at || b >= len(r.Tokens) || r.QuoteAt(b) < 0 || r.QuoteAt(b-1) < 0 || r.QuoteAt(b) == r.QuoteAt(b-1) || r.EndsLikeSpeech(r.QuoteAt(b-1)) {
		return content
	}
	return content.Join(r.Quotation(r.QuoteAt(b)))
}

// clause is the clause that the cue reports: its complement, or the clause it
// stands in as a remark ("it was, he said, over").
func (r *reader) clause(cand *candidate, passive bool) clause.Runs {
	i := cand.at
	if !passive {
		if found := r.floating(cand); len(found) > 0 {
			return found
		}
	}
	var found clause.Runs
	for _, k := range r.Kids(i) {
		switch {
		case k > i && len(found) > 0 && r.cueBetween(i, r.Left(k)):
		case k < i && r.leadIn(r.Left(k)), k > i && r.Gerund(k) && r.Punct(r.Left(k)-1, ",") && r.OwnSubject(k) < 0:
		case r.Is(k, "ccomp"), r.Is(k, "csubj") && k > i, r.Is(k, "parataxis") && k < i && r.Right(k) < i,
			r.Is(k, "parataxis") && k > i && len(found) == 0 && r.POS(k, ud.VERB, ud.AUX, ud.ADJ, ud.NOUN, ud.PROPN):
			whole := r.Subtree(k)
			if k > i { // a tree may cross its own branches; the clause does not
				whole = whole.Within(clause.Range(i+1, len(r.Tokens)))
			}
			found = found.Join(whole)
		case r.Is(k, "xcomp") && k > i && r.Kid(k, "nsubj") >= 0:
			found = found.Join(r.Subtree(k))
		}
	}
	if len(found) > 0 {
		return r.outside(cand, r.cutAtCue(cand, r.onward(cand, r.toVerb(cand, r.fromCue(cand, found)))))
	}
	if h := r.Head(i); h >= 0 && r.Is(i, "parataxis") && (r.Kid(i, "mark") < 0) {
		host := r.Subtree(h).Without(r.Subtree(i))
		return r.outside(cand, host)
	}
	return nil
}

// outside takes the cue's own clause out of its content.
func (r *reader) outside(cand *candidate, content clause.Runs) clause.Runs {
	i := cand.at
	if content.Has(i) {
		content = content.Without(clause.Range(i, i+1))
	}
	return content.Without(cand.source).Without(cand.words).Without(cand.addressee)
}

// reaching is the infinitive of the cue with the noun phrase that stands
// between the two and does it: "wants [both to go]".
func (r *reader) reaching(cand *candidate) clause.Runs {
	to := r.Infinitive(cand.at)
	b := cand.words.To()
	if len(to) == 0 || to.From() <= b {
		return to
	}
	for k := b; k < to.From(); k++ {
		if r.QuoteAt(k) != r.QuoteAt(cand.at) || r.POS(k, ud.VERB, ud.PUNCT, ud.ADV, ud.ADP, ud.SCONJ, ud.CCONJ) || cand.addressee.Has(k) || r.Timed(k) {
			return to
		}
	}
	return to.Join(clause.Range(b, to.From()))
}

// gerundOf is the "-ing …" of verb i.
func (r *reader) gerundOf(i int) clause.Runs {
	for _, k := range r.Kids(i) {
		if k > i && r.Is(k, "xcomp", "ccomp") && (r.Gerund(k) || r.Kid(k, "aux") >= 0 && r.Gerund(r.Kid(k, "aux"))) {
			return r.Subtree(k)
		}
	}
	return nil
}

// oblique is the phrase that prep brings: "called for talks".
func (r *reader) oblique(cand *candidate, prep string) clause.Runs {
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
func (r *reader) after(i, b int) clause.Runs {
	if to := r.Infinitive(i); len(to) > 0 && to.From() == b {
		return to
	}
	return nil
}
