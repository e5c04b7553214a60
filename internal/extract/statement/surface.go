package statement

import (
	"strings"

	"onrecord/ling/ud"
)

// Where there is no tree, or none that holds, noun phrases are read off the tags.

// rightNominal is the noun phrase that begins at token a, and its head: words
// of a noun phrase up to the first that is none.
func (r *reader) rightNominal(a, last int) (int, runs) {
	head, b := -1, a
	for k := a; k < last && r.inQuote[k] == r.inQuote[a]; k++ {
		switch {
		case r.noun(k):
			if k > a && r.pos(k, ud.PRON) && head >= 0 {
				return head, one(a, b)
			}
			if head < 0 || k == b {
				head = k
			}
			b = k + 1
		case r.pos(k, ud.DET) && head >= 0 && !r.pos(k-1, ud.ADP, ud.CCONJ):
			return head, one(a, b)
		case r.pos(k, ud.DET, ud.ADJ, ud.NUM, ud.SYM), r.low(k) == "'s", r.low(k) == "’s":
		case head >= 0 && r.pos(k, ud.ADP) && (r.low(k) == "of" || r.low(k) == "for" || r.low(k) == "from"):
		case head >= 0 && r.pos(k, ud.CCONJ) && k+1 < last && r.pos(k+1, ud.DET, ud.ADJ, ud.NOUN, ud.PROPN):
		default:
			return head, one(a, b)
		}
	}
	return head, one(a, b)
}

// leftNominal is the noun phrase that ends before token b, and its head.
func (r *reader) leftNominal(first, b int) (int, runs) {
	k := b - 1
	if k > first && (r.punct(k, ",") || r.dash(k)) { // an apposition closes here: take what it stands to
		for j := k - 1; j > first && j > k-14; j-- {
			if r.inQuote[j] >= 0 || r.pos(j, ud.VERB) && !r.pos(j-1, ud.PRON) {
				break
			}
			if r.dash(j) == r.dash(k) && (r.punct(j, ",") || r.dash(j)) {
				if h, rs := r.leftNominal(first, j); len(rs) > 0 {
					return h, one(rs[0].a, k)
				}
				break
			}
		}
		return -1, nil
	}
	if k >= first && r.punct(k, ")") { // "(R-Ohio)", "(left)"
		for j := k - 1; j > first && j > k-10; j-- {
			if r.punct(j, "(") {
				h, rs := r.leftNominal(first, j)
				if len(rs) > 0 {
					return h, one(rs[0].a, b)
				}
				break
			}
		}
		return -1, nil
	}
	head, a := -1, b
	for ; k >= first && r.inQuote[k] < 0; k-- {
		switch {
		case r.pos(k, ud.PRON) && head < 0:
			return k, one(k, b)
		case r.noun(k) && !r.pos(k, ud.PRON):
			if head < 0 {
				head = k
			}
			a = k
		case head >= 0 && r.pos(k, ud.DET):
			a = k
			if k > first && !r.pos(k-1, ud.ADP, ud.CCONJ) {
				return head, one(a, b)
			}
		case head >= 0 && (r.pos(k, ud.ADJ, ud.NUM) || r.low(k) == "'s" || r.low(k) == "’s" || r.pos(k, ud.PRON)):
			a = k
		case head >= 0 && k > first && r.pos(k, ud.ADP) && (r.low(k) == "of" || r.low(k) == "for") && r.noun(k-1):
		default:
			return head, one(a, b)
		}
	}
	return head, one(a, b)
}

// nearSource gives a finite cue that the tree leaves without a subject of its
// own the noun phrase that stands right before its verb group, or right after a
// verb that follows quoted words: “…,” said the envoy.
func (r *reader) nearSource(cand *candidate) {
	i := cand.at
	if !r.finite(i) {
		return
	}
	first, last := r.sentence(i)
	k := i
	for k > first && r.pos(k-1, ud.AUX, ud.ADV, ud.PART) && r.inQuote[k-1] == r.inQuote[i] {
		k--
	}
	if r.ownSubject(i) >= 0 {
		if k == first || cand.source.has(k-1) || r.ownSubject(i) > i || r.relative(k-1) || r.inQuote[k-1] != r.inQuote[i] ||
			!r.pos(k-1, ud.PROPN) && !r.nominative(k-1) || r.timed(k-1) {
			return
		}
	}
	afterQuote := k == i && i > first && (r.inQuote[i-1] >= 0 || r.punct(i-1, ",") && i-1 > first && r.inQuote[i-2] >= 0) && r.inQuote[i] < 0
	if afterQuote && cand.cue.takesObject() && !r.quoteBegins(i) {
		afterQuote = false // "called it “terrible,” denounced her record"
	}
	head := -1
	var rs runs
	if !afterQuote && k > first && (r.noun(k-1) || (r.punct(k-1, ",)") || r.dash(k-1)) && !r.pos(k, ud.CCONJ)) {
		head, rs = r.leftNominal(first, k)
	}
	if len(rs) == 0 && afterQuote && i+1 < last {
		head, rs = r.rightNominal(i+1, last)
	}
	if len(rs) == 0 && k > first && r.punct(k-1, ",") && r.ownSubject(i) < 0 {
		head, rs = r.openingNominal(first, k)
	}
	if len(rs) == 0 && i > first && r.punct(i-1, ",") && cand.cue.takesQuote() && !cand.cue.attitude && r.hasTensed(first, i-1) {
		head, rs = r.invertedClose(i+1, last)
	}
	if head >= 0 && r.timed(head) {
		head, rs = r.openingNominal(first, k) // "Ana Kovač, the minister, this week said"
	}
	if c := r.kid(head, "case"); c >= 0 && c < head || len(rs) > 0 && rs[0].a > first && r.gerund(rs[0].a-1) && r.lex.lists["when"][r.low(rs[0].a-1)] {
		return // "following the meeting said": the phrase is no subject
	}
	if len(rs) > 0 && head >= 0 && r.inQuote[head] == r.inQuote[i] {
		cand.head, cand.source = head, r.trim(rs)
	}
}

// openingNominal is the noun phrase that a sentence begins with, up to the
// comma of an addition that ends right before k: "Ana Kovač, clad in red, said".
func (r *reader) openingNominal(first, k int) (int, runs) {
	for c := first + 1; c < min(k-1, first+12); c++ {
		if r.punct(c, ",") {
			if !r.nominalOnly(first, c) || r.hasTensed(first, c) {
				return -1, nil
			}
			rs := r.trim(one(first, c))
			return r.headOf(rs), rs
		}
	}
	return -1, nil
}

// invertedClose is the noun phrase from a on that, with its apposition, is the
// rest of the sentence: "…, said Ana Kovač, the minister."
func (r *reader) invertedClose(a, last int) (int, runs) {
	head, rs := r.invertedSource(a, last)
	if len(rs) == 0 {
		return -1, nil
	}
	if b := rs[len(rs)-1].b; b < last && !r.punct(b, ".,") && !r.pos(b, ud.ADP) {
		return -1, nil
	}
	return head, rs
}

// finite reports whether the verb at i can have a subject of its own.
func (r *reader) finite(i int) bool {
	switch r.Tokens[i].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	case "VBN": // often a past tense that the tagger missed
		s := r.ownSubject(i)
		return r.kid(i, "aux") >= 0 || s >= 0 && s < i && !r.is(i, "acl", "amod") ||
			r.is(i, "root", "conj") && i+1 < len(r.Tokens) && r.low(i+1) == "that"
	case "NNS", "NN":
		return r.closesQuote(i)
	case "VB": // often a present tense that the tagger missed
		return r.kid(i, "aux") >= 0 || r.ownSubject(i) >= 0 && !r.to(i)
	}
	return r.Tokens[i].XPOS == ""
}

// closesQuote reports whether the word at i, a noun to the tagger, is the cue of
// the quotation before it: “…,” the envoy notes.
func (r *reader) closesQuote(i int) bool {
	c, words := r.matchVerb(i)
	if c == nil || !c.takesQuote() || c.attitude || r.inQuote[i] >= 0 || i == 0 || !strings.HasSuffix(r.low(i), "s") && !r.pos(i-1, ud.NUM) && !strings.HasSuffix(r.Tokens[i-1].XPOS, "S") {
		return false
	}
	first, last := r.sentence(i)
	if b := words[len(words)-1].b; b < last && !r.punct(b, ".,") {
		return false
	}
	par, _ := r.paragraph(i)
	for k := i - 1; k >= max(par, i-8); k-- {
		if r.inQuote[k] >= 0 {
			return k < i-1 && r.endsLikeSpeech(int(r.inQuote[k])) && k >= first-1
		}
		if !r.noun(k) && !r.pos(k, ud.ADJ, ud.DET, ud.PUNCT, ud.NUM) {
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
func (r *reader) quoteSource(cand *candidate) (int, runs) {
	i := cand.at
	if r.inQuote[i] >= 0 || !r.finite(i) && r.Tokens[i].XPOS != "VBN" {
		return -1, nil
	}
	k := i
	for k > 0 && r.pos(k-1, ud.AUX, ud.ADV, ud.PART) && r.inQuote[k-1] < 0 {
		k--
	}
	par, _ := r.paragraph(i)
	j := k - 1
	for j >= par && k-j < attributionWords {
		if q := r.inQuote[j]; q >= 0 { // “…,” Ana Kovač, in a “Vote” cap, said
			whole := r.quoted[q]
			if whole.size() > 6 || r.endsLikeSpeech(int(q)) || r.beginsSentence(whole[0].a) {
				break
			}
			j = whole[0].a
		}
		j--
	}
	if j < par || r.inQuote[j] < 0 || !r.endsLikeSpeech(int(r.inQuote[j])) && !r.punct(j+1, ",") {
		return -1, nil
	}
	a := j + 1
	for a < k && r.punct(a, ",–—") {
		a++
	}
	if a == k {
		_, last := r.sentence(i)
		if cand.cue.takesObject() && !r.quoteBegins(i) {
			return -1, nil
		}
		return r.invertedSource(i+1, last)
	}
	if !r.nominalOnly(a, k) {
		return -1, nil
	}
	rs := r.trim(one(a, k))
	return r.headOf(rs), rs
}

// quoteBegins reports whether the quotation that ends right before token i
// begins a sentence.
func (r *reader) quoteBegins(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if q := r.inQuote[k]; q >= 0 {
			whole := r.quoted[q]
			return len(whole) > 0 && (r.beginsSentence(whole[0].a) || r.beginsSentence(whole[len(whole)-1].a))
		}
	}
	return false
}

// nominalOnly reports whether [a, b) is a noun phrase with what belongs to it:
// no finite verb but in a relative clause, no end of a sentence.
func (r *reader) nominalOnly(a, b int) bool {
	if !r.noun(a) && !r.pos(a, ud.DET, ud.ADJ, ud.NUM) && !r.quoteMark(a) || r.relative(a) {
		return false
	}
	relative, nouns := false, false
	for n := a; n < b; n++ {
		switch {
		case r.low(n) == "who" || r.low(n) == "which" || r.low(n) == "whose" || r.low(n) == "where":
			relative = true
		case r.pos(n, ud.SCONJ), r.punct(n, ";:") && r.inQuote[n] < 0:
			return false
		case r.punct(n, ".") && n+1 < b && !r.pos(n-1, ud.PROPN):
			return false
		case !relative && r.pos(n, ud.VERB, ud.AUX):
			switch r.Tokens[n].XPOS {
			case "VBD", "VBZ", "VBP", "MD":
				return false
			}
		}
		nouns = nouns || r.noun(n) || r.pos(n, ud.NUM)
	}
	return nouns
}

// invertedSource is the noun phrase behind an inverted cue, with the
// apposition that a comma adds.
func (r *reader) invertedSource(a, last int) (int, runs) {
	head, rs := r.rightNominal(a, last)
	if head < 0 {
		head, rs = r.oneWord(a, last)
	}
	if len(rs) == 0 || rs[0].a != a {
		return -1, nil
	}
	b := rs[len(rs)-1].b
	if b+1 < last && r.punct(b, ",") {
		end := b + 1
		for end < last && !r.punct(end, ",.;:") && r.inQuote[end] < 0 {
			end++
		}
		if r.nominalOnly(b+1, end) && !r.pos(b+1, ud.PRON) {
			rs = one(a, end)
		}
	}
	return head, rs
}

// oneWord is a speaker of one word that the tags make no noun phrase of: a
// name that is a word too ("said Hough"), "another", "one".
func (r *reader) oneWord(a, last int) (int, runs) {
	if a >= last || a+1 < last && !r.punct(a+1, ".,") && !r.pos(a+1, ud.ADP) {
		return -1, nil
	}
	if capital(r.Tokens[a].Form) && !r.timed(a) || r.lex.lists["people"][r.low(a)] {
		return a, one(a, a+1)
	}
	return -1, nil
}

// headOf is the token of rs that the rest hangs on.
func (r *reader) headOf(rs runs) int {
	if len(rs) == 0 {
		return -1
	}
	for i := rs[0].a; i < rs[0].b; i++ {
		if h := r.head(i); r.noun(i) && !rs.has(h) {
			return i
		}
	}
	for i := rs[0].a; i < rs[0].b; i++ {
		if r.noun(i) && (i+1 >= rs[0].b || !r.noun(i+1)) {
			return i
		}
	}
	return rs[0].a
}
