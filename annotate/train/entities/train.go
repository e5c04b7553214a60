// Package entities trains the name finder: its lexicon from word vectors, free
// text and the actors' tables, its weights from corpora of names.
package entities

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"

	"onrecord/annotate/internal/linear"
	"onrecord/annotate/internal/names"
)

// Settings of a training run.
type Settings struct {
	Epochs   int
	Bits     int // 1<<Bits rows of weights
	Rate, L2 float64
	Drop     float64 // share of features dropped at each word
	Gum      float64 // weight of GUM's names beside UNER's
	Silver   float64 // weight of the Groningen bank's
	Re3d     float64 // weight of re3d's documents, 0 to leave them out
	Fold     int     // 1 to 5: leave that fifth of re3d's documents out
	Limit    int     // train on so many sentences, 0 for all
	Trust    float64 // weight of what the network says, in the units of this model's weights
	Seed     uint64
}

// Defaults are the settings of the shipped model.
func Defaults() Settings {
	return Settings{Epochs: 5, Bits: 18, Rate: 0.3, L2: 1e-5, Drop: 0.2, Gum: 1, Silver: 0.5, Re3d: 1, Trust: 0.8, Seed: 1}
}

// Train fits a model. Equal input gives equal bytes.
func Train(ctx context.Context, log io.Writer, s Settings, data string, lex *names.Lexicon) (*linear.Model, error) {
	m := newMapper(lex)
	all, err := m.corpora(data, s)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	if s.Re3d > 0 {
		docs, err := m.re3d(filepath.Join(data, "re3d", "dev.jsonl"), s.Re3d)
		if err != nil {
			return nil, fmt.Errorf("read re3d: %w", err)
		}
		m.peoplesToo(docs)
		m.countriesToo(docs)
		for _, d := range docs {
			if s.Fold == 0 || d.doc%5 != s.Fold-1 {
				all = append(all, d)
			}
		}
	}
	if s.Limit > 0 && s.Limit < len(all) {
		all = all[:s.Limit]
	}
	if err := tagWords(all); err != nil {
		return nil, fmt.Errorf("tag: %w", err)
	}
	fmt.Fprintf(log, "%d sentences\n", len(all))
	c := newCRF(s, names.NewExtractor(lex))
	rng := rand.New(rand.NewPCG(s.Seed, 0))
	for epoch := range s.Epochs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		c.loss = 0
		for i := range all {
			c.step(&all[i])
		}
		if epoch >= s.Epochs/2 {
			c.keepMean()
		}
		fmt.Fprintf(log, "epoch %d: loss %.1f\n", epoch+1, c.loss)
	}
	return c.model(), nil
}

// model packs the weights, those of moves in rows of their own.
func (c *crf) model() *linear.Model {
	for i := range c.mean {
		c.weights[i] = c.mean[i] / float32(c.means)
	}
	for a := range names.Tags {
		at := c.row(names.Move(a))
		for b := range names.Tags {
			c.weights[at+b] = float32(c.moves[a][b] / names.MoveScale)
		}
	}
	c.weights[c.row(names.Trust)] = float32(c.s.Trust)
	return linear.Quantize(linear.Header{
		Name: "names", Version: "2",
		Data:    "UNER English-EWT train, names of GUM train without its non-commercial documents, Groningen Meaning Bank (silver), re3d without its EU part",
		Licence: "CC BY-SA 4.0",
		Command: "train names",
		Scores:  "F1 UNER EWT dev 75.9; re3d dev by five-fold cross-validation 74.9 exact, 82.0 overlap",
	}, names.Tags, c.s.Bits, c.weights)
}
