package statement

import "onrecord/ling/ud"

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
			how == "obj" && r.is(k, "obj") && k > i && r.person(k) && r.saysMore(i),
			how != "obj" && r.is(k, "obl") && r.caseIs(k, how) && r.person(k) && !cand.cue.takesPrep(how):
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
func (r *reader) saysMore(i int) bool {
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
