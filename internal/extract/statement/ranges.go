package statement

import (
	"sort"
	"strings"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// run is a range of tokens [a, b).
type run struct{ a, b int }

// runs are ranges of tokens in order, apart from each other.
type runs []run

// one is the runs of a single range, none if it is empty.
func one(a, b int) runs {
	if a >= b {
		return nil
	}
	return runs{{a, b}}
}

// has reports whether token i lies in rs.
func (rs runs) has(i int) bool {
	for _, r := range rs {
		if r.a <= i && i < r.b {
			return true
		}
	}
	return false
}

// size is the number of tokens.
func (rs runs) size() int {
	n := 0
	for _, r := range rs {
		n += r.b - r.a
	}
	return n
}

// join is the union of rs and others, touching ranges made one.
func (rs runs) join(others runs) runs {
	all := append(append(runs{}, rs...), others...)
	sort.Slice(all, func(i, j int) bool { return all[i].a < all[j].a })
	out := all[:0]
	for _, r := range all {
		if n := len(out); n > 0 && r.a <= out[n-1].b {
			out[n-1].b = max(out[n-1].b, r.b)
		} else {
			out = append(out, r)
		}
	}
	return out
}

// without is rs less the tokens of others.
func (rs runs) without(others runs) runs {
	for _, o := range others {
		var out runs
		for _, r := range rs {
			if o.b <= r.a || r.b <= o.a {
				out = append(out, r)
				continue
			}
			if r.a < o.a {
				out = append(out, run{r.a, o.a})
			}
			if o.b < r.b {
				out = append(out, run{o.b, r.b})
			}
		}
		rs = out
	}
	return rs
}

// within is the tokens of rs that are others' too.
func (rs runs) within(others runs) runs {
	var out runs
	for _, r := range rs {
		for _, o := range others {
			if a, b := max(r.a, o.a), min(r.b, o.b); a < b {
				out = append(out, run{a, b})
			}
		}
	}
	return out
}

// overlaps reports whether rs and others share a token.
func (rs runs) overlaps(others runs) bool {
	for _, r := range rs {
		for _, o := range others {
			if r.a < o.b && o.a < r.b {
				return true
			}
		}
	}
	return false
}

// trim takes from the edges of every run the punctuation that belongs to the
// sentence around it, not to the words: commas, dashes, stops. Quotation marks
// and what stands within them stay.
func (v *view) trim(rs runs) runs {
	var out runs
	for _, r := range rs {
		for r.a < r.b && v.edge(r.a) {
			r.a++
		}
		for r.a < r.b && v.edge(r.b-1) {
			r.b--
		}
		if r.a < r.b && v.wordy(r) {
			out = append(out, r)
		}
	}
	return out
}

// edge reports whether token i is punctuation that does not belong to a part at whose edge it stands.
func (v *view) edge(i int) bool {
	if v.inQuote[i] >= 0 || v.quoteMark(i) {
		return false
	}
	return v.punct(i, ",.;:—–--…") && !v.abbreviated(i) || v.Tokens[i].UPOS == ud.PUNCT && v.Tokens[i].Form == "-"
}

// abbreviated reports whether the stop i is part of the word before it: "U.S.".
func (v *view) abbreviated(i int) bool {
	return v.Tokens[i].Form == "." && i > 0 && v.Tokens[i-1].End == v.Tokens[i].Start &&
		len(v.Tokens[i-1].Form) == 1 && v.Tokens[i-1].UPOS == ud.PROPN
}

// wordy reports whether r holds a word.
func (v *view) wordy(r run) bool {
	for i := r.a; i < r.b; i++ {
		if u := v.Tokens[i].UPOS; u != ud.PUNCT && u != ud.SYM && !v.quoteMark(i) {
			return true
		}
	}
	return false
}

// spans are the bytes of rs; ranges with nothing but white space between are one,
// unless a paragraph ends there.
func (v *view) spans(rs runs) []ling.Span {
	var out []ling.Span
	for _, r := range rs {
		for a := r.a; a < r.b; {
			_, b := v.paragraph(a)
			b = min(b, r.b)
			out = append(out, ling.Span{Start: v.Tokens[a].Start, End: v.Tokens[b-1].End})
			a = b
		}
	}
	return out
}

// even is a phrase without a bracket or quotation mark at its edge whose
// partner a wrong tree has left outside.
func (v *view) even(rs runs) runs {
	if len(rs) != 1 || rs[0].b-rs[0].a < 2 {
		return rs
	}
	marks := 0
	for i := rs[0].a; i < rs[0].b; i++ {
		if strings.ContainsAny(v.Tokens[i].Form, "()\"“”«»") {
			marks++
		}
	}
	if marks != 1 {
		return rs
	}
	first, last := v.Tokens[rs[0].a].Form, v.Tokens[rs[0].b-1].Form
	switch {
	case strings.Contains("(\"“«", first):
		return one(rs[0].a+1, rs[0].b)
	case strings.Contains(")\"”»", last):
		return one(rs[0].a, rs[0].b-1)
	}
	return rs
}
