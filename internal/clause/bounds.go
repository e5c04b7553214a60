package clause

import (
	"strings"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// ClauseOpens reports whether a clause without "that" can begin with token k.
func (v *View) ClauseOpens(k int) bool {
	if v.POS(k, ud.PRON) {
		return v.Nominative(k) || v.Low(k) == "there" || v.Tokens[k].XPOS == "PRP$" || v.Low(k) == "it"
	}
	return v.POS(k, ud.DET, ud.PROPN, ud.NOUN, ud.ADJ, ud.NUM)
}

// Clausal reports whether a finite verb follows from k on before the sentence
// or its part ends.
func (v *View) Clausal(k, last int) bool {
	for n := k; n < min(last, k+40); n++ {
		switch v.Token(n).XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			if !v.mentioned(n) {
				return n > k
			}
		}
		if v.Punct(n, ";:.") && !v.Abbreviated(n) || v.Low(n) == "to" && v.POS(n, ud.PART) && n == k {
			return false
		}
	}
	return false
}

// mentioned reports whether the word at n stands alone between quotation marks
// behind an article: found a “shall” in the text. It is spoken of, and does nothing.
func (v *View) mentioned(n int) bool {
	return v.QuoteMark(n-1) && v.QuoteMark(n+1) && v.POS(n-2, ud.DET)
}

// SubjectAndVerb reports whether a subject and its finite verb follow from a on,
// with nothing but a noun phrase between, what is joined to it and what is put beside it.
func (v *View) SubjectAndVerb(a, last int) bool {
	nouns := false
	for k, most := a, a+8; k < min(last, most); k++ {
		switch {
		case v.QuoteAt(k) != v.QuoteAt(a):
			return false
		case v.Tensed(k):
			return nouns
		case v.Noun(k):
			nouns = true
		case nouns && v.Punct(k, ",") && v.apposed(k, last) > k:
			end := v.apposed(k, last)
			k, most = end, most+end-k
		case !v.POS(k, ud.DET, ud.ADV, ud.ADP) && !v.qualifies(k) && !v.compares(k) && !v.joinsNouns(k):
			return false
		}
	}
	return false
}

// apposed is the comma behind the apposition that the comma at k opens, -1 for none:
// "three men, part of a convoy, were held".
func (v *View) apposed(k, last int) int {
	for n := k + 1; n < min(last, k+6); n++ {
		if left := v.Left(n); v.Is(n, "appos") && (left == k || left == k+1) {
			if end := v.Right(n) + 1; end < last && v.Punct(end, ",") {
				return end
			}
		}
	}
	return -1
}

// joinsNouns reports whether the conjunction at k joins two nouns in one phrase.
func (v *View) joinsNouns(k int) bool {
	h := v.Head(k)
	return v.POS(k, ud.CCONJ) && h > k && v.Noun(h) && v.Is(h, "conj") && v.Noun(v.Head(h))
}

// SecondPredicate is the finite verb that goes on behind the clause from a on
// without a subject of its own: the sentence's, whose subject the clause describes,
// as in "A claim that the mill had burned [was] denied". It is -1 where there is
// none, or where a mark, a conjunction or a relative clause makes it doubtful.
func (v *View) SecondPredicate(a, last int) int {
	first := -1
	for k := a; k < last; k++ {
		switch {
		case v.QuoteAt(k) != v.QuoteAt(a), v.POS(k, ud.SCONJ, ud.CCONJ, ud.PUNCT), v.RelativePronoun(k):
			return -1
		case !v.Tensed(k):
		case v.Nominative(k - 1):
			if first >= 0 || v.Noun(k-2) && k-2 >= a { // "the man she met"
				return -1
			}
			first = k
		case first < 0:
			if v.POS(k-1, ud.PROPN) && v.POS(k-2, ud.NOUN) && !v.POS(k-2, ud.PROPN) && k-2 >= a {
				return -1 // "the man Kovač met"
			}
			first = k
		default:
			return k
		}
	}
	return -1
}

// compares reports whether token k belongs to a comparison within a noun phrase:
// "foxes as tall as calves".
func (v *View) compares(k int) bool { return v.Low(k) == "as" || v.Low(k) == "than" }

// LoneDash reports whether k is a dash, and the only one of [first, last).
func (v *View) LoneDash(k, first, last int) bool {
	if !v.Dash(k) {
		return false
	}
	for n := first; n < last; n++ {
		if n != k && v.Dash(n) {
			return false
		}
	}
	return true
}

// CommaIn reports whether a comma stands in [a, b).
func (v *View) CommaIn(a, b int) bool {
	for k := a; k < b; k++ {
		if v.Punct(k, ",") {
			return true
		}
	}
	return false
}

// FirstSubject is the first subject of a verb in [a, b), -1 for none.
func (v *View) FirstSubject(a, b int) int {
	for k := a; k < b; k++ {
		if v.Is(k, "nsubj") {
			return k
		}
	}
	return -1
}

// Stops reports whether a sentence is over before token k though the
// sentences' own layer has gone on: it is. Then He said …
func (v *View) Stops(k int) bool {
	if k < 2 || k+1 >= len(v.Tokens) {
		return false
	}
	if v.Tokens[k].Form == "." && v.Token(k).SpaceAfter && v.Token(k-1).UPOS != ud.PROPN && len(v.Token(k-1).Form) > 2 {
		return Capital(v.Token(k + 1).Form)
	}
	return v.QuoteMark(k-1) && v.Punct(k-2, ".?!") && v.QuoteAt(k) < 0 && Capital(v.Token(k).Form)
}

// IfClause is the verb of the conditional clause that token i opens, -1 for none.
func (v *View) IfClause(i int) int {
	if !v.opensCondition(i) {
		return -1
	}
	if v.Kid(i, "ccomp") > i { // the tree has "provided" itself for the verb
		return i
	}
	h := v.Head(i)
	for steps := 0; h >= 0 && steps < 3 && !v.Is(h, "advcl"); steps++ {
		h = v.Head(h)
	}
	if h >= 0 && v.Is(h, "advcl") && v.Left(h) <= i && h > i {
		return h
	}
	return -1
}

// opensCondition reports whether a conditional clause opens with token i.
func (v *View) opensCondition(i int) bool {
	next := ""
	if i+1 < len(v.Tokens) {
		next = v.Low(i + 1)
	}
	switch v.Low(i) {
	case "if", "unless":
		return true
	case "provided", "providing":
		return next == "that"
	case "on":
		return next == "condition"
	case "as":
		return next == "long"
	}
	return false
}

// AfterDateline is where the sentence begins when a place leads it, and an
// agency or a day may stand beside the place: "GENEVA (NNA) — The …", "Lyon,
// Jan 12: The …".
func (v *View) AfterDateline(first, last int) int {
	if first >= last {
		return first
	}
	if v.Punct(first, "(") && v.Shouted(first+1) && v.Punct(first+2, ")") { // "(NNA) The …"
		return min(first+3, last)
	}
	if v.clockLeads(first, last) {
		return first + 1
	}
	end := v.placeEnd(first, last)
	if end == first && !v.Shouted(first) {
		return first
	}
	for k := first + 1; k < min(last, first+10); k++ {
		switch {
		case v.Shouted(first) && (v.Punct(k, "—–--") || v.Tokens[k].Form == "-"):
			return k + 1
		case k >= end && end > first && v.Punct(k, ":"):
			return k + 1
		case k >= end && !v.besidePlace(k) && !v.Shouted(first):
			return first
		case k >= end && !v.besidePlace(k):
			end = first // a dash may still end it, a colon no longer
		}
	}
	return first
}

// clockLeads reports whether the sentence opens with the time of day of an entry in a
// log: "14:20 The road is shut."
func (v *View) clockLeads(first, last int) bool {
	f := v.Tokens[first].Form
	return first+2 < last && len(f) > 3 && strings.Contains(f, ":") && strings.Trim(f, "0123456789:") == "" &&
		Capital(v.Tokens[first+1].Form)
}

// besidePlace reports whether token k may stand between the place of a dateline
// and the mark that ends it: a name, a day, a comma or bracket.
func (v *View) besidePlace(k int) bool {
	return v.Timed(k) || v.Punct(k, ",.()") || v.POS(k, ud.PROPN, ud.NUM)
}

// placeEnd is where the name of a place that token a begins ends, a for none.
func (v *View) placeEnd(a, last int) int {
	end := a
	for k := a; k < min(last, a+4); k++ {
		for _, m := range v.MentionsAt(k) {
			if m.First == a && (m.Type == ling.GPE || m.Type == ling.LOC) {
				end = max(end, m.Last)
			}
		}
	}
	return end
}
