package sqlite_test

import (
	"path/filepath"
	"reflect"
	"testing"

	"onrecord/internal/store/archive"
	"onrecord/internal/store/relational"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/world"
	"onrecord/internal/world/naming"
	"onrecord/query"
)

// A page of rows is the same whether those that have a value are looked up or
// the list is walked.
func TestRowsWalkedAreThoseLookedUp(t *testing.T) {
	types := []world.Type{naming.Type{}}
	path := filepath.Join(t.TempDir(), "s.db")
	s := open(t, path, sqlite.WithWorld(types...), relational.WalkFrom(1<<20))
	for i := range 30 {
		if _, err := s.PutRecord(t.Context(), archive.Record(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := world.Settle(t.Context(), s, types); err != nil {
		t.Fatal(err)
	}
	walking := open(t, path, sqlite.WithWorld(types...), relational.WalkFrom(1))
	who := string(archive.Record(1).Statements[0].Source.Actors[0])
	for _, q := range []string{"outlet:post", "outlet:post -outlet:ba", "voice:own", "actor:" + who, "wording:a OR outlet:the", "actor:" + who + " outlet:post until:2016"} {
		asked, err := query.Namings.Parse(q)
		if err != nil {
			t.Fatal(err)
		}
		f := world.Filter{Q: asked, Limit: 20}
		want := rowIDs(t, s, f)
		if got := rowIDs(t, walking, f); !reflect.DeepEqual(got, want) || len(want) == 0 {
			t.Errorf("%s: %v walked, %v looked up", q, got, want)
		}
	}
}

func rowIDs(t *testing.T, s *sqlite.Store, f world.Filter) (ids []string) {
	t.Helper()
	for r, err := range s.Rows(t.Context(), world.Naming, f) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, r.ID)
	}
	return ids
}
