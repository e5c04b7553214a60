package main

import (
	"context"
	"flag"
	"io"
	"log"
	"path/filepath"

	"onrecord/annotate/train"
)

func parser(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("parser", flag.ContinueOnError)
	c, o := train.DefaultConfig, train.DefaultFit
	data := flags.String("data", "../shared/data", "folder of corpora; ud/ is read")
	dst := flags.String("out", "build", "folder that holds embeddings.bin, and to write the checkpoint to")
	name := flags.String("name", "parser.ckpt", "the checkpoint's name")
	flags.IntVar(&o.Epochs, "epochs", o.Epochs, "passes over the treebanks")
	flags.IntVar(&o.Batch, "batch", o.Batch, "words in a batch")
	flags.Uint64Var(&o.Seed, "seed", o.Seed, "seed")
	pre := flags.String("pretrained", "", "checkpoint of the command pretrain to start from; none: from word vectors alone")
	drop := flags.Float64("dropout", float64(o.Drop.Layer), "share of a layer's output left out")
	rate := flags.Float64("rate", float64(o.Rate), "learning rate")
	if err := flags.Parse(args); err != nil {
		return err
	}
	o.Rate, o.Drop.Layer = float32(*rate), float32(*drop)
	logger := log.New(out, "", log.LstdFlags)
	emb, err := train.ReadEmbeddings(filepath.Join(*dst, "embeddings.bin"))
	if err != nil {
		return err
	}
	var banks [4][][]train.Row
	for i, name := range []string{"en_ewt-ud-train", "en_gum-free-train", "en_ewt-ud-dev", "en_gum-dev"} {
		if banks[i], err = train.ReadTreebank(filepath.Join(*data, "ud", name+".conllu")); err != nil {
			return err
		}
	}
	labels := train.NewLabels(banks[0], banks[1])
	coder := train.NewCoder(emb, labels, c.SubBits)
	sents := append(coder.Treebank(banks[0], 1), coder.Treebank(banks[1], 1)...)
	ewt, gum := coder.Treebank(banks[2], 1), coder.Treebank(banks[3], 1)
	net := train.NewNet(c, labels, emb, o.Seed)
	if *pre != "" {
		lower, _, err := train.Load(*pre)
		if err != nil {
			return err
		}
		net.Adopt(lower)
	}
	err = net.Fit(ctx, sents, o, logger, func(epoch int) {
		e, g := net.Evaluate(ewt), net.Evaluate(gum)
		logger.Printf("epoch %d: EWT dev UPOS %.2f XPOS %.2f feats %.2f UAS %.2f relations %.2f; GUM dev UPOS %.2f UAS %.2f relations %.2f",
			epoch, e.UPOS, e.XPOS, e.Feats, e.UAS, e.Rel, g.UPOS, g.UAS, g.Rel)
	})
	if err != nil {
		return err
	}
	return net.Save(filepath.Join(*dst, *name), emb.Words)
}
