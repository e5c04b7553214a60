package entities

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"onrecord/annotate/internal/linear"
	"onrecord/annotate/internal/names"
	"onrecord/annotate/train"
)

// Named are the sentences from which the network learns names: gold, silver
// (all of it, at half weight) and UNER's dev part. re3d is not among them, so
// that it can be scored by cross-validation of what is put on the network.
func Named(data string, lex *names.Lexicon) (gold, silver, dev []train.Named, err error) {
	m := newMapper(lex)
	ner := filepath.Join(data, "ner")
	for _, c := range []struct {
		file   string
		weight float64
		name   func([]string, string) (span, bool)
		to     *[]train.Named
	}{
		{"uner_ewt-train.iob2", 1, m.uner, &gold},
		{"gum_free-train.iob2", 1, m.uner, &gold},
		{"gmb-silver.iob2.gz", 0.5, m.gmb, &silver},
		{"uner_ewt-dev.iob2", 1, m.uner, &dev},
	} {
		sents, err := column(filepath.Join(ner, c.file), c.weight, c.name)
		if err != nil {
			return nil, nil, nil, fmt.Errorf("read names: %w", err)
		}
		if c.weight == 1 {
			m.peoplesToo(sents)
		}
		for i := range sents {
			*c.to = append(*c.to, sents[i].named())
		}
	}
	return gold, silver, dev, nil
}

// OpenFinder reads a model that Train made.
func OpenFinder(path string, lex *names.Lexicon) (*names.Finder, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m, err := linear.Read(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return names.New(m, lex)
}

// named is the sentence as the network's training has it.
func (s *sentence) named() train.Named {
	n := train.Named{Weight: float32(s.weight)}
	for i, t := range s.tokens {
		n.Forms, n.Tags = append(n.Forms, t.Form), append(n.Tags, int16(s.tags[i]))
	}
	return n
}
