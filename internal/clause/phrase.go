package clause

import (
	"onrecord/ling/ud"
)

// Phrase is the noun phrase of head h, its preposition and the clauses that
// only add to it left out.
func (v *View) Phrase(h int) Runs {
	if h < 0 {
		return nil
	}
	return v.Trim(Range(v.phraseStart(h), v.phraseEnd(h)))
}

// phraseStart is where the phrase of h begins: behind its preposition, and
// behind what it is said of where it is a predicate.
func (v *View) phraseStart(h int) int {
	a := v.Left(h)
	for _, k := range v.Kids(h) {
		if k > h || v.Right(k) >= h {
			continue
		}
		if v.Is(k, "nsubj", "cop", "aux", "expl", "csubj", "advcl") {
			a = max(a, v.Right(k)+1)
		} else if v.Is(k, "case", "mark", "cc", "advmod") && v.Left(k) == a {
			a = v.Right(k) + 1
		}
	}
	for a < h && v.POS(a, ud.SCONJ, ud.CCONJ, ud.ADV, ud.ADP) && !v.approximates(a) {
		a++
	}
	return a
}

// approximates reports whether token k says of a number that it is not exact:
// "about 20 miners".
func (v *View) approximates(k int) bool {
	switch v.Low(k) {
	case "about", "more", "nearly":
		return true
	}
	return false
}

// phraseEnd is where the phrase of h ends: before the clauses that only add to
// it and the marks around them.
func (v *View) phraseEnd(h int) int {
	b := v.Right(h) + 1
	for _, k := range v.Kids(h) {
		if k > h && v.adds(h, k) && (v.Right(k)+1 == b || v.Is(k, "acl", "parataxis")) {
			b = min(b, v.Left(k))
		}
	}
	return max(b, h+1)
}

// adds reports whether what hangs on h at k behind it only adds to the phrase: a
// clause behind a comma or dash, a sentence put into it, a mark.
func (v *View) adds(h, k int) bool {
	switch {
	case v.Is(k, "parataxis"):
		return true
	case v.Is(k, "acl", "dep", "cop"):
		return v.Left(k) > h+1 && v.Punct(v.Left(k)-1, ",–—-")
	}
	return v.Is(k, "punct") && !v.QuoteMark(k) && !v.Punct(k, ")]")
}

// PhraseBefore is the phrase of head h, without the clause that verb i heads in it.
func (v *View) PhraseBefore(h, i int) Runs {
	p := v.Phrase(h)
	if h < i && p.Has(i) {
		for up, steps := i, 0; up >= 0 && up != h && steps < len(v.Tokens); up, steps = v.Head(up), steps+1 { // a broken tree may lead round
			p = p.Without(v.Subtree(up))
		}
	}
	if h >= 0 && h < i {
		p = p.Within(Range(0, i))
	}
	return v.Trim(p)
}

// PhraseFrom is the noun phrase that begins at token a, by the tree where there
// is one, else by tags.
func (v *View) PhraseFrom(a, last int) (int, Runs) {
	if v.Parsed(a) {
		h := a
		for {
			up := v.Head(h)
			if up < a || up >= last || !v.Is(h, "det", "amod", "compound", "nummod", "nmod", "flat", "case", "advmod", "punct", "goeswith") {
				break
			}
			h = up
		}
		if v.Noun(h) || v.POS(h, ud.NUM, ud.ADJ, ud.DET) {
			if v.Left(h) <= a {
				p := v.Phrase(h)
				if len(p) > 0 {
					return h, v.Trim(Range(a, v.AdditionAt(a, p.To())))
				}
			}
		}
	}
	return v.NominalFrom(a, last)
}

// AdditionAt is where in [a, b) a clause that adds to the noun phrase begins
// behind a comma, b if none does.
func (v *View) AdditionAt(a, b int) int {
	for k := a + 1; k+1 < b; k++ {
		if v.Punct(k, ",") && (v.Gerund(k+1) || v.RelativePronoun(k+1)) {
			return k
		}
	}
	return b
}

// AdditionEnd is where the clause that adds to a source behind its comma ends,
// "…, citing officials", "…, who saw it": at the next comma, or with the sentence.
func (v *View) AdditionEnd(end, last int) int {
	if end+1 >= last || !v.Punct(end, ",") || !v.RelativePronoun(end+1) && !v.Gerund(end+1) {
		return end
	}
	for k := end + 1; k < last; k++ {
		if v.Punct(k, ",") {
			return k
		}
	}
	return last
}
