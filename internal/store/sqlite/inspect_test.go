package sqlite_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3/driver"

	"onrecord/internal/store/sqlite"
	"onrecord/internal/store/storetest"
	"onrecord/internal/world"
)

// Whatever is damaged behind a store's back is found by Inspect, with what it
// is; what can be made again of the records is, and the rest is told as lost.
func TestInspectFindsDamage(t *testing.T) {
	types := storetest.Types()
	for _, d := range []struct {
		damage, fault string
		lost          bool
	}{
		{"UPDATE article SET title = 'other' WHERE num = 1", "it is not listed as it should be", false},
		{"UPDATE article SET first = first + 1 WHERE num = 1", "it is not listed as it should be", false},
		{"DELETE FROM article_words_docsize WHERE id = 1", "it is not listed as it should be", false},
		{"DELETE FROM world_given WHERE num = 1", "is not noted as it should be", false},
		{"UPDATE world_given SET facts = x'00' WHERE num = 1", "is not noted as it should be", false},
		{"DELETE FROM world_fact WHERE source > 0", "is not noted as it should be", false},
		{"UPDATE world_key SET key = key || '!'", "keys are not found by what they are", false},
		{"UPDATE world_row SET hash = hash + 1", "rows are not found by what they are", false},
		{"UPDATE world_value SET field = 'other'", "values of rows are not found by what they are", false},
		{"DELETE FROM world_row", "of rows are of nothing that is there", false},
		{"DELETE FROM world_has", "of rows are of nothing that is there", false},
		{"DELETE FROM world_words_data WHERE id > 10", "the file is damaged: fts5:", false},
		{"UPDATE said SET acts = acts + 1", "what its statements do", false},
		{"DELETE FROM part", "who takes part in its", false},
		{"DELETE FROM actor_in", "who is in it", false},
		{"UPDATE wording SET n = n + 1", "counts of wordings are wrong", false},
		{"UPDATE facet SET n = n + 1", "counts of values of claims are wrong", false},
		{"UPDATE actor SET mentions = mentions + 1", "counts of actors' articles", false},
		{"UPDATE body SET record = x'01' WHERE article = 1", "a damaged record", true},
		{"UPDATE article SET head = 'no JSON' WHERE num = 1", "a damaged record", true},
		{"UPDATE article SET text_hash = x'01' WHERE num = 1", "its text is another than was stored", true},
	} {
		path := filepath.Join(t.TempDir(), "s.db")
		s := open(t, path, sqlite.WithWorld(types...))
		if _, err := s.PutRecords(t.Context(), storetest.Corpus()...); err != nil {
			t.Fatal(err)
		}
		settle := func() {
			if err := world.Settle(t.Context(), s, types); err != nil {
				t.Fatalf("%s: %v", d.damage, err)
			}
		}
		settle()
		if f := faultsOf(t, s); f != "" {
			t.Fatalf("before: %s", f)
		}
		db, err := driver.Open("file:" + path)
		if err == nil {
			_, err = db.ExecContext(t.Context(), d.damage)
		}
		if err != nil {
			t.Fatalf("%s: %v", d.damage, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if f := faultsOf(t, s); !strings.Contains(f, d.fault) {
			t.Errorf("%s: %q, want %s", d.damage, f, d.fault)
		}
		if err := s.Reindex(t.Context(), func() {}); err != nil {
			t.Errorf("%s: %v", d.damage, err)
		}
		settle()
		if f := faultsOf(t, s); d.lost != strings.Contains(f, "lost: ") || (f == "") == d.lost {
			t.Errorf("%s, made anew: %q", d.damage, f)
		}
	}
}

// faultsOf are the faults of a store, a line each.
func faultsOf(t *testing.T, s *sqlite.Store) string {
	t.Helper()
	var b strings.Builder
	for f, err := range s.Inspect(t.Context(), func() {}) {
		if err != nil {
			t.Fatal(err)
		}
		if f.Lost {
			b.WriteString("lost: ")
		}
		b.WriteString(f.What + "\n")
	}
	return b.String()
}
