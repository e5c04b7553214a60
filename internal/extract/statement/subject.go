package statement

import "onrecord/ling/ud"

// leaning is how many verbs may lean on each other for a subject; more is no English.
const leaning = 6

// subject is the head of the verb's subject, its own or the one it shares with
// the verb it hangs on, -1 for none.
func (r *sources) subject(i int) int {
	if s := r.whoTurned(i); s >= 0 {
		return s
	}
	if h := r.besideNoun(i); h >= 0 {
		return h
	}
	if who, settled := r.standing.Controller(i); settled {
		return who
	}
	for range leaning {
		if s := r.OwnSubject(i); s >= 0 {
			return r.antecedent(i, s)
		}
		h := r.Head(i)
		switch {
		case h < 0:
			return -1
		case r.Is(i, "acl") && !r.Is(i, "acl:relcl"):
			if s := r.subjectOfNoun(i, h); s >= 0 || !r.Noun(h) {
				return s
			}
			if i = r.VerbOf(h); i < 0 {
				return h
			}
			continue
		case r.Is(i, "xcomp"):
			if o := r.Kid(h, "obj"); o >= 0 && o < i {
				return o
			}
		case !r.leansOn(i, h):
			return -1
		}
		i = h
	}
	return -1
}

// subjectOfNoun is who does what verb i says, where it hangs on noun h: the
// noun, or who has it ("[their] attempts to persuade"). It is -1 where the verb
// above must be asked.
func (r *sources) subjectOfNoun(i, h int) int {
	if !r.Noun(h) {
		return -1
	}
	if r.doesIt(i, h) {
		return h
	}
	if p := r.Kid(h, "nmod:poss"); p >= 0 && p < h && !r.Punct(i-1, ",") {
		return p
	}
	return -1
}

// leansOn reports whether verb i, which hangs on h, has h's subject: it is
// joined to it, adds to it, or is a participle or a second cue that the tree
// takes for what h reports ("…, he said, adding that", "announced after the
// meeting said").
func (r *sources) leansOn(i, h int) bool {
	switch {
	case r.Is(i, "conj", "advcl"):
		return true
	case r.Is(i, "parataxis"):
		return r.Kid(i, "mark") < 0 && r.Gerund(i)
	case r.Is(i, "ccomp") && i > h:
		return r.Gerund(i) && r.Punct(i-1, ",") || r.Kid(i, "mark") < 0 && r.cueAt(h) && r.cueAt(i)
	}
	return false
}

// besideNoun is the noun right before the participle i that a preposition
// leads and that can speak: "ended with the host asking whether". -1 for none.
func (r *sources) besideNoun(i int) int {
	if r.someOf(i) {
		return i - 1
	}
	if i == 0 || !r.Gerund(i) || !r.Noun(i-1) || r.QuoteAt(i-1) != r.QuoteAt(i) || r.OwnSubject(i) >= 0 {
		return -1
	}
	h := i - 1
	for r.Is(h, "flat", "compound", "appos", "conj") && r.Head(h) >= 0 && r.Head(h) < h {
		h = r.Head(h)
	}
	if r.Is(h, "obl", "nmod") && (r.Kid(h, "case") >= 0 || r.CaseIs(i, "with")) && !r.Timed(h) && !r.POS(h, ud.PRON) && r.speaks(h) {
		return h
	}
	return -1
}

// someOf reports whether who does what the participle i says is right before it, and
// is some of those spoken of before: "split, with [some] warning that".
func (r *sources) someOf(i int) bool {
	return i > 2 && r.listed("some of them", i-1) && r.Low(i-2) == "with" && r.Punct(i-3, ",") && r.participial(i)
}

// doesIt reports whether the participle or infinitive i that hangs on noun h is
// h's own: not where a comma parts them ("left the room, saying that"), a
// preposition leads it ("the step of criticising"), or a thing cannot speak
// ("a bid to persuade").
func (r *sources) doesIt(i, h int) bool {
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

// whoTurned is who turned to somebody with what the participle i says: [she] phoned
// the mayor begging him to stay, -1 for nobody.
func (r *sources) whoTurned(i int) int {
	v := r.Head(i)
	if v >= 0 && r.Is(i, "acl") && r.Is(v, "obj", "iobj", "obl") {
		v = r.Head(v) // the tree hangs the participle on whom they reach
	}
	if v < 0 || v > i || !r.Gerund(i) || !r.lex.lists["contacting"][r.Lemma(v)] || r.Punct(i-1, ",") || r.Passive(v) {
		return -1
	}
	return r.OwnSubject(v)
}

// antecedent is the subject s of verb i, or who it stands for where it is a
// relative pronoun.
func (r *sources) antecedent(i, s int) int {
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
func (r *sources) described(s, h int) int {
	if h > 0 && r.Low(s) == "who" && s > 0 && r.Punct(s-1, ",") && r.Is(h, "nmod") && (r.CaseIs(h, "for") || r.CaseIs(h, "to")) && r.POS(r.Head(h), ud.NOUN) {
		return r.Head(h)
	}
	return h
}

// timeless is h, or what a time at h is said of: of "adopted a resolution on
// Tuesday, which endorses it" the resolution.
func (r *sources) timeless(h int) int {
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

// mainSubject is the subject of the nearest finite verb before i in the
// sentence, for a participle that the tree hangs on something else.
func (r *sources) mainSubject(i int) int {
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
