package statement

import (
	"strings"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/words"
	"onrecord/ling"
)

// saidOn is when it was said: the day that an expression beside the cue gives,
// else the article's.
func (r *recorder) saidOn(c *candidate, art *onrecord.Article) onrecord.SaidOn {
	if t := r.timeOf(c); t >= 0 {
		day, _, _ := strings.Cut(r.Times[t].Value, "T")
		if r.yetToCome(&r.Times[t], art) {
			return onrecord.SaidOn{Time: -1} // what is to be said then has not been said
		}
		return onrecord.SaidOn{Value: day, Time: t, Basis: "explicit"}
	}
	if day := art.Published.Day(); !day.IsZero() {
		return onrecord.SaidOn{Value: day.String(), Time: -1, Basis: "document"}
	}
	if date := art.Published.Date(); len(date) == len("2006-01-02") {
		return onrecord.SaidOn{Value: date, Time: -1, Basis: "document"}
	}
	return onrecord.SaidOn{Time: -1}
}

// yetToCome reports whether an expression means a time after the article, so
// that nothing can have been said then.
func (r *recorder) yetToCome(te *ling.TimeExpr, art *onrecord.Article) bool {
	last := art.Published.Latest
	return !last.IsZero() && !te.Earliest.IsZero() && last.Compare(te.Earliest) < 0
}

// timeOf is the time expression that the cue or its venue governs, -1 for none.
func (r *recorder) timeOf(c *candidate) int {
	first, last := r.Sentence(c.at)
	for i := first; i < last; i++ {
		t := r.TimeAt(i)
		if t < 0 || r.Times[t].First != i {
			continue
		}
		te := &r.Times[t]
		if te.Type != ling.DATE && te.Type != ling.TIME || te.Value == "" || strings.HasSuffix(te.Value, "_REF") {
			continue
		}
		if c.content.Has(te.First) || r.QuoteAt(te.First) != r.QuoteAt(c.at) {
			continue
		}
		if r.governs(c, te.First, te.Last) {
			return t
		}
	}
	if t := r.openingTime(c, first); t >= 0 {
		return t
	}
	if t := r.dateOfText(c); t >= 0 {
		return t
	}
	t := annotate.CueTime(r.Document, c.at)
	if t < 0 || c.content.Has(r.Times[t].First) || r.QuoteAt(r.Times[t].First) != r.QuoteAt(c.at) {
		return -1
	}
	return t
}

// openingTime is the time in a clause of speaking that opens the sentence before
// the source of c: "Speaking on Sunday at a rally, Kovač said". -1 for none.
func (r *recorder) openingTime(c *candidate, first int) int {
	if len(c.source) == 0 || c.at < c.source.From() || !r.Gerund(first) || !r.listed("holding forth", first) || !r.Punct(c.source.From()-1, ",") {
		return -1
	}
	for k := first; k < c.source.From(); k++ {
		if t := r.TimeAt(k); t >= 0 && (r.Times[t].Type == ling.DATE || r.Times[t].Type == ling.TIME) && r.Times[t].Value != "" {
			return t
		}
	}
	return -1
}

// dateOfText is the day that the text bears which c's source is: "a letter dated 3
// March said", "a 4 March memo warned". -1 for none.
func (r *recorder) dateOfText(c *candidate) int {
	if c.head < 0 || !c.source.Has(c.head) {
		return -1
	}
	if noun, _ := r.lex.book.Noun(r.Lemma(c.head)); !noun.Is(words.Document) {
		return -1
	}
	for i := c.source.From() + 1; i < c.source.To(); i++ {
		t := r.TimeAt(i)
		if t < 0 || r.Times[t].First != i || len(r.Times[t].Value) != len("2006-01-02") {
			continue
		}
		if l := r.Low(i - 1); l == "dated" || l == "of" || r.Times[t].Last == c.head {
			return t
		}
	}
	return -1
}

// governs reports whether the expression [a, b) hangs on the cue, directly or
// through the venue; without a tree, whether it stands right beside the cue.
func (r *recorder) governs(c *candidate, a, b int) bool {
	if first, last := r.Sentence(c.at); a < first || b > last || len(c.words) == 0 {
		return false
	}
	if !r.Parsed(c.at) {
		return a >= c.at && a <= c.words.To()+2 || b <= c.at && b >= c.at-2
	}
	h := a
	for n := 0; n < 5 && h >= 0; n++ {
		up := r.Head(h)
		if up == c.at || up >= 0 && c.words.Has(up) {
			return r.Is(h, "obl", "advmod", "nmod", "obl:tmod", "obl:unmarked")
		}
		if up >= 0 && (up < a || up >= b) && !c.venue.Has(up) {
			return false
		}
		h = up
	}
	return false
}
