// Command train builds the models that package annotate embeds, each from the
// corpora of one folder with one command:
//
//	go run ./train embeddings -data ../shared/data -out build
//
// Every run has a fixed seed, writes a log, and goes on from its checkpoint
// where it was stopped.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
)

// command is one model that can be built, or one report that can be made.
type command struct {
	name string
	help string
	run  func(ctx context.Context, args []string, out io.Writer) error
}

var commands = []command{
	{"embeddings", "word vectors from free text", embeddings},
	{"parser", "tags, trees and the network's part of names", parser},
	{"lemma", "lemmas from treebanks and free text", lemma},
	{"names", "names from corpora of names", names},
	{"segment", "the ends of sentences from treebanks", segment},
	{"relations", "the embedded model by relation, speech verbs apart", relations},
	{"pages", "which paragraphs of a page are its article", pages},
	{"weights", "how seldom words are, from free text", rarities},
	{"stories", "how likely two articles report one happening", stories},
	{"scrapes", "which lines of a page's copy are its article", scrapes},
	{"given", "given names by gender, as words of English", given},
	{"pack", "the network as the model that is embedded, scored", pack},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) > 0 {
		for _, c := range commands {
			if c.name == args[0] {
				return c.run(ctx, args[1:], out)
			}
		}
	}
	fmt.Fprintln(out, "usage: train COMMAND [flags]")
	for _, c := range commands {
		fmt.Fprintf(out, "  %-12s %s\n", c.name, c.help)
	}
	if len(args) > 0 {
		return fmt.Errorf("no command %q", args[0])
	}
	return nil
}
