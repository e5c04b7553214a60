package main

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/query"
)

// filters are what the lists of a store can be bounded by: a flag for each
// field of the query language, and the query itself.
type filters struct {
	kong.Plugins // the flags of fieldFlags
	of           query.List
	Limit        int      `placeholder:"N" help:"At most so many."`
	Query        []string `arg:"" optional:"" help:"Words that must stand there, \"phrases\", -without, this OR that, and field:value for any of the flags above."`
}

// newFilters are filters with their flags, which kong fills. Of several lists
// they have the flags of all, and of is settled later.
func newFilters(of ...query.List) filters {
	return filters{Plugins: kong.Plugins{fieldFlags(of)}, of: of[0]}
}

// unshown says what --all shows beside the rest, "" for lists that leave nothing out.
var unshown = map[query.List]string{
	query.Articles:   saidOnly,
	query.Statements: saidOnly,
	query.Events:     "Also what did not happen: planned, hypothetical, denied or failed events, and what is told as long known.",
	query.Agreements: "Also agreements that are only told of as long known.",
	query.Timeline:   "Also what was not said or did not happen: planned, hypothetical, asked for, denied or failed, and what is told as long known.",
	query.Incidents:  "Also what did not happen: planned, hypothetical, denied or failed.",
}

const saidOnly = "Also what was not said: planned, hypothetical, asked for or denied words, beliefs, and what pictures and polls show."

// fieldFlags is a pointer to a struct that has a string for each field of the
// lists, tagged as kong wants it: the flags cannot differ from the fields.
func fieldFlags(of []query.List) any {
	var fields []reflect.StructField
	for _, f := range fieldsOf(of) {
		help := strings.ToUpper(f.Help[:1]) + f.Help[1:]
		if len(f.Values) > 0 {
			help += ": " + strings.Join(f.Values, ", ")
		}
		fields = append(fields, reflect.StructField{
			Name: strings.ToUpper(f.Name[:1]) + f.Name[1:],
			Type: reflect.TypeFor[string](),
			Tag: reflect.StructTag(fmt.Sprintf(`name:%q placeholder:%q help:%q values:%q`, f.Name, placeholder(f), help+".",
				strings.ReplaceAll(strings.Join(f.Values, ","), " ", "-"))),
		})
	}
	if help := unshown[of[0]]; help != "" {
		fields = append(fields, reflect.StructField{Name: "All", Type: reflect.TypeFor[bool](), Tag: reflect.StructTag(fmt.Sprintf(`help:%q`, help))})
	}
	return reflect.New(reflect.StructOf(fields)).Interface()
}

// fieldsOf are the fields of several lists, each once, with the values that it
// has in any of them.
func fieldsOf(lists []query.List) []query.Field {
	var out []query.Field
	for _, l := range lists {
		for _, f := range l.Fields() {
			at := slices.IndexFunc(out, func(have query.Field) bool { return have.Name == f.Name })
			if at < 0 {
				out = append(out, f)
				continue
			}
			for _, v := range f.Values {
				if !slices.Contains(out[at].Values, v) {
					out[at].Values = append(out[at].Values, v)
				}
			}
		}
	}
	return out
}

// placeholder is what stands for a field's value in help.
func placeholder(f query.Field) string {
	switch f.Match {
	case query.ByFirst, query.ByLast:
		return "DAY"
	case query.ByName, query.ByPart:
		return "NAME"
	case query.ByID:
		return "ID"
	case query.ByStart:
		return "WORD"
	}
	return strings.ToUpper(f.Name)
}

// filter is what the flags and words ask for, as the list shows it.
func (c *filters) filter() (onrecord.Filter, error) {
	f := onrecord.Filter{Limit: c.Limit}
	if c.Limit < 0 {
		return f, usageError{errors.New("--limit: must not be negative")}
	}
	asked, err := c.of.Parse(strings.Join(c.Query, " "))
	if err != nil {
		return f, usageError{fmt.Errorf("query: %w", err)}
	}
	parts := []query.Q{asked}
	terms, err := c.terms()
	if err != nil {
		return f, err
	}
	parts = append(parts, terms...)
	if f.Q = query.All(parts...); !c.all() {
		f.Q = c.of.Shown(f.Q)
	}
	return f, nil
}

// terms are what the flags ask for.
func (c *filters) terms() ([]query.Q, error) {
	var out []query.Q
	flags := reflect.ValueOf(c.Plugins[0]).Elem()
	for i := range flags.NumField() {
		value, name := flags.Field(i), flags.Type().Field(i).Tag.Get("name")
		if value.Kind() != reflect.String || value.String() == "" {
			continue
		}
		t, err := c.of.NewTerm(name, value.String())
		if _, known := c.of.Field(name); !known {
			err = fmt.Errorf("%s: %w", name, err)
		}
		if err != nil {
			return nil, usageError{fmt.Errorf("--%w", err)}
		}
		out = append(out, t)
	}
	return out, nil
}

// all reports whether what a list leaves out is asked for too.
func (c *filters) all() bool {
	flag := reflect.ValueOf(c.Plugins[0]).Elem().FieldByName("All")
	return flag.IsValid() && flag.Bool()
}

// list is what the lists have in common.
type list struct {
	storeFlag
	filters
	Count   bool     `help:"Write only how many there are."`
	Columns []string `placeholder:"NAME,..." help:"The columns of a table, CSV or Markdown, in order."`
	Format  string   `enum:"table,jsonl,json,csv,markdown,xlsx,parquet" default:"table" placeholder:"FORMAT" help:"${enum}."`
}

// layout is how the list is laid out, of the columns that it can have.
func (l *list) layout(env *environment, known []string) (export.Layout, error) {
	out := export.Layout{Format: export.Format(l.Format), Width: env.Terminal.Width, Columns: l.Columns}
	if l.Columns != nil && (out.Format == export.JSON || out.Format == export.JSONL) {
		return out, usageError{errors.New("--columns: JSON has all of them")}
	}
	if out.Format.Binary() && env.Terminal.Is {
		return out, usageError{fmt.Errorf("--format %s: no text for a terminal; give --output FILE", l.Format)}
	}
	for _, c := range l.Columns {
		if !slices.Contains(known, c) {
			return out, usageError{fmt.Errorf("--columns: there is no %q; there are %s", c, strings.Join(known, ", "))}
		}
	}
	return out, nil
}

// run opens the store and writes a list of it.
func (l *list) run(ctx context.Context, env *environment, noun string, sort onrecord.Sort, columns []string,
	write func(s onrecord.Store, f onrecord.Filter, layout export.Layout) (int, error)) error {
	f, err := l.filter()
	if err != nil {
		return err
	}
	f.Sort = sort
	layout, err := l.layout(env, columns)
	if err != nil {
		return err
	}
	store, err := l.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	if l.Count {
		return l.count(ctx, env, store, f)
	}
	n, err := write(store, f, layout)
	if err == nil && layout.Format == export.Table && env.Terminal.Is && !env.Quiet {
		err = writeShown(env, n, f.Limit, noun, func() (int, error) {
			return counter(store, l.of)(ctx, onrecord.Filter{Q: f.Q})
		})
	}
	return written(err)
}

// writeShown writes how many rows a list has shown, and of how many, where
// it was to show so many at most.
func writeShown(env *environment, n, limit int, noun string, count func() (int, error)) error {
	shown := export.Plural(n, noun)
	if limit > 0 && n == limit {
		all, err := count()
		if err != nil {
			return err
		}
		if all > n {
			shown = fmt.Sprintf("%d of %s", n, export.Plural(all, noun))
		}
	}
	_, err := fmt.Fprintf(env.Stdout, "\n%s\n", shown)
	return err
}

// count writes how many rows the list would have.
func (l *list) count(ctx context.Context, env *environment, store onrecord.Store, f onrecord.Filter) error {
	n, err := counter(store, l.of)(ctx, f)
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

// counter is what counts the rows of a list.
func counter(s onrecord.Store, of query.List) func(context.Context, onrecord.Filter) (int, error) {
	switch of {
	case query.Articles:
		return s.CountArticles
	case query.Events:
		return s.CountEvents
	case query.Agreements:
		return s.CountAgreements
	case query.Memberships:
		return s.CountMemberships
	}
	return s.CountStatements
}

type articlesCmd struct {
	list
	Sort string `enum:"newest,oldest,outlet,title" default:"newest" placeholder:"ORDER" help:"${enum}."`
}

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
	return c.run(ctx, env, "article", articleOrder[c.Sort], export.ArticleColumns(), func(s onrecord.Store, f onrecord.Filter, l export.Layout) (int, error) {
		return export.WriteArticles(env.Stdout, l, s.Articles(ctx, f))
	})
}

type statementsCmd struct {
	list
	Sort string `enum:"oldest,newest,outlet,speaker" default:"oldest" placeholder:"ORDER" help:"${enum}: by the day it was said, or by name."`
}

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
	return c.run(ctx, env, "statement", statementOrder[c.Sort], export.StatementColumns(), func(s onrecord.Store, f onrecord.Filter, l export.Layout) (int, error) {
		return export.WriteStatements(env.Stdout, l, s.Statements(ctx, f))
	})
}

// articleOrder and statementOrder are the orders by the names that --sort has for them.
var (
	articleOrder   = map[string]onrecord.Sort{"newest": onrecord.ByPublDown, "oldest": onrecord.ByPublished, "outlet": onrecord.ByOutlet, "title": onrecord.ByTitle}
	statementOrder = map[string]onrecord.Sort{"oldest": onrecord.ByDay, "newest": onrecord.ByDayDown, "outlet": onrecord.ByOutlet, "speaker": onrecord.BySpeaker}
)
