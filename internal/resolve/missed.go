package resolve

import (
	"strings"

	"onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// missed finds the names of bodies that the name layer has missed, where the
// words around a run of capitals say what it is: it ends in a noun for bodies
// ("the Harbour Board"), it stands behind one ("the charity Save Our Rivers",
// "the newspaper “Zora”"), or one stands behind it ("Northline, a unit of …").
func (r *gatherer) missed() {
	for s := range r.doc.Sentences {
		first, last := r.doc.Sentences[s].First, r.doc.Sentences[s].Last
		for i := first; i < last; {
			end := r.capitalsFrom(i, last)
			if end == i {
				i++
				continue
			}
			if r.mostCapitals(first, last) {
				break // a headline in capitals says nothing
			}
			if r.namesBody(i, end, first) {
				r.add(i, end, ling.ORG, finder+" missed")
			}
			i = end
		}
	}
}

// capitalsFrom is where the run of words in capitals that token i begins ends,
// none of them in a name already.
func (r *gatherer) capitalsFrom(i, last int) int {
	for i < last && r.nameAt(i) == nil && isTitleCase(r.doc.Tokens[i].Form) && !r.words.opener[r.word(i)] && !r.view.Timed(i) && r.named(i) {
		i++
	}
	return i
}

// named reports whether token i has a tag that the words of names have.
func (r *gatherer) named(i int) bool {
	switch r.doc.Tokens[i].UPOS {
	case ud.PROPN, ud.NOUN, ud.ADJ:
		return r.word(i) != "the"
	}
	return false
}

// mostCapitals reports whether two words of three of a sentence begin with a capital.
func (r *gatherer) mostCapitals(first, last int) bool {
	capitals, all := 0, 0
	for i := first; i < last; i++ {
		if r.doc.Tokens[i].UPOS == ud.PUNCT {
			continue
		}
		all++
		if isTitleCase(r.doc.Tokens[i].Form) {
			capitals++
		}
	}
	return capitals*3 > all*2 && all > 3
}

// namesBody reports whether the words about the run [first, last) in a sentence
// that begins at token start say that it names a body.
func (r *gatherer) namesBody(first, last, start int) bool {
	if last-first > 1 && r.bodyNoun(last-1) && r.word(first-1) == "the" {
		return true
	}
	before := first - 1
	if r.quoteMark(before) {
		before--
	}
	if before >= start && !isTitleCase(r.doc.Tokens[before].Form) && r.bodyNoun(before) && r.determined(before, start) {
		return true
	}
	return r.word(last) == "," && r.words.Indefinite[r.word(last+1)] && r.bodyNoun(r.possessed(last+2)) && strings.HasPrefix(r.doc.Tokens[first].XPOS, "NNP")
}

// bodyNoun reports whether token i is a noun for one body or outlet.
func (r *gatherer) bodyNoun(i int) bool {
	n, plural := r.words.Noun(r.word(i))
	return !plural && n.Is(words.Body|words.Outlet) && !n.Is(words.Person) && r.doc.Tokens[i].UPOS != ud.VERB
}

// determined reports whether the noun at token i is one that is spoken of: "the
// charity", "Lakeside's daily", "the opposition party".
func (r *gatherer) determined(i, start int) bool {
	for k := i - 1; k >= start && k > i-4; k-- {
		if w := r.word(k); w == "the" || r.words.Indefinite[w] || r.words.Possessive[w] || r.ending(k) {
			return true
		}
		if !r.nominal(k) {
			return false
		}
	}
	return false
}

// quoteMark reports whether token i opens or closes quoted words.
func (r *page) quoteMark(i int) bool {
	switch r.word(i) {
	case "“", "”", "\"", "«", "»", "‘", "’", "``", "''", "'":
		return true
	}
	return false
}
