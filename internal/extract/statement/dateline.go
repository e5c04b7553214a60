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
// layer knows, and no speaker: "DILI: Police said the bridge was closed." Nobody of
// the article bears its name, and what follows every label of the article is a
// reporter's full sentence about what happened.
func (r *finder) placed(s int, t turn) bool {
	return r.placeName(t) && r.reportsBehind(s, t) && r.allReport()
}

// placeWords is how many words the name of a place has at most: "NEW PORT VALE".
const placeWords = 3

// placeName reports whether a label can be a place: some words in capitals, none
// of them for people or of a person's name.
func (r *finder) placeName(t turn) bool {
	if !t.capitals || t.who.To-t.who.From > placeWords {
		return false
	}
	for k := t.who.From; k < t.who.To; k++ {
		if !r.Shouted(k) || r.somebody(r.Low(k)) || r.namesPerson(r.Low(k), t.colon) {
			return false
		}
	}
	return true
}

// reportsBehind reports whether a reporter's sentence about what happened stands
// behind the label t of sentence s.
func (r *finder) reportsBehind(s int, t turn) bool {
	a, last := t.colon+1, r.Sentences[s].Last
	return a < last && !r.POS(a, ud.PRON) && !r.QuoteMark(a) && r.reported(a, last) && r.toldAsPast(a, last)
}

// allReport reports whether every label of the article leads a report, as in a
// column of briefs: in a transcript somebody answers. It is asked once.
func (r *finder) allReport() bool {
	if r.briefs == unknown {
		r.briefs = yes
		for s := range r.Sentences {
			if t, ok := r.turnAt(s); ok && r.mayTurn(s) && !r.title(s) && !r.reportsBehind(s, t) {
				r.briefs = no
				break
			}
		}
	}
	return r.briefs == yes
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
