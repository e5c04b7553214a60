package main

import (
	"context"
	"flag"
	"io"
	"log"
	"strings"

	"onrecord/annotate/train"
)

func parser(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("parser", flag.ContinueOnError)
	o := train.BuildOptions{Config: train.DefaultConfig, Fit: train.DefaultFit}
	flags.StringVar(&o.Data, "data", "../shared/data", "folder of corpora; ud/ is read, and text/ for silver sentences")
	flags.StringVar(&o.Dir, "out", "build", "folder that holds embeddings.bin, and to write the checkpoint to")
	flags.StringVar(&o.Name, "name", "parser.ckpt", "the checkpoint's name")
	flags.StringVar(&o.Pretrained, "pretrained", "build/pretrained.ckpt", "checkpoint of the command pretrain to start from; empty: from word vectors alone")
	flags.StringVar(&o.Start, "start", "", "checkpoint of this command to go on from")
	teachers := flags.String("teachers", "", "packed models, parted by commas, that read free text as silver sentences")
	flags.IntVar(&o.Silver, "silver", 0, "words of silver sentences")
	flags.Float64Var(&o.SilverPart, "silver-weight", 0.5, "weight of a silver sentence")
	flags.IntVar(&o.Fit.Epochs, "epochs", o.Fit.Epochs, "passes over the treebanks")
	flags.IntVar(&o.Fit.Batch, "batch", o.Fit.Batch, "words in a batch")
	flags.Uint64Var(&o.Fit.Seed, "seed", o.Fit.Seed, "seed")
	drop := flags.Float64("dropout", float64(o.Fit.Drop.Layer), "share of a layer's output left out")
	rate := flags.Float64("rate", float64(o.Fit.Rate), "learning rate")
	if err := flags.Parse(args); err != nil {
		return err
	}
	o.Fit.Rate, o.Fit.Drop.Layer = float32(*rate), float32(*drop)
	if *teachers != "" {
		o.Teachers = strings.Split(*teachers, ",")
	}
	return train.FitParser(ctx, o, log.New(out, "", log.LstdFlags))
}
