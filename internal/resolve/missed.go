package resolve

import (
	"strings"

	"onrecord"
	"onrecord/internal/kb"
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
			behind := r.behindBody(i, first)
			end := r.capitalsFrom(i, last, behind)
			if end == i {
				i++
				continue
			}
			if r.mostCapitals(first, last) {
				break // a headline in capitals says nothing
			}
			if behind || r.namesBody(i, end) {
				r.add(i, end, ling.ORG, finder+" missed")
			}
			i = end
		}
	}
}

// sources makes names of the sources of statements that are nothing but words in
// capitals and that nobody has taken for names: who speaks under a name has it. In
// a transcript it is a person's, else nobody knows whose, and a body's is likelier.
func (r *gatherer) sources(statements []onrecord.Statement) {
	const longest = 4 // words
	surnames := r.fullSurnames()
	for i := range statements {
		s := &statements[i]
		if len(s.Source.Spans) != 1 {
			continue
		}
		first, last := r.tokensOf(s.Source.Spans)
		if first < last && r.word(first) == "the" {
			if first++; last-first == 1 && !acronym(r.doc.Tokens[first].Form) {
				continue // "the Emperor" is no name
			}
		}
		speech := s.CueLemma == ":"
		if first >= last || last-first > longest || !r.allProper(first, last, speech) {
			continue
		}
		typ := ling.ORG
		if speech || surnames[kb.Fold(r.text(first, last))] {
			typ = ling.PER
		}
		r.add(first, last, typ, finder+" source")
	}
}

// allProper reports whether tokens [first, last) are proper nouns in no name yet;
// in front of a speech in a transcript capitals throughout are enough.
func (r *gatherer) allProper(first, last int, speech bool) bool {
	for i := first; i < last; i++ {
		t := &r.doc.Tokens[i]
		if noun, _ := r.words.Noun(r.word(i)); noun != nil || t.XPOS != "NNP" && !(speech && acronym(t.Form)) && !(last-first == 1 && r.onlyCapital(i)) || !isTitleCase(t.Form) || r.words.opener[r.word(i)] || r.view.Timed(i) {
			return false
		}
		if m := r.nameAt(i); m != nil {
			return false
		}
	}
	return true
}

// onlyCapital reports whether the word of token i stands in the article twice and
// never in small letters: a name, though it begins a sentence and has no name's tag.
func (r *gatherer) onlyCapital(i int) bool {
	if r.doc.Tokens[i].XPOS != "NN" {
		return false
	}
	count := 0
	for k := range r.doc.Tokens {
		if r.lowered[k] != r.lowered[i] {
			continue
		}
		if count++; !isTitleCase(r.doc.Tokens[k].Form) {
			return false
		}
	}
	return count > 1
}

// datelines makes places of the capitals at the head of a report, and of what
// follows them to say where that is: "TROY, N.C. (AP) --", "VALE —".
func (r *gatherer) datelines() {
	for s := range r.doc.Sentences {
		i, last := r.doc.Sentences[s].First, r.doc.Sentences[s].Last
		end := i
		for end < last && len(r.doc.Tokens[end].Form) > 2 && acronym(r.doc.Tokens[end].Form) && isTitleCase(r.doc.Tokens[end].Form) {
			end++
		}
		if end == i || !r.doc.Sentences[s].NewPar {
			continue
		}
		within := r.nameAt(end + 1)
		behind := end
		if r.word(end) == "," && within != nil {
			behind = within.Last
		}
		if !r.reportOpens(behind) {
			continue
		}
		r.place(i, end)
		if behind > end {
			r.place(within.First, within.Last)
		}
	}
}

// reportOpens reports whether a dash stands at token i, an agency in brackets aside.
func (r *gatherer) reportOpens(i int) bool {
	if r.word(i) == "(" && r.word(i+2) == ")" {
		i += 3
	}
	switch r.word(i) {
	case "--", "—", "–", "-":
		return true
	}
	return false
}

// place makes the name at tokens [first, last) a place's, or adds it. What is
// known to be something else stays.
func (r *gatherer) place(first, last int) {
	m := r.nameAt(first)
	switch {
	case m == nil:
		r.add(first, last, ling.GPE, finder+" dateline")
	case m.First == first && m.Last == last && (m.Type == ling.PER || m.Type == ling.ORG):
		m.Type = ling.GPE
	}
}

// capitalsFrom is where the run of words in capitals that token i begins ends,
// none of them in a name already. Behind a noun for bodies any words may be a
// name: "the charity Save Our Rivers".
func (r *gatherer) capitalsFrom(i, last int, behind bool) int {
	for i < last && r.nameAt(i) == nil && isTitleCase(r.doc.Tokens[i].Form) && !r.view.Timed(i) && !r.words.isTitle(r.word(i)) && (behind || !r.words.opener[r.word(i)] && r.named(i)) {
		i++
	}
	return i
}

// behindBody reports whether a noun for bodies in small letters stands before
// token i, a quotation mark aside.
func (r *gatherer) behindBody(i, start int) bool {
	before := i - 1
	if r.quoteMark(before) || r.word(before) == "," && r.word(r.capitalsFrom(i, len(r.doc.Tokens), false)) == "," {
		before--
	}
	return before >= start && !isTitleCase(r.doc.Tokens[before].Form) && r.bodyNoun(before) && r.determined(before, start)
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
	return capitals*3 > all*2 && all > 5
}

// servedBy reports whether somebody before token i serves what begins there: "the
// chief of Northline", "a spokesman for Northline".
func (r *gatherer) servedBy(i int) bool {
	switch r.word(i - 1) {
	case "of", "for", "at":
	default:
		return false
	}
	head := r.word(i - 2)
	n, plural := r.words.Noun(head)
	if r.word(i-1) == "of" && !r.words.heads[head] || r.word(i) == "state" {
		return false // "minister of Roads", "head of State"
	}
	return !plural && n.Is(words.Office|words.Calling) && strings.HasPrefix(r.doc.Tokens[i].XPOS, "NNP")
}

// namesBody reports whether the run [first, last) ends in a noun for bodies, is
// whose somebody is, or is said to be one behind it.
func (r *gatherer) namesBody(first, last int) bool {
	if last-first > 1 && r.bodyNoun(last-1) && r.word(first-1) == "the" || r.servedBy(first) && (r.nameAt(last) == nil || r.nameAt(last).Type != ling.PER) {
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
