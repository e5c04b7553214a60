package main

import (
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"

	"onrecord/annotate/train/sentences"
)

// segment trains the sentence splitter.
func segment(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("segment", flag.ContinueOnError)
	s := sentences.Defaults()
	data := flags.String("data", "../shared/data", "folder of corpora; ud/ is read")
	dst := flags.String("out", "annotate/internal/segment/segment.model", "file to write")
	flags.IntVar(&s.Epochs, "epochs", s.Epochs, "passes over the treebanks")
	flags.Uint64Var(&s.Seed, "seed", s.Seed, "seed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	m, err := sentences.Train(ctx, out, s, treebanks(*data)...)
	if err != nil {
		return err
	}
	return writeFile(*dst, m.Write)
}

// treebanks are the ones that may be trained on.
func treebanks(data string) []string {
	return []string{filepath.Join(data, "ud", "en_ewt-ud-train.conllu"), filepath.Join(data, "ud", "en_gum-free-train.conllu")}
}

// writeFile writes a file whole.
func writeFile(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
