package watch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"sync"
	"time"

	"onrecord"
	"onrecord/internal/fetch"
	"onrecord/internal/ingest"
)

// Getter fetches for package ingest with a Client.
type Getter struct {
	Client *fetch.Client
	// Typed says that a person named the addresses.
	Typed bool
}

// Get implements ingest.Getter.
func (g Getter) Get(ctx context.Context, address string) (ingest.Raw, io.ReadCloser, error) {
	p, err := g.Client.Get(ctx, fetch.Request{URL: address, Typed: g.Typed})
	if err != nil {
		return ingest.Raw{}, nil, fmt.Errorf("fetch: %w", err)
	}
	return ingest.Raw{URL: p.URL, Header: p.Header, Collected: p.Collected}, io.NopCloser(bytes.NewReader(p.Body)), nil
}

// Runner looks at what is watched.
type Runner struct {
	Store   Store
	Client  *fetch.Client
	Options ingest.Options // how what comes is read
	Workers int            // watches looked at at once, at least one
	Now     func() time.Time
	// Lease is how long nobody else looks at what this one looks at, 0 for no
	// such promise: of those that stay, each leaves alone what another has begun.
	Lease time.Duration

	mu   sync.Mutex
	done []Watch // looked at in this run, not yet noted
	came map[string]*Came
}

// Due are the watches that are to be looked at now, or all.
func (r *Runner) Due(ctx context.Context, all bool) ([]Watch, error) {
	list, err := List(ctx, r.Store)
	if err != nil {
		return nil, err
	}
	var due []Watch
	now := r.Now()
	for _, w := range list {
		// Looked at in what is yet to come: the clock was set back since, and what it
		// said then tells nothing.
		if all || !now.Before(w.Next) || now.Before(w.Checked) {
			due = append(due, w)
		}
	}
	return due, nil
}

// Run looks at watches and yields what is new in them. Each page that is dealt
// with has to be told to Done; when all are, Finish ends the run.
func (r *Runner) Run(ctx context.Context, due []Watch) iter.Seq2[ingest.Raw, error] {
	looks := make([]iter.Seq2[ingest.Raw, error], len(due))
	for i, w := range due {
		looks[i] = func(yield func(ingest.Raw, error) bool) { r.look(ctx, w, yield) }
	}
	return ingest.Merge(r.Workers, looks...)
}

// claim takes a watch for this runner, and reports whether nobody was faster.
func (r *Runner) claim(ctx context.Context, w *Watch) (bool, error) {
	if r.Lease == 0 {
		return true, nil
	}
	now, err := get(ctx, r.Store, w.Address)
	if err != nil {
		return false, err
	}
	if !now.Next.Equal(w.Next) {
		return false, nil
	}
	w.Next = r.Now().UTC().Add(r.Lease)
	return true, put(ctx, r.Store, *w)
}

// look looks at one watch, unless somebody else does.
func (r *Runner) look(ctx context.Context, w Watch, yield func(ingest.Raw, error) bool) {
	ours, err := r.claim(ctx, &w)
	if err != nil && onrecord.KindOf(err) != onrecord.NotFound { // one that was removed meanwhile
		yield(ingest.Raw{}, err)
		return
	}
	if ours {
		r.ask(ctx, w, yield)
	}
}

// ask asks what is at the address of a watch.
func (r *Runner) ask(ctx context.Context, w Watch, yield func(ingest.Raw, error) bool) {
	address := w.Address
	if w.At != "" {
		address = w.At
	}
	p, err := r.Client.Get(ctx, fetch.Request{URL: address, ETag: w.ETag, LastModified: w.LastModified})
	if ctx.Err() != nil {
		yield(ingest.Raw{}, ctx.Err())
		return
	}
	if err != nil {
		var after time.Duration
		if s, ok := errors.AsType[*fetch.StatusError](err); ok {
			after = s.After
		}
		w.checked(r.Now(), err, after)
		r.note(w)
		yield(ingest.Raw{Name: w.Address}, &onrecord.Error{Kind: onrecord.Invalid, Path: w.Address, Err: fmt.Errorf("fetch: %w", err)})
		return
	}
	w.checked(r.Now(), nil, 0)
	if p.Permanent != "" {
		w.At = p.Permanent
	}
	if !p.NotModified {
		w.ETag, w.LastModified = p.Header.Get("ETag"), p.Header.Get("Last-Modified")
		if !r.articles(ctx, &w, p, yield) {
			return
		}
	}
	r.note(w)
}

// articles yields what is new on a page that is watched.
func (r *Runner) articles(ctx context.Context, w *Watch, p fetch.Page, yield func(ingest.Raw, error) bool) bool {
	o := r.Options
	o.Follow = Getter{Client: r.Client}
	var fault error
	o.Skip = func(link string, hint *ingest.Given) bool {
		known, err := r.known(ctx, w.Address, link, hintHash(hint))
		fault = errors.Join(fault, err)
		return known
	}
	raw := ingest.Raw{Name: w.Address, URL: p.URL, Header: p.Header, Collected: p.Collected}
	for raw, err := range ingest.ReadFrom(ctx, o, raw, bytes.NewReader(p.Body)) {
		link, hash := raw.URL, pageHash(raw)
		if raw.Hint != nil {
			link, hash = raw.Hint.URL, hintHash(raw.Hint)
		} else if link == "" {
			link = raw.Name
		}
		raw.Mark = ingest.Mark{Input: w.Address, Link: link, State: hash}
		if err == nil && raw.Hint == nil {
			known, e := r.known(ctx, w.Address, link, hash)
			fault = errors.Join(fault, e)
			if known {
				continue
			}
		}
		if !yield(raw, err) {
			return false
		}
		if ctx.Err() != nil {
			return false
		}
	}
	if fault != nil {
		return yield(ingest.Raw{}, fault)
	}
	return true
}

// hintHash stands for what a list says of a page: another title or day, another
// version of it.
func hintHash(h *ingest.Given) string {
	if h == nil {
		return ""
	}
	return hashOf(h.Title, h.Published, h.Modified)
}

// pageHash stands for a page that came whole.
func pageHash(raw ingest.Raw) string {
	title := ""
	if raw.Given != nil {
		title = raw.Given.Title
	}
	return hashOf(title, string(raw.Body))
}

func hashOf(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// maxFailures is how often a link that cannot be read is tried, a run each.
const maxFailures = 5

// known reports whether a page was dealt with as it is now.
func (r *Runner) known(ctx context.Context, watch, link, hash string) (bool, error) {
	value, err := r.Store.State(ctx, links+watch, link)
	if err != nil || value == nil {
		return false, err
	}
	kept, failures := parseLink(string(value))
	return kept == hash && (failures == 0 || failures >= maxFailures), nil
}

// parseLink reads what is kept of a link: the hash of what was read, and behind
// a mark how often it could not be.
func parseLink(value string) (hash string, failures int) {
	hash, times, _ := strings.Cut(value, "!")
	failures, _ = strconv.Atoi(times) // none if it was read
	return hash, failures
}

// Done notes that a page was dealt with, well or, if fault is set, badly.
func (r *Runner) Done(ctx context.Context, mark ingest.Mark, fault error) error {
	if mark.Link == "" {
		return nil
	}
	value := mark.State
	r.brought(mark, fault)
	if fault != nil {
		old, err := r.Store.State(ctx, links+mark.Input, mark.Link)
		if err != nil {
			return err
		}
		failures := 0
		if kept, n := parseLink(string(old)); kept == mark.State {
			failures = n
		}
		value = fmt.Sprintf("%s!%d", mark.State, failures+1)
	}
	return r.Store.PutState(ctx, links+mark.Input, mark.Link, []byte(value))
}

// brought counts a page of a look.
func (r *Runner) brought(mark ingest.Mark, fault error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.came == nil {
		r.came = map[string]*Came{}
	}
	c := r.came[mark.Input]
	if c == nil {
		c = &Came{At: r.Now().UTC()}
		r.came[mark.Input] = c
	}
	if fault == nil {
		c.Read++
		return
	}
	if c.Refused++; c.Refused <= mostWhy {
		c.Why = append(c.Why, Refusal{mark.Link, strings.Join(strings.Fields(cause(fault).Error()), " ")})
	}
}

// cause is what is wrong with a page, without its name.
func cause(err error) error {
	if fault, ok := errors.AsType[*onrecord.Error](err); ok && fault.Err != nil {
		return fault.Err
	}
	return err
}

func (r *Runner) note(w Watch) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done = append(r.done, w)
}

// Finish notes what the run found of the watches themselves. A watch that was
// removed meanwhile stays removed.
func (r *Runner) Finish(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, w := range r.done {
		now, err := get(ctx, r.Store, w.Address)
		if onrecord.KindOf(err) == onrecord.NotFound && err != nil {
			continue
		}
		if err != nil {
			return err
		}
		w.Every, w.Added = now.Every, now.Added
		w.Read, w.Came = now.Read, now.Came
		if came := r.came[w.Address]; came != nil {
			w.Read, w.Came = now.Read+came.Read, came
		}
		if err := put(ctx, r.Store, w); err != nil {
			return err
		}
	}
	r.done, r.came = nil, nil
	return nil
}
