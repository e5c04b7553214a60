package dispute

import (
	"onrecord"
	"onrecord/internal/world/passage"
)

// otherwise is the dispute of two statements, the one set against the other,
// that tell of different causes or doers, nil if there is none that begins
// with statement i.
func (a *article) otherwise(i int) *finding {
	s := &a.said[i]
	if !s.voiced() || len(s.who) == 0 || a.rules.tell(askCause, s.content) == "" {
		return nil
	}
	for j := i + 1; j < len(a.said); j++ {
		o := &a.said[j]
		if o.sentence-s.sentence > 1 {
			return nil
		}
		if !o.voiced() || len(o.who) == 0 || passage.Meet(s.who, o.who) || inside(o.span, s.Content.Spans) || inside(s.span, o.Content.Spans) {
			continue
		}
		if alike(s.stems, o.stems) || a.rules.tell(askCause, o.content) == "" || a.rules.tell(askContrast, a.betweenThem(s, o)) == "" {
			continue
		}
		f := &finding{Kind: onrecord.DisputeAttribution, Rule: "other-cause", Text: s.content, Stems: passage.Stems(s.content + " " + o.content)}
		f.Sides = []onrecord.Side{side(Asserts, s.who, a.CiteStatement(s.Statement)), side(Asserts, o.who, a.CiteStatement(o.Statement))}
		f.About = a.named(append(append(s.Content.Spans[:0:0], s.Content.Spans...), o.Content.Spans...))
		return f
	}
	return nil
}

// betweenThem is the text in which words stand that set one statement against
// another: from the head of the first one's sentence to the second one's end,
// without what the two say.
func (a *article) betweenThem(s, o *said) string {
	first, _ := passage.Hull(s.Content.Spans...)
	second, _ := passage.Hull(o.Content.Spans...)
	head := a.Sentences[s.sentence].Start
	return a.between(head, min(s.span.Start, o.span.Start)) + " " + a.between(first.End, second.Start) + " " + a.between(max(a.Sentences[o.sentence].Start, head), o.span.Start)
}

// alike reports whether two contents tell the same: most of what the shorter
// one says, the longer says too.
func alike(a, b []string) bool { return 4*passage.Shared(a, b) >= 3*min(len(a), len(b)) }
