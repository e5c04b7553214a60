package statement

import (
	"strings"

	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// markCue stands for a mark that parts a speaker from the words: a colon or a dash.
func markCue(form string) *cue {
	return &cue{words: []string{form}, act: "say", takes: []frame{{kind: onQuote}}}
}

// labelWords is the most words that a speaker before a colon has, rank, outlet and
// clock included.
const labelWords = 16

// labels finds the statement of a line that a speaker's name and a colon lead
// (a headline, a transcript), or that a dash and a name sign: “…” — A. Reader.
func (r *finder) labels(s int) {
	first := r.Sentences[s].First
	if r.datelined(s) || !r.mayTurn(s) {
		return
	}
	_, end := r.Paragraph(first)
	t, ok := r.turnAt(s)
	switch {
	case ok && r.placed(s, t):
	case ok:
		if c := r.label(s, t, r.turnEnd(s, end)); c != nil {
			r.beyondLabel(s, t)
			r.keep(c)
		}
	default:
		if c := r.signed(first, end); c != nil {
			r.keep(c)
		}
	}
}

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

// turnEnd is where the turn that sentence s begins ends: at the next speaker's
// label in capitals, or with the paragraph at end.
func (r *finder) turnEnd(s, end int) int {
	for n := s + 1; n < len(r.Sentences) && r.Sentences[n].First < end; n++ {
		if t, ok := r.turnAt(n); ok && t.capitals {
			return r.Sentences[n].First
		}
	}
	return end
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

// beyondLabel takes the label of sentence s out of the parts of what else is found
// in it: a tree knows no labels.
func (r *finder) beyondLabel(s int, t turn) {
	lead := clause.Range(r.Sentences[s].First, t.colon+1)
	for _, c := range r.found[r.fromOf[s]:] {
		c.source, c.content = r.Trim(c.source.Without(lead)), r.Trim(c.content.Without(lead))
	}
	r.dropWhere("label", func(c *candidate) bool { return len(c.content) == 0 })
}

// title reports whether sentence s is the article's title.
func (r *finder) title(s int) bool {
	b := r.Sentences[s].Block
	return b >= 0 && b < len(r.Blocks) && r.Blocks[b].Kind == ling.BlockTitle || b < 0 && s == 0
}

// label is what the speaker of t says up to end, nil where nobody does.
func (r *finder) label(s int, t turn, end int) *candidate {
	last := r.Sentences[s].Last
	if t.colon+1 >= end || !t.capitals && t.colon+2 >= end {
		return nil
	}
	cand := &candidate{
		cue: markCue(":"), foundBy: foundHere + "mark label", at: t.colon, words: clause.Range(t.colon, t.colon+1),
		source: r.Trim(clause.Range(t.who.From, t.who.To)), head: t.who.To - 1, quoted: true, turn: true,
	}
	if r.title(s) && last > t.colon+1 {
		end = last
	}
	cand.content = r.Trim(clause.Range(t.colon+1, end))
	if len(cand.content) == 0 || len(cand.source) == 0 || !r.claims(cand.content[0], t.capitals) {
		return nil
	}
	return cand
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

// claims reports whether the words behind a label are something said rather
// than a list, a figure or the label's own headline: they are quoted, or have a
// finite verb and are more than that verb.
func (r *finder) claims(part clause.Run, transcript bool) bool {
	if transcript {
		return true
	}
	for k := part.From; k < part.To; k++ {
		if r.QuoteMark(k) || r.QuoteAt(k) >= 0 || r.Tensed(k) || r.POS(k, ud.AUX) {
			return part.To-part.From > 2
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

// signed reads a paragraph that is a quotation, a dash and a name.
func (r *finder) signed(first, end int) *candidate {
	q := r.QuoteAt(first)
	if q < 0 {
		return nil
	}
	parts := r.QuoteRuns(q) // of every paragraph that it runs over: not to be copied for each
	b := parts.To()
	if b+1 >= end || end-b > labelWords || !r.Punct(b, "—–―--:") && r.Token(b).Form != "-" {
		return nil
	}
	for k := b + 1; k < end; k++ {
		if r.POS(k, ud.VERB, ud.AUX) {
			return nil
		}
	}
	return &candidate{
		cue: markCue(r.Token(b).Form), foundBy: foundHere + "mark signed", at: b, words: clause.Range(b, b+1),
		source: r.Trim(clause.Range(b+1, end)), head: end - 1, content: r.Quotation(q), quoted: true,
	}
}
