package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"onrecord/annotate/train"
	"onrecord/annotate/train/entities"
)

func parser(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("parser", flag.ContinueOnError)
	o := train.BuildOptions{Config: train.DefaultConfig, Rounds: train.DefaultRounds()}
	flags.StringVar(&o.Data, "data", "../shared/data", "folder of corpora; ud/ is read, and text/ for silver sentences")
	flags.StringVar(&o.Dir, "out", "build", "folder that holds embeddings.bin, and to write the checkpoint to")
	flags.StringVar(&o.Name, "name", "parser.ckpt", "the checkpoint's name")
	flags.StringVar(&o.Start, "start", "", "checkpoint of this command to go on from")
	lexicon := flags.String("lexicon", "annotate/internal/names/names.lexicon", "lexicon of the name finder; its names are learnt too")
	nameModel := flags.String("finder", "", "names.model that rests on the last teacher, to find the names of silver sentences; none: trees only")
	teachers := flags.String("teachers", "", "packed models, parted by commas, that read free text as silver sentences")
	flags.IntVar(&o.Silver, "silver", 0, "words of silver sentences")
	flags.Float64Var(&o.SilverPart, "silver-weight", 0.5, "weight of a silver sentence")
	flags.IntVar(&o.Config.Hidden, "hidden", o.Config.Hidden, "width of one direction of a layer")
	epochs := flags.String("epochs", "12,9", "passes over the treebanks in each round")
	seed := flags.Uint64("seed", 1, "seed of the first round")
	rate := flags.Float64("rate", 0, "highest learning rate of every round, 0 for each its own")
	if err := flags.Parse(args); err != nil {
		return err
	}
	given := strings.Split(*epochs, ",")
	if len(given) > len(o.Rounds) {
		return fmt.Errorf("-epochs %s: at most %d rounds", *epochs, len(o.Rounds))
	}
	o.Rounds = o.Rounds[:len(given)]
	for i, n := range given {
		if _, err := fmt.Sscan(n, &o.Rounds[i].Epochs); err != nil {
			return fmt.Errorf("-epochs %s: %w", *epochs, err)
		}
		o.Rounds[i].Seed = *seed + uint64(i)
		if *rate > 0 {
			o.Rounds[i].Rate = float32(*rate)
		}
	}
	if *teachers != "" {
		o.Teachers = strings.Split(*teachers, ",")
	}
	packed, err := os.ReadFile(*lexicon)
	if err != nil {
		return err
	}
	lex, err := entities.ReadLexicon(packed)
	if err != nil {
		return fmt.Errorf("read %s: %w", *lexicon, err)
	}
	if *nameModel != "" {
		if o.Finder, err = entities.OpenFinder(*nameModel, lex); err != nil {
			return err
		}
	}
	if o.Names, o.SilverNames, o.DevNames, err = entities.Named(o.Data, lex); err != nil {
		return err
	}
	return train.FitParser(ctx, o, log.New(out, "", log.LstdFlags))
}
