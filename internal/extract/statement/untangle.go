package statement

import "onrecord/ling/ud"

// untangle takes from every content what another cue of the sentence claims:
// trees and commas alike let the words of one speaker run on into the next
// one's. The candidates are in the order of their cues.
func (r *reader) untangle() {
	for n, c := range r.found {
		first, last := r.sentence(c.at)
		for m := n - 1; m >= 0 && r.found[m].at >= first; m-- {
			r.untangled(r.found[m], c)
		}
		for m := n + 1; m < len(r.found) && r.found[m].at < last; m++ {
			r.untangled(r.found[m], c)
		}
	}
}

// untangled takes from o's content the words of c in which c's cue stands, if
// they are no part of what o reports.
func (r *reader) untangled(o, c *candidate) {
	if o.hop || c.hop || o.quoted || len(o.content) == 0 || len(c.source) == 0 || len(c.content) == 0 || !o.content.has(c.at) && !(c.quoted && o.content.has(c.content[0].a)) || r.inQuote[c.at] != r.inQuote[o.at] {
		return
	}
	if b := o.content[len(o.content)-1].b; c.quoted && !c.source.has(o.at) && o.content.overlaps(c.source) && c.content[0].a >= b && c.content[0].a <= b+2 {
		o.content = o.content.join(c.content) // "said she had answered: “No”"
		return
	}
	reg := r.region(c)
	cut := -1
	switch {
	case c.source.has(o.at) && o.at < c.at && r.pos(c.at, ud.VERB) && r.finite(c.at) && r.pos(o.at, ud.VERB):
		cut = c.words[0].a // "the aide who spoke about the plan [said]"
	case c.content.has(o.at) && o.at < reg.a && r.punct(reg.a-1, ",") && c.content[0].a < o.at:
		cut = reg.a // "They told the envoy it was over, [the paper reported]"
	case c.quoted && c.at > c.content[0].a && !c.content.has(o.at) && o.content.has(c.content[0].a) && r.inQuote[c.content[0].a] >= 0 && o.content[0].a < c.content[0].a && r.punct(c.content[0].a-1, ":,—–-"):
		cut = c.content[0].a // "insisted that he had won: [“It is over,” he said]"
	}
	if cut < 0 {
		return
	}
	if left := r.trim(o.content.within(one(0, cut))); left.size() > 0 && left.has(o.content[0].a) && cut > o.at {
		o.content = left
	}
}
