package clause

import (
	"onrecord/ling/ud"
)

// NominalFrom is the noun phrase that begins at token a, and its head: words
// of a noun phrase up to the first that is none.
func (v *View) NominalFrom(a, last int) (int, Runs) {
	head, b := -1, a
	for k := a; k < last && v.QuoteAt(k) == v.QuoteAt(a); k++ {
		switch {
		case v.Noun(k):
			if k > a && v.POS(k, ud.PRON) && head >= 0 {
				return head, Range(a, b)
			}
			if head < 0 || k == b {
				head = k
			}
			b = k + 1
		case v.POS(k, ud.DET) && head >= 0 && !v.POS(k-1, ud.ADP, ud.CCONJ):
			return head, Range(a, b)
		case v.POS(k, ud.DET, ud.ADJ, ud.NUM, ud.SYM), v.Low(k) == "'s", v.Low(k) == "’s":
		case head >= 0 && v.POS(k, ud.ADP) && (v.Low(k) == "of" || v.Low(k) == "for" || v.Low(k) == "from"):
		case head >= 0 && v.POS(k, ud.CCONJ) && k+1 < last && v.POS(k+1, ud.DET, ud.ADJ, ud.NOUN, ud.PROPN):
		default:
			return head, Range(a, b)
		}
	}
	return head, Range(a, b)
}

// NominalBefore is the noun phrase that ends before token b, and its head.
func (v *View) NominalBefore(first, b int) (int, Runs) {
	k := b - 1
	if k > first && (v.Punct(k, ",") || v.Dash(k)) { // an apposition closes here: take what it stands to
		for j := k - 1; j > first && j > k-14; j-- {
			if v.QuoteAt(j) >= 0 || v.POS(j, ud.VERB) && !v.POS(j-1, ud.PRON) {
				break
			}
			if v.Dash(j) == v.Dash(k) && (v.Punct(j, ",") || v.Dash(j)) {
				if h, rs := v.NominalBefore(first, j); len(rs) > 0 {
					return h, Range(rs.From(), k)
				}
				break
			}
		}
		return -1, nil
	}
	if k >= first && v.Punct(k, ")") { // "(R-Ohio)", "(left)"
		for j := k - 1; j > first && j > k-10; j-- {
			if v.Punct(j, "(") {
				h, rs := v.NominalBefore(first, j)
				if len(rs) > 0 {
					return h, Range(rs.From(), b)
				}
				break
			}
		}
		return -1, nil
	}
	head, a := -1, b
	for ; k >= first && v.QuoteAt(k) < 0; k-- {
		switch {
		case v.POS(k, ud.PRON) && head < 0:
			return k, Range(k, b)
		case v.Noun(k) && !v.POS(k, ud.PRON):
			if head < 0 {
				head = k
			}
			a = k
		case head >= 0 && v.POS(k, ud.DET):
			a = k
			if k > first && !v.POS(k-1, ud.ADP, ud.CCONJ) {
				return head, Range(a, b)
			}
		case head >= 0 && (v.POS(k, ud.ADJ, ud.NUM) || v.Low(k) == "'s" || v.Low(k) == "’s" || v.POS(k, ud.PRON)):
			a = k
		case head >= 0 && k > first && v.POS(k, ud.ADP) && (v.Low(k) == "of" || v.Low(k) == "for") && v.Noun(k-1):
		default:
			return head, Range(a, b)
		}
	}
	return head, Range(a, b)
}

// OpeningNominal is the noun phrase that a sentence begins with, up to the
// comma of an addition that ends right before k: "Ana Kovač, clad in red, said".
func (v *View) OpeningNominal(first, k int) (int, Runs) {
	for c := first + 1; c < min(k-1, first+12); c++ {
		if v.Punct(c, ",") {
			if !v.NominalOnly(first, c) || v.HasTensed(first, c) {
				return -1, nil
			}
			rs := v.Trim(Range(first, c))
			return v.HeadOf(rs), rs
		}
	}
	return -1, nil
}

// NominalOnly reports whether [a, b) is a noun phrase with what belongs to it:
// no finite verb but in a relative clause, no end of a sentence.
func (v *View) NominalOnly(a, b int) bool {
	if !v.Noun(a) && !v.POS(a, ud.DET, ud.ADJ, ud.NUM) && !v.QuoteMark(a) || v.RelativePronoun(a) {
		return false
	}
	relative, nouns := false, false
	for n := a; n < b; n++ {
		switch {
		case v.Low(n) == "who" || v.Low(n) == "which" || v.Low(n) == "whose" || v.Low(n) == "where":
			relative = true
		case v.POS(n, ud.SCONJ), v.Punct(n, ";:") && v.QuoteAt(n) < 0:
			return false
		case v.Punct(n, ".") && n+1 < b && !v.POS(n-1, ud.PROPN):
			return false
		case !relative && v.POS(n, ud.VERB, ud.AUX):
			switch v.Token(n).XPOS {
			case "VBD", "VBZ", "VBP", "MD":
				return false
			}
		}
		nouns = nouns || v.Noun(n) || v.POS(n, ud.NUM)
	}
	return nouns
}
