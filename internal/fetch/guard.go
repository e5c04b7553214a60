package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"
)

// errNotPublic is an address that only this machine or its network reaches.
var errNotPublic = errors.New("not a public address")

// openHost is the key of a context's host that a person typed.
type openHost struct{}

// transport dials on guard. No proxy is asked: it would dial for us, unguarded.
func (c *Client) transport() *http.Transport {
	open := &net.Dialer{Timeout: 10 * time.Second, Resolver: c.Resolver}
	guarded := &net.Dialer{Timeout: 10 * time.Second, Resolver: c.Resolver, Control: refusePrivate}
	dial := func(ctx context.Context, network, addr string) (net.Conn, error) {
		if c.allowed(ctx, addr) {
			return open.DialContext(ctx, network, addr)
		}
		return guarded.DialContext(ctx, network, addr)
	}
	return &http.Transport{
		ForceAttemptHTTP2: true, DialContext: dial, DisableCompression: true,
		// A connection is not used again across the two kinds of dialling, or an
		// open one would serve who may not open it: each host has one kind only,
		// save one that was typed, and that is never kept.
		DisableKeepAlives: true, MaxResponseHeaderBytes: 256 << 10, TLSHandshakeTimeout: 10 * time.Second,
	}
}

// allowed reports whether a host may be anywhere.
func (c *Client) allowed(ctx context.Context, addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	same := func(name string) bool { return strings.EqualFold(name, host) || strings.EqualFold(name, addr) }
	return ctx.Value(openHost{}) == addr || slices.ContainsFunc(c.Allow, same)
}

// refusePrivate is a net.Dialer.Control that lets only public addresses pass. It
// sees the address that is dialled, whatever the name server said a moment ago.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	addr, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("address %q: %w", address, err)
	}
	if !public(addr.Addr()) {
		return fmt.Errorf("%s is %w", addr.Addr(), errNotPublic)
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
	netip.MustParsePrefix("::/96"), // IPv4-compatible, deprecated
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

// Outside is a transport that reaches public addresses only, whatever their
// names say, and no proxy: for calls to addresses that users give.
func Outside() *http.Transport { return (&Client{}).transport() }
