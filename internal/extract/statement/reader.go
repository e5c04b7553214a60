package statement

import (
	"onrecord/ling"
)

// reader reads one document.
type reader struct {
	*view
	lex   *lexicon
	found []*candidate
}

// keep adds a candidate.
func (r *reader) keep(c *candidate) { r.found = append(r.found, c) }

// prose reports whether sentence s is the article's own running words.
func (r *reader) prose(s int) bool {
	b := r.Sentences[s].Block
	return b < 0 || b >= len(r.Blocks) || r.Blocks[b].Kind.Prose()
}

// read finds all candidates, in the order of their cues.
func (r *reader) read() {
	for s := range r.Sentences {
		if !r.prose(s) {
			continue
		}
		first, last := r.Sentences[s].First, r.Sentences[s].Last
		r.verbs(first, last)
		r.phrases(first, last)
		r.labels(s)
	}
	r.runOn()
	r.nest()
}

// venueOf is the occasion or document that verb i's statement was made in.
func (r *reader) venueOf(i int) runs {
	for _, k := range r.of(i) {
		k := int(k)
		if k > i-30 && r.is(k, "obl") && r.lex.lists["venue"][r.lemma(k)] && r.inQuote[k] == r.inQuote[i] {
			for _, p := range [...]string{"in", "at", "on", "during", "through", "via"} {
				if r.caseIs(k, p) {
					return r.phrase(k)
				}
			}
		}
	}
	return nil
}

// labels finds the statement of a line that a speaker's name and a colon lead:
// a headline or a transcript.
func (r *reader) labels(s int) {
	first, last := r.Sentences[s].First, r.Sentences[s].Last
	title := r.Sentences[s].Block >= 0 && r.Sentences[s].Block < len(r.Blocks) && r.Blocks[r.Sentences[s].Block].Kind == ling.BlockTitle
	if !title && !(r.Sentences[s].NewPar || s == 0) {
		return
	}
	colon := -1
	for k := first; k < min(last, first+12); k++ {
		if r.Tokens[k].Form == ":" && r.inQuote[k] < 0 {
			colon = k
			break
		}
	}
	if colon <= first || colon+1 >= last {
		return
	}
	for k := first; k < colon; k++ {
		if !r.noun(k) && !title || r.verbal(k) {
			return
		}
	}
	c := markCue
	cand := &candidate{cue: c, foundBy: "mark/label@" + version, at: colon, words: one(colon, colon+1), source: one(first, colon), head: colon - 1, parent: -1, quoted: true}
	b := last
	if !title {
		_, b = r.paragraph(first)
	}
	cand.content = r.trim(one(colon+1, b))
	if cand.content.size() < 3 {
		return
	}
	r.keep(cand)
}
