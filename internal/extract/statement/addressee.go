package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// addressee fills who is spoken to.
func (r *contents) addressee(cand *candidate) {
	i, how := cand.at, cand.cue.addressee
	if how == "" || how != "obj" && !cand.cue.takesQuote() {
		return
	}
	for _, k := range r.Kids(i) {
		switch {
		case how == "obj" && r.Is(k, "iobj"),
			how == "obj" && r.Is(k, "obj") && k > i && r.person(k) && r.saysMore(i),
			how != "obj" && r.Is(k, "obl") && r.CaseIs(k, how) && r.person(k) && !cand.cue.takesPrep(how):
			cand.addressee = r.named(r.untilClause(r.Phrase(k)))
			return
		}
	}
}

// toldClause is the clause without "that" behind whom it was told, which trees run
// into one: told the Post [the road was shut], told Reuters [talks had failed].
func (r *contents) toldClause(cand *candidate) clause.Runs {
	a := cand.words.To()
	_, last := r.Sentence(cand.at)
	if cand.cue.addressee != "obj" || a >= last || !r.Noun(a) && !r.POS(a, ud.DET, ud.ADJ, ud.NUM) || r.QuoteAt(a) != r.QuoteAt(cand.at) {
		return nil
	}
	start := -1
	for k := a + 1; k < min(last, a+leadWords) && r.QuoteAt(k) == r.QuoteAt(a); k++ {
		if r.POS(k, ud.VERB, ud.AUX, ud.SCONJ, ud.PUNCT) || r.Low(k) == "that" {
			break
		}
		if r.Noun(k-1) && !r.OnDay(k-1) && r.secondNominal(k) && r.SubjectAndVerb(k, last) {
			start = k
		}
	}
	if start < 0 {
		return nil
	}
	cand.addressee = clause.Range(a, start)
	return clause.Range(start, r.clauseEnd(cand, start, last))
}

// toldOf is the clause of "that" behind a passive whose subject is told it:
// [Lawmakers] were told by the minister on Monday [that it was over].
func (r *contents) toldOf(cand *candidate) clause.Runs {
	s := r.theObject(cand)
	if cand.cue.addressee != "obj" || s < 0 || s > cand.at || len(cand.source) == 0 {
		return nil
	}
	_, last := r.Sentence(cand.at)
	a := r.thatStart(cand, cand.words.To(), last)
	if a < 0 {
		return nil
	}
	cand.addressee = r.Phrase(s)
	cand.source = r.Trim(cand.source.Without(clause.Range(a, last))) // a tree hangs the clause on who told it
	r.withoutDayBehind(cand)
	return clause.Range(a, r.clauseEnd(cand, a, last))
}

// secondNominal reports whether token k, behind a noun, begins a noun phrase of
// its own: an article, a pronoun, or a common noun behind a name.
func (r *contents) secondNominal(k int) bool {
	switch {
	case r.POS(k, ud.PRON):
		return r.Nominative(k) || r.Token(k).XPOS == "PRP$"
	case r.POS(k, ud.DET):
		return true
	}
	return r.POS(k-1, ud.PROPN) && r.POS(k, ud.NOUN, ud.ADJ, ud.NUM) && !r.POS(k, ud.PROPN)
}

// named is a phrase with the name right behind it that a tree has parted from
// it: "the news agency TASS".
func (r *contents) named(rs clause.Runs) clause.Runs {
	if len(rs) != 1 || !r.POS(rs[0].To-1, ud.NOUN) {
		return rs
	}
	_, last := r.Sentence(rs.From())
	b := rs[0].To
	for b < last && r.POS(b, ud.PROPN) && !r.Timed(b) && r.QuoteAt(b) == r.QuoteAt(rs.From()) {
		b++
	}
	return clause.Range(rs.From(), b)
}

// untilClause is rs up to a "that" or another word that begins a clause.
func (r *contents) untilClause(rs clause.Runs) clause.Runs {
	for _, part := range rs {
		for k := part.From + 1; k < part.To; k++ {
			if r.POS(k, ud.SCONJ) || r.Low(k) == "that" || r.Punct(k, ",:") && k > part.From+1 {
				return r.Trim(clause.Range(part.From, k))
			}
		}
	}
	return rs
}

// saysMore reports whether verb i has a content besides its object o.
func (r *contents) saysMore(i int) bool {
	if k := r.Kid(i, "ccomp", "xcomp", "parataxis"); k >= 0 && r.attribution(k) < 0 {
		return true
	}
	return r.lex.lists["informing"][r.Lemma(i)] || len(r.beside(&candidate{cue: &cue{}, at: i, words: clause.Range(i, i+1)})) > 0
}

// venueOf is the occasion or document that verb i's statement was made in.
func (r *contents) venueOf(i int) clause.Runs {
	for _, k := range r.Kids(i) {
		if k > i-30 && r.Is(k, "obl") && r.lex.lists["venue"][r.Lemma(k)] && r.QuoteAt(k) == r.QuoteAt(i) && r.led(k, "placing") {
			return r.withoutDay(r.untilClause(r.Phrase(k)))
		}
	}
	return nil
}

// venueBehind ends a thing that is spoken of at the occasion or text it was spoken
// of in, which is new to the reader: rejected it as “rot” [in an email sent on May 2].
func (r *contents) venueBehind(cand *candidate) {
	if cand.clause || cand.quoted || len(cand.content) == 0 {
		return
	}
	part := cand.content[len(cand.content)-1]
	for k := max(part.From+1, cand.at+1); k+2 < part.To; k++ {
		if !r.listed("placing", k) || !r.POS(k, ud.ADP) || !r.listed("of an occasion", k+1) || r.QuoteAt(k) != r.QuoteAt(cand.at) {
			continue
		}
		if head, rs := r.NominalFrom(k+1, part.To); head >= 0 && r.lex.lists["venue"][r.Lemma(head)] {
			if len(cand.venue) == 0 {
				cand.venue = rs
			}
			cand.content = cand.content.Without(clause.Range(k, part.To))
			return
		}
	}
}

// withoutDay is a phrase without the day that a tree has hung on its end: "an
// interview with the agency on Friday". The cue has it.
func (r *contents) withoutDay(rs clause.Runs) clause.Runs {
	if len(rs) != 1 {
		return rs
	}
	b := rs[0].To
	for b > rs.From() && r.Timed(b-1) {
		b--
	}
	if b == rs[0].To || b-1 <= rs.From() || r.Low(b-1) != "on" {
		return rs
	}
	return clause.Range(rs.From(), b-1)
}

// toldAt makes an occasion that was told the venue: "told a news conference that
// …" names where it was said, and nobody whom it was said to.
func (r *contents) toldAt(cand *candidate) {
	if len(cand.addressee) == 0 || len(cand.venue) > 0 {
		return
	}
	end := cand.addressee.To()
	for k := cand.addressee.From() + 1; k < end; k++ {
		if r.POS(k, ud.ADP, ud.PUNCT, ud.SCONJ) {
			end = k // "a news conference in Lyon" is a conference
		}
	}
	if r.POS(end-1, ud.NOUN) && r.lex.lists["occasion"][r.Lemma(end-1)] {
		cand.venue, cand.addressee = r.withoutDay(cand.addressee), nil
	}
}

// toldTo is the outlet that the statement was made to or through: the addressee,
// "wrote for RIA Novosti", "in an interview with the BBC", "quoted by TASS".
func (r *contents) toldTo(cand *candidate) clause.Runs {
	if r.outlet(cand.addressee) {
		return cand.addressee
	}
	for _, k := range r.Kids(cand.at) {
		if !r.Is(k, "obl", "nmod") || cand.content.Has(k) || !r.led(k, "towards an outlet") {
			continue
		}
		if p := r.Phrase(k); r.outlet(p) {
			return p
		}
	}
	return r.venueWith(cand)
}

// venueWith is the outlet that the venue was had with: "an interview with the BBC".
func (r *contents) venueWith(cand *candidate) clause.Runs {
	for _, part := range cand.venue {
		for i := part.From; i < part.To; i++ {
			if !r.Is(i, "nmod", "obl") || !r.led(i, "had with an outlet") {
				continue
			}
			if p := r.Phrase(i); r.outlet(p) {
				return r.withoutDay(r.untilClause(p))
			}
		}
	}
	return nil
}
