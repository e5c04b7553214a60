package sqlite_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/store/storetest"
	"onrecord/internal/world"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func() storetest.Opener {
		dirs := map[string]string{}
		return func(t *testing.T, name string) onrecord.Store {
			key := t.Name() + "/" + name
			if dirs[key] == "" {
				dirs[key] = t.TempDir()
			}
			return open(t, filepath.Join(dirs[key], "a?b#c%20.db"))
		}
	}())
}

func TestWorld(t *testing.T) {
	dir := t.TempDir()
	storetest.RunWorld(t, func(t *testing.T, name string, types ...world.Type) storetest.WorldStore {
		sub := filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-"))
		if err := os.MkdirAll(sub, 0o777); err != nil {
			t.Fatal(err)
		}
		return open(t, filepath.Join(sub, name+".db"), sqlite.WithWorld(types...))
	})
}

func open(t *testing.T, path string, options ...sqlite.Option) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, true, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// Whoever comes second to a new store waits for its schema.
func TestOpenedByManyAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			s, err := sqlite.Open(t.Context(), path, true)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			for _, r := range storetest.Corpus() {
				if _, err := s.PutRecord(t.Context(), r); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n, err := open(t, path).CountArticles(t.Context(), onrecord.Filter{}); err != nil || n != len(storetest.Corpus()) {
		t.Errorf("%d articles, %v", n, err)
	}
}

func TestOpenRefusesWhatIsNoStore(t *testing.T) {
	dir := t.TempDir()
	words := filepath.Join(dir, "words.db")
	if err := os.WriteFile(words, []byte(strings.Repeat("This is an article and no store. ", 200)), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, want string
		kind       onrecord.Kind
	}{
		{words, "not an onrecord store", onrecord.Internal},
		{dir, "", onrecord.Internal},
		{filepath.Join(dir, "none", "x.db"), "", onrecord.Internal},
	} {
		s, err := sqlite.Open(t.Context(), c.path, true)
		if err == nil {
			s.Close()
			t.Fatalf("%s was opened", c.path)
		}
		if !strings.Contains(err.Error(), c.want) || onrecord.KindOf(err) != c.kind {
			t.Errorf("%s: %v", c.path, err)
		}
	}
	if _, err := sqlite.Open(t.Context(), filepath.Join(dir, "none.db"), false); onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("no store: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "none.db")); err == nil {
		t.Error("a store was made where none was asked for")
	}
	after, err := os.ReadFile(words)
	if err != nil || !strings.HasPrefix(string(after), "This is") {
		t.Errorf("the refused file was changed: %v", err)
	}
}

// What schema 2 kept of articles that decisions had changed is read by this one.
func TestUndoesWhatSchema2Decided(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s := open(t, path)
	want := storetest.Corpus()[0]
	want.Events, want.Agreements, want.Memberships = nil, nil, nil // of which schema 2 knew nothing
	want.Statements[0].Addressee = want.Statements[1].Source       // schema 2 knew no more than one actor of a part
	if _, err := s.PutRecord(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	d, err := s.Decide(t.Context(), onrecord.Decision{
		Kind: onrecord.Merge, Subject: "x:marenia", Object: onrecord.Actor{ID: "Q1", Name: "Marenia"}, By: "ana", At: time.Now(),
	})
	if err != nil {
		t.Fatal(err)
	}
	sqlite.Exec(t, path, `UPDATE as_found SET actors = json_set(json_remove(actors, '$.parties'), '$.statements',
		json('[["x:ana-kovac","x:marenia","","","x:ana-kovac"],["x:marenia","",""]]'))`)
	if err := s.Undo(t.Context(), d.ID, true); err != nil {
		t.Fatal(err)
	}
	got, err := s.Record(t.Context(), want.ID)
	if err != nil || !reflect.DeepEqual(got.Statements, want.Statements) {
		t.Errorf("%+v, %v\nwant %+v", got.Statements, err, want.Statements)
	}
}
