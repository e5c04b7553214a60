package statement

import (
	"strings"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// candidate is a statement in the making, in tokens.
type candidate struct {
	cue       *cue
	foundBy   string
	at        int         // the cue's main token
	words     clause.Runs // the cue
	source    clause.Runs
	head      int // the source's head token, -1 for none
	content   clause.Runs
	quoted    bool // the content came by way of quotation marks
	clause    bool // the content is a clause
	addressee clause.Runs
	venue     clause.Runs
	via       []clause.Runs
	told      clause.Runs // the outlet it was said to or through
	parent    *candidate  // the one it stands in
	hop       bool        // a hop of a chain: parent is settled
	aside     int         // the relative pronoun of a clause that the cue breaks into, 0 for none
	negated   bool
}

// matchVerb is the cue that begins at token i, with the tokens it takes; the
// cue's fixed words may follow at a little distance ("put it more bluntly").
func (r *reader) matchVerb(i int) (*cue, clause.Runs) {
	for _, c := range r.lex.verbs[r.verbLemma(i)] {
		if words, ok := r.fixed(i, c.words[1:]); ok {
			return c, words
		}
	}
	return nil, nil
}

// verbLemma is the verb of the lexicon that token i is a form of, or its lemma.
func (r *reader) verbLemma(i int) string {
	l := r.Lemma(i)
	if r.lex.verbs[l] == nil {
		if verb, ok := r.lex.forms[r.Low(i)]; ok {
			return verb
		}
	}
	return l
}

// fixed finds the words that follow token i, each within two tokens of the last.
func (r *reader) fixed(i int, words []string) (clause.Runs, bool) {
	found := clause.Range(i, i+1)
	_, last := r.Sentence(i)
	at := i
	for _, w := range words {
		next := -1
		for k := at + 1; k < min(last, at+4); k++ {
			if r.Low(k) == w || r.Lemma(k) == w {
				next = k
				break
			}
		}
		if next < 0 {
			return nil, false
		}
		found = found.Join(clause.Range(next, next+1))
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
	if r.Token(i).UPOS != ud.VERB && !(strings.HasPrefix(r.Token(i).XPOS, "VB") && r.Token(i).UPOS != ud.AUX) {
		return r.POS(i, ud.NOUN) && r.lex.verbs[r.verbLemma(i)] != nil && (r.headsClause(i) || r.closesQuote(i))
	}
	return !r.Is(i, "amod", "compound", "case", "aux", "cop", "fixed")
}

// headsClause reports whether the tree has a clause around the word that the
// tagger calls a noun: a subject and an object, or a particle and a clause.
func (r *reader) headsClause(i int) bool {
	s := r.OwnSubject(i)
	return s >= 0 && s < i && r.Kid(i, "obj", "ccomp", "xcomp") > i && r.Kid(i, "cop", "det") < 0 ||
		r.Kid(i, "compound:prt") > i && i+2 < len(r.Tokens) && r.Low(i+2) == "that"
}

// verb makes the candidate of cue c at token i, if its arguments are there.
func (r *reader) verb(i int, c *cue, words clause.Runs) {
	cand := &candidate{cue: c, foundBy: c.class.foundBy(), at: i, words: words, head: -1}
	passive := r.Passive(i) || r.prompted(i) || c.passive && r.Kid(i, "nsubj:pass") >= 0 && r.Kid(i, "obj", "iobj", "ccomp") < 0
	switch {
	case c.source == byObject && !passive:
		cand.head = r.Kid(i, "obj")
	case c.source == byObject:
		cand.head = r.subject(i)
	case passive:
		cand.head = r.Agent(i)
	case r.CaseIs(i, "by") && r.mainSubject(i) >= 0: // "answered by saying"
		cand.head = r.mainSubject(i)
	default:
		cand.head = r.subject(i)
	}
	if cand.head >= 0 && r.QuoteAt(cand.head) != r.QuoteAt(i) {
		cand.head = -1
	}
	cand.source = r.PhraseBefore(cand.head, i)
	if c.source == bySubject && !passive {
		r.nearSource(cand)
		r.resumedSource(cand)
	}
	if c.takesQuote() && c.source == bySubject {
		if head, rs := r.quoteSource(cand); len(rs) > 0 {
			if !rs.Has(cand.head) {
				cand.head = head
			}
			cand.source, passive = rs, false
		}
	}
	if cand.source == nil && !passive && r.Gerund(i) && i > 0 && r.Punct(i-1, ",") {
		cand.head = r.mainSubject(i)
		cand.source = r.PhraseBefore(cand.head, i)
	}
	r.sharedSource(cand, passive)
	cand.source = r.withTitle(cand)
	r.dashed(cand)
	if first, last := r.Sentence(i); len(cand.source) > 0 && cand.source.From() == first {
		if a := r.AfterDateline(first, last); a > first && a < i {
			cand.source = r.Trim(cand.source.Without(clause.Range(first, a)))
		}
	}
	if rel := r.RelativeOf(i); rel >= 0 && rel != cand.head && r.QuoteAt(rel) == r.QuoteAt(i) && !cand.source.Has(rel) && cand.head >= 0 && cand.head < rel {
		cand.source = cand.source.Join(clause.Range(rel, rel+1))
	}
	if passive && c.class.Name == "accuse" {
		cand.source = r.withoutCharge(cand.source)
	}
	r.arguments(cand, passive)
	if passive {
		cand.source = r.Trim(cand.source.Without(cand.content))
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
	if cand.quoted || cand.clause || r.Passive(i) {
		return false
	}
	if r.ToInfinitive(i) {
		return r.wentOn(i) < 0 && r.Is(i, "acl", "advcl", "csubj") && !r.Is(i, "acl:relcl")
	}
	return cand.cue.attitude && r.Gerund(i) && r.Is(i, "acl") && !r.Punct(i-1, ",")
}

// gardenPath reports whether the tree took a participle for the main verb: "The
// ceasefire agreed on May 3 was holding". What it has for a complement is finite
// and without a subject, which no complement is, a preposition follows it, and the
// subject is a thing.
func (r *reader) gardenPath(cand *candidate) bool {
	i := cand.at
	k := r.Kid(i, "ccomp")
	if k < i || cand.head < 0 || cand.head > i || r.speaks(cand.head) || r.OwnSubject(k) >= 0 || r.Kid(k, "mark") >= 0 || !r.POS(i+1, ud.ADP) {
		return false
	}
	for j := i + 1; j < k; j++ {
		if r.POS(j, ud.PUNCT) {
			return false
		}
	}
	return r.finite(k) || r.Kid(k, "aux", "cop") > i
}

// sourceless reports whether the cue may stand without a source: "it is said
// that", "is expected to".
func (r *reader) sourceless(cand *candidate, passive bool) bool {
	if !passive || len(cand.content) == 0 {
		return false
	}
	if s := r.OwnSubject(cand.at); cand.clause && s >= 0 && r.Low(s) == "it" {
		return true
	}
	return cand.cue.passive || r.prompted(cand.at) || cand.cue.act == onrecord.Ask && cand.content.From() > cand.at
}

// prompted reports whether the verb at i is the participle of a question that
// an answer follows: "Asked whether …, she said", "when pressed on …". Who
// asked is whoever comes with "by", or nobody.
func (r *reader) prompted(i int) bool {
	switch r.Low(i) {
	case "asked", "pressed", "questioned", "quizzed":
	default:
		return false
	}
	first, _ := r.Sentence(i)
	if r.QuoteAt(i) >= 0 || r.OwnSubject(i) >= 0 && r.OwnSubject(i) < i || r.Kid(i, "aux") >= 0 {
		return false
	}
	return i == first || r.Low(i-1) == "when"
}

// negated reports whether the verb at i is negated.
func (r *reader) negated(i int) bool {
	for _, k := range r.Kids(i) {
		switch r.Low(k) {
		case "not", "n't", "n’t", "never":
			return r.Is(k, "advmod")
		}
	}
	return false
}
