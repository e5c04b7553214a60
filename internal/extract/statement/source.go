package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// sharedSource gives a cue that goes on after a comma about what was said
// before ("…, saying that", "…, noted that") the source of the cue it goes on
// from: trees hang it on the reported verb.
func (r *reader) sharedSource(cand *candidate, passive bool) {
	i := cand.at
	first, _ := r.Sentence(i)
	if a := r.wentOn(i); a > first && r.POS(a-1, ud.CCONJ) {
		for n := len(r.found) - 1; n >= 0 && r.found[n].at >= first; n-- {
			if p := r.found[n]; !p.cue.attitude && len(p.source) > 0 && r.QuoteAt(p.at) == r.QuoteAt(i) && p.at < i {
				cand.head, cand.source = p.head, p.source
				return
			}
		}
	}
	if p := r.joinedTo(i); p != nil && !passive {
		cand.head, cand.source = p.head, p.source
		return
	}
	if passive || i == first || !r.Punct(i-1, ",") || r.OwnSubject(i) >= 0 && r.OwnSubject(i) > i || r.QuoteAt(i-1) >= 0 {
		return
	}
	if !r.Gerund(i) && !(r.Token(i).XPOS == "VBD" && r.OwnSubject(i) < 0) {
		return
	}
	var best *candidate
	for n := len(r.found) - 1; n >= 0 && r.found[n].at >= first; n-- {
		p := r.found[n]
		if p.at >= i || r.Token(p.at).UPOS != ud.VERB || len(p.source) == 0 || p.cue.attitude || r.QuoteAt(p.at) != r.QuoteAt(i) ||
			p.source.Has(i) || r.underCue(p.at) || !r.Gerund(i) && r.Token(p.at).XPOS != r.Token(i).XPOS {
			continue
		}
		if best == nil || len(p.content) > 0 && p.content.Has(best.at) {
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
	first, _ := r.Sentence(i)
	k := i - 1
	for k > first && r.POS(k, ud.ADV) {
		k--
	}
	if k <= first || !r.POS(k, ud.CCONJ) || r.OwnSubject(i) >= 0 && r.OwnSubject(i) < i && r.OwnSubject(i) > k {
		return nil
	}
	var best *candidate
	for n := len(r.found) - 1; n >= 0 && r.found[n].at >= first; n-- {
		p := r.found[n]
		if len(p.content) == 0 || len(p.source) == 0 || r.Token(p.at).XPOS != r.Token(i).XPOS || r.QuoteAt(p.at) != r.QuoteAt(i) {
			continue
		}
		if b := p.content.To(); (b == k || b == k-1 && r.Punct(b, ",")) && (best == nil || !p.cue.attitude) {
			best = p // the outer one: what it reports may end in a cue too
		}
	}
	return best
}

// wentOn is where "went on to" before the cue at i begins, -1 for nowhere.
func (r *reader) wentOn(i int) int {
	if i >= 3 && r.Low(i-1) == "to" && r.Low(i-2) == "on" && r.Lemma(i-3) == "go" {
		return i - 3
	}
	return -1
}

// underCue reports whether the verb at i stands in a relative or subordinate
// clause, so that what follows the next comma need not be its subject's.
func (r *reader) underCue(i int) bool { return r.Is(i, "acl", "advcl", "xcomp") && !r.Gerund(i) }

// withTitle is the source with the title right before a name that the tree
// took for a phrase of its own: "White House spokesman [Tom Gale]".
func (r *reader) withTitle(cand *candidate) clause.Runs {
	s := cand.source
	if len(s) != 1 || s[0].To > cand.at || !r.POS(s.From(), ud.PROPN) {
		return s
	}
	first, _ := r.Sentence(cand.at)
	a := s.From()
	if a == first || !r.Noun(a-1) || r.POS(a-1, ud.PRON) || r.QuoteAt(a-1) != r.QuoteAt(a) || r.Timed(a-1) {
		return s
	}
	_, whole := r.NominalBefore(first, s.From())
	if len(whole) == 0 || r.Timed(whole.From()) {
		return s
	}
	return clause.Range(whole.From(), s[0].To)
}

// subject is the head of the verb's subject, its own or the one it shares with
// the verb it hangs on, -1 for none.
func (r *reader) subject(i int) int {
	if h := r.besideNoun(i); h >= 0 {
		return h
	}
	for range 6 { // verbs that lean on verbs: more is no English
		if s := r.OwnSubject(i); s >= 0 {
			return r.antecedent(i, s)
		}
		h := r.Head(i)
		if h < 0 {
			return -1
		}
		switch {
		case r.Is(i, "acl:relcl"):
			return -1
		case r.Is(i, "acl"):
			if !r.Noun(h) {
				return -1
			}
			if r.doesIt(i, h) {
				return h
			}
			if p := r.Kid(h, "nmod:poss"); p >= 0 && p < h && !r.Punct(i-1, ",") {
				return p // "their attempts to persuade"
			}
			if i = r.VerbOf(h); i < 0 {
				return h
			}
			if s := r.OwnSubject(i); s >= 0 {
				return r.antecedent(i, s)
			}
			continue
		case r.Is(i, "xcomp"):
			if o := r.Kid(h, "obj"); o >= 0 && o < i {
				return o
			}
		case r.Is(i, "ccomp") && i > h && r.Gerund(i) && r.Punct(i-1, ","):
			// "…, he said, adding that": a participle, whatever the tree calls it.
		case r.Is(i, "ccomp") && i > h && r.Kid(i, "mark") < 0 && r.cueAt(h) && r.cueAt(i):
			// "announced after the meeting said": two cues of one speaker.
		case r.Is(i, "conj", "advcl"), r.Is(i, "parataxis") && r.Kid(i, "mark") < 0 && r.Gerund(i):
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
	if i == 0 || !r.Gerund(i) || !r.Noun(i-1) || r.QuoteAt(i-1) != r.QuoteAt(i) || r.OwnSubject(i) >= 0 {
		return -1
	}
	h := i - 1
	for r.Is(h, "flat", "compound", "appos", "conj") && r.Head(h) >= 0 && r.Head(h) < h {
		h = r.Head(h)
	}
	if r.Is(h, "obl", "nmod") && r.Kid(h, "case") >= 0 && !r.Timed(h) && !r.POS(h, ud.PRON) && r.speaks(h) {
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
	case h > i || r.Participle(i):
		return true
	case r.Gerund(i) && (r.Punct(i-1, ",") || r.QuoteMark(i-1)):
		return false
	case r.ToInfinitive(i), r.CaseIs(i, "of"), r.CaseIs(i, "in"), r.CaseIs(i, "for"):
		return r.speaks(h)
	}
	if r.lex.lists["idle"][r.Lemma(h)] {
		return false
	}
	if r.speaks(h) && !r.lex.lists["venue"][r.Lemma(h)] || r.Is(h, "nsubj") {
		return true
	}
	v := r.VerbOf(h) // who "released a letter saying" it says it
	if v < 0 {
		return true
	}
	s := r.OwnSubject(v)
	return s < 0 || s > h || !r.lex.lists["release"][r.Lemma(v)] || !r.speaks(r.antecedent(v, s))
}

// speaks reports whether token h names one who can speak: by the layer of
// names, as a pronoun, or by a noun for a person or body.
func (r *reader) speaks(h int) bool {
	if r.POS(h, ud.PRON) || r.teller(h) || r.lex.lists["people"][r.Lemma(h)] {
		return true
	}
	for _, m := range r.MentionsAt(h) {
		if m.Type == ling.GPE || m.Type == ling.NORP {
			return true
		}
	}
	return false
}

// resumedSource gives a cue behind an aside the words that the aside is about,
// which a tree takes the cue away from.
func (r *reader) resumedSource(cand *candidate) {
	rel := r.resumed(cand.at)
	if s := r.OwnSubject(cand.at); rel < 0 || s >= 0 && s < rel {
		return
	}
	first, _ := r.Sentence(cand.at)
	head, rs := r.NominalBefore(first, rel-1)
	if len(rs) == 0 {
		return
	}
	for rs.Has(r.Head(head)) {
		head = r.Head(head)
	}
	cand.head, cand.source = head, rs
}

// mainSubject is the subject of the nearest finite verb before i in the
// sentence, for a participle that the tree hangs on something else.
func (r *reader) mainSubject(i int) int {
	first, _ := r.Sentence(i)
	for k := i - 1; k >= first; k-- {
		if r.QuoteAt(k) != r.QuoteAt(i) || !r.POS(k, ud.VERB, ud.AUX) || !r.finite(k) {
			continue
		}
		if s := r.OwnSubject(k); s >= 0 && s < k && !r.RelativePronoun(s) {
			return s
		}
	}
	return -1
}

// antecedent is the subject s of verb i, or who it stands for where it is a
// relative pronoun.
func (r *reader) antecedent(i, s int) int {
	if r.RelativePronoun(s) {
		for v := i; v >= 0; v = r.Head(v) {
			if r.Is(v, "acl:relcl") {
				return r.described(s, r.timeless(r.Head(v)))
			}
			if !r.Is(v, "conj", "xcomp") {
				break
			}
		}
	}
	return s
}

// described is h, or whom "for h" or "to h" describes: of "a spokesman for the
// rebels, who asked not to be named" the spokesman. s is the relative pronoun.
func (r *reader) described(s, h int) int {
	if h > 0 && r.Low(s) == "who" && s > 0 && r.Punct(s-1, ",") && r.Is(h, "nmod") && (r.CaseIs(h, "for") || r.CaseIs(h, "to")) && r.POS(r.Head(h), ud.NOUN) {
		return r.Head(h)
	}
	return h
}

// timeless is h, or what a time at h is said of: of "adopted a resolution on
// Tuesday, which endorses it" the resolution.
func (r *reader) timeless(h int) int {
	if h < 0 || !r.Timed(h) || r.Head(h) < 0 {
		return h
	}
	of := r.Head(h)
	if r.Is(h, "obl", "obl:tmod", "obl:unmarked", "nmod", "nmod:tmod", "nmod:unmarked") && r.verbal(of) {
		if o := r.Kid(of, "obj", "nsubj:pass"); o >= 0 && o < h {
			return o
		}
		return h
	}
	return of
}

// dashed is a source between dashes with what the dashes add it to: "Turkey –
// NATO's ally – confirmed".
func (r *reader) dashed(cand *candidate) {
	s := cand.source
	if len(s) != 1 || s[0].To >= cand.at || !r.Dash(s[0].To) || s.From() == 0 || !r.Dash(s.From()-1) {
		return
	}
	first, _ := r.Sentence(cand.at)
	if head, rs := r.NominalBefore(first, s.From()-1); head >= 0 && rs.To() == s.From()-1 {
		cand.head, cand.source = head, clause.Range(rs.From(), s[0].To)
	}
}
