package dispute

import (
	"slices"

	"onrecord"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// The stances of a demand and its refusal.
const (
	Demands = "demands"
	Refuses = "refuses"
)

// stance is the dispute that a statement for something, or a demand, has with
// one close by that is against it, nil if there is none.
func (a *article) stance(i int) *finding {
	s := &a.said[i]
	if !s.made() || len(s.who) == 0 {
		return nil
	}
	for j := range a.said {
		o := &a.said[j]
		apart := o.sentence - s.sentence
		if i == j || apart > sentencesBack || apart < -sentencesBack || !o.made() || len(o.who) == 0 || passage.Meet(s.who, o.who) {
			continue
		}
		rule, forIt, against := "", For, Against
		switch {
		case apart >= 0 && a.refusal(s, o):
			rule, forIt, against = "demand-refused", Demands, Refuses
		case a.forAndAgainst(s, o):
			rule = "for-and-against"
		default:
			continue
		}
		f := &finding{Kind: onrecord.DisputeStance, Rule: rule, Text: s.content, Stems: passage.Stems(s.content + " " + o.content)}
		f.Sides = []onrecord.Side{side(forIt, s.who, a.CiteStatement(s.Statement)), side(against, o.who, a.CiteStatement(o.Statement))}
		f.About = a.named(append(append([]ling.Span(nil), s.Content.Spans...), o.Content.Spans...))
		return f
	}
	return nil
}

// refusal reports whether o refuses what s demands of its speaker: of him who
// refuses, and about the same somebody or something.
func (a *article) refusal(s, o *said) bool {
	if !s.voiced() || s.Act != onrecord.Demand && s.Act != onrecord.Ask || o.Act != onrecord.Reject || !a.names(o.who, s.Content.Spans) {
		return false
	}
	if inside(o.span, s.Content.Spans) || a.rules.tell(askRejected, o.content) != "" {
		return false // a refusal told within the demand, or a claim that is turned down
	}
	n := passage.Shared(s.stems, o.stems)
	return n > 0 && 3*n >= min(len(s.stems), len(o.stems))
}

// forAndAgainst reports whether s is for what o is against: by their verbs, and
// by what those take.
func (a *article) forAndAgainst(s, o *said) bool {
	if a.rules.tell(askFor, s.CueLemma) == "" || a.rules.tell(askAgainst, o.CueLemma) == "" {
		return false
	}
	n := passage.Shared(s.stems, o.stems)
	if at, ok := passage.Hull(o.Content.Spans...); ok && inside(s.span, o.Content.Spans) {
		return n > 0 && s.span.Start-at.Start <= aName // "criticised Orlova for backing it"
	}
	return n > 0 && 2*n >= min(len(s.stems), len(o.stems)) && 3*n >= max(len(s.stems), len(o.stems)) && !oneSource(s, o)
}

// aName is how many bytes an article and a title take before a name at most.
const aName = 10

// oneSource reports whether the words for who says the one hold those for who
// says the other.
func oneSource(s, o *said) bool {
	return covers(s.Source.Spans, o.Source.Spans) || covers(o.Source.Spans, s.Source.Spans)
}

func covers(long, short []ling.Span) bool {
	return len(short) > 0 && !slices.ContainsFunc(short, func(x ling.Span) bool { return !covered(x, long) })
}

// targets is the dispute on whom a deed hit, where the text says of it "these
// rather than those": the other side is whoever says those.
func (a *article) targets(e *onrecord.Event) *finding {
	at, ok := passage.Hull(e.Trigger.Spans...)
	if !ok || e.Plover.Event != onrecord.ASSAULT || e.Status != onrecord.EventHappened {
		return nil
	}
	sentence := a.Sentences[a.Sentence(at.Start)]
	part, rule := a.rules.part(askRather, a.between(at.End, sentence.End))
	if rule == "" {
		return nil
	}
	others := a.named([]ling.Span{{Start: at.End + part.Start, End: at.End + part.End}})
	doers := a.doers(e, sentence)
	if len(others) == 0 || len(doers) == 0 || passage.Meet(others, doers) {
		return nil
	}
	var who []onrecord.Who
	cite := a.Cite(ling.Span{Start: at.Start, End: sentence.End})
	if e.ReportedBy != "" {
		for i := range a.said {
			if a.said[i].ID == e.ReportedBy {
				who, cite = a.said[i].who, a.CiteStatement(a.said[i].Statement)
			}
		}
	} else if a.Outlet != "" {
		who = []onrecord.Who{{Name: a.Outlet}}
	}
	f := &finding{Kind: onrecord.DisputeAttribution, Rule: rule, Text: cite.Text, Stems: passage.Stems(a.Words(sentence))}
	f.Sides = []onrecord.Side{side(Asserts, who, cite), side(Asserts, nil)}
	f.Sides[1].Cites = []onrecord.Cite{}
	f.About = passage.Join(append([]onrecord.Who(nil), doers...), others)
	return f
}

// doers are who did a deed: its source, or who is named first in its sentence.
func (a *article) doers(e *onrecord.Event, sentence ling.Span) []onrecord.Who {
	if who := a.EverybodyNamed(e.Source); len(who) > 0 {
		return who
	}
	if who := a.named([]ling.Span{sentence}); len(who) > 0 {
		return who[:1]
	}
	return nil
}
