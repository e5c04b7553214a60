package membership

import (
	"onrecord/internal/clause"
	lists "onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// Place is what stands beside the trigger though the tree may have hung it
// elsewhere: the name ahead of the aside that the trigger heads, and its owner.
func (r *reader) Place(name string, at int) []int {
	first, _ := r.Sentence(at)
	for k := at - 1; k >= first && k > at-maxAside; k-- {
		switch {
		case name == placeOwner && r.possessive(k) && k > first:
			return []int{r.nameHead(k - 1)}
		case r.aside(k):
			if name == placeAhead && k > first && r.POS(k-1, ud.PROPN) {
				return []int{r.nameHead(k - 1)}
			}
			return nil
		case r.POS(k, ud.VERB, ud.AUX, ud.ADP, ud.CCONJ, ud.SCONJ):
			return nil
		}
	}
	return nil
}

// maxAside is how many words may stand between a name and the noun of its aside.
const maxAside = 12

// possessive reports whether token k is the ending of a possessive.
func (r *reader) possessive(k int) bool { return r.Token(k).XPOS == "POS" }

// nameHead is the head of the name that token k is part of.
func (r *reader) nameHead(k int) int {
	for range 4 {
		h := r.Head(k)
		if h < 0 || !r.Is(k, "flat", "compound") || !r.POS(h, ud.PROPN) {
			break
		}
		k = h
	}
	return k
}

// Flag answers what the rules ask of the trigger: whether it came about.
func (r *reader) Flag(name string, at int) bool {
	switch f := r.Fact(at).Reality; name {
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
func (r *reader) Test(name string, at int) bool {
	switch {
	case r.Timed(at):
		return false
	case name == testCapital:
		return clause.Capital(r.Token(at).Form)
	case name == testNamed:
		return r.named(at)
	case name == testGroup:
		return r.group(at)
	}
	return r.member(at)
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
	if n.Is(lists.Person|lists.Office|lists.Calling) && !n.Is(lists.Body|lists.Organ) {
		return false // "the representative of the Secretary-General"
	}
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
	_, ok := r.rules.First(kind, i, r)
	return ok
}
