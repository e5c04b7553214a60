package statement

import (
	"onrecord/ling"
	"onrecord/ling/ud"
)

// sharedSource gives a cue that goes on after a comma about what was said
// before ("…, saying that", "…, noted that") the source of the cue it goes on
// from: trees hang it on the reported verb.
func (r *reader) sharedSource(cand *candidate, passive bool) {
	i := cand.at
	first, _ := r.sentence(i)
	if a := r.wentOn(i); a > first && r.pos(a-1, ud.CCONJ) {
		for n := len(r.found) - 1; n >= 0 && r.found[n].at >= first; n-- {
			if p := r.found[n]; !p.cue.attitude && len(p.source) > 0 && r.inQuote[p.at] == r.inQuote[i] && p.at < i {
				cand.head, cand.source = p.head, p.source
				return
			}
		}
	}
	if p := r.joinedTo(i); p != nil && !passive {
		cand.head, cand.source = p.head, p.source
		return
	}
	if passive || i == first || !r.punct(i-1, ",") || r.ownSubject(i) >= 0 && r.ownSubject(i) > i || r.inQuote[i-1] >= 0 {
		return
	}
	if !r.gerund(i) && !(r.Tokens[i].XPOS == "VBD" && r.ownSubject(i) < 0) {
		return
	}
	var best *candidate
	for n := len(r.found) - 1; n >= 0 && r.found[n].at >= first; n-- {
		p := r.found[n]
		if p.at >= i || r.Tokens[p.at].UPOS != ud.VERB || len(p.source) == 0 || p.cue.attitude || r.inQuote[p.at] != r.inQuote[i] ||
			p.source.has(i) || r.underCue(p.at) || !r.gerund(i) && r.Tokens[p.at].XPOS != r.Tokens[i].XPOS {
			continue
		}
		if best == nil || len(p.content) > 0 && p.content.has(best.at) {
			best = p // the outer speaker goes on, whatever the tree says
		}
	}
	if best != nil {
		cand.head, cand.source = best.head, best.source
	}
}

// joinedTo is the candidate of the same form whose content ends at the
// conjunction before the cue at i: "says it is over but insists that …".
func (r *reader) joinedTo(i int) *candidate {
	first, _ := r.sentence(i)
	k := i - 1
	for k > first && r.pos(k, ud.ADV) {
		k--
	}
	if k <= first || !r.pos(k, ud.CCONJ) || r.ownSubject(i) >= 0 && r.ownSubject(i) < i && r.ownSubject(i) > k {
		return nil
	}
	var best *candidate
	for n := len(r.found) - 1; n >= 0 && r.found[n].at >= first; n-- {
		p := r.found[n]
		if len(p.content) == 0 || len(p.source) == 0 || r.Tokens[p.at].XPOS != r.Tokens[i].XPOS || r.inQuote[p.at] != r.inQuote[i] {
			continue
		}
		if b := p.content[len(p.content)-1].b; (b == k || b == k-1 && r.punct(b, ",")) && (best == nil || !p.cue.attitude) {
			best = p // the outer one: what it reports may end in a cue too
		}
	}
	return best
}

// wentOn is where "went on to" before the cue at i begins, -1 for nowhere.
func (r *reader) wentOn(i int) int {
	if i >= 3 && r.low(i-1) == "to" && r.low(i-2) == "on" && r.lemma(i-3) == "go" {
		return i - 3
	}
	return -1
}

// underCue reports whether the verb at i stands in a relative or subordinate
// clause, so that what follows the next comma need not be its subject's.
func (r *reader) underCue(i int) bool { return r.is(i, "acl", "advcl", "xcomp") && !r.gerund(i) }

// withTitle is the source with the title right before a name that the tree
// took for a phrase of its own: "White House spokesman [Tom Gale]".
func (r *reader) withTitle(cand *candidate) runs {
	s := cand.source
	if len(s) != 1 || s[0].b > cand.at || !r.pos(s[0].a, ud.PROPN) {
		return s
	}
	first, _ := r.sentence(cand.at)
	a := s[0].a
	if a == first || !r.noun(a-1) || r.pos(a-1, ud.PRON) || r.inQuote[a-1] != r.inQuote[a] || r.timed(a-1) {
		return s
	}
	_, whole := r.leftNominal(first, s[0].a)
	if len(whole) == 0 || r.timed(whole[0].a) {
		return s
	}
	return one(whole[0].a, s[0].b)
}

// subject is the head of the verb's subject, its own or the one it shares with
// the verb it hangs on, -1 for none.
func (r *reader) subject(i int) int {
	if h := r.besideNoun(i); h >= 0 {
		return h
	}
	for range 6 { // verbs that lean on verbs: more is no English
		if s := r.ownSubject(i); s >= 0 {
			return r.antecedent(i, s)
		}
		h := r.head(i)
		if h < 0 {
			return -1
		}
		switch {
		case r.is(i, "acl:relcl"):
			return -1
		case r.is(i, "acl"):
			if !r.noun(h) {
				return -1
			}
			if r.doesIt(i, h) {
				return h
			}
			if p := r.kid(h, "nmod:poss"); p >= 0 && p < h && !r.punct(i-1, ",") {
				return p // "their attempts to persuade"
			}
			if i = r.verbOf(h); i < 0 {
				return h
			}
			if s := r.ownSubject(i); s >= 0 {
				return r.antecedent(i, s)
			}
			continue
		case r.is(i, "xcomp"):
			if o := r.kid(h, "obj"); o >= 0 && o < i {
				return o
			}
		case r.is(i, "ccomp") && i > h && r.gerund(i) && r.punct(i-1, ","):
			// "…, he said, adding that": a participle, whatever the tree calls it.
		case r.is(i, "ccomp") && i > h && r.kid(i, "mark") < 0 && r.cueAt(h) && r.cueAt(i):
			// "announced after the meeting said": two cues of one speaker.
		case r.is(i, "conj", "advcl"), r.is(i, "parataxis") && r.kid(i, "mark") < 0 && r.gerund(i):
		default:
			return -1
		}
		i = h
	}
	return -1
}

// besideNoun is the noun right before the participle i that a preposition
// leads and that can speak: "ended with the host asking whether". -1 for none.
func (r *reader) besideNoun(i int) int {
	if i == 0 || !r.gerund(i) || !r.noun(i-1) || r.inQuote[i-1] != r.inQuote[i] || r.ownSubject(i) >= 0 {
		return -1
	}
	h := i - 1
	for r.is(h, "flat", "compound", "appos", "conj") && r.head(h) >= 0 && r.head(h) < h {
		h = r.head(h)
	}
	if r.is(h, "obl", "nmod") && r.kid(h, "case") >= 0 && !r.timed(h) && !r.pos(h, ud.PRON) && r.speaks(h) {
		return h
	}
	return -1
}

// doesIt reports whether the participle or infinitive i that hangs on noun h is
// h's own: not where a comma parts them ("left the room, saying that"), a
// preposition leads it ("the step of criticising"), or a thing cannot speak
// ("a bid to persuade").
func (r *reader) doesIt(i, h int) bool {
	switch {
	case h > i || r.participle(i):
		return true
	case r.gerund(i) && (r.punct(i-1, ",") || r.quoteMark(i-1)):
		return false
	case r.to(i), r.caseIs(i, "of"), r.caseIs(i, "in"), r.caseIs(i, "for"):
		return r.speaks(h)
	}
	if r.lex.lists["idle"][r.lemma(h)] {
		return false
	}
	if r.speaks(h) && !r.lex.lists["venue"][r.lemma(h)] || r.is(h, "nsubj") {
		return true
	}
	v := r.verbOf(h) // who "released a letter saying" it says it
	if v < 0 {
		return true
	}
	s := r.ownSubject(v)
	return s < 0 || s > h || !r.lex.lists["release"][r.lemma(v)] || !r.speaks(r.antecedent(v, s))
}

// speaks reports whether token h names one who can speak: by the layer of
// names, as a pronoun, or by a noun for a person or body.
func (r *reader) speaks(h int) bool {
	if r.pos(h, ud.PRON) || r.teller(h) || r.lex.lists["people"][r.lemma(h)] {
		return true
	}
	for _, m := range r.mentionsAt(h) {
		if m.Type == ling.GPE || m.Type == ling.NORP {
			return true
		}
	}
	return false
}

// verbOf is the verb that noun h is an argument of, -1 for none.
func (r *reader) verbOf(h int) int {
	for range 4 {
		up := r.head(h)
		if up < 0 || r.pos(up, ud.VERB) {
			return up
		}
		h = up
	}
	return -1
}

// ownSubject is the subject that hangs on verb i, outside any quotation that
// the verb is not in: a tree may hang the words of “It is over,” she said on
// the wrong one.
func (r *reader) ownSubject(i int) int {
	best := -1
	for _, k := range r.of(i) {
		k := int(k)
		if r.is(k, "nsubj") && r.inQuote[k] == r.inQuote[i] && !r.timed(k) && (best < 0 || k < i) {
			best = k
		}
	}
	return best
}

// resumedSource gives a cue behind an aside the words that the aside is about,
// which a tree takes the cue away from.
func (r *reader) resumedSource(cand *candidate) {
	rel := r.resumed(cand.at)
	if s := r.ownSubject(cand.at); rel < 0 || s >= 0 && s < rel {
		return
	}
	first, _ := r.sentence(cand.at)
	head, rs := r.leftNominal(first, rel-1)
	if len(rs) == 0 {
		return
	}
	for rs.has(r.head(head)) {
		head = r.head(head)
	}
	cand.head, cand.source = head, rs
}

// mainSubject is the subject of the nearest finite verb before i in the
// sentence, for a participle that the tree hangs on something else.
func (r *reader) mainSubject(i int) int {
	first, _ := r.sentence(i)
	for k := i - 1; k >= first; k-- {
		if r.inQuote[k] != r.inQuote[i] || !r.pos(k, ud.VERB, ud.AUX) || !r.finite(k) {
			continue
		}
		if s := r.ownSubject(k); s >= 0 && s < k && !r.relative(s) {
			return s
		}
	}
	return -1
}

// gerund reports whether i is an -ing form.
func (r *reader) gerund(i int) bool { return r.Tokens[i].XPOS == "VBG" }

// antecedent is the subject s of verb i, or who it stands for where it is a
// relative pronoun.
func (r *reader) antecedent(i, s int) int {
	if r.relative(s) {
		for v := i; v >= 0; v = r.head(v) {
			if r.is(v, "acl:relcl") {
				return r.described(s, r.timeless(r.head(v)))
			}
			if !r.is(v, "conj", "xcomp") {
				break
			}
		}
	}
	return s
}

// described is h, or whom "for h" or "to h" describes: of "a spokesman for the
// rebels, who asked not to be named" the spokesman. s is the relative pronoun.
func (r *reader) described(s, h int) int {
	if h > 0 && r.low(s) == "who" && s > 0 && r.punct(s-1, ",") && r.is(h, "nmod") && (r.caseIs(h, "for") || r.caseIs(h, "to")) && r.pos(r.head(h), ud.NOUN) {
		return r.head(h)
	}
	return h
}

// timeless is h, or what a time at h is said of: of "adopted a resolution on
// Tuesday, which endorses it" the resolution.
func (r *reader) timeless(h int) int {
	if h < 0 || !r.timed(h) || r.head(h) < 0 {
		return h
	}
	of := r.head(h)
	if r.is(h, "obl", "obl:tmod", "obl:unmarked", "nmod", "nmod:tmod", "nmod:unmarked") && r.verbal(of) {
		if o := r.kid(of, "obj", "nsubj:pass"); o >= 0 && o < h {
			return o
		}
		return h
	}
	return of
}

// relative reports whether i is a relative pronoun.
func (r *reader) relative(i int) bool {
	l := r.low(i)
	return l == "who" || l == "which" || l == "that" && r.Tokens[i].XPOS != "DT"
}

// relativeOf is the relative pronoun that is the subject of verb i, or of the
// verb it shares its subject with, -1 for none.
func (r *reader) relativeOf(i int) int {
	for range 3 {
		if s := r.ownSubject(i); s >= 0 {
			if r.relative(s) && s < i {
				return s
			}
			return -1
		}
		if !r.is(i, "conj", "xcomp") || r.head(i) < 0 {
			return -1
		}
		i = r.head(i)
	}
	return -1
}

// agent is who a passive verb was done by, -1 for none.
func (r *reader) agent(i int) int {
	for _, k := range r.of(i) {
		if r.is(int(k), "obl") && r.caseIs(int(k), "by") {
			return int(k)
		}
	}
	return -1
}

// caseIs reports whether k's preposition is prep.
func (r *reader) caseIs(k int, prep string) bool {
	for _, c := range r.of(k) {
		if r.is(int(c), "case", "mark") && int(c) < k && r.low(int(c)) == prep {
			return true
		}
	}
	return false
}

// dashed is a source between dashes with what the dashes add it to: "Turkey –
// NATO's ally – confirmed".
func (r *reader) dashed(cand *candidate) {
	s := cand.source
	if len(s) != 1 || s[0].b >= cand.at || !r.dash(s[0].b) || s[0].a == 0 || !r.dash(s[0].a-1) {
		return
	}
	first, _ := r.sentence(cand.at)
	if head, rs := r.leftNominal(first, s[0].a-1); head >= 0 && rs[len(rs)-1].b == s[0].a-1 {
		cand.head, cand.source = head, one(rs[0].a, s[0].b)
	}
}

// dash reports whether k is a dash between words.
func (r *reader) dash(k int) bool {
	switch r.Tokens[k].Form {
	case "—", "–", "--", "―":
		return true
	case "-":
		return r.Tokens[k].SpaceAfter
	}
	return false
}

// phraseBefore is the phrase of head h, without the clause that verb i heads in it.
func (r *reader) phraseBefore(h, i int) runs {
	p := r.phrase(h)
	if h < i && p.has(i) {
		for v := i; v >= 0 && v != h; v = r.head(v) {
			p = p.without(r.subtree(v))
		}
	}
	if h >= 0 && h < i {
		p = p.within(one(0, i))
	}
	return r.trim(p)
}

// phrase is the noun phrase of head h, its preposition and the clauses that
// only add to it left out.
func (r *reader) phrase(h int) runs {
	if h < 0 {
		return nil
	}
	a, b := int(r.left[h]), int(r.right[h])+1
	for _, k := range r.of(h) {
		k := int(k)
		switch {
		case k < h && r.is(k, "nsubj", "cop", "aux", "expl", "csubj", "advcl") && int(r.right[k]) < h:
			a = max(a, int(r.right[k])+1) // what the noun is said of, where it is a predicate
		case r.is(k, "case", "mark", "cc", "advmod") && k < h && r.right[k] < int32(h) && int(r.left[k]) == a:
			a = int(r.right[k]) + 1
		case k > h && r.is(k, "acl", "parataxis", "dep", "cop") && int(r.left[k]) > h+1 && r.punct(int(r.left[k])-1, ",–—-"),
			k > h && r.is(k, "parataxis"), k > h && r.is(k, "punct") && !r.quoteMark(k) && !r.punct(k, ")]"):
			if int(r.right[k])+1 == b || r.is(k, "acl", "parataxis") {
				b = min(b, int(r.left[k]))
			}
		}
	}
	if b <= h {
		b = h + 1
	}
	for a < h && r.pos(a, ud.SCONJ, ud.CCONJ, ud.ADV, ud.ADP) && r.low(a) != "about" && r.low(a) != "more" && r.low(a) != "nearly" {
		a++
	}
	return r.trim(one(a, b))
}
