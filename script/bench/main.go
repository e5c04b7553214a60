// Command bench measures the whole way of articles, from their file to their
// records in a store, on a corpus that it makes up, and writes what it found to
// docs/bench as a table and a picture, with the machine it was found on.
//
// Time is counted twice, by the clock and as the processor time of the program
// alone: the second can be compared between runs on a machine that others use.
//
//	go run ./script/bench            some minutes
//	go run ./script/bench -long      20,000 articles, and a store of 100,000: hours
//	go run ./script/bench -soak 30m  a store served, read and added to for so long: does it grow?
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"
)

// sizes are how much is measured.
type sizes struct {
	articles int // of the corpus
	archive  int // made-up records that a store is filled with
	others   int // articles that other programs are given
}

func main() {
	long := flag.Bool("long", false, "measure 20,000 articles, and a store of 100,000: hours")
	articles := flag.Int("articles", 0, "measure a corpus of so many articles, not 1,000")
	out := flag.String("out", "docs/bench", "the directory that the table and the picture are written to")
	alone := flag.Bool("alone", false, "leave other programs out")
	soaks := flag.Duration("soak", 0, "serve a store so long, read and add to it, and tell what the server takes; nothing else")
	stored := flag.String("store", "", "the store that -soak serves, which is added to; without it one of the corpus")
	flag.Parse()
	s := sizes{articles: 1000, archive: 2000, others: 50}
	if *long {
		s = sizes{articles: 20_000, archive: 100_000, others: 500}
	}
	if *articles > 0 {
		s = sizes{articles: *articles, archive: 2 * *articles, others: min(s.others, *articles)}
	}
	if *alone {
		s.others = 0
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	work := func() error { return run(ctx, s, *out) }
	if *soaks > 0 {
		work = func() error { return soakAlone(ctx, *stored, s.articles, *soaks) }
	}
	if err := work(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// results are what was measured.
type results struct {
	machine machine
	corpus  corpus
	whole   []usage // read and add, on one core and on two
	start   []usage // the program's start, and that with its models
	layers  []layer
	curve   []point // the corpus being read and stored
	archive filling
	limit   usage // SQLite alone
	others  []usage
}

func run(ctx context.Context, s sizes, out string) error {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return fmt.Errorf("make a place for the corpus: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	say("building the program and the corpus")
	r := results{machine: look(ctx)}
	if r.corpus, err = makeCorpus(filepath.Join(dir, "corpus.jsonl"), s.articles); err != nil {
		return err
	}
	program := filepath.Join(dir, "onrecord")
	if err := build(ctx, ".", "./cmd/onrecord", program); err != nil {
		return err
	}
	if err := r.measure(ctx, s, program, dir); err != nil {
		return err
	}
	r.machine.after = load()
	return r.write(out)
}

// soakAlone watches a served store, and nothing else.
func soakAlone(ctx context.Context, store string, articles int, length time.Duration) error {
	dir, err := os.MkdirTemp("", "soak")
	if err != nil {
		return fmt.Errorf("make a place for the store: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	say("building the program and the corpus")
	s := soaking{program: filepath.Join(dir, "onrecord"), store: store, length: length, every: min(time.Minute, length/4), readers: 50, batch: 10}
	if err := build(ctx, ".", "./cmd/onrecord", s.program); err != nil {
		return err
	}
	if store == "" {
		c, err := makeCorpus(filepath.Join(dir, "corpus.jsonl"), articles)
		if err != nil {
			return err
		}
		s.store = filepath.Join(dir, "soak.db")
		if _, err := timed(ctx, "add", 2, s.program, "add", "--quiet", "--store", s.store, c.path); err != nil {
			return err
		}
	}
	_, err = soak(ctx, s)
	return err
}

// measure fills the results.
func (r *results) measure(ctx context.Context, s sizes, program, dir string) (err error) {
	if r.start, err = starts(ctx, program, dir); err != nil {
		return err
	}
	if r.whole, err = whole(ctx, program, dir, r.corpus); err != nil {
		return err
	}
	say("read and add in one process, by layer")
	if r.layers, r.curve, err = layersOf(ctx, r.corpus, dir); err != nil {
		return err
	}
	say(fmt.Sprintf("a store of %d made-up records", s.archive))
	if r.archive, err = fill(ctx, filepath.Join(dir, "archive.db"), s.archive); err != nil {
		return err
	}
	say("SQLite alone")
	if r.limit, err = bulk(ctx, filepath.Join(dir, "bulk.db"), r.corpus); err != nil {
		return err
	}
	if s.others > 0 {
		r.others = others(ctx, program, dir, s.others)
	}
	return nil
}

// say tells who waits what is being done.
func say(words string) { fmt.Fprintln(os.Stderr, "bench:", words) }
