package main

import (
	"context"
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
)

// addCmd reads articles into the store.
type addCmd struct {
	inputs
	storeFlag
	kbFlag
	Again   bool `help:"Read articles again that are stored already."`
	Verbose bool `short:"v" help:"Write a line for every article once it is stored."`
}

// Help is shown by add --help.
func (addCmd) Help() string {
	return `Reads articles into a store. Each is stored in one transaction: what is reported as
stored stays so, whatever happens then. Interrupted and started again, add goes on where
it was. An article that is stored already is passed over; another text under its id is a
new version of it; another version of onrecord reads it again.

Examples:
  onrecord add news/                       add a directory to onrecord.db
  onrecord add --store syria.db *.html     to a store of its own
  onrecord add https://example.org/story   fetch a page and add it

Exit status: as that of read.`
}

// Run adds the articles.
func (c *addCmd) Run(ctx context.Context, env *environment) (err error) {
	store, err := c.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() {
		if e := store.Close(); err == nil && e != nil {
			err = fmt.Errorf("close the store: %w", e)
		}
	}()
	r, err := c.reader(env)
	if err != nil {
		return err
	}
	known := func(ctx context.Context, a onrecord.Article) (bool, error) { return store.Has(ctx, a, r.By()) }
	if c.Again {
		known = nil
	}
	bar := newProgress(env)
	bad := badInputs{env: env, before: bar.clear}
	var count added
	options, done := c.options(env)
	defer done()
	pages := ingest.Read(ctx, options, c.Input...)
	for result := range r.Run(ctx, pages, process.Options{Workers: c.workers(), Known: known}) {
		bar.add()
		switch {
		case result.Err != nil:
			bad.report(result.Err)
			continue
		case result.Known:
			count.known++
			continue
		}
		if err := count.put(ctx, store, result.Record); err != nil {
			bar.clear()
			return interrupted(ctx, err)
		}
		if c.Verbose {
			bar.clear()
			if _, err := fmt.Fprintf(env.Stdout, "stored %s\n", result.Record.ID); err != nil {
				return fmt.Errorf("standard output: %w", err)
			}
		}
	}
	bar.clear()
	if _, err := fmt.Fprintf(env.Stdout, "%s, %d bad\n", count, bad.n); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return bad.end(ctx)
}

// added counts what became of the articles.
type added struct{ stored, unchanged, known, statements int }

func (a *added) put(ctx context.Context, s onrecord.Store, r onrecord.Record) error {
	changed, err := s.PutRecord(ctx, r)
	switch {
	case err != nil:
		return err
	case changed:
		a.stored++
		a.statements += len(r.Statements)
	default:
		a.unchanged++
	}
	return nil
}

// String is the report.
func (a added) String() string {
	return fmt.Sprintf("%d articles stored with %d statements, %d known already", a.stored, a.statements, a.unchanged+a.known)
}

// progress shows on a terminal how far the work is, and elsewhere nothing.
type progress struct{ bar *progressbar.ProgressBar }

func newProgress(env *environment) progress {
	out := terminalOf(env.Stderr, env.Getenv)
	if !out.Is {
		return progress{}
	}
	return progress{progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(env.Stderr), progressbar.OptionSetDescription("reading"), progressbar.OptionShowCount(),
		progressbar.OptionShowIts(), progressbar.OptionSetItsString("articles"), progressbar.OptionSetElapsedTime(true),
		progressbar.OptionUseANSICodes(out.Color), progressbar.OptionThrottle(65*time.Millisecond),
		// Without a spinner that turns by itself the bar has no goroutine, with
		// which its Clear (v3.19.1) would race.
		progressbar.OptionSetSpinnerChangeInterval(0))}
}

// The bar's errors are those of the terminal it is drawn on; the work goes on without it.
func (p progress) add() {
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

func (p progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
