package agreement

import (
	"onrecord"
	"onrecord/ling"
)

// sayer is the innermost statement that says what the word at i tells, "" for
// the outlet's own voice; and whether it is told as having come about at all.
func (r *reader) sayer(i int) (onrecord.ClaimID, bool) {
	best, size := -1, 0
	for n := range r.in.Statements {
		s := &r.in.Statements[n]
		if !within(s.Content.Spans, r.Token(i).Span) {
			continue
		}
		if unsaid(s) {
			return "", false
		}
		if s.Act == onrecord.Agree {
			continue // what they agree to do is their act: who tells of it says so
		}
		if l := length(s.Content.Spans); best < 0 || l <= size {
			best, size = n, l
		}
	}
	if best < 0 {
		return "", true
	}
	s := &r.in.Statements[best]
	return s.ID, asserts(s)
}

// unsaid reports whether a statement was not made: what it would say is nobody's word.
func unsaid(s *onrecord.Statement) bool {
	return s.Negated || s.Status != "" && s.Status != onrecord.StatusMade
}

// asserts reports whether what a statement says is meant as having come about:
// not what is denied, wished, demanded or offered.
func asserts(s *onrecord.Statement) bool {
	switch s.Act {
	case onrecord.Deny, onrecord.Demand, onrecord.Propose, onrecord.Threaten, onrecord.Reject, onrecord.Ask:
		return false
	}
	return s.Kind != onrecord.KindAttitude
}

// within reports whether span lies in one of the spans.
func within(spans []ling.Span, span ling.Span) bool {
	for _, s := range spans {
		if s.Contains(span) {
			return true
		}
	}
	return false
}

func length(spans []ling.Span) int {
	n := 0
	for _, s := range spans {
		n += s.End - s.Start
	}
	return n
}
