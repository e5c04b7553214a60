package statement

import "unicode"

// nest tells every candidate the one whose content its cue stands in; of
// several, the tightest.
func (r *reader) nest() {
	for _, c := range r.found {
		if c.hop {
			continue
		}
		var best *candidate
		for _, o := range r.found {
			if o == c || !o.content.has(c.at) || o.content.has(o.at) {
				continue
			}
			if best == nil || o.content.size() < best.content.size() ||
				o.hop && o.content.size() == best.content.size() {
				best = o
			}
		}
		c.parent = best
	}
	for _, c := range r.found { // two that hold each other: the first stays outer
		steps := 0
		for p := c.parent; p != nil; p, steps = p.parent, steps+1 {
			if p == c || steps > len(r.found) {
				c.parent = nil
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
