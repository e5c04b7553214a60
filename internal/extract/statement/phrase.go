package statement

import (
	"onrecord/ling/ud"
)

// phrases finds "according to" and its kin in the sentence [first, last).
func (r *reader) phrases(first, last int) {
	for i := first; i < last; i++ {
		for _, c := range r.lex.phrases[r.low(i)] {
			if words, ok := r.literal(i, last, c.words); ok {
				r.accordingTo(first, last, i, c, words)
				break
			}
		}
	}
}

// literal finds words one after the other from token i on; "_" stands for the source.
func (r *reader) literal(i, last int, words []string) (runs, bool) {
	for n, w := range words {
		if i+n >= last || r.low(i+n) != w {
			return nil, false
		}
	}
	return runs{{i, i + len(words)}}, true
}

// accordingTo makes the candidate of a phrase that is followed by its source:
// the content is the clause it hangs on, or the sentence around it.
func (r *reader) accordingTo(first, last, i int, c *cue, words runs) {
	after := words[0].b
	if after >= last || r.inQuote[after] != r.inQuote[i] {
		return
	}
	head, source := r.nounPhrase(after, last)
	if len(source) == 0 {
		return
	}
	if cut := r.withoutClause(source, i == first, last); cut.size() < source.size() {
		source, head = cut, r.headOf(cut)
	}
	if len(c.opens) > 0 && (head < 0 || r.timed(head) || !r.pos(head, ud.PROPN, ud.PRON) && !capital(r.Tokens[head].Form)) {
		return
	}
	if len(c.opens) > 0 && !r.opening(first, i, source[len(source)-1].b, last, c.opens) {
		return
	}
	cand := &candidate{cue: c, foundBy: c.class.foundBy(), at: i, words: words, source: source, head: head}
	end := source[len(source)-1].b
	end = r.addition(end, last)
	cand.content = r.settle(cand, r.around(first, last, i, end))
	if len(cand.content) == 0 || cand.content.size() < 2 {
		return
	}
	r.keep(cand)
}

// withoutClause gives back to the sentence what a tree has taken for a part of
// the source: the subject, where what follows is a verb that has none
// ("According to Kovač, President Orlan has proposed …"); the whole clause,
// where nothing follows; the verb behind the second comma ("Six people,
// according to the guard, crossed at night"). opens says that the phrase opens
// the sentence.
func (r *reader) withoutClause(source runs, opens bool, last int) runs {
	if len(source) != 1 {
		return source
	}
	a, end := source[0].a, source[0].b
	next := end
	if next < last && r.punct(next, ",") {
		next++
	}
	whole := next >= last || next == last-1 && r.pos(next, ud.PUNCT)
	for k := a + 1; k < end-1; k++ {
		if !r.punct(k, ",") {
			continue
		}
		if opens && (whole || r.finite(next)) || !opens && r.pos(k+1, ud.VERB, ud.AUX) && !r.gerund(k+1) {
			return one(a, k)
		}
		if opens {
			break
		}
	}
	return source
}

// opening reports whether the phrase [i, end) opens its sentence, and a comma
// and one of words follow: "For Kovač, this is …".
func (r *reader) opening(first, i, end, last int, words []string) bool {
	if i != first || end+1 >= last || !r.punct(end, ",") {
		return false
	}
	for _, w := range words {
		if r.low(end+1) == w {
			return true
		}
	}
	return false
}

// addition is where the clause that adds to a source behind its comma ends,
// "…, citing officials", "…, who saw it": at the next comma, or with the sentence.
func (r *reader) addition(end, last int) int {
	if end+1 >= last || !r.punct(end, ",") || !r.relative(end+1) && !r.gerund(end+1) {
		return end
	}
	for k := end + 1; k < last; k++ {
		if r.punct(k, ",") {
			return k
		}
	}
	return last
}

// additionAt is where in [a, b) a clause that adds to the noun phrase begins
// behind a comma, b if none does.
func (r *reader) additionAt(a, b int) int {
	for k := a + 1; k+1 < b; k++ {
		if r.punct(k, ",") && (r.gerund(k+1) || r.relative(k+1)) {
			return k
		}
	}
	return b
}

// around is the clause that the phrase [i, end) is added to.
func (r *reader) around(first, last, i, end int) runs {
	start := r.afterDateline(first, last)
	opening := true
	for k := start; k < i; k++ {
		if !r.pos(k, ud.CCONJ, ud.ADV, ud.PUNCT, ud.SCONJ) {
			opening = false
		}
	}
	if opening {
		return one(end, last)
	}
	if i-1 >= first && (r.pos(i-1, ud.CCONJ) || r.punct(i-1, ":")) || i-2 >= first && r.punct(i-1, ",") && r.pos(i-2, ud.CCONJ, ud.SCONJ) {
		return one(end, last)
	}
	// "; " parts clauses that share nothing.
	a := start
	for k := i - 1; k > start; k-- {
		if r.punct(k, ";") && r.inQuote[k] < 0 {
			a = k + 1
			break
		}
	}
	b := last
	found := one(a, i)
	if end < last && r.punct(end, ",") && i > 0 && r.punct(i-1, ",") {
		found = found.join(one(end, b))
	}
	return found
}

// afterDateline is where the sentence begins when a place and an agency with a
// dash lead it: "GENEVA (NNA) — The …".
func (r *reader) afterDateline(first, last int) int {
	if first >= last || !r.shouted(first) {
		return first
	}
	for k := first + 1; k < min(last, first+10); k++ {
		if r.punct(k, "—–--") || r.Tokens[k].Form == "-" {
			return k + 1
		}
	}
	return first
}

// shouted reports whether token i is a word of three capitals or more.
func (r *reader) shouted(i int) bool {
	f := r.Tokens[i].Form
	if len(f) < 3 {
		return false
	}
	for k := 0; k < len(f); k++ {
		if f[k] >= 'a' && f[k] <= 'z' {
			return false
		}
	}
	return f[0] >= 'A' && f[0] <= 'Z'
}

// nounPhrase is the noun phrase that begins at token a, by the tree where there
// is one, else by tags.
func (r *reader) nounPhrase(a, last int) (int, runs) {
	if r.parsed(a) {
		h := a
		for {
			up := r.head(h)
			if up < a || up >= last || !r.is(h, "det", "amod", "compound", "nummod", "nmod", "flat", "case", "advmod", "punct", "goeswith") {
				break
			}
			h = up
		}
		if r.noun(h) || r.pos(h, ud.NUM, ud.ADJ, ud.DET) {
			if int(r.left[h]) <= a {
				p := r.phrase(h)
				if len(p) > 0 {
					return h, r.trim(one(a, r.additionAt(a, p[len(p)-1].b)))
				}
			}
		}
	}
	return r.rightNominal(a, last)
}
