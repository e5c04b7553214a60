package refer

import (
	"strings"

	"onrecord/internal/clause"
	"onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// Text is a document, its names, and the descriptions found in it.
type Text struct {
	*Words
	view  *clause.View
	low   []string // tokens in small letters
	names []*Name
	at    []*Name // token -> outermost name
	descs []*Description
	desc  []*Description // token -> description that holds it
	prose []int          // sentence -> sentences up to it that are not all quotation

	learned map[string]*words.Noun // nouns that this text teaches, see learn
	apposed map[*Name]bool         // names that stand between commas behind a description
}

// NewText prepares a document. Names stand in text order; a title that the
// finder of names took into a person's is cut from it.
func NewText(w *Words, view *clause.View, names []*Name) *Text {
	n := len(view.Tokens)
	t := &Text{Words: w, view: view, low: make([]string, n), names: names, at: make([]*Name, n), desc: make([]*Description, n)}
	for i := range view.Tokens {
		t.low[i] = strings.ToLower(view.Tokens[i].Form)
	}
	t.prose = make([]int, len(view.Sentences))
	for s, count := 0, 0; s < len(view.Sentences); s++ {
		if !t.allQuoted(view.Sentences[s].First, view.Sentences[s].Last) {
			count++
		}
		t.prose[s] = count
	}
	for _, name := range names {
		if name.Type == ling.PER {
			name.First = t.afterTitle(name)
		}
		for k := name.First; k < name.Last; k++ {
			if old := t.at[k]; old == nil || name.Last-name.First > old.Last-old.First {
				t.at[k] = name
			}
		}
	}
	return t
}

// allQuoted reports whether a sentence is a part of one quotation, its end and
// marks aside.
func (t *Text) allQuoted(first, last int) bool {
	for last-1 > first && t.view.POS(last-1, ud.PUNCT) {
		last--
	}
	for first < last-1 && t.view.POS(first, ud.PUNCT) {
		first++
	}
	q := t.view.QuoteAt(first)
	return q >= 0 && q == t.view.QuoteAt(last-1)
}

// Names are the names of the text, in text order.
func (t *Text) Names() []*Name { return t.names }

// word is token i in small letters, "" outside of the text.
func (t *Text) word(i int) string {
	if i < 0 || i >= len(t.low) {
		return ""
	}
	return t.low[i]
}

// nameAt is the outermost name at token i, nil for none.
func (t *Text) nameAt(i int) *Name {
	if i < 0 || i >= len(t.at) {
		return nil
	}
	return t.at[i]
}

// personAt is the person's name that holds token i, nil for none.
func (t *Text) personAt(i int) *Name {
	if n := t.nameAt(i); n.isPerson() {
		return n
	}
	return nil
}

// nounAt is the noun that token i is a form of.
func (t *Text) nounAt(i int) (*words.Noun, bool) {
	w := t.word(i)
	if n, plural := t.Noun(w); n != nil {
		return n, plural
	}
	return t.learned[w], false
}

// afterTitle is where the name begins in a mention that took in the title
// before it: "U.S. President Donald Trump".
func (t *Text) afterTitle(name *Name) int {
	for i := name.Last - 2; i >= name.First; i-- {
		if n, _ := t.nounAt(i); n.Is(words.Office | words.Calling) {
			return i + 1
		}
	}
	return name.First
}

// textOf is the text of a name.
func (t *Text) textOf(n *Name) string {
	return t.view.Text[t.view.Tokens[n.First].Start:t.view.Tokens[n.Last-1].End]
}

// ending reports whether token i is the ending of a possessive.
func (t *Text) ending(i int) bool {
	switch t.word(i) {
	case "'s", "’s", "'", "’":
		return true
	}
	return false
}

// headOf is the token of the range that hangs on a token outside of it, -1
// without a tree.
func (t *Text) headOf(first, last int) int {
	for i := first; i < last; i++ {
		h := t.view.Tokens[i].Head
		if h == ling.NoHead {
			return -1
		}
		if h < first || h >= last {
			return i
		}
	}
	return -1
}

func isSubject(rel string) bool { return ud.Universal(rel) == "nsubj" }

// subjectOf is the subject of verb v, -1 for none.
func (t *Text) subjectOf(v int) int {
	found := -1
	for _, k := range t.view.Kids(v) {
		if !isSubject(t.view.Tokens[k].Deprel) {
			continue
		}
		if k < v {
			found = k // the nearest before the verb
		} else if found < 0 {
			return k
		}
	}
	return found
}

// verbOver is the predicate that token i is the subject of, else the nearest
// verb above it, -1 for none.
func (t *Text) verbOver(i int) int {
	v := t.view.Tokens[i].Head
	if v >= 0 && isSubject(t.view.Tokens[i].Deprel) {
		return v // "it was late": an adjective may be the predicate
	}
	for steps := 0; v >= 0 && steps < 8; steps++ {
		if u := t.view.Tokens[v].UPOS; u == ud.VERB || u == ud.AUX || t.view.Tokens[v].Head == ling.Root {
			return v
		}
		v = t.view.Tokens[v].Head
	}
	return -1
}

// besideSpeech reports whether a verb of speech stands right beside, "according
// to" before: what the tree may have missed around quotations.
func (t *Text) besideSpeech(first, last int) bool {
	if t.accordingTo(first) {
		return true
	}
	return t.speech[t.word(last)] && t.finite(last)
}

// accordingTo reports whether "according to" stands before token i.
func (t *Text) accordingTo(i int) bool { return t.word(i-1) == "to" && t.word(i-2) == "according" }

// finite reports whether a form of speech can be a verb with a subject.
func (t *Text) finite(i int) bool {
	u := t.view.Tokens[i].UPOS
	return (u == ud.VERB || u == ud.Unknown) && !strings.HasSuffix(t.low[i], "ing")
}
