package statement

import (
	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// phrases finds "according to" and its kin in the sentence [first, last).
func (r *finder) phrases(first, last int) {
	for i := first; i < last; i++ {
		for _, c := range r.lex.phrases[r.Low(i)] {
			if words, ok := r.literal(i, last, c.words); ok {
				r.accordingTo(first, last, i, c, words)
				break
			}
		}
	}
}

// accordingTo makes the candidate of a phrase that is followed by its source:
// the content is the clause it hangs on, or the sentence around it.
func (r *finder) accordingTo(first, last, i int, c *cue, words clause.Runs) {
	after := words[0].To
	if after >= last || r.QuoteAt(after) != r.QuoteAt(i) {
		return
	}
	head, source := r.PhraseFrom(after, last)
	if len(source) == 0 {
		return
	}
	if cut := r.withoutClause(source, i == first, last); cut.Size() < source.Size() {
		source, head = cut, r.HeadOf(cut)
	}
	if len(c.opens) > 0 && !r.opened(c, first, i, last, source, head) {
		return
	}
	cand := &candidate{cue: c, foundBy: c.class.foundBy(), at: i, words: words, source: source, head: head}
	cand.content = r.around(first, last, i, r.AdditionEnd(source.To(), last))
	if r.settle(cand); cand.content.Size() > 1 {
		r.keep(cand)
	}
}

// opened reports whether the phrase of cue c at i, with its source, may open the
// sentence as c asks: somebody's name or a pronoun, then words that c knows.
func (r *finder) opened(c *cue, first, i, last int, source clause.Runs, head int) bool {
	switch {
	case head < 0 || r.Timed(head), !r.POS(head, ud.PROPN, ud.PRON) && !clause.Capital(r.Token(head).Form):
		return false
	case c.opens[0] == anyWord && r.standing.Named(head, ling.GPE, ling.LOC, ling.FAC):
		return false // where it was written
	}
	return r.opening(first, i, source.To(), last, c.opens)
}

// anyWord stands in what a phrase opens for any word.
const anyWord = "*"

// withoutClause gives back to the sentence what a tree has taken for a part of
// the source: the subject, where what follows is a verb that has none
// ("According to Kovač, President Orlan has proposed …"); the whole clause,
// where nothing follows; the verb behind the second comma ("Six people,
// according to the guard, crossed at night"). opens says that the phrase opens
// the sentence.
func (r *finder) withoutClause(source clause.Runs, opens bool, last int) clause.Runs {
	if len(source) != 1 {
		return source
	}
	a, end := source.From(), source[0].To
	next := end
	if next < last && r.Punct(next, ",") {
		next++
	}
	whole := next >= last || next == last-1 && r.POS(next, ud.PUNCT)
	for k := a + 1; k < end-1; k++ {
		if !r.Punct(k, ",") {
			continue
		}
		if opens && (whole || r.finite(next)) || !opens && r.POS(k+1, ud.VERB, ud.AUX) && !r.Gerund(k+1) {
			return clause.Range(a, k)
		}
		if opens {
			break
		}
	}
	return source
}

// opening reports whether the phrase [i, end) opens its sentence, and a comma
// and one of words follow: "For Kovač, this is …".
func (r *finder) opening(first, i, end, last int, words []string) bool {
	if i != first || end+1 >= last || !r.Punct(end, ",") {
		return false
	}
	for _, w := range words {
		if w == anyWord || r.Low(end+1) == w {
			return true
		}
	}
	return false
}

// around is the clause that the phrase [i, end) is added to.
func (r *finder) around(first, last, i, end int) clause.Runs {
	start := r.AfterDateline(first, last)
	opening := true
	for k := start; k < i; k++ {
		if !r.POS(k, ud.CCONJ, ud.ADV, ud.PUNCT, ud.SCONJ) {
			opening = false
		}
	}
	if opening {
		return clause.Range(end, last)
	}
	if i-1 >= first && (r.POS(i-1, ud.CCONJ) || r.Punct(i-1, ":")) || i-2 >= first && r.Punct(i-1, ",") && r.POS(i-2, ud.CCONJ, ud.SCONJ) {
		return clause.Range(end, last)
	}
	// "; " parts clauses that share nothing.
	a := start
	for k := i - 1; k > start; k-- {
		if r.Punct(k, ";") && r.QuoteAt(k) < 0 {
			a = k + 1
			break
		}
	}
	b := last
	found := clause.Range(a, i)
	if end < last && r.Punct(end, ",") && i > 0 && r.Punct(i-1, ",") {
		found = found.Join(clause.Range(end, b))
	}
	return found
}
