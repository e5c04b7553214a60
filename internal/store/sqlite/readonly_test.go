package sqlite_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/store/storetest"
)

// filled is the path of a store that holds the corpus, closed.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "s.db")
	s := open(t, path)
	for _, r := range storetest.Corpus() {
		if _, err := s.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// A store that is only read is listed like any other, and left as it is.
func TestOpensToReadOnly(t *testing.T) {
	path := filled(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n, err := s.CountStatements(t.Context(), onrecord.Filter{}); err != nil || n == 0 {
		t.Errorf("%d statements, %v", n, err)
	}
	if r, err := s.Record(t.Context(), "early"); err != nil || len(r.Events) == 0 {
		t.Errorf("%d events, %v", len(r.Events), err)
	}
	again := storetest.Corpus()[0]
	again.Text += " More."
	if _, err := s.PutRecord(t.Context(), again); err == nil {
		t.Error("something was put into it")
	}
	if names, _ := filepath.Glob(path + "*"); len(names) != 1 {
		t.Errorf("beside it stand %v", names)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the file was changed, %v", err)
	}
}

// What cannot be read that way says why.
func TestRefusesToReadOnly(t *testing.T) {
	other := filepath.Join(t.TempDir(), "other.db")
	if err := os.WriteFile(other, []byte("words"), 0o666); err != nil {
		t.Fatal(err)
	}
	unclosed := filled(t)
	if err := os.WriteFile(unclosed+"-wal", []byte("log"), 0o666); err != nil {
		t.Fatal(err)
	}
	newer := filled(t)
	sqlite.Exec(t, newer, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
	for path, want := range map[string]string{
		other: "not an onrecord store", unclosed: "its log", newer: "newer", unpack(t, sample(1)): "its schema is 1", filepath.Join(t.TempDir(), "none"): "no such file",
	} {
		s, err := sqlite.OpenReadOnly(t.Context(), path)
		if err == nil {
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}

// In a directory that nobody may write to, a store opens to be read.
func TestOpensWhereNothingCanBeWritten(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write anywhere")
	}
	path := filled(t)
	dir := filepath.Dir(path)
	for _, mode := range []struct{ file, dir os.FileMode }{{0o444, 0o555}, {0o644, 0o555}, {0o444, 0o755}} {
		if err := os.Chmod(path, mode.file); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(dir, mode.dir); err != nil {
			t.Fatal(err)
		}
		s, err := sqlite.Open(t.Context(), path, false)
		if err != nil {
			t.Errorf("%v: %v", mode, err)
			continue
		}
		if n, err := s.CountArticles(t.Context(), onrecord.Filter{}); err != nil || n == 0 {
			t.Errorf("%v: %d articles, %v", mode, n, err)
		}
		s.Close()
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
}
