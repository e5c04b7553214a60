package statement

import "unicode"

// asides takes from every content a relative clause that another cue breaks
// into and claims: "said it [was an attack] which, he asserted, broke the law".
func (r *reader) asides() {
	for _, c := range r.found {
		if c.aside == 0 || len(c.content) == 0 {
			continue
		}
		tail := one(c.aside, c.content[len(c.content)-1].b)
		for _, o := range r.found {
			if o != c && !o.quoted && o.content.has(c.at) && o.content.has(c.aside) && o.content[0].a < c.aside {
				o.content = r.trim(o.content.without(tail))
			}
		}
	}
}

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
