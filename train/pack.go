package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"onrecord/annotate/train"
)

func pack(_ context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("pack", flag.ContinueOnError)
	data := flags.String("data", "../shared/data", "folder of corpora; the dev parts in ud/ are scored")
	from := flags.String("from", "build/parser.ckpt", "checkpoint of the command parser")
	dst := flags.String("model", "annotate/internal/parse/english.model", "file to write")
	version := flags.String("version", "1", "version for the header")
	if err := flags.Parse(args); err != nil {
		return err
	}
	marks, err := train.PackParser(*from, *data, *dst, *version)
	if err != nil {
		return err
	}
	for _, name := range []string{"EWT dev", "GUM dev"} {
		m := marks[name]
		fmt.Fprintf(out, "%s: UPOS %.2f XPOS %.2f feats %.2f UAS %.2f LAS %.2f\n", name, m.UPOS, m.XPOS, m.Feats, m.UAS, m.LAS)
	}
	return nil
}
