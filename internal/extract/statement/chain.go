package statement

import (
	"strings"

	"onrecord/internal/clause"
)

// cited turns "…, citing officials" after words that are reported already into
// the next hop of their chain: the officials said the same, and the one who
// cites them passes it on.
func (r *corrections) cited() {
	for n, c := range r.found {
		if c.cue.lemma() != "cite" || len(c.content) == 0 {
			continue
		}
		object := r.Kid(c.at, "obj")
		if object < 0 {
			object = c.content.From()
		}
		g := r.governor(n)
		if g == nil || !r.teller(object) {
			continue
		}
		c.source, c.head = r.Trim(c.content), object
		if p := r.Phrase(object); len(p) > 0 && r.Parsed(object) {
			c.source = p
		}
		c.content, c.quoted = g.content, g.quoted
		c.parent, c.hop = g, true
		c.note("cited")
	}
}

// governor is the candidate that n's cue is said beside: the nearest before it
// in the sentence whose content it passes on, nil for none.
func (r *corrections) governor(n int) *candidate {
	c := r.found[n]
	s := r.SentenceAt(c.at)
	var best *candidate
	for m := r.fromOf[s]; m < r.fromOf[s+1]; m++ {
		o := r.found[m]
		if m == n || o.at > c.at || o.cue.attitude || o.content.Has(c.at) {
			continue
		}
		if best == nil || o.at > best.at {
			best = o
		}
	}
	return best
}

// quotedAs makes who quotes another the next hop: of "TASS quoted him as saying
// that …" he says it and TASS passes it on.
func (r *corrections) quotedAs() {
	for n, o := range r.found {
		if o.cue.source != byObject || o.quoted || len(o.content) == 0 {
			continue
		}
		head := r.Agent(o.at)
		if !o.passive {
			head = r.subject(o.at)
		}
		r.others(n, func(c *candidate) {
			if head < 0 || c.at != o.content.From() || !r.Gerund(c.at) {
				return
			}
			if c.source.Has(head) {
				c.source, c.head = o.source, o.head
			}
			o.source, o.head = r.Phrase(head), head
			o.note("quoted-as")
		})
	}
}

// hops fills via: who stands between the reader and the speaker, nearest the
// reader first: the sources of the statements around, then the outlet that was told.
func (r *corrections) hops() {
	for _, c := range r.found {
		var up []clause.Runs
		steps := 0
		for o := c.parent; o != nil && steps < 8; o, steps = o.parent, steps+1 {
			if len(o.source) > 0 && !o.cue.attitude && !r.sameSource(o, c) && !(steps == 0 && r.firstPerson(c) && o.quoted) {
				up = append(up, o.source)
			}
		}
		for i := len(up) - 1; i >= 0; i-- {
			c.via = append(c.via, up[i])
			c.note("hops")
		}
		if len(c.told) > 0 {
			c.via = append(c.via, c.told)
		}
	}
}

// sameSource reports whether o's source is c's by the words alone: nobody passes
// on what he says himself.
func (r *corrections) sameSource(o, c *candidate) bool {
	if o.head == c.head && c.head >= 0 || o.source.Overlaps(c.source) {
		return true
	}
	return len(o.source) > 0 && len(c.source) > 0 && r.words(o.source) == r.words(c.source)
}

// words are the words of rs in lower case.
func (r *corrections) words(rs clause.Runs) string {
	var out []string
	for _, run := range rs {
		for i := run.From; i < run.To; i++ {
			out = append(out, r.Low(i))
		}
	}
	return strings.Join(out, " ")
}

// firstPerson reports whether the source is the speaker of the quotation it stands in.
func (r *corrections) firstPerson(c *candidate) bool {
	if c.head < 0 || r.QuoteAt(c.head) < 0 {
		return false
	}
	switch r.Low(c.head) {
	case "i", "we", "me", "us":
		return true
	}
	return false
}
