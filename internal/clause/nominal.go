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
		case head >= 0 && v.opensAnother(k):
			return head, Range(a, b)
		case v.Noun(k):
			if head < 0 || k == b {
				head = k
			}
			b = k + 1
		case v.POS(k, ud.DET, ud.SYM), v.qualifies(k):
		case head >= 0 && v.linksOn(k, last):
		default:
			return head, Range(a, b)
		}
	}
	return head, Range(a, b)
}

// opensAnother reports whether token k, behind a noun, begins a noun phrase of
// its own: a pronoun, or an article that nothing links to the noun.
func (v *View) opensAnother(k int) bool {
	return v.POS(k, ud.PRON) || v.POS(k, ud.DET) && !v.POS(k-1, ud.ADP, ud.CCONJ)
}

// qualifies reports whether token k can stand between an article and its noun.
func (v *View) qualifies(k int) bool {
	return v.POS(k, ud.ADJ, ud.NUM) || v.Low(k) == "'s" || v.Low(k) == "’s"
}

// linksOn reports whether token k links the noun before it to another noun
// phrase: "the head of the office", "the mayor and her deputy".
func (v *View) linksOn(k, last int) bool {
	if v.POS(k, ud.CCONJ) {
		return k+1 < last && v.POS(k+1, ud.DET, ud.ADJ, ud.NOUN, ud.PROPN)
	}
	return v.linking(k) || v.POS(k, ud.ADP) && v.Low(k) == "from"
}

// linking reports whether the preposition k makes one phrase of two nouns.
func (v *View) linking(k int) bool {
	return v.POS(k, ud.ADP) && (v.Low(k) == "of" || v.Low(k) == "for")
}

// NominalBefore is the noun phrase that ends before token b, and its head. An
// addition or a bracket that closes there counts with what it stands to: "Ana
// Kovač, the minister,", "Ana Kovač (left)".
func (v *View) NominalBefore(first, b int) (int, Runs) {
	k := b - 1
	var open int
	end := b
	switch {
	case k > first && (v.Punct(k, ",") || v.Dash(k)):
		open, end = v.additionOpens(first, k), k
	case k >= first && v.Punct(k, ")"):
		open = v.bracketOpens(first, k)
	default:
		return v.nominalEnding(first, b)
	}
	if open < 0 {
		return -1, nil
	}
	head, rs := v.NominalBefore(first, open)
	if len(rs) == 0 {
		return -1, nil
	}
	return head, Range(rs.From(), end)
}

// additionWords and bracketWords are how long what is added to a noun phrase may
// be, with its marks: an office with its place and party has ten words or so.
const (
	additionWords = 14
	bracketWords  = 10
)

// additionOpens is the comma or dash that opens the addition which the mark at k
// closes, -1 if what stands before k is none.
func (v *View) additionOpens(first, k int) int {
	for j := k - 1; j > max(first, k-additionWords); j-- {
		if v.QuoteAt(j) >= 0 || v.POS(j, ud.VERB) && !v.POS(j-1, ud.PRON) {
			return -1
		}
		if v.Dash(j) == v.Dash(k) && (v.Punct(j, ",") || v.Dash(j)) {
			return j
		}
	}
	return -1
}

// bracketOpens is the bracket that the one at k closes, -1 for none.
func (v *View) bracketOpens(first, k int) int {
	for j := k - 1; j > max(first, k-bracketWords); j-- {
		if v.Punct(j, "(") {
			return j
		}
	}
	return -1
}

// nominalEnding is the noun phrase whose last word stands right before b.
func (v *View) nominalEnding(first, b int) (int, Runs) {
	head, a := -1, b
	for k := b - 1; k >= first && v.QuoteAt(k) < 0; k-- {
		switch {
		case v.POS(k, ud.PRON) && head < 0:
			return k, Range(k, b)
		case v.Noun(k) && !v.POS(k, ud.PRON):
			if head < 0 {
				head = k
			}
			a = k
		case head < 0:
			return head, Range(a, b)
		case v.POS(k, ud.DET):
			a = k
			if k > first && !v.POS(k-1, ud.ADP, ud.CCONJ) {
				return head, Range(a, b)
			}
		case v.qualifies(k), v.POS(k, ud.PRON):
			a = k
		case k > first && v.linking(k) && v.Noun(k-1):
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
		case v.opensRelative(n):
			relative = true
		case v.partsNominal(n, b), !relative && v.Tensed(n):
			return false
		}
		nouns = nouns || v.Noun(n) || v.POS(n, ud.NUM)
	}
	return nouns
}

// opensRelative reports whether a relative clause can begin at token n.
func (v *View) opensRelative(n int) bool {
	switch v.Low(n) {
	case "who", "which", "whose", "where":
		return true
	}
	return false
}

// partsNominal reports whether token n cannot stand in a noun phrase that goes
// on to b: a conjunction, a mark that parts clauses, a sentence's end.
func (v *View) partsNominal(n, b int) bool {
	return v.POS(n, ud.SCONJ) || v.Punct(n, ";:") && v.QuoteAt(n) < 0 ||
		v.Punct(n, ".") && n+1 < b && !v.POS(n-1, ud.PROPN)
}
