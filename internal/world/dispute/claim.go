package dispute

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world/passage"
)

// claim is somebody's word that something is so.
type claim struct {
	who    []onrecord.Who
	cite   onrecord.Cite
	weight int
}

// sentencesBack is how far before a denial a claim may stand that it takes up
// without saying so: "Orsk denied it" is written right behind what it means.
const sentencesBack = 3

// claimOf is the claim that a denial means, nil where there is none that it
// must.
func (a *article) claimOf(i int, named []onrecord.Who) *claim {
	var best *claim
	for j := range a.said {
		if c := a.statedClaim(i, j, named); c != nil && (best == nil || c.weight > best.weight) {
			best = c
		}
	}
	if best != nil && best.weight >= surely {
		return best
	}
	if c := a.toldClaim(i); c != nil && (best == nil || c.weight >= best.weight) {
		return c
	}
	return best
}

// How much speaks for a claim being the one that is denied.
const (
	nearest = 1  // for every sentence nearer
	about   = 6  // it names who denies
	accuses = 8  // it accuses
	shared  = 5  // for every word that both have
	asNamed = 40 // the denial names who claims
	farOff  = 8  // sentences
	surely  = 14 // no accusation in the outlet's own words is looked for beyond this
)

// statedClaim is a statement as the claim that a denial means, nil if it cannot be.
func (a *article) statedClaim(i, j int, named []onrecord.Who) *claim {
	s, o := &a.said[i], &a.said[j]
	if i == j || !o.voiced() || o.Act == onrecord.Ask || passage.Meet(o.who, s.who) || a.denies(o) != "" || !a.somebody(o.who) {
		return nil
	}
	if inside(o.span, s.Content.Spans) {
		if a.rules.tell(askClaimNoun, a.Part(o.Cue.Spans)) == "" {
			return nil
		}
		return &claim{who: o.who, cite: a.CiteStatement(o.Statement), weight: asNamed}
	}
	if len(named) > 0 && !passage.Meet(o.who, named) && !a.names(named, o.Source.Spans) {
		return nil
	}
	weight := a.weigh(s, o)
	if len(named) > 0 {
		weight += asNamed
	}
	if weight == 0 {
		return nil
	}
	return &claim{who: o.who, cite: a.CiteStatement(o.Statement), weight: weight}
}

// somebody reports whether one of some is known, or named by more than a pronoun.
func (a *article) somebody(some []onrecord.Who) bool {
	return slices.ContainsFunc(some, func(w onrecord.Who) bool { return w.Actor != "" || a.rules.tell(askNobody, w.Name) == "" })
}

// bond is what ties a denial to a statement that may be the claim it means.
type bond struct {
	back    int // sentences from the claim to the denial
	near    bool
	words   int  // that both have
	names   bool // it names who denies
	accused bool // it accuses
}

// weigh is how much speaks for a denial meaning a statement, 0 if nothing does.
func (a *article) weigh(s, o *said) int {
	b := bond{
		back: s.sentence - o.sentence, words: passage.Shared(s.stems, o.stems),
		names: a.names(s.who, o.Content.Spans), accused: o.Act == onrecord.Accuse,
	}
	b.near = b.back >= 0 && b.back <= sentencesBack
	if o.span.Start > s.span.Start && !b.accused {
		b.near = false // but "denied it after Orsk accused it"
	}
	if !a.taken(s, b) && !a.told(s, o, b) {
		return 0
	}
	return b.weight()
}

// taken reports whether a denial takes up a claim close by: right before it, or
// with something in common where it only says that one has no part in a thing.
func (a *article) taken(s *said, b bond) bool {
	if !b.near {
		return false
	}
	tied := b.names || b.accused || b.words > 0
	if a.rules.tell(askContra, s.content) != "" {
		return tied
	}
	takesUp := a.rules.tell(askTakesUp, s.content) != "" || a.rules.tell(askGuilt, s.content) != ""
	return takesUp && (tied || b.back <= 1)
}

// told reports whether a denial tells of what a claim does, in its words.
func (a *article) told(s, o *said, b bond) bool {
	if b.words >= needed(b.back) && 3*b.words >= min(len(s.stems), len(o.stems)) {
		return true
	}
	return b.words == 1 && b.near && (b.names || b.accused || a.sameDeed(s, o))
}

// weight is how much a bond says.
func (b bond) weight() int {
	weight := shared * b.words
	if b.near {
		weight += nearest * (1 + sentencesBack - b.back)
	}
	if b.names {
		weight += about
	}
	if b.accused {
		weight += accuses
	}
	return weight
}

// needed is how many words a claim so many sentences before a denial has to share
// with it: what stands far off may have two in common with anything.
func needed(back int) int {
	if back > farOff || back < -farOff {
		return 3
	}
	return 2
}

// sameDeed reports whether two statements tell of one deed, by the words of
// the events that they report.
func (a *article) sameDeed(s, o *said) bool {
	return passage.Shared(a.deeds(s), o.stems) > 0
}

// deeds are the words for what was done in the events that a statement reports.
func (a *article) deeds(s *said) []string {
	var out []string
	for i := range a.Events {
		if e := &a.Events[i]; e.ReportedBy == s.ID {
			out = append(out, passage.Stems(a.Part(e.Trigger.Spans))...)
		}
	}
	return out
}

// toldClaim is an accusation of whoever denies that the outlet tells of, by
// somebody who is named: "after the board was accused by the harbour master".
func (a *article) toldClaim(i int) *claim {
	s := &a.said[i]
	for e := range a.Events {
		ev := &a.Events[e]
		if ev.Plover.Event != onrecord.ACCUSE || ev.Status != onrecord.EventHappened || len(ev.Source) == 0 {
			continue
		}
		at, ok := passage.Hull(ev.Trigger.Spans...)
		if back := s.sentence - a.Sentence(at.Start); !ok || back < 0 || back > sentencesBack {
			continue
		}
		who, target := a.EverybodyNamed(ev.Source), a.EverybodyNamed(ev.Target)
		if passage.Meet(who, s.who) {
			continue
		}
		weight := accuses
		switch {
		case passage.Meet(target, s.who) || nameWithin(target, s.who):
			weight += about
		case a.rules.tell(askTakesUp, s.content) == "":
			continue
		}
		return &claim{who: who, cite: a.CiteEvent(ev), weight: weight}
	}
	return nil
}

// nameWithin reports whether the name of one of some stands within that of
// another, as "Ms Orlova" does not but "Orlova" does in "mayor Anna Orlova".
func nameWithin(long, short []onrecord.Who) bool {
	for _, l := range long {
		for _, s := range short {
			if s.Name != "" && strings.Contains(l.Name, s.Name) {
				return true
			}
		}
	}
	return false
}
