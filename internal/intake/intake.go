// Package intake takes articles in while a server runs: what somebody pastes,
// drops or names by its address is a Source, reading it a Job, and a Desk does
// one job after the other. What became of each page, and why it was no article
// where it was none, is a Line.
package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
	"onrecord/internal/queue"
)

// Source is what articles are read from: bytes, or an address.
type Source struct {
	Name    string // of the file, for messages
	Body    []byte
	Address string       // of a page, a feed or a sitemap, whose links are followed; "" for bytes
	Said    ingest.Given // what who brings it says of it; with a Text and without Body it is the article
	// From is the form of the bytes, one of ingest.Forms; "" to find out.
	From string
}

// Line is what became of one page.
type Line struct {
	Name       string // of the page
	Article    onrecord.ArticleID
	Title      string
	Outcome    Outcome
	Why        string // of what is refused
	Statements int
	Events     int
	Others     int      // agreements and memberships
	Doubts     []string // about the text
}

// Outcome is what became of a page.
type Outcome string

// The outcomes.
const (
	Stored  Outcome = "stored"
	Known   Outcome = "known already"
	Refused Outcome = "no article"
)

// Job is the reading of a Source.
type Job struct {
	ID                    int
	By                    string // who asked for it
	Name                  string
	Asked, Began, Ended   time.Time // zero for not yet
	Stored, Known, Refuse int
	Waiting               int    // to be read by others
	Lines                 []Line // the first of them
	Failed                string // why it ended early, "" if it did not

	put bool // all of it has been put into the queue
}

// Read is how many pages were read.
func (j Job) Read() int { return j.Stored + j.Known + j.Refuse + j.Waiting }

// Left is how many pages were read that Lines have no room for.
func (j Job) Left() int { return j.Read() - len(j.Lines) }

// Desk takes sources in. It is safe for concurrent use.
type Desk struct {
	store onrecord.Store
	read  func() (*process.Reader, error)
	get   ingest.Getter

	through queue.Queue // that others read from, nil for none
	watches *Watches    // nil where nothing is watched

	mu    sync.Mutex
	jobs  []*Job // the last ones, oldest first
	last  int
	left  []left // to others
	queue chan asked
}

// asked is a job with what it reads.
type asked struct {
	job    *Job
	source Source
}

// How much a desk bears.
const (
	waiting = 16   // jobs that wait
	kept    = 50   // jobs that it tells of
	lines   = 1000 // of a job that it tells of
)

// NewDesk makes a desk of a store. read gives what reads articles, which is
// loaded only where one comes; get fetches addresses, nil if none may be.
func NewDesk(store onrecord.Store, read func() (*process.Reader, error), get ingest.Getter) *Desk {
	return &Desk{store: store, read: read, get: get, queue: make(chan asked, waiting)}
}

// Take has a source read when its turn comes, while Run runs.
func (d *Desk) Take(by string, s Source) (Job, error) {
	if err := d.check(s); err != nil {
		return Job{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	job := &Job{By: by, Name: s.name(), Asked: time.Now().UTC()}
	select {
	case d.queue <- asked{job, s}:
	default:
		return Job{}, onrecord.Errorf(onrecord.Limited, "%d sources wait to be read already; try again later", waiting)
	}
	d.enlist(job)
	return *job, nil
}

// enlist has the desk tell of a job.
func (d *Desk) enlist(job *Job) {
	d.last++
	job.ID = d.last
	if d.jobs = append(d.jobs, job); len(d.jobs) > kept {
		d.jobs = d.jobs[1:]
	}
}

func (s Source) name() string {
	switch {
	case s.Address != "":
		return s.Address
	case s.Name != "":
		return s.Name
	}
	return "pasted text"
}

// check reports a source that can be told at once to be none. Files of the
// machine are none: whoever asks need not be at it.
func (d *Desk) check(s Source) error {
	if s.Address == "" {
		if len(bytes.TrimSpace(s.Body)) == 0 && strings.TrimSpace(s.Said.Text) == "" {
			return onrecord.Errorf(onrecord.Invalid, "there is nothing to read")
		}
		return nil
	}
	u, err := url.Parse(s.Address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return onrecord.Errorf(onrecord.Invalid, "%q is no web address", s.Address)
	}
	if d.get == nil {
		return onrecord.Errorf(onrecord.Invalid, "this server fetches nothing from the web")
	}
	return nil
}

// Jobs are the last jobs, the newest first, without their lines.
func (d *Desk) Jobs() []Job {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []Job
	for _, j := range slices.Backward(d.jobs) {
		short := *j
		short.Lines = nil
		out = append(out, short)
	}
	return out
}

// Job is the job of an id as it stands.
func (d *Desk) Job(id int) (Job, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, j := range d.jobs {
		if j.ID == id {
			out := *j
			out.Lines = slices.Clone(j.Lines)
			return out, nil
		}
	}
	return Job{}, onrecord.Errorf(onrecord.NotFound, "there is no intake %d, or it was long ago", id)
}

// Run does what is asked for until ctx ends.
func (d *Desk) Run(ctx context.Context) {
	if d.through != nil {
		var following sync.WaitGroup
		defer following.Wait()
		following.Go(func() { d.follow(ctx) })
	}
	for {
		select {
		case <-ctx.Done():
			return
		case next := <-d.queue:
			d.set(func() { next.job.Began = time.Now().UTC() })
			d.did(next.job, d.do(ctx, next))
		}
	}
}

// did notes that all of a job was read, or put into the queue.
func (d *Desk) did(job *Job, err error) {
	d.set(func() {
		job.put = true
		if err != nil {
			job.Failed = err.Error()
		}
		if job.Waiting == 0 {
			job.Ended = time.Now().UTC()
		}
	})
}

// do does what is asked for, or has it done by others.
func (d *Desk) do(ctx context.Context, a asked) error {
	if d.through != nil {
		return d.put(ctx, a.job, a.source)
	}
	return d.Read(ctx, a.source, func(l Line) { d.set(func() { a.job.add(l) }) })
}

func (d *Desk) set(change func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change()
}

func (j *Job) count(o Outcome) {
	switch o {
	case Stored:
		j.Stored++
	case Known:
		j.Known++
	case Waiting:
		j.Waiting++
	default:
		j.Refuse++
	}
}

func (j *Job) add(l Line) {
	j.count(l.Outcome)
	if len(j.Lines) < lines {
		j.Lines = append(j.Lines, l)
	}
}

// Read reads a source into the store, and tells of each page. What is wrong
// with a page is told so; an error is about the store, or the end of ctx.
func (d *Desk) Read(ctx context.Context, s Source, tell func(Line)) error {
	if err := d.check(s); err != nil {
		return err
	}
	reader, err := d.read()
	if err != nil {
		return fmt.Errorf("load what reads articles: %w", err)
	}
	known := func(ctx context.Context, a onrecord.Article) (bool, error) { return d.store.Has(ctx, a, reader.By()) }
	for result := range reader.Run(ctx, d.pages(ctx, s), process.Options{Workers: 1, Known: known}) {
		if result.Err != nil {
			tell(Line{Name: result.Name, Outcome: Refused, Why: why(result.Err)})
			continue
		}
		line, err := d.keep(ctx, result)
		if err != nil {
			return err
		}
		tell(line)
	}
	return ctx.Err()
}

// pages are the pages of a source.
func (d *Desk) pages(ctx context.Context, s Source) iter.Seq2[ingest.Raw, error] {
	o := ingest.Options{From: s.From, Said: s.Said}
	if len(s.Body) == 0 && s.Said.Text != "" {
		given := s.Said
		return func(yield func(ingest.Raw, error) bool) {
			yield(ingest.Raw{Name: s.name(), MediaType: ingest.JSONL, Given: &given}, nil)
		}
	}
	if s.Address != "" {
		o.Get, o.Follow = d.get, d.get
		return ingest.Read(ctx, o, s.Address)
	}
	return ingest.ReadFrom(ctx, o, ingest.Raw{Name: s.name(), URL: s.Said.URL}, bytes.NewReader(s.Body))
}

// keep stores what was read of a page.
func (d *Desk) keep(ctx context.Context, r process.Result) (Line, error) {
	line := Line{Name: r.Name, Article: r.Article.ID, Title: r.Article.Title}
	if r.Known {
		line.Outcome = Known
		return line, nil
	}
	// Who stops now has stored it or has not.
	changed, err := d.store.PutRecord(context.WithoutCancel(ctx), r.Record)
	if err != nil {
		return line, err
	}
	line = lineOf(r.Record.ID, &r.Record)
	line.Name = r.Name
	if line.Outcome = Stored; !changed {
		line.Outcome = Known
	}
	return line, nil
}

// lineOf is what a line tells of a record.
func lineOf(id onrecord.ArticleID, r *onrecord.Record) Line {
	line := Line{Article: id, Title: r.Title, Statements: len(r.Statements), Events: len(r.Events), Others: len(r.Agreements) + len(r.Memberships)}
	for _, doubt := range r.Diagnostics() {
		if !slices.Contains(line.Doubts, doubt.Message) {
			line.Doubts = append(line.Doubts, doubt.Message)
		}
	}
	return line
}

// why is the cause of an error about a page, without its name.
func why(err error) string {
	if fault, ok := errors.AsType[*onrecord.Error](err); ok && fault.Err != nil {
		return fault.Err.Error()
	}
	return err.Error()
}
