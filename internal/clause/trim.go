package clause

import (
	"strings"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// Trim takes from the edges of every run the punctuation that belongs to the
// sentence around it, not to the words: commas, dashes, stops. Quotation marks
// and what stands within them stay.
func (p *Places) Trim(rs Runs) Runs {
	var out Runs
	for _, r := range rs {
		for r.From < r.To && p.edge(r.From) {
			r.From++
		}
		for r.From < r.To && p.edge(r.To-1) {
			r.To--
		}
		if r.From < r.To && p.wordy(r) {
			out = append(out, r)
		}
	}
	return out
}

// edge reports whether token i is punctuation that does not belong to a part at whose edge it stands.
func (p *Places) edge(i int) bool {
	if p.QuoteAt(i) >= 0 || p.QuoteMark(i) {
		return false
	}
	return p.Punct(i, ",.;:—–--…") && !p.Abbreviated(i) || p.Tokens[i].UPOS == ud.PUNCT && p.Tokens[i].Form == "-"
}

// wordy reports whether r holds a word.
func (p *Places) wordy(r Run) bool {
	for i := r.From; i < r.To; i++ {
		if u := p.Token(i).UPOS; u != ud.PUNCT && u != ud.SYM && !p.QuoteMark(i) {
			return true
		}
	}
	return false
}

// Spans are the bytes of rs; ranges with nothing but white space between are one,
// unless a paragraph ends there.
func (p *Places) Spans(rs Runs) []ling.Span {
	var out []ling.Span
	for _, r := range rs {
		for a := r.From; a < r.To; {
			_, b := p.Paragraph(a)
			b = min(b, r.To)
			out = append(out, ling.Span{Start: p.Token(a).Start, End: p.Token(b - 1).End})
			a = b
		}
	}
	return out
}

// Balanced is a phrase without a bracket or quotation mark at its edge whose
// partner a wrong tree has left outside.
func (p *Places) Balanced(rs Runs) Runs {
	if len(rs) != 1 || rs[0].To-rs.From() < 2 {
		return rs
	}
	marks := 0
	for i := rs.From(); i < rs[0].To; i++ {
		if strings.ContainsAny(p.Token(i).Form, "()\"“”«»") {
			marks++
		}
	}
	if marks != 1 {
		return rs
	}
	first, last := p.Token(rs.From()).Form, p.Tokens[rs[0].To-1].Form
	switch {
	case strings.Contains("(\"“«", first):
		return Range(rs.From()+1, rs[0].To)
	case strings.Contains(")\"”»", last):
		return Range(rs.From(), rs[0].To-1)
	}
	return rs
}
