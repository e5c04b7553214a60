package dispute

import (
	"strings"

	"onrecord"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// eachOther is the dispute of those who accuse one another in one statement,
// nil if it is none.
func (a *article) eachOther(i int) *finding {
	s := &a.said[i]
	if !s.voiced() || s.Act != onrecord.Accuse && s.Act != onrecord.Criticise || a.rules.tell(askJests, s.CueLemma) != "" {
		return nil
	}
	rule := a.rules.tell(askReciprocal, s.content)
	if rule == "" {
		return nil
	}
	sides := a.each(s)
	if len(sides) < 2 {
		return nil
	}
	f := &finding{Kind: onrecord.DisputeAccusation, Rule: rule, Text: s.content}
	f.Stems = a.nearby(s)
	for _, w := range sides[:2] {
		f.Sides = append(f.Sides, side(Accuses, []onrecord.Who{w}, a.CiteStatement(s.Statement)))
	}
	f.About = passage.Join(nil, sides[:2])
	return f
}

// nearby are the words of a statement's sentence and of the one before.
func (a *article) nearby(s *said) []string {
	from := a.Sentences[max(0, s.sentence-1)].Start
	return passage.Stems(a.between(from, max(s.span.End, a.Sentences[s.sentence].End)))
}

// each is each of those whom a source names together: its actors, the parts
// that "and" joins, or, for "both sides", the two who were named before.
func (a *article) each(s *said) []onrecord.Who {
	source := a.Part(s.Source.Spans)
	if a.rules.tell(askBoth, source) != "" {
		return a.twoBefore(s)
	}
	if parts := a.parted(s.Source); len(parts) > 1 {
		return parts
	}
	return s.who
}

// parted is a party whose words are joined by "and", part by part.
func (a *article) parted(p onrecord.Party) []onrecord.Who {
	hull, ok := passage.Hull(p.Spans...)
	if !ok {
		return nil
	}
	var out []onrecord.Who
	at := hull.Start
	for _, words := range strings.Split(a.Words(hull), " and ") {
		part := ling.Span{Start: at, End: at + len(words)}
		at = part.End + len(" and ")
		name := strings.Trim(words, " ,")
		if who := a.named([]ling.Span{part}); len(who) == 1 {
			out = append(out, onrecord.Who{Actor: who[0].Actor, Name: who[0].Name})
		} else if name != "" {
			out = append(out, onrecord.Who{Name: name})
		}
	}
	return out
}

// twoBefore are the two whom "both sides" means: the parties of the nearest
// event before that has two, else the last two who were mentioned.
func (a *article) twoBefore(s *said) []onrecord.Who {
	var out []onrecord.Who
	for e := range a.Events {
		ev := &a.Events[e]
		at, ok := passage.Hull(ev.Trigger.Spans...)
		if who := a.EverybodyNamed(append(append([]onrecord.Party(nil), ev.Source...), ev.Target...)); ok && at.Start < s.span.Start && len(who) == 2 {
			out = who
		}
	}
	if out != nil {
		return out
	}
	from := a.Sentences[max(0, s.sentence-1)].Start
	if who := a.named([]ling.Span{{Start: from, End: s.span.Start}}); len(who) >= 2 {
		return who[:2]
	}
	return nil
}

// accusations are the disputes of two who accuse one another in statements of
// their own.
func (a *article) accusations() []*finding {
	var out []*finding
	for i := range a.said {
		for j := i + 1; j < len(a.said); j++ {
			s, o := &a.said[i], &a.said[j]
			if !accusing(s) || !accusing(o) || passage.Meet(s.who, o.who) || o.sentence-s.sentence > sentencesBack {
				continue
			}
			if !a.names(o.who, s.Content.Spans) || !a.names(s.who, o.Content.Spans) {
				continue
			}
			f := &finding{Kind: onrecord.DisputeAccusation, Rule: "accuse-back", Text: s.content, Stems: passage.Stems(s.content + " " + o.content)}
			f.Sides = []onrecord.Side{side(Accuses, s.who, a.CiteStatement(s.Statement)), side(Accuses, o.who, a.CiteStatement(o.Statement))}
			f.About = passage.Join(append([]onrecord.Who(nil), s.who...), o.who)
			out = append(out, f)
		}
	}
	return out
}

func accusing(s *said) bool { return s.voiced() && s.Act == onrecord.Accuse && len(s.who) > 0 }

// claims are what is said of somebody known that they may deny elsewhere.
func (a *article) claims() []*finding {
	var out []*finding
	for i := range a.said {
		s := &a.said[i]
		if !s.voiced() || len(s.who) == 0 || a.denies(s) != "" || a.rules.tell(askReciprocal, s.content) != "" {
			continue
		}
		accused := a.accused(s)
		for _, w := range accused {
			if passage.Holds(s.who, w) {
				continue
			}
			f := &finding{Kind: onrecord.DisputeDenial, Claim: true, Text: s.content, Stems: s.stems}
			f.Sides = []onrecord.Side{side(Denies, []onrecord.Who{w}), side(Asserts, s.who, a.CiteStatement(s.Statement))}
			out = append(out, f)
		}
	}
	return out
}

// accused are those known whom a statement says to have done something: whom
// it accuses, or who is the source of a deed that it tells of.
func (a *article) accused(s *said) []onrecord.Who {
	var out []onrecord.Who
	if s.Act == onrecord.Accuse {
		if who := a.named(s.Content.Spans); len(who) > 0 {
			out = who[:1]
		}
	}
	for e := range a.Events {
		ev := &a.Events[e]
		if ev.ReportedBy != s.ID || ev.Status == onrecord.EventDenied {
			continue
		}
		for _, w := range a.Everybody(ev.Source) {
			if w.Actor != "" {
				out = passage.Join(out, []onrecord.Who{w})
			}
		}
	}
	return out
}
