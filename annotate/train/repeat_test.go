package train

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"path/filepath"
	"testing"

	"onrecord/annotate/internal/nn"
	"onrecord/annotate/internal/parse"
	"onrecord/ling/ud"
)

// sampleText is free text of our own, made of a few frames.
func sampleText() *Text {
	t := &Text{index: map[string]uint32{}}
	for i := range 300 {
		who := []string{"minister", "envoy", "mayor", "general"}[i%4]
		what := []string{"talks", "aid", "elections", "repairs"}[i/4%4]
		t.paragraph(fmt.Sprintf("The %s said %s would begin in May. “We can't wait,” the %s added.", who, what, who))
	}
	return t
}

// sampleBank is a treebank of our own, one frame with changing words.
func sampleBank() [][]Row {
	var out [][]Row
	for i := range 80 {
		who := []string{"minister", "envoy", "mayor", "general"}[i%4]
		verb := []string{"said", "added"}[i%2]
		out = append(out, []Row{
			{Form: "The", XPOS: "DT", Feats: "Definite=Def", Rel: "det", UPOS: ud.DET, Head: 2},
			{Form: who, XPOS: "NN", Feats: "Number=Sing", Rel: "nsubj", UPOS: ud.NOUN, Head: 3},
			{Form: verb, XPOS: "VBD", Feats: "Tense=Past", Rel: "root", UPOS: ud.VERB, Head: 0},
			{Form: "so", XPOS: "RB", Feats: "_", Rel: "advmod", UPOS: ud.ADV, Head: 3},
			{Form: ".", XPOS: ".", Feats: "_", Rel: "punct", UPOS: ud.PUNCT, Head: 3},
		})
	}
	return out
}

// sampleModel builds a whole model, small; stop > 0 stops after that epoch and
// goes on from the state on disk.
func sampleModel(t *testing.T, stop int) []byte {
	t.Helper()
	dir := t.TempDir()
	quiet := log.New(io.Discard, "", 0)
	text := sampleText()
	o := DefaultEmbed
	o.Dim, o.Vocab, o.MinCount, o.Epochs = 16, 60, 2, 2
	emb := FitEmbeddings(text, o, quiet)
	bank := sampleBank()
	labels := NewLabels(bank)
	c := Config{Word: 16, Sub: 16, SubBits: 8, Hidden: 16, Arc: 16, Rel: 16}
	fit := DefaultFit
	fit.Epochs, fit.Batch, fit.Warmup, fit.Rate = 12, 40, 5, 5e-3
	train := func(ctx context.Context, after func(int)) *Net {
		n := NewNet(c, labels, emb, 1)
		sents := NewCoder(emb, labels, c.SubBits).Treebank(bank, 1)
		if err := n.Fit(ctx, sents, nil, fit, quiet, filepath.Join(dir, "fit"), after); err != nil && ctx.Err() == nil {
			t.Fatal(err)
		}
		return n
	}
	if stop > 0 {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		train(ctx, func(epoch int) {
			if epoch == stop+1 {
				cancel()
			}
		})
	}
	var b bytes.Buffer
	if err := Pack(&b, train(t.Context(), nil), emb.Words, nn.Meta{Name: "sample"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRepeat: two runs give the same bytes, stopped or not, and the model has
// learnt the sample.
func TestRepeat(t *testing.T) {
	first := sampleModel(t, 0)
	if !bytes.Equal(first, sampleModel(t, 0)) {
		t.Error("two runs give two models")
	}
	if !bytes.Equal(first, sampleModel(t, 3)) {
		t.Error("a run that was stopped gives another model")
	}
	p, err := parse.Read(first)
	if err != nil {
		t.Fatal(err)
	}
	if m := ScoreModel(p, sampleBank()); m.LAS < 99 || m.UPOS < 99 {
		t.Errorf("the sample is not learnt: %+v", m)
	}
}

// TestSilver: what one teacher says is taken whole; where two differ, the word
// is left open.
func TestSilver(t *testing.T) {
	if testing.Short() {
		t.Skip("trains a model")
	}
	p, err := parse.Read(sampleModel(t, 0))
	if err != nil {
		t.Fatal(err)
	}
	bank := sampleBank()
	labels := NewLabels(bank)
	text := sampleText()
	emb := &Embeddings{Dim: 1, Words: []string{""}}
	c := NewCoder(emb, labels, 8)
	s := &Silver{Teachers: []*parse.Parser{p}, Weight: 0.5}
	alone := s.Read(text, c, 200, 1)
	if n := words(alone); n < 200 {
		t.Fatalf("%d words", n)
	}
	untrained, err := untrainedParser(labels)
	if err != nil {
		t.Fatal(err)
	}
	s.Teachers = append(s.Teachers, untrained)
	both := s.Read(text, c, 200, 1)
	open := 0
	for i, sent := range both {
		for j, h := range sent.Heads {
			if alone[i].Heads[j] < 0 || h >= 0 && h != alone[i].Heads[j] {
				t.Fatalf("sentence %d word %d: head %d alone, %d with another", i, j, alone[i].Heads[j], h)
			}
			open += count(h < 0)
		}
	}
	if open == 0 {
		t.Error("an untrained teacher agrees on every head")
	}
}

// untrainedParser is a parser with weights as they are drawn.
func untrainedParser(labels *Labels) (*parse.Parser, error) {
	emb := &Embeddings{Dim: 16, Words: []string{""}, Rows: make([]float32, 16)}
	var b bytes.Buffer
	n := NewNet(Config{Word: 16, Sub: 16, SubBits: 8, Hidden: 16, Arc: 16, Rel: 16}, labels, emb, 9)
	if err := Pack(&b, n, emb.Words, nn.Meta{}); err != nil {
		return nil, err
	}
	return parse.Read(b.Bytes())
}
