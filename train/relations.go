package main

import (
	"context"
	"flag"
	"io"

	"onrecord/annotate/train"
)

func relations(_ context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("relations", flag.ContinueOnError)
	bank := flags.String("treebank", "../shared/data/ud/en_ewt-ud-dev.conllu", "CoNLL-U file to score on")
	if err := flags.Parse(args); err != nil {
		return err
	}
	return train.Relations(out, *bank)
}
