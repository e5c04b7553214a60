package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"onrecord/internal/ingest"
	"onrecord/internal/queue"
	"onrecord/internal/queue/nats"
	"onrecord/internal/store/sqlite"
)

// TestPlaces: an interrupted run leaves its place, a finished one none; a file
// that has changed, or another version of the program, begins anew.
func TestPlaces(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	q, err := nats.Open(t.Context(), "file:"+filepath.Join(t.TempDir(), "q"), func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	for sort, memory := range map[string]queue.Memory{"store": store, "queue": q} {
		t.Run(sort, func(t *testing.T) { placesIn(t, memory) })
	}
}

func placesIn(t *testing.T, store queue.Memory) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.warc")
	if err := os.WriteFile(name, []byte("WARC/1.0"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	var notes []string
	fresh := func(by string) *places {
		return &places{store: store, by: by, note: func(_, message string) { notes = append(notes, message) }}
	}
	resumes := func(p *places, want int64) {
		t.Helper()
		if got := p.resume(ctx)(name); got.Offset != want {
			t.Errorf("goes on at %d, want %d", got.Offset, want)
		}
	}
	p := fresh("v1")
	resumes(p, 0)
	for i := range int64(placeEvery + 5) {
		if err := p.passed(ctx, ingest.Mark{Input: name, Offset: i * 10, Member: int(i)}, nil); err != nil {
			t.Fatal(err)
		}
	}
	resumes(fresh("v1"), (placeEvery-1)*10) // killed
	if err := p.finish(ctx, false); err != nil {
		t.Fatal(err)
	}
	resumes(fresh("v1"), (placeEvery+4)*10) // interrupted
	if !slices.Contains(notes, "goes on behind record 104") {
		t.Errorf("notes %q", notes)
	}
	resumes(fresh("v2"), 0)
	again := fresh("v1")
	again.off = true
	resumes(again, 0)
	if err := p.passed(ctx, ingest.Mark{Input: "other", Link: "of a watch"}, nil); err != nil || p.now.Path == "" {
		t.Errorf("a watch's mark moved a file's place: %v", err)
	}
	if err := os.WriteFile(name, []byte("WARC/1.0 and more"), 0o600); err != nil {
		t.Fatal(err)
	}
	resumes(fresh("v1"), 0)
	if err := p.finish(ctx, true); err != nil {
		t.Fatal(err)
	}
	if left, err := store.State(ctx, placeRoom, name); err != nil || left != nil {
		t.Errorf("left %q, %v", left, err)
	}
}
