// Package event finds events of politics in one annotated article: who did what
// to whom, when, where and with how many dead, in the words of PLOVER (type, mode,
// context) and CAMEO (code).
//
// The knowledge is in rule files beside the code. A *frame* is a pattern over a
// predicate (package rules): the verbs, nouns and adjectives that tell of a deed,
// where its parties stand, and of what classes they must be. A *sense* is a pattern
// for words that look like a frame's and tell of nothing ("bombarded her with
// questions"); a *topic* is what a whole sentence is about where it is no politics
// (sport, film, weather). Classes of words say who can act in politics.
//
// The code is the engine. For each word that a frame knows it takes a *candidate*
// with its parties; it drops the deed that another one only refuses, threatens or
// asks for, and joins candidates that tell of one deed twice ("killed in an
// attack"). What is left gets its status from the clause (package clause, Fact) and
// from the statement that tells it, its day, place and counts.
//
// Nothing found is nothing written: there is no type for what no frame knows. Who a
// party is, is not known here: package resolve fills the actors.
package event

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"

	"onrecord"
	"onrecord/internal/clause"
)

// Extractor finds events. It is safe for concurrent use.
type Extractor struct{ know *knowledge }

// New reads the rule files; a fault in one is an error that names file and line.
func New() (*Extractor, error) {
	k, err := load()
	if err != nil {
		return nil, fmt.Errorf("load events: %w", err)
	}
	return &Extractor{know: k}, nil
}

// Extract finds the events of the article that view shows, in the order of their
// triggers. The statements of before tell who reports what. Actors are left empty.
func (x *Extractor) Extract(view *clause.View, art *onrecord.Article, before *onrecord.Found) []onrecord.Event {
	r := newReader(x.know, x.know.headlines(view), art, before)
	found := r.read()
	out := slices.Grow([]onrecord.Event(nil), len(found)) // they are large
	seen := map[onrecord.ClaimID]bool{}
	for _, c := range found {
		e := r.event(c)
		for e.ID = id(art.Text, &e); seen[e.ID]; {
			e.ID += "+"
		}
		seen[e.ID] = true
		out = append(out, e)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Trigger.Spans[0].Start < out[j].Trigger.Spans[0].Start })
	return out
}

// event makes a candidate what leaves the package, but for its id.
func (r *reader) event(c *candidate) onrecord.Event {
	status := r.status(c)
	when := r.when(c)
	e := onrecord.Event{
		Claim:      onrecord.Claim{FoundBy: foundHere + c.rule, Trail: append(c.trail, status.trail...)},
		Source:     r.parties(c.sources),
		Target:     r.parties(c.targets),
		Trigger:    onrecord.Part{Spans: r.Spans(c.words)},
		Lemma:      r.Lemma(c.at),
		Plover:     onrecord.Plover{Event: c.kind, Mode: c.mode, Context: c.contexts},
		CAMEO:      c.cameo,
		When:       when.of,
		Where:      r.where(c),
		Status:     status.status,
		Certainty:  status.certainty,
		ReportedBy: status.by,
		Counts:     r.counts(c),
	}
	e.Background = r.background(c, when, status)
	return e
}

// parties are parts of the article for groups of tokens.
func (r *reader) parties(groups []clause.Runs) []onrecord.Party {
	var out []onrecord.Party
	for _, g := range groups {
		out = append(out, onrecord.Party{Spans: r.Spans(r.Balanced(g))})
	}
	return out
}

// id is derived from the article's words and the event's place in them, so that a
// link to it lasts as long as they do.
func id(text string, e *onrecord.Event) onrecord.ClaimID {
	h := sha256.New()
	fmt.Fprintf(h, "event %d %v %s\n", len(text), e.Trigger.Spans, e.Plover.Event)
	for _, s := range e.Trigger.Spans {
		h.Write([]byte(s.In(text)))
	}
	return onrecord.ClaimID("e" + hex.EncodeToString(h.Sum(nil))[:16])
}
