package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"strings"

	"onrecord/annotate/train"
)

func parser(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("parser", flag.ContinueOnError)
	o := train.BuildOptions{Config: train.DefaultConfig, Rounds: train.DefaultRounds()}
	flags.StringVar(&o.Data, "data", "../shared/data", "folder of corpora; ud/ is read, and text/ for silver sentences")
	flags.StringVar(&o.Dir, "out", "build", "folder that holds embeddings.bin, and to write the checkpoint to")
	flags.StringVar(&o.Name, "name", "parser.ckpt", "the checkpoint's name")
	flags.StringVar(&o.Start, "start", "", "checkpoint of this command to go on from")
	teachers := flags.String("teachers", "", "packed models, parted by commas, that read free text as silver sentences")
	flags.IntVar(&o.Silver, "silver", 0, "words of silver sentences")
	flags.Float64Var(&o.SilverPart, "silver-weight", 0.5, "weight of a silver sentence")
	epochs := flags.String("epochs", "12,9", "passes over the treebanks in each round")
	seed := flags.Uint64("seed", 1, "seed of the first round")
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
	}
	if *teachers != "" {
		o.Teachers = strings.Split(*teachers, ",")
	}
	return train.FitParser(ctx, o, log.New(out, "", log.LstdFlags))
}
