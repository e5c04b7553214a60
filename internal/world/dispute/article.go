package dispute

import (
	"onrecord"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// article is a page and what is said in it, as the rules are asked of it.
type article struct {
	*passage.Page
	rules ruleSet
	said  []said // in the order of the text
}

// said is a statement where it stands.
type said struct {
	*onrecord.Statement
	span     ling.Span // with source and cue
	content  string
	sentence int
	who      []onrecord.Who
	stems    []string
	// uncounted are the stems that are no numbers.
	uncounted []string
}

// read takes from a record the statements that tell of words or judgements.
func read(set ruleSet, p *passage.Page) *article {
	a := &article{Page: p, rules: set}
	for i := range p.Statements {
		s := &p.Statements[i]
		span, ok := passage.Hull(append(append(append([]ling.Span(nil), s.Source.Spans...), s.Cue.Spans...), s.Content.Spans...)...)
		if !ok {
			continue
		}
		content := p.Part(s.Content.Spans)
		stems := passage.Stems(content)
		a.said = append(a.said, said{
			Statement: s, span: span, content: content, sentence: p.Sentence(cueAt(s, span)), who: p.Named(s.Source), stems: stems, uncounted: withoutNumbers(stems),
		})
	}
	return a
}

// cueAt is where a statement's cue stands, or its beginning where it has none.
func cueAt(s *onrecord.Statement, span ling.Span) int {
	if cue, ok := passage.Hull(s.Cue.Spans...); ok {
		return cue.Start
	}
	return span.Start
}

// made reports whether the statement was in fact made, in whatever way.
func (s *said) made() bool {
	return (s.Status == "" || s.Status == onrecord.StatusMade) && !s.Negated
}

// voiced reports whether it was made in words, or by a document's.
func (s *said) voiced() bool { return s.made() && s.Kind != onrecord.KindAttitude }

// before is the text of the sentence of a statement up to the end of its cue.
func (a *article) before(s *said) string {
	cue, ok := passage.Hull(s.Cue.Spans...)
	if !ok || s.sentence >= len(a.Sentences) {
		return ""
	}
	start := min(a.Sentences[s.sentence].Start, cue.Start)
	return a.Text[start:cue.End]
}

// between is the text between two places.
func (a *article) between(from, to int) string {
	if from >= to {
		return ""
	}
	return a.Text[from:to]
}

// names reports whether somebody's name, or a name resolved to them, stands in
// a span.
func (a *article) names(who []onrecord.Who, spans []ling.Span) bool {
	for i := range a.Mentions {
		m := &a.Mentions[i]
		if m.Actor == "" || !covered(m.Span, spans) {
			continue
		}
		if passage.Holds(who, onrecord.Who{Actor: m.Actor}) {
			return true
		}
	}
	return false
}

// named are the actors that are mentioned in spans, in the order of the text.
func (a *article) named(spans []ling.Span) []onrecord.Who {
	var out []onrecord.Who
	for i := range a.Mentions {
		if m := &a.Mentions[i]; m.Actor != "" && covered(m.Span, spans) {
			out = passage.Join(out, []onrecord.Who{a.Actor(m.Actor)})
		}
	}
	return out
}

func covered(s ling.Span, spans []ling.Span) bool {
	for _, c := range spans {
		if c.Contains(s) {
			return true
		}
	}
	return false
}

// side is a side of a dispute, with the words that it rests on.
func side(stance string, who []onrecord.Who, cites ...onrecord.Cite) onrecord.Side {
	if who == nil {
		who = []onrecord.Who{}
	}
	return onrecord.Side{Who: who, Stance: stance, Cites: cites}
}
