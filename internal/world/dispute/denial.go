package dispute

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// denial is the dispute that a statement opens by denying something, nil if it
// denies nothing.
func (a *article) denial(i int) *finding {
	s := &a.said[i]
	rule := a.denies(s)
	if rule == "" || a.withdrawn(i) || s.Act == onrecord.Deny && a.idle(s) || a.passedOn(i) {
		return nil
	}
	f := &finding{Kind: onrecord.DisputeDenial, Rule: rule}
	if a.rules.tell(askFigures, s.content) != "" {
		f.Kind = onrecord.DisputeFigures
	}
	claimants, cites := a.claimants(i)
	f.Sides = []onrecord.Side{side(Denies, s.who, a.CiteStatement(s.Statement)), side(Asserts, claimants, cites...)}
	f.Text, f.Stems = a.matter(i, cites)
	f.About = a.named(s.Content.Spans)
	return f
}

// longestDenial is how many bytes somebody's words have at most of which a denial
// is the matter: a long quotation has many, one of which may well be "lies".
const longestDenial = 300

// denies is the rule by which a statement denies a claim, "" if it does not.
func (a *article) denies(s *said) string {
	if !s.voiced() || len(s.who) == 0 {
		return ""
	}
	switch s.Act {
	case onrecord.Deny:
		if a.deniesNoClaim(s) {
			return ""
		}
		return "denied"
	case onrecord.Reject, onrecord.Criticise:
		if a.rules.tell(askNoClaim, s.content) != "" || a.judges(s) {
			return ""
		}
		if rule := a.rules.tell(askRejected, s.content); rule != "" && s.Act == onrecord.Reject {
			return rule
		}
		return a.rules.tell(askContra, s.content)
	case onrecord.Say, onrecord.Confirm:
		if s.Kind == onrecord.KindSource || len(s.content) > longestDenial || a.rules.tell(askIdle, s.content) != "" {
			return ""
		}
		return a.rules.tell(askContra, s.content)
	}
	return ""
}

// deniesNoClaim reports whether a statement that denies disowns somebody, holds
// to a norm, refuses something, or is a ruling.
func (a *article) deniesNoClaim(s *said) bool {
	norm := s.CueLemma == "contradict" && a.rules.tell(askNoClaim, s.content) != ""
	refusal := a.rules.tell(askRefused, s.content) != "" && a.rules.tell(askDeed, s.content) == ""
	return a.disowns(s) || norm || refusal || a.judges(s) && !a.ofItself(s)
}

// judges reports whether somebody speaks as one who judges.
func (a *article) judges(s *said) bool {
	return a.rules.tell(askJudging, a.Part(s.Source.Spans)) != ""
}

// passedOn reports whether the denial that a statement tells of is somebody
// else's, told within what it says: "according to people, the board called the
// story false".
func (a *article) passedOn(i int) bool {
	s := &a.said[i]
	if a.rules.tell(askPlainly, s.CueLemma) != "" {
		return false
	}
	return slices.ContainsFunc(a.said, func(o said) bool {
		return o.ID != s.ID && inside(o.span, s.Content.Spans) && a.denies(&o) != ""
	})
}

// disowns reports whether a statement disowns somebody or something, or dents it,
// and denies no claim: by its cue's lemma, or by its form where that has none.
func (a *article) disowns(s *said) bool {
	cue := a.rules.tell(askDisowned, s.CueLemma) != "" || a.rules.tell(askDisowned, a.Part(s.Cue.Spans)) != ""
	return cue && a.rules.tell(askRejected, s.content) == ""
}

// idle reports whether a denial is none: a sentence that only has a negation in
// it, or a thing that something inanimate is said to deny or contradict.
func (a *article) idle(s *said) bool {
	for _, of := range []ask{askContra, askTakesUp, askGuilt, askUntrue, askRejected} {
		if a.rules.tell(of, s.content) != "" {
			return false
		}
	}
	if a.rules.tell(askPlainly, s.CueLemma) == "" {
		return true
	}
	return !anActor(s.who) && a.rules.tell(askClause, s.content) == ""
}

// anActor reports whether one of some is an actor of the record.
func anActor(some []onrecord.Who) bool {
	return slices.ContainsFunc(some, func(w onrecord.Who) bool { return w.Actor != "" })
}

// ofItself reports whether a denial is of what its speaker is said to have done:
// a judge denies bail as a judge, and wrongdoing as anybody does.
func (a *article) ofItself(s *said) bool {
	for _, of := range []ask{askDeed, askGuilt, askTakesUp} {
		if a.rules.tell(of, s.content) != "" {
			return true
		}
	}
	return strings.HasPrefix(s.content, "that ")
}

// withdrawn reports whether a denial is told as one that its speaker has given
// up, or will have to.
func (a *article) withdrawn(i int) bool {
	s := &a.said[i]
	before := a.before(s)
	if a.rules.tell(askWithdrawn, before) != "" {
		return true
	}
	if a.rules.tell(askFormerly, before) == "" {
		return false
	}
	for j := range a.said {
		o := &a.said[j]
		if o.made() && passage.Meet(o.who, s.who) && a.rules.tell(askOwnedUp, o.CueLemma) != "" {
			return true
		}
	}
	return false
}

// claimants are whose claim a statement denies, and the words of the claim: by
// what the denial says of it, else by the nearest claim that it can mean.
func (a *article) claimants(i int) ([]onrecord.Who, []onrecord.Cite) {
	s := &a.said[i]
	named, at := a.claimantWithin(s)
	var who []onrecord.Who
	if named.Name != "" && !passage.Holds(s.who, named) {
		who = []onrecord.Who{named}
	}
	if claim := a.claimOf(i, who); claim != nil {
		return claim.who, []onrecord.Cite{claim.cite} // its source is the more exact: "the Orlanian claims" may be a ministry's
	}
	if len(who) > 0 {
		return who, []onrecord.Cite{a.Cite(at)}
	}
	if who, at := a.toldBy(s); at.End > 0 {
		return []onrecord.Who{who}, []onrecord.Cite{a.Cite(at)}
	}
	return nil, []onrecord.Cite{}
}

// claimantWithin is whose claim a denial says it is, and where it does.
func (a *article) claimantWithin(s *said) (onrecord.Who, ling.Span) {
	content, ok := passage.Hull(s.Content.Spans...)
	if !ok {
		return onrecord.Who{}, ling.Span{}
	}
	part, rule := a.rules.part(askClaimant, a.Words(content))
	if rule == "" {
		return onrecord.Who{}, ling.Span{}
	}
	at := ling.Span{Start: content.Start + part.Start, End: content.Start + part.End}
	name := nameOf(a.Words(at))
	if a.rules.tell(askNobody, name) != "" {
		return onrecord.Who{}, ling.Span{}
	}
	return a.called(at, name), content
}

// toldBy is who, in the sentence before a denial that takes it up, is said to
// report or allege something, and that sentence: "is reported by villagers".
func (a *article) toldBy(s *said) (onrecord.Who, ling.Span) {
	if s.sentence == 0 || a.rules.tell(askTakesUp, s.content) == "" {
		return onrecord.Who{}, ling.Span{}
	}
	sentence := a.Sentences[s.sentence-1]
	part, rule := a.rules.part(askToldBy, a.Words(sentence))
	at := ling.Span{Start: sentence.Start + part.Start, End: sentence.Start + part.End}
	name := nameOf(a.Words(at))
	if rule == "" || a.rules.tell(askNobody, name) != "" {
		return onrecord.Who{}, ling.Span{}
	}
	return a.called(at, name), sentence
}

// nameOf is a name without the stop of the sentence that it ends: that of "U.S."
// is its own.
func nameOf(words string) string {
	name := strings.TrimSpace(words)
	if cut, ok := strings.CutSuffix(name, "."); ok && cut != "" && strings.ToUpper(cut[len(cut)-1:]) != cut[len(cut)-1:] {
		return cut
	}
	return name
}

// called is whom words mean: the actor whose name they are or end with, else
// nobody known ("Norwegian fishermen" are not Norway). An adjective before a
// noun of claims ("the Norwegian claims") stands for the state.
func (a *article) called(at ling.Span, name string) onrecord.Who {
	for i := range a.Mentions {
		if m := &a.Mentions[i]; m.Actor != "" && at.Contains(m.Span) && m.End >= at.Start+len(strings.TrimRight(a.Words(at), " ")) {
			return onrecord.Who{Actor: m.Actor, Name: name}
		}
	}
	return onrecord.Who{Name: name}
}

// inside reports whether a span lies within others.
func inside(s ling.Span, spans []ling.Span) bool { return covered(s, spans) }

// matter is what a denial is about, in words of one side: what it says that it
// denies, or the claim where it only takes that up, or what the sentence before
// tells.
func (a *article) matter(i int, claims []onrecord.Cite) (string, []string) {
	s := &a.said[i]
	text := s.content
	if a.rules.tell(askTakesUp, text) == "" && len(s.stems) > 0 {
		return text, s.stems
	}
	if len(claims) > 0 {
		return claims[0].Text, passage.Stems(claims[0].Text)
	}
	stems := s.stems
	for back := 0; back <= 1; back++ {
		if n := s.sentence - back; n >= 0 && n < len(a.Sentences) {
			stems = append(stems, passage.Stems(a.Words(a.Sentences[n]))...)
		}
	}
	return text, stems
}
