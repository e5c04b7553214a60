package sqlite_test

import (
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"onrecord"
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

// A page of claims in the order of their articles is that part of the whole list,
// whether the claims of an outlet are put in order or those of all are walked.
func TestClaimsByTheirArticlesAreThoseOfTheWholeList(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s := open(t, path)
	for i := range 25 {
		if _, err := s.PutRecord(t.Context(), archive.Record(i)); err != nil {
			t.Fatal(err)
		}
	}
	walking := open(t, path, relational.WalkFrom(1))
	for _, sort := range []onrecord.Sort{onrecord.ByPublished, onrecord.ByPublDown, onrecord.ByOutlet, onrecord.ByOutletDown} {
		for _, q := range []string{"", "act:say", "act:deny"} {
			asked, err := query.Statements.Parse(q)
			if err != nil {
				t.Fatal(err)
			}
			f := onrecord.Filter{Q: asked, Sort: sort}
			whole := statementIDs(t, s, f)
			for _, store := range []*sqlite.Store{s, walking} {
				for at := 0; at < len(whole); at += 9 {
					part := f
					part.Limit, part.Offset = 9, at
					if got := statementIDs(t, store, part); !slices.Equal(got, whole[at:min(at+9, len(whole))]) {
						t.Errorf("%q by %s from %d on: %v of\n%v", q, sort, at, got, whole)
					}
					if part.Offset = 0; at > 0 {
						part.After = whole[at-1]
						if got := statementIDs(t, store, part); !slices.Equal(got, whole[at:min(at+9, len(whole))]) {
							t.Errorf("%q by %s behind %s: %v of\n%v", q, sort, part.After, got, whole)
						}
					}
				}
			}
		}
	}
}

func statementIDs(t *testing.T, s *sqlite.Store, f onrecord.Filter) (ids []onrecord.RowID) {
	t.Helper()
	for r, err := range s.Statements(t.Context(), f) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, r.RowID())
	}
	return ids
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
