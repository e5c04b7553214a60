package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/work"
)

// workCmd reads what waits in a queue.
type workCmd struct {
	storeFlag
	queueFlag
	kbFlag
	Jobs       int           `placeholder:"N" help:"How many articles are read at once. Without it one a core."`
	UntilEmpty bool          `help:"End once nothing is left in the queue."`
	Longest    time.Duration `default:"5m" help:"How long reading one article may take (${default}); one that takes longer is given up."`
	Verbose    bool          `short:"v" help:"Write a line for every article once it is stored."`
	telemetryFlags
}

// Help is shown by work --help.
func (workCmd) Help() string {
	return `Reads the articles that wait in a queue into a store, beside any number of others who do
the same: processes on this machine or, by NATS and PostgreSQL, on many. An article leaves
the queue once it is stored, so whoever is stopped or dies loses nothing. Stopped by a
signal, it finishes what it is reading and gives the rest back.

An article that cannot be read goes to the dead letters, with the reason, and stops
nobody: "onrecord queue list" shows them.

Examples:
  onrecord add --queue file:queue news/                 articles wait in the directory queue
  onrecord work --queue file:queue                      read them into onrecord.db
  onrecord work --queue file:queue --until-empty        and end when all are read
  onrecord work --queue nats://a.example,b.example --jobs 4 --store /srv/record.db`
}

// Validate is called by kong.
func (c *workCmd) Validate() error {
	if c.Jobs < 0 || c.Longest <= 0 {
		return errors.New("--jobs and --longest must be positive")
	}
	return nil
}

// Run works.
func (c *workCmd) Run(ctx context.Context, env *environment) (err error) {
	q, err := c.openQueue(ctx, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, q.Close()) }()
	opened, err := c.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	store, ok := opened.(work.Store)
	if !ok {
		return errors.New("this sort of store keeps no rows of many articles")
	}
	reader, err := c.reader(env)
	if err != nil {
		return err
	}
	seen, unwatched, err := c.begin(ctx, env, opened, c.logger(env))
	if err != nil {
		return err
	}
	defer unwatched()
	watchQueue(seen, q)
	bar := newProgress(env)
	defer bar.clear()
	w := &work.Worker{Queue: q, Store: store, Reader: reader, Jobs: cmp.Or(c.Jobs, runtime.GOMAXPROCS(0)), Most: c.Longest, Seen: seen,
		Told: func(line string) { bar.clear(); env.goesOn(line) },
		Heard: func(id onrecord.ArticleID) {
			bar.add()
			if c.Verbose {
				bar.clear()
				fmt.Fprintf(env.Stdout, "stored %s\n", id)
			}
		},
	}
	count, err := w.Run(ctx, c.UntilEmpty)
	bar.clear()
	if err != nil {
		return err
	}
	if err := env.told("%s stored with %s, %d known already, %d given up", export.Plural(count.Stored, "article"), export.Plural(count.Statements, "statement"), count.Known, count.Dead); err != nil {
		return err
	}
	if count.Dead > 0 {
		return errReported
	}
	return nil
}
