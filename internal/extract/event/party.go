package event

import (
	"slices"

	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// settle makes the parties of the heads that the frame found.
func (r *reader) settle(c *candidate) {
	c.source, c.target = r.party(c.source), r.party(c.target)
	c.sources, c.targets = r.each(c.source, c.at), r.each(c.target, c.at)
	c.targets = slices.DeleteFunc(c.targets, func(t clause.Runs) bool {
		return slices.ContainsFunc(c.sources, t.Overlaps)
	})
	if len(c.targets) == 0 {
		c.target = -1
	}
}

// party is who is meant by the noun at head k: the one behind a relative pronoun,
// and for the noun of a deed ("the raid killed six") whoever did it.
func (r *reader) party(k int) int {
	if k < 0 || r.Timed(k) {
		return -1
	}
	k = r.owner(k)
	if r.in(k, "DEED") {
		if a := r.Read(k).Agent; a >= 0 && a != k {
			return a
		}
	}
	return k
}

// owner is the subject of the clause for the possessive pronoun at k that takes it up
// ("Norway repeated its demand"), else k.
func (r *reader) owner(k int) int {
	if !r.POS(k, ud.PRON) || !r.Is(k, "nmod:poss") {
		return k
	}
	v := r.VerbOf(r.Head(k))
	if v < 0 {
		return k
	}
	if s := r.Read(v).Subject; s >= 0 && s < k && !r.Subtree(s).Has(k) && (r.Low(k) != "its" || !r.Named(s, ling.PER)) {
		return s
	}
	return k
}

// each are the parties of the noun at head k and of those joined to it, one each,
// without the trigger at.
func (r *reader) each(k, at int) []clause.Runs {
	if k < 0 {
		return nil
	}
	var joined []int
	for _, c := range r.Kids(k) {
		if r.Is(c, "conj") && (r.Noun(c) || r.POS(c, ud.NUM)) && c > k {
			joined = append(joined, c)
		}
	}
	var out []clause.Runs
	for _, h := range append([]int{k}, joined...) {
		if part := r.partyAt(h, at, joined); len(part) > 0 && !slices.ContainsFunc(out, part.Overlaps) {
			out = append(out, part)
		}
	}
	return out
}

// partyAt are the words of the party with the head h: its phrase, without what is
// joined to it, relative clauses and the trigger.
func (r *reader) partyAt(h, at int, joined []int) clause.Runs {
	part := r.PhraseBefore(h, at)
	for _, c := range joined {
		if c != h {
			part = part.Without(r.Subtree(c))
		}
	}
	for _, k := range r.Kids(h) {
		switch {
		case k > h && r.Is(k, "acl:relcl", "parataxis", "advcl", "appos", "acl"), k != h && r.Is(k, "cc"):
			part = part.Without(r.Subtree(k))
		case r.Timed(k) && r.Is(k, "nmod", "obl", "nmod:tmod", "nmod:unmarked"):
			part = part.Without(r.Subtree(k))
		}
	}
	if !part.Has(h) {
		part = clause.Range(h, h+1)
	}
	if part.Has(at) && at != h {
		part = part.Without(clause.Range(at, at+1))
	}
	part = r.unbroken(part, h)
	return r.Trim(part)
}

// unbroken is the run of part that h stands in: what is left of a phrase whose
// middle belongs to somebody else.
func (r *reader) unbroken(part clause.Runs, h int) clause.Runs {
	for _, run := range part {
		if run.From <= h && h < run.To {
			for run.To > h+1 && (r.POS(run.To-1, ud.PUNCT, ud.CCONJ, ud.ADP) && !r.Punct(run.To-1, ")]")) {
				run.To--
			}
			return clause.Range(run.From, run.To)
		}
	}
	return part
}
