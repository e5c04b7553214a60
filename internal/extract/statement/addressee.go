package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// addressee fills who is spoken to.
func (r *reader) addressee(cand *candidate) {
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

// named is a phrase with the name right behind it that a tree has parted from
// it: "the news agency TASS".
func (r *reader) named(rs clause.Runs) clause.Runs {
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

// pastAddressee is content that a tree has begun at whom it was told, from the
// "that" behind them on: "told the agency on Monday that …".
func (r *reader) pastAddressee(cand *candidate) clause.Runs {
	if len(cand.content) == 0 || len(cand.addressee) == 0 || cand.quoted {
		return cand.content
	}
	end := cand.addressee.To()
	for _, part := range cand.content {
		if part.From >= end {
			return cand.content
		}
		for k := max(part.From, end); k < part.To; k++ {
			if r.Low(k) == "that" {
				return cand.content.Without(clause.Range(part.From, k))
			}
		}
	}
	return cand.content
}

// untilClause is rs up to a "that" or another word that begins a clause.
func (r *reader) untilClause(rs clause.Runs) clause.Runs {
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
func (r *reader) saysMore(i int) bool {
	if r.Lemma(i) == "tell" || r.Lemma(i) == "remind" || r.Lemma(i) == "inform" || r.Lemma(i) == "assure" {
		return true
	}
	return r.Kid(i, "ccomp", "xcomp", "parataxis") >= 0 || len(r.beside(&candidate{cue: &cue{}, at: i, words: clause.Range(i, i+1)})) > 0
}

// person reports whether k can be spoken to: a name, a pronoun or a noun that
// is no thing of the lists.
func (r *reader) person(k int) bool {
	return r.Noun(k) && !r.lex.lists["thing"][r.Lemma(k)]
}
