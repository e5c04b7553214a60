package main

import (
	"context"
	"fmt"

	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/query"
)

type briefCmd struct {
	storeFlag
	filters
	Format string `enum:"markdown,html" default:"markdown" placeholder:"FORMAT" help:"${enum}."`
}

// Help is shown by brief --help.
func (briefCmd) Help() string {
	return `Writes a dossier on a question: what was said, where everybody stands, what was agreed and
what became of it, what is disputed, what happened, and the sources. Every line quotes an
article and cites it; nothing is written by the program.

Examples:
  onrecord brief ceasefire --actor Russia > ceasefire.md
  onrecord brief 'actor:Turkey since:2016 (truce* OR ceasefire)' --format html -o turkey.html`
}

// Run writes the dossier.
func (c *briefCmd) Run(ctx context.Context, env *environment) error {
	write := export.WriteBriefMarkdown
	if c.Format == "html" {
		write = export.WriteBriefHTML
	}
	f, err := c.filter()
	if err != nil {
		return err
	}
	if f.Limit == 0 {
		f.Limit = briefRows
	}
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	w, err := worldOf(ctx, store)
	if err != nil {
		return err
	}
	b, err := w.Brief(ctx, store, f.Q, ask.Most{Rows: f.Limit})
	if err != nil {
		return fmt.Errorf("gather %s: %w", query.Print(f.Q), err)
	}
	return written(write(env.Stdout, b))
}

// briefRows is how many rows of each list a brief has unless told: what a
// reader goes through in a sitting.
const briefRows = 100
