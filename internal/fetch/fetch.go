// Package fetch gets pages from the web, politely and on guard.
//
// A Client keeps one queue a host: one request at a time, with a pause between
// two, and what a site's robots.txt forbids is not asked for. Each step of a
// redirect is a request of its own, to the same rules. A server that asks for
// time gets it.
//
// The guard stands in the dialer, after names are resolved: neither a link, a
// redirect nor a name server can point it into this machine or its network,
// unless the host was allowed by name. Time, size and number of redirects are
// bounded; bodies are in memory.
package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/klauspost/compress/gzip"
)

// Agent is the product name that robots.txt files call us by.
const Agent = "onrecord"

// What a Client does where nothing else is said.
const (
	defaultTimeout = 30 * time.Second
	defaultDelay   = time.Second
	defaultMax     = 64 << 20
	// maxRedirects is more than an honest chain needs (http to https, www,
	// canonical path, consent) and what net/http and browsers give up at or below.
	maxRedirects = 10
	// maxTries is how often a page is asked for whose server is busy or gone.
	maxTries = 3
	// longestWait is what a command waits for a busy server; who asks for more
	// is left alone until the next run.
	longestWait = time.Minute
)

// Options are how a Client works. The zero value serves.
type Options struct {
	Version string        // the program's, for the servers' logs
	Timeout time.Duration // for one request with its body; 30 seconds if zero
	Delay   time.Duration // between two requests to a host; a second if zero, none if negative
	Max     int64         // bytes of a body, as sent and unpacked; 64 MiB if zero
	Allow   []string      // hosts that may be loopback or private
	Keep    *Keeper       // takes what comes, as it came; nil for nobody
	// Resolver asks for names; nil for the machine's own.
	Resolver *net.Resolver
	// Now and Sleep are the clock; nil for the real one.
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error
}

// Client fetches. It is safe for concurrent use.
type Client struct {
	Options
	hosts hosts
	http  *http.Client
}

// New makes a Client.
func New(o Options) *Client {
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	if o.Delay == 0 {
		o.Delay = defaultDelay
	}
	if o.Max == 0 {
		o.Max = defaultMax
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	c := &Client{Options: o}
	c.http = &http.Client{Transport: c.transport(), CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return c
}

// Close closes idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Request is what is asked for.
type Request struct {
	URL string
	// Typed says that a person named this very page: robots.txt, which is for
	// machines that find their way by themselves, is not asked, and the host of
	// the URL may be loopback or private. Those it redirects to may not.
	Typed bool
	// ETag and LastModified are what was said of the page when it came last.
	ETag, LastModified string
}

// Page is what came.
type Page struct {
	URL         string // after redirects
	Permanent   string // where it moved for good, "" if it did not
	Status      int
	Header      http.Header // encodings undone
	Body        []byte
	Collected   time.Time
	NotModified bool // since ETag and LastModified; there is no Body
}

// StatusError is an answer that is no page.
type StatusError struct {
	Code  int
	After time.Duration // when to come back, 0 if the server does not say
}

func (e *StatusError) Error() string {
	s := fmt.Sprintf("the server answered %d %s", e.Code, http.StatusText(e.Code))
	if e.After > 0 {
		s += fmt.Sprintf(" and asks to wait for %s", e.After.Round(time.Second))
	}
	return s
}

// Get fetches a page. A busy or failing server is asked again, later and later.
func (c *Client) Get(ctx context.Context, r Request) (Page, error) {
	wait := 2 * time.Second
	for try := 1; ; try++ {
		p, err := c.follow(ctx, r)
		if err == nil || ctx.Err() != nil || try == maxTries || !passing(err) {
			return p, err
		}
		if status, ok := errors.AsType[*StatusError](err); ok && status.After > 0 {
			wait = status.After
		}
		if wait > longestWait {
			return p, err
		}
		if err := c.Sleep(ctx, wait); err != nil {
			return p, err
		}
		wait *= 4
	}
}

// passing reports whether a fault may be gone when tried again.
func passing(err error) bool {
	if s, ok := errors.AsType[*StatusError](err); ok {
		switch s.Code {
		case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
			return true
		}
		return false
	}
	// A connection that was there and broke.
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET)
}

// follow asks for a page and goes where it is sent.
func (c *Client) follow(ctx context.Context, r Request) (Page, error) {
	at, err := url.Parse(r.URL)
	if err != nil {
		return Page{}, fmt.Errorf("read the address: %w", errors.Unwrap(err))
	}
	typed, permanent := r.Typed, true
	moved := ""
	for hop := 0; ; hop++ {
		if err := fetchable(at); err != nil {
			return Page{}, err
		}
		open := typed && hostPort(at) == hostPort(mustParse(r.URL))
		p, to, err := c.polite(ctx, at, r, open)
		if err != nil {
			return Page{}, err
		}
		if to == nil {
			p.Permanent = moved
			return p, nil
		}
		if hop == maxRedirects {
			return Page{}, fmt.Errorf("redirected more than %d times", maxRedirects)
		}
		if permanent = permanent && (p.Status == http.StatusMovedPermanently || p.Status == http.StatusPermanentRedirect); permanent {
			moved = to.String()
		}
		r.ETag, r.LastModified = "", ""
		at = to
	}
}

// mustParse parses an address that was parsed before.
func mustParse(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil {
		return &url.URL{}
	}
	return u
}

func fetchable(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("redirected to a %q address", u.Scheme)
	case u.Hostname() == "":
		return errors.New("no host in the URL")
	}
	return nil
}

// polite makes one request in its host's turn.
func (c *Client) polite(ctx context.Context, at *url.URL, r Request, open bool) (Page, *url.URL, error) {
	h := c.hosts.of(at)
	if err := h.enter(ctx); err != nil {
		return Page{}, nil, err
	}
	defer h.leave()
	if !r.Typed {
		if err := c.ask(ctx, h, at); err != nil {
			return Page{}, nil, err
		}
	}
	if err := c.turn(ctx, h); err != nil {
		return Page{}, nil, err
	}
	p, to, err := c.once(ctx, at, r, open)
	h.next = c.Now().Add(max(c.Delay, h.delay))
	if s, ok := errors.AsType[*StatusError](err); ok && s.After > 0 {
		h.next = c.Now().Add(s.After)
	}
	return p, to, err
}

// turn waits until the host may be asked again.
func (c *Client) turn(ctx context.Context, h *host) error {
	wait := h.next.Sub(c.Now())
	if wait <= 0 {
		return ctx.Err()
	}
	if wait > longestWait {
		return &StatusError{Code: http.StatusTooManyRequests, After: wait}
	}
	return c.Sleep(ctx, wait)
}

// once makes one request. A redirect gives where to.
func (c *Client) once(ctx context.Context, at *url.URL, r Request, open bool) (Page, *url.URL, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.Timeout, fmt.Errorf("took longer than %s", c.Timeout))
	defer cancel()
	if open {
		ctx = context.WithValue(ctx, openHost{}, hostPort(at))
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return Page{}, nil, err
	}
	c.describe(req, r)
	resp, err := c.http.Do(req)
	if err != nil {
		return Page{}, nil, c.fault(ctx, err)
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusNotModified && (r.ETag != "" || r.LastModified != ""):
		return Page{URL: at.String(), Status: resp.StatusCode, Header: resp.Header, Collected: c.Now().UTC(), NotModified: true}, nil, nil
	case redirects(resp.StatusCode):
		to, err := resp.Location()
		if err != nil {
			return Page{}, nil, errors.New("redirected to nowhere")
		}
		return Page{Status: resp.StatusCode}, to, nil
	case resp.StatusCode != http.StatusOK:
		return Page{}, nil, &StatusError{Code: resp.StatusCode, After: retryAfter(resp.Header.Get("Retry-After"), c.Now())}
	}
	p := Page{URL: at.String(), Status: resp.StatusCode, Header: resp.Header, Collected: c.Now().UTC()}
	p.Body, err = c.body(req, resp, p.Collected)
	if err != nil {
		err = c.fault(ctx, err)
	}
	return p, nil, err
}

func redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// describe sets what a request says of itself.
func (c *Client) describe(req *http.Request, r Request) {
	version := c.Version
	if version == "" {
		version = "0"
	}
	req.Header.Set("User-Agent", Agent+"/"+version+" (reads news into a record of who said what)")
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, text/plain;q=0.9, */*;q=0.1")
	req.Header.Set("Accept-Encoding", "gzip")
	if r.ETag != "" {
		req.Header.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		req.Header.Set("If-Modified-Since", r.LastModified)
	}
}

// fault words an error for the reader of the message.
func (c *Client) fault(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return cause
	}
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	return err
}

var errTooLarge = errors.New("larger than what is fetched at once")

// body reads what was sent, hands it to the keeper, and unpacks it.
func (c *Client) body(req *http.Request, resp *http.Response, at time.Time) ([]byte, error) {
	sent, err := limited(resp.Body, c.Max)
	if err != nil {
		return nil, err
	}
	if c.Keep != nil {
		if err := c.Keep.keep(req, resp, sent, at); err != nil {
			return nil, fmt.Errorf("keep: %w", err)
		}
	}
	coding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding")))
	resp.Header.Del("Content-Encoding")
	switch coding {
	case "", "identity":
		return sent, nil
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(bytes.NewReader(sent))
		if err != nil {
			return nil, fmt.Errorf("unpack gzip: %w", err)
		}
		return limited(z, c.Max)
	}
	return nil, fmt.Errorf("the server packed the page as %q, which was not asked for", coding)
}

func limited(in io.Reader, most int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(in, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(body)) > most {
		return nil, fmt.Errorf("%w: %d MiB", errTooLarge, most>>20)
	}
	return body, nil
}

// retryAfter reads how long a server asks to wait (RFC 9110, section 10.2.3).
func retryAfter(value string, now time.Time) time.Duration {
	const longest = 7 * 24 * time.Hour // who says more means never
	if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n > 0 {
		return min(time.Duration(min(n, 1<<30))*time.Second, longest)
	}
	if t, err := http.ParseTime(value); err == nil && t.After(now) {
		return min(t.Sub(now), longest)
	}
	return 0
}
