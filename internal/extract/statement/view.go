package statement

import (
	"strings"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// view is a Document with what the rules ask of it often worked out once: the
// children and extent of every token, and the quotation each token stands in.
type view struct {
	*ling.Document
	kidAt   []int32 // children of token i are kids[kidAt[i]:kidAt[i+1]]
	kids    []int32
	left    []int32       // first token of i's subtree
	right   []int32       // last token of i's subtree
	inQuote []int32       // outermost quotation of the token, -1 for none
	tops    []int32       // quotations that stand in no other, in order
	nameAt  map[int][]int // mentions by the first byte of their head token
	quoted  []runs        // tokens of every quotation
	timeAt  []int32       // time expression of the token, -1 for none
	parOf   []int32       // paragraph of every sentence
	pars    []run         // tokens of every paragraph
}

// look prepares doc.
func look(doc *ling.Document) *view {
	n := len(doc.Tokens)
	v := &view{
		Document: doc, kidAt: make([]int32, n+2), left: make([]int32, n), right: make([]int32, n), inQuote: make([]int32, n),
		nameAt: map[int][]int{},
	}
	pending := make([]int32, n)
	for i := range doc.Tokens {
		v.left[i], v.right[i], v.inQuote[i] = int32(i), int32(i), -1
		if h := doc.Tokens[i].Head; h >= 0 && h < n {
			v.kidAt[h+2]++
			pending[h]++
		}
	}
	for i := 1; i <= n+1; i++ {
		v.kidAt[i] += v.kidAt[i-1]
	}
	v.kids = make([]int32, v.kidAt[n+1])
	for i := range doc.Tokens {
		if h := doc.Tokens[i].Head; h >= 0 && h < n {
			v.kids[v.kidAt[h+1]] = int32(i)
			v.kidAt[h+1]++
		}
	}
	v.extents(pending)
	v.quotations()
	v.paragraphs()
	v.times()
	for m := range doc.Mentions {
		if h := doc.Mentions[m].Head; h >= 0 && h < n {
			v.nameAt[doc.Tokens[h].Start] = append(v.nameAt[doc.Tokens[h].Start], m)
		}
	}
	return v
}

// extents carries the leaves' places up to their heads. A token of a cycle,
// which no tree has, keeps its own place.
func (v *view) extents(pending []int32) {
	ready := make([]int32, 0, len(v.Tokens))
	for i, p := range pending {
		if p == 0 {
			ready = append(ready, int32(i))
		}
	}
	for len(ready) > 0 {
		i := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		h := v.Tokens[i].Head
		if h < 0 || h >= len(v.Tokens) {
			continue
		}
		v.left[h], v.right[h] = min(v.left[h], v.left[i]), max(v.right[h], v.right[i])
		if pending[h]--; pending[h] == 0 {
			ready = append(ready, int32(h))
		}
	}
}

// quotations marks the tokens of every outermost quotation.
func (v *view) quotations() {
	v.quoted = make([]runs, len(v.Quotations))
	for q := range v.Quotations {
		for _, part := range v.Quotations[q].Parts {
			a, b := v.TokensIn(part)
			v.quoted[q] = append(v.quoted[q], one(a, b)...)
		}
		if v.Quotations[q].Outer >= 0 {
			continue
		}
		v.tops = append(v.tops, int32(q))
		for _, part := range v.quoted[q] {
			for i := part.a; i < part.b; i++ {
				v.inQuote[i] = int32(q)
			}
		}
	}
}

// paragraphs numbers the paragraphs that the sentences stand in.
func (v *view) paragraphs() {
	v.parOf = make([]int32, len(v.Sentences))
	for s := range v.Sentences {
		sent := &v.Sentences[s]
		if s == 0 || sent.NewPar || v.Sentences[s-1].Block != sent.Block {
			v.pars = append(v.pars, run{sent.First, sent.Last})
		}
		n := len(v.pars) - 1
		v.parOf[s], v.pars[n].b = int32(n), sent.Last
	}
}

// times marks the tokens of every time expression.
func (v *view) times() {
	v.timeAt = make([]int32, len(v.Tokens))
	for i := range v.timeAt {
		v.timeAt[i] = -1
	}
	for t := range v.Times {
		for i := max(v.Times[t].First, 0); i < min(v.Times[t].Last, len(v.Tokens)); i++ {
			v.timeAt[i] = int32(t)
		}
	}
}

// of are the children of token i, in text order.
func (v *view) of(i int) []int32 { return v.kids[v.kidAt[i]:v.kidAt[i+1]] }

// kid is the first child of i whose relation is one of rels; a relation given
// without subtype matches all its subtypes. It is -1 for none.
func (v *view) kid(i int, rels ...string) int {
	if i < 0 {
		return -1
	}
	for _, k := range v.of(i) {
		if v.is(int(k), rels...) {
			return int(k)
		}
	}
	return -1
}

// is reports whether i's relation is one of rels.
func (v *view) is(i int, rels ...string) bool {
	d := v.Tokens[i].Deprel
	for _, r := range rels {
		if d == r || len(d) > len(r) && d[len(r)] == ':' && d[:len(r)] == r {
			return true
		}
	}
	return false
}

// head is the head of i, -1 at the root or without a tree.
func (v *view) head(i int) int {
	if h := v.Tokens[i].Head; h >= 0 && h < len(v.Tokens) {
		return h
	}
	return -1
}

// parsed reports whether a parser has looked at token i.
func (v *view) parsed(i int) bool { return v.Tokens[i].Head != ling.NoHead }

// low is the token's form in lower case.
func (v *view) low(i int) string { return strings.ToLower(v.Tokens[i].Form) }

// lemma is the token's lemma in lower case, or its form where no lemma is known.
func (v *view) lemma(i int) string {
	if l := v.Tokens[i].Lemma; l != "" && l != "_" {
		return strings.ToLower(l)
	}
	return v.low(i)
}

// pos reports whether i's tag is one of tags. A proper noun is one by either
// tag: a tagger may be of two minds about a name.
func (v *view) pos(i int, tags ...ud.UPOS) bool {
	for _, t := range tags {
		if v.Tokens[i].UPOS == t || t == ud.PROPN && strings.HasPrefix(v.Tokens[i].XPOS, "NNP") {
			return true
		}
	}
	return false
}

// noun reports whether i is tagged as a noun, name or pronoun.
func (v *view) noun(i int) bool {
	return v.pos(i, ud.NOUN, ud.PROPN, ud.PRON) || strings.HasPrefix(v.Tokens[i].XPOS, "NN")
}

// punct reports whether i is one of the marks.
func (v *view) punct(i int, marks string) bool {
	f := v.Tokens[i].Form
	return f != "" && strings.Contains(marks, f)
}

// quoteMark reports whether token i is nothing but a quotation mark.
func (v *view) quoteMark(i int) bool {
	switch v.Tokens[i].Form {
	case "\"", "“", "”", "''", "``", "‘", "’", "'", "«", "»", "„", "’’", "‘‘", "＂":
		return true
	}
	return false
}

// sentence is the token range [first, last) of the sentence of token i.
func (v *view) sentence(i int) (first, last int) {
	s := v.SentenceAt(i)
	if s < 0 {
		return i, i + 1
	}
	return v.Sentences[s].First, v.Sentences[s].Last
}

// paragraph is the token range of the paragraph of token i.
func (v *view) paragraph(i int) (first, last int) {
	s := v.SentenceAt(i)
	if s < 0 {
		return i, i + 1
	}
	p := v.pars[v.parOf[s]]
	return p.a, p.b
}
