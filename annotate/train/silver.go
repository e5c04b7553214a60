package train

import (
	"sync"

	"onrecord/annotate/internal/names"
	"onrecord/annotate/internal/parse"
	"onrecord/ling"
)

// Silver sentences are those of free text as trained parsers read them. What
// more than half of them say of a word's head, relation or tag is taken, the
// rest left unknown: the student learns from what they agree on (after Sagae
// and Tsujii 2007; Zhou and Li 2005, "Tri-training").
type Silver struct {
	Teachers []*parse.Parser
	Weight   float32 // of the sentences' losses against gold's

	Finder     *names.Finder // rests on the last teacher and finds the names; nil for none
	NameWeight float32       // of the names, times Weight
}

// Read parses about so many words of text, sentences of 5 to 60 words in an
// order drawn from seed.
func (s *Silver) Read(t *Text, c *Coder, words int, seed uint64) []*Sentence {
	source := newFreeText(t, seed)
	next := func() *ling.Document {
		doc := &ling.Document{}
		for len(doc.Tokens) < min(batch, words) && source.at < len(source.order) {
			var forms []string
			for _, f := range source.sentence() {
				forms = append(forms, t.Forms[f])
			}
			if len(forms) >= 5 && len(forms) <= 60 {
				appendForms(doc, forms)
			}
		}
		words -= len(doc.Tokens)
		return doc
	}
	var out []*Sentence
	for {
		var docs [shards]*ling.Document
		read := 0
		for i := range docs {
			docs[i] = next()
			read += len(docs[i].Tokens)
		}
		if read == 0 {
			return out
		}
		var parts [shards][]*Sentence
		var wg sync.WaitGroup
		for i, doc := range docs {
			own := *c
			own.buf = nil
			wg.Go(func() { parts[i] = s.label(doc, &own) })
		}
		wg.Wait()
		for _, part := range parts {
			out = append(out, part...)
		}
	}
}

// batch is how many words the teachers read at once.
const batch = 2000

// Complete has the teachers annotate sentences of which only the names are known.
func (s *Silver) Complete(sents []*Sentence, c *Coder) {
	for from := 0; from < len(sents); {
		doc := &ling.Document{}
		to := from
		for ; to < len(sents) && len(doc.Tokens) < batch; to++ {
			appendForms(doc, sents[to].Forms)
		}
		for i, read := range s.label(doc, c) {
			to := sents[from+i]
			to.UPOS, to.XPOS, to.Feats, to.Heads, to.Rels = read.UPOS, read.XPOS, read.Feats, read.Heads, read.Rels
			to.NameWeight *= to.Weight / s.Weight
			to.Weight = s.Weight
		}
		from = to
	}
}

// label reads the document's sentences.
func (s *Silver) label(doc *ling.Document, c *Coder) []*Sentence {
	readings := make([][]ling.Token, len(s.Teachers))
	var scores parse.Scores
	for i, p := range s.Teachers {
		p.AnnotateNames(doc, true, true, &scores)
		readings[i] = append([]ling.Token(nil), doc.Tokens...)
	}
	votes := make([]int16, len(s.Teachers))
	vote := func(at int, what func(*ling.Token) int16) int16 {
		for i := range readings {
			votes[i] = what(&readings[i][at])
		}
		return majority(votes)
	}
	var out []*Sentence
	for _, sent := range doc.Sentences {
		g := &Sentence{Weight: s.Weight}
		for i := sent.First; i < sent.Last; i++ {
			head := func(t *ling.Token) int16 {
				if t.Head == ling.Root {
					return 0
				}
				return int16(t.Head - sent.First + 1)
			}
			best := vote(i, head)
			c.form(g, doc.Tokens[i].Form)
			g.UPOS = append(g.UPOS, vote(i, func(t *ling.Token) int16 { return int16(t.UPOS) }))
			g.XPOS = append(g.XPOS, vote(i, func(t *ling.Token) int16 { return number(c.labels.XPOS, t.XPOS) }))
			g.Feats = append(g.Feats, vote(i, func(t *ling.Token) int16 { return number(c.labels.Feats, orNone(t.Feats)) }))
			g.Heads = append(g.Heads, best)
			g.Rels = append(g.Rels, vote(i, func(t *ling.Token) int16 {
				if best < 0 || head(t) != best {
					return -1
				}
				return number(c.labels.Rels, t.Deprel)
			}))
		}
		if s.Finder != nil {
			g.NameWeight = s.NameWeight
			for _, t := range s.Finder.Tags(doc, sent, scores.Rows) {
				g.Names = append(g.Names, int16(t))
			}
		}
		out = append(out, g)
	}
	return out
}

// majority is what more than half say, -1 if nothing.
func majority(votes []int16) int16 {
	for i, v := range votes {
		n := 0
		for _, o := range votes[i:] {
			n += count(o == v)
		}
		if 2*n > len(votes) {
			return v
		}
	}
	return -1
}

func orNone(feats string) string {
	if feats == "" {
		return "_"
	}
	return feats
}
