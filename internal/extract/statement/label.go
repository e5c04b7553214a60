package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// markCue stands for a mark that parts a speaker from the words: a colon or a dash.
func markCue(form string) *cue {
	return &cue{words: []string{form}, act: "say", takes: []frame{{kind: onQuote}}}
}

// labels finds the statement of a line that a speaker's name and a colon lead
// (a headline, a transcript), or that a dash and a name sign: “…” — A. Reader.
func (r *finder) labels(s int) {
	first := r.Sentences[s].First
	if r.datelined(s) || !r.mayTurn(s) {
		return
	}
	_, end := r.Paragraph(first)
	t, ok := r.turnAt(s)
	switch {
	case ok && r.placed(s, t):
	case ok:
		if t.capitals && t.colon+1 == end && end < len(r.Tokens) {
			_, end = r.Paragraph(end) // the name has a line of its own
		}
		if c := r.label(s, t, r.turnEnd(s, end)); c != nil {
			r.beyondLabel(s, t)
			r.keep(c)
		}
	default:
		if c := r.signed(first, end); c != nil {
			r.keep(c)
		}
	}
}

// turnEnd is where the turn that sentence s begins ends: at the next speaker's
// label in capitals, or with the paragraph at end.
func (r *finder) turnEnd(s, end int) int {
	for n := s + 1; n < len(r.Sentences) && r.Sentences[n].First < end; n++ {
		if t, ok := r.turnAt(n); ok && t.capitals {
			return r.Sentences[n].First
		}
	}
	return end
}

// beyondLabel takes the label of sentence s out of the parts of what else is found
// in it: a tree knows no labels.
func (r *finder) beyondLabel(s int, t turn) {
	lead := clause.Range(r.Sentences[s].First, t.colon+1)
	for _, c := range r.found[r.fromOf[s]:] {
		c.source, c.content = r.Trim(c.source.Without(lead)), r.Trim(c.content.Without(lead))
	}
	r.dropWhere("label", func(c *candidate) bool { return len(c.content) == 0 })
}

// label is what the speaker of t says up to end, nil where nobody does.
func (r *finder) label(s int, t turn, end int) *candidate {
	last := r.Sentences[s].Last
	if t.colon+1 >= end || !t.capitals && t.colon+2 >= end {
		return nil
	}
	cand := &candidate{
		cue: markCue(":"), foundBy: foundHere + "mark label", at: t.colon, words: clause.Range(t.colon, t.colon+1),
		source: r.Trim(clause.Range(t.who.From, t.who.To)), head: t.who.To - 1, quoted: true, turn: true,
	}
	if r.title(s) && last > t.colon+1 {
		end = last
	}
	cand.content = r.Trim(clause.Range(t.colon+1, end))
	if len(cand.content) == 0 || len(cand.source) == 0 || !r.claims(cand.content[0], t.capitals) {
		return nil
	}
	return cand
}

// claims reports whether the words behind a label are something said rather
// than a list, a figure or the label's own headline: they are quoted, or have a
// finite verb and are more than that verb.
func (r *finder) claims(part clause.Run, transcript bool) bool {
	if transcript {
		return true
	}
	for k := part.From; k < part.To; k++ {
		if r.QuoteMark(k) || r.QuoteAt(k) >= 0 || r.Tensed(k) || r.POS(k, ud.AUX) {
			return part.To-part.From > 2
		}
	}
	return false
}

// signed reads a paragraph that is a quotation, a dash and a name.
func (r *finder) signed(first, end int) *candidate {
	q := r.QuoteAt(first)
	if q < 0 {
		return nil
	}
	parts := r.QuoteRuns(q) // of every paragraph that it runs over: not to be copied for each
	b := parts.To()
	if b+1 >= end || end-b > labelWords || !r.Punct(b, "—–―--:") && r.Token(b).Form != "-" {
		return nil
	}
	for k := b + 1; k < end; k++ {
		if r.POS(k, ud.VERB, ud.AUX) {
			return nil
		}
	}
	return &candidate{
		cue: markCue(r.Token(b).Form), foundBy: foundHere + "mark signed", at: b, words: clause.Range(b, b+1),
		source: r.Trim(clause.Range(b+1, end)), head: end - 1, content: r.Quotation(q), quoted: true,
	}
}
