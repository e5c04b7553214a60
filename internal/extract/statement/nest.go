package statement

import (
	"sort"

	"onrecord/internal/clause"
)

// asides takes from every content a relative clause that another cue breaks
// into and claims: "said it [was an attack] which, he asserted, broke the law".
// The candidates are in the order of their cues.
func (r *corrections) asides() {
	for n, c := range r.found {
		if c.aside == 0 || len(c.content) == 0 {
			continue
		}
		tail := clause.Range(c.aside, c.content.To())
		r.others(n, func(o *candidate) {
			if !o.quoted && o.content.Has(c.at) && o.content.Has(c.aside) && o.content.From() < c.aside {
				o.content = r.Trim(o.content.Without(tail))
				o.note("aside")
			}
		})
	}
	r.dropWhere("aside", func(c *candidate) bool { return len(c.content) == 0 })
}

// concessions ends what is said in a clause of "while" at the main clause that
// another cue heads, which trees like to put within it: "While A claimed that
// it was lost, B said that …". The candidates are in the order of their cues.
func (r *corrections) concessions() {
	for n, c := range r.found {
		first, last := r.Sentence(c.at)
		if !r.listed("concession", first) || c.quoted || len(c.content) != 1 || n > 0 && r.found[n-1].at >= first {
			continue // only the first cue stands in the opening clause
		}
		for m := n + 1; m < len(r.found) && r.found[m].at < last; m++ {
			o := r.found[m]
			if len(o.source) == 0 || !r.Punct(o.source.From()-1, ",") || !c.content.Has(o.source.From()) {
				continue
			}
			if cut := r.Trim(clause.Range(c.content.From(), o.source.From())); cut.Size() > 1 {
				c.content = cut
				c.note("concession")
			}
			break
		}
	}
}

// declined makes one of a verb of declining and the cue that it leads to:
// "declined to say whether …" is nothing that was said, and no second statement.
func (r *corrections) declined() {
	for n, c := range r.found {
		if len(c.content) == 0 || !r.ToInfinitive(c.at) {
			continue
		}
		r.others(n, func(o *candidate) {
			if r.Head(c.at) != o.at || !r.lex.lists["declining"][o.cue.words[0]] || len(o.source) == 0 || o.quoted {
				return
			}
			c.words = c.words.Join(clause.Range(o.words.From(), c.words.To()))
			c.source, c.head = o.source, o.head
			c.content = c.content.Without(c.words)
			c.note("declined")
			o.content = nil
		})
	}
	r.dropWhere("declined", func(c *candidate) bool { return len(c.content) == 0 })
}

// nest tells every candidate the one whose content its cue stands in; of
// several, the tightest. The candidates are in the order of their cues.
func (r *corrections) nest() {
	for _, o := range r.found {
		for _, part := range o.content {
			from := sort.Search(len(r.found), func(n int) bool { return r.found[n].at >= part.From })
			for n := from; n < len(r.found) && r.found[n].at < part.To; n++ {
				if c := r.found[n]; c != o && !c.hop && (c.parent == nil || tighter(o, c.parent)) {
					c.parent = o
				}
			}
		}
	}
	r.unring()
	for _, c := range r.found {
		if c.parent != nil && !c.hop {
			c.note("nest")
		}
	}
}

// unring parts candidates that hold each other: the first stays outer.
func (r *corrections) unring() {
	for _, c := range r.found {
		steps := 0
		for p := c.parent; p != nil; p, steps = p.parent, steps+1 {
			if p == c || steps > deepest {
				c.parent = nil
				break
			}
		}
	}
}

// deepest is how many statements may stand within each other.
const deepest = 32

// tighter reports whether o is the nearer parent: its content is smaller, or
// it is a hop that passes on the same.
func tighter(o, p *candidate) bool {
	a, b := o.content.Size(), p.content.Size()
	return a < b || a == b && o.hop && !p.hop
}
