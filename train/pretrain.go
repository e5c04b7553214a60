package main

import (
	"context"
	"flag"
	"io"
	"log"
	"path/filepath"

	"onrecord/annotate/train"
)

func pretrain(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("pretrain", flag.ContinueOnError)
	c, o := train.DefaultConfig, train.DefaultPretrain
	data := flags.String("data", "../shared/data", "folder of corpora; text/*.txt.gz is read")
	dst := flags.String("out", "build", "folder that holds embeddings.bin, and to write pretrained.ckpt to")
	limit := flags.Int("limit", 0, "read so many tokens, 0 for all")
	flags.IntVar(&o.Words, "words", o.Words, "words to train on")
	flags.IntVar(&o.Batch, "batch", o.Batch, "words in a batch")
	flags.Uint64Var(&o.Seed, "seed", o.Seed, "seed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	logger := log.New(out, "", log.LstdFlags)
	emb, err := train.ReadEmbeddings(filepath.Join(*dst, "embeddings.bin"))
	if err != nil {
		return err
	}
	text, err := train.ReadText(filepath.Join(*data, "text"), *limit)
	if err != nil {
		return err
	}
	net := train.NewNet(c, &train.Labels{}, emb, o.Seed)
	if err := net.Pretrain(ctx, text, emb, o, logger, filepath.Join(*dst, "pretrain.state")); err != nil {
		return err
	}
	return net.Save(filepath.Join(*dst, "pretrained.ckpt"), emb.Words)
}
