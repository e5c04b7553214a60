package webtest

import (
	"context"
	"log/slog"
	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/ask"
	"onrecord/internal/ingest"
	"onrecord/internal/intake"
	"onrecord/internal/notify"
	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/watch"
	"onrecord/internal/web/api"
	"onrecord/internal/web/site"
	"onrecord/internal/world"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// examples is where the sample articles of this module are.
func examples(t testing.TB) string {
	t.Helper()
	for up := "."; ; up = filepath.Join("..", up) {
		if _, err := os.Stat(filepath.Join(up, "go.mod")); err == nil {
			return filepath.Join(up, "examples")
		}
		if len(up) > 60 {
			t.Fatal("this is no part of the module")
		}
	}
}

// ExampleStore is a store of the articles in examples, as "onrecord add examples"
// makes it, and what read them.
func ExampleStore(t testing.TB) (*sqlite.Store, *process.Reader) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true, sqlite.WithWorld(process.WorldTypes()...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store, Read(t, store, examples(t))
}

// Read adds the articles in a folder to a store, and is what read them.
func Read(t testing.TB, store *sqlite.Store, folder string) *process.Reader {
	t.Helper()
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	for result := range reader.Run(t.Context(), ingest.Read(t.Context(), ingest.Options{}, folder), process.Options{Workers: 2}) {
		if result.Err != nil {
			t.Fatal(result.Err)
		}
		if _, err := store.PutRecord(t.Context(), result.Record); err != nil {
			t.Fatal(err)
		}
	}
	if err := world.Settle(t.Context(), store, process.WorldTypes()); err != nil {
		t.Fatal(err)
	}
	return reader
}

// Examples are the parts of a server of the articles in examples, as "onrecord
// serve" has it.
func Examples(t testing.TB) (*site.Site, *api.API) {
	t.Helper()
	store, reader := ExampleStore(t)
	many := func(context.Context) (*ask.World, error) { return ask.Of(store).Beside(store), nil }
	desk := intake.NewDesk(store, func() (*process.Reader, error) { return reader, nil }, nil)
	desk.Watch(&watch.Runner{Store: store, Now: time.Now}) // nobody looks
	pages, err := site.New(site.Parts{Store: store, World: many, Watch: notify.New(store, many), Acts: account.Log(store), Desk: desk})
	if err != nil {
		t.Fatal(err)
	}
	parts := api.Parts{
		Store: store, World: many, Known: func(onrecord.ActorID) (onrecord.Actor, bool) { return onrecord.Actor{}, false },
		Acts: account.Log(store), Desk: desk, Log: slog.New(slog.DiscardHandler), Version: "test", Watch: notify.New(store, many),
	}
	return pages, api.New(parts)
}
