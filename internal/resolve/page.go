package resolve

import (
	"strings"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// page is the text that is read, with what the rules ask of its words.
type page struct {
	words   *lexicon
	view    *clause.View
	doc     *ling.Document
	art     *onrecord.Article
	day     ling.Date // the article's day, zero if unknown
	lowered []string  // the tokens' forms in small letters
}

func newPage(words *lexicon, view *clause.View, art *onrecord.Article) *page {
	doc := view.Document
	p := &page{words: words, view: view, doc: doc, art: art, day: art.Published.Day(), lowered: make([]string, len(doc.Tokens))}
	if p.day.IsZero() {
		p.day = doc.Published
	}
	for i := range doc.Tokens {
		p.lowered[i] = strings.ToLower(doc.Tokens[i].Form)
	}
	return p
}

// text is the text of a token range, as it stands on the page.
func (r *page) text(first, last int) string {
	if first >= last {
		return ""
	}
	return r.doc.Text[r.doc.Tokens[first].Start:r.doc.Tokens[last-1].End]
}

// word is the lower-cased form of token i, "" outside the document.
func (r *page) word(i int) string {
	if i < 0 || i >= len(r.lowered) {
		return ""
	}
	return r.lowered[i]
}

// ending reports whether token i is the ending of a possessive.
func (r *page) ending(i int) bool {
	switch r.word(i) {
	case "'s", "’s":
		return true
	case "'", "’": // of a word in -s: "the Philippines’ government"
		return r.doc.Tokens[i].UPOS == ud.PART
	}
	return false
}

// sentenceOf is the sentence that token i stands in.
func (r *page) sentenceOf(i int) (first, last int) {
	if s := r.doc.SentenceAt(i); s >= 0 {
		return r.doc.Sentences[s].First, r.doc.Sentences[s].Last
	}
	return 0, len(r.doc.Tokens)
}

// nominal reports whether token i can stand before the noun it describes.
func (r *page) nominal(i int) bool {
	switch r.doc.Tokens[i].UPOS {
	case ud.ADJ, ud.NOUN, ud.PROPN, ud.NUM:
		return true
	case ud.VERB:
		return r.doc.Tokens[i].Deprel == "amod"
	}
	return false
}

// lemma is the lemma of token i, its form without one, "" outside.
func (r *page) lemma(i int) string {
	if i < 0 || i >= len(r.doc.Tokens) {
		return ""
	}
	if l := r.doc.Tokens[i].Lemma; l != "" && l != "_" {
		return strings.ToLower(l)
	}
	return r.word(i)
}

// quoted reports whether token i stands inside a quotation.
func (r *page) quoted(i int) bool { return r.view.QuoteAt(i) >= 0 }

// headOf is the token of a range whose head lies outside it, the first if
// there are more; the last word of the first noun phrase without a tree.
func (r *page) headOf(first, last int) int {
	parsed := false
	for i := first; i < last; i++ {
		h := r.doc.Tokens[i].Head
		if h == ling.NoHead {
			continue
		}
		parsed = true
		if (h < first || h >= last) && r.doc.Tokens[i].UPOS != ud.PUNCT {
			return i
		}
	}
	if parsed {
		return first
	}
	return r.firstPhrase(first, last)
}

// firstPhrase is the last word of the first run of nouns in a range.
func (r *page) firstPhrase(first, last int) int {
	for i := first; i < last; i++ {
		switch r.doc.Tokens[i].UPOS {
		case ud.NOUN, ud.PROPN, ud.PRON:
			if i+1 >= last || r.doc.Tokens[i+1].UPOS != ud.NOUN && r.doc.Tokens[i+1].UPOS != ud.PROPN {
				return i
			}
		}
	}
	return last - 1
}

// possessed is the last noun of the noun phrase that begins at token i.
func (r *page) possessed(i int) int {
	_, end := r.sentenceOf(i)
	last := i
	for k := i; k < end && k < i+6 && r.nominal(k); k++ {
		last = k
	}
	return last
}

func isTitleCase(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// tokensOf are the tokens from a part's first word to its last.
func (r *page) tokensOf(spans []ling.Span) (first, last int) {
	return r.doc.TokensIn(ling.Span{Start: spans[0].Start, End: spans[len(spans)-1].End})
}

// quoteMark reports whether token i opens or closes quoted words.
func (r *page) quoteMark(i int) bool {
	switch r.word(i) {
	case "“", "”", "\"", "«", "»", "‘", "’", "``", "''", "'":
		return true
	}
	return false
}
