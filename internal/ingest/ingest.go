// Package ingest brings bytes in: files, directories, standard input and URLs
// become a stream of Raw pages, and what is no page becomes an error that
// names file, line and cause while the others go on.
//
// What an input is, its content tells (sniff.go). A page is passed on as it
// is. All else is a Container (container.go), one a file here: compressed
// files, zip and tar, WARC, feeds, sitemaps, mail, tables, JSON, PDF, DOCX.
// Containers lie in one another, and their members go the same way again; a
// member's Path says where it lay: "news.zip!/may.warc.gz!/7".
//
// What a page says is not read here; that is package article's work. Where the
// container states things of an article the Raw carries them, as Given.
// Network access is the caller's to allow, as a Getter.
//
// Memory is bounded by one page (MaxArticle), one line (MaxLine) or one feed or mail
// (maxWhole), whatever the size of the file or of what it unpacks to.
package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"onrecord"
)

// Options are how inputs are read. The zero value serves.
type Options struct {
	// From forces a form, one of Forms, or "" to find out. Compression, zip, tar
	// and WARC are looked through to what they hold.
	From string
	// Charset is the encoding of pages and tables, "" to find out.
	Charset string
	// URL is the address of the one page that is read from a file or from Stdin.
	URL string
	// Said is what who reads them says of all pages. It outweighs what the pages
	// and what stands beside them say.
	Said Given
	// Columns names the columns of tables and the keys of JSON: field of an
	// article to column.
	Columns map[string]string
	// Stdin is what "-" reads; nil for nothing.
	Stdin io.Reader
	// Get fetches the URLs that are given as inputs; nil if none may be.
	Get Getter
	// Follow fetches the pages that feeds and sitemaps link to; nil leaves them.
	Follow Getter
	// Skip reports that what a link leads to is known; nil for never.
	Skip func(link string, hint *Given) bool
	// Note takes what is worth a word and is no error; nil for nobody.
	Note func(name, message string)
	// Progress takes the number of bytes read of files; nil for nobody.
	Progress func(n int64)
	// Resume says where reading a file goes on; nil begins every file.
	Resume func(name string) Mark
}

// Getter fetches a page. Its Raw has URL, Header and Collected set; the body
// is the caller's to close.
type Getter interface {
	Get(ctx context.Context, address string) (Raw, io.ReadCloser, error)
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
		for _, in := range inputs {
			if !r.input(in) {
				return
			}
		}
	}
}

// ReadFrom is as Read for one stream of bytes that raw describes.
func ReadFrom(ctx context.Context, o Options, raw Raw, in io.Reader) iter.Seq2[Raw, error] {
	return func(yield func(Raw, error) bool) {
		r := reader{Options: o, ctx: ctx, yield: yield}
		r.member(place{}, raw, in)
	}
}

// reader is one run of Read. Its methods report whether to go on.
type reader struct {
	Options
	ctx   context.Context
	yield func(Raw, error) bool
	bufs  []*bufio.Reader // one a depth, used again for every member
	seen  map[string]bool // addresses that were followed
}

func (r *reader) input(in string) bool {
	switch {
	case in == "":
		return r.bad(Raw{Name: `""`}, errors.New("an empty name"))
	case in == "-":
		if r.Stdin == nil {
			return r.bad(Raw{Name: in}, errors.New("no standard input"))
		}
		return r.member(place{}, Raw{Name: in, URL: r.URL}, r.Stdin)
	case isURL(in):
		return r.fetch(Raw{Name: printable(in), URL: in}, r.Get, 0)
	case strings.Contains(in, "://"):
		return r.bad(Raw{Name: printable(in)}, errors.New("only http and https addresses are fetched"))
	default:
		return r.path(in)
	}
}

// isURL reports whether an input is fetched instead of opened.
func isURL(in string) bool {
	scheme, _, ok := strings.Cut(in, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
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
			more = r.bad(Raw{Name: printable(name)}, cause(err))
		case !d.IsDir() && (name == root || !besides(name)):
			more = r.file(name, name == root)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		return r.bad(Raw{Name: printable(root)}, cause(err))
	}
	return more
}

// besides reports whether a file that is found in a directory lies beside
// articles and is none: a sidecar, or the notebook of who works with them.
func besides(name string) bool {
	return isSidecar(name) || strings.EqualFold(filepath.Ext(name), ".ipynb")
}

// file reads one file. Named by the user it may be anything that can be read
// (a pipe, a link to a directory); found in a directory it must be a file, so
// that a walk neither hangs nor goes in circles.
func (r *reader) file(name string, named bool) bool {
	if !r.alive() {
		return false
	}
	raw := Raw{Name: printable(name), Path: name}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return r.bad(raw, cause(err))
	case info.IsDir() && named:
		return r.path(name + string(filepath.Separator))
	case info.IsDir():
		return true
	case !named && !info.Mode().IsRegular():
		return r.bad(raw, errors.New("not a regular file"))
	}
	f, err := os.Open(name)
	if err != nil {
		return r.bad(raw, cause(err))
	}
	defer f.Close()
	if raw.Given, err = sidecar(name); err != nil {
		return r.bad(raw, err)
	}
	if r.URL != "" {
		raw.URL = r.URL
	}
	count := &counter{in: f, tell: r.Progress}
	if r.Resume != nil {
		raw.Mark = r.Resume(name)
		if raw.Mark.Offset > 0 {
			if count.n, err = f.Seek(raw.Mark.Offset, io.SeekStart); err != nil {
				return r.bad(raw, cause(err))
			}
		}
	}
	at := place{read: func() int64 { return count.n }}
	if info.Mode().IsRegular() {
		at.file = f
	}
	return r.member(at, raw, count)
}

// counter counts what is read of a file.
type counter struct {
	in   io.Reader
	n    int64
	tell func(int64)
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	if c.tell != nil {
		c.tell(int64(n))
	}
	return n, err
}

// place is how deep in others something lies.
type place struct {
	depth, packs int
	read         func() int64 // of the top file; nil below it
	file         *os.File     // the top file itself, where it is a regular one
}

// member reads bytes: a page is yielded, a container is opened and its members read.
func (r *reader) member(at place, raw Raw, body io.Reader) bool {
	if !r.alive() {
		return false
	}
	if at.depth > maxDepth {
		return r.bad(raw, errTooDeep)
	}
	in := r.buffer(at.depth, body)
	head, err := in.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return r.bad(raw, fmt.Errorf("read: %w", truncated(cause(err))))
	}
	form, err := sniff(head, raw, r.From)
	if err != nil {
		return r.bad(raw, err)
	}
	if form.pack {
		if at.packs++; at.packs > maxPacks {
			return r.bad(raw, errTooManyPacks)
		}
	}
	if form.open == nil {
		return r.page(raw, form.name, in, sizeOf(body, at))
	}
	c, err := form.open(&opening{raw: raw, in: in, read: at.read, file: at.file, opts: &r.Options})
	if err != nil {
		return r.bad(raw, truncated(err))
	}
	defer release(c)
	return r.members(place{depth: at.depth + 1, packs: at.packs}, raw, form, c)
}

// buffer is the buffered reader of a depth: 64 KiB hold any head that is looked at.
func (r *reader) buffer(depth int, in io.Reader) *bufio.Reader {
	if len(r.bufs) <= depth {
		r.bufs = append(r.bufs, bufio.NewReaderSize(nil, 64<<10))
	}
	r.bufs[depth].Reset(in)
	return r.bufs[depth]
}

// members reads what a container yields.
func (r *reader) members(at place, outer Raw, form form, c Container) bool {
	left := 0
	for {
		if !r.alive() {
			return false
		}
		m, err := c.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return r.bad(outer, truncated(cause(err)))
		}
		inner := within(outer, m)
		switch {
		case m.Err != nil:
			if !r.bad(inner, truncated(cause(m.Err))) {
				return false
			}
		case m.Link:
			if r.Follow == nil {
				left++
			} else if !r.link(inner, m.Hint, at) {
				return false
			}
		case m.Body == nil:
			inner.MediaType = JSONL
			if !r.give(inner) {
				return false
			}
		case !r.member(at, inner, m.Body):
			return false
		}
	}
	if left > 0 && r.Note != nil {
		pages, them := "linked pages", "them"
		if left == 1 {
			pages, them = "linked page", "it"
		}
		r.Note(outer.Name, fmt.Sprintf("%s of %d %s: not fetched; --follow fetches %s", form.word, left, pages, them))
	}
	return true
}

// within is what is known of a member from its container and from itself.
func within(outer Raw, m Member) Raw {
	raw := Raw{
		Name: outer.Name, Path: outer.Path, URL: m.URL, Line: m.Line, Charset: outer.Charset, Header: m.Header, Collected: m.Collected,
		MediaType: m.MediaType, Given: m.Given, Hint: m.Hint, Fragment: m.Fragment, Partial: m.Partial, Doubts: m.Doubts, Mark: m.Mark,
	}
	if m.Name != "" {
		raw.Name += "!/" + printable(m.Name)
		if raw.Path != "" {
			raw.Path += "!/" + m.Name
		}
	}
	if raw.Collected.IsZero() {
		raw.Collected = outer.Collected
	}
	if raw.Hint == nil {
		raw.Hint = outer.Hint
	}
	return raw
}

// page yields one page.
func (r *reader) page(raw Raw, mediaType string, in io.Reader, size int) bool {
	body, err := readSized(in, MaxArticle, "an article", size)
	switch {
	case err != nil:
		return r.bad(raw, truncated(err))
	case len(bytes.TrimSpace(body)) == 0:
		return r.bad(raw, errors.New("empty"))
	}
	if mediaType == Plain {
		if err := notText(body); err != nil {
			return r.bad(raw, err)
		}
	}
	if raw.Charset == "" {
		raw.Charset = r.Charset
	}
	raw.MediaType, raw.Body = mediaType, body
	return r.give(raw)
}

// give hands a page on, with what is said of all.
func (r *reader) give(raw Raw) bool {
	if !reflect.ValueOf(r.Said).IsZero() {
		raw.Given = raw.Given.with(&r.Said)
	}
	return r.yield(raw, nil)
}

// sizeOf is how many bytes a reader has, 0 where it does not know.
func sizeOf(in io.Reader, at place) int {
	if at.file != nil {
		if info, err := at.file.Stat(); err == nil {
			return int(min(info.Size(), MaxArticle))
		}
	}
	if held, ok := in.(interface{ Len() int }); ok {
		return held.Len()
	}
	return 0
}

// bad yields an error about one input.
func (r *reader) bad(raw Raw, err error) bool {
	return r.yield(Raw{Name: raw.Name, URL: raw.URL, Hint: raw.Hint, Mark: raw.Mark}, &onrecord.Error{Kind: onrecord.Invalid, Path: raw.Name, Line: raw.Line, Err: err})
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

// printable makes a name one line of a message: control characters, which a
// file's name may hold, and what is no text are written as escapes.
func printable(name string) string {
	var b strings.Builder
	for _, c := range name {
		if c < ' ' || c == 0x7f || c == 0xFFFD || c == '\u2028' || c == '\u2029' || c >= 0x80 && c < 0xa0 {
			fmt.Fprintf(&b, "\\u%04x", c)
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}
