package ingest

import (
	"errors"
	"net/url"
	"strings"
)

// maxFollowed is how far links are followed: a sitemap index, its sitemap, its
// page. What a page links to is nobody's business here.
const maxFollowed = 3

// link fetches what a feed or a sitemap links to, each address once.
func (r *reader) link(raw Raw, hint *Given, at place) bool {
	if r.seen[raw.URL] || r.Skip != nil && r.Skip(raw.URL, hint) {
		return true
	}
	if r.seen == nil {
		r.seen = map[string]bool{}
	}
	r.seen[raw.URL] = true
	raw = Raw{Name: printable(raw.URL), URL: raw.URL, Hint: hint, Mark: raw.Mark}
	if !isURL(raw.URL) {
		return r.bad(raw, errors.New("a link to no web address"))
	}
	return r.fetch(raw, r.Follow, at.depth)
}

// fetch reads what stands at an address. A server's refusal is the input's fault.
func (r *reader) fetch(raw Raw, from Getter, depth int) bool {
	if !r.alive() {
		return false
	}
	if depth > maxFollowed {
		return r.bad(raw, errors.New("links that lead to links without end: not followed"))
	}
	if from == nil {
		return r.bad(raw, errors.New("no address may be fetched here"))
	}
	if err := checkAddress(raw.URL); err != nil {
		return r.bad(raw, err)
	}
	got, body, err := from.Get(r.ctx, raw.URL)
	if r.ctx.Err() != nil {
		return r.alive()
	}
	if err != nil {
		return r.bad(raw, err)
	}
	defer body.Close()
	raw.URL, raw.Header, raw.Collected = got.URL, got.Header, got.Collected
	if got.Mark != (Mark{}) && raw.Mark.Link == "" {
		raw.Mark = got.Mark
	}
	return r.member(place{depth: depth}, raw, body)
}

// checkAddress says what is wrong with an address, before anybody dials it.
func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return errors.Unwrap(err)
	}
	if u.Hostname() == "" {
		return errors.New("no host in the URL")
	}
	return nil
}

// absolute resolves a link of a feed or sitemap, "" where it leads nowhere.
func absolute(base, link string) string {
	link = strings.TrimSpace(link)
	u, err := url.Parse(link)
	if err != nil || link == "" {
		return ""
	}
	if b, err := url.Parse(base); err == nil && b.IsAbs() {
		u = b.ResolveReference(u)
	}
	if !u.IsAbs() {
		return ""
	}
	return u.String()
}
