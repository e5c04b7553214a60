package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/internal/account"
	"onrecord/internal/ask"
	"onrecord/internal/notify"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/web/api"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/site"
	"onrecord/internal/web/webtest"
)

const password = "correct horse battery staple"

// doored is a server that others reach, with a user behind its door, and the
// store that it serves.
func doored(t *testing.T) (*httptest.Server, *sqlite.Store) {
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
	if err := store.PutUser(t.Context(), account.User{Name: "ana", Role: account.Reader, Hash: hash, Changed: time.Now().Add(-time.Hour)}); err != nil {
		t.Fatal(err)
	}
	pages, err := site.New(site.Parts{Store: store, World: func(context.Context) (*ask.World, error) { return ask.Of(webtest.World{}), nil }, Watch: notify.New(store, nil)})
	if err != nil {
		t.Fatal(err)
	}
	door := auth.NewDoor(store, false, nil)
	s := httptest.NewServer(New(pages, api.New(api.Parts{Store: store, Acts: store, Log: slog.New(slog.DiscardHandler), Version: "test", Watch: notify.New(store, nil)}), "nobody", slog.New(slog.DiscardHandler), Behind(door, "127.0.0.1")).Handler())
	t.Cleanup(s.Close)
	return s, store
}

// Who is not known is asked for name and password, comes to the page that was
// asked for, and out again.
func TestLogInAndOut(t *testing.T) {
	s, _ := doored(t)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	visit := func(method, path string, form url.Values) (at, body string, status int) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		b, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.Request.URL.RequestURI(), string(b), answer.StatusCode
	}
	get := func(path string) (string, string, int) { return visit(http.MethodGet, path, nil) }
	post := func(path string, form url.Values) (string, string, int) {
		return visit(http.MethodPost, path, form)
	}
	if path, body, status := get("/articles?q=truce"); path != "/login?to=%2Farticles%3Fq%3Dtruce" || status != 200 || !strings.Contains(body, `name="to" value="/articles?q=truce"`) || strings.Contains(body, "Log out") {
		t.Errorf("%s, %d:\n%s", path, status, body)
	}
	form := url.Values{"name": {`"><b>`}, "password": {password}, "to": {"/articles?q=truce"}}
	if path, body, status := post("/login", form); path != "/login" || status != 401 || !strings.Contains(body, "do not go together") || !strings.Contains(body, `value="&#34;&gt;&lt;b&gt;"`) || strings.Contains(body, password) {
		t.Errorf("%s, %d:\n%s", path, status, body)
	}
	form.Set("name", "ana")
	if path, body, status := post("/login", form); path != "/articles?q=truce" || status != 200 || !strings.Contains(body, "<span>ana</span> <button>Log out") {
		t.Errorf("%s, %d:\n%s", path, status, body)
	}
	if path, _, _ := post("/logout", nil); path != "/login" {
		t.Errorf("logged out, at %s", path)
	}
	if path, _, _ := get("/articles"); path != "/login?to=%2Farticles" {
		t.Errorf("after leaving, at %s", path)
	}
	for to, want := range map[string]string{"https://evil.example/": "/", "//evil.example/": "/", `/\evil.example/`: "/", "/actors": "/actors", "javascript:alert(1)": "/"} {
		form.Set("to", to)
		if path, _, status := post("/login", form); path != want || status != 200 {
			t.Errorf("to %s: at %s, %d", to, path, status)
		}
	}
	if _, _, status := post("/login", url.Values{"name": {strings.Repeat("a", 1<<17)}}); status != 400 {
		t.Errorf("a form of 128 KB: status %d", status)
	}
	form.Set("password", "wrong")
	var last int
	for range 6 {
		_, _, last = post("/login", form)
	}
	if last != 429 {
		t.Errorf("the sixth wrong password at once: status %d", last)
	}
}

// A program comes with a token, and learns what is wrong with one that is none
// instead of being led to a form; no other site comes in by a user's cookie.
func TestTokensAndOtherSites(t *testing.T) {
	s, store := doored(t)
	u, err := store.User(t.Context(), "ana")
	if err != nil {
		t.Fatal(err)
	}
	token, secret, err := account.NewToken(u, account.Reader, "", time.Now(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.PutToken(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	ask := func(method, path, header, value, host string) int {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set(header, value)
		r.Host = host
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	for _, c := range []struct {
		method, path, header, value, host string
		want                              int
	}{
		{"GET", "/articles", "Authorization", "Bearer " + secret, "", 200},
		{"GET", "/articles", "Authorization", "Bearer onrecord_wrong", "", 401},
		{"GET", "/articles", "Accept", "text/html", "", 303},
		{"GET", "/style.css", "Accept", "text/css", "", 200},
		{"GET", "/style.css", "Accept", "text/css", "evil.example", 421},
		{"POST", "/logout", "Sec-Fetch-Site", "cross-site", "", 403},
		{"POST", "/login", "Origin", "https://evil.example", "", 403},
	} {
		if got := ask(c.method, c.path, c.header, c.value, c.host); got != c.want {
			t.Errorf("%s %s with %s: status %d, want %d", c.method, c.path, c.header, got, c.want)
		}
	}
}

// Whoever asks too often is told to wait, people and programs, and nobody else.
func TestUsersAreSlowed(t *testing.T) {
	s := served(t, 1)
	s.gate, s.pace = spoken{}, auth.NewPace(time.Hour, 2)
	for i, c := range []struct {
		who, target string
		want        int
	}{{"ana reader", "/articles", 200}, {"ana reader", "/api/v1/articles", 200}, {"ana reader", "/articles", 429}, {"ana reader", "/api/v1/articles", 429}, {"ben reader", "/articles", 200}} {
		r := httptest.NewRequest(http.MethodGet, c.target, nil)
		r.Host = "localhost"
		r.Header.Set("Who", c.who)
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		rest, _ := strconv.Atoi(w.Header().Get("Retry-After"))
		if w.Code != c.want || (c.want == 429) != (rest > 3500 && rest <= 3600) { // one may each hour
			t.Errorf("request %d, %s for %s: status %d, %v", i, c.target, c.who, w.Code, w.Header())
		}
	}
}

// Many who ask at once for pages that ask a store several things side by side
// all get them: none holds what another waits for.
func TestManyReadersAtOnce(t *testing.T) {
	s := httptest.NewServer(served(t, 9).Handler())
	defer s.Close()
	var all sync.WaitGroup
	for i := range 60 {
		all.Go(func() {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+[]string{"/timeline", "/statements", "/"}[i%3], nil)
			if err != nil {
				t.Error(err)
				return
			}
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Error(err)
				return
			}
			defer answer.Body.Close()
			if answer.StatusCode != http.StatusOK {
				t.Errorf("%s: status %d", r.URL.Path, answer.StatusCode)
			}
		})
	}
	all.Wait()
}
