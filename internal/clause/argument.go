package clause

import "onrecord/ling"

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
	return best
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
