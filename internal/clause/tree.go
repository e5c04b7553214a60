package clause

import (
	"strings"

	"onrecord/ling"
	"onrecord/ling/ud"
)

// Tree is a document's tokens and what hangs on each: its children and the
// extent of its subtree, worked out once. A place outside the text is a token
// without form, tag, head or children, so that a rule may look one token
// further, or back, without asking whether there is one.
type Tree struct {
	*ling.Document
	kidAt  []int32 // children of token i are kids[kidAt[i]:kidAt[i+1]]
	kids   []int
	left   []int32  // first token of i's subtree
	right  []int32  // last token of i's subtree
	low    []string // every token in lower case: rules ask for it all the time
	lemma  []string // and its lemma, or its form where no lemma is known
	beyond ling.Token
}

// newTree prepares the trees of doc.
func newTree(doc *ling.Document) *Tree {
	n := len(doc.Tokens)
	t := &Tree{
		Document: doc, kidAt: make([]int32, n+2), left: make([]int32, n), right: make([]int32, n),
		beyond: ling.Token{Head: ling.NoHead},
	}
	t.low, t.lemma = make([]string, n), make([]string, n)
	for i := range doc.Tokens {
		t.low[i], t.lemma[i] = strings.ToLower(doc.Tokens[i].Form), strings.ToLower(doc.Tokens[i].Lemma)
		if l := t.lemma[i]; l == "" || l == "_" {
			t.lemma[i] = t.low[i]
		}
	}
	t.compose()
	pending := make([]int32, n) // how many children of each have not told their extent
	for i := range doc.Tokens {
		t.left[i], t.right[i] = int32(i), int32(i)
		if h := doc.Tokens[i].Head; h >= 0 && h < n {
			t.kidAt[h+2]++
			pending[h]++
		}
	}
	for i := 1; i <= n+1; i++ {
		t.kidAt[i] += t.kidAt[i-1]
	}
	t.kids = make([]int, t.kidAt[n+1])
	for i := range doc.Tokens {
		if h := doc.Tokens[i].Head; h >= 0 && h < n {
			t.kids[t.kidAt[h+1]] = i
			t.kidAt[h+1]++
		}
	}
	t.extents(pending)
	return t
}

// extents carries the leaves' places up to their heads. A token of a cycle,
// which no tree has, keeps its own place.
func (t *Tree) extents(pending []int32) {
	ready := make([]int32, 0, len(t.Tokens))
	for i, p := range pending {
		if p == 0 {
			ready = append(ready, int32(i))
		}
	}
	for len(ready) > 0 {
		i := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		h := t.Tokens[i].Head
		if h < 0 || h >= len(t.Tokens) {
			continue
		}
		t.left[h], t.right[h] = min(t.left[h], t.left[i]), max(t.right[h], t.right[i])
		if pending[h]--; pending[h] == 0 {
			ready = append(ready, int32(h))
		}
	}
}

// Token is token i, or one that is empty where the text has none.
func (t *Tree) Token(i int) *ling.Token {
	if i < 0 || i >= len(t.Tokens) {
		return &t.beyond
	}
	return &t.Tokens[i]
}

// Left is the first token of i's subtree.
func (t *Tree) Left(i int) int {
	if i < 0 || i >= len(t.left) {
		return i
	}
	return int(t.left[i])
}

// Right is the last token of i's subtree.
func (t *Tree) Right(i int) int {
	if i < 0 || i >= len(t.right) {
		return i
	}
	return int(t.right[i])
}

// Kids are the children of token i, in text order.
func (t *Tree) Kids(i int) []int {
	if i < 0 || i >= len(t.Tokens) {
		return nil
	}
	return t.kids[t.kidAt[i]:t.kidAt[i+1]]
}

// Kid is the first child of i whose relation is one of rels; a relation given
// without subtype matches all its subtypes. It is -1 for none.
func (t *Tree) Kid(i int, rels ...string) int {
	for _, k := range t.Kids(i) {
		if t.Is(k, rels...) {
			return k
		}
	}
	return -1
}

// Is reports whether i's relation is one of rels.
func (t *Tree) Is(i int, rels ...string) bool {
	d := t.Token(i).Deprel
	for _, r := range rels {
		if d == r || len(d) > len(r) && d[len(r)] == ':' && d[:len(r)] == r {
			return true
		}
	}
	return false
}

// Head is the head of i, -1 at the root or without a tree.
func (t *Tree) Head(i int) int {
	if h := t.Token(i).Head; h >= 0 && h < len(t.Tokens) {
		return h
	}
	return -1
}

// Parsed reports whether a parser has looked at token i.
func (t *Tree) Parsed(i int) bool { return t.Token(i).Head != ling.NoHead }

// Subtree is the tokens of k and all below it.
func (t *Tree) Subtree(k int) Runs { return Range(t.Left(k), t.Right(k)+1) }

// CaseIs reports whether k's preposition is prep.
func (t *Tree) CaseIs(k int, prep string) bool {
	for _, c := range t.Kids(k) {
		if t.Is(c, "case", "mark") && c < k && t.Low(c) == prep {
			return true
		}
	}
	return false
}

// VerbOf is the verb that noun h is an argument of, -1 for none.
func (t *Tree) VerbOf(h int) int {
	for range 4 {
		up := t.Head(h)
		if up < 0 || t.POS(up, ud.VERB) {
			return up
		}
		h = up
	}
	return -1
}

// MainOf is the token that heads the run: the first whose head lies outside.
func (t *Tree) MainOf(part Run) int {
	for i := part.From; i < part.To; i++ {
		if h := t.Head(i); (h < part.From || h >= part.To) && !t.POS(i, ud.PUNCT) {
			return i
		}
	}
	return part.From
}

// HeadOf is the token of rs that the rest hangs on.
func (t *Tree) HeadOf(rs Runs) int {
	if len(rs) == 0 {
		return -1
	}
	for i := rs.From(); i < rs[0].To; i++ {
		if h := t.Head(i); t.Noun(i) && !rs.Has(h) {
			return i
		}
	}
	for i := rs.From(); i < rs[0].To; i++ {
		if t.Noun(i) && (i+1 >= rs[0].To || !t.Noun(i+1)) {
			return i
		}
	}
	return rs.From()
}

// NominalRoot reports whether the tree of the sentence [first, last) has a noun
// for its root: a tagger that took the main verb for a participle leaves it so.
func (t *Tree) NominalRoot(first, last int) bool {
	for k := first; k < last; k++ {
		if t.Head(k) < 0 {
			return t.POS(k, ud.NOUN, ud.PROPN)
		}
	}
	return false
}
