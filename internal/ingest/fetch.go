package ingest

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// How a fetch is bounded and what it says of itself.
const (
	defaultTimeout = 30 * time.Second
	// maxRedirects is more than an honest chain needs (http to https, www,
	// canonical path, consent) and what net/http and browsers give up at or below.
	maxRedirects = 10
	userAgent    = "onrecord/0 (reads one page on request)"
)

// isURL reports whether an input is fetched instead of opened.
func isURL(in string) bool {
	scheme, _, ok := strings.Cut(in, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// fetch reads one URL. A server's refusal is the input's fault.
func (r *reader) fetch(in string) bool {
	if !r.alive() {
		return false
	}
	target, err := url.Parse(in)
	if err != nil {
		return r.bad(in, 0, errors.Unwrap(err))
	}
	if target.Hostname() == "" {
		return r.bad(in, 0, errors.New("no host in the URL"))
	}
	timeout := r.Timeout
	if timeout == 0 {
		timeout = defaultTimeout
	}
	ctx, cancel := context.WithTimeout(r.ctx, timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return r.bad(in, 0, err)
	}
	req.Header.Set("User-Agent", userAgent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1")
	client, done := r.client(target)
	defer done()
	resp, err := client.Do(req)
	if err != nil {
		if e, ok := errors.AsType[*url.Error](err); ok {
			err = e.Err
		}
		return r.bad(in, 0, fmt.Errorf("fetch: %w", err))
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return r.bad(in, 0, fmt.Errorf("fetch: the server answered %s", resp.Status))
	}
	if resp.ContentLength > MaxArticle && !lines(Raw{Name: in, Header: resp.Header}) {
		return r.bad(in, 0, fmt.Errorf("larger than the %d MiB that an article may have", MaxArticle>>20))
	}
	return r.stream(Raw{
		Name: in, URL: resp.Request.URL.String(), Header: resp.Header, Collected: r.Now().UTC(),
	}, resp.Body)
}

// client makes an HTTP client for one fetch; done closes what it holds open.
// The guard stands in the dialer, after names are resolved, so that neither a
// redirect nor a name server can point it into the machine or its network.
func (r *reader) client(target *url.URL) (client *http.Client, done func()) {
	open := &net.Dialer{Timeout: defaultTimeout}
	guarded := &net.Dialer{Timeout: defaultTimeout, Control: refusePrivate}
	own := hostPort(target)
	transport := &http.Transport{
		ForceAttemptHTTP2: true,
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			if r.Typed && addr == own {
				return open.DialContext(ctx, network, addr)
			}
			return guarded.DialContext(ctx, network, addr)
		},
	}
	return &http.Client{Transport: transport, CheckRedirect: checkRedirect}, transport.CloseIdleConnections
}

func checkRedirect(req *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("redirected more than %d times", maxRedirects)
	}
	if !isURL(req.URL.String()) {
		return fmt.Errorf("redirected to a %q address", req.URL.Scheme)
	}
	return nil
}

// hostPort is the address that net/http dials for a URL.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = "80"
		if strings.EqualFold(u.Scheme, "https") {
			port = "443"
		}
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// refusePrivate is a net.Dialer.Control that lets only public addresses pass.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	addr, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("address %q: %w", address, err)
	}
	if !public(addr.Addr()) {
		return fmt.Errorf("%s is not a public address", addr.Addr())
	}
	return nil
}

// reserved are ranges that are not global but that netip has no question for:
// the IANA special-purpose registries for IPv4 (RFC 6890) and IPv6.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"),
	netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("fec0::/10"),
}

// public reports whether an address is reached over the internet by anybody.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// mediaType is the type that a header states, without parameters.
func mediaType(h http.Header) string {
	t, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		return ""
	}
	return t
}
