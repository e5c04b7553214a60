package main

import (
	"context"
	"fmt"

	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/world/position"
)

type networkCmd struct {
	storeFlag
	filters
	Mode       string   `enum:"two-mode,one-mode,concept-mode" default:"two-mode" placeholder:"MODE" help:"Actors and concepts, actors by the concepts they share, or concepts by the actors they share: ${enum}."`
	Qualifier  string   `enum:"ignore,congruence,conflict,subtract" default:"ignore" placeholder:"HOW" help:"What is made of agreement and disagreement: ${enum}."`
	Normalise  string   `enum:",activity,prominence,average,jaccard,cosine" default:"" placeholder:"BY" help:"activity or prominence of a two-mode network, else average, jaccard or cosine."`
	Duplicates string   `enum:",document,month,year,range" default:"" placeholder:"PER" help:"Count a position that is taken again once a document, month, year or range."`
	Window     int      `placeholder:"DAYS" help:"A network for each window of so many days."`
	Step       int      `placeholder:"DAYS" help:"How far windows are apart; one window if not told."`
	Isolates   bool     `help:"Keep nodes without an edge."`
	Columns    []string `placeholder:"NAME,..." help:"The columns of a table, CSV or Markdown, in order."`
	Format     string   `enum:"table,jsonl,json,csv,markdown,xlsx,parquet,gexf,graphml" default:"table" placeholder:"FORMAT" help:"${enum}."`
}

// Help is shown by network --help.
func (networkCmd) Help() string {
	return `Draws positions as a network, with the options of Discourse Network Analyzer: who agrees and
disagrees with which concepts, or who shares them with whom.

Examples:
  onrecord network --format gexf -o who-says-what.gexf
  onrecord network --mode one-mode --qualifier congruence --normalise average --duplicates document
  onrecord network --mode one-mode --qualifier conflict --window 90 --since 2015 --format csv`
}

// Run draws the network.
func (c *networkCmd) Run(ctx context.Context, env *environment) error {
	o := position.Options{
		Mode: position.Mode(c.Mode), Qualifier: position.Qualifier(c.Qualifier), Normalisation: position.Normalisation(c.Normalise),
		Duplicates: position.Duplicates(c.Duplicates), Window: c.Window, Step: c.Step, Isolates: c.Isolates,
	}
	if o.Window > 0 && o.Step == 0 {
		o.Step = o.Window
	}
	if err := o.Check(); err != nil {
		return usageError{err}
	}
	f, err := c.filter()
	if err != nil {
		return err
	}
	layout, err := (&list{Columns: c.Columns, Format: c.Format}).layout(env, export.NetworkColumns())
	if err != nil {
		return err
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
	rows, err := w.Network(ctx, ask.Question{List: c.of, Q: f.Q, Limit: f.Limit}, o)
	if err != nil {
		return fmt.Errorf("draw the network: %w", err)
	}
	_, err = export.WriteNetwork(env.Stdout, layout, rows)
	return written(err)
}
