package statement

import (
	"strings"

	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// The label that leads a speaker's turn in a transcript, or a headline.

// labelWords is the most words that a speaker before a colon has, rank, outlet and
// clock included.
const labelWords = 16

// mayTurn reports whether a speaker's turn may begin with sentence s: it opens a
// paragraph, or follows a clock or another turn in it.
func (r *finder) mayTurn(s int) bool {
	if r.Sentences[s].NewPar || s == 0 || r.Sentences[s-1].Block != r.Sentences[s].Block {
		return true
	}
	before := r.Sentences[s-1]
	if a := r.clockEnd(before.First, before.Last); a == before.Last {
		return true
	}
	t, ok := r.turnAt(s)
	return ok && t.capitals && r.turnsBefore(s)
}

// turnsBefore reports whether the paragraph of sentence s begins with a turn.
func (r *finder) turnsBefore(s int) bool {
	first, _ := r.Paragraph(r.Sentences[s].First)
	t, ok := r.turnAt(r.SentenceAt(first))
	return ok && t.capitals
}

// turn is what leads a line: who speaks, and the colon behind.
type turn struct {
	who      clause.Run
	colon    int
	capitals bool // the name is in capitals, or a letter, as in a transcript
}

// turnAt is the label that sentence s begins with, a clock before and brackets
// behind the name left out: "[14:20] ANA LIND (through an interpreter): …".
func (r *finder) turnAt(s int) (turn, bool) {
	first, last := r.Sentences[s].First, r.Sentences[s].Last
	a := first
	for a < last && r.QuoteMark(a) {
		a++
	}
	a = r.clockEnd(a, last)
	colon := a
	for colon < min(last, a+labelWords) && r.Token(colon).Form != ":" {
		colon++
	}
	if colon >= last || r.Token(colon).Form != ":" {
		return turn{}, false
	}
	b := r.bracketsOff(a, colon)
	if a >= b || r.headed(a, r.firstComma(a, b)) {
		return turn{}, false
	}
	t := turn{clause.Run{From: a, To: b}, colon, r.transcribed(a, b)}
	return t, t.capitals || r.speaker(a, b, r.title(s))
}

// clockEnd is where the clock that token a begins ends, in brackets or not; a for none.
func (r *finder) clockEnd(a, last int) int {
	k := a
	if r.Punct(k, "[(") {
		k++
	}
	if k >= last || !clock(r.Token(k).Form) {
		return a
	}
	if k++; k < last && r.Punct(k, "])") {
		k++
	}
	return k
}

// clock reports whether s is a time of day in figures: 14:20, 00:12:04.
func clock(s string) bool {
	return len(s) > 3 && strings.Contains(s, ":") && strings.Trim(s, "0123456789:") == ""
}

// bracketsOff is where [a, b) ends without what its last brackets hold.
func (r *finder) bracketsOff(a, b int) int {
	for b > a && r.Punct(b-1, ")]") {
		k := b - 1
		for k > a && !r.Punct(k, "([") {
			k--
		}
		b = k
	}
	return b
}

// title reports whether sentence s is the article's title.
func (r *finder) title(s int) bool {
	b := r.Sentences[s].Block
	return b >= 0 && b < len(r.Blocks) && r.Blocks[b].Kind == ling.BlockTitle || b < 0 && s == 0
}

// transcribed reports whether the label [a, b) is one of a transcript's, so
// that whatever follows it was said: "Q:", or a name in capitals, with rank and
// outlet behind a comma: "ANA KOVAČ, analyst for CNN:".
func (r *finder) transcribed(a, b int) bool {
	if b-a == 1 && len(r.Token(a).Form) == 1 {
		return true
	}
	names := 0
	for k := a; k < b; k++ {
		switch {
		case r.Shouted(k):
			names++
		case r.Punct(k, ",") && names > 0:
			return !r.HasTensed(k, b)
		case !r.Punct(k, ".&-'’") && !r.capitals(k):
			return false
		}
	}
	return names > 0
}

// capitals reports whether token k is a word of capitals, of any length: "TV".
func (r *finder) capitals(k int) bool {
	f := r.Token(k).Form
	return f != "" && strings.ToUpper(f) == f && strings.ToLower(f) != f
}

// headed reports whether a word in the label [a, b) makes it a heading: "VIDEO:".
func (r *finder) headed(a, b int) bool {
	for k := a; k < b; k++ {
		if r.listed("heading", k) {
			return true
		}
	}
	return false
}

// speaker reports whether the words [a, b) before a colon name one who speaks:
// names in a headline; in running text a name in capitals, or a name and no more.
func (r *finder) speaker(a, b int, title bool) bool {
	if c := r.firstComma(a, b); !title && c < b && r.aPerson(a, c) && !r.HasTensed(c, b) {
		b = c // Ana Kovač, Norda News: …
	}
	names := 0
	for k := a; k < b; k++ {
		switch {
		case r.POS(k, ud.VERB, ud.AUX, ud.ADV, ud.SCONJ) && !r.Shouted(k):
			return false
		case r.POS(k, ud.PROPN) || r.Shouted(k):
			names++
		case title && r.POS(k, ud.NOUN):
			names++
		}
	}
	if title {
		return names > 0 && b-a <= 6 && r.aVoice(a, b)
	}
	return names == b-a && b-a <= 3 || b-a == 1 && (r.Token(a).Form == "Q" || r.Token(a).Form == "A")
}

// firstComma is the first comma in [a, b), b for none.
func (r *finder) firstComma(a, b int) int {
	for k := a; k < b; k++ {
		if r.Punct(k, ",") {
			return k
		}
	}
	return b
}
