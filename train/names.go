package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"onrecord/annotate/train"
	"onrecord/annotate/train/entities"
)

// names trains the name finder, its lexicon first unless told otherwise.
func names(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("names", flag.ContinueOnError)
	s := entities.Defaults()
	data := flags.String("data", "../shared/data", "folder of corpora; ner/, re3d/, text/ and actors/ are read")
	vectors := flags.String("embeddings", "build/embeddings.bin", "word vectors, as the embeddings command writes them")
	dst := flags.String("out", "annotate/internal/names", "folder to write names.model and names.lexicon to")
	keep := flags.Bool("keep-lexicon", false, "use the lexicon of the folder")
	flags.IntVar(&s.Epochs, "epochs", s.Epochs, "passes over the corpora")
	flags.IntVar(&s.Bits, "bits", s.Bits, "1<<bits rows of weights")
	flags.IntVar(&s.Limit, "limit", 0, "train on so many sentences, 0 for all")
	flags.IntVar(&s.Fold, "fold", 0, "leave this fifth (1 to 5) of re3d out")
	flags.Float64Var(&s.Rate, "rate", s.Rate, "learning rate")
	flags.Float64Var(&s.L2, "l2", s.L2, "decay of weights")
	flags.Float64Var(&s.Drop, "drop", s.Drop, "share of features dropped")
	flags.Float64Var(&s.Trust, "trust", s.Trust, "weight of what the network says")
	flags.Float64Var(&s.Silver, "silver", s.Silver, "weight of the silver names")
	flags.Float64Var(&s.Gum, "gum", s.Gum, "weight of GUM's names")
	flags.Float64Var(&s.Re3d, "re3d", s.Re3d, "weight of re3d's names, 0 to leave them out")
	flags.Uint64Var(&s.Seed, "seed", s.Seed, "seed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	lexicon := filepath.Join(*dst, "names.lexicon")
	if !*keep {
		e, err := train.ReadEmbeddings(*vectors)
		if err != nil {
			return fmt.Errorf("read embeddings: %w", err)
		}
		lex, err := entities.BuildLexicon(ctx, out, *data, e, s.Seed)
		if err != nil {
			return err
		}
		if err := writeFile(lexicon, func(w io.Writer) error { return entities.WriteLexicon(w, lex) }); err != nil {
			return err
		}
	}
	packed, err := os.ReadFile(lexicon)
	if err != nil {
		return err
	}
	lex, err := entities.ReadLexicon(packed)
	if err != nil {
		return err
	}
	m, err := entities.Train(ctx, out, s, *data, lex)
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(*dst, "names.model"), m.Write)
}
