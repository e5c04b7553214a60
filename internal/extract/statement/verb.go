package statement

import (
	"sort"

	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// verbs finds the statements of the cue verbs of the sentence [first, last).
func (r *finder) verbs(first, last int) {
	for i := first; i < last; i++ {
		if !r.verbal(i) {
			continue
		}
		if c, words := r.matchVerb(i); c != nil {
			r.verb(i, c, words)
		}
	}
}

// finder finds the candidates of a sentence, cue by cue.
type finder struct{ *contents }

// dropTest is a rule that takes a candidate back.
type dropTest func(*finder, *candidate) bool

// dropTests are the rules of kind "drop" by their names.
var dropTests = map[string]dropTest{
	"nothing-said": (*finder).nothingSaid,
	"no-source":    (*finder).sourceless,
	"garden-path":  (*finder).gardenPath,
	"purpose":      (*finder).ofPurpose,
	"describing":   (*finder).describing,
	"day-only":     (*finder).dayOnly,
	"pronoun-only": (*finder).pronounOnly,
	"filler":       (*finder).filler,
}

// verb makes the candidate of cue c at token i, if its arguments are there.
func (r *finder) verb(i int, c *cue, words clause.Runs) {
	cand := &candidate{cue: c, foundBy: c.class.foundBy(), at: i, words: words, head: -1}
	cand.passive = r.Passive(i) || r.prompted(i) || c.passive && r.Kid(i, "nsubj:pass") >= 0 && r.Kid(i, "obj", "iobj", "ccomp") < 0
	r.source(cand)
	r.arguments(cand)
	for _, rule := range r.lex.drops {
		if rule.do(r, cand) {
			r.drop(cand, rule.name)
			return
		}
	}
	cand.told = r.toldTo(cand)
	r.keep(cand)
}

// nothingSaid reports whether a cue has no content at all.
func (r *finder) nothingSaid(cand *candidate) bool { return len(cand.content) == 0 }

// dayOnly reports whether what a cue reports is a time expression and no more:
// in "the truce agreed on May 3" nobody agreed on a day.
func (r *finder) dayOnly(cand *candidate) bool { return !cand.quoted && r.aTime(cand.content) }

// filler reports whether the cue is no more than a word thrown in between commas:
// “And, you [know], the road was shut,” she said.
func (r *finder) filler(cand *candidate) bool {
	i := cand.at
	if i == 0 || !r.listed("filler", i) || r.Low(i-1) != "you" && r.Low(i-1) != "i" || !r.Punct(i+1, ",") {
		return false
	}
	first, _ := r.Sentence(i)
	return i-1 == first || r.POS(i-2, ud.PUNCT)
}

// pronounOnly reports whether what was said is a lone word that only points to
// it: "the plan, [which] he backed", "she knows [how]". Of what was said it
// tells nothing; words in quotation marks were at least said, and "he denied it" is
// a denial.
func (r *finder) pronounOnly(cand *candidate) bool {
	if r.lex.lists["settling"][cand.cue.words[0]] {
		return false
	}
	said := r.Trim(cand.content.Without(cand.words))
	for len(said) == 1 && said.Size() > 1 && r.POS(said.To()-1, ud.PUNCT) {
		said = clause.Range(said.From(), said.To()-1) // “Whenever you say [that],” he said
	}
	if len(said) != 1 || said.Size() != 1 || cand.quoted && r.QuoteAt(said.From()) != r.QuoteAt(cand.at) {
		return false
	}
	t := &r.Tokens[said.From()]
	return t.UPOS == ud.PRON || t.UPOS == ud.SCONJ || t.UPOS == ud.DET || t.XPOS == "WRB"
}

// ofPurpose reports whether the cue is an infinitive of purpose without words of
// its own: "a plan to criticise her" reports nothing that anybody said.
func (r *finder) ofPurpose(cand *candidate) bool {
	i := cand.at
	return r.ownNothing(cand) && r.ToInfinitive(i) && r.wentOn(i) < 0 && r.Is(i, "acl", "advcl", "csubj") && !r.Is(i, "acl:relcl")
}

// describing reports whether the cue is a participle of thought that describes
// a noun: "voters supporting him".
func (r *finder) describing(cand *candidate) bool {
	i := cand.at
	return r.ownNothing(cand) && !r.ToInfinitive(i) && cand.cue.attitude && r.Gerund(i) && r.Is(i, "acl") && !r.Punct(i-1, ",")
}

// ownNothing reports whether the candidate has neither quoted words nor a clause
// for content.
func (r *finder) ownNothing(cand *candidate) bool {
	return r.ownNoClause(cand) && !r.Passive(cand.at)
}

// ownNoClause reports whether the candidate's content is a phrase.
func (r *finder) ownNoClause(cand *candidate) bool { return !cand.quoted && !cand.clause }

// gardenPath reports whether the tree took a participle for the main verb: "The
// ceasefire agreed on May 3 was holding". What it has for a complement is finite
// and without a subject, which no complement is, a preposition follows it, and the
// subject is a thing.
func (r *finder) gardenPath(cand *candidate) bool {
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

// sourceless reports whether a cue has no source and needs one. None is needed
// where a passive's subject is the content: "is expected to", "it is said that".
// A question that nobody is known to have asked only leads to its answer.
func (r *finder) sourceless(cand *candidate) bool {
	if len(cand.source) > 0 {
		return false
	}
	if !cand.passive {
		return true
	}
	if s := r.OwnSubject(cand.at); cand.clause && s >= 0 && r.Low(s) == "it" {
		return false
	}
	return !cand.cue.passive
}

// keep adds a candidate, unless nothing but its cue's words or a day is said, or
// its cue is meant in a sense that reports nothing.
func (r *finder) keep(c *candidate) {
	c.content = r.Trim(c.content.Without(c.words))
	if len(c.content) == 0 || r.dayOnly(c) {
		return
	}
	for _, e := range c.endings {
		if r.endsWith(c.content, e.at) {
			c.note(e.rule)
		}
	}
	if rule := r.standing.reportsNothing(c); rule != "" {
		r.drop(c, rule)
		return
	}
	r.found = append(r.found, c)
}

// endsWith reports whether one of the runs ends at token k, or with nothing but
// marks before it.
func (r *finder) endsWith(rs clause.Runs, k int) bool {
	for _, run := range rs {
		if run.To <= k && len(r.Trim(clause.Range(run.To, k))) == 0 {
			return true
		}
	}
	return false
}

// aTime reports whether the words are a time expression and no more: in "the
// truce agreed on May 3" nobody agreed on a day.
func (r *finder) aTime(content clause.Runs) bool {
	at := ling.Span{Start: r.Token(content.From()).Start, End: r.Token(content.To() - 1).End}
	n := sort.Search(len(r.Times), func(n int) bool { return r.Times[n].End >= at.End })
	return n < len(r.Times) && r.Times[n].Contains(at)
}
