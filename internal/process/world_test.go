package process_test

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
	"onrecord/internal/world"
	"onrecord/internal/world/inconsistency"
	"onrecord/internal/world/naming"
	stories "onrecord/internal/world/story"
	"onrecord/internal/world/thread"
	"onrecord/internal/world/worldtest"
)

// TestSeedsAreOneAffair: the five scrapes are five stories of one thread, and
// whatever order they come in makes no difference to what is said of them.
func TestSeedsAreOneAffair(t *testing.T) {
	files, err := filepath.Glob("../../../shared/seeds/*.txt")
	if err != nil || len(files) == 0 {
		t.Skip("no scrapes here")
	}
	var records []*onrecord.Record
	for result := range newReader(t).Run(t.Context(), ingest.Read(t.Context(), ingest.Options{}, files...), process.Options{Workers: 2}) {
		if result.Err != nil {
			t.Fatal(result.Err)
		}
		records = append(records, &result.Record)
	}
	types := []world.Type{stories.New(), thread.Type{}, naming.Type{}, inconsistency.Type{}}
	worldtest.Check(t, records, types...)
	s := worldtest.New(types...)
	for _, r := range records {
		if err := s.Put(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Settle(); err != nil {
		t.Fatal(err)
	}
	threads := s.Rows(world.Threads)
	if len(threads) != 1 || len(s.Rows(world.Stories)) != len(files) {
		t.Fatalf("%d stories in %d threads, want %d in one", len(s.Rows(world.Stories)), len(threads), len(files))
	}
	var one onrecord.Thread
	if err := json.Unmarshal(threads[0].Body, &one); err != nil || len(one.Stories) != len(files) || one.Counts.Articles != len(files) {
		t.Errorf("%+v, %v", one, err)
	}
}
