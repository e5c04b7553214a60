package event

import (
	"slices"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// reader finds the events of one article.
type reader struct {
	*clause.Predicates
	know    *knowledge
	rules   *rules.Reading
	art     *onrecord.Article
	told    []telling
	actors  map[int]bool  // what actor has answered
	chains  map[int][]int // head tokens of the mentions of each chain
	titled  map[string]bool
	classes []uint64 // of each token, unasked at first
}

// telling is a statement and the tokens of its content and cue.
type telling struct {
	*onrecord.Statement
	content, cue clause.Runs
}

func newReader(k *knowledge, view *clause.View, art *onrecord.Article, found *onrecord.Found) *reader {
	p := k.grammar.Predicates(view)
	r := &reader{
		Predicates: p, know: k, rules: k.set.On(p), art: art,
		actors: map[int]bool{}, chains: map[int][]int{}, titled: map[string]bool{},
	}
	r.classes = slices.Repeat([]uint64{unasked}, len(r.Tokens))
	r.told = make([]telling, 0, len(found.Statements))
	for n := range found.Statements {
		s := &found.Statements[n]
		r.told = append(r.told, telling{s, r.tokens(s.Content.Spans), r.tokens(s.Cue.Spans)})
	}
	for _, m := range r.Mentions {
		if m.Entity >= 0 {
			r.chains[m.Entity] = append(r.chains[m.Entity], m.Head)
		}
	}
	r.titles()
	return r
}

// tokens are the tokens of spans.
func (r *reader) tokens(spans []ling.Span) clause.Runs {
	var out clause.Runs
	for _, s := range spans {
		out = out.Join(clause.Range(r.TokensIn(s)))
	}
	return out
}

// read finds the candidates of all sentences and leaves those that are events.
func (r *reader) read() []*candidate {
	var out []*candidate
	for s := range r.Sentences {
		if !r.Prose(s) {
			continue
		}
		first, last := r.Sentences[s].First, r.Sentences[s].Last
		found := r.sentence(first, last)
		if len(found) > 0 {
			found = r.onTopic(r.offTopic(first, last), found)
		}
		out = append(out, found...)
	}
	return out
}

// sentence is what the frames find in the tokens [first, last), each deed once.
func (r *reader) sentence(first, last int) []*candidate {
	var found []*candidate
	for i := first; i < last; i++ {
		if c := r.candidate(i); c != nil {
			found = append(found, c)
		}
	}
	return slices.DeleteFunc(r.joined(r.unclaimed(found)), func(c *candidate) bool { return r.ofOldTimes(c) || r.onlyNamed(c) })
}

// onlyNamed reports whether c is mentioned and not told: a noun of a deed without
// anybody who did or suffered it, day, place or figure of its own ("the fight goes
// on"), or one whose end is told ("an end to the attacks"); words and ties that
// nobody is the source of; what is supposed of no two parties.
func (r *reader) onlyNamed(c *candidate) bool {
	if r.factOf(c.at).Reality == clause.Hypothetical && !c.settled && (len(c.sources) == 0 || len(c.targets) == 0 && !r.POS(c.at, ud.VERB)) {
		return true
	}
	if r.Noun(c.at) && r.nounOnlyNamed(c) {
		return true
	}
	passive := r.Read(c.at).Voice == clause.Passive
	if c.kind == onrecord.AGREE && passive && r.timeOf(c) >= 0 {
		return false // "the accord will be signed on Sunday"
	}
	return needsSource[c.kind] && len(c.sources) == 0 && (!passive && r.POS(c.at, ud.VERB) || c.bare())
}

// bare reports whether nobody who did it or suffered it is told.
func (c *candidate) bare() bool { return len(c.sources) == 0 && len(c.targets) == 0 }

// nounOnlyNamed is onlyNamed for the noun of a deed.
func (r *reader) nounOnlyNamed(c *candidate) bool {
	switch {
	case r.isEnded(c.at), len(c.targets) == 0 && !r.Subtree(c.at).Has(c.source) && r.namesAnother(c.at):
		return true
	case r.takesPlace(c.at), c.reality != clause.Happened:
		return false
	case len(c.sources) == 0 && !sourceless[c.kind], c.bare() && r.supposing(c.at):
		return true
	case !c.bare(), c.kind == onrecord.PROTEST && r.Is(c.at, "nsubj", "obj"):
		return false
	}
	return r.factOf(c.at).Reality != clause.Happened || !r.hasOwn(c)
}

// namesAnother reports whether the noun at i only tells what sort another is: "the
// protest organizers", "the attack victims".
func (r *reader) namesAnother(i int) bool {
	h := i
	for h >= 0 && r.Is(h, "compound") && r.Head(h) > h {
		h = r.Head(h)
	}
	return h > i && r.POS(h, ud.NOUN) && !r.in(h, "DEED", "TALKS", "EFFORT")
}

// supposing reports whether the noun at i is what a verb says would, could or should
// do something: "a boycott would hurt the poor".
func (r *reader) supposing(i int) bool {
	h := r.Head(i)
	return h >= 0 && r.Is(i, "nsubj") && !r.in(h, "HAPPEN") && r.Fact(h).Reality == clause.Hypothetical
}

// hasOwn reports whether a place, day or number of its own stands with the noun of a
// deed.
func (r *reader) hasOwn(c *candidate) bool {
	return c.place >= 0 || r.timeUnder(c.at) >= 0 || len(r.counts(c)) > 0 || r.placedNoun(c)
}

// needsSource are the types of words and ties, which are nothing without somebody.
var needsSource = map[onrecord.EventType]bool{
	onrecord.AGREE: true, onrecord.SUPPORT: true, onrecord.REQUEST: true, onrecord.ACCUSE: true, onrecord.REJECT: true, onrecord.THREATEN: true,
	onrecord.AID: true, onrecord.COOPERATE: true,
}

// sourceless are the types whose nouns tell something though nobody is named who did it.
var sourceless = map[onrecord.EventType]bool{onrecord.ASSAULT: true, onrecord.PROTEST: true, onrecord.CONSULT: true, onrecord.COERCE: true}

// isEnded reports whether the noun at i is what an end is put to.
func (r *reader) isEnded(i int) bool {
	h := r.Head(i)
	return h >= 0 && r.in(h, "ENDING") && r.Is(i, "nmod", "obj", "nsubj:pass", "obl") && (!r.Is(i, "nmod", "obl") || r.Prep(i) == "of" || r.Prep(i) == "to")
}

// takesPlace reports whether a verb tells that the deed of the noun at i was done or
// came about: "clashes broke out", "launched a raid".
func (r *reader) takesPlace(i int) bool {
	h := r.Head(i)
	return h >= 0 && (r.Is(i, "nsubj", "csubj") && r.in(h, "HAPPEN") || r.Is(i, "obj", "nsubj:pass") && r.in(h, "DOING"))
}

// placedNoun reports whether a place hangs on the noun of the trigger itself.
func (r *reader) placedNoun(c *candidate) bool { return r.placeUnder(c.at, c) >= 0 }

// oldTimes is how many years before the article, or the present where it has no
// day, what is told is history and no news.
const oldTimes, present = 25, 2010

// ofOldTimes reports whether c is told of a year that is history.
func (r *reader) ofOldTimes(c *candidate) bool {
	w := r.when(c)
	if w.expr == nil || w.expr.Latest.IsZero() {
		return false
	}
	year := r.art.Dated().Year
	if year == 0 {
		year = present
	}
	return w.expr.Latest.Year < year-oldTimes
}
