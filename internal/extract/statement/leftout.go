package statement

import (
	"fmt"

	"onrecord/internal/clause"
	"onrecord/ling"
)

// LeftOut are doubts about a document for the sentences of its prose that are
// too long to be looked at, so that nobody takes silence for an answer.
func LeftOut(view *clause.View) []ling.Diagnostic {
	var out []ling.Diagnostic
	for i, s := range view.Sentences {
		if s.Last-s.First <= longest {
			continue
		}
		if view.Prose(i) {
			out = append(out, ling.Diagnostic{
				Rule:    "sentence-too-long",
				Message: fmt.Sprintf("a sentence of %d words was left out: nothing in it was looked for", s.Last-s.First),
				Spans:   []ling.Span{s.Span},
			})
		}
	}
	return out
}
