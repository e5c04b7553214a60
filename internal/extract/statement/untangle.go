package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// untangle takes from every content what another cue of the sentence claims:
// trees and commas alike let the words of one speaker run on into the next
// one's. The candidates are in the order of their cues.
func (r *corrections) untangle() {
	for n, c := range r.found {
		r.others(n, func(o *candidate) {
			if r.tangled(o, c) {
				r.untangled(o, c)
			}
		})
	}
}

// others calls do with every other candidate of the sentence of candidate n,
// nearest first, those before it before those behind.
func (r *corrections) others(n int, do func(*candidate)) {
	first, last := r.Sentence(r.found[n].at)
	for m := n - 1; m >= 0 && r.found[m].at >= first; m-- {
		do(r.found[m])
	}
	for m := n + 1; m < len(r.found) && r.found[m].at < last; m++ {
		do(r.found[m])
	}
}

// tangled reports whether o's content holds c's cue, or the beginning of what c quotes.
func (r *corrections) tangled(o, c *candidate) bool {
	if o.hop || c.hop || o.quoted || len(o.content) == 0 || len(c.source) == 0 || len(c.content) == 0 || r.QuoteAt(c.at) != r.QuoteAt(o.at) {
		return false
	}
	return o.content.Has(c.at) || c.quoted && o.content.Has(c.content.From())
}

// untangled tries the rules of kind "tangle" on o and c; the first that changes
// o's content is the last.
func (r *corrections) untangled(o, c *candidate) {
	for _, rule := range r.lex.tangles {
		if rule.do(r, o, c) {
			o.note(rule.name)
			return
		}
	}
}

// tangleRule changes o's content, in which c's cue stands, or leaves it.
type tangleRule func(r *corrections, o, c *candidate) bool

// tangleRules are the rules of kind "tangle" by their names.
var tangleRules = map[string]tangleRule{
	"answered":          (*corrections).answered,
	"speaker-described": (*corrections).speakerDescribed,
	"outer-speaker":     (*corrections).outerSpeaker,
	"quoted-behind":     (*corrections).quotedBehind,
}

// answered: said she had answered: [“No”] belongs to what is said as well.
func (r *corrections) answered(o, c *candidate) bool {
	b := o.content.To()
	if !c.quoted || c.source.Has(o.at) || !o.content.Overlaps(c.source) || c.content.From() < b || c.content.From() > b+2 {
		return false
	}
	o.content = o.content.Join(c.content)
	return true
}

// speakerDescribed: the aide who spoke about the plan [said] it was over.
func (r *corrections) speakerDescribed(o, c *candidate) bool {
	return c.source.Has(o.at) && o.at < c.at && r.POS(c.at, ud.VERB) && r.finite(c.at) && r.POS(o.at, ud.VERB) && r.endBefore(o, c.words.From())
}

// outerSpeaker: They told the envoy it was over, [the paper reported].
func (r *corrections) outerSpeaker(o, c *candidate) bool {
	reg := r.region(c)
	return c.content.Has(o.at) && o.at < reg.From && r.Punct(reg.From-1, ",") && c.content.From() < o.at && r.endBefore(o, reg.From)
}

// quotedBehind: insisted that he had won: [“It is over,” he said].
func (r *corrections) quotedBehind(o, c *candidate) bool {
	a := c.content.From()
	return c.quoted && c.at > a && !c.content.Has(o.at) && o.content.Has(a) && r.QuoteAt(a) >= 0 && o.content.From() < a &&
		r.Punct(a-1, ":,—–-") && r.endBefore(o, a)
}

// endBefore ends o's content before token cut, if its beginning stays and it
// stands behind o's cue.
func (r *corrections) endBefore(o *candidate, cut int) bool {
	left := r.Trim(o.content.Within(clause.Range(0, cut)))
	if cut <= o.at || len(left) == 0 || !left.Has(o.content.From()) {
		return false
	}
	o.content = left
	return true
}
