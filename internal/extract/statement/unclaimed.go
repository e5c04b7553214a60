package statement

import (
	"strings"

	"onrecord/ling/ud"
)

// unclaimed finds who spoke the quotations that no cue of the lexicon governs,
// where marks and word order say it: a colon before them, or a clause of a name
// and any verb behind them.
func (r *reader) unclaimed() {
	owned := r.owned()
	for _, q := range r.tops {
		q := int(q)
		whole := r.quotation(q)
		if owned[q] || len(whole) == 0 || whole.size() < 6 || !r.Quotations[q].Closed && len(whole) < 2 {
			continue
		}
		if s := r.SentenceAt(whole[0].a); s < 0 || !r.prose(s) {
			continue
		}
		if c := r.afterColon(whole); c != nil {
			r.keep(c)
		} else if c := r.beforeVerb(whole); c != nil {
			r.keep(c)
		}
	}
}

// owned tells for every quotation whether a cue outside it has some of it for content.
func (r *reader) owned() []bool {
	owned := make([]bool, len(r.Quotations))
	for _, c := range r.found {
		for _, part := range c.content {
			for i := part.a; i < part.b; i++ {
				if q := r.inQuote[i]; q >= 0 && r.inQuote[c.at] != q {
					owned[q] = true
				}
			}
		}
	}
	return owned
}

// afterColon reads "The envoy had one request: “…”": the colon is the cue, the
// subject of the clause before it the source.
func (r *reader) afterColon(whole runs) *candidate {
	a := whole[0].a
	if a == 0 || !r.punct(a-1, ":") || r.inQuote[a-1] >= 0 {
		return nil
	}
	head := r.mainSubject(a - 1)
	if head < 0 {
		return nil
	}
	return &candidate{
		cue: markCue(":"), foundBy: "mark/colon@" + version, at: a - 1, words: one(a-1, a),
		source: r.phrase(head), head: head, content: r.trim(whole), quoted: true,
	}
}

// beforeVerb reads “…,” the envoy smiled.
func (r *reader) beforeVerb(whole runs) *candidate {
	b := whole[len(whole)-1].b
	if b >= len(r.Tokens) || !r.leadsOn(b) || !r.beginsSentence(whole[0].a) || !r.samePlace(b-1, b) {
		return nil
	}
	_, last := r.sentence(b)
	for i := b; i < min(last, b+attributionWords) && r.inQuote[i] < 0; i++ {
		if r.Tokens[i].UPOS != ud.VERB || !r.finite(i) {
			continue
		}
		c := &cue{words: []string{r.lemma(i)}, act: "say", takes: []frame{{kind: onQuote}}}
		cand := &candidate{cue: c, foundBy: "verb/any@" + version, at: i, words: one(i, i+1), quoted: true}
		cand.head, cand.source = r.quoteSource(cand)
		if len(cand.source) == 0 || strings.EqualFold(r.Tokens[i].Form, "was") || r.kid(i, "obj", "ccomp") >= 0 {
			return nil
		}
		cand.content = r.trim(whole)
		return cand
	}
	return nil
}

// leadsOn reports whether the quotation that ends before b ends in a mark that
// a sentence goes on from: a full stop inside it would end the sentence.
func (r *reader) leadsOn(b int) bool {
	for k := b - 1; k >= b-3 && k >= 0; k-- {
		if r.punct(k, ",?!—") {
			return true
		}
		if !r.quoteMark(k) {
			return false
		}
	}
	return false
}
