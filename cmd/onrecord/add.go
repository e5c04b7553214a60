package main

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
	"onrecord/internal/watch"
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
new version of it; another version of onrecord reads it again. In a WARC file, reading
goes on at the record where it was interrupted.

Examples:
  onrecord add news/                       add a directory to onrecord.db
  onrecord add --store syria.db *.html     to a store of its own
  onrecord add https://example.org/story   fetch a page and add it

Exit status: as that of read.`
}

// Run adds the articles.
func (c *addCmd) Run(ctx context.Context, env *environment) error {
	k, err := newKeeping(ctx, env, c.storeFlag, c.kbFlag)
	if err != nil {
		return err
	}
	k.again, k.verbose, k.workers = c.Again, c.Verbose, c.workers()
	options, done := c.options(env)
	defer done()
	places := &places{store: k.state, by: k.reader.By(), off: c.Again, note: options.Note}
	options.Resume = places.resume(ctx)
	options.Progress = k.bar.read
	k.bar.total(ingest.Size(c.Input...))
	k.handled = places.passed
	return k.run(ctx, ingest.Read(ctx, options, c.Input...), places.finish)
}

// keeping is the work of putting articles into a store.
type keeping struct {
	env     *environment
	store   onrecord.Store
	state   watch.Store // the same store, as a memory
	reader  *process.Reader
	bar     *progress
	again   bool
	verbose bool
	workers int
	// handled hears of each page once it is stored, known or refused.
	handled func(context.Context, ingest.Mark, error) error
}

// newKeeping opens what it takes.
func newKeeping(ctx context.Context, env *environment, s storeFlag, kb kbFlag) (*keeping, error) {
	store, err := s.open(ctx, true)
	if err != nil {
		return nil, err
	}
	state, ok := store.(watch.Store)
	if !ok {
		store.Close()
		return nil, errors.New("this sort of store remembers nothing between two runs")
	}
	reader, err := kb.reader(env)
	if err != nil {
		store.Close()
		return nil, err
	}
	return &keeping{env: env, store: store, state: state, reader: reader, bar: newProgress(env), workers: 1,
		handled: func(context.Context, ingest.Mark, error) error { return nil }}, nil
}

// run reads the pages into the store and closes it. finish is called at the end,
// and hears whether all was done.
func (k *keeping) run(ctx context.Context, pages iter.Seq2[ingest.Raw, error], finish func(ctx context.Context, done bool) error) (err error) {
	defer func() {
		if e := k.store.Close(); err == nil && e != nil {
			err = fmt.Errorf("close the store: %w", e)
		}
	}()
	known := func(ctx context.Context, a onrecord.Article) (bool, error) { return k.store.Has(ctx, a, k.reader.By()) }
	if k.again {
		known = nil
	}
	bad := badInputs{env: k.env, before: k.bar.clear}
	count := added{again: k.again}
	var marks marks
	for result := range k.reader.Run(ctx, marks.of(pages), process.Options{Workers: k.workers, Known: known}) {
		k.bar.add()
		mark := marks.next()
		if err := k.one(ctx, mark, result, &count, &bad); err != nil {
			k.bar.clear()
			return interrupted(ctx, err)
		}
	}
	k.bar.clear()
	// What was done is noted though the work was interrupted.
	if err := finish(context.WithoutCancel(ctx), ctx.Err() == nil); err != nil {
		return err
	}
	if ctx.Err() == nil {
		if err := settle(ctx, k.store); err != nil {
			return interrupted(ctx, err)
		}
	}
	if !k.env.Quiet {
		if _, err := fmt.Fprintf(k.env.Stdout, "%s, %d bad\n", count, bad.n); err != nil {
			return fmt.Errorf("standard output: %w", err)
		}
	}
	if ctx.Err() != nil {
		return errors.New("interrupted; what is stored stays, and the same command goes on from there")
	}
	return bad.end(ctx)
}

// one deals with what became of one page.
func (k *keeping) one(ctx context.Context, mark ingest.Mark, result process.Result, count *added, bad *badInputs) error {
	switch {
	case result.Err != nil:
		bad.report(result.Err)
	case result.Known:
		count.known++
	default:
		if err := count.put(ctx, k.store, result.Record); err != nil {
			return err
		}
		if k.verbose {
			k.bar.clear()
			if _, err := fmt.Fprintf(k.env.Stdout, "stored %s\n", result.Record.ID); err != nil {
				return fmt.Errorf("standard output: %w", err)
			}
		}
	}
	return k.handled(ctx, mark, result.Err)
}

// added counts what became of the articles.
type added struct {
	again                                bool // what was known is read again, too
	stored, unchanged, known, statements int
}

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
	if a.again {
		return fmt.Sprintf("%d articles read: %d stored new or otherwise than before with %d statements, %d as they were", a.stored+a.unchanged, a.stored, a.statements, a.unchanged)
	}
	return fmt.Sprintf("%d articles stored with %d statements, %d known already", a.stored, a.statements, a.unchanged+a.known)
}
