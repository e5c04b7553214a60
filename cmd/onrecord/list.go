package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/query"
)

// filters are what the lists of a store can be bounded by.
type filters struct {
	Speaker string   `placeholder:"WHO" help:"Who said it: a name, words of the source, or an actor's id (Q58217, x:ana-kovac)."`
	About   string   `placeholder:"WHAT" help:"Whom or what it is about: words, a name, or an actor's id."`
	Outlet  string   `placeholder:"NAME" help:"A part of the outlet's name."`
	Since   string   `placeholder:"DAY" help:"The first day, month or year: 2015-11-19, 2015-11, 2015."`
	Until   string   `placeholder:"DAY" help:"The last day, month or year, inclusive."`
	Mode    string   `placeholder:"MODE" help:"direct, indirect or mixed."`
	Act     string   `placeholder:"ACT" help:"say, deny, accuse, demand, propose, promise, threaten, reject, agree, ask, praise, criticise, predict or confirm."`
	Limit   int      `placeholder:"N" help:"At most so many."`
	Query   []string `arg:"" optional:"" help:"Words that must stand there, \"phrases\", and field:value for any of the flags above."`
}

// filter is what the flags and words ask for.
func (c *filters) filter() (onrecord.Filter, error) {
	f := onrecord.Filter{Limit: c.Limit}
	if c.Limit < 0 {
		return f, usageError{errors.New("--limit: must not be negative")}
	}
	for _, flag := range []struct{ name, value string }{
		{"speaker", c.Speaker}, {"about", c.About}, {"outlet", c.Outlet}, {"since", c.Since}, {"until", c.Until}, {"mode", c.Mode}, {"act", c.Act},
	} {
		if err := query.Set(&f, flag.name, flag.value); err != nil {
			return f, usageError{fmt.Errorf("--%w", err)}
		}
	}
	if err := query.Parse(strings.Join(c.Query, " "), &f); err != nil {
		return f, usageError{err}
	}
	return f, nil
}

// list is what the lists have in common.
type list struct {
	storeFlag
	filters
	Count  bool   `help:"Write only how many there are."`
	Format string `enum:"table,jsonl,json,csv,markdown" default:"table" placeholder:"FORMAT" help:"${enum}."`
}

// run opens the store and writes a list of it.
func (l *list) run(ctx context.Context, env *environment, noun string,
	write func(s onrecord.Store, f onrecord.Filter, format export.Format, width int) (int, error)) error {
	f, err := l.filter()
	if err != nil {
		return err
	}
	store, err := l.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	if l.Count {
		return l.count(ctx, env, noun, store, f)
	}
	format := export.Format(l.Format)
	n, err := write(store, f, format, env.Terminal.Width)
	if err == nil && format == export.Table && env.Terminal.Is {
		_, err = fmt.Fprintf(env.Stdout, "\n%d %s\n", n, noun)
	}
	return written(err)
}

// count writes how many rows the list would have.
func (l *list) count(ctx context.Context, env *environment, noun string, store onrecord.Store, f onrecord.Filter) error {
	count := store.CountStatements
	if noun == "articles" {
		count = store.CountArticles
	}
	n, err := count(ctx, f)
	if err != nil {
		return err
	}
	if f.Limit > 0 {
		n = min(n, f.Limit)
	}
	if _, err := fmt.Fprintln(env.Stdout, n); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

type articlesCmd struct{ list }

// Help is shown by articles --help.
func (articlesCmd) Help() string {
	return `Lists the articles of a store, newest first, undated last.

Examples:
  onrecord articles                                 all of them
  onrecord articles ceasefire "freeze zone"         those in which the words stand
  onrecord articles --outlet agency --since 2016    by outlet and day of publication
  onrecord articles --speaker Lavrov --act deny     those in which Lavrov denies something
  onrecord articles --format csv > articles.csv     for a spreadsheet`
}

// Run lists the articles.
func (c *articlesCmd) Run(ctx context.Context, env *environment) error {
	return c.run(ctx, env, "articles", func(s onrecord.Store, f onrecord.Filter, format export.Format, width int) (int, error) {
		return export.WriteArticles(env.Stdout, format, width, s.Articles(ctx, f))
	})
}

type statementsCmd struct{ list }

// Help is shown by statements --help.
func (statementsCmd) Help() string {
	return `Lists the statements of a store by the day they were made on, undated last.

Examples:
  onrecord statements --speaker Lavrov              what Lavrov said
  onrecord statements --speaker Q58217              the same, by who is meant
  onrecord statements --about Aleppo --act deny     what was denied about Aleppo
  onrecord statements 'speaker:Lavrov "freeze zone" since:2015-11'
  onrecord statements --mode direct --format jsonl  for a program, one object a line

Words must stand in the statement or the speaker's name; since and until bound the day
it was said on.`
}

// Run lists the statements.
func (c *statementsCmd) Run(ctx context.Context, env *environment) error {
	return c.run(ctx, env, "statements", func(s onrecord.Store, f onrecord.Filter, format export.Format, width int) (int, error) {
		return export.WriteStatements(env.Stdout, format, width, s.Statements(ctx, f))
	})
}

type timelineCmd struct{ list }

// Help is shown by timeline --help.
func (timelineCmd) Help() string {
	return `Shows what was said, day by day, undated last.

Examples:
  onrecord timeline                                   everything
  onrecord timeline --about ceasefire --since 2016-02 what was said about the ceasefire
  onrecord timeline --format markdown > timeline.md   for a document`
}

// Run shows the timeline.
func (c *timelineCmd) Run(ctx context.Context, env *environment) error {
	return c.run(ctx, env, "statements", func(s onrecord.Store, f onrecord.Filter, format export.Format, width int) (int, error) {
		return export.WriteTimeline(env.Stdout, format, width, s.Statements(ctx, f))
	})
}
