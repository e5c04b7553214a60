package web

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"onrecord"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/web/api"
	"onrecord/internal/web/webtest"
)

// counting is a store that knows how often a list was asked for.
type counting struct {
	*sqlite.Store
	lists atomic.Int64
}

func (a *counting) CountStatements(ctx context.Context, f onrecord.Filter) (int, error) {
	a.lists.Add(1)
	return a.Store.CountStatements(ctx, f)
}

// holdingServer holds answers, of a store of two articles, for whoever a request says.
func holdingServer(t *testing.T) (*Server, *counting) {
	t.Helper()
	store := &counting{Store: filled(t, 2)}
	pages, programs := webtest.Parts(t, store, slog.DiscardHandler)
	s := New(pages, programs, "ana", slog.New(slog.DiscardHandler), Holding(store))
	s.gate = spoken{}
	return s, store
}

// by asks as somebody of a role.
func by(t *testing.T, s *Server, who, method, target string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, strings.NewReader(form.Encode()))
	r.Host = "localhost"
	r.Header.Set("Who", who)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func TestAPageIsMadeOnceWhileTheRecordIsTheSame(t *testing.T) {
	s, store := holdingServer(t)
	for range 3 {
		if got := by(t, s, "ana reader", http.MethodGet, "/statements", nil); got.Code != http.StatusOK {
			t.Fatalf("status %d", got.Code)
		}
	}
	made := store.lists.Load()
	for _, who := range []string{"ana reader", "ben reader", "ben reader"} {
		by(t, s, who, http.MethodGet, api.Prefix+"/statements", nil)
	}
	if programs := store.lists.Load() - made; programs != 1 {
		t.Errorf("what is the same for all readers is counted %d times", programs)
	}
	by(t, s, "ana reader", http.MethodGet, "/statements", nil)
	if again := store.lists.Load() - made; again != 1 {
		t.Errorf("counted %d times for one page", again)
	}
}

// What a role may not see it is not shown because another has seen it.
func TestWhatIsHeldAsksForItsRole(t *testing.T) {
	s, _ := holdingServer(t)
	for _, target := range []string{"/statements", api.Prefix + "/statements", "/style.css"} {
		if got := by(t, s, "eve editor", http.MethodGet, target, nil); got.Code != http.StatusOK {
			t.Fatalf("%s: status %d for an editor", target, got.Code)
		}
		want := http.StatusUnauthorized
		if target == "/style.css" {
			want = http.StatusOK
		}
		if got := by(t, s, "", http.MethodGet, target, nil); got.Code != want {
			t.Errorf("%s: status %d for nobody known", target, got.Code)
		}
		if got := by(t, s, "gus guest", http.MethodGet, target, nil); got.Code == http.StatusOK != (want == http.StatusOK) {
			t.Errorf("%s: status %d for a guest", target, got.Code)
		}
	}
	const offers = `action="/decisions"`
	if body := by(t, s, "eve editor", http.MethodGet, "/actors/x:ana-kovac", nil).Body.String(); !strings.Contains(body, offers) {
		t.Fatalf("an editor is offered no correction:\n%s", body)
	}
	if body := by(t, s, "eve reader", http.MethodGet, "/actors/x:ana-kovac", nil).Body.String(); strings.Contains(body, offers) {
		t.Error("a reader is offered what was an editor's")
	}
}

// Every address is asked for by two who have saved, and follow, other things: what
// differs is each one's own, and what programs of one role share is the same.
func TestWhatIsOnesOwnIsHeldForThemAlone(t *testing.T) {
	s, _ := holdingServer(t)
	for _, who := range []string{"ana", "ben"} {
		saved := by(t, s, who+" editor", http.MethodPost, "/saved", url.Values{"name": {"what " + who + " saved"}, "list": {"statements"}, "q": {"said"}})
		if saved.Code >= 400 {
			t.Fatalf("save: %d\n%s", saved.Code, saved.Body)
		}
	}
	for _, prefix := range []string{"", api.Prefix} {
		for _, who := range []string{"ana", "ben"} {
			body := by(t, s, who+" editor", http.MethodGet, prefix+"/saved", nil).Body.String()
			if !strings.Contains(body, "what "+who+" saved") {
				t.Errorf("%s/saved of %s:\n%s", prefix, who, body)
			}
		}
	}
	unheld := New(s.site, s.api, "ana", slog.New(slog.DiscardHandler))
	unheld.gate = spoken{}
	for _, r := range routes(s.site, s.api, nil) {
		if r.method != http.MethodGet || r.call == nil || strings.Contains(r.path, "{") || r.path == "/facts" {
			continue
		}
		of := map[string]string{}
		for _, who := range []string{"ana", "ben"} {
			request := httptest.NewRequest(http.MethodGet, api.Prefix+r.path, nil)
			request.Header.Set("Who", who+" editor")
			request, err := s.known(request)
			if err != nil {
				t.Fatal(err)
			}
			of[who] = holding(request).Of
		}
		if of["ana"] != of["ben"] || of["ana"] == "" {
			continue
		}
		a, b := by(t, unheld, "ana editor", http.MethodGet, api.Prefix+r.path, nil), by(t, unheld, "ben editor", http.MethodGet, api.Prefix+r.path, nil)
		if a.Body.String() != b.Body.String() {
			t.Errorf("%s is held for both, and differs:\n%s\n%s", r.path, a.Body, b.Body)
		}
	}
}

// Whoever corrects something sees it corrected, wherever it was seen before.
func TestADecisionIsSeenAtOnce(t *testing.T) {
	s, _ := holdingServer(t)
	targets := []string{"/statements", api.Prefix + "/statements", "/actors", api.Prefix + "/actors", "/decisions", api.Prefix + "/decisions", "/timeline"}
	for i := range 3 {
		name := fmt.Sprintf("Somebody Else %d", i)
		before := map[string]string{}
		for _, target := range targets {
			before[target] = by(t, s, "eve editor", http.MethodGet, target, nil).Body.String()
		}
		decided := by(t, s, "eve editor", http.MethodPost, "/decisions", url.Values{"kind": {"rename"}, "subject": {"x:ana-kovac"}, "name": {name}})
		if decided.Code != http.StatusSeeOther {
			t.Fatalf("decide: %d\n%s", decided.Code, decided.Body)
		}
		for _, target := range targets {
			if got := by(t, s, "eve editor", http.MethodGet, target, nil); got.Code != 200 || got.Body.String() == before[target] {
				t.Errorf("%s is as it was before the decision (%d)", target, got.Code)
			}
		}
	}
}

// What is sent while it is made is not held, and a stream begins at once.
func TestWhatIsSentWhileItIsMadeIsNotHeld(t *testing.T) {
	s, store := holdingServer(t)
	for _, target := range []string{"/statements?format=csv", api.Prefix + "/statements?format=ndjson"} {
		if got := by(t, s, "ana reader", http.MethodGet, target, nil); got.Code != http.StatusOK || got.Header().Get("ETag") != "" {
			t.Errorf("%s is held: %d, %v", target, got.Code, got.Header())
		}
	}
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	for range 20 { // more than have turns
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+api.Prefix+"/facts", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Who", "ana reader")
		stream, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer stream.Body.Close()
		if _, err := io.ReadFull(stream.Body, make([]byte, 10)); err != nil {
			t.Fatal(err)
		}
	}
	if got := by(t, s, "ana reader", http.MethodGet, "/statements", nil); got.Code != http.StatusOK || store.lists.Load() == 0 {
		t.Errorf("streams have all turns: %d", got.Code)
	}
}
