package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"onrecord/internal/account"
	"onrecord/internal/web/api"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/webtest"
)

// Whoever watches the server sees by which way in each request comes, as the table
// of routes has it, and nothing of what is nowhere.
func TestWhoWatchesSeesTheWayIn(t *testing.T) {
	var ways []string
	pages, programs := webtest.Parts(t, filled(t, 1), slog.DiscardHandler)
	s := New(pages, programs, "ana", slog.New(slog.DiscardHandler), Watched(func(route func(*http.Request) string, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ways = append(ways, r.Method+" "+route(r))
			next.ServeHTTP(w, r)
		})
	}))
	for _, path := range []string{"/articles/some%2Fthing", api.Prefix + "/statements", "/", "/nowhere"} {
		get(t, s, path)
	}
	if want := []string{"GET /articles/{id}", "GET " + api.Prefix + "/statements", "GET /{$}", "GET "}; !slices.Equal(ways, want) {
		t.Errorf("%q\nwant %q", ways, want)
	}
}

// Browsers that came by HTTPS are told to stay there, and no others.
func TestBrowsersStayWithHTTPS(t *testing.T) {
	pages, programs := webtest.Parts(t, filled(t, 0), slog.DiscardHandler)
	for want, options := range map[bool][]Option{true: {OverHTTPS()}, false: nil} {
		_, _, header := get(t, New(pages, programs, "ana", slog.New(slog.DiscardHandler), options...), "/style.css")
		if told := header.Get("Strict-Transport-Security") != ""; told != want {
			t.Errorf("over HTTPS %v, told %v", want, told)
		}
	}
}

// A stream waits for no turn, however many answers are being made.
func TestStreamsHaveNoTurn(t *testing.T) {
	turns := newTurns()
	for range cap(turns.answers.turns) {
		if _, err := turns.take(httptest.NewRequest(http.MethodGet, "/statements", nil)); err != nil {
			t.Fatal(err)
		}
	}
	done, err := turns.take(httptest.NewRequest(http.MethodGet, api.Prefix+"/facts?q=harbour", nil))
	if err != nil {
		t.Fatal(err)
	}
	done()
	if turns.answers.waiting.Load() != 0 || len(turns.answers.turns) != cap(turns.answers.turns) {
		t.Error("a stream took somebody's turn")
	}
}

// What is answered alike is held for all who may see it, a page for its reader, and
// what lasts or is of no record for nobody.
func TestForWhomAnAnswerIsHeld(t *testing.T) {
	for _, c := range []struct{ path, of string }{
		{"/style.css", "everybody"},
		{"/statements", `"editor" "ana" false`},
		{api.Prefix + "/statements?q=harbour", `"editor"`},
		{api.Prefix + "/savedness", `"editor"`}, // is not below /saved
		{api.Prefix + "/saved", `"editor" "ana" false`},
		{api.Prefix + "/saved/7/alerts", `"editor" "ana" false`},
		{api.Prefix + "/facts", ""},
		{api.Prefix + "/statements?format=ndjson", ""},
		{"/intake", ""},
		{api.Prefix + "/intake/3", ""},
	} {
		r := httptest.NewRequest(http.MethodGet, c.path, nil)
		r = r.WithContext(auth.With(r.Context(), auth.Visitor{User: account.User{Name: "ana", Role: account.Editor}}))
		if got := holding(r); got.Of != c.of || got.Who != "ana" {
			t.Errorf("%s: %+v, want %q", c.path, got, c.of)
		}
	}
	if got := holding(httptest.NewRequest(http.MethodGet, "/statements", nil)); got.Of != "" {
		t.Errorf("for nobody known: %+v", got)
	}
}
