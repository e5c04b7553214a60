package clause

import (
	"onrecord/ling"
	"onrecord/ling/ud"
)

// OwnSubject is the subject that hangs on verb i, outside any quotation that
// the verb is not in: a tree may hang the words of “It is over,” she said on
// the wrong one.
func (v *View) OwnSubject(i int) int {
	best := -1
	for _, k := range v.Kids(i) {
		if v.Is(k, "nsubj") && v.QuoteAt(k) == v.QuoteAt(i) && !v.OnDay(k) && (best < 0 || k < i) {
			best = k
		}
	}
	if best < 0 {
		return v.subjectBefore(i)
	}
	return best
}

// subjectBefore is the subject of verb i that the tree gives to a participle
// between them alone: "a guard [speaking from the port] says". -1 for none.
func (v *View) subjectBefore(i int) int {
	c := v.Kid(i, "csubj")
	if c < 0 || c > i || !v.Gerund(c) {
		return -1
	}
	if s := v.Kid(c, "nsubj"); s == c-1 && v.POS(s, ud.NOUN, ud.PROPN) && v.QuoteAt(s) == v.QuoteAt(i) {
		return s
	}
	return -1
}

// OnDay reports whether token k lies in a time at which something can be said or
// done: not the "daily" that is a paper.
func (v *View) OnDay(k int) bool {
	t := v.TimeAt(k)
	return t >= 0 && v.Times[t].Type != ling.SET
}

// RelativeOf is the relative pronoun that is the subject of verb i, or of the
// verb it shares its subject with, -1 for none.
func (v *View) RelativeOf(i int) int {
	for range 3 {
		if s := v.OwnSubject(i); s >= 0 {
			if v.RelativePronoun(s) && s < i {
				return s
			}
			return -1
		}
		if !v.Is(i, "conj", "xcomp") || v.Head(i) < 0 {
			return -1
		}
		i = v.Head(i)
	}
	return -1
}
