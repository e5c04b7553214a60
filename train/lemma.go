package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"

	"onrecord/annotate/train/lemmas"
)

// lemma trains the lemmatizer.
func lemma(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("lemma", flag.ContinueOnError)
	data := flags.String("data", "../shared/data", "folder of corpora; ud/ and text/ are read")
	dst := flags.String("out", "annotate/internal/lemma/english.lemmas", "file to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	texts, err := filepath.Glob(filepath.Join(*data, "text", "*.txt.gz"))
	if err != nil || len(texts) == 0 {
		return fmt.Errorf("no free text in %s", *data)
	}
	m, err := lemmas.Train(ctx, out, texts, treebanks(*data))
	if err != nil {
		return err
	}
	return writeFile(*dst, func(w io.Writer) error { return m.Write(w, lemmas.Header()...) })
}
