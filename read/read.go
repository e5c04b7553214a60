// Package read reads articles into records within a Go program, as the command
// "onrecord read" does: offline, deterministic, with every fact on the
// characters it was read from.
//
//	r, err := read.New()
//	…
//	record, err := r.Text(ctx, read.Article{Text: text, Published: "2016-05-12", Outlet: "The Post"})
//	…
//	for _, s := range record.Views() {
//		fmt.Println(s.Speaker, s.CueText, s.ContentText)
//	}
//
// Spans of records are bytes of their text; Write gives the JSON of the
// contract, whose places are code points.
package read

import (
	"cmp"
	"context"
	"errors"
	"io"
	"iter"
	"path"
	"reflect"
	"runtime"
	"runtime/debug"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
)

// Reader reads articles. Its models are loaded once, which takes some 100 MB
// and a tenth of a second; it is safe for concurrent use.
type Reader struct {
	reader  *process.Reader
	workers int
}

// Option sets how a Reader reads.
type Option func(*Reader)

// Workers is how many articles Files and Stream read at once; as many as there
// are processors where nothing is said.
func Workers(n int) Option { return func(r *Reader) { r.workers = max(1, n) } }

// New loads the models.
func New(options ...Option) (*Reader, error) {
	p, err := process.New(version())
	if err != nil {
		return nil, err
	}
	r := &Reader{reader: p, workers: runtime.GOMAXPROCS(0)}
	for _, set := range options {
		set(r)
	}
	return r, nil
}

// version is that of this module in the program it is part of, which records bear.
func version() string {
	module := path.Dir(reflect.TypeFor[Reader]().PkgPath())
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return module
	}
	for _, m := range append(info.Deps, &info.Main) {
		if m.Path == module && m.Version != "" && m.Version != "(devel)" {
			return m.Version
		}
	}
	return module
}

// Article is an article whose text is at hand. Only Text is needed: what is
// absent is found in it or left open.
type Article struct {
	ID        string // "" for one made of its text
	Text      string
	URL       string
	Outlet    string
	Title     string
	Authors   []string
	Published string // ISO 8601: a time, a day, a month or a year
	Lang      string // a code of ISO 639, "" to find out
}

// Text reads an article whose text is at hand.
func (r *Reader) Text(ctx context.Context, a Article) (onrecord.Record, error) {
	if a.Text == "" {
		return onrecord.Record{}, onrecord.Errorf(onrecord.Invalid, "an article without text")
	}
	raw := ingest.Raw{Name: "text", MediaType: ingest.JSONL, Given: &ingest.Given{
		ID: a.ID, Text: a.Text, URL: a.URL, Outlet: a.Outlet, Title: a.Title, Authors: a.Authors, Published: a.Published, Lang: a.Lang,
	}}
	return r.one(ctx, func(yield func(ingest.Raw, error) bool) { yield(raw, nil) })
}

// Page reads a page as it came: HTML or text, in any encoding. url is where it
// came from, "" where nobody knows.
func (r *Reader) Page(ctx context.Context, url string, in io.Reader) (onrecord.Record, error) {
	return r.one(ctx, ingest.ReadFrom(ctx, ingest.Options{}, ingest.Raw{Name: cmp.Or(url, "page"), URL: url}, in))
}

// one is the record of the first of some pages.
func (r *Reader) one(ctx context.Context, pages iter.Seq2[ingest.Raw, error]) (onrecord.Record, error) {
	for result := range r.reader.Run(ctx, pages, process.Options{Workers: 1}) {
		return result.Record, result.Err
	}
	if err := ctx.Err(); err != nil {
		return onrecord.Record{}, err
	}
	return onrecord.Record{}, onrecord.Errorf(onrecord.Invalid, "there is no article in it")
}

// Files reads files, directories and archives of every form that "onrecord read"
// knows, several at once, and yields the records in their order. An error names
// its file and line and is about that input alone: what follows is read all the
// same, unless the context has ended.
func (r *Reader) Files(ctx context.Context, paths ...string) iter.Seq2[onrecord.Record, error] {
	return r.all(ctx, ingest.Read(ctx, ingest.Options{}, paths...))
}

// Stream is as Files for one stream of bytes.
func (r *Reader) Stream(ctx context.Context, name string, in io.Reader) iter.Seq2[onrecord.Record, error] {
	return r.all(ctx, ingest.ReadFrom(ctx, ingest.Options{}, ingest.Raw{Name: name}, in))
}

func (r *Reader) all(ctx context.Context, pages iter.Seq2[ingest.Raw, error]) iter.Seq2[onrecord.Record, error] {
	return func(yield func(onrecord.Record, error) bool) {
		for result := range r.reader.Run(ctx, pages, process.Options{Workers: r.workers}) {
			if !yield(result.Record, result.Err) {
				return
			}
		}
		if err := ctx.Err(); err != nil && !errors.Is(err, context.Canceled) {
			yield(onrecord.Record{}, err)
		}
	}
}

// Write writes a record as one line of the contract's JSON.
func Write(w io.Writer, r onrecord.Record) error { return export.WriteRecord(w, r) }
