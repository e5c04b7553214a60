package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"onrecord/annotate/train"
)

func embeddings(_ context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("embeddings", flag.ContinueOnError)
	o := train.DefaultEmbed
	data := flags.String("data", "../shared/data", "folder of corpora; text/*.txt.gz is read")
	dst := flags.String("out", "build", "folder to write embeddings.bin to")
	limit := flags.Int("limit", 0, "read so many tokens, 0 for all")
	flags.IntVar(&o.Epochs, "epochs", o.Epochs, "passes over the text")
	flags.IntVar(&o.Vocab, "vocab", o.Vocab, "words kept")
	flags.Uint64Var(&o.Seed, "seed", o.Seed, "seed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	logger := log.New(out, "", log.LstdFlags)
	text, err := train.ReadText(filepath.Join(*data, "text"), *limit)
	if err != nil {
		return err
	}
	logger.Printf("embeddings: %d tokens, %d forms, %d sentences", len(text.Tokens), len(text.Forms), len(text.Ends))
	e := train.FitEmbeddings(text, o, logger)
	if err := os.MkdirAll(*dst, 0o755); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(*dst, "embeddings.bin"))
	if err != nil {
		return err
	}
	if err := e.Write(f); err != nil {
		return fmt.Errorf("write embeddings: %w", err)
	}
	return f.Close()
}
