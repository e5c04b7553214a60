package auth

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/store/sqlite"
)

const password = "correct horse battery staple"

// noon is when the tests take place.
var noon = time.Date(2016, 5, 12, 12, 0, 0, 0, time.UTC)

// house is a door with a user behind it, and a clock.
type house struct {
	*Door
	clock time.Time
}

func newHouse(t *testing.T, proxies ...netip.Prefix) *house {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	hash, err := account.HashPassword(password)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.PutUser(t.Context(), account.User{Name: "ana", Role: account.Editor, Hash: hash, Changed: noon.Add(-time.Hour)}); err != nil {
		t.Fatal(err)
	}
	h := &house{NewDoor(store, true, proxies), noon}
	h.now = func() time.Time { return h.clock }
	return h
}

// visit does something within a request that brings a cookie, and returns the
// cookie that comes back.
func (h *house) visit(t *testing.T, cookie *http.Cookie, header http.Header, do func(*http.Request)) *http.Cookie {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "https://record.example/", nil)
	r.RemoteAddr = "192.0.2.1:1234"
	for k, v := range header {
		r.Header[k] = v
	}
	if cookie != nil {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	h.Wrap(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { do(r) })).ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		return c
	}
	return cookie
}

func (h *house) enter(t *testing.T, name, password string) (cookie *http.Cookie, err error) {
	t.Helper()
	cookie = h.visit(t, nil, nil, func(r *http.Request) { err = h.Enter(r, name, password) })
	return cookie, err
}

// who is who comes in by a cookie or a header, "" for nobody.
func (h *house) who(t *testing.T, cookie *http.Cookie, header http.Header) (who string) {
	t.Helper()
	h.visit(t, cookie, header, func(r *http.Request) {
		u, ok, err := h.Who(r)
		switch {
		case err != nil && onrecord.KindOf(err) != onrecord.Unauthenticated:
			t.Error(err)
		case ok:
			who = u.Name + " " + string(u.Role)
		}
	})
	return who
}

func TestASessionLastsUntilItsUserLeavesOrChanges(t *testing.T) {
	h := newHouse(t)
	cookie, err := h.enter(t, "ana", password)
	if err != nil || cookie == nil {
		t.Fatalf("%v, %v", cookie, err)
	}
	if !cookie.Secure || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Name != "__Host-onrecord" || cookie.Path != "/" {
		t.Errorf("cookie %+v", cookie)
	}
	if got := h.who(t, cookie, nil); got != "ana editor" {
		t.Errorf("%q came in", got)
	}
	left := h.visit(t, cookie, nil, func(r *http.Request) {
		if err := h.Leave(r); err != nil {
			t.Error(err)
		}
	})
	for _, c := range []*http.Cookie{cookie, left, nil} {
		if got := h.who(t, c, nil); got != "" {
			t.Errorf("%q came in after leaving", got)
		}
	}
	if cookie, err = h.enter(t, "ana", password); err != nil {
		t.Fatal(err)
	}
	u, err := h.accounts.User(t.Context(), "ana")
	if err != nil {
		t.Fatal(err)
	}
	u.Changed = noon.Add(time.Second)
	if err := h.accounts.PutUser(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	if got := h.who(t, cookie, nil); got != "" {
		t.Errorf("%q came in with a role that was taken away", got)
	}
	if err := h.accounts.RemoveUser(t.Context(), "ana"); err != nil {
		t.Fatal(err)
	}
	if got := h.who(t, cookie, nil); got != "" {
		t.Errorf("%q came in, and is gone", got)
	}
}

// A session from before the login is of no use to whoever planted it.
func TestLoginRenewsTheSession(t *testing.T) {
	h := newHouse(t)
	planted := h.visit(t, nil, nil, func(r *http.Request) { h.sessions.Put(r.Context(), "x", "y") })
	entered := h.visit(t, planted, nil, func(r *http.Request) {
		if err := h.Enter(r, "ana", password); err != nil {
			t.Error(err)
		}
	})
	if got := h.who(t, planted, nil); got != "" || entered.Value == planted.Value {
		t.Errorf("%q came in by the planted session", got)
	}
	if got := h.who(t, entered, nil); got != "ana editor" {
		t.Errorf("%q came in", got)
	}
}

// Nobody learns who is a user: the answers are the same, and so is the work.
func TestLoginsAreNotTold(t *testing.T) {
	h := newHouse(t)
	var answers []string
	var took []time.Duration
	for _, c := range [][2]string{{"ana", "wrong horse battery staple"}, {"nobody", password}, {"ana", ""}, {"", ""}} {
		begun := time.Now()
		cookie, err := h.enter(t, c[0], c[1])
		took = append(took, time.Since(begun))
		if onrecord.KindOf(err) != onrecord.Unauthenticated || h.who(t, cookie, nil) != "" {
			t.Errorf("%v: %v", c, err)
			continue
		}
		answers = append(answers, err.Error())
	}
	for i := range answers {
		if answers[i] != answers[0] {
			t.Errorf("%q is not %q", answers[i], answers[0])
		}
	}
	if took[1] < took[0]/4 {
		t.Errorf("a name that is none took %v, a user's %v", took[1], took[0])
	}
	acts, err := h.accounts.Acts(t.Context(), 10)
	if err != nil || len(acts) != 4 || acts[3] != (account.Act{At: noon, What: account.LoginFailed, On: "ana", Address: "192.0.2.1"}) || acts[2].On != "" {
		t.Errorf("the log: %+v, %v", acts, err)
	}
}

func TestGuessingIsSlowed(t *testing.T) {
	h := newHouse(t)
	try := func() onrecord.Kind { _, err := h.enter(t, "ana", "wrong"); return onrecord.KindOf(err) }
	for range 5 {
		if kind := try(); kind != onrecord.Unauthenticated {
			t.Fatalf("an early attempt: %v", kind)
		}
	}
	if kind := try(); kind != onrecord.Limited {
		t.Errorf("the sixth at once: %v", kind)
	}
	if _, err := h.enter(t, "ana", password); onrecord.KindOf(err) != onrecord.Limited {
		t.Errorf("the right one among them: %v", err)
	}
	h.clock = noon.Add(16 * time.Second)
	if _, err := h.enter(t, "ana", password); err != nil {
		t.Errorf("after a while: %v", err)
	}
}

func TestAPaceForgetsThoseWhoWaited(t *testing.T) {
	p := NewPace(time.Second, 1)
	for i := range mostPaced {
		p.Allow(strings.Repeat("a", i%7)+time.Duration(i).String(), noon)
	}
	allowed := 0
	for range 2 {
		if p.Allow("one more", noon) {
			allowed++
		}
	}
	if allowed != 1 {
		t.Errorf("%d of two at once", allowed)
	}
	if !p.Allow("another", noon.Add(time.Minute)) || len(p.of) > mostPaced/2 {
		t.Errorf("%d are known", len(p.of))
	}
	for i := range mostPaced + 1 {
		p.Allow("b"+time.Duration(i).String(), noon.Add(time.Minute))
	}
	if len(p.of) > mostPaced {
		t.Errorf("%d are known", len(p.of))
	}
}

func TestATokenComesInAsItsUserWithItsRole(t *testing.T) {
	h := newHouse(t)
	u, err := h.accounts.User(t.Context(), "ana")
	if err != nil {
		t.Fatal(err)
	}
	make := func(role account.Role, until time.Time) string {
		token, secret, err := account.NewToken(u, role, "", noon, until)
		if err == nil {
			err = h.accounts.PutToken(t.Context(), token)
		}
		if err != nil {
			t.Fatal(err)
		}
		return secret
	}
	reads, ended, edits := make(account.Reader, time.Time{}), make(account.Editor, noon), make(account.Editor, noon.Add(time.Hour))
	for header, want := range map[string]string{
		"Bearer " + reads: "ana reader", "Bearer " + edits: "ana editor", "Bearer " + ended: "", "Bearer onrecord_x": "", "bearer": "", "Basic YW5hOng=": "",
	} {
		if got := h.who(t, nil, http.Header{"Authorization": {header}}); got != want {
			t.Errorf("%.20s: %q came in, want %q", header, got, want)
		}
	}
	// Whose role is taken away, their tokens lose it too.
	u.Role = account.Reader
	if err := h.accounts.PutUser(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	if got := h.who(t, nil, http.Header{"Authorization": {"Bearer " + edits}}); got != "ana reader" {
		t.Errorf("%q came in", got)
	}
}

// Only proxies are believed where a request comes from.
func TestWhereRequestsComeFrom(t *testing.T) {
	h := newHouse(t, netip.MustParsePrefix("10.0.0.0/8"))
	for _, c := range []struct{ remote, forwarded, want string }{
		{"192.0.2.1:80", "", "192.0.2.1"},
		{"192.0.2.1:80", "203.0.113.9", "192.0.2.1"},
		{"10.0.0.1:80", "203.0.113.9", "203.0.113.9"},
		{"10.0.0.1:80", "198.51.100.1, 203.0.113.9, 10.0.0.7", "203.0.113.9"},
		{"10.0.0.1:80", "nonsense", "10.0.0.1"},
		{"10.0.0.1:80", "", "10.0.0.1"},
		{"[::ffff:10.0.0.1]:80", "2001:db8::1", "2001:db8::1"},
		{"@", "203.0.113.9", "@"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := h.From(r); got != c.want {
			t.Errorf("%s for %q: %s, want %s", c.remote, c.forwarded, got, c.want)
		}
	}
}

// Whoever knows the password is not slowed by having used it.
func TestUsersComeInAgain(t *testing.T) {
	h := newHouse(t)
	for i := range 8 {
		if _, err := h.enter(t, "ana", password); err != nil {
			t.Fatalf("the %d. time at once: %v", i+1, err)
		}
	}
}

func TestSessionsAreKeptWithoutARequest(t *testing.T) {
	k := &kept{Sessions: newHouse(t).accounts, lately: map[string]stay{}}
	if err := k.Commit("a", []byte("x"), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if b, found, err := k.Find("a"); string(b) != "x" || !found || err != nil {
		t.Errorf("%q, %v, %v", b, found, err)
	}
	if err := k.Delete("a"); err != nil {
		t.Error(err)
	}
	if _, found, err := k.Find("a"); found || err != nil {
		t.Errorf("after its end: %v, %v", found, err)
	}
}

func TestARestIsTold(t *testing.T) {
	p := NewPace(10*time.Minute, 1)
	if rest := p.Rest("ana", noon); rest != 0 {
		t.Errorf("the first waits %v", rest)
	}
	for after, want := range map[time.Duration]string{0: "600 wait 10 minutes", 9*time.Minute + 18*time.Second: "42 wait 42 seconds"} {
		err := TooOften("too often", p.Rest("ana", noon.Add(after)))
		if got := RetryAfter(err) + strings.TrimPrefix(err.Error(), "too often;"); got != want {
			t.Errorf("after %v: %q, want %q", after, got, want)
		}
	}
}

// counted are sessions, and how often one was kept.
type counted struct {
	account.Accounts
	commits int
}

func (c *counted) CommitCtx(ctx context.Context, token string, data []byte, until time.Time) error {
	c.commits++
	return c.Accounts.CommitCtx(ctx, token, data, until)
}

// To read changes nothing in the store: a session is kept when it says something
// else, and when it would end a good while later.
func TestASessionIsNotKeptAtEveryRequest(t *testing.T) {
	h := newHouse(t)
	sessions := &counted{Accounts: h.accounts}
	k := &kept{Sessions: sessions, lately: map[string]stay{}}
	h.sessions.Store = k
	cookie, err := h.enter(t, "ana", password)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if who := h.who(t, cookie, nil); who != "ana editor" {
			t.Fatalf("%q came in", who)
		}
	}
	if sessions.commits != 1 {
		t.Errorf("kept %d times for one login", sessions.commits)
	}
	h.visit(t, cookie, nil, func(r *http.Request) { h.sessions.Put(r.Context(), "more", 1) })
	if sessions.commits != 2 {
		t.Errorf("what it says otherwise is not kept: %d times", sessions.commits)
	}
	for token, s := range k.lately {
		s.until = s.until.Add(-goodWhile)
		k.lately[token] = s
	}
	if h.who(t, cookie, nil); sessions.commits != 3 {
		t.Errorf("that it ends later is not kept: %d times", sessions.commits)
	}
	h.visit(t, cookie, nil, func(r *http.Request) {
		if err := h.Leave(r); err != nil {
			t.Error(err)
		}
	})
	if len(k.lately) > 0 || h.who(t, cookie, nil) != "" {
		t.Error("a session that has ended is known")
	}
}
