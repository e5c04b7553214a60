package webtest

import (
	"bytes"
	"context"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/ask"
	"onrecord/internal/intake"
	"onrecord/internal/notify"
	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/watch"
	"onrecord/internal/web/api"
	"onrecord/internal/web/site"
	"onrecord/internal/world"
	"sync"
	"testing"
	"time"
)

// ToTakeIn is a text to take in.
const ToTakeIn = "The road\n\nAna Kovač, the mayor of Dolna, said on Monday that the road to the mill was open again. “Nobody will be cut off this winter,” she said."

// Working are the parts of a server that reads articles, and takes them in while
// the test runs.
func Working(t testing.TB, store *sqlite.Store) (*site.Site, *api.API) {
	t.Helper()
	return Whole(t, store, store, sync.OnceValues(func() (*process.Reader, error) { return process.New("test") }))
}

// Whole are the parts of a server of a store with all that it has, beside rows
// of many articles: what takes articles in runs while the test does.
func Whole(t testing.TB, store *sqlite.Store, rows world.Lists, read func() (*process.Reader, error)) (*site.Site, *api.API) {
	t.Helper()
	desk := intake.NewDesk(store, read, nil)
	desk.Watch(&watch.Runner{Store: store, Now: time.Now}) // nobody looks
	ctx, end := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { desk.Run(ctx) })
	t.Cleanup(func() { end(); running.Wait() })
	many := func(context.Context) (*ask.World, error) { return ask.Of(rows).Beside(store), nil }
	known := func(onrecord.ActorID) (onrecord.Actor, bool) { return onrecord.Actor{}, false }
	watcher := notify.New(store, many)
	pages, err := site.New(site.Parts{Store: store, World: many, Known: known, Acts: account.Log(store), Watch: watcher, Read: read, Desk: desk})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	return pages, api.New(api.Parts{Store: store, World: many, Known: known, Acts: account.Log(store), Desk: desk, Log: log, Version: "test", Watch: watcher})
}

// Bring posts the form of the intake.
func Bring(t testing.TB, s Server, fields map[string]string, files map[string]string) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		if err := form.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range files {
		w, err := form.CreateFormFile("files", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/intake", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Host = "localhost"
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

// Done waits for the page of an intake that is over.
func Done(t testing.TB, s Server, page string) string {
	t.Helper()
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		status, body, header := Get(t, s, page)
		if status != http.StatusOK {
			t.Fatalf("%s: status %d", page, status)
		}
		if header.Get("Refresh") == "" {
			return body
		}
	}
	t.Fatalf("%s is never done", page)
	return ""
}
