package sqlite_test

import (
	"path/filepath"
	"testing"

	"onrecord"
	"onrecord/internal/store/archive"
)

// As many actors and statuses are counted as are listed.
func TestCountsWhatIsListed(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "s.db"))
	for i := range 12 {
		if _, err := s.PutRecord(t.Context(), archive.Record(i)); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []onrecord.ActorFilter{{}, {Limit: 1}, {Unknown: true}, {Type: onrecord.Person}, {Name: "nobody at all"}} {
		all := f
		all.Limit = 0
		want := 0
		for _, err := range s.Actors(t.Context(), all) {
			if err != nil {
				t.Fatal(err)
			}
			want++
		}
		if n, err := s.CountActors(t.Context(), f); err != nil || n != want {
			t.Errorf("%+v: %d, %v; want %d", f, n, err, want)
		}
	}
	want := 0
	for row, err := range s.Agreements(t.Context(), onrecord.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		want += len(row.Agreement.History)
	}
	if n, err := s.CountStatuses(t.Context(), onrecord.Filter{}); err != nil || n != want || n == 0 {
		t.Errorf("%d statuses, %v; want %d", n, err, want)
	}
}
