// Package ingest brings bytes in: files, directories, standard input and URLs
// become a stream of Raw pages, and what is no page becomes an error that
// names file, line and cause while the others go on.
//
// What a page says is not read here; that is package article's work. JSON
// Lines are the exception: a line states its article, and the Raw carries it
// as Given. Memory is bounded by one page (MaxArticle) or one line (MaxLine).
package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"onrecord"
)

// MaxArticle is the largest article read, in bytes: a page as it came, or the
// decoded text of a JSON line.
const MaxArticle = 16 << 20

// The media types of a Raw.
const (
	HTML  = "text/html"
	Plain = "text/plain"
	JSONL = "application/jsonl"
)

// Raw is one page as it came in.
type Raw struct {
	Name      string // what to call it in messages: the file, the URL, or "-"
	Path      string // the file it came from, "" for a URL or standard input
	URL       string // where it was fetched, after redirects; "" for files
	Line      int    // its line in JSON Lines, from 1; 0 for a page
	MediaType string // HTML, Plain or JSONL, found by content sniffing
	Header    http.Header
	Collected time.Time // when it was fetched; zero for files
	Body      []byte    // the page's bytes; nil for JSON Lines
	Given     *Given    // what a JSON line states; nil for pages
}

// Given is an article as a JSON line states it. Fields that were absent, or of
// another type than theirs, are zero; ID and Text are always there.
type Given struct {
	ID, Text  string
	URL       string
	Outlet    string
	Title     string
	Authors   []string
	Published string // as written: ISO 8601, or a year or month
	Lang      string
}

// Options are how inputs are read. The zero value serves.
type Options struct {
	// From forces a format: "jsonl", "html", "text", or "" to find out.
	From string
	// Stdin is what "-" reads; nil for nothing.
	Stdin io.Reader
	// Now is the clock that stamps what is fetched; nil for time.Now.
	Now func() time.Time
	// Timeout bounds one fetch, redirects and body included; 0 for 30 seconds.
	Timeout time.Duration
	// Typed says that the inputs were typed by the one whose machine this is:
	// the host of a URL may then be loopback or private. The hosts that it
	// redirects to may not, unless they are that same host.
	Typed bool
}

// Read yields the pages of all inputs in the order given: files, directories
// (recursively in path order, hidden files left out), URLs, and "-".
//
// An error is an *onrecord.Error that names the input and is about it alone;
// reading goes on after it. Only a context that ended stops the stream early,
// with the context's error as the last.
func Read(ctx context.Context, o Options, inputs ...string) iter.Seq2[Raw, error] {
	return func(yield func(Raw, error) bool) {
		r := reader{Options: o, ctx: ctx, yield: yield}
		if r.Now == nil {
			r.Now = time.Now
		}
		for _, in := range inputs {
			if !r.input(in) {
				return
			}
		}
	}
}

// reader is one run of Read. Its methods report whether to go on.
type reader struct {
	Options
	ctx   context.Context
	yield func(Raw, error) bool
}

func (r *reader) input(in string) bool {
	switch {
	case in == "":
		return r.bad(`""`, 0, errors.New("an empty name"))
	case in == "-":
		if r.Stdin == nil {
			return r.bad(in, 0, errors.New("no standard input"))
		}
		return r.stream(Raw{Name: in}, r.Stdin)
	case isURL(in):
		return r.fetch(in)
	default:
		return r.path(in)
	}
}

// path reads a file or walks a directory.
func (r *reader) path(root string) bool {
	more := true
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case name != root && strings.HasPrefix(filepath.Base(name), "."):
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case err != nil:
			more = r.bad(name, 0, cause(err))
		case !d.IsDir():
			more = r.file(name, name == root)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		return r.bad(root, 0, cause(err))
	}
	return more
}

// file reads one file. Named by the user it may be anything that can be read
// (a pipe, a link to a directory); found in a directory it must be a file, so
// that a walk neither hangs nor goes in circles.
func (r *reader) file(name string, named bool) bool {
	if !r.alive() {
		return false
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return r.bad(name, 0, cause(err))
	case info.IsDir() && named:
		return r.path(name + string(filepath.Separator))
	case info.IsDir():
		return true
	case !named && !info.Mode().IsRegular():
		return r.bad(name, 0, errors.New("not a regular file"))
	}
	f, err := os.Open(name)
	if err != nil {
		return r.bad(name, 0, cause(err))
	}
	defer f.Close()
	return r.stream(Raw{Name: name, Path: name}, f)
}

// stream reads what one name holds: JSON Lines line by line, else one page.
func (r *reader) stream(raw Raw, in io.Reader) bool {
	if !r.alive() {
		return false
	}
	if r.From == "jsonl" || r.From == "" && lines(raw) {
		return r.jsonLines(raw, in)
	}
	body, err := io.ReadAll(io.LimitReader(in, MaxArticle+1))
	switch {
	case err != nil:
		return r.bad(raw.Name, 0, fmt.Errorf("read: %w", cause(err)))
	case len(body) > MaxArticle:
		return r.bad(raw.Name, 0, fmt.Errorf("larger than the %d MiB that an article may have", MaxArticle>>20))
	case len(bytes.TrimSpace(body)) == 0:
		return r.bad(raw.Name, 0, errors.New("empty"))
	}
	raw.MediaType, err = sniff(body, r.From)
	if err != nil {
		return r.bad(raw.Name, 0, err)
	}
	raw.Body = body
	return r.yield(raw, nil)
}

// lines reports whether a name or a header says JSON Lines.
func lines(raw Raw) bool {
	switch strings.ToLower(filepath.Ext(raw.Name)) {
	case ".jsonl", ".ndjson":
		return true
	}
	switch mediaType(raw.Header) {
	case JSONL, "application/x-jsonlines", "application/x-ndjson", "application/jsonlines":
		return true
	}
	return false
}

// bad yields an error about one input.
func (r *reader) bad(name string, line int, err error) bool {
	return r.yield(Raw{}, &onrecord.Error{Kind: onrecord.Invalid, Path: name, Line: line, Err: err})
}

// alive yields the context's error if it ended.
func (r *reader) alive() bool {
	if err := r.ctx.Err(); err != nil {
		r.yield(Raw{}, err)
		return false
	}
	return true
}

// cause leaves the operation and the path out of a file error, because the
// message around it names the path already.
func cause(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}
