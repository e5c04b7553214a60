package web_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"onrecord/internal/web"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/webtest"
)

// Who looks whether the server is well needs no account, and hears whether it is
// and nothing else.
func TestHealth(t *testing.T) {
	store := webtest.Filled(t, 0)
	pages, programs := webtest.Parts(t, store, slog.DiscardHandler)
	var fault error
	needs := web.Needs(func(context.Context) error { return fault })
	var log strings.Builder
	server := web.New(pages, programs, "ana", slog.New(slog.NewTextHandler(&log, nil)), needs, web.Behind(auth.NewDoor(store, false, nil), "record.example"))
	ask := func(path, host string, want int, says string) {
		t.Helper()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		r.Host = host
		w := httptest.NewRecorder()
		server.Handler().ServeHTTP(w, r)
		if w.Code != want || w.Body.String() != says {
			t.Errorf("%s of %s: %d %q, want %d %q", path, host, w.Code, w.Body, want, says)
		}
		if w.Code != http.StatusMisdirectedRequest && w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept: %v", path, w.Header())
		}
	}
	ask("/healthz", "record.example", 200, "ok\n")
	ask("/readyz", "record.example", 200, "ok\n")
	fault = errors.New("the store at postgres://ana@db.example does not answer")
	ask("/healthz", "record.example", 200, "ok\n")
	ask("/readyz", "record.example", 503, "not ready\n")
	if !strings.Contains(log.String(), "db.example does not answer") {
		t.Errorf("log: %s", &log)
	}
	ask("/readyz", "evil.example", 421, "this server does not answer to that name\n")
}
