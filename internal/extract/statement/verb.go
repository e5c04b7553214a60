package statement

import (
	"strings"

	"onrecord"
	"onrecord/ling/ud"
)

// candidate is a statement in the making, in tokens.
type candidate struct {
	cue       *cue
	foundBy   string
	at        int  // the cue's main token
	words     runs // the cue
	source    runs
	head      int // the source's head token, -1 for none
	content   runs
	quoted    bool // the content came by way of quotation marks
	clause    bool // the content is a clause
	addressee runs
	venue     runs
	via       []runs
	told      runs       // the outlet it was said to or through
	parent    *candidate // the one it stands in
	hop       bool       // a hop of a chain: parent is settled
	aside     int        // the relative pronoun of a clause that the cue breaks into, 0 for none
	negated   bool
}

// matchVerb is the cue that begins at token i, with the tokens it takes; the
// cue's fixed words may follow at a little distance ("put it more bluntly").
func (r *reader) matchVerb(i int) (*cue, runs) {
	for _, c := range r.lex.verbs[r.verbLemma(i)] {
		if words, ok := r.fixed(i, c.words[1:]); ok {
			return c, words
		}
	}
	return nil, nil
}

// verbLemma is the verb of the lexicon that token i is a form of, or its lemma.
func (r *reader) verbLemma(i int) string {
	l := r.lemma(i)
	if r.lex.verbs[l] == nil {
		if verb, ok := r.lex.forms[r.low(i)]; ok {
			return verb
		}
	}
	return l
}

// fixed finds the words that follow token i, each within two tokens of the last.
func (r *reader) fixed(i int, words []string) (runs, bool) {
	found := runs{{i, i + 1}}
	_, last := r.sentence(i)
	at := i
	for _, w := range words {
		next := -1
		for k := at + 1; k < min(last, at+4); k++ {
			if r.low(k) == w || r.lemma(k) == w {
				next = k
				break
			}
		}
		if next < 0 {
			return nil, false
		}
		found = found.join(runs{{next, next + 1}})
		at = next
	}
	return found, true
}

// verbs finds the statements of the cue verbs of the sentence [first, last).
func (r *reader) verbs(first, last int) {
	for i := first; i < last; i++ {
		if !r.verbal(i) {
			continue
		}
		if c, words := r.matchVerb(i); c != nil {
			r.verb(i, c, words)
		}
	}
}

// verbal reports whether token i is a verb in use, not an adjective or noun made of one.
func (r *reader) verbal(i int) bool {
	if r.Tokens[i].UPOS != ud.VERB && !(strings.HasPrefix(r.Tokens[i].XPOS, "VB") && r.Tokens[i].UPOS != ud.AUX) {
		return r.pos(i, ud.NOUN) && r.lex.verbs[r.verbLemma(i)] != nil && (r.headsClause(i) || r.closesQuote(i))
	}
	return !r.is(i, "amod", "compound", "case", "aux", "cop", "fixed")
}

// headsClause reports whether the tree has a clause around the word that the
// tagger calls a noun: a subject and an object, or a particle and a clause.
func (r *reader) headsClause(i int) bool {
	s := r.ownSubject(i)
	return s >= 0 && s < i && r.kid(i, "obj", "ccomp", "xcomp") > i && r.kid(i, "cop", "det") < 0 ||
		r.kid(i, "compound:prt") > i && i+2 < len(r.Tokens) && r.low(i+2) == "that"
}

// verb makes the candidate of cue c at token i, if its arguments are there.
func (r *reader) verb(i int, c *cue, words runs) {
	cand := &candidate{cue: c, foundBy: c.class.foundBy(), at: i, words: words, head: -1}
	passive := r.passive(i) || r.prompted(i) || c.passive && r.kid(i, "nsubj:pass") >= 0 && r.kid(i, "obj", "iobj", "ccomp") < 0
	switch {
	case c.source == byObject && !passive:
		cand.head = r.kid(i, "obj")
	case c.source == byObject:
		cand.head = r.subject(i)
	case passive:
		cand.head = r.agent(i)
	case r.caseIs(i, "by") && r.mainSubject(i) >= 0: // "answered by saying"
		cand.head = r.mainSubject(i)
	default:
		cand.head = r.subject(i)
	}
	if cand.head >= 0 && r.inQuote[cand.head] != r.inQuote[i] {
		cand.head = -1
	}
	cand.source = r.phraseBefore(cand.head, i)
	if c.source == bySubject && !passive {
		r.nearSource(cand)
		r.resumedSource(cand)
	}
	if c.takesQuote() && c.source == bySubject {
		if head, rs := r.quoteSource(cand); len(rs) > 0 {
			if !rs.has(cand.head) {
				cand.head = head
			}
			cand.source, passive = rs, false
		}
	}
	if cand.source == nil && !passive && r.gerund(i) && i > 0 && r.punct(i-1, ",") {
		cand.head = r.mainSubject(i)
		cand.source = r.phraseBefore(cand.head, i)
	}
	r.sharedSource(cand, passive)
	cand.source = r.withTitle(cand)
	r.dashed(cand)
	if first, last := r.sentence(i); len(cand.source) > 0 && cand.source[0].a == first {
		if a := r.afterDateline(first, last); a > first && a < i {
			cand.source = r.trim(cand.source.without(one(first, a)))
		}
	}
	if rel := r.relativeOf(i); rel >= 0 && rel != cand.head && r.inQuote[rel] == r.inQuote[i] && !cand.source.has(rel) && cand.head >= 0 && cand.head < rel {
		cand.source = cand.source.join(one(rel, rel+1))
	}
	if passive && c.class.Name == "accuse" {
		cand.source = r.withoutCharge(cand.source)
	}
	r.arguments(cand, passive)
	if passive {
		cand.source = r.trim(cand.source.without(cand.content))
	}
	if len(cand.content) == 0 || len(cand.source) == 0 && !r.sourceless(cand, passive) {
		return
	}
	if r.unsaid(cand) {
		return
	}
	cand.negated = r.negated(i)
	cand.told = r.toldTo(cand)
	r.keep(cand)
}

// unsaid reports whether the cue is an infinitive of purpose, or a participle
// that describes a noun, without words of its own: "a plan to criticise her",
// "voters supporting him" report nothing that anybody said.
func (r *reader) unsaid(cand *candidate) bool {
	i := cand.at
	if r.gardenPath(cand) {
		return true
	}
	if cand.quoted || cand.clause || r.passive(i) {
		return false
	}
	if r.to(i) {
		return r.wentOn(i) < 0 && r.is(i, "acl", "advcl", "csubj") && !r.is(i, "acl:relcl")
	}
	return cand.cue.attitude && r.gerund(i) && r.is(i, "acl") && !r.punct(i-1, ",")
}

// gardenPath reports whether the tree took a participle for the main verb: "The
// ceasefire agreed on May 3 was holding". What it has for a complement is finite
// and without a subject, which no complement is, a preposition follows it, and the
// subject is a thing.
func (r *reader) gardenPath(cand *candidate) bool {
	i := cand.at
	k := r.kid(i, "ccomp")
	if k < i || cand.head < 0 || cand.head > i || r.speaks(cand.head) || r.ownSubject(k) >= 0 || r.kid(k, "mark") >= 0 || !r.pos(i+1, ud.ADP) {
		return false
	}
	for j := i + 1; j < k; j++ {
		if r.pos(j, ud.PUNCT) {
			return false
		}
	}
	return r.finite(k) || r.kid(k, "aux", "cop") > i
}

// sourceless reports whether the cue may stand without a source: "it is said
// that", "is expected to".
func (r *reader) sourceless(cand *candidate, passive bool) bool {
	if !passive || len(cand.content) == 0 {
		return false
	}
	if s := r.ownSubject(cand.at); cand.clause && s >= 0 && r.low(s) == "it" {
		return true
	}
	return cand.cue.passive || r.prompted(cand.at) || cand.cue.act == onrecord.Ask && cand.content[0].a > cand.at
}

// prompted reports whether the verb at i is the participle of a question that
// an answer follows: "Asked whether …, she said", "when pressed on …". Who
// asked is whoever comes with "by", or nobody.
func (r *reader) prompted(i int) bool {
	switch r.low(i) {
	case "asked", "pressed", "questioned", "quizzed":
	default:
		return false
	}
	first, _ := r.sentence(i)
	if r.inQuote[i] >= 0 || r.ownSubject(i) >= 0 && r.ownSubject(i) < i || r.kid(i, "aux") >= 0 {
		return false
	}
	return i == first || r.low(i-1) == "when"
}

// passive reports whether the verb at i is in the passive: by its auxiliary,
// its own or one it shares, or as a participle that hangs on a noun. A subject
// that a tree calls passive is none without the auxiliary: taggers mix up past
// tense and participle.
func (r *reader) passive(i int) bool {
	for range 3 {
		if r.kid(i, "aux:pass") >= 0 {
			return true
		}
		if !r.is(i, "conj") || !r.participle(i) || r.kid(i, "aux", "nsubj") >= 0 {
			break
		}
		i = r.head(i)
	}
	if r.participle(i) && r.kid(i, "aux", "obj", "nsubj") < 0 && r.agent(i) > i && r.is(i, "advcl", "acl") {
		return true // "as reported by the paper"
	}
	if r.kid(i, "aux") >= 0 || !r.is(i, "acl") || !r.participle(i) || r.is(i, "acl:relcl") {
		return false
	}
	h := r.head(i)
	return h < 0 || !r.is(h, "root") || r.agent(i) >= 0 // "Her account posted: “…”" has no other verb
}

// participle reports whether i is a past participle.
func (r *reader) participle(i int) bool { return r.Tokens[i].XPOS == "VBN" }

// negated reports whether the verb at i is negated.
func (r *reader) negated(i int) bool {
	for _, k := range r.of(i) {
		switch r.low(int(k)) {
		case "not", "n't", "n’t", "never":
			return r.is(int(k), "advmod")
		}
	}
	return false
}
