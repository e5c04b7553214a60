package statement

import (
	"strings"

	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// unclaimed finds who spoke the quotations that no cue of the lexicon governs,
// where marks and word order say it: a colon before them, or a clause of a name
// and any verb behind them.
func (r *corrections) unclaimed() {
	owned := r.owned()
	for _, q := range r.TopQuotes() {
		whole := r.Quotation(q)
		if owned[q] || len(whole) == 0 || whole.Size() < 6 || !r.Quotations[q].Closed && len(whole) < 2 {
			continue
		}
		if s := r.SentenceAt(whole.From()); s < 0 || !r.Prose(s) {
			continue
		}
		c := r.afterColon(whole)
		if c == nil {
			c = r.beforeVerb(whole)
		}
		if c != nil {
			c.note("unclaimed")
			r.keep(c)
		}
	}
}

// owned tells for every quotation whether a cue outside it has some of it for content.
func (r *corrections) owned() []bool {
	owned := make([]bool, len(r.Quotations))
	for _, c := range r.found {
		for _, part := range c.content {
			for i := part.From; i < part.To; i++ {
				if q := r.QuoteAt(i); q >= 0 && r.QuoteAt(c.at) != q {
					owned[q] = true
				}
			}
		}
	}
	return owned
}

// afterColon reads "The envoy had one request: “…”": the colon is the cue, the
// subject of the clause before it the source.
func (r *corrections) afterColon(whole clause.Runs) *candidate {
	a := whole.From()
	if a == 0 || !r.Punct(a-1, ":") || r.QuoteAt(a-1) >= 0 {
		return nil
	}
	cand := &candidate{
		cue: markCue(":"), foundBy: foundHere + "mark colon", at: a - 1, words: clause.Range(a-1, a),
		head: r.mainSubject(a - 1), content: r.Trim(whole), quoted: true,
	}
	if cand.head >= 0 {
		cand.source = r.Phrase(cand.head)
	} else if cand.source = r.colonHead(a - 1); len(cand.source) > 0 {
		cand.head = r.HeadOf(cand.source)
	}
	if len(cand.source) == 0 {
		return nil
	}
	return cand
}

// colonHead is who the words before the colon say a quotation comes from, where
// they have no verb: "And from the mayor:", "A statement by the ministry:", "The
// ministry:".
func (r *corrections) colonHead(colon int) clause.Runs {
	first, _ := r.Sentence(colon)
	if r.HasTensed(first, colon) || colon-first > labelWords {
		return nil
	}
	for k := colon - 1; k >= first; k-- {
		if l := r.Low(k); (l == "from" || l == "by") && r.NominalOnly(k+1, colon) {
			return r.Trim(clause.Range(k+1, colon))
		}
	}
	if r.NominalOnly(first, colon) && r.aVoice(first, colon) {
		return r.Trim(clause.Range(first, colon))
	}
	return nil
}

// beforeVerb reads “…,” the envoy smiled.
func (r *corrections) beforeVerb(whole clause.Runs) *candidate {
	b := whole.To()
	if b >= len(r.Tokens) || !r.LeadsOn(b) || !r.BeginsSentence(whole.From()) || !r.SameParagraph(b-1, b) {
		return nil
	}
	_, last := r.Sentence(b)
	for i := b; i < min(last, b+attributionWords) && r.QuoteAt(i) < 0; i++ {
		if r.Token(i).UPOS != ud.VERB || !r.finite(i) {
			continue
		}
		c := &cue{words: []string{r.Lemma(i)}, act: "say", takes: []frame{{kind: onQuote}}}
		cand := &candidate{cue: c, foundBy: foundHere + "verb any", at: i, words: clause.Range(i, i+1), quoted: true}
		cand.head, cand.source = r.quoteSource(cand)
		if len(cand.source) == 0 || strings.EqualFold(r.Token(i).Form, "was") || r.Kid(i, "obj", "ccomp") >= 0 {
			return nil
		}
		cand.content = r.Trim(whole)
		return cand
	}
	return nil
}
