package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"onrecord"
	"onrecord/annotate"
	"onrecord/conllu"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/query"
)

type exportCmd struct {
	storeFlag
	filters
	Format string `enum:"${exports}" required:"" placeholder:"FORM" help:"${enum}."`
}

// exportForm is a form that what is in a store can be written in.
type exportForm struct {
	name  string
	of    query.List // the list whose filters bound it
	write func(c *exportCmd, ctx context.Context, env *environment, store onrecord.Store, f onrecord.Filter) (note string, err error)
}

// exportForms are all forms, in the order of help.
func exportForms() []exportForm {
	return []exportForm{
		{"records", query.Articles, (*exportCmd).records},
		{"webannotation", query.Statements, (*exportCmd).annotations},
		{"timelinejs", query.Statements, (*exportCmd).slides},
		{"followthemoney", query.Articles, (*exportCmd).money},
		{"conllu", query.Articles, (*exportCmd).conllu},
		{"bibtex", query.Articles, (*exportCmd).bibliography},
		{"ris", query.Articles, (*exportCmd).bibliography},
		{"csl", query.Articles, (*exportCmd).bibliography},
		{"plover", query.Events, (*exportCmd).events},
		{"phoenix", query.Events, (*exportCmd).events},
		{"gdelt", query.Events, (*exportCmd).events},
		{"acled", query.Events, (*exportCmd).events},
		{"ethprio", query.Agreements, (*exportCmd).ceasefires},
		{"dna", query.Positions, (*exportCmd).dna},
	}
}

// exportNames are the names of all forms, commas between.
func exportNames() string {
	var names []string
	for _, f := range exportForms() {
		names = append(names, f.name)
	}
	return strings.Join(names, ",")
}

// exportLists are the lists that forms are of, each once.
func exportLists() []query.List {
	var out []query.List
	for _, f := range exportForms() {
		if !slices.Contains(out, f.of) {
			out = append(out, f.of)
		}
	}
	return out
}

// Help is shown by export --help.
func (exportCmd) Help() string {
	return `Writes what is in a store in a form that other tools read, to standard output or --output.

Whole articles, with the filters of "onrecord articles":
  records         the record of each article as decisions leave it, JSON Lines
  followthemoney  articles, who is named, what happened, who belongs to whom: entities
                  for Aleph and its kin, JSON Lines
  conllu          tokens, tags, trees and names, a document each
  bibtex ris csl  the articles, for reference managers

Statements, with the filters of "onrecord statements":
  webannotation   W3C annotations on the words themselves, JSON-LD
  timelinejs      a timeline for TimelineJS, JSON

Events, with the filters of "onrecord events":
  plover    JSON Lines, the fields of the PLOVER manual: every actor, and what did not
            happen told by its context
  phoenix   the 26 columns of the Phoenix data, tabs between, no header
  gdelt     the 61 columns of GDELT 2.0's event files, tabs between, no header
  acled     CSV like ACLED's tables: violence, protest, arrests, ceasefires
  ethprio   CSV like the ETH/PRIO ceasefire data, a row for each party of each ceasefire

Positions, with the filters of "onrecord positions":
  dna       a database of Discourse Network Analyzer 3.0 (coder Admin, password "onrecord"):
            articles are documents, positions its statements; undated articles are left out,
            since there every document has a day

The tables of events cannot say that something did not happen: they get only what happened,
as news. They have one actor on each side; the first is written. An event whose day is not
told has the article's day; one of an undated article is left out. How many rows were written
and left out is told on standard error. Every list can be had as jsonl, csv, xlsx and parquet
from its own command.

Examples:
  onrecord export --format records --outlet agency > corrected.jsonl
  onrecord export --format plover > events.jsonl
  onrecord export --format gdelt --since 2016 --actor Q159 -o russia.tsv
  onrecord export --format dna --since 2015 -o positions.dna
  onrecord export --format webannotation --speaker Lavrov --act deny -o denials.jsonld`
}

// Run writes.
func (c *exportCmd) Run(ctx context.Context, env *environment) error {
	all := exportForms()
	form := all[slices.IndexFunc(all, func(f exportForm) bool { return f.name == c.Format })]
	c.of = form.of
	if c.Format == "dna" && env.Terminal.Is {
		return usageError{errors.New("--format dna: no text for a terminal; give --output FILE")}
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
	note, err := form.write(c, ctx, env, store, f)
	if err != nil {
		return written(err)
	}
	return c.tell(env, note)
}

func (c *exportCmd) events(ctx context.Context, env *environment, store onrecord.Store, f onrecord.Filter) (string, error) {
	done, err := export.WriteEventFile(env.Stdout, export.EventFile(c.Format), store.Events(ctx, f))
	if err != nil {
		return "", err
	}
	notes := []string{export.Plural(done.Rows, "event") + " written"}
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
	return strings.Join(notes, ", "), nil
}

func (c *exportCmd) ceasefires(ctx context.Context, env *environment, store onrecord.Store, f onrecord.Filter) (string, error) {
	rows, others, err := export.WriteCeasefires(env.Stdout, store.Agreements(ctx, f))
	if err != nil {
		return "", err
	}
	note := export.Plural(rows, "row") + " written"
	if others > 0 {
		note += fmt.Sprintf(", %d agreements left out that are no ceasefires", others)
	}
	return note, nil
}

// dna is of positions, whose articles are its documents.
func (c *exportCmd) dna(ctx context.Context, env *environment, store onrecord.Store, f onrecord.Filter) (string, error) {
	w, err := worldOf(ctx, store)
	if err != nil {
		return "", err
	}
	db, err := export.NewDNA(env.Stdout)
	if err != nil {
		return "", onrecord.Errorf(onrecord.Internal, "begin the database: %w", err)
	}
	var r onrecord.Record
	for p, err := range ask.All[onrecord.Position](ctx, w, ask.Question{List: c.of, Q: f.Q, Limit: f.Limit}) {
		if err == nil && p.Cite.Article != r.ID {
			r, err = store.Record(ctx, p.Cite.Article)
		}
		if err == nil {
			err = db.Write(&r, &p)
		}
		if err != nil {
			return "", onrecord.Errorf(onrecord.Internal, "write the database: %w", err)
		}
	}
	n, undated, err := db.Close()
	note := fmt.Sprintf("%s written", export.Plural(n, "position"))
	if undated > 0 {
		note += fmt.Sprintf(", %d left out because no day of their articles is known", undated)
	}
	return note, err
}

func (c *exportCmd) bibliography(ctx context.Context, env *environment, store onrecord.Store, f onrecord.Filter) (string, error) {
	n, err := export.WriteBibliography(env.Stdout, export.Bibliography(c.Format), store.Articles(ctx, f))
	return export.Plural(n, "article") + " written", err
}

// said are statements as lines of a timeline.
func said(rows iter.Seq2[onrecord.Row, error]) iter.Seq2[onrecord.Moment, error] {
	return func(yield func(onrecord.Moment, error) bool) {
		for r, err := range rows {
			if !yield(r.Moment(), err) || err != nil {
				return
			}
		}
	}
}

func (c *exportCmd) slides(ctx context.Context, env *environment, store onrecord.Store, f onrecord.Filter) (string, error) {
	n, undated, err := export.WriteTimelineJS(env.Stdout, said(store.Statements(ctx, f)))
	note := export.Plural(n, "statement") + " written"
	if undated > 0 {
		note += fmt.Sprintf(", %d left out because no day is known", undated)
	}
	return note, err
}

// annotations are statements on the words of their articles; each article is
// looked up for its words.
func (c *exportCmd) annotations(ctx context.Context, env *environment, store onrecord.Store, f onrecord.Filter) (string, error) {
	page, err := export.NewAnnotations(env.Stdout)
	if err != nil {
		return "", err
	}
	n := 0
	for row, err := range store.Statements(ctx, f) {
		if err != nil {
			return "", err
		}
		r, err := store.Record(ctx, row.Article.ID)
		if err != nil {
			return "", fmt.Errorf("the article of %s: %w", row.Statement.ID, err)
		}
		if err := page.Write(&r, &row.Statement); err != nil {
			return "", err
		}
		n++
	}
	return export.Plural(n, "statement") + " written", page.Close()
}

func (c *exportCmd) records(ctx context.Context, env *environment, store onrecord.Store, f onrecord.Filter) (string, error) {
	n := 0
	err := eachRecord(ctx, store, f, func(r *onrecord.Record) error {
		n++
		return export.WriteRecord(env.Stdout, *r)
	})
	return export.Plural(n, "record") + " written", err
}

func (c *exportCmd) money(ctx context.Context, env *environment, store onrecord.Store, f onrecord.Filter) (string, error) {
	m := export.NewMoney(env.Stdout)
	err := eachRecord(ctx, store, f, m.Write)
	return export.Plural(m.Entities(), "entity") + " written", err
}

// conllu writes what the words of each article are, as they are read today.
func (c *exportCmd) conllu(ctx context.Context, env *environment, store onrecord.Store, f onrecord.Filter) (string, error) {
	a, err := annotate.New()
	if err != nil {
		return "", onrecord.Errorf(onrecord.Internal, "load the models: %w", err)
	}
	n := 0
	err = eachRecord(ctx, store, f, func(r *onrecord.Record) error {
		n++
		doc, err := a.Annotate(ctx, r.Text)
		if err != nil {
			return fmt.Errorf("annotate %s: %w", r.ID, err)
		}
		if _, err := fmt.Fprintf(env.Stdout, "# newdoc id = %s\n", strings.Join(strings.Fields(string(r.ID)), "_")); err != nil {
			return err
		}
		return conllu.Write(env.Stdout, doc)
	})
	return export.Plural(n, "article") + " written", err
}

// eachRecord calls do with the record of each article that f selects.
func eachRecord(ctx context.Context, store onrecord.Store, f onrecord.Filter, do func(*onrecord.Record) error) error {
	for a, err := range store.Articles(ctx, f) {
		if err != nil {
			return err
		}
		r, err := store.Record(ctx, a.ID)
		if err != nil {
			return fmt.Errorf("the record of %s: %w", a.ID, err)
		}
		if err := do(&r); err != nil {
			return err
		}
	}
	return nil
}

// tell says what was done, unless nobody wants to hear it.
func (c *exportCmd) tell(env *environment, note string) error {
	if env.Quiet {
		return nil
	}
	_, err := fmt.Fprintf(env.Stderr, "onrecord: %s\n", note)
	return err
}
