package names

import (
	_ "embed"
	"strings"

	"onrecord/annotate/internal/linear"
	"onrecord/ling"
)

//go:embed heads.txt
var headsTxt string

// refiner settles what the model leaves open.
type refiner struct {
	lex   *Lexicon
	heads map[string]ling.MentionType // a word of a name -> what it makes of it
}

func newRefiner(lex *Lexicon) *refiner {
	r := &refiner{lex: lex, heads: map[string]ling.MentionType{}}
	for line := range strings.Lines(headsTxt) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0][0] == '#' {
			continue
		}
		for _, w := range f[1:] {
			r.heads[w] = ling.MentionType(f[0])
		}
	}
	return r
}

// document refines the mentions [first, len) of doc and drops those that are
// no names of a type of the record.
func (r *refiner) document(doc *ling.Document, first int) {
	kept := doc.Mentions[:first]
	for _, m := range doc.Mentions[first:] {
		words := doc.Tokens[m.First:m.Last]
		switch m.Type {
		case ling.LOC:
			m.Type = r.place(words)
		case "":
			if m.Type = r.head(words); m.Type != ling.EVENT {
				continue
			}
		}
		kept = append(kept, m)
	}
	doc.Mentions = kept
}

// head is the type that a name's words give it, the last word first, "" for none.
func (r *refiner) head(words []ling.Token) ling.MentionType {
	for i := len(words) - 1; i >= 0; i-- {
		if t := r.heads[words[i].Form]; t != "" {
			return t
		}
	}
	return ""
}

// place tells states, provinces and cities (GPE) from buildings (FAC) and from
// rivers, regions and continents (LOC). Most places of news are GPE.
func (r *refiner) place(words []ling.Token) ling.MentionType {
	h := PhraseStart
	for i := range words {
		h = PhraseAdd(h, linear.HashLower(words[i].Form))
	}
	t := r.head(words)
	switch {
	case r.lex.Phrases.Get(h)&(Country|Place) != 0 && t != ling.LOC:
		return ling.GPE
	case t == ling.FAC || t == ling.LOC:
		return t
	}
	return ling.GPE
}
