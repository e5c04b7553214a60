package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// Where there is no tree, or none that holds, the source is read off the words
// that stand beside the cue.

// attributionWords is how many words may stand between a quotation and the cue
// after it: a name, a title and an apposition with a clause of its own.
const attributionWords = 45

// nounBeside gives a finite cue that the tree leaves without a subject of its
// own the noun phrase that stands right before its verb group, or right after a
// verb that follows quoted words: “…,” said the envoy.
func (r *sources) nounBeside(cand *candidate) {
	i := cand.at
	if cand.cue.source != bySubject || cand.passive || !r.finite(i) {
		return
	}
	first, _ := r.Sentence(i)
	k := i // where the verb group begins
	for k > first && r.POS(k-1, ud.AUX, ud.ADV, ud.PART) && r.QuoteAt(k-1) == r.QuoteAt(i) {
		k--
	}
	if r.OwnSubject(i) >= 0 {
		return
	}
	head, rs := r.besideCue(cand, k)
	if head >= 0 && r.Timed(head) {
		head, rs = r.OpeningNominal(first, k) // "Ana Kovač, the minister, this week said"
	}
	if len(rs) == 0 || head < 0 || r.QuoteAt(head) != r.QuoteAt(i) {
		return
	}
	head, rs = r.wholePhrase(first, head, rs)
	if c := r.Kid(head, "case"); c >= 0 && c < head || rs.From() > first && r.Gerund(rs.From()-1) && r.listed("when", rs.From()-1) {
		return // "following the meeting said": the phrase is no subject
	}
	cand.head, cand.source = head, r.Trim(rs)
}

// wholePhrase is the phrase that a noun behind a preposition is the end of: "the
// head [of the mission]", "sources close [to the talks]".
func (r *sources) wholePhrase(first, head int, rs clause.Runs) (int, clause.Runs) {
	c := r.Kid(head, "case")
	for c > rs.From() && r.Head(head) >= rs.From() && r.Head(head) < c {
		head = r.Head(head)
		c = r.Kid(head, "case")
	}
	if c >= 0 && c == rs.From()-1 && c-2 > first && r.POS(c-1, ud.ADJ) && r.Noun(c-2) {
		if h, before := r.NominalBefore(first, c-1); len(before) > 0 && r.Kid(h, "case") < 0 {
			return h, clause.Range(before.From(), rs.To())
		}
	}
	return head, rs
}

// besideCue is the noun phrase beside a cue whose verb group begins at k: right
// before it, right behind it after quoted words, before an addition between
// commas, or at the sentence's end, best first.
func (r *sources) besideCue(cand *candidate, k int) (head int, rs clause.Runs) {
	i := cand.at
	first, last := r.Sentence(i)
	after := k == i && r.afterQuote(cand, first)
	if !after && r.nounEnds(first, k) {
		head, rs = r.NominalBefore(first, k)
	}
	if len(rs) == 0 && after && i+1 < last {
		head, rs = r.NominalFrom(i+1, last)
	}
	if len(rs) == 0 && k > first && r.Punct(k-1, ",") && r.OwnSubject(i) < 0 {
		head, rs = r.OpeningNominal(first, k)
	}
	if len(rs) == 0 && r.closes(cand, first) {
		head, rs = r.invertedClose(i+1, last)
	}
	if len(rs) == 0 {
		return -1, nil
	}
	return head, rs
}

// nounEnds reports whether a noun phrase, or an addition to one, may end right
// before the verb group at k.
func (r *sources) nounEnds(first, k int) bool {
	return k > first && (r.Noun(k-1) || (r.Punct(k-1, ",)") || r.Dash(k-1)) && !r.POS(k, ud.CCONJ))
}

// closes reports whether a cue closes a sentence that tells already what it
// reports: "The road was open, said …".
func (r *sources) closes(cand *candidate, first int) bool {
	i := cand.at
	return i > first && r.Punct(i-1, ",") && cand.cue.takesQuote() && !cand.cue.attitude && r.HasTensed(first, i-1)
}

// afterQuote reports whether the cue stands right behind quoted words that it
// can report, rather than behind a word that another verb quotes: called it
// “terrible,” denounced her record.
func (r *sources) afterQuote(cand *candidate, first int) bool {
	i := cand.at
	if r.QuoteAt(i) >= 0 || i <= first || r.QuoteAt(i-1) < 0 && !(r.Punct(i-1, ",") && i-1 > first && r.QuoteAt(i-2) >= 0) {
		return false
	}
	return !cand.cue.takesObject() || r.QuoteOpensBefore(i)
}

// invertedClose is the noun phrase from a on that, with its apposition, is the
// rest of the sentence: "…, said Ana Kovač, the minister."
func (r *sources) invertedClose(a, last int) (int, clause.Runs) {
	head, rs := r.invertedSource(a, last)
	if len(rs) == 0 {
		return -1, nil
	}
	if b := rs.To(); b < last && !r.Punct(b, ".,") && !r.POS(b, ud.ADP) {
		return -1, nil
	}
	return head, rs
}

// quotationBefore gives a cue that stands right behind a quotation its source
// by the words alone. Trees of such sentences, half of them somebody else's
// syntax, are the ones that fail most.
func (r *sources) quotationBefore(cand *candidate) {
	if !cand.cue.takesQuote() || cand.cue.source != bySubject {
		return
	}
	if head, rs := r.quoteSource(cand); len(rs) > 0 {
		if !rs.Has(cand.head) {
			cand.head = head
		}
		cand.source, cand.passive = rs, false
	}
}

// quoteSource is what stands between the quotation before a cue and the cue, if
// it has no verb of its own, or what follows the cue: “…,” Ana Kovač said.
func (r *sources) quoteSource(cand *candidate) (int, clause.Runs) {
	i := cand.at
	if r.QuoteAt(i) >= 0 || !r.finite(i) && r.Token(i).XPOS != "VBN" {
		return -1, nil
	}
	k := i
	for k > 0 && r.POS(k-1, ud.AUX, ud.ADV, ud.PART) && r.QuoteAt(k-1) < 0 {
		k--
	}
	a := r.speechBefore(i, k)
	switch {
	case a < 0:
		return -1, nil
	case a < k && r.NominalOnly(a, k):
		rs := r.Trim(clause.Range(a, k))
		return r.HeadOf(rs), rs
	case a < k, cand.cue.takesObject() && !r.QuoteOpensBefore(i):
		return -1, nil
	}
	_, last := r.Sentence(i)
	return r.invertedSource(i+1, last)
}

// speechBefore is where the words between a quotation and the verb group at k
// of the cue i begin, -1 where no speech ends before it. A name in quotation
// marks may stand between: “…,” Ana Kovač, in a “Vote” cap, said.
func (r *sources) speechBefore(i, k int) int {
	par, _ := r.Paragraph(i)
	j := k - 1
	for ; j >= par && k-j < attributionWords; j-- {
		if q := r.QuoteAt(j); q >= 0 {
			whole := r.QuoteRuns(q)
			if whole.Size() > 6 || r.EndsLikeSpeech(q) || r.BeginsSentence(whole.From()) {
				break
			}
			j = whole.From()
		}
	}
	if j < par || r.QuoteAt(j) < 0 || !r.EndsLikeSpeech(r.QuoteAt(j)) && !r.Punct(j+1, ",") {
		return -1
	}
	a := j + 1
	for a < k && r.Punct(a, ",–—") {
		a++
	}
	return a
}

// invertedSource is the noun phrase behind an inverted cue, with the
// apposition that a comma adds.
func (r *sources) invertedSource(a, last int) (int, clause.Runs) {
	head, rs := r.NominalFrom(a, last)
	if head < 0 {
		head, rs = r.oneWord(a, last)
	}
	if len(rs) == 0 || rs.From() != a {
		return -1, nil
	}
	b := rs.To()
	if b+1 < last && r.Punct(b, ",") {
		end := b + 1
		for end < last && !r.Punct(end, ",.;:") && r.QuoteAt(end) < 0 {
			end++
		}
		if r.NominalOnly(b+1, end) && !r.POS(b+1, ud.PRON) {
			rs = clause.Range(a, end)
		}
	}
	return head, rs
}

// oneWord is a speaker of one word that the tags make no noun phrase of: a
// name that is a word too ("said Hough"), "another", "one".
func (r *sources) oneWord(a, last int) (int, clause.Runs) {
	if a >= last || a+1 < last && !r.Punct(a+1, ".,") && !r.POS(a+1, ud.ADP) {
		return -1, nil
	}
	if clause.Capital(r.Token(a).Form) && !r.Timed(a) || r.somebody(r.Low(a)) {
		return a, clause.Range(a, a+1)
	}
	return -1, nil
}
