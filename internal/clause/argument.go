package clause

// OwnSubject is the subject that hangs on verb i, outside any quotation that
// the verb is not in: a tree may hang the words of “It is over,” she said on
// the wrong one.
func (v *View) OwnSubject(i int) int {
	best := -1
	for _, k := range v.Kids(i) {
		if v.Is(k, "nsubj") && v.QuoteAt(k) == v.QuoteAt(i) && !v.Timed(k) && (best < 0 || k < i) {
			best = k
		}
	}
	return best
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
