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
	}
	if !cand.quoted && !r.prompted(i) {
		cand.content = r.cutAtCue(cand, cand.content)
	}
	cand.content = r.settle(cand, r.pastAddressee(cand))
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

// settle closes content over the quotations it begins or ends in, takes out
// what belongs to the statement's other parts, and trims its edges.
func (r *reader) settle(cand *candidate, content runs) runs {
	if len(content) == 0 {
		return nil
	}
	content = r.wholeQuotations(content, cand.at)
	content = content.without(cand.words).without(cand.source)
	if q := r.inQuote[cand.at]; q >= 0 {
		content = content.within(r.quotation(int(q)))
	}
	return r.trim(content)
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

// cutAtCue ends a clause behind the cue where the words go on about the
// speaker, or about another's words: at a comma before another cue without a
// subject, at a conjunction that joins a cue of the same form, or before
// "according to".
func (r *reader) cutAtCue(cand *candidate, found runs) runs {
	for n, part := range found {
		if part.a < cand.at {
			continue
		}
		for k := part.a + 1; k+1 < part.b; k++ {
			if r.inQuote[k] == r.inQuote[cand.at] && r.leavesReport(cand, part, k) {
				return append(append(runs{}, found[:n]...), run{part.a, k})
			}
		}
	}
	return found
}

// leavesReport reports whether at token k of its content the words leave what
// cand reports.
func (r *reader) leavesReport(cand *candidate, part run, k int) bool {
	switch {
	case r.punct(k, ";"), r.dashCue(k), r.stops(k), r.otherCue(cand, part, k), r.sameForm(cand, part, k):
		return true
	case k+4 < part.b && r.pos(k, ud.CCONJ) && r.wentOn(k+4) == k+1 && r.cueAt(k+4):
		return true
	case !r.punct(k, ","):
		return false
	}
	return r.gerund(k+1) && r.cueAt(k+1) || r.low(k+1) == "according" ||
		r.cueAt(k+1) && r.finite(k+1) && r.Tokens[k+1].XPOS == r.Tokens[cand.at].XPOS && r.ownSubject(k+1) < 0
}

// sameForm reports whether the conjunction at k joins a cue without a subject
// to cand's own: "said it was over and warned that …". A gerund joins the
// gerund; of finite verbs the tense must be the cue's, and not that of the
// clause it reports, unless the tree says so.
func (r *reader) sameForm(cand *candidate, part run, k int) bool {
	if !r.pos(k, ud.CCONJ) {
		return false
	}
	n := k + 1
	for n+1 < part.b && r.pos(n, ud.ADV) {
		n++
	}
	if n >= part.b || !r.cueAt(n) || r.Tokens[n].XPOS != r.Tokens[cand.at].XPOS || r.ownSubject(n) >= 0 && r.ownSubject(n) < n {
		return false
	}
	if r.gerund(n) || r.head(n) == cand.at {
		return r.gerund(cand.at) || r.finite(n)
	}
	if !r.finite(n) {
		return false
	}
	for m := part.a; m < k; m++ { // another verb of the tense: it may be that one's
		if r.Tokens[m].XPOS == r.Tokens[n].XPOS && r.inQuote[m] == r.inQuote[cand.at] {
			return false
		}
	}
	return true
}

// dashCue reports whether a dash leads to words that go on about the speaker.
func (r *reader) dashCue(k int) bool {
	return (r.punct(k, "—–--") || r.Tokens[k].Form == "-" && r.Tokens[k].SpaceAfter) &&
		(r.pos(k+1, ud.CCONJ) && r.clausal(k+2, min(len(r.Tokens), k+9)) || r.gerund(k+1) && r.cueAt(k+1))
}

// stops reports whether a sentence is over before token k though the
// sentences' own layer has gone on: it is. Then He said …
func (r *reader) stops(k int) bool {
	if k < 2 || k+1 >= len(r.Tokens) {
		return false
	}
	if r.Tokens[k].Form == "." && r.Tokens[k].SpaceAfter && r.Tokens[k-1].UPOS != ud.PROPN && len(r.Tokens[k-1].Form) > 2 {
		return capital(r.Tokens[k+1].Form)
	}
	return r.quoteMark(k-1) && r.punct(k-2, ".?!") && r.inQuote[k] < 0 && capital(r.Tokens[k].Form)
}

// capital reports whether s begins with a capital letter of English.
func capital(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// otherCue reports whether at token k a clause begins that puts another's
// words beside the cue's: "…, and the unions warned that …", "…, while others
// have said".
func (r *reader) otherCue(cand *candidate, part run, k int) bool {
	if !r.pos(k, ud.CCONJ) && !(k > part.a+2 && r.punct(k-1, ",") && r.lex.lists["contrast"][r.low(k)]) {
		return false
	}
	if cand.clause && !r.hasTensed(part.a, k) {
		return false // the clause has only got its subject
	}
	for n := k + 1; n < min(part.b, k+16); n++ {
		if r.punct(n, ";:") || r.inQuote[n] != r.inQuote[cand.at] || r.pos(n, ud.SCONJ) && (n > k+1 || r.pos(k, ud.CCONJ)) {
			return false
		}
		if !r.pos(n, ud.VERB, ud.AUX) {
			continue
		}
		if r.pos(n, ud.AUX) && n+1 < part.b {
			n = r.mainVerb(n, part.b)
		}
		s := r.ownSubject(n)
		return r.cueAt(n) && r.finite(n) && !r.passive(n) && s >= 0 && s < n && int(r.left[s]) > k && int(r.left[s]) <= k+2 && !r.nominative(s)
	}
	return false
}

// mainVerb is the verb that the auxiliary at i leads to, i if none follows at once.
func (r *reader) mainVerb(i, last int) int {
	for n := i + 1; n < min(last, i+5); n++ {
		if r.pos(n, ud.VERB) {
			return n
		}
		if !r.pos(n, ud.AUX, ud.ADV, ud.PART) {
			break
		}
	}
	return i
}

// cueBetween reports whether a participle of saying stands behind a comma in
// [a, b): what follows it is its content, whatever the tree says.
func (r *reader) cueBetween(a, b int) bool {
	for k := a + 1; k+1 < b; k++ {
		if r.punct(k, ",") && r.gerund(k+1) && r.cueAt(k+1) {
			return true
		}
	}
	return false
}

// toVerb gives a clause that a tree has ended right before its own finite verb
// the rest of it: "the truce agreed in May [was holding]".
func (r *reader) toVerb(cand *candidate, found runs) runs {
	b := found[len(found)-1].b
	_, last := r.sentence(cand.at)
	if b <= cand.at || b+2 >= last || r.inQuote[b] != r.inQuote[cand.at] {
		return found
	}
	and := b
	if r.punct(and, ",") {
		and++
	}
	goesOn := r.pos(b, ud.AUX, ud.VERB) && r.finite(b) ||
		r.pos(and, ud.CCONJ) && (r.low(and+1) == "that" && r.pos(and+1, ud.SCONJ) || r.inQuote[and+1] >= 0 && r.inQuote[and] < 0)
	if !goesOn {
		return found
	}
	return found.join(one(b, r.clauseEnd(cand, b, last)))
}

// onward gives a clause that a tree has ended before its sentence the words
// behind it that can be no more about the saying: a clause that begins with a
// conjunction or a subject of its own, a participle, an infinitive.
func (r *reader) onward(cand *candidate, found runs) runs {
	_, last := r.sentence(cand.at)
	if r.is(cand.at, "advcl", "acl") && !r.gerund(cand.at) {
		last = min(last, int(r.right[cand.at])+1)
	}
	b := found[len(found)-1].b
	if b <= cand.at || b >= last || !r.goesOn(cand, b, last) {
		return found
	}
	return found.join(one(b, r.clauseEnd(cand, b, last)))
}

// goesOn reports whether the words from b on carry on what is reported before b.
func (r *reader) goesOn(cand *candidate, b, last int) bool {
	a := b
	if r.punct(a, ",") {
		a++
	}
	if a+1 >= last || r.inQuote[a] != r.inQuote[cand.at] || r.timed(a) || cand.venue.has(a+1) || cand.addressee.has(a) {
		return false
	}
	comma := a > b
	switch {
	case r.lex.lists["reason"][r.low(a)]:
		return true
	case r.pos(a, ud.CCONJ):
		return r.joins(cand, a, last, comma)
	case r.gerund(a):
		return comma && !r.cueAt(a) && !r.lex.lists["remark"][r.low(a)]
	case r.pos(a, ud.VERB, ud.AUX):
		return !comma && r.finite(a) && !r.cueAt(a)
	}
	return false
}

// joins reports whether the conjunction at a joins to what is reported, rather
// than to the report: what follows is no cue, and no contrast of the reporter's.
func (r *reader) joins(cand *candidate, a, last int, comma bool) bool {
	if comma && r.low(a) != "and" && r.low(a) != "or" {
		return false
	}
	for k := a + 1; k < min(last, a+12); k++ {
		if r.punct(k, ";:—–--") || r.pos(k, ud.VERB) && r.lex.verbs[r.lemma(k)] != nil {
			return false
		}
		if r.pos(k, ud.VERB, ud.AUX) && r.finite(k) {
			return true
		}
	}
	return false
}

// fromCue gives a clause that a tree has cut short the words between the cue
// and it: "said the cuts [“do nothing”]".
func (r *reader) fromCue(cand *candidate, found runs) runs {
	b := cand.words[len(cand.words)-1].b
	if found[0].a <= b {
		return found
	}
	after := r.clauseAfter(cand)
	if len(after) == 0 || after[0].a >= found[0].a || after[0].b < found[0].a {
		return found
	}
	return found.join(one(after[0].a, found[0].a))
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

// addressee fills who is spoken to.
func (r *reader) addressee(cand *candidate) {
	i, how := cand.at, cand.cue.addressee
	if how == "" || how != "obj" && !cand.cue.takesQuote() {
		return
	}
	for _, k := range r.of(i) {
		k := int(k)
		switch {
		case how == "obj" && r.is(k, "iobj"),
			how == "obj" && r.is(k, "obj") && k > i && r.person(k) && r.saysMore(i, k),
			how != "obj" && r.is(k, "obl") && r.caseIs(k, how) && r.person(k):
			cand.addressee = r.named(r.untilClause(r.phrase(k)))
			return
		}
	}
}

// named is a phrase with the name right behind it that a tree has parted from
// it: "the news agency TASS".
func (r *reader) named(rs runs) runs {
	if len(rs) != 1 || !r.pos(rs[0].b-1, ud.NOUN) {
		return rs
	}
	_, last := r.sentence(rs[0].a)
	b := rs[0].b
	for b < last && r.pos(b, ud.PROPN) && !r.timed(b) && r.inQuote[b] == r.inQuote[rs[0].a] {
		b++
	}
	return one(rs[0].a, b)
}

// pastAddressee is content that a tree has begun at whom it was told, from the
// "that" behind them on: "told the agency on Monday that …".
func (r *reader) pastAddressee(cand *candidate) runs {
	if len(cand.content) == 0 || len(cand.addressee) == 0 || cand.quoted {
		return cand.content
	}
	end := cand.addressee[len(cand.addressee)-1].b
	for _, part := range cand.content {
		if part.a >= end {
			return cand.content
		}
		for k := max(part.a, end); k < part.b; k++ {
			if r.low(k) == "that" {
				return cand.content.without(one(part.a, k))
			}
		}
	}
	return cand.content
}

// untilClause is rs up to a "that" or another word that begins a clause.
func (r *reader) untilClause(rs runs) runs {
	for _, part := range rs {
		for k := part.a + 1; k < part.b; k++ {
			if r.pos(k, ud.SCONJ) || r.low(k) == "that" || r.punct(k, ",:") && k > part.a+1 {
				return r.trim(one(part.a, k))
			}
		}
	}
	return rs
}

// saysMore reports whether verb i has a content besides its object o.
func (r *reader) saysMore(i, o int) bool {
	if r.lemma(i) == "tell" || r.lemma(i) == "remind" || r.lemma(i) == "inform" || r.lemma(i) == "assure" {
		return true
	}
	return r.kid(i, "ccomp", "xcomp", "parataxis") >= 0 || len(r.beside(&candidate{cue: &cue{}, at: i, words: runs{{i, i + 1}}})) > 0
}

// person reports whether k can be spoken to: a name, a pronoun or a noun that
// is no thing of the lists.
func (r *reader) person(k int) bool {
	return r.noun(k) && !r.lex.lists["thing"][r.lemma(k)]
}
