package statement

import "onrecord/ling/ud"

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
				cand.content = cand.content.join(r.objectPhrase(cand, o))
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
func (r *reader) question(cand *candidate) runs {
	_, last := r.sentence(cand.at)
	a := cand.words[len(cand.words)-1].b
	if len(cand.source) > 0 {
		a = max(a, cand.source[len(cand.source)-1].b)
	}
	b := a
	for b < last && !r.punct(b, ",.;:—–") {
		b++
	}
	return one(a, b)
}

// asSaid is the sentence around "as the paper reported" and "as reported by
// the paper": a cue without words of its own in a clause that "as" begins.
func (r *reader) asSaid(cand *candidate, passive bool) runs {
	i := cand.at
	if cand.cue.attitude || r.inQuote[i] >= 0 || len(cand.source) == 0 || !cand.cue.takesClause() || len(cand.content) > 0 && cand.content[0].a > i && cand.content[0].a <= i+2 && !r.punct(i+1, ",") {
		return nil
	}
	first, last := r.sentence(i)
	reg := r.region(cand)
	a := min(reg.a, i)
	for a > first && (r.pos(a-1, ud.ADV) || r.pos(a-1, ud.AUX)) && r.low(a-1) != "as" {
		a--
	}
	if a == first || r.low(a-1) != "as" || a-1 > first && !r.punct(a-2, ",—–(") {
		return nil
	}
	a--
	b := max(reg.b, cand.source[len(cand.source)-1].b)
	b = r.afterSaying(cand, b, last)
	if b < last && !r.punct(b, ",.)") || a > first && !r.hasTensed(first, a) {
		return nil
	}
	if passive && cand.source[0].a < i {
		return nil
	}
	if a == first {
		if b+1 >= last {
			return nil
		}
		return one(b+1, r.clauseEnd(cand, b+1, last))
	}
	found := one(r.afterDateline(first, last), a)
	if b+1 < last && r.punct(b, ",") {
		found = found.join(one(b+1, last))
	}
	return found
}

// questionWord gives a content that a tree has left with nothing but its
// question word, "explained [why]", the clause behind it.
func (r *reader) questionWord(cand *candidate, found runs) runs {
	if len(found) != 1 || found[0].b-found[0].a != 1 || found[0].a < cand.at {
		return found
	}
	switch r.low(found[0].a) {
	case "how", "why", "what", "where", "when", "who":
	default:
		return found
	}
	_, last := r.sentence(cand.at)
	if found[0].b >= last || r.pos(found[0].b, ud.PUNCT) || !r.clausal(found[0].b-1, last) {
		return found
	}
	whole := one(found[0].a, r.clauseEnd(cand, found[0].a, last))
	if cand.quoted = false; len(whole) > 0 {
		return r.cutAtCue(cand, whole)
	}
	return found
}

// settle closes content over the quotations it begins or ends in, takes out
// what belongs to the statement's other parts, and trims its edges.
func (r *reader) settle(cand *candidate, content runs) runs {
	if len(content) == 0 {
		return nil
	}
	content = r.adjoining(cand, r.wholeQuotations(content, cand.at))
	content = content.without(cand.words).without(cand.source)
	if q := r.inQuote[cand.at]; q >= 0 {
		content = content.within(r.quotation(int(q)))
	}
	return r.trim(content)
}

// adjoining adds a quotation that begins right where content ends in another:
// “the people” “are doing their best”.
func (r *reader) adjoining(cand *candidate, content runs) runs {
	b := content[len(content)-1].b
	if b <= cand.at || b >= len(r.Tokens) || r.inQuote[b] < 0 || r.inQuote[b-1] < 0 || r.inQuote[b] == r.inQuote[b-1] || r.endsLikeSpeech(int(r.inQuote[b-1])) {
		return content
	}
	return content.join(r.quotation(int(r.inQuote[b])))
}

// wholeQuotations adds the rest of every quotation that content enters from
// its opening mark on, or leaves by its closing mark: a sentence's tree ends
// with the sentence, a quotation need not.
func (r *reader) wholeQuotations(content runs, at int) runs {
	out := content
	for _, c := range content {
		for _, i := range [...]int{c.a, c.b - 1} {
			q := r.inQuote[i]
			if q < 0 || r.inQuote[at] == q {
				continue
			}
			whole := r.quotation(int(q))
			if c.a <= whole[0].a || i == c.a {
				out = out.join(whole)
			}
		}
	}
	return out
}

// quotation is the token ranges of quotation q.
func (r *reader) quotation(q int) runs { return append(runs(nil), r.quoted[q]...) }

// subtree is the tokens of k and all below it.
func (r *reader) subtree(k int) runs { return one(int(r.left[k]), int(r.right[k])+1) }

// clause is the clause that the cue reports: its complement, or the clause it
// stands in as a remark ("it was, he said, over").
func (r *reader) clause(cand *candidate, passive bool) runs {
	i := cand.at
	if !passive {
		if found := r.floating(cand); len(found) > 0 {
			return found
		}
	}
	var found runs
	for _, k := range r.of(i) {
		k := int(k)
		switch {
		case k > i && len(found) > 0 && r.cueBetween(i, int(r.left[k])):
		case k < i && r.leadIn(int(r.left[k])), k > i && r.gerund(k) && r.punct(int(r.left[k])-1, ",") && r.ownSubject(k) < 0:
		case r.is(k, "ccomp"), r.is(k, "csubj") && k > i, r.is(k, "parataxis") && k < i && r.right[k] < int32(i),
			r.is(k, "parataxis") && k > i && len(found) == 0 && r.pos(k, ud.VERB, ud.AUX, ud.ADJ, ud.NOUN, ud.PROPN):
			whole := r.subtree(k)
			if k > i { // a tree may cross its own branches; the clause does not
				whole = whole.within(one(i+1, len(r.Tokens)))
			}
			found = found.join(whole)
		case r.is(k, "xcomp") && k > i && r.kid(k, "nsubj") >= 0:
			found = found.join(r.subtree(k))
		}
	}
	if len(found) > 0 {
		return r.outside(cand, r.cutAtCue(cand, r.onward(cand, r.toVerb(cand, r.fromCue(cand, found)))))
	}
	if h := r.head(i); h >= 0 && r.is(i, "parataxis") && (r.kid(i, "mark") < 0) {
		host := r.subtree(h).without(r.subtree(i))
		return r.outside(cand, host)
	}
	return nil
}

// outside takes the cue's own clause out of its content.
func (r *reader) outside(cand *candidate, content runs) runs {
	i := cand.at
	if content.has(i) {
		content = content.without(runs{{i, i + 1}})
	}
	return content.without(cand.source).without(cand.words).without(cand.addressee)
}

// infinitive is the "to …" of verb i.
func (r *reader) infinitive(i int) runs {
	for _, k := range r.of(i) {
		k := int(k)
		if k > i && r.is(k, "xcomp", "ccomp", "advcl") && r.to(k) {
			return r.subtree(k)
		}
	}
	return nil
}

// reaching is the infinitive of the cue with the noun phrase that stands
// between the two and does it: "wants [both to go]".
func (r *reader) reaching(cand *candidate) runs {
	to := r.infinitive(cand.at)
	b := cand.words[len(cand.words)-1].b
	if len(to) == 0 || to[0].a <= b {
		return to
	}
	for k := b; k < to[0].a; k++ {
		if r.inQuote[k] != r.inQuote[cand.at] || r.pos(k, ud.VERB, ud.PUNCT, ud.ADV, ud.ADP, ud.SCONJ, ud.CCONJ) || cand.addressee.has(k) || r.timed(k) {
			return to
		}
	}
	return to.join(one(b, to[0].a))
}

// to reports whether k is an infinitive with "to".
func (r *reader) to(k int) bool {
	m := r.kid(k, "mark")
	return m >= 0 && m < k && r.low(m) == "to"
}

// gerundOf is the "-ing …" of verb i.
func (r *reader) gerundOf(i int) runs {
	for _, k := range r.of(i) {
		k := int(k)
		if k > i && r.is(k, "xcomp", "ccomp") && (r.gerund(k) || r.kid(k, "aux") >= 0 && r.gerund(r.kid(k, "aux"))) {
			return r.subtree(k)
		}
	}
	return nil
}

// oblique is the phrase that prep brings: "called for talks".
func (r *reader) oblique(cand *candidate, prep string) runs {
	i := cand.at
	for _, k := range r.of(i) {
		k := int(k)
		if k > i && r.is(k, "obl", "advcl", "ccomp", "nmod", "xcomp") && r.caseIs(k, prep) && !cand.addressee.has(k) {
			whole := r.subtree(k)
			a := whole[0].a
			if r.low(a) == prep {
				cand.words = cand.words.join(runs{{a, a + 1}})
				a++
			}
			found := one(a, whole[0].b).join(r.after(i, whole[0].b))
			for _, n := range r.of(i) {
				if n := int(n); len(found) > 0 && n > k && r.is(n, "obl") && int(r.left[n]) == found[len(found)-1].b && r.partOfObject(cand, n) {
					found = found.join(r.subtree(n))
				}
			}
			return found
		}
	}
	return nil
}

// after is the infinitive of verb i that goes on where its object ends at b:
// "called on both to go".
func (r *reader) after(i, b int) runs {
	if to := r.infinitive(i); len(to) > 0 && to[0].a == b {
		return to
	}
	return nil
}
