package clause

import (
	"strings"
)

// Quotation is the token ranges of quotation q.
func (p *Places) Quotation(q int) Runs { return append(Runs(nil), p.QuoteRuns(q)...) }

// WholeQuotations adds the rest of every quotation that content enters from
// its opening mark on, or leaves by its closing mark: a sentence's tree ends
// with the sentence, a quotation need not.
func (p *Places) WholeQuotations(content Runs, at int) Runs {
	out := content
	for _, c := range content {
		for _, i := range [...]int{c.From, c.To - 1} {
			q := p.QuoteAt(i)
			if q < 0 || p.QuoteAt(at) == q {
				continue
			}
			whole := p.Quotation(q)
			if c.From <= whole.From() || i == c.From {
				out = out.Join(whole)
			}
		}
	}
	return out
}

// QuotedIn counts the quoted tokens of [a, b).
func (p *Places) QuotedIn(a, b int) int {
	n := 0
	for i := a; i < b; i++ {
		if p.QuoteAt(i) >= 0 {
			n++
		}
	}
	return n
}

// EndsLikeSpeech reports whether quotation q ends in the mark that a sentence,
// or its part before a cue, ends in.
func (p *Places) EndsLikeSpeech(q int) bool {
	whole := p.Quotation(q)
	b := whole.To()
	for k := b - 1; k >= b-3 && k >= 0; k-- {
		if p.Punct(k, ",?!.…—–--") || len(p.Token(k).Form) > 1 && strings.HasSuffix(p.Token(k).Form, ".") {
			return true
		}
		if !p.QuoteMark(k) {
			return false
		}
	}
	return false
}

// BeginsSentence reports whether token i begins a sentence or paragraph, or
// follows the mark of one that is over.
func (p *Places) BeginsSentence(i int) bool {
	first, _ := p.Sentence(i)
	if p.QuoteMark(i-1) && p.QuoteAt(i-1) != p.QuoteAt(i) && p.Punct(i-2, "?") {
		return true // “Who was it?” “I was.”
	}
	return first == i || p.QuoteMark(first) && first+1 == i || i > 0 && p.Punct(i-1, ".?!") && !p.Abbreviated(i-1) ||
		i > 0 && i+1 < len(p.Tokens) && len(p.Token(i-1).Form) > 3 && strings.HasSuffix(p.Token(i-1).Form, ".") && p.QuoteMark(i) && Capital(p.Token(i+1).Form)
}

// OpensSpeech reports whether a quotation begins a sentence, as run-on speech does.
func (p *Places) OpensSpeech(whole Runs) bool {
	a := whole.From()
	if !p.BeginsSentence(a) {
		return false
	}
	return whole.Size() >= 4
}

// QuoteOpensBefore reports whether the quotation that ends right before token i
// begins a sentence.
func (p *Places) QuoteOpensBefore(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if q := p.QuoteAt(k); q >= 0 {
			whole := p.QuoteRuns(q)
			return len(whole) > 0 && (p.BeginsSentence(whole.From()) || p.BeginsSentence(whole[len(whole)-1].From))
		}
	}
	return false
}

// LeadsOn reports whether the quotation that ends before b ends in a mark that
// a sentence goes on from: a full stop inside it would end the sentence.
func (p *Places) LeadsOn(b int) bool {
	for k := b - 1; k >= b-3 && k >= 0; k-- {
		if p.Punct(k, ",?!—") {
			return true
		}
		if !p.QuoteMark(k) {
			return false
		}
	}
	return false
}

// OpensAt is where the sentence of token i begins, without the mark that closes
// the quotation before it.
func (p *Places) OpensAt(i int) int {
	first, last := p.Sentence(i)
	for first < last-1 && p.QuoteMark(first) && (first == 0 || p.QuoteAt(first-1) == p.QuoteAt(first)) {
		first++
	}
	return first
}
