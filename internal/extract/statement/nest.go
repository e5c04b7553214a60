package statement

import "unicode"

// nest tells every candidate the one whose content its cue stands in; of
// several, the tightest.
func (r *reader) nest() {
	for n, c := range r.found {
		best := -1
		for m, o := range r.found {
			if m == n || !o.content.has(c.at) || o.content.has(o.at) {
				continue
			}
			if best < 0 || o.content.size() < r.found[best].content.size() {
				best = m
			}
		}
		c.parent = best
	}
	for n, c := range r.found { // two that hold each other: the first stays outer
		for p, steps := c.parent, 0; p >= 0; p, steps = r.found[p].parent, steps+1 {
			if p == n || steps > len(r.found) {
				c.parent = -1
				break
			}
		}
	}
}

// wordLength is the number of letters and digits of s.
func wordLength(s string) int {
	n := 0
	for _, c := range s {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			n++
		}
	}
	return n
}
