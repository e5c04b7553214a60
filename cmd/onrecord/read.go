package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/article/dates"
	"onrecord/internal/export"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
	"onrecord/internal/watch"
)

// inputs are what read and add are given.
type inputs struct {
	From    string `placeholder:"FORM" help:"What the inputs are, where that is not to be found out: html, text, jsonl, json, csv, tsv, feed, sitemap, mail, mbox or pdf."`
	Charset string `placeholder:"NAME" help:"The encoding of pages and tables. Without it that is found out."`
	URL     string `name:"url" placeholder:"URL" help:"The address of the one page that is read from a file or standard input."`
	saidFlags
	Column map[string]string `placeholder:"FIELD=NAME" help:"Which column of a table, or key of JSON, is which field: text, id, url, outlet, title, authors, published, modified or lang."`
	Follow bool              `help:"Fetch the pages that feeds and sitemaps link to."`
	Jobs   int               `aliases:"workers" placeholder:"N" help:"How many articles are read at once. Without it one a core."`
	hostsFlag
	Input []string `arg:"" name:"input" help:"Files, directories, URLs, or - for standard input."`
}

// saidFlags are what is said of the pages that are read, whatever they say themselves.
type saidFlags struct {
	Outlet    string `placeholder:"NAME" help:"The outlet of all that is read, whatever it says itself."`
	Published string `placeholder:"DAY" help:"The day of publication of all that is read, or the month or year: 2016-05-12."`
	Title     string `placeholder:"WORDS" help:"The title of the one page that is read."`
}

// check reports what is no day.
func (f *saidFlags) check() error {
	if f.Published == "" {
		return nil
	}
	if _, ok := dates.ISO(f.Published); !ok {
		return fmt.Errorf("--published: %q is no day: want 2016-05-12, 2016-05 or 2016", f.Published)
	}
	return nil
}

// said is what the flags say.
func (f *saidFlags) said() ingest.Given {
	return ingest.Given{Outlet: f.Outlet, Published: f.Published, Title: f.Title}
}

// Validate is called by kong.
func (in *inputs) Validate() error {
	switch {
	case in.From != "" && !slices.Contains(ingest.Forms(), in.From):
		return fmt.Errorf("--from must be one of %s", strings.Join(ingest.Forms(), ", "))
	case in.Charset != "" && !ingest.KnownCharset(in.Charset):
		return fmt.Errorf("--charset: no encoding is named %q", in.Charset)
	case in.Jobs < 0:
		return errors.New("--jobs must not be negative")
	case in.URL != "" && len(in.Input) > 1:
		return errors.New("--url names one page, and there are several inputs")
	case in.Title != "" && len(in.Input) > 1:
		return errors.New("--title is of one page, and there are several inputs")
	}
	if err := in.saidFlags.check(); err != nil {
		return err
	}
	for field := range in.Column {
		if !slices.Contains(ingest.Fields(), field) {
			return fmt.Errorf("--column: no field is named %q; the fields are %s", field, strings.Join(ingest.Fields(), ", "))
		}
	}
	return nil
}

// options are how the inputs are read. done closes what they hold open.
func (in *inputs) options(env *environment) (o ingest.Options, done func()) {
	client := in.client(env, nil)
	o = ingest.Options{
		From: in.From, Charset: in.Charset, URL: in.URL, Columns: in.Column, Said: in.said(), Stdin: env.Stdin, Get: watch.Getter{Client: client, Typed: true},
		Note: func(name, message string) { fmt.Fprintf(env.Stderr, "onrecord: %s: %s\n", name, message) },
	}
	if in.Follow {
		o.Follow = watch.Getter{Client: client}
	}
	return o, client.Close
}

// workers is how many articles are read at once.
func (in *inputs) workers() int {
	if in.Jobs > 0 {
		return in.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// readCmd reads articles and shows their records. It keeps nothing.
type readCmd struct {
	inputs
	kbFlag
	All    bool   `help:"For people: also what was not said, but planned, imagined, asked for, denied, believed or shown."`
	Format string `enum:",people,marked,jsonl" default:"" placeholder:"FORMAT" help:"What to write: people, marked (the text, with who says what marked in it) or jsonl. Without it people on a terminal, else jsonl."`
}

// Help is shown by read --help.
func (readCmd) Help() string {
	return `Reads articles and writes one record an article: who said what, to whom, when and
through whom, each on the characters it was read from. Nothing is kept.

Examples:
  onrecord read article.html                   show a saved page for people
  onrecord read https://example.org/story      fetch a page and show it
  onrecord read --format marked article.html   its text, with the marks in it
  onrecord read --format jsonl news/ > r.jsonl the records of a directory, one a line
  cat a.txt | onrecord read -                  standard input
  onrecord read --from jsonl articles.json     one {"id": …, "text": …} a line
  onrecord read crawl.warc.gz letters.zip      archives, and what lies in them
  onrecord read --column text=Body news.csv    a table, or JSON; its text stands in "Body"
  onrecord read --follow https://example.org/feed.xml
                                               a feed's articles, with their pages

Exit status: 0 all read, 1 the work could not be done, 2 wrong use, 3 some or all
inputs were bad (each is one line on standard error, and the others are read).`
}

// Run shows the records.
func (c *readCmd) Run(ctx context.Context, env *environment) error {
	r, err := c.reader(env)
	if err != nil {
		return err
	}
	write := c.writer(env)
	bar := &progress{}
	if !env.Terminal.Is { // there the records themselves show how far it is
		bar = newProgress(env)
	}
	defer bar.clear()
	bad := badInputs{env: env, before: bar.clear}
	options, done := c.options(env)
	defer done()
	options.Progress = bar.read
	bar.total(ingest.Size(c.Input...))
	pages := ingest.Read(ctx, options, c.Input...)
	for result := range r.Run(ctx, pages, process.Options{Workers: c.workers()}) {
		bar.add()
		if result.Err != nil {
			bad.report(result.Err)
			continue
		}
		if err := write(&result.Record); err != nil {
			return fmt.Errorf("standard output: %w", err)
		}
	}
	return bad.end(ctx)
}

// writer writes a record in the format that was asked for or fits the output.
func (c *readCmd) writer(env *environment) func(*onrecord.Record) error {
	if c.Format == "marked" {
		style := export.Style{Width: env.Terminal.Width, Color: env.Terminal.Color}
		return func(r *onrecord.Record) error { return export.WriteMarked(env.Stdout, r, style, c.All) }
	}
	if c.Format == "people" || c.Format == "" && env.Terminal.Is {
		style := export.Style{Width: env.Terminal.Width, Color: env.Terminal.Color}
		return func(r *onrecord.Record) error { return export.WritePeople(env.Stdout, r, style, c.All) }
	}
	// A record is written at once: whoever reads the pipe sees it when it is there.
	out := bufio.NewWriter(env.Stdout)
	return func(r *onrecord.Record) error {
		if err := export.WriteRecord(out, *r); err != nil {
			return err
		}
		return out.Flush()
	}
}
