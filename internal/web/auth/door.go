package auth

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"onrecord"
	"onrecord/internal/account"
)

// Door is the gate of a server that others reach: people come through it with
// name and password, and after that with a session's cookie; programs come with
// a token ("Authorization: Bearer onrecord_…").
type Door struct {
	accounts account.Accounts
	sessions *scs.SessionManager
	proxies  []netip.Prefix
	now      func() time.Time

	// How often a password may be tried: from one address, for one name, and for
	// one name from one address. Those who forgot theirs are hardly slowed; who
	// guesses gets some hundred tries a day at a name, from however many addresses.
	address, name, both *Pace
	hashing             chan struct{} // takes 19 MiB each
}

// How long somebody stays: a working day without a sign, and a week in all.
const stayIdle, stayAtMost = 12 * time.Hour, 7 * 24 * time.Hour

// NewDoor makes a door. Cookies go over HTTPS only if secure is set. Requests
// that come from one of proxies are from the address that it says they are.
func NewDoor(accounts account.Accounts, secure bool, proxies []netip.Prefix) *Door {
	d := &Door{
		accounts: accounts, sessions: scs.New(), proxies: proxies, now: time.Now,
		address: NewPace(2*time.Second, 30), name: NewPace(5*time.Minute, 50), both: NewPace(15*time.Second, 5),
		hashing: make(chan struct{}, 2),
	}
	d.sessions.Store = &kept{Sessions: accounts, lately: map[string]stay{}}
	d.sessions.HashTokenInStore = true
	d.sessions.IdleTimeout, d.sessions.Lifetime = stayIdle, stayAtMost
	d.sessions.Cookie.Name = "onrecord"
	d.sessions.Cookie.HttpOnly, d.sessions.Cookie.SameSite = true, http.SameSiteLaxMode
	if d.sessions.Cookie.Secure = secure; secure {
		d.sessions.Cookie.Name = "__Host-onrecord" // no other host can set it (RFC 6265bis, 4.1.3)
	}
	return d
}

// Wrap loads sessions for next, and keeps what becomes of them.
func (d *Door) Wrap(next http.Handler) http.Handler { return d.sessions.LoadAndSave(next) }

// What a session knows: whose it is, and since when, in microseconds since 1970.
const sessionUser, sessionSince = "user", "since"

// Who implements Gate.
func (d *Door) Who(r *http.Request) (v Visitor, ok bool, err error) {
	if header := r.Header.Get("Authorization"); header != "" {
		u, err := d.bearer(r.Context(), header)
		return Visitor{User: u, Address: d.From(r)}, err == nil, err
	}
	name := d.sessions.GetString(r.Context(), sessionUser)
	if name == "" {
		return v, false, nil
	}
	u, err := d.accounts.User(r.Context(), name)
	switch {
	case onrecord.KindOf(err) == onrecord.NotFound:
		return v, false, nil
	case err != nil:
		return v, false, err
	case d.sessions.GetInt64(r.Context(), sessionSince) < u.Changed.UnixMicro():
		return v, false, nil // another password or role since
	}
	return Visitor{u, true, d.From(r)}, true, nil
}

var errToken = onrecord.Errorf(onrecord.Unauthenticated, "the token is not known, or has ended")

// bearer is the user of a token, with the role that the token has.
func (d *Door) bearer(ctx context.Context, header string) (account.User, error) {
	secret, found := strings.CutPrefix(header, "Bearer ")
	if !found {
		return account.User{}, onrecord.Errorf(onrecord.Unauthenticated, `the header is not "Authorization: Bearer TOKEN"`)
	}
	token, err := d.accounts.TokenOf(ctx, account.HashToken(secret))
	if onrecord.KindOf(err) == onrecord.NotFound || err == nil && !token.Valid(d.now()) {
		return account.User{}, errToken
	}
	if err != nil {
		return account.User{}, err
	}
	u, err := d.accounts.User(ctx, token.User)
	if err != nil {
		return account.User{}, err
	}
	if u.Role.May(token.Role) {
		u.Role = token.Role
	}
	return u, nil
}

// errLogin says as much to those who guess as to those who mistype.
var errLogin = onrecord.Errorf(onrecord.Unauthenticated, "name and password do not go together")

// Enter begins a session for whoever knows a user's password.
func (d *Door) Enter(r *http.Request, name, password string) error {
	ctx, from, at := r.Context(), d.From(r), d.now()
	both := name + "\x00" + from
	if rest := cmp.Or(d.address.Rest(from, at), d.both.Rest(both, at), d.name.Rest(name, at)); rest > 0 {
		return TooOften("too many attempts", rest)
	}
	u, err := d.accounts.User(ctx, name)
	known := err == nil
	if err != nil && onrecord.KindOf(err) != onrecord.NotFound {
		return err
	}
	ok, err := d.matches(ctx, password, u.Hash)
	if err != nil {
		return err
	}
	if !ok {
		failed := account.Act{At: at, What: account.LoginFailed, Address: from}
		if known { // else it may be a password in the wrong place
			failed.On = name
		}
		if err := d.accounts.Note(ctx, failed); err != nil {
			return err
		}
		return errLogin
	}
	d.both.Forgive(both)
	// Another token than before, so that nobody can have known it.
	if err := d.sessions.RenewToken(ctx); err != nil {
		return fmt.Errorf("begin a session: %w", err)
	}
	d.sessions.Put(ctx, sessionUser, name)
	d.sessions.Put(ctx, sessionSince, at.UnixMicro())
	return d.accounts.Note(ctx, account.Act{At: at, User: name, What: account.LoggedIn, Address: from})
}

// matches tries a password, when there is room for it.
func (d *Door) matches(ctx context.Context, password, hash string) (bool, error) {
	select {
	case d.hashing <- struct{}{}:
		defer func() { <-d.hashing }()
		return account.Matches(password, hash)
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// Leave ends the session.
func (d *Door) Leave(r *http.Request) error {
	name := d.sessions.GetString(r.Context(), sessionUser)
	if err := d.sessions.Destroy(r.Context()); err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	if name == "" {
		return nil
	}
	return d.accounts.Note(r.Context(), account.Act{At: d.now(), User: name, What: account.LoggedOut, Address: d.From(r)})
}

// From is the address that a request comes from: behind proxies that are
// trusted, the last one that they name and that is none of them.
func (d *Door) From(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && d.trusted(host); i-- {
		addr, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		host = addr.String()
	}
	return host
}

// trusted reports whether an address is a proxy's.
func (d *Door) trusted(host string) bool {
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	for _, p := range d.proxies {
		if p.Contains(addr.Unmap()) {
			return true
		}
	}
	return false
}
