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

// labelWords is the most words that a speaker before a colon has.
const labelWords = 12

// labels finds the statement of a line that a speaker's name and a colon lead
// (a headline, a transcript), or that a dash and a name sign: “…” — A. Reader.
func (r *finder) labels(s int) {
	first, last := r.Sentences[s].First, r.Sentences[s].Last
	if r.datelined(s) {
		return
	}
	if !r.Sentences[s].NewPar && s > 0 && r.Sentences[s-1].Block == r.Sentences[s].Block {
		return
	}
	_, end := r.Paragraph(first)
	if c := r.label(first, last, end, r.title(s)); c != nil {
		r.keep(c)
	} else if c := r.signed(first, end); c != nil {
		r.keep(c)
	}
}

// title reports whether sentence s is the article's title.
func (r *finder) title(s int) bool {
	b := r.Sentences[s].Block
	return b >= 0 && b < len(r.Blocks) && r.Blocks[b].Kind == ling.BlockTitle || b < 0 && s == 0
}

// label reads "SPEAKER: words" from first on.
func (r *finder) label(first, last, end int, title bool) *candidate {
	a := first
	for a < last && r.QuoteMark(a) {
		a++
	}
	colon := -1
	for k := a; k < min(last, a+labelWords); k++ {
		if r.Token(k).Form == ":" {
			colon = k
			break
		}
	}
	if colon <= a || colon+1 >= end {
		return nil
	}
	transcript := r.transcribed(a, colon)
	if !transcript && (colon+2 >= end || !r.speaker(a, colon, title)) || r.headed(a, colon) {
		return nil
	}
	cand := &candidate{cue: markCue(":"), foundBy: foundHere + "mark label", at: colon, words: clause.Range(colon, colon+1), source: r.Trim(clause.Range(a, colon)), head: colon - 1, quoted: true, turn: true}
	cand.content = r.Trim(clause.Range(colon+1, end))
	if title {
		cand.content = r.Trim(clause.Range(colon+1, last))
	}
	if len(cand.content) == 0 || len(cand.source) == 0 || !r.claims(cand.content[0], transcript) {
		return nil
	}
	return cand
}

// transcribed reports whether the label [a, b) is one of a transcript's, so
// that whatever follows it was said: "Q:", or a name in capitals, with rank and
// outlet behind a comma: "ANA KOVAČ, CNN ANALYST:".
func (r *finder) transcribed(a, b int) bool {
	if b-a == 1 && len(r.Token(a).Form) == 1 {
		return true
	}
	names := 0
	for k := a; k < b; k++ {
		switch {
		case r.Shouted(k):
			names++
		case !r.Punct(k, ",.()&-'’") && !r.capitals(k):
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
