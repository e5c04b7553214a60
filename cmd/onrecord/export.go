package main

import (
	"context"
	"fmt"
	"strings"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/query"
)

type exportCmd struct {
	storeFlag
	filters
	Format string `enum:"plover,phoenix,gdelt,acled,ethprio" required:"" placeholder:"FORM" help:"${enum}."`
}

// Help is shown by export --help.
func (exportCmd) Help() string {
	return `Writes the events of a store in a form that political scientists keep them in, to
standard output or --output. The filters are those of events.

  plover    JSON Lines, the fields of the PLOVER manual: every actor, and what did not
            happen told by its context
  phoenix   the 26 columns of the Phoenix data, tabs between, no header
  gdelt     the 61 columns of GDELT 2.0's event files, tabs between, no header
  acled     CSV like ACLED's tables: violence, protest, arrests, ceasefires
  ethprio   CSV like the ETH/PRIO ceasefire data, a row for each party of each ceasefire

The tables cannot say that something did not happen: they get only what happened, as news.
They have one actor on each side; the first is written. An event whose day is not told has
the article's day; one of an undated article is left out. How many rows were written and
left out is told on standard error. Codes of actors are those of the knowledge base.

Examples:
  onrecord export --format plover > events.jsonl
  onrecord export --format gdelt --since 2016 --actor Q159 -o russia.tsv
  onrecord export --format ethprio > ceasefires.csv`
}

// Run writes the events.
func (c *exportCmd) Run(ctx context.Context, env *environment) error {
	if c.Format == "ethprio" {
		c.of = query.Agreements
	}
	f, err := c.filter()
	if err != nil {
		return err
	}
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	if c.Format == "ethprio" {
		return c.ceasefires(ctx, env, store, f)
	}
	done, err := export.WriteEventFile(env.Stdout, export.EventFile(c.Format), store.Events(ctx, f))
	if err != nil {
		return written(err)
	}
	notes := []string{fmt.Sprintf("%d events written", done.Rows)}
	for _, left := range []struct {
		n    int
		what string
	}{
		{done.Unmeant, "left out that " + c.Format + " has no place for"},
		{done.Undated, "left out because no day is known"},
		{done.Crowded, "with more actors than " + c.Format + " has columns for"},
	} {
		if left.n > 0 {
			notes = append(notes, fmt.Sprintf("%d %s", left.n, left.what))
		}
	}
	return c.tell(env, strings.Join(notes, ", "))
}

func (c *exportCmd) ceasefires(ctx context.Context, env *environment, store onrecord.Store, f onrecord.Filter) error {
	rows, others, err := export.WriteCeasefires(env.Stdout, store.Agreements(ctx, f))
	if err != nil {
		return written(err)
	}
	note := fmt.Sprintf("%d rows written", rows)
	if others > 0 {
		note += fmt.Sprintf(", %d agreements left out that are no ceasefires", others)
	}
	return c.tell(env, note)
}

// tell says what was done, unless nobody wants to hear it.
func (c *exportCmd) tell(env *environment, note string) error {
	if env.Quiet {
		return nil
	}
	_, err := fmt.Fprintf(env.Stderr, "onrecord: %s\n", note)
	return err
}
