package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// cited turns "…, citing officials" after words that are reported already into
// the next hop of their chain: the officials said the same, and the one who
// cites them passes it on.
func (r *reader) cited(first, last int, from int) {
	for n := from; n < len(r.found); n++ {
		c := r.found[n]
		if c.cue.lemma() != "cite" || len(c.content) == 0 || c.at < first || c.at >= last {
			continue
		}
		object := r.Kid(c.at, "obj")
		if object < 0 {
			object = c.content.From()
		}
		if !r.teller(object) {
			continue
		}
		g := r.governor(n, from)
		if g < 0 {
			continue
		}
		c.source, c.head = r.Trim(c.content), object
		if p := r.Phrase(object); len(p) > 0 && r.Parsed(object) {
			c.source = p
		}
		c.content, c.quoted = r.found[g].content, r.found[g].quoted
		c.parent, c.hop = r.found[g], true
	}
}

// governor is the candidate that n's cue is said beside: the nearest before it
// in the sentence whose content it passes on.
func (r *reader) governor(n, from int) int {
	best := -1
	for m := from; m < len(r.found); m++ {
		o := r.found[m]
		if m == n || o.at > r.found[n].at || o.cue.attitude || o.content.Has(r.found[n].at) {
			continue
		}
		if best < 0 || o.at > r.found[best].at {
			best = m
		}
	}
	return best
}

// teller reports whether k names someone who can be cited for news: a person,
// a body, or a noun of the list.
func (r *reader) teller(k int) bool {
	if r.lex.lists["teller"][r.Lemma(k)] {
		return true
	}
	for _, m := range r.MentionsAt(k) {
		if m.Type == ling.PER || m.Type == ling.ORG {
			return true
		}
	}
	return false
}

// outlet reports whether the words rs name a news outlet: by a word of the
// list within the name, or a name of the list.
func (r *reader) outlet(rs clause.Runs) bool {
	for _, part := range rs {
		for i := part.From; i < part.To; i++ {
			if r.POS(i, ud.PROPN, ud.NOUN) && (r.lex.lists["outlet"][r.Low(i)] || r.lex.lists["outlet"][r.Lemma(i)]) {
				return true
			}
		}
	}
	return false
}

// hops fills via: who stands between the reader and the speaker, nearest the
// reader first: the sources of the statements around, then the outlet that was told.
func (r *reader) hops() {
	for _, c := range r.found {
		var up []clause.Runs
		steps := 0
		for o := c.parent; o != nil && steps < 8; o, steps = o.parent, steps+1 {
			if len(o.source) > 0 && !(steps == 0 && r.firstPerson(c) && o.quoted) {
				up = append(up, o.source)
			}
		}
		for i := len(up) - 1; i >= 0; i-- {
			c.via = append(c.via, up[i])
		}
		if len(c.told) > 0 {
			c.via = append(c.via, c.told)
		}
	}
}

// firstPerson reports whether the source is the speaker of the quotation it stands in.
func (r *reader) firstPerson(c *candidate) bool {
	if c.head < 0 || r.QuoteAt(c.head) < 0 {
		return false
	}
	switch r.Low(c.head) {
	case "i", "we", "me", "us":
		return true
	}
	return false
}

// told is the outlet that verb i's statement was made to or through: the
// addressee, "wrote for RIA Novosti", "in an interview with the BBC",
// "quoted by TASS".
func (r *reader) toldTo(cand *candidate) clause.Runs {
	if r.outlet(cand.addressee) {
		return cand.addressee
	}
	for _, k := range r.Kids(cand.at) {
		if !r.Is(k, "obl", "nmod") || cand.content.Has(k) {
			continue
		}
		if p := r.Phrase(k); (r.CaseIs(k, "for") || r.CaseIs(k, "to") || r.CaseIs(k, "via")) && r.outlet(p) {
			return p
		}
	}
	for _, part := range cand.venue {
		for i := part.From; i < part.To; i++ {
			if (r.CaseIs(i, "with") || r.CaseIs(i, "to") || r.CaseIs(i, "by")) && r.Is(i, "nmod", "obl") {
				if p := r.Phrase(i); r.outlet(p) {
					return r.withoutDay(p)
				}
			}
		}
	}
	return nil
}
