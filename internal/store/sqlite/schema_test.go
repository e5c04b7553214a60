package sqlite_test

import (
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"onrecord"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/store/storetest"
	"onrecord/query"
)

var update = flag.Bool("update", false, "write a sample of the present schema")

// withClaims is the first schema that has claims beside statements.
const withClaims = 7

// Every schema there ever was has a small store in testdata, and every one
// opens, is brought up to date, and holds what was put there.
func TestOpensStoresOfEverySchema(t *testing.T) {
	const latest = sqlite.Schema
	if *update {
		writeSample(t, sample(latest))
	}
	for n := 1; n <= latest; n++ {
		s := open(t, unpack(t, sample(n)))
		for _, want := range storetest.Corpus() {
			got, err := s.Record(t.Context(), want.ID)
			if err != nil || got.Text != want.Text || len(got.Statements) != len(want.Statements) {
				t.Fatalf("schema %d: article %s: %d statements, %v", n, want.ID, len(got.Statements), err)
			}
			if got, want := got.Statements[0], want.Statements[0]; !reflect.DeepEqual(got.Source, want.Source) || !reflect.DeepEqual(got.Via, want.Via) ||
				!reflect.DeepEqual(got.Inserted, want.Inserted) || !reflect.DeepEqual(got.Content, want.Content) || got.Status != want.Status {
				t.Errorf("schema %d: %+v\nwant %+v", n, got, want)
			}
			if n >= withClaims && !(reflect.DeepEqual(got.Events, want.Events) && reflect.DeepEqual(got.Agreements, want.Agreements) && reflect.DeepEqual(got.Memberships, want.Memberships)) {
				t.Errorf("schema %d: %+v\n%+v\n%+v", n, got.Events, got.Agreements, got.Memberships)
			}
		}
		if n, err := s.CountStatements(t.Context(), onrecord.Filter{Q: query.Word("harbour")}); err != nil || n != 2 {
			t.Errorf("%d statements of a harbour, %v; want 2", n, err)
		}
		// An old store is written to like any other.
		again := storetest.Corpus()[0]
		again.Text += " More."
		if changed, err := s.PutRecord(t.Context(), again); err != nil || !changed {
			t.Errorf("schema %d: put: %v, %v", n, changed, err)
		}
	}
}

func sample(schema int) string { return fmt.Sprintf("testdata/schema-%03d.db.gz", schema) }

// unpack unpacks a sample and returns its path.
func unpack(t *testing.T, name string) string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatalf("%v; a new schema needs a sample: go test -update", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "s.db")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if _, err := io.Copy(out, z); err != nil {
		t.Fatal(err)
	}
	return path
}

// writeSample makes a store of the present schema; closing it leaves one file.
func writeSample(t *testing.T, name string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "s.db")
	s, err := sqlite.Open(t.Context(), path, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range storetest.Corpus() {
		if _, err := s.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	z, _ := gzip.NewWriterLevel(f, gzip.BestCompression)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// A store that a newer onrecord has written is not touched.
func TestRefusesANewerSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	open(t, path).Close()
	sqlite.Exec(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
	if s, err := sqlite.Open(t.Context(), path, false); err == nil {
		s.Close()
		t.Error("opened")
	} else {
		t.Log(err)
	}
}

func BenchmarkPutRecord(b *testing.B) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "s.db"), true)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	r := storetest.Corpus()[0]
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		r.ID = onrecord.ArticleID(fmt.Sprint(i))
		if _, err := s.PutRecord(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStatements(b *testing.B) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "s.db"), true)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	r := storetest.Corpus()[0]
	for i := range 500 {
		r.ID = onrecord.ArticleID(fmt.Sprint(i))
		if _, err := s.PutRecord(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range s.Statements(b.Context(), onrecord.Filter{Q: query.Term{Field: "speaker", Value: "kovac"}, Limit: 50}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkEvents lists a first page of events, and counts them all, in a store
// of two thousand articles.
func BenchmarkEvents(b *testing.B) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "s.db"), true)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	r := storetest.Corpus()[0]
	for i := range 2000 {
		r.ID = onrecord.ArticleID(fmt.Sprint(i))
		if _, err := s.PutRecord(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
	shown := query.Events.Shown(nil)
	for name, do := range map[string]func() error{
		"page": func() error {
			for _, err := range s.Events(b.Context(), onrecord.Filter{Q: shown, Limit: 50}) {
				if err != nil {
					return err
				}
			}
			return nil
		},
		"count": func() error { _, err := s.CountEvents(b.Context(), onrecord.Filter{Q: shown}); return err },
		"by name": func() error {
			_, err := s.CountEvents(b.Context(), onrecord.Filter{Q: query.Term{Field: "actor", Value: "kovac"}})
			return err
		},
		"per day": func() error { _, err := s.EventCounts(b.Context(), onrecord.Filter{}, onrecord.PerDay); return err },
		"agreements": func() error {
			for _, err := range s.Agreements(b.Context(), onrecord.Filter{Limit: 50}) {
				if err != nil {
					return err
				}
			}
			return nil
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
