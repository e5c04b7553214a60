package main

import (
	"context"
	"errors"
	"fmt"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/world"
)

// worldList is what the lists of the world tier have in common.
type worldList struct {
	list
	After string `placeholder:"ID" help:"Begin behind the row of this id: the next page."`
}

// world opens the store, and makes its rows those of all that it has read.
func (l *worldList) world(ctx context.Context) (*ask.World, func() error, error) {
	store, err := l.open(ctx, false)
	if err != nil {
		return nil, nil, err
	}
	w, err := worldOf(ctx, store)
	if err != nil {
		return nil, nil, errors.Join(err, store.Close())
	}
	return w, store.Close, nil
}

// worldOf is the world of a store, brought up to date with its articles.
func worldOf(ctx context.Context, store onrecord.Store) (*ask.World, error) {
	rows, ok := store.(world.Store)
	if !ok {
		return nil, errors.New("this store keeps no rows of many articles")
	}
	if err := settle(ctx, store); err != nil {
		return nil, fmt.Errorf("bring the rows of many articles up to date: %w", err)
	}
	return ask.Of(rows).Beside(store), nil
}

// question is what flags and words ask for.
func (l *worldList) question() (ask.Question, error) {
	f, err := l.filter()
	return ask.Question{List: l.of, Q: f.Q, After: l.After, Limit: l.Limit}, err
}

// run writes the list, or counts it.
func (l *worldList) run(ctx context.Context, env *environment, noun string) error {
	return l.write(ctx, env, noun, export.WorldColumns(l.of), func(w *ask.World, q ask.Question, layout export.Layout) (int, error) {
		return export.WriteWorld(env.Stdout, layout, l.of, w.Bodies(ctx, q))
	})
}

// write is run for what is not written row by row as it is kept.
func (l *worldList) write(ctx context.Context, env *environment, noun string, columns []string,
	write func(w *ask.World, q ask.Question, layout export.Layout) (int, error)) error {
	q, err := l.question()
	if err != nil {
		return err
	}
	layout, err := l.layout(env, columns)
	if err != nil {
		return err
	}
	w, end, err := l.world(ctx)
	if err != nil {
		return err
	}
	if l.Count {
		return errors.Join(l.countWorld(ctx, env, w, q), end())
	}
	n, err := write(w, q, layout)
	if err == nil && layout.Format == export.Table && env.Terminal.Is && !env.Quiet {
		err = writeShown(env, n, l.Limit, noun, func() (int, error) {
			unbound := q
			unbound.Limit = 0
			return w.Count(ctx, unbound)
		})
	}
	if closed := end(); err == nil {
		err = closed
	}
	return written(err)
}

// countWorld writes how many rows the list would have.
func (l *worldList) countWorld(ctx context.Context, env *environment, w *ask.World, q ask.Question) error {
	n, err := w.Count(ctx, q)
	if err != nil {
		return err
	}
	if l.Limit > 0 {
		n = min(n, l.Limit)
	}
	if _, err := fmt.Fprintln(env.Stdout, n); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

type storiesCmd struct{ worldList }

// Help is shown by stories --help.
func (storiesCmd) Help() string {
	return `Lists stories: articles that report one happening, newest first. Copies are folded:
texts are the distinct ones, sources those that are independent of each other.

Examples:
  onrecord stories ceasefire                        those whose words have it
  onrecord stories --actor Q159 --since 2016-02     those that Russia has a part in
  onrecord stories --format jsonl                   with their articles`
}

// Run lists the stories.
func (c *storiesCmd) Run(ctx context.Context, env *environment) error {
	return c.run(ctx, env, "story")
}

type threadsCmd struct{ worldList }

// Help is shown by threads --help.
func (threadsCmd) Help() string {
	return `Lists threads: affairs that go on over months and years, each with its stories.

Examples:
  onrecord threads --actor Turkey
  onrecord stories --thread ID                      the stories of one`
}

// Run lists the threads.
func (c *threadsCmd) Run(ctx context.Context, env *environment) error {
	return c.run(ctx, env, "thread")
}

type incidentsCmd struct{ worldList }

// Help is shown by incidents --help.
func (incidentsCmd) Help() string {
	return `Lists incidents: what happened, once each, however many articles tell it. The figures that
they give stand side by side, each with who gives it; they are never averaged. What is
planned, imagined, denied or failed is left out unless --all or --status asks for it.

Examples:
  onrecord incidents --type assault --place Aleppo
  onrecord incidents --source Russia --since 2015-09 --format csv`
}

// Run lists the incidents.
func (c *incidentsCmd) Run(ctx context.Context, env *environment) error {
	return c.run(ctx, env, "incident")
}

type agreementsCmd struct {
	worldList
	AsOf string `name:"as-of" placeholder:"DAY" help:"What was known of them by then: what came to be later, or was published later, is left out."`
}

// Help is shown by agreements --help.
func (agreementsCmd) Help() string {
	return `Lists agreements over all articles, one row each by whatever names it is called: who are
parties to it, what became of it by whose word, and the latest word of everybody. Where
these conflict it is marked as contested; nothing is decided between them. What single
articles tell is listed by "onrecord assertions".

Examples:
  onrecord agreements --type ceasefire              what became of ceasefires
  onrecord agreements --party Turkey --as-of 2016-03-01
  onrecord agreements --status violated --format jsonl   with the words of each`
}

// Run lists the agreements.
func (c *agreementsCmd) Run(ctx context.Context, env *environment) error {
	if c.AsOf == "" {
		return c.run(ctx, env, "agreement")
	}
	day, err := c.of.NewTerm("until", c.AsOf)
	if err != nil {
		return usageError{fmt.Errorf("--as-of: %w", err)}
	}
	if c.Count {
		return usageError{errors.New("--as-of and --count: one of them")}
	}
	return c.write(ctx, env, "agreement", export.WorldColumns(c.of), func(w *ask.World, q ask.Question, layout export.Layout) (int, error) {
		return export.WriteWorld(env.Stdout, layout, c.of, w.AgreementsAsOf(ctx, q, day.Value))
	})
}

type disputesCmd struct{ worldList }

// Help is shown by disputes --help.
func (disputesCmd) Help() string {
	return `Lists disputes: two statements, or two reports, that cannot both hold: a claim and its
denial, accusations of each other, figures that differ, "violated" against "holding".
Both sides are named as far as the texts name them, and quoted. Nothing is decided.

Examples:
  onrecord disputes --actor Pentagon
  onrecord disputes --kind figures --since 2015-11`
}

// Run lists the disputes.
func (c *disputesCmd) Run(ctx context.Context, env *environment) error {
	return c.run(ctx, env, "dispute")
}

type positionsCmd struct {
	worldList
	Shifts bool `help:"Only where an actor's position on a concept changed, with the words before and after."`
}

// Help is shown by positions --help.
func (positionsCmd) Help() string {
	return `Lists where actors stand on the concepts of a codebook, by the statements that say so.

Examples:
  onrecord positions --actor Russia                 with its quotes
  onrecord positions --shifts                       where somebody's position changed`
}

// Run lists the positions, or their changes.
func (c *positionsCmd) Run(ctx context.Context, env *environment) error {
	if !c.Shifts {
		return c.run(ctx, env, "position")
	}
	if c.Count {
		return usageError{errors.New("--shifts and --count: one of them")}
	}
	return c.write(ctx, env, "shift", export.ShiftColumns(), func(w *ask.World, q ask.Question, layout export.Layout) (int, error) {
		return export.WriteShifts(env.Stdout, layout, w.Shifts(ctx, q))
	})
}

type namingCmd struct{ worldList }

// Help is shown by naming --help.
func (namingCmd) Help() string {
	return `Lists how each outlet words an actor, in its own voice, in what it quotes, and in what an
editor put into a quotation.

Examples:
  onrecord naming --actor "Islamic State"
  onrecord naming --voice own --actor Q159 --format csv`
}

// Run lists the wordings.
func (c *namingCmd) Run(ctx context.Context, env *environment) error {
	return c.run(ctx, env, "wording")
}

type inconsistenciesCmd struct{ worldList }

// Help is shown by inconsistencies --help.
func (inconsistenciesCmd) Help() string {
	return `Lists what does not go together within an article, between its versions, or between copies.

Example:
  onrecord inconsistencies --outlet agency`
}

// Run lists them.
func (c *inconsistenciesCmd) Run(ctx context.Context, env *environment) error {
	return c.run(ctx, env, "inconsistency")
}
