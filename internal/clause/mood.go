package clause

import (
	"strings"

	"onrecord/ling/ud"
)

// inverted is the auxiliary that opens a condition without "if": "had he
// warned", "should they agree", "were it to fail". -1 for none.
func (p *Predicates) inverted(i int) int {
	s := p.OwnSubject(i)
	if s < 0 || s > i {
		return -1
	}
	for _, k := range p.Kids(i) {
		if k >= s || !p.Is(k, "aux", "cop") {
			continue
		}
		switch p.Low(k) {
		case "had", "should", "were":
		default:
			continue
		}
		first, last := p.Sentence(i)
		if p.questionEnd(first, last) >= 0 {
			return -1
		}
		if k == first || p.POS(k-1, ud.PUNCT, ud.CCONJ) && p.Low(k-1) != "nor" {
			return k
		}
	}
	return -1
}

// questionEnd is the question mark that ends the sentence, -1 for none.
func (p *Predicates) questionEnd(first, last int) int {
	for k := last - 1; k >= first && k >= last-3; k-- {
		if strings.HasSuffix(p.Token(k).Form, "?") {
			return k
		}
		if !p.QuoteMark(k) && !p.Punct(k, ".!)") {
			break
		}
	}
	return -1
}

// questionMark is the question mark of the question that i heads or stands in
// the main clause of, -1 for none. A quotation's is its own.
func (p *Predicates) questionMark(i int) int {
	first, last := p.Sentence(i)
	for k := i + 1; k+1 < last && p.QuoteAt(i) >= 0 && p.QuoteAt(k) == p.QuoteAt(i); k++ {
		if p.QuoteAt(k+1) != p.QuoteAt(i) || p.QuoteMark(k+1) {
			last = k + 1
		}
	}
	k := p.questionEnd(first, last)
	if k < 0 || k < i || p.QuoteAt(k) != p.QuoteAt(i) {
		return -1
	}
	for range maxLean {
		h := p.Head(i)
		if h < 0 || p.QuoteAt(h) != p.QuoteAt(k) {
			return k
		}
		if !p.Is(i, "xcomp", "conj", "csubj") && !(p.Is(i, "ccomp") && !p.POS(h, ud.VERB)) {
			return -1
		}
		i = h
	}
	return -1
}
