package web

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/webtest"
)

// What package webtest has, under short names.
func filled(t testing.TB, n int) *sqlite.Store {
	t.Helper()
	return webtest.Filled(t, n)
}

// served is a server over a store of n articles.
func served(t testing.TB, n int) *Server {
	t.Helper()
	return serverOf(t, filled(t, n), slog.DiscardHandler)
}

// serverOf is a server of a store, for its owner.
func serverOf(t testing.TB, store onrecord.Store, log slog.Handler) *Server {
	t.Helper()
	pages, programs := webtest.Parts(t, store, log)
	return New(pages, programs, "ana", slog.New(log))
}

// exampleServer serves the articles in examples.
func exampleServer(t testing.TB) *Server {
	t.Helper()
	pages, programs := webtest.Examples(t)
	return New(pages, programs, "ana", slog.New(slog.DiscardHandler))
}

// working is a server that reads articles, and takes them in while the test runs.
func working(t testing.TB, store *sqlite.Store) *Server {
	t.Helper()
	pages, programs := webtest.Working(t, store)
	return New(pages, programs, "ana", slog.New(slog.DiscardHandler))
}

func get(t testing.TB, s *Server, target string) (status int, body string, header http.Header) {
	t.Helper()
	return webtest.Get(t, s, target)
}

func post(t testing.TB, s *Server, target string, fields ...string) (status int, body, location string) {
	t.Helper()
	return webtest.Post(t, s, target, fields...)
}

func TestForeignHostsAndMethodsAreTurnedAway(t *testing.T) {
	s := served(t, 0)
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8017": 200, "127.0.0.1:8017": 200, "[::1]:8017": 200, "LOCALHOST": 200,
		"evil.example": 421, "evil.example:8017": 421, "127.0.0.1.evil.example": 421, "192.168.1.5:8017": 421, "": 421,
	} {
		r := httptest.NewRequest(http.MethodGet, "/articles", nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: status %d, want %d", host, w.Code, want)
		}
	}
	r := httptest.NewRequest(http.MethodPost, "/articles", nil)
	r.Host = "localhost"
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusMethodNotAllowed && w.Code != http.StatusNotFound {
		t.Errorf("POST: status %d", w.Code)
	}
}

// broken is a store whose disk has gone.
type broken struct{ onrecord.Store }

func (broken) Record(context.Context, onrecord.ArticleID) (onrecord.Record, error) {
	return onrecord.Record{}, errors.New("secret path")
}

func TestOurFaultsAreLoggedAndNotTold(t *testing.T) {
	var log bytes.Buffer
	s := serverOf(t, broken{}, slog.NewTextHandler(&log, nil))
	status, body, _ := get(t, s, "/articles/a")
	if status != 500 || strings.Contains(body, "secret") || !strings.Contains(log.String(), "secret path") {
		t.Errorf("status %d, log %q, body\n%s", status, &log, body)
	}
}

func TestServeEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- served(t, 1).Serve(ctx, l) }()
	resp, err := http.Get("http://" + l.Addr().String() + "/articles")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != 200 {
		t.Errorf("status %d, %v", resp.StatusCode, err)
	}
	resp.Body.Close()
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("still serving")
	}
}

func BenchmarkArticlePage(b *testing.B) {
	s := served(b, 1)
	b.ReportAllocs()
	for b.Loop() {
		get(b, s, "/articles/"+url.PathEscape("https://post.example/?a=1&b=a"))
	}
}

// A gate of the words that a request brings: "name role".
type spoken struct{}

func (spoken) Who(r *http.Request) (v auth.Visitor, ok bool, err error) {
	switch name, role, found := strings.Cut(r.Header.Get("Who"), " "); {
	case name == "fault":
		return v, false, errors.New("secret path")
	case found:
		return auth.Visitor{User: account.User{Name: name, Role: account.Role(role)}}, true, nil
	}
	return v, false, nil
}

func (spoken) Wrap(next http.Handler) http.Handler { return next }

// Who is not known gets only what is for everybody, and who is known what their
// role may: every route is walked as each role.
func TestEveryRouteAsksForItsRole(t *testing.T) {
	s := served(t, 1)
	s.gate = spoken{}
	for _, route := range routes(s.site, s.api, nil) {
		if route.page == nil {
			continue
		}
		for _, who := range []string{"", "ana guest", "ana reader", "ana editor", "ana admin"} {
			r := httptest.NewRequest(route.method, cmp.Or(strings.TrimSuffix(strings.TrimSuffix(route.path, "/"), "{$}"), "/nowhere"), nil)
			r.Host = "localhost"
			r.Header.Set("Who", who)
			w := httptest.NewRecorder()
			s.Handler().ServeHTTP(w, r)
			_, role, _ := strings.Cut(who, " ")
			turnedAway := w.Code == http.StatusUnauthorized || w.Code == http.StatusForbidden
			if turnedAway == account.Role(role).May(route.role) {
				t.Errorf("%s %s needs %q: status %d for %q", route.method, route.path, route.role, w.Code, who)
			}
			if turnedAway && (w.Code == http.StatusUnauthorized) != (who == "") {
				t.Errorf("%s %s: status %d for %q", route.method, route.path, w.Code, who)
			}
		}
	}
	r := httptest.NewRequest(http.MethodGet, "/articles", nil)
	r.Host = "localhost"
	r.Header.Set("Who", "fault")
	w := httptest.NewRecorder()
	if s.Handler().ServeHTTP(w, r); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("a gate that fails: status %d, %s", w.Code, w.Body)
	}
}
