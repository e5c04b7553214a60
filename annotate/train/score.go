package train

import (
	"onrecord/annotate/internal/parse"
	"onrecord/ling"
)

// Marks are what a packed model reaches on a treebank, as the field counts:
// gold words, every word, punctuation included.
type Marks struct{ UPOS, XPOS, Feats, UAS, LAS float64 }

// document makes a document of bare forms.
func document(bank [][]Row) *ling.Document {
	doc := &ling.Document{}
	for _, sent := range bank {
		forms := make([]string, len(sent))
		for i, r := range sent {
			forms[i] = r.Form
		}
		appendForms(doc, forms)
	}
	return doc
}

// appendForms appends a sentence.
func appendForms(doc *ling.Document, forms []string) {
	first := len(doc.Tokens)
	for _, form := range forms {
		doc.Tokens = append(doc.Tokens, ling.Token{Form: form})
	}
	doc.Sentences = append(doc.Sentences, ling.Sentence{First: first, Last: len(doc.Tokens)})
}

// ScoreModel runs the product's own parser over a treebank's words.
func ScoreModel(p *parse.Parser, bank [][]Row) Marks {
	doc := document(bank)
	p.Annotate(doc, true, true)
	var m Marks
	n := 0.0
	for i, sent := range bank {
		first := doc.Sentences[i].First
		for j, r := range sent {
			t := doc.Tokens[first+j]
			head := t.Head - first + 1
			if t.Head == ling.Root {
				head = 0
			}
			feats := t.Feats
			if feats == "" {
				feats = "_"
			}
			n++
			m.UPOS += one(t.UPOS == r.UPOS)
			m.XPOS += one(t.XPOS == r.XPOS)
			m.Feats += one(feats == r.Feats)
			m.UAS += one(head == r.Head)
			m.LAS += one(head == r.Head && t.Deprel == r.Rel)
		}
	}
	for _, v := range []*float64{&m.UPOS, &m.XPOS, &m.Feats, &m.UAS, &m.LAS} {
		*v *= 100 / max(1, n)
	}
	return m
}

func one(ok bool) float64 {
	if ok {
		return 1
	}
	return 0
}
