package main

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
)

type timelineCmd struct {
	storeFlag
	filters
	Count   bool     `help:"Write only how many lines there are."`
	Columns []string `placeholder:"NAME,..." help:"The columns of a table, CSV or Markdown, in order."`
	Format  string   `enum:"table,jsonl,json,csv,markdown,xlsx,parquet,timelinejs" default:"table" placeholder:"FORMAT" help:"${enum}."`
	Only    []string `enum:"statement,event,status" placeholder:"KIND,..." help:"Only these: statement, event, status."`
	Sort    string   `enum:"oldest,newest" default:"oldest" placeholder:"ORDER" help:"${enum}."`
}

// Help is shown by timeline --help.
func (timelineCmd) Help() string {
	return `Shows what was said, what happened and what became of agreements, day by day, undated last.
A day is no surer than the article has it: a month stands as a month, and "about", "before",
"not before" stand with it. A flag that only some lines can have, as --speaker or --type, asks
for these alone.

Examples:
  onrecord timeline                                   everything
  onrecord timeline --about ceasefire --since 2016-02 what was said about the ceasefire
  onrecord timeline --actor Turkey --only event,status
  onrecord timeline truce* --format timelinejs -o truce.json    for TimelineJS
  onrecord timeline --format markdown > timeline.md   for a document`
}

// Run shows the timeline.
func (c *timelineCmd) Run(ctx context.Context, env *environment) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	if c.Format == "timelinejs" && c.Columns != nil {
		return usageError{errors.New("--columns: TimelineJS has its own")}
	}
	layout, err := (&list{Columns: c.Columns, Format: c.Format}).layout(env, export.TimelineColumns())
	if err != nil {
		return err
	}
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	times := ask.Times{Q: f.Q, All: c.all(), Only: c.kinds(), Newest: c.Sort == "newest", Limit: f.Limit}
	if c.Count {
		n, err := ask.CountTimeline(ctx, store, times)
		if err != nil {
			return err
		}
		if f.Limit > 0 {
			n = min(n, f.Limit)
		}
		_, err = fmt.Fprintln(env.Stdout, n)
		return written(err)
	}
	moments := ask.Timeline(ctx, store, times)
	if c.Format == "timelinejs" {
		return c.slides(env, moments)
	}
	n, err := export.WriteTimeline(env.Stdout, layout, moments)
	if err == nil && layout.Format == export.Table && env.Terminal.Is && !env.Quiet {
		_, err = fmt.Fprintf(env.Stdout, "\n%s\n", export.Plural(n, "line"))
	}
	return written(err)
}

func (c *timelineCmd) kinds() (out []onrecord.MomentKind) {
	for _, k := range c.Only {
		out = append(out, onrecord.MomentKind(k))
	}
	return out
}

func (c *timelineCmd) slides(env *environment, moments iter.Seq2[onrecord.Moment, error]) error {
	n, undated, err := export.WriteTimelineJS(env.Stdout, moments)
	if err != nil || env.Quiet {
		return written(err)
	}
	note := export.Plural(n, "line") + " written"
	if undated > 0 {
		note += fmt.Sprintf(", %d left out because no day is known", undated)
	}
	_, err = fmt.Fprintf(env.Stderr, "onrecord: %s\n", note)
	return err
}
