package statement

import (
	"sort"

	"onrecord/internal/clause"
)

// longest is how many words a sentence may have: the longest of PolNeAR's
// training part has under three hundred. It bounds what hostile text costs.
const longest = 600

// corrections puts right what is found cue by cue: which quotations nobody
// claims, whose words run into whose, who passes on whom.
type corrections struct{ *finder }

// articleRule is a rule that looks at all candidates of an article.
type articleRule func(*corrections)

// articleRules are the rules of kinds "claim" and "correction" by their names.
var articleRules = map[string]articleRule{
	"cited":      (*corrections).cited,
	"quoting":    (*corrections).quoting,
	"unclaimed":  (*corrections).unclaimed,
	"shared":     (*corrections).sharedQuotations,
	"run-on":     (*corrections).runOn,
	"alone":      (*corrections).alone,
	"orphaned":   (*corrections).orphaned,
	"concession": (*corrections).concessions,
	"aside":      (*corrections).asides,
	"quoted-as":  (*corrections).quotedAs,
	"declined":   (*corrections).declined,
	"nest":       (*corrections).nest,
	"echo":       (*corrections).echoes,
	"hops":       (*corrections).hops,
}

// newCorrections builds what reads one article, each part upon the one before:
// cues, where contents end, quotations, sources, contents, candidates.
func newCorrections(view *clause.View, lex *lexicon) *corrections {
	words := &cues{View: view, lex: lex}
	words.standing = lex.standing.of(words)
	said := &quotes{&ends{words}}
	return &corrections{&finder{&contents{&sources{quotes: said, draft: &draft{}}}}}
}

// read finds all candidates, in the order of their cues.
func (r *corrections) read() {
	r.fromOf = make([]int, 0, len(r.Sentences)+1)
	for s := range r.Sentences {
		r.fromOf = append(r.fromOf, len(r.found))
		r.sentence(s)
	}
	r.fromOf = append(r.fromOf, len(r.found))
	for _, rule := range r.lex.claims {
		rule.do(r)
	}
	sort.SliceStable(r.found, func(i, j int) bool { return r.found[i].at < r.found[j].at })
	r.untangle()
	for _, rule := range r.lex.corrections {
		rule.do(r)
	}
}

// sentence finds the candidates of sentence s.
func (r *corrections) sentence(s int) {
	first, last := r.Sentences[s].First, r.Sentences[s].Last
	if !r.Prose(s) || last-first > longest {
		return
	}
	r.verbs(first, last)
	r.nominals(first, last)
	r.phrases(first, last)
	r.labels(s)
}
