package statement

import "onrecord/internal/clause"

// quoting finds who is quoted behind words that are reported already, with no
// words of his own: "The road is shut, APA reports, quoting Anadolu". He said
// the same, and the one who quotes him passes it on.
func (r *corrections) quoting() {
	for _, c := range r.found {
		if c.hop || c.cue.attitude || len(c.content) == 0 {
			continue
		}
		if q := r.quoted(c); q != nil {
			r.keep(q)
			q.note("quoting")
		}
	}
}

// quoted is the candidate of who is quoted at the end of the sentence right
// behind the cue and source of c, nil for none.
func (r *corrections) quoted(c *candidate) *candidate {
	_, last := r.Sentence(c.at)
	i := r.behindMark(r.afterSaying(c, max(r.region(c).To, c.words.To()), last))
	if len(c.source) == 1 && c.source.To() < c.at && r.Low(r.behindMark(c.source.To())) == "quoting" {
		i, last = r.behindMark(c.source.To()), c.at // Reports [quoting officials] said …
	}
	if i+1 >= last || !r.Gerund(i) || r.Low(i) != "quoting" || c.content.Has(i) || c.source.Has(i) {
		return nil
	}
	head, rs := r.NominalFrom(i+1, last)
	if head < 0 || !r.teller(head) || rs.To() < last && !r.Punct(rs.To(), ".,") {
		return nil
	}
	return &candidate{
		cue: &cue{words: []string{"quote"}, act: "say", takes: c.cue.takes, class: c.cue.class}, foundBy: foundHere + "verb quoting",
		at: i, words: clause.Range(i, i+1), source: r.Trim(rs), head: head,
		content: append(clause.Runs(nil), c.content...), quoted: c.quoted, parent: c, hop: true,
	}
}
