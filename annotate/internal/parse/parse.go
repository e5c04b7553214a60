// Package parse tags words (UPOS, XPOS, morphological features) and finds
// their dependency tree, all from one run of package encode's network: tags by
// linear classifiers on its second and third layer, heads by a biaffine scorer
// on its third (Dozat and Manning 2017) with the best tree by Chu-Liu/Edmonds,
// relations by a small network over dependent and head. What it says of names is
// passed on to package names.
package parse

import (
	_ "embed"
	"fmt"
	"sync"

	"onrecord/annotate/internal/encode"
	"onrecord/annotate/internal/nn"
	"onrecord/ling"
	"onrecord/ling/ud"
)

//go:embed english.model
var english []byte

// Parser is a loaded model. It is safe for concurrent use.
type Parser struct {
	Meta    nn.Meta
	encoder *encode.Encoder

	xpos, feats, rels  []string
	tags, tagsTop      *nn.Matrix // of the second and of the third layer
	proj, arc, rel     *nn.Matrix
	tagBias, topBias   []float32
	projBias           []float32
	arcBias, relBias   []float32
	arcWidth, relWidth int
	rootRel            int
	leaf, argument     []bool // by relation

	runs sync.Pool
}

// Section names: written by training, read by New.
const (
	SectionXPOS  = "xpos"
	SectionFeats = "feats"
	SectionRels  = "relations"
	SectionTags  = "tags"
	// SectionTagsTop are the tags' weights on the third layer.
	SectionTagsTop = "tags.top"
	SectionProj    = "projection"
	SectionArc     = "arc"
	SectionRel     = "relation"
)

// uposCount is the number of outputs for UPOS, indexed by ud.UPOS.
const uposCount = int(ud.X) + 1

// English loads the embedded model.
func English() (*Parser, error) { return Read(english) }

// Read loads a model file.
func Read(data []byte) (*Parser, error) {
	f, err := nn.ReadFile(data)
	if err != nil {
		return nil, err
	}
	return New(f)
}

// New loads the model of an opened file.
func New(f *nn.File) (*Parser, error) {
	p := &Parser{Meta: f.Meta}
	var err error
	if p.encoder, err = encode.New(f); err != nil {
		return nil, err
	}
	for name, dst := range map[string]*[]string{SectionXPOS: &p.xpos, SectionFeats: &p.feats, SectionRels: &p.rels} {
		if *dst, err = f.Strings(name); err != nil {
			return nil, err
		}
	}
	for _, m := range []struct {
		name    string
		weights **nn.Matrix
		bias    *[]float32
	}{
		{SectionTags, &p.tags, &p.tagBias}, {SectionTagsTop, &p.tagsTop, &p.topBias}, {SectionProj, &p.proj, &p.projBias},
		{SectionArc, &p.arc, &p.arcBias}, {SectionRel, &p.rel, &p.relBias},
	} {
		if *m.weights, err = f.Matrix(m.name); err != nil {
			return nil, err
		}
		if *m.bias, err = f.Floats(m.name + ".bias"); err != nil {
			return nil, err
		}
		if len(*m.bias) != (*m.weights).Out {
			return nil, fmt.Errorf("read model: %q has %d biases for %d outputs", m.name, len(*m.bias), (*m.weights).Out)
		}
	}
	p.arcWidth, p.relWidth = p.arc.In, p.rel.In
	p.rootRel, p.leaf, p.argument = index(p.rels, "root"), among(p.rels, leaves), among(p.rels, arguments)
	p.runs.New = func() any { return &run{} }
	return p, p.check()
}

func index(set []string, s string) int {
	for i, v := range set {
		if v == s {
			return i
		}
	}
	return -1
}

func (p *Parser) check() error {
	h := 2 * p.encoder.Hidden
	switch {
	case p.tags.In != h || p.tags.Out < p.words() || p.tagsTop.In != h || p.tagsTop.Out != p.tags.Out:
		return fmt.Errorf("read model: tags are %d by %d", p.tags.In, p.tags.Out)
	case p.proj.In != h || p.proj.Out != 2*p.arcWidth+2*p.relWidth || p.arc.Out != p.arcWidth+Buckets:
		return fmt.Errorf("read model: projections are %d by %d", p.proj.In, p.proj.Out)
	case p.rel.Out != len(p.rels) || p.rootRel < 0 || len(p.rels) < 2:
		return fmt.Errorf("read model: %d relations", p.rel.Out)
	}
	return nil
}

// chunk bounds the words that are run through the network together, so that a
// book needs no more memory than a page.
const chunk = 1024

// Annotate fills the UPOS, XPOS and Feats (if tags) and the Head and Deprel (if
// trees) of every token that stands in a sentence. Only forms are read.
func (p *Parser) Annotate(doc *ling.Document, tags, trees bool) {
	p.AnnotateNames(doc, tags, trees, nil)
}

// Scores are what the network says of each token's tag of a name, for a layer
// above to decide: Width values a token, larger is likelier.
type Scores struct {
	Width int
	Rows  []float32
}

// NameTags is the number of tags of names that the network tells apart.
func (p *Parser) NameTags() int { return p.tags.Out - p.words() }

// AnnotateNames is Annotate, and fills names, if it is not nil. Its memory is
// used again.
func (p *Parser) AnnotateNames(doc *ling.Document, tags, trees bool, names *Scores) {
	r := p.runs.Get().(*run)
	defer p.runs.Put(r)
	if names != nil {
		names.Width = p.NameTags()
		names.Rows = grow(names.Rows, len(doc.Tokens)*names.Width)
		clear(names.Rows)
	}
	sents := r.apart(doc.Tokens, doc.Sentences)
	for first := 0; first < len(sents); {
		last, words := first, 0
		for last < len(sents) && words < chunk {
			words += sents[last].Last - sents[last].First
			last++
		}
		p.encode(r, doc.Tokens, sents[first:last])
		if tags || names != nil {
			p.tag(r, doc.Tokens, sents[first:last], tags, names)
		}
		if trees {
			p.tree(r, doc.Tokens, sents[first:last])
		}
		first = last
	}
	if trees && len(sents) > len(doc.Sentences) {
		join(doc.Tokens, doc.Sentences)
	}
}

// run is the memory of one batch.
type run struct {
	scratch encode.Scratch
	out     []float32
	top     nn.Rows
	dep     nn.Rows
	query   []float32
	arcs    arcs
	hidden  nn.Rows
	sum     []float32
	heads   []int32
	rels    []int32
	parted  []ling.Sentence // with datelines as sentences of their own
}

// encode runs the network and quantizes what its third layer says.
func (p *Parser) encode(r *run, tokens []ling.Token, sents []ling.Sentence) {
	s, h := &r.scratch, 2*p.encoder.Hidden
	p.encoder.Encode(s, tokens, sents)
	r.top.Reset(s.N, h)
	for i := range s.N {
		p.encoder.Kernel.Set(&r.top, i, s.Top[i*h:][:h])
	}
}

// words is the number of outputs of the tagger that are tags of words; those of
// names follow.
func (p *Parser) words() int { return uposCount + len(p.xpos) + len(p.feats) }

func (p *Parser) tag(r *run, tokens []ling.Token, sents []ling.Sentence, tags bool, names *Scores) {
	s, k := &r.scratch, p.tags.Out
	r.out, r.sum = grow(r.out, s.N*k), grow(r.sum, s.N*k)
	p.encoder.Kernel.Mul(r.out, k, &s.MidRows, p.tags, p.tagBias)
	p.encoder.Kernel.Mul(r.sum, k, &r.top, p.tagsTop, p.topBias)
	p.encoder.Kernel.Plus(r.out, r.sum)
	for i, sent := range sents {
		row := s.Spans[i].First + 1
		for t := sent.First; t < sent.Last; t++ {
			y := r.out[row*k:][:k]
			if tags {
				p.read(y, &tokens[t])
			}
			if names != nil {
				copy(names.Rows[t*names.Width:], y[p.words():])
			}
			row++
		}
	}
}

// read takes a token's tags from their scores.
func (p *Parser) read(y []float32, t *ling.Token) {
	x, f := uposCount, uposCount+len(p.xpos)
	best := p.encoder.Kernel.Best
	t.UPOS = ud.UPOS(1 + best(y[1:x]))
	t.XPOS = p.xpos[best(y[x:f])]
	t.Feats = p.feats[best(y[f:p.words()])]
	if t.Feats == "_" {
		t.Feats = ""
	}
}

func (p *Parser) tree(r *run, tokens []ling.Token, sents []ling.Sentence) {
	s := &r.scratch
	a, l, k := p.arcWidth, p.relWidth, p.proj.Out
	r.out = grow(r.out, s.N*k)
	p.encoder.Kernel.Mul(r.out, k, &r.top, p.proj, p.projBias)
	r.dep.Reset(s.N, a)
	for i := range s.N {
		p.encoder.Kernel.Positive(r.out[i*k:][:2*a])
		p.encoder.Kernel.Set(&r.dep, i, r.out[i*k:][:a])
	}
	r.query = grow(r.query, s.N*p.arc.Out)
	p.encoder.Kernel.Mul(r.query, p.arc.Out, &r.dep, p.arc, p.arcBias)
	r.heads, r.rels = grow(r.heads, s.N), grow(r.rels, s.N)
	for _, sp := range s.Spans {
		p.heads(r, sp)
	}
	p.relations(r, l)
	for i, sent := range sents {
		first := s.Spans[i].First
		p.label(r, s.Spans[i])
		for t := sent.First; t < sent.Last; t++ {
			row := first + 1 + t - sent.First
			tokens[t].Head, tokens[t].Deprel = ling.Root, p.rels[r.rels[row]]
			if head := int(r.heads[row]); head != 0 {
				tokens[t].Head = sent.First + head - 1
			}
		}
	}
}

// relations scores the relations of every word to its head.
func (p *Parser) relations(r *run, l int) {
	s := &r.scratch
	k := p.proj.Out
	from := 2 * p.arcWidth
	r.hidden.Reset(s.N, l)
	r.sum = grow(r.sum, max(s.N*p.rel.Out, l))
	for _, sp := range s.Spans {
		for row := sp.First; row < sp.End; row++ {
			head := sp.First
			if row > sp.First {
				head += int(r.heads[row])
			}
			x, d, e := r.sum[:l], r.out[row*k+from:][:l], r.out[head*k+from+l:][:l]
			p.encoder.Kernel.Relu(x, d, e)
			p.encoder.Kernel.Set(&r.hidden, row, x)
		}
	}
	p.encoder.Kernel.Mul(r.sum, p.rel.Out, &r.hidden, p.rel, p.relBias)
}
