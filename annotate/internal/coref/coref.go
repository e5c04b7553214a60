// Package coref joins the mentions of one document that mean the same person,
// body or group, as far as a reader needs it to know who speaks: short names
// and full names, titles beside names, "the minister", "he" and "she", "it" and
// "they" that speak, "who". How, internal/refer says; here its links become the
// mentions and chains of a document.
package coref

import (
	"fmt"
	"sort"

	"onrecord/internal/clause"
	"onrecord/internal/refer"
	"onrecord/internal/words"
	"onrecord/ling"
)

// finder is what the name of everything that finds a mention here begins with.
const finder = "coref"

// Annotator finds mentions and chains. It is safe for concurrent use.
type Annotator struct{ words *refer.Words }

// New reads the words of English.
func New() (*Annotator, error) {
	book, err := words.English()
	if err != nil {
		return nil, fmt.Errorf("read the words of English: %w", err)
	}
	return with(book)
}

// with makes an annotator of a book of words.
func with(book *words.Book) (*Annotator, error) {
	w, err := refer.NewWords(book)
	if err != nil {
		return nil, fmt.Errorf("words for coreference: %w", err)
	}
	return &Annotator{w}, nil
}

// Annotate adds the mentions of descriptions (NOM) and pronouns (PRON) to
// doc.Mentions and numbers the chains of all mentions. It reads names, trees
// and quotations, and makes do without trees.
func (a *Annotator) Annotate(doc *ling.Document) {
	names, at := namesOf(doc)
	text := refer.NewText(a.words, clause.Look(doc), names)
	text.Bodies()
	refer.NewPersons(text, refer.Fold)
	text.Describe()
	doc.Mentions = mentions(doc, text.Walk(refer.Told{}), at)
}

// namesOf are the names of a document in text order, and which mention each is.
func namesOf(doc *ling.Document) ([]*refer.Name, map[*refer.Name]int) {
	var names []*refer.Name
	at := map[*refer.Name]int{}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if m.Type.Name() && m.First >= 0 && m.Last <= len(doc.Tokens) && m.First < m.Last {
			n := &refer.Name{First: m.First, Last: m.Last, Type: m.Type}
			names, at[n] = append(names, n), i
		}
	}
	sort.SliceStable(names, func(i, j int) bool { return names[i].First < names[j].First })
	return names, at
}

// mentions are the document's own with their chains, and those of the links,
// in text order, the longer first. Chains are numbered as they begin.
func mentions(doc *ling.Document, links []refer.Link, at map[*refer.Name]int) []ling.Mention {
	count := map[*refer.Entity]int{}
	for i := range links {
		count[links[i].Entity]++
	}
	out := make([]ling.Mention, 0, len(doc.Mentions)+len(links))
	for i := range doc.Mentions {
		m := doc.Mentions[i]
		m.Entity = -1
		out = append(out, m)
	}
	chain := map[*refer.Entity]int{}
	for i := range links {
		l := &links[i]
		n := -1
		if e := l.Entity; e != nil && count[e] > 1 {
			if _, seen := chain[e]; !seen {
				chain[e] = len(chain)
			}
			n = chain[e]
		}
		if l.Name != nil {
			out[at[l.Name]].Entity = n
			continue
		}
		out = append(out, ling.Mention{
			Span:  ling.Span{Start: doc.Tokens[l.First].Start, End: doc.Tokens[l.Last-1].End},
			First: l.First, Last: l.Last, Head: l.Head, Type: l.Type, Entity: n, FoundBy: foundBy(l),
		})
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Start != out[j].Start {
			return out[i].Start < out[j].Start
		}
		return out[i].End > out[j].End
	})
	return out
}

// foundBy names the layer and what the mention is.
func foundBy(l *refer.Link) string {
	if l.Description != nil {
		return finder + " description"
	}
	return finder + " pronoun"
}
