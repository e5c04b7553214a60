// Package sentences trains the sentence splitter on treebanks.
package sentences

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"

	"onrecord/annotate/internal/linear"
	"onrecord/annotate/internal/segment"
	"onrecord/annotate/internal/tokenize"
	"onrecord/conllu"
	"onrecord/ling"
)

// Settings of a training run.
type Settings struct {
	Epochs int
	Bits   int // 1<<Bits rows of weights
	Rate   float64
	L2     float64
	Seed   uint64
}

// Defaults are the settings of the shipped model.
func Defaults() Settings { return Settings{Epochs: 15, Bits: 16, Rate: 0.1, L2: 1e-2, Seed: 1} }

// paragraph is the words of a paragraph and where its sentences end.
type paragraph struct {
	tokens []ling.Token
	ends   []bool // a sentence ends after token i
}

// Train fits a model to the sentences of treebanks, as their raw text is cut
// into words by our own tokenizer. Equal input gives equal bytes.
func Train(ctx context.Context, log io.Writer, s Settings, files ...string) (*linear.Model, error) {
	var all []paragraph
	for _, file := range files {
		read, err := paragraphs(file)
		if err != nil {
			return nil, fmt.Errorf("read treebank: %w", err)
		}
		all = append(all, read...)
	}
	l := learner{s: s, weights: make([]float32, 1<<s.Bits), squares: make([]float32, 1<<s.Bits)}
	rng := rand.New(rand.NewPCG(s.Seed, 0))
	for epoch := range s.Epochs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		l.loss, l.n = 0, 0
		for i := range all {
			l.paragraph(&all[i])
		}
		fmt.Fprintf(log, "epoch %d: %d gaps, loss %.4f\n", epoch+1, l.n, l.loss/float64(max(1, l.n)))
	}
	return linear.Quantize(linear.Header{
		Name: "segment", Version: "1",
		Data:    "UD_English-EWT train, GUM train without its non-commercial documents",
		Licence: "CC BY-SA 4.0",
		Command: "train segment",
		Scores:  "sentence F1 EWT dev 88.5, GUM dev 96.4, its news and interviews 97.1 (raw text, paragraphs given)",
	}, 1, s.Bits, l.weights), nil
}

// learner is logistic regression with AdaGrad (Duchi et al. 2011).
type learner struct {
	s                Settings
	gaps             segment.Gaps
	weights, squares []float32
	loss             float64
	n                int
}

func (l *learner) paragraph(p *paragraph) {
	l.gaps.Reset(p.tokens)
	for i := 0; i+1 < len(p.tokens); i++ {
		if l.gaps.Candidate(i) {
			l.gap(l.gaps.Features(i), p.ends[i])
		}
		if p.ends[i] {
			l.gaps.Begin(i + 1)
		}
	}
}

func (l *learner) gap(features []uint64, ends bool) {
	z := 0.0
	for _, f := range features {
		z += float64(l.weights[f>>(64-l.s.Bits)])
	}
	p := 1 / (1 + math.Exp(-z))
	grad := p
	if ends {
		grad = p - 1
		l.loss -= math.Log(max(p, 1e-9))
	} else {
		l.loss -= math.Log(max(1-p, 1e-9))
	}
	l.n++
	for _, f := range features {
		at := f >> (64 - l.s.Bits)
		g := grad + l.s.L2*float64(l.weights[at])
		l.squares[at] += float32(g * g)
		l.weights[at] -= float32(l.s.Rate * g / (math.Sqrt(float64(l.squares[at])) + 1e-6))
	}
}

// paragraphs reads a treebank and cuts its text anew.
func paragraphs(file string) ([]paragraph, error) {
	in, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	gold, err := conllu.NewReader(in).All()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var out []paragraph
	cut := tokenize.New()
	for first := 0; first < len(gold.Sentences); {
		last := first + 1
		for last < len(gold.Sentences) && !gold.Sentences[last].NewPar {
			last++
		}
		ends := map[int]bool{}
		for _, s := range gold.Sentences[first:last] {
			ends[s.End] = true
		}
		doc := &ling.Document{Text: gold.Text}
		cut.Append(doc, ling.Span{Start: gold.Sentences[first].Start, End: gold.Sentences[last-1].End})
		p := paragraph{tokens: doc.Tokens}
		for i := range doc.Tokens {
			p.ends = append(p.ends, ends[doc.Tokens[i].End])
		}
		out = append(out, p)
		first = last
	}
	return out, nil
}
