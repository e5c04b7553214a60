package agreement

import (
	"slices"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
)

// sayer is the innermost statement that says what the word at i tells, "" for
// the outlet's own voice; and whether it is told as having come about at all.
func (r *reader) sayer(i int) (onrecord.ClaimID, bool) {
	for _, s := range r.in.Saying(r.Token(i).Span) {
		if unsaid(s) {
			return "", false
		}
	}
	for _, s := range r.in.Saying(r.Token(i).Span) {
		if !asserts(s) && r.aside(i) {
			continue
		}
		if s.Act != onrecord.Agree && !r.performs(s, i) { // what they agree to do is their act: who tells of it says so
			return s.ID, asserts(s)
		}
	}
	return r.accuser(i), true
}

// accuser is the statement of an accusation that the word at i hangs on, though
// the statement's own words end before it: "accused each other on Monday of
// breaking the truce".
func (r *reader) accuser(i int) onrecord.ClaimID {
	h := r.Head(i)
	for range 2 {
		if h < 0 || r.holds(kindAccusing, h) {
			break
		}
		h = r.Head(h)
	}
	if h < 0 || !r.holds(kindAccusing, h) {
		return ""
	}
	for k := range r.in.Statements {
		s := &r.in.Statements[k]
		if !unsaid(s) && slices.ContainsFunc(s.Cue.Spans, func(sp ling.Span) bool { return sp.Contains(r.Token(h).Span) }) {
			return s.ID
		}
	}
	return ""
}

// aside reports whether the word at i tells in a relative clause of its own what
// has come about, whatever is refused or demanded around it: "refused to extend
// the truce, which ran out on Friday".
func (r *reader) aside(i int) bool {
	return r.Is(i, "acl:relcl") && r.Read(i).Tense == clause.Past
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

// performs reports whether statement s does what the word at i names by saying it:
// "announced the end of the truce", "ordered its men to observe a truce".
func (r *reader) performs(s *onrecord.Statement, i int) bool {
	h := r.Head(i)
	if h < 0 || !r.Is(i, "obj", "xcomp", "advcl", "acl") || !r.holds(kindPerforming, h) {
		return false
	}
	for _, sp := range s.Cue.Spans {
		if sp.Contains(r.Token(h).Span) {
			return true
		}
	}
	return false
}
