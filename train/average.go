package main

import (
	"context"
	"flag"
	"io"

	"onrecord/annotate/train"
)

func average(_ context.Context, args []string, _ io.Writer) error {
	flags := flag.NewFlagSet("average", flag.ContinueOnError)
	dst := flags.String("to", "build/average.ckpt", "checkpoint to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	return train.Average(*dst, flags.Args())
}
