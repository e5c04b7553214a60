package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// nominals finds the statements of noun and adjective cues in [first, last).
func (r *finder) nominals(first, last int) {
	for i := first; i < last; i++ {
		switch {
		case r.POS(i, ud.NOUN):
			if list := r.lex.nouns[r.Lemma(i)]; len(list) > 0 && !r.taken(i) {
				r.nounCue(i, list[0])
			}
		case r.POS(i, ud.ADJ) || r.POS(i, ud.VERB) && r.Participle(i):
			if list := r.lex.adjs[r.lemmaOf(i)]; len(list) > 0 && !r.Is(i, "amod") {
				r.adjectiveCue(i, list[0])
			}
		}
	}
}

// taken reports whether token i is part of a cue already: "expressed concern".
func (r *finder) taken(i int) bool {
	first, _ := r.Sentence(i)
	for n := len(r.found) - 1; n >= 0 && r.found[n].at >= first; n-- {
		if r.found[n].words.Has(i) {
			return true
		}
	}
	return false
}

// nounCue makes the candidate of noun i: its content hangs on it, its source
// has it or does it.
func (r *finder) nounCue(i int, c *cue) {
	head, words := r.holder(i)
	if head < 0 || r.QuoteAt(head) != r.QuoteAt(i) {
		return
	}
	cand := &candidate{cue: c, foundBy: c.class.foundBy(), at: i, words: words, head: head}
	cand.content = r.thatBehind(cand)
	for _, f := range c.takes {
		if len(cand.content) > 0 {
			break
		}
		cand.content = r.nounContent(i, f)
	}
	cand.source = r.Trim(r.Phrase(head).Without(cand.content).Without(cand.words))
	if len(cand.content) > 0 && head < cand.content.From() {
		cand.source = cand.source.Within(clause.Range(0, cand.content.From()))
	}
	if r.settle(cand); len(cand.content) == 0 || len(cand.source) == 0 {
		return
	}
	r.keep(cand)
}

// thatBehind is the clause of "that" behind a noun cue and who it comes from, read
// off the words: trees hang it on whoever stands nearest, and run it into the main
// clause. "A claim by the union [that the mill had burned] was denied."
func (r *finder) thatBehind(cand *candidate) clause.Runs {
	_, last := r.Sentence(cand.at)
	if !cand.cue.takesClause() {
		return nil
	}
	for k := cand.at + 1; k < min(last, cand.at+leadWords) && r.QuoteAt(k) == r.QuoteAt(cand.at); k++ {
		switch {
		case r.Low(k) != "that":
			if r.POS(k, ud.VERB, ud.AUX, ud.SCONJ, ud.PUNCT) || r.RelativePronoun(k) {
				return nil
			}
		case !r.SubjectAndVerb(k+1, last):
			return nil
		case r.SecondPredicate(k+1, last) >= 0:
			return clause.Range(k, r.SecondPredicate(k+1, last))
		case r.heldBy(cand.at, k): // the tree knows where it ends
			return nil
		default:
			return clause.Range(k, r.clauseEnd(cand, k, last))
		}
	}
	return nil
}

// heldBy reports whether the tree hangs the clause that "that" at k opens on noun i.
func (r *finder) heldBy(i, k int) bool {
	for _, v := range r.Kids(i) {
		if v > k && r.Is(v, "acl", "ccomp", "advcl") && r.Left(v) <= k && (!r.participial(i) || r.CaseIs(v, "that")) {
			return true
		}
	}
	return false
}

// holder is the source of noun cue i, and the cue's words.
func (r *finder) holder(i int) (int, clause.Runs) {
	words := clause.Range(i, i+1)
	for _, k := range r.Kids(i) {
		switch {
		case r.Is(k, "nmod:poss"), r.Is(k, "nmod", "obl:agent") && (r.CaseIs(k, "by") || r.CaseIs(k, "from")):
			return k, words
		case k == i-1 && r.someOf(i):
			return k, words
		}
	}
	h := r.Head(i)
	if h >= 0 && r.Is(i, "obj") && r.POS(h, ud.VERB) && r.lex.lists["light"][r.Lemma(h)] {
		if s := r.subject(h); s >= 0 {
			return s, words.Join(clause.Range(h, h+1))
		}
	}
	return -1, nil
}

// nounContent is what hangs on noun i in frame f.
func (r *finder) nounContent(i int, f frame) clause.Runs {
	for _, k := range r.Kids(i) {
		if k < i {
			continue
		}
		switch f.kind {
		case onClause:
			if m := r.Kid(k, "mark"); r.Is(k, "acl", "ccomp", "advcl") && m >= 0 && m < k && r.Low(m) == "that" {
				return r.Subtree(k)
			}
		case onTo:
			if r.Is(k, "acl", "xcomp", "advcl") && r.ToInfinitive(k) {
				return r.Subtree(k)
			}
		case onPrep:
			if r.Is(k, "nmod", "acl", "obl", "advcl") && r.CaseIs(k, f.prep) {
				return r.Subtree(k)
			}
		}
	}
	if f.kind == onPrep && f.prep != "of" {
		return r.nounPrep(i, f.prep)
	}
	return nil
}

// nounPrep is the phrase with prep that follows noun i behind who it comes
// from: "calls by the envoy, Ana Kovač, for a truce". Trees hang it on the name.
func (r *finder) nounPrep(i int, prep string) clause.Runs {
	_, last := r.Sentence(i)
	for k := i + 1; k < min(last, i+16) && r.QuoteAt(k) == r.QuoteAt(i); k++ {
		if r.POS(k, ud.VERB, ud.AUX, ud.SCONJ) || r.Punct(k, ";:.") {
			return nil
		}
		if h := r.Head(k); r.Low(k) == prep && h > k && r.Is(k, "case") && (k == i+1 || r.Low(i+1) == "by" || r.Low(i+1) == "from") {
			return clause.Range(k, r.Right(h)+1)
		}
	}
	return nil
}

// adjectiveCue makes the candidate of predicate adjective i.
func (r *finder) adjectiveCue(i int, c *cue) {
	head := r.subject(i)
	before := head < 0 || r.QuoteAt(head) != r.QuoteAt(i)
	if before {
		head = r.beforeQuoted(i)
	}
	if head < 0 {
		return
	}
	cand := &candidate{cue: c, foundBy: c.class.foundBy(), at: i, words: clause.Range(i, i+1), head: head}
	if before {
		cand.note("quoted-in-part")
	}
	cand.source = r.PhraseBefore(head, i)
	for _, f := range c.takes {
		if cand.content = r.adjectiveContent(cand, f); len(cand.content) > 0 {
			break
		}
	}
	if r.settle(cand); len(cand.content) == 0 || len(cand.source) == 0 {
		return
	}
	r.keep(cand)
}

// adjectiveContent is what hangs on a predicate adjective in frame f: "is
// confident [that it will hold]", "is ready [to go]", "is critical of [the plan]".
func (r *finder) adjectiveContent(cand *candidate, f frame) clause.Runs {
	switch f.kind {
	case onTo:
		return r.Infinitive(cand.at)
	case onPrep:
		return r.oblique(cand, f.prep)
	case onClause:
		for _, k := range r.Kids(cand.at) {
			if m := r.Kid(k, "mark"); k > cand.at && r.Is(k, "ccomp", "advcl") && (m < 0 || r.Low(m) == "that") && r.Kid(k, "nsubj", "nsubj:pass") >= 0 {
				return r.Subtree(k)
			}
		}
	}
	return nil
}
