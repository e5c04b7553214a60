package membership

import (
	"onrecord/internal/clause"
	lists "onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// site is a token as the rules of memberships see it.
type site struct {
	*reader
	at int
}

// Place knows no places.
func (s site) Place(string) []int { return nil }

// Flag answers what the rules ask of the trigger: whether it came about.
func (s site) Flag(name string) bool {
	switch f := s.Fact(s.at).Reality; name {
	case flagHappened:
		return f == clause.Happened
	case flagPlanned:
		return f == clause.Planned
	case flagHypothetical:
		return f == clause.Hypothetical
	default:
		return f == clause.Denied || f == clause.Failed
	}
}

// Test answers what the rules ask of other tokens.
func (s site) Test(name string, at int) bool {
	switch {
	case s.Timed(at):
		return false
	case name == testNamed:
		return s.named(at)
	case name == testGroup:
		return s.group(at)
	}
	return s.member(at)
}

// named reports whether token i heads a name of somebody.
func (r *reader) named(i int) bool {
	return r.Named(i, ling.PER, ling.ORG, ling.GPE, ling.NORP) || r.POS(i, ud.PROPN) && !r.Named(i, ling.LOC, ling.FAC, ling.EVENT)
}

// group reports whether token i heads words that can name a group.
func (r *reader) group(i int) bool {
	if r.Named(i, ling.PER) {
		return false
	}
	n, _ := r.book.Noun(r.Low(i))
	return r.Named(i, ling.ORG) || n.Is(lists.Body|lists.Organ) || r.holds(kindGrouping, i) ||
		r.POS(i, ud.PROPN) && !r.Named(i, ling.GPE, ling.LOC, ling.FAC, ling.NORP, ling.EVENT)
}

// member reports whether token i heads words that can name a member of a group.
func (r *reader) member(i int) bool {
	if r.POS(i, ud.PRON) {
		switch r.Low(i) {
		case "he", "she", "it", "they", "we", "i", "who", "both":
			return true
		}
		return false
	}
	n, _ := r.book.Noun(r.Low(i))
	return r.named(i) || n.Is(lists.Person|lists.Body|lists.Office|lists.Calling|lists.Organ|lists.Force|lists.Servant) || r.holds(kindBelonger, i)
}

// holds reports whether a rule of that kind holds at token i.
func (r *reader) holds(kind string, i int) bool {
	_, ok := r.set.First(kind, r.Predicates, i, site{r, i})
	return ok
}
