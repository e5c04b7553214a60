package train

import (
	"onrecord/annotate/internal/parse"
	"onrecord/ling"
)

// Silver sentences are those of free text as trained parsers read them. Where
// two of them differ on a word's head, relation or tag, that is left unknown:
// the student learns from what they agree on (after Sagae and Tsujii 2007).
type Silver struct {
	Teachers []*parse.Parser
	Weight   float32 // of the sentences' losses against gold's
}

// Read parses about so many words of text, sentences of 5 to 60 words in an
// order drawn from seed.
func (s *Silver) Read(t *Text, c *Coder, words int, seed uint64) []*Sentence {
	source := newFreeText(t, seed)
	var out []*Sentence
	for words > 0 && source.at < len(source.order) {
		doc := &ling.Document{}
		for len(doc.Tokens) < 2000 && source.at < len(source.order) {
			tokens := source.sentence()
			if len(tokens) < 5 || len(tokens) > 60 {
				continue
			}
			first := len(doc.Tokens)
			for _, f := range tokens {
				doc.Tokens = append(doc.Tokens, ling.Token{Form: t.Forms[f]})
			}
			doc.Sentences = append(doc.Sentences, ling.Sentence{First: first, Last: len(doc.Tokens)})
		}
		words -= len(doc.Tokens)
		out = append(out, s.label(doc, c)...)
	}
	return out
}

func (s *Silver) label(doc *ling.Document, c *Coder) []*Sentence {
	readings := make([][]ling.Token, len(s.Teachers))
	for i, p := range s.Teachers {
		p.Annotate(doc, true, true)
		readings[i] = append([]ling.Token(nil), doc.Tokens...)
	}
	var out []*Sentence
	for _, sent := range doc.Sentences {
		g := &Sentence{Weight: s.Weight}
		for i := sent.First; i < sent.Last; i++ {
			t := readings[0][i]
			upos, xpos, feats := int16(t.UPOS), number(c.labels.XPOS, t.XPOS), number(c.labels.Feats, orNone(t.Feats))
			head, rel := int16(t.Head-sent.First+1), number(c.labels.Rels, t.Deprel)
			if t.Head == ling.Root {
				head = 0
			}
			for _, other := range readings[1:] {
				o := other[i]
				if o.Head != t.Head {
					head, rel = -1, -1
				}
				if o.Deprel != t.Deprel {
					rel = -1
				}
				if o.UPOS != t.UPOS || o.XPOS != t.XPOS || o.Feats != t.Feats {
					upos, xpos, feats = -1, -1, -1
				}
			}
			c.form(g, t.Form)
			g.UPOS, g.XPOS, g.Feats = append(g.UPOS, upos), append(g.XPOS, xpos), append(g.Feats, feats)
			g.Heads, g.Rels = append(g.Heads, head), append(g.Rels, rel)
		}
		out = append(out, g)
	}
	return out
}

func orNone(feats string) string {
	if feats == "" {
		return "_"
	}
	return feats
}
