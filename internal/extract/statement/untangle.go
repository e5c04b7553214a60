package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// untangle takes from every content what another cue of the sentence claims:
// trees and commas alike let the words of one speaker run on into the next
// one's. The candidates are in the order of their cues.
func (r *reader) untangle() {
	for n, c := range r.found {
		first, last := r.Sentence(c.at)
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
	if o.hop || c.hop || o.quoted || len(o.content) == 0 || len(c.source) == 0 || len(c.content) == 0 || !o.content.Has(c.at) && !(c.quoted && o.content.Has(c.content.From())) || r.QuoteAt(c.at) != r.QuoteAt(o.at) {
		return
	}
	if b := o.content.To(); c.quoted && !c.source.Has(o.at) && o.content.Overlaps(c.source) && c.content.From() >= b && c.content.From() <= b+2 {
		o.content = o.content.Join(c.content) // "said she had answered: “No”"
		return
	}
	reg := r.region(c)
	cut := -1
	switch {
	case c.source.Has(o.at) && o.at < c.at && r.POS(c.at, ud.VERB) && r.finite(c.at) && r.POS(o.at, ud.VERB):
		cut = c.words.From() // "the aide who spoke about the plan [said]"
	case c.content.Has(o.at) && o.at < reg.From && r.Punct(reg.From-1, ",") && c.content.From() < o.at:
		cut = reg.From // "They told the envoy it was over, [the paper reported]"
	case c.quoted && c.at > c.content.From() && !c.content.Has(o.at) && o.content.Has(c.content.From()) && r.QuoteAt(c.content.From()) >= 0 && o.content.From() < c.content.From() && r.Punct(c.content.From()-1, ":,—–-"):
		cut = c.content.From() // "insisted that he had won: [“It is over,” he said]"
	}
	if cut < 0 {
		return
	}
	if left := r.Trim(o.content.Within(clause.Range(0, cut))); left.Size() > 0 && left.Has(o.content.From()) && cut > o.at {
		o.content = left
	}
}
