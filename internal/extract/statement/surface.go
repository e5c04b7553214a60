package statement

import (
	"strings"

	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// Where there is no tree, or none that holds, noun phrases are read off the tags.

// nearSource gives a finite cue that the tree leaves without a subject of its
// own the noun phrase that stands right before its verb group, or right after a
// verb that follows quoted words: “…,” said the envoy.
func (r *reader) nearSource(cand *candidate) {
	i := cand.at
	if !r.finite(i) {
		return
	}
	first, last := r.Sentence(i)
	k := i
	for k > first && r.POS(k-1, ud.AUX, ud.ADV, ud.PART) && r.QuoteAt(k-1) == r.QuoteAt(i) {
		k--
	}
	if r.OwnSubject(i) >= 0 {
		if k == first || cand.source.Has(k-1) || r.OwnSubject(i) > i || r.RelativePronoun(k-1) || r.QuoteAt(k-1) != r.QuoteAt(i) ||
			!r.POS(k-1, ud.PROPN) && !r.Nominative(k-1) || r.Timed(k-1) {
			return
		}
	}
	afterQuote := k == i && i > first && (r.QuoteAt(i-1) >= 0 || r.Punct(i-1, ",") && i-1 > first && r.QuoteAt(i-2) >= 0) && r.QuoteAt(i) < 0
	if afterQuote && cand.cue.takesObject() && !r.QuoteOpensBefore(i) {
		afterQuote = false // "called it “terrible,” denounced her record"
	}
	head := -1
	var rs clause.Runs
	if !afterQuote && k > first && (r.Noun(k-1) || (r.Punct(k-1, ",)") || r.Dash(k-1)) && !r.POS(k, ud.CCONJ)) {
		head, rs = r.NominalBefore(first, k)
	}
	if len(rs) == 0 && afterQuote && i+1 < last {
		head, rs = r.NominalFrom(i+1, last)
	}
	if len(rs) == 0 && k > first && r.Punct(k-1, ",") && r.OwnSubject(i) < 0 {
		head, rs = r.OpeningNominal(first, k)
	}
	if len(rs) == 0 && i > first && r.Punct(i-1, ",") && cand.cue.takesQuote() && !cand.cue.attitude && r.HasTensed(first, i-1) {
		head, rs = r.invertedClose(i+1, last)
	}
	if head >= 0 && r.Timed(head) {
		head, rs = r.OpeningNominal(first, k) // "Ana Kovač, the minister, this week said"
	}
	if c := r.Kid(head, "case"); c >= 0 && c < head || len(rs) > 0 && rs.From() > first && r.Gerund(rs.From()-1) && r.lex.lists["when"][r.Low(rs.From()-1)] {
		return // "following the meeting said": the phrase is no subject
	}
	if len(rs) > 0 && head >= 0 && r.QuoteAt(head) == r.QuoteAt(i) {
		cand.head, cand.source = head, r.Trim(rs)
	}
}

// invertedClose is the noun phrase from a on that, with its apposition, is the
// rest of the sentence: "…, said Ana Kovač, the minister."
func (r *reader) invertedClose(a, last int) (int, clause.Runs) {
	head, rs := r.invertedSource(a, last)
	if len(rs) == 0 {
		return -1, nil
	}
	if b := rs.To(); b < last && !r.Punct(b, ".,") && !r.POS(b, ud.ADP) {
		return -1, nil
	}
	return head, rs
}

// finite reports whether the verb at i can have a subject of its own.
func (r *reader) finite(i int) bool {
	switch r.Token(i).XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	case "VBN": // often a past tense that the tagger missed
		s := r.OwnSubject(i)
		return r.Kid(i, "aux") >= 0 || s >= 0 && s < i && !r.Is(i, "acl", "amod") ||
			r.Is(i, "root", "conj") && i+1 < len(r.Tokens) && r.Low(i+1) == "that"
	case "NNS", "NN":
		return r.closesQuote(i)
	case "VB": // often a present tense that the tagger missed
		return r.Kid(i, "aux") >= 0 || r.OwnSubject(i) >= 0 && !r.ToInfinitive(i)
	}
	return r.Token(i).XPOS == ""
}

// closesQuote reports whether the word at i, a noun to the tagger, is the cue of
// the quotation before it: “…,” the envoy notes.
func (r *reader) closesQuote(i int) bool {
	c, words := r.matchVerb(i)
	if c == nil || !c.takesQuote() || c.attitude || r.QuoteAt(i) >= 0 || i == 0 || !strings.HasSuffix(r.Low(i), "s") && !r.POS(i-1, ud.NUM) && !strings.HasSuffix(r.Token(i-1).XPOS, "S") {
		return false
	}
	first, last := r.Sentence(i)
	if b := words.To(); b < last && !r.Punct(b, ".,") {
		return false
	}
	par, _ := r.Paragraph(i)
	for k := i - 1; k >= max(par, i-8); k-- {
		if r.QuoteAt(k) >= 0 {
			return k < i-1 && r.EndsLikeSpeech(r.QuoteAt(k)) && k >= first-1
		}
		if !r.Noun(k) && !r.POS(k, ud.ADJ, ud.DET, ud.PUNCT, ud.NUM) {
			return false
		}
	}
	return false
}

// attributionWords is how many words may stand between a quotation and the cue
// after it: a name, a title and an apposition with a clause of its own.
const attributionWords = 45

// quoteSource is the source of a cue that stands right behind a quotation by
// the words alone: what is between the two, if it has no verb of its own, or
// what follows the cue. Trees of such sentences, half of them somebody else's
// syntax, are the ones that fail most.
func (r *reader) quoteSource(cand *candidate) (int, clause.Runs) {
	i := cand.at
	if r.QuoteAt(i) >= 0 || !r.finite(i) && r.Token(i).XPOS != "VBN" {
		return -1, nil
	}
	k := i
	for k > 0 && r.POS(k-1, ud.AUX, ud.ADV, ud.PART) && r.QuoteAt(k-1) < 0 {
		k--
	}
	par, _ := r.Paragraph(i)
	j := k - 1
	for j >= par && k-j < attributionWords {
		if q := r.QuoteAt(j); q >= 0 { // “…,” Ana Kovač, in a “Vote” cap, said
			whole := r.QuoteRuns(q)
			if whole.Size() > 6 || r.EndsLikeSpeech(q) || r.BeginsSentence(whole.From()) {
				break
			}
			j = whole.From()
		}
		j--
	}
	if j < par || r.QuoteAt(j) < 0 || !r.EndsLikeSpeech(r.QuoteAt(j)) && !r.Punct(j+1, ",") {
		return -1, nil
	}
	a := j + 1
	for a < k && r.Punct(a, ",–—") {
		a++
	}
	if a == k {
		_, last := r.Sentence(i)
		if cand.cue.takesObject() && !r.QuoteOpensBefore(i) {
			return -1, nil
		}
		return r.invertedSource(i+1, last)
	}
	if !r.NominalOnly(a, k) {
		return -1, nil
	}
	rs := r.Trim(clause.Range(a, k))
	return r.HeadOf(rs), rs
}

// invertedSource is the noun phrase behind an inverted cue, with the
// apposition that a comma adds.
func (r *reader) invertedSource(a, last int) (int, clause.Runs) {
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
func (r *reader) oneWord(a, last int) (int, clause.Runs) {
	if a >= last || a+1 < last && !r.Punct(a+1, ".,") && !r.POS(a+1, ud.ADP) {
		return -1, nil
	}
	if clause.Capital(r.Token(a).Form) && !r.Timed(a) || r.lex.lists["people"][r.Low(a)] {
		return a, clause.Range(a, a+1)
	}
	return -1, nil
}
