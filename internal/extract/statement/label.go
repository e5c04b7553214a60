package statement

import (
	"onrecord/ling"
	"onrecord/ling/ud"
)

// markCue stands for a mark that parts a speaker from the words: a colon or a dash.
func markCue(form string) *cue {
	return &cue{words: []string{form}, act: "say", takes: []frame{{kind: onQuote}}}
}

// labels finds the statement of a line that a speaker's name and a colon lead
// (a headline, a transcript), or that a dash and a name sign: “…” — A. Reader.
func (r *reader) labels(s int) {
	first, last := r.Sentences[s].First, r.Sentences[s].Last
	if !r.Sentences[s].NewPar && s > 0 && r.Sentences[s-1].Block == r.Sentences[s].Block {
		return
	}
	_, end := r.paragraph(first)
	if c := r.label(first, last, end, r.title(s)); c != nil {
		r.keep(c)
	} else if c := r.signed(first, end); c != nil {
		r.keep(c)
	}
}

// title reports whether sentence s is the article's title.
func (r *reader) title(s int) bool {
	b := r.Sentences[s].Block
	return b >= 0 && b < len(r.Blocks) && r.Blocks[b].Kind == ling.BlockTitle || b < 0 && s == 0
}

// labelWords is the most words that a speaker before a colon has.
const labelWords = 12

// label reads "SPEAKER: words" from first on.
func (r *reader) label(first, last, end int, title bool) *candidate {
	a := first
	for a < last && r.quoteMark(a) {
		a++
	}
	colon := -1
	for k := a; k < min(last, a+labelWords); k++ {
		if r.Tokens[k].Form == ":" {
			colon = k
			break
		}
	}
	if colon <= a || colon+2 >= end || !r.speaker(a, colon, title) {
		return nil
	}
	cand := &candidate{cue: markCue(":"), foundBy: "mark/label@" + version, at: colon, words: one(colon, colon+1), source: r.trim(one(a, colon)), head: colon - 1, quoted: true}
	cand.content = r.trim(one(colon+1, end))
	if title {
		cand.content = r.trim(one(colon+1, last))
	}
	if len(cand.content) == 0 || len(cand.source) == 0 {
		return nil
	}
	return cand
}

// speaker reports whether the words [a, b) before a colon name one who speaks:
// names in a headline; in running text a name in capitals, or a name and no more.
func (r *reader) speaker(a, b int, title bool) bool {
	names := 0
	for k := a; k < b; k++ {
		switch {
		case r.pos(k, ud.VERB, ud.AUX, ud.ADV, ud.SCONJ) && !r.shouted(k):
			return false
		case r.pos(k, ud.PROPN) || r.shouted(k):
			names++
		case title && r.pos(k, ud.NOUN):
			names++
		}
	}
	if title {
		return names > 0 && b-a <= 6
	}
	return names == b-a && b-a <= 3 || b-a == 1 && (r.Tokens[a].Form == "Q" || r.Tokens[a].Form == "A")
}

// signed reads a paragraph that is a quotation, a dash and a name.
func (r *reader) signed(first, end int) *candidate {
	q := r.inQuote[first]
	if q < 0 {
		return nil
	}
	whole := r.quotation(int(q))
	b := whole[len(whole)-1].b
	if b+1 >= end || end-b > labelWords || !r.punct(b, "—–―--") && r.Tokens[b].Form != "-" {
		return nil
	}
	for k := b + 1; k < end; k++ {
		if r.pos(k, ud.VERB, ud.AUX) {
			return nil
		}
	}
	return &candidate{
		cue: markCue(r.Tokens[b].Form), foundBy: "mark/signed@" + version, at: b, words: one(b, b+1),
		source: r.trim(one(b+1, end)), head: end - 1, content: whole, quoted: true,
	}
}
