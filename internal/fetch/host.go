package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// Bounds on robots.txt.
const (
	// maxRobots is what a crawler has to read of it (RFC 9309, section 2.5).
	maxRobots = 500 << 10
	// robotsLast is how long it may be used (RFC 9309, section 2.4).
	robotsLast = 24 * time.Hour
	// longestDelay is what a Crawl-delay may ask for; more is not meant for us.
	longestDelay = 30 * time.Second
)

// hosts are the queues, one a host.
type hosts struct {
	mu sync.Mutex
	by map[string]*host
}

// host is one site's queue. All but turn is its owner's, who has entered.
type host struct {
	turn   chan struct{}
	next   time.Time     // it may be asked again
	delay  time.Duration // that its robots.txt asks for
	robots *robotstxt.RobotsData
	until  time.Time // robots may be used
	closed error     // why nothing may be asked of it, while robots is nil
}

// of is the queue of an address. A port is a site of its own.
func (hs *hosts) of(u *url.URL) *host {
	key := strings.ToLower(u.Scheme + "://" + hostPort(u))
	hs.mu.Lock()
	defer hs.mu.Unlock()
	if hs.by == nil {
		hs.by = map[string]*host{}
	}
	h := hs.by[key]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1)}
		hs.by[key] = h
	}
	return h
}

// enter waits for those before.
func (h *host) enter(ctx context.Context) error {
	select {
	case h.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *host) leave() { <-h.turn }

// ErrRobots is a page that its site keeps from machines.
var ErrRobots = errors.New("its robots.txt keeps it from programs like this one")

// ask asks a site's robots.txt whether a page may be fetched.
func (c *Client) ask(ctx context.Context, h *host, at *url.URL) error {
	if now := c.Now(); now.After(h.until) {
		h.robots, h.closed = c.robots(ctx, h, at)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		h.until = now.Add(robotsLast)
		if h.robots != nil {
			h.delay = min(h.robots.FindGroup(Agent).CrawlDelay, longestDelay)
		}
	}
	switch {
	case h.closed != nil:
		return h.closed
	case !h.robots.FindGroup(Agent).Test(at.RequestURI()):
		return ErrRobots
	}
	return nil
}

// robots fetches the file. A site without one forbids nothing; a site that
// fails to say forbids all (RFC 9309, section 2.3.1).
func (c *Client) robots(ctx context.Context, h *host, at *url.URL) (*robotstxt.RobotsData, error) {
	to := &url.URL{Scheme: at.Scheme, Host: at.Host, Path: "/robots.txt"}
	for range 6 { // five redirects at least (RFC 9309, section 2.3.1.2)
		if err := c.turn(ctx, h); err != nil {
			return nil, err
		}
		status, body, next, err := c.robotsOnce(ctx, to)
		h.next = c.Now().Add(c.Delay)
		if err != nil {
			return nil, fmt.Errorf("its robots.txt cannot be had: %w", err)
		}
		if next != nil {
			to = next
			continue
		}
		if status >= 500 {
			return nil, fmt.Errorf("its robots.txt cannot be had: %w", &StatusError{Code: status})
		}
		return parseRobots(status, body)
	}
	return parseRobots(http.StatusNotFound, nil)
}

func (c *Client) robotsOnce(ctx context.Context, to *url.URL) (status int, body []byte, next *url.URL, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.Timeout, fmt.Errorf("took longer than %s", c.Timeout))
	defer cancel()
	if err := fetchable(to); err != nil {
		return 0, nil, nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, to.String(), nil)
	if err != nil {
		return 0, nil, nil, err
	}
	c.describe(req, Request{})
	req.Header.Set("Accept-Encoding", "identity")
	resp, err := c.http.Do(req)
	if err != nil {
		return 0, nil, nil, c.fault(ctx, err)
	}
	defer resp.Body.Close()
	if redirects(resp.StatusCode) {
		if next, err = resp.Location(); err == nil {
			return 0, nil, next, nil
		}
	}
	body, err = firstBytes(resp)
	if err != nil {
		return 0, nil, nil, c.fault(ctx, err)
	}
	return resp.StatusCode, body, nil, nil
}

// firstBytes reads as much of a robots.txt as counts, whole lines of it.
func firstBytes(resp *http.Response) ([]byte, error) {
	if resp.StatusCode != http.StatusOK {
		return nil, nil
	}
	var b bytes.Buffer
	_, err := b.ReadFrom(http.MaxBytesReader(nil, resp.Body, maxRobots))
	body := b.Bytes()
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return body[:bytes.LastIndexByte(body, '\n')+1], nil
	}
	return body, err
}

// parseRobots reads the file. What is in it is no fault of the page's: lines
// that are none are passed over, and a file that is none forbids nothing.
func parseRobots(status int, body []byte) (*robotstxt.RobotsData, error) {
	r, err := robotstxt.FromStatusAndBytes(status, body)
	if err != nil {
		return robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	}
	return r, nil
}
