package statement

import "onrecord/ling/ud"

// nominals finds the statements of noun and adjective cues in [first, last).
func (r *reader) nominals(first, last int) {
	for i := first; i < last; i++ {
		switch {
		case r.pos(i, ud.NOUN):
			if list := r.lex.nouns[r.lemma(i)]; len(list) > 0 && !r.taken(i) {
				r.nounCue(i, list[0])
			}
		case r.pos(i, ud.ADJ) || r.pos(i, ud.VERB) && r.participle(i):
			if list := r.lex.adjs[r.lemmaOf(i)]; len(list) > 0 && !r.is(i, "amod") {
				r.adjectiveCue(i, list[0])
			}
		}
	}
}

// taken reports whether token i is part of a cue already: "expressed concern".
func (r *reader) taken(i int) bool {
	first, _ := r.sentence(i)
	for n := len(r.found) - 1; n >= 0 && r.found[n].at >= first; n-- {
		if r.found[n].words.has(i) {
			return true
		}
	}
	return false
}

// lemmaOf is the lemma, or for a participle its form, as adjectives are listed.
func (r *reader) lemmaOf(i int) string {
	if r.Tokens[i].UPOS == ud.VERB {
		return r.low(i)
	}
	return r.lemma(i)
}

// nounCue makes the candidate of noun i: its content hangs on it, its source
// has it or does it.
func (r *reader) nounCue(i int, c *cue) {
	head, words := r.holder(i)
	if head < 0 || r.inQuote[head] != r.inQuote[i] {
		return
	}
	cand := &candidate{cue: c, foundBy: c.class.foundBy(), at: i, words: words, head: head}
	for _, f := range c.takes {
		if cand.content = r.nounContent(i, f); len(cand.content) > 0 {
			break
		}
	}
	cand.source = r.trim(r.phrase(head).without(cand.content))
	if cand.content = r.settle(cand, cand.content); len(cand.content) == 0 || len(cand.source) == 0 {
		return
	}
	r.keep(cand)
}

// holder is the source of noun cue i, and the cue's words.
func (r *reader) holder(i int) (int, runs) {
	words := runs{{i, i + 1}}
	for _, k := range r.of(i) {
		k := int(k)
		switch {
		case r.is(k, "nmod:poss"), r.is(k, "nmod") && (r.caseIs(k, "by") || r.caseIs(k, "from")):
			return k, words
		}
	}
	h := r.head(i)
	if h >= 0 && r.is(i, "obj") && r.pos(h, ud.VERB) && r.lex.lists["light"][r.lemma(h)] {
		if s := r.subject(h); s >= 0 {
			return s, words.join(runs{{h, h + 1}})
		}
	}
	return -1, nil
}

// nounContent is what hangs on noun i in frame f.
func (r *reader) nounContent(i int, f frame) runs {
	for _, k := range r.of(i) {
		k := int(k)
		if k < i {
			continue
		}
		switch f.kind {
		case onClause:
			if m := r.kid(k, "mark"); r.is(k, "acl", "ccomp", "advcl") && m >= 0 && m < k && r.low(m) == "that" {
				return r.subtree(k)
			}
		case onTo:
			if r.is(k, "acl", "xcomp", "advcl") && r.to(k) {
				return r.subtree(k)
			}
		case onPrep:
			if r.is(k, "nmod", "acl", "obl", "advcl") && r.caseIs(k, f.prep) {
				return r.subtree(k)
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
func (r *reader) nounPrep(i int, prep string) runs {
	_, last := r.sentence(i)
	for k := i + 1; k < min(last, i+16) && r.inQuote[k] == r.inQuote[i]; k++ {
		if r.pos(k, ud.VERB, ud.AUX, ud.SCONJ) || r.punct(k, ";:.") {
			return nil
		}
		if h := r.head(k); r.low(k) == prep && h > k && r.is(k, "case") && (k == i+1 || r.low(i+1) == "by" || r.low(i+1) == "from") {
			return one(k, int(r.right[h])+1)
		}
	}
	return nil
}

// adjectiveCue makes the candidate of predicate adjective i.
func (r *reader) adjectiveCue(i int, c *cue) {
	head := r.subject(i)
	if head < 0 || r.inQuote[head] != r.inQuote[i] {
		return
	}
	cand := &candidate{cue: c, foundBy: c.class.foundBy(), at: i, words: runs{{i, i + 1}}, head: head}
	cand.source = r.phrase(head)
	for _, f := range c.takes {
		switch f.kind {
		case onClause:
			for _, k := range r.of(i) {
				if k := int(k); k > i && r.is(k, "ccomp", "advcl") && (r.kid(k, "mark") < 0 || r.low(r.kid(k, "mark")) == "that") && r.kid(k, "nsubj", "nsubj:pass") >= 0 {
					cand.content = r.subtree(k)
				}
			}
		case onTo:
			cand.content = r.infinitive(i)
		case onPrep:
			cand.content = r.oblique(cand, f.prep)
		}
		if len(cand.content) > 0 {
			break
		}
	}
	if cand.content = r.settle(cand, cand.content); len(cand.content) == 0 || len(cand.source) == 0 {
		return
	}
	cand.negated = r.negated(i)
	r.keep(cand)
}
