package webtest

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/ask"
	"onrecord/internal/notify"
	"onrecord/internal/web/api"
	"onrecord/internal/web/site"
	"onrecord/internal/world"
)

// Server is what answers.
type Server interface{ Handler() http.Handler }

// Parts are what a server of a store is made of, with the World beside it.
func Parts(t testing.TB, store onrecord.Store, log slog.Handler) (*site.Site, *api.API) {
	t.Helper()
	return PartsOver(t, store, World{}, log)
}

// PartsOver are what a server of a store is made of, with other rows beside it,
// and with a version where one is named.
func PartsOver(t testing.TB, store onrecord.Store, rows world.Lists, log slog.Handler, version ...string) (*site.Site, *api.API) {
	t.Helper()
	world := func(context.Context) (*ask.World, error) { return ask.Of(rows), nil }
	acts, _ := store.(account.Log)
	kept, _ := store.(notify.Store)
	watch := notify.New(kept, world)
	known := func(onrecord.ActorID) (onrecord.Actor, bool) { return onrecord.Actor{}, false }
	pages, err := site.New(site.Parts{Store: store, World: world, Known: known, Acts: acts, Watch: watch, Version: strings.Join(version, "")})
	if err != nil {
		t.Fatal(err)
	}
	return pages, api.New(api.Parts{Store: store, World: world, Known: known, Acts: acts, Log: slog.New(log), Version: "test", Watch: watch})
}

// Get asks for a page as its owner's browser does.
func Get(t testing.TB, s Server, target string) (status int, body string, header http.Header) {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
	r.Host = "localhost:8017"
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w.Code, w.Body.String(), w.Header()
}

// Post sends a form as a page of ours does.
func Post(t testing.TB, s Server, target string, fields ...string) (status int, body, location string) {
	t.Helper()
	v := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		v.Set(fields[i], fields[i+1])
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, target, strings.NewReader(v.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Host = "localhost:8017"
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w.Code, w.Body.String(), w.Header().Get("Location")
}

// Call asks the API as a program does.
func Call(t testing.TB, s Server, target string, header http.Header) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, api.Prefix+target, nil)
	r.Host = "localhost"
	r.Header = header
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

// Send asks the API to change something.
func Send(t testing.TB, s Server, method, target, body string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, api.Prefix+target, strings.NewReader(body))
	r.Host = "localhost"
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

// First reads a list into what has its rows, and fails where there is none.
func First(t testing.TB, s Server, target string, into any) {
	t.Helper()
	body := Call(t, s, target, http.Header{}).Body
	if err := json.Unmarshal(body.Bytes(), into); err != nil || !strings.Contains(body.String(), `"rows":[{`) {
		t.Fatalf("%s: no row to ask for, %v", target, err)
	}
}
