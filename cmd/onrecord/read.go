package main

import (
	"bufio"
	"context"
	"fmt"
	"runtime"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
)

// inputs are what read and add are given.
type inputs struct {
	From  string   `enum:",jsonl,html,text" default:"" placeholder:"FORMAT" help:"What the inputs are: jsonl, html or text. Without it that is found out."`
	Input []string `arg:"" name:"input" help:"Files, directories, URLs, or - for standard input."`
}

// results reads the inputs, in parallel and in their order.
func (in *inputs) results(ctx context.Context, env *environment, r *process.Reader, known func(context.Context, onrecord.Article) (bool, error)) func(func(process.Result) bool) {
	pages := ingest.Read(ctx, ingest.Options{From: in.From, Stdin: env.Stdin, Typed: true}, in.Input...)
	return r.Run(ctx, pages, process.Options{Workers: runtime.GOMAXPROCS(0), Known: known})
}

// readCmd reads articles and shows their records. It keeps nothing.
type readCmd struct {
	inputs
	kbFlag
	Format string `enum:",people,jsonl" default:"" placeholder:"FORMAT" help:"What to write: people or jsonl. Without it people on a terminal, else jsonl."`
}

// Help is shown by read --help.
func (readCmd) Help() string {
	return `Reads articles and writes one record an article: who said what, to whom, when and
through whom, each on the characters it was read from. Nothing is kept.

Examples:
  onrecord read article.html                   show a saved page for people
  onrecord read https://example.org/story      fetch a page and show it
  onrecord read --format jsonl news/ > r.jsonl the records of a directory, one a line
  cat a.txt | onrecord read -                  standard input
  onrecord read --from jsonl articles.json     one {"id": …, "text": …} a line

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
	bad := badInputs{env: env}
	for result := range c.results(ctx, env, r, nil) {
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
	if c.Format == "people" || c.Format == "" && env.Terminal.Is {
		style := export.Style{Width: env.Terminal.Width, Color: env.Terminal.Color}
		return func(r *onrecord.Record) error { return export.WritePeople(env.Stdout, r, style) }
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
