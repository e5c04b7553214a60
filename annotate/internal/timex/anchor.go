package timex

import (
	"sort"
	"strings"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// Anchor is the index of the time expression that belongs to the verb or noun
// at token tok: the one that says when what it tells of happened. It is -1
// where none does, and the article's day is the best guess. Without a tree the
// nearest expression of the sentence is taken.
func Anchor(doc *ling.Document, tok int) int {
	sent := doc.SentenceAt(tok)
	if sent < 0 || len(doc.Times) == 0 {
		return -1
	}
	a := anchoring{doc: doc, tok: tok, first: doc.Sentences[sent].First, last: doc.Sentences[sent].Last}
	from, to := a.times()
	if from == to {
		return -1
	}
	if doc.Tokens[tok].Head == ling.NoHead {
		return a.nearest(tok, from, to)
	}
	return a.byTree(tok, from, to)
}

// OfCue is the index of the time expression that says when a reporting verb's
// words were said: one that hangs on the very verb, on a verb joined to it under
// one subject, or that stands behind the quotation the verb opens, -1 for none.
// It is stricter than Anchor: a statement in a clause is not dated by its frame.
func OfCue(doc *ling.Document, tok int) int {
	sent := doc.SentenceAt(tok)
	if sent < 0 || len(doc.Times) == 0 {
		return -1
	}
	a := anchoring{doc: doc, tok: tok, first: doc.Sentences[sent].First, last: doc.Sentences[sent].Last}
	if from, to := a.times(); from < to && doc.Tokens[tok].Head != ling.NoHead {
		for t, n := tok, 0; t >= 0 && n < maxSteps; n++ {
			if i := a.on(t, tok, from, to); i >= 0 {
				return i
			}
			if a.rel(t) != "conj" || a.subject(t) {
				break
			}
			t = a.head(t)
		}
	}
	return a.behind(sent)
}

// subject reports whether verb t has a subject of its own.
func (a *anchoring) subject(t int) bool {
	for c := a.first; c < a.last; c++ {
		if a.doc.Tokens[c].Head == t && a.rel(c) == "nsubj" {
			return true
		}
	}
	return false
}

// behind is the expression after a quotation that opens in the verb's sentence
// and closes in a later one: "“…. And so it is,” in a speech on Wednesday".
func (a *anchoring) behind(sent int) int {
	verb, end := a.doc.Tokens[a.tok].End, a.doc.Sentences[sent].End
	for q := a.quotation(verb); q < len(a.doc.Quotations) && a.doc.Quotations[q].Start < end; q++ {
		for _, part := range a.doc.Quotations[q].Parts {
			if part.Start >= end || part.End <= end {
				continue
			}
			first, _ := a.doc.TokensIn(ling.Span{Start: part.End, End: part.End + 1})
			if i := a.plainAfter(first); i >= 0 {
				return i
			}
		}
	}
	return -1
}

// plainAfter is the first expression from token t to its sentence's end with no
// finite verb before it.
func (a *anchoring) plainAfter(t int) int {
	sent := a.doc.SentenceAt(t)
	if sent < 0 {
		return -1
	}
	i := sort.Search(len(a.doc.Times), func(i int) bool { return a.doc.Times[i].First >= t })
	for ; i < len(a.doc.Times) && a.doc.Times[i].First < a.doc.Sentences[sent].Last; i++ {
		if !a.dates(i) {
			continue
		}
		e := &a.doc.Times[i]
		for c := t; c < e.First; c++ {
			if strings.Contains(a.doc.Tokens[c].Feats, "VerbForm=Fin") {
				return -1
			}
		}
		return i
	}
	return -1
}

// anchoring is the search within one sentence.
type anchoring struct {
	doc         *ling.Document
	tok         int // whose time is sought
	first, last int // tokens of the sentence
}

// many is how many expressions before and after a token are looked at: no
// sentence of prose has more, and a table in one must not cost its square.
const many = 32

// times are the indices [from, to) of the sentence's expressions near the token.
func (a *anchoring) times() (from, to int) {
	at := func(tok int) int {
		return sort.Search(len(a.doc.Times), func(i int) bool { return a.doc.Times[i].First >= tok })
	}
	from, to = at(a.first), at(a.last)
	here := min(max(at(a.tok), from), to)
	return max(from, here-many), min(to, here+many)
}

// dates reports whether an expression can say when: it is on the calendar, and
// not in a quotation that the token stands outside of.
func (a *anchoring) dates(i int) bool {
	e := &a.doc.Times[i]
	if e.Type != ling.DATE && e.Type != ling.TIME || strings.HasSuffix(e.Value, "_REF") {
		return false
	}
	at := a.doc.Tokens[a.tok].Span
	for q, n := a.quotation(e.End)-1, 0; q >= 0 && n < many; q, n = q-1, n+1 {
		for _, part := range a.doc.Quotations[q].Parts {
			if part.Contains(e.Span) && !part.Contains(at) {
				return false
			}
		}
	}
	return true
}

// quotation is the index of the first quotation that begins at byte b or later.
func (a *anchoring) quotation(b int) int {
	return sort.Search(len(a.doc.Quotations), func(q int) bool { return a.doc.Quotations[q].Start >= b })
}

// nearest is the expression nearest to tok; of two as near the one before.
func (a *anchoring) nearest(tok, from, to int) int {
	best, gap := -1, 0
	for i := from; i < to; i++ {
		e := &a.doc.Times[i]
		if !a.dates(i) || a.doc.Times[i].First <= tok && tok < e.Last {
			continue
		}
		d := max(e.First-tok, tok-e.Last+1)
		if best < 0 || d < gap {
			best, gap = i, d
		}
	}
	return best
}

// maxSteps bounds a climb in a tree that may be broken.
const maxSteps = 64

// governor is the token outside an expression that it hangs on, and the token
// within that does; -1 if none.
func (a *anchoring) governor(i int) (head, at int) {
	e := &a.doc.Times[i]
	for t := e.First; t < e.Last && t < a.last; t++ {
		if h := a.doc.Tokens[t].Head; h >= a.first && h < a.last && (h < e.First || h >= e.Last) {
			// A preposition or determiner inside hangs where its noun does not.
			switch a.rel(t) {
			case "case", "det", "punct", "cc", "mark":
				continue
			}
			return h, t
		}
	}
	return -1, -1
}

func (a *anchoring) rel(t int) string { return ud.Universal(a.doc.Tokens[t].Deprel) }

// head is the head of t within the sentence, -1 at the root.
func (a *anchoring) head(t int) int {
	if h := a.doc.Tokens[t].Head; h >= a.first && h < a.last {
		return h
	}
	return -1
}

// byTree climbs from tok: an expression that hangs on it, then on the verb it
// depends on, as long as both tell of one happening.
func (a *anchoring) byTree(tok, from, to int) int {
	clauses := 0
	for t, steps := tok, 0; t >= 0 && steps < maxSteps; steps++ {
		if i := a.on(t, tok, from, to); i >= 0 && !a.outlived(t, i) {
			return i
		}
		// "For 2009, the firm says it made a profit": what is said now was then.
		if h := a.head(t); h >= 0 && a.rel(t) == "ccomp" {
			if i := a.on(h, tok, from, to); i >= 0 && a.outlived(h, i) && a.doc.Times[i].Last <= h {
				return i
			}
		}
		switch a.rel(t) {
		case "acl", "advcl":
			// One clause up is the happening itself ("the attack on Friday that
			// killed nine"); two are another.
			if clauses++; clauses > 1 {
				return -1
			}
		case "nsubj", "obj", "obl", "nmod", "iobj", "xcomp", "conj", "amod", "compound", "aux", "cop":
		default:
			return -1
		}
		if a.apart(t) {
			return -1
		}
		if t = a.head(t); t < 0 {
			break
		}
		// "in 2008, when the company posted a loss"
		for i := from; i < to; i++ {
			if e := &a.doc.Times[i]; a.dates(i) && e.First <= t && t < e.Last {
				return i
			}
		}
	}
	return -1
}

// outlived reports whether verb t stands in the present tense and expression i
// was over on the article's day, so that they do not belong together.
func (a *anchoring) outlived(t, i int) bool {
	e := &a.doc.Times[i]
	return !a.doc.Published.IsZero() && !e.Latest.IsZero() && e.Latest.Compare(a.doc.Published) < 0 &&
		strings.Contains(a.doc.Tokens[t].Feats, "Tense=Pres|VerbForm=Fin")
}

// on is the expression that hangs on t: the one with the fewest words between
// in the tree, of several the nearest to tok.
func (a *anchoring) on(t, tok, from, to int) int {
	best, way, gap := -1, 0, 0
	for i := from; i < to; i++ {
		if !a.dates(i) {
			continue
		}
		e := &a.doc.Times[i]
		steps := a.steps(i, t)
		if steps < 0 {
			continue
		}
		if d := max(e.First-tok, tok-e.Last+1); best < 0 || steps < way || steps == way && d < gap {
			best, way, gap = i, steps, d
		}
	}
	return best
}

// steps is how many nouns stand between expression i and t above it, -1 if i
// does not hang on t.
func (a *anchoring) steps(i, t int) int {
	e := &a.doc.Times[i]
	h, at := a.governor(i)
	if h < 0 || a.apart(at) {
		return -1
	}
	if e.Last == t && a.doc.Tokens[t].UPOS == ud.VERB && h < e.First {
		return 0 // "Boeing on Tuesday delivered": never the noun's
	}
	if h != t && e.Last <= h {
		return -1 // "the 1991 agreement", "a June 1 deadline": the noun's own
	}
	n := 0
	for ; h >= 0 && h != t && n < maxSteps; n++ {
		if !a.passes(h) || a.apart(h) {
			return -1
		}
		h = a.head(h)
	}
	if h != t {
		return -1
	}
	return n
}

// apart reports whether t stands behind a preposition that sets its time apart
// from its head's: "since November", "up from 2008", "after a loss yesterday".
func (a *anchoring) apart(t int) bool {
	for c := max(a.first, t-maxBefore); c < t; c++ {
		if a.doc.Tokens[c].Head != t || a.rel(c) != "case" && a.rel(c) != "mark" {
			continue
		}
		switch strings.ToLower(a.doc.Tokens[c].Form) {
		case "since", "from", "than", "until", "till", "after", "before", "following":
			return true
		}
	}
	return false
}

// maxBefore is how far before a noun its preposition may stand.
const maxBefore = 12

// passes reports whether what hangs on noun t says when t's head was: "in the
// early hours of Monday", "at a meeting on Monday", "signed a deal on Monday".
func (a *anchoring) passes(t int) bool {
	switch a.doc.Tokens[t].UPOS {
	case ud.NOUN, ud.PROPN, ud.NUM, ud.ADJ, ud.ADV:
	default:
		return false
	}
	switch a.rel(t) {
	case "obl", "nmod", "advmod", "appos", "flat", "compound", "nummod", "conj", "obj":
		return true
	}
	return false
}
