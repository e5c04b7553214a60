package statement

import (
	"onrecord/ling"
	"onrecord/ling/ud"
)

// datelined reports whether what stands before the colon that sentence s opens
// with is where the report comes from and no speaker: "TIRANA: Two judges
// resigned." A place that speaks by its name is quoted, says "we", or heads a
// line that is no full sentence ("Moscow: no talks").
func (r *finder) datelined(s int) bool {
	first, last := r.Sentences[s].First, r.Sentences[s].Last
	a := r.AfterDateline(first, last)
	if a == first || !r.Punct(a-1, ":") {
		return false
	}
	return !r.QuoteMark(a) && r.QuoteAt(a) < 0 && r.reported(a, last)
}

// reported reports whether the words [a, last) are a reporter's full sentence:
// a stop ends it, it has a finite verb, and nobody in it is "I", "we" or "you".
func (r *finder) reported(a, last int) bool {
	if last-a < 3 || !r.Punct(last-1, ".") || !r.HasTensed(a, last) {
		return false
	}
	for k := a; k < last && r.QuoteAt(k) < 0; k++ {
		if r.POS(k, ud.PRON, ud.DET) && r.listed("spoken", k) {
			return false
		}
	}
	return true
}

// placed reports whether the label t of sentence s, in capitals, is a place that no
// layer knows, and no speaker: "DILI: Police said the bridge was closed." It leads
// the report, no other line has a label, nobody of the article bears its name, and
// what follows is a reporter's full sentence about what has been.
func (r *finder) placed(s int, t turn) bool {
	last := r.Sentences[s].Last
	if !t.capitals || t.who.To-t.who.From > placeWords || t.colon+1 >= last || !r.leadsReport(s) {
		return false
	}
	for k := t.who.From; k < t.who.To; k++ {
		if !r.Shouted(k) || r.somebody(r.Low(k)) || r.namesPerson(r.Low(k), t.colon) {
			return false
		}
	}
	a := t.colon + 1
	return !r.POS(a, ud.PRON) && !r.QuoteMark(a) && r.reported(a, last) && r.toldAsPast(a, last)
}

// placeWords is how many words the name of a place has at most: "NEW PORT VALE".
const placeWords = 3

// leadsReport reports whether sentence s is the first of the article's running
// text, and the only one with a label.
func (r *finder) leadsReport(s int) bool {
	for n := range r.Sentences {
		if n == s {
			continue
		}
		if n < s && r.Prose(n) && !r.title(n) && r.HasTensed(r.Sentences[n].First, r.Sentences[n].Last) {
			return false
		}
		if _, ok := r.turnAt(n); ok && n > s {
			return false
		}
	}
	return true
}

// namesPerson reports whether the word is part of a person's name behind token a;
// what a layer makes of a word in capitals before it is worth little.
func (r *finder) namesPerson(word string, a int) bool {
	for _, m := range r.Mentions {
		for k := max(m.First, a); m.Type == ling.PER && k < m.Last; k++ {
			if r.Low(k) == word {
				return true
			}
		}
	}
	return false
}

// toldAsPast reports whether the first finite verb of [a, last) tells of something
// that happened, rather than of how things are.
func (r *finder) toldAsPast(a, last int) bool {
	for k := a; k < last; k++ {
		if r.Tensed(k) {
			return r.Token(k).XPOS == "VBD" && !r.Is(k, "cop")
		}
	}
	return false
}
