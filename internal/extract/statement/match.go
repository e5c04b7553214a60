package statement

import (
	"strings"

	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// cues answers which words are cues: forms of the verbs, nouns and phrases of
// the lexicon, and what a tagger has made of them.
type cues struct {
	*clause.View
	lex      *lexicon
	standing *standings
}

// listed reports whether the form of token i stands in a list of the lexicon.
func (r *cues) listed(list string, i int) bool { return r.lex.lists[list][r.Low(i)] }

// led reports whether a preposition of the list leads the phrase of token k.
func (r *cues) led(k int, list string) bool {
	for _, c := range r.Kids(k) {
		if c < k && r.Is(c, "case", "mark") && r.listed(list, c) {
			return true
		}
	}
	return false
}

// matchVerb is the cue that begins at token i, with the tokens it takes; the
// cue's fixed words may follow at a little distance ("put it more bluntly").
func (r *cues) matchVerb(i int) (*cue, clause.Runs) {
	for _, c := range r.lex.verbs[r.verbLemma(i)] {
		words, ok := r.fixed(i, c.words[1:])
		if ok && (len(c.words) == 1 || !r.POS(words.To()-1, ud.ADP) || !r.OnDay(words.To())) { // insisted on Monday
			return c, words
		}
	}
	return nil, nil
}

// verbLemma is the verb of the lexicon that token i is a form of, or its lemma.
func (r *cues) verbLemma(i int) string {
	l := r.Lemma(i)
	if r.lex.verbs[l] == nil {
		if verb, ok := r.lex.forms[r.Low(i)]; ok {
			return verb
		}
	}
	return l
}

// fixed finds the words that follow token i, each within two tokens of the last.
func (r *cues) fixed(i int, words []string) (clause.Runs, bool) {
	found := clause.Range(i, i+1)
	_, last := r.Sentence(i)
	at := i
	for _, w := range words {
		next := -1
		for k := at + 1; k < min(last, at+4); k++ {
			if r.Low(k) == w || r.Lemma(k) == w {
				next = k
				break
			}
		}
		if next < 0 {
			return nil, false
		}
		found = found.Join(clause.Range(next, next+1))
		at = next
	}
	return found, true
}

// literal finds words one after the other from token i on; "_" stands for the source.
func (r *cues) literal(i, last int, words []string) (clause.Runs, bool) {
	for n, w := range words {
		if i+n >= last || r.Low(i+n) != w {
			return nil, false
		}
	}
	return clause.Range(i, i+len(words)), true
}

// verbal reports whether token i is a verb in use, not an adjective or noun made of one.
func (r *cues) verbal(i int) bool {
	if clause.Capital(r.Token(i).Form) && r.inName(i) {
		return false // Omar Said
	}
	if r.Token(i).UPOS != ud.VERB && !(strings.HasPrefix(r.Token(i).XPOS, "VB") && r.Token(i).UPOS != ud.AUX) {
		return r.POS(i, ud.NOUN) && r.lex.verbs[r.verbLemma(i)] != nil && (r.closesQuote(i) || r.closesReport(i) || r.Gerund(i))
	}
	return !r.Is(i, "amod", "compound", "case", "aux", "cop", "fixed")
}

// inName reports whether the capitalised verb at i is the last word of a name: the
// clause's own verb follows.
func (r *cues) inName(i int) bool {
	first, _ := r.Sentence(i)
	return i > first && r.POS(i-1, ud.PROPN) && r.Tensed(i+1) && r.POS(i+1, ud.VERB)
}

// cueAt reports whether a verb of the lexicon that takes words stands at k.
func (r *cues) cueAt(k int) bool {
	if r.Token(k).UPOS != ud.VERB {
		return false
	}
	c, _ := r.matchVerb(k)
	return c != nil && !c.attitude
}

// finite reports whether the verb at i can have a subject of its own.
func (r *cues) finite(i int) bool {
	switch r.Token(i).XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	case "VBN": // often a past tense that the tagger missed
		s := r.OwnSubject(i)
		return r.Kid(i, "aux") >= 0 || s >= 0 && s < i && !r.Is(i, "acl", "amod") ||
			r.Is(i, "root", "conj") && i+1 < len(r.Tokens) && r.Low(i+1) == "that"
	case "NNS", "NN":
		return r.closesQuote(i) || r.closesReport(i)
	case "VB": // often a present tense that the tagger missed
		return r.Kid(i, "aux") >= 0 || r.OwnSubject(i) >= 0 && !r.ToInfinitive(i)
	}
	return r.Token(i).XPOS == ""
}

// closesQuote reports whether the word at i, a noun to the tagger, is the cue of
// the quotation before it: “…,” the envoy notes.
func (r *cues) closesQuote(i int) bool {
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

// closesReport reports whether the word at i, a noun to the tagger, is the cue of
// the sentence that a name and it close: The road is shut, Norda News reports.
func (r *cues) closesReport(i int) bool {
	c, _ := r.matchVerb(i)
	if c == nil || !c.takesClause() || c.attitude || r.QuoteAt(i) >= 0 || !strings.HasSuffix(r.Low(i), "s") {
		return false
	}
	first, last := r.Sentence(i)
	if b := i + 1; b < last && !r.Punct(b, ".,") {
		return false
	}
	k := i - 1
	for k > first && r.POS(k, ud.PROPN) && r.QuoteAt(k) < 0 {
		k--
	}
	if r.Low(k) == "the" {
		k--
	}
	return k < i-1 && k > first && r.Punct(k, ",") && r.HasTensed(first, k)
}

// prompted reports whether the verb at i is the participle of a question that
// an answer follows: "Asked whether …, she said", "when pressed on …". Who
// asked is whoever comes with "by", or nobody.
func (r *cues) prompted(i int) bool {
	switch r.Low(i) {
	case "asked", "pressed", "questioned", "quizzed":
	default:
		return false
	}
	first, _ := r.Sentence(i)
	if r.QuoteAt(i) >= 0 || r.Kid(i, "aux") >= 0 {
		return false
	}
	if s := r.OwnSubject(i); s >= 0 && s < i {
		return r.besideSubject(i)
	}
	return i == first || r.Low(i-1) == "when" || r.besideSubject(i)
}

// besideSubject reports whether the participle at i stands with its words between
// commas behind a subject whose verb follows: The firm, [asked] why, said …
func (r *cues) besideSubject(i int) bool {
	_, last := r.Sentence(i)
	if !r.Punct(i-1, ",") || !r.Noun(i-2) {
		return false
	}
	for k := i + 1; k+1 < last; k++ {
		if r.Punct(k, ",") {
			return r.Tensed(k+1) || r.Participle(k+1)
		}
	}
	return false
}

// participial reports whether k is an -ing form, whatever a tagger calls it:
// "warning that" is no noun.
func (r *cues) participial(k int) bool {
	return r.Gerund(k) || k+1 < len(r.Tokens) && r.POS(k, ud.NOUN) && strings.HasSuffix(r.Low(k), "ing") && r.Low(k+1) == "that"
}

// wentOn is where "went on to" before the cue at i begins, -1 for nowhere.
func (r *cues) wentOn(i int) int {
	if i >= 3 && r.Low(i-1) == "to" && r.Low(i-2) == "on" && r.Lemma(i-3) == "go" {
		return i - 3
	}
	return -1
}

// lemmaOf is the lemma, or for a participle its form, as adjectives are listed.
func (r *cues) lemmaOf(i int) string {
	if r.Token(i).UPOS == ud.VERB {
		return r.Low(i)
	}
	return r.Lemma(i)
}

// leadIn reports whether a sentence that begins with token i begins with a
// phrase about the saying rather than with what was said: “Asked about it, …”.
func (r *cues) leadIn(i int) bool {
	switch r.Token(i).XPOS {
	case "VBN", "VBG", "WRB":
		return true
	}
	return r.POS(i, ud.SCONJ, ud.ADP)
}

// behindMark is k, or the token behind the comma at k.
func (r *cues) behindMark(k int) int {
	if k+1 < len(r.Tokens) && r.Punct(k, ",") {
		return k + 1
	}
	return k
}
