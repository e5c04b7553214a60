package sqlite_test

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"

	"onrecord"
	"onrecord/internal/account"
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

func TestAccounts(t *testing.T) {
	storetest.RunAccounts(t, func(t *testing.T) account.Accounts { return open(t, filepath.Join(t.TempDir(), "s.db")) })
}

func TestAlerts(t *testing.T) {
	dir := t.TempDir()
	storetest.RunAlerts(t, func(t *testing.T, name string) storetest.AlertStore {
		return open(t, filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+name+".db"))
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

// What the program makes, others than its owner and group do not read; what is
// there keeps the mode that its owner gave it.
func TestOthersDoNotReadAStore(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have other rights there")
	}
	path := filepath.Join(t.TempDir(), "a?b#c%20+& d.db")
	s := open(t, path)
	put := func(id onrecord.ArticleID) {
		r := storetest.Corpus()[0]
		r.ID = id
		if _, err := s.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	put("a")
	for _, file := range []string{path, path + "-wal"} { // the index of the log has only numbers
		if info, err := os.Stat(file); err != nil || info.Mode().Perm()&0o007 != 0 {
			t.Errorf("%s has mode %v, %v", filepath.Base(file), info.Mode(), err)
		}
	}
	s.Close()
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	put("b")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("opened again it has mode %v, %v", info.Mode(), err)
	}
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

// What older schemas kept of articles that decisions had changed is read: the
// actors as they were found, in the form of schema 2, which knew no more than
// one actor of a part.
func TestUndoesWhatOlderSchemasDecided(t *testing.T) {
	path := unpack(t, sample(6))
	sqlite.Exec(t, path, `UPDATE actor SET id = 'Q1', name = 'Republic of Marenia' WHERE id = 'x:marenia';
		UPDATE mention SET actor = 'Q1' WHERE actor = 'x:marenia';
		UPDATE statement SET parts = replace(parts, 'x:marenia', 'Q1');
		INSERT INTO decision (kind, subject, object, article, by_whom, at, note)
			VALUES ('merge', 'x:marenia', '{"id": "Q1", "name": "Republic of Marenia"}', '', 'ana', '2020-01-02T03:04:05Z', '');
		INSERT INTO as_found SELECT num, '{"actors": [{"id": "x:ana-kovac", "name": "Ana Kovač", "type": "person", "role": "Foreign Minister"},
				{"id": "x:marenia", "name": "Marenia", "type": "country", "codes": {"cameo": "MRN", "iso3": "MRN"}}],
			"mentions": ["x:ana-kovac", "x:ana-kovac", "x:marenia", "x:marenia"],
			"statements": [["x:ana-kovac", "x:marenia", "", "", "x:ana-kovac"], ["x:marenia", "", ""]]}' FROM article WHERE id = 'early'`)
	s := open(t, path)
	if r, err := s.Record(t.Context(), "early"); err != nil || r.Statements[1].Source.Actor() != "Q1" {
		t.Fatalf("%+v, %v", r.Statements, err)
	}
	want := storetest.Corpus()[0]
	want.Statements[0].Addressee = want.Statements[1].Source
	if err := s.Undo(t.Context(), 1, true); err != nil {
		t.Fatal(err)
	}
	got, err := s.Record(t.Context(), want.ID)
	for i := range got.Statements { // of which that schema knew less
		for _, s := range []*onrecord.Statement{&got.Statements[i], &want.Statements[i]} {
			s.Condition, s.Addressee.Spans, s.Kind, s.Trail = nil, nil, "", nil
		}
	}
	if err != nil || !reflect.DeepEqual(got.Statements, want.Statements) || !reflect.DeepEqual(got.Actors, want.Actors) {
		t.Errorf("%+v, %v\nwant %+v", got.Statements, err, want.Statements)
	}
}
