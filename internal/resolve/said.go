package resolve

import (
	"slices"

	"onrecord"
	"onrecord/ling"
)

// said walks over what statements say, in text order.
type said struct {
	spans []saidSpan // in text order
	open  []saidSpan // those that may hold the span asked for, or a later one
}

// saidSpan is a span of a statement's content, and how long that is in all.
type saidSpan struct {
	ling.Span
	statement *onrecord.Statement
	place     int // of the statement in the list: of equals the first counts
	length    int
}

func newSaid(statements []onrecord.Statement) *said {
	var w said
	for i := range statements {
		length := 0
		for _, c := range statements[i].Content.Spans {
			length += c.Len()
		}
		for _, c := range statements[i].Content.Spans {
			w.spans = append(w.spans, saidSpan{c, &statements[i], i, length})
		}
	}
	slices.SortStableFunc(w.spans, func(a, b saidSpan) int { return a.Start - b.Start })
	return &w
}

// innermost is the statement with the shortest content that holds a span, nil
// for none. Spans must be asked for in text order.
func (w *said) innermost(at ling.Span) *onrecord.Statement {
	for len(w.spans) > 0 && w.spans[0].Start <= at.Start {
		w.open, w.spans = append(w.open, w.spans[0]), w.spans[1:]
	}
	w.open = slices.DeleteFunc(w.open, func(s saidSpan) bool { return s.End <= at.Start })
	var best *saidSpan
	for i := range w.open {
		s := &w.open[i]
		if s.Contains(at) && (best == nil || s.length < best.length || s.length == best.length && s.place < best.place) {
			best = s
		}
	}
	if best == nil {
		return nil
	}
	return best.statement
}
