package process_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/store/archive"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/world"
	"onrecord/query"
)

// To measure a store of so many articles, made up by package archive, with what
// comes of laying them side by side:
//
//	go test ./internal/process -run Scale -v -timeout 5h -archive 100000 -archive-db /tmp/archive.db -archive-world
//
// Articles that the file has already are not put again.
var (
	archived     = flag.Int("archive", 0, "measure a store of so many made-up articles")
	archiveDB    = flag.String("archive-db", "", "the file of that store, which is kept")
	archiveWorld = flag.Bool("archive-world", false, "with the rows that come of many articles")
)

func TestScale(t *testing.T) {
	if *archived == 0 {
		t.Skip("-archive says how many articles")
	}
	path := *archiveDB
	if path == "" {
		path = filepath.Join(t.TempDir(), "archive.db")
	}
	var types []world.Type
	if *archiveWorld {
		types = process.WorldTypes()
	}
	s := openArchive(t, path, types)
	fill(t, s, *archived)
	begin := time.Now()
	if err := world.Settle(t.Context(), s, types); err != nil {
		t.Fatal(err)
	}
	t.Logf("rows of many articles made in %v", time.Since(begin))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	begin = time.Now()
	s = openArchive(t, path, types)
	t.Logf("open: %v", time.Since(begin))
	queries := scaleQueries(s)
	for _, of := range types {
		if !slices.Contains(onrecord.RowTargets[:], onrecord.Target(of.Kind())) {
			continue // of which there is no list
		}
		queries = append(queries, worldQueries(s, of.Kind())...)
	}
	if len(types) > 0 {
		queries = append(queries, lateArticles(s, types, *archived))
	}
	for _, q := range queries {
		var took []time.Duration
		for range 20 {
			if q.before != nil {
				if err := q.before(t.Context()); err != nil {
					t.Fatalf("%s: %v", q.name, err)
				}
			}
			begin := time.Now()
			if err := q.do(t.Context()); err != nil {
				t.Fatalf("%s: %v", q.name, err)
			}
			took = append(took, time.Since(begin))
		}
		slices.Sort(took)
		t.Logf("%-60s median %8v  p95 %8v", q.name, took[10].Round(100*time.Microsecond), took[18].Round(100*time.Microsecond))
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("memory: %d MB from the system", m.Sys>>20)
}

func openArchive(t *testing.T, path string, types []world.Type) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, true, sqlite.WithWorld(types...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// worldQueries are first pages of a list of rows, and their counts.
func worldQueries(s *sqlite.Store, kind world.Kind) (out []scaleQuery) {
	r := archive.Record(1)
	who, word := string(r.Statements[0].Source.Actors[0]), r.Statements[0].Content.Spans[0].In(r.Text)
	for _, q := range []string{"", "actor:" + who, "since:2015-01-01 until:2015-01-31", strings.Fields(word)[0], "outlet:post", `outlet:"` + r.Outlet + `"`} {
		asked, err := kind.List().Parse(q)
		if err != nil {
			continue // no field of this list
		}
		f := world.Filter{Q: kind.List().Shown(asked), Limit: 50}
		out = append(out,
			scaleQuery{name: string(kind) + " " + q, do: func(ctx context.Context) error {
				for _, err := range s.Rows(ctx, kind, f) {
					if err != nil {
						return err
					}
				}
				return nil
			}},
			scaleQuery{name: "count " + string(kind) + " " + q, do: func(ctx context.Context) error { _, err := s.CountRows(ctx, kind, f); return err }})
	}
	return out
}

// lateArticles makes the rows anew of what one article more has keys of.
func lateArticles(s *sqlite.Store, types []world.Type, n int) scaleQuery {
	return scaleQuery{
		name: "the keys of an article more",
		before: func(ctx context.Context) error {
			if err := world.Settle(ctx, s, types); err != nil { // what decisions left to do
				return err
			}
			n++
			_, err := s.PutRecord(ctx, archive.Record(n))
			return err
		},
		do: func(ctx context.Context) error { return world.Settle(ctx, s, types) },
	}
}

// fill puts articles, and tells what a thousand of them cost.
func fill(t *testing.T, s *sqlite.Store, n int) {
	t.Helper()
	had, err := s.CountArticles(t.Context(), onrecord.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	text, begin := 0, time.Now()
	for i := had; i < n; i++ {
		r := archive.Record(i)
		text += len(r.Text)
		if _, err := s.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		if (i+1)%max(1000, n/20) == 0 {
			info, err := os.Stat(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d articles: %.2f ms an article; %.2f bytes a byte of text", i+1, float64(time.Since(begin).Microseconds())/1000/float64(i+1-had), float64(info.Size())/float64(text)*float64(i+1-had)/float64(i+1))
		}
	}
}

type scaleQuery struct {
	name   string
	before func(context.Context) error // which is not measured
	do     func(context.Context) error
}

func scaleQueries(s *sqlite.Store) (out []scaleQuery) {
	add := func(name string, do func(context.Context) error) { out = append(out, scaleQuery{name: name, do: do}) }
	first, second := archive.Record(1).Statements[0].Source.Actors[0], archive.Record(2).Statements[3].Source.Actors[0]
	for _, q := range []string{"", "speaker:" + string(first), "speaker:" + string(first) + " act:deny", "speaker:" + string(second), "act:deny", "since:2015-01-01 until:2015-01-31", "bababa", "outlet:post act:accuse"} {
		asked, err := query.Statements.Parse(q)
		if err != nil {
			panic(err)
		}
		f := onrecord.Filter{Q: query.Statements.Shown(asked), Limit: 50}
		add("statements "+q, func(ctx context.Context) error {
			for _, err := range s.Statements(ctx, f) {
				if err != nil {
					return err
				}
			}
			return nil
		})
		newest := f
		newest.Sort = onrecord.ByDayDown
		add("newest statements "+q, func(ctx context.Context) error {
			for _, err := range s.Statements(ctx, newest) {
				if err != nil {
					return err
				}
			}
			return nil
		})
		add("count statements "+q, func(ctx context.Context) error { _, err := s.CountStatements(ctx, f); return err })
	}
	for _, q := range []string{"", "bababa", "outlet:post", "since:2015-01-01 until:2015-12-31", "speaker:" + string(first) + " act:deny", "act:deny"} {
		asked, err := query.Articles.Parse(q)
		if err != nil {
			panic(err)
		}
		f := onrecord.Filter{Q: query.Articles.Shown(asked), Limit: 50}
		add("articles "+q, func(ctx context.Context) error {
			for _, err := range s.Articles(ctx, f) {
				if err != nil {
					return err
				}
			}
			return nil
		})
		add("count articles "+q, func(ctx context.Context) error { _, err := s.CountArticles(ctx, f); return err })
	}
	for _, f := range []onrecord.ActorFilter{{Limit: 50}, {Name: "bab", Limit: 50}, {Unknown: true, Limit: 50}} {
		add(fmt.Sprintf("actors %+v", f), func(ctx context.Context) error {
			for _, err := range s.Actors(ctx, f) {
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	add("actor "+string(first), func(ctx context.Context) error { _, err := s.Actor(ctx, first); return err })
	add("events", func(ctx context.Context) error {
		for _, err := range s.Events(ctx, onrecord.Filter{Q: query.Events.Shown(nil), Limit: 50}) {
			if err != nil {
				return err
			}
		}
		return nil
	})
	add("newest events", func(ctx context.Context) error {
		for _, err := range s.Events(ctx, onrecord.Filter{Q: query.Events.Shown(nil), Limit: 50, Sort: onrecord.ByDayDown}) {
			if err != nil {
				return err
			}
		}
		return nil
	})
	for _, per := range onrecord.EventKeys {
		add("event counts by "+string(per), func(ctx context.Context) error {
			_, err := s.EventCounts(ctx, onrecord.Filter{Limit: 50}, per)
			return err
		})
	}
	var merged int64
	add("merge", func(ctx context.Context) error {
		d, err := s.Decide(ctx, onrecord.Decision{Kind: onrecord.Merge, Subject: second, Object: onrecord.Actor{ID: first, Name: "One"}, By: "measure", At: time.Unix(1, 0)})
		merged = d.ID
		return err
	})
	add("undo and redo", func(ctx context.Context) error {
		if err := s.Undo(ctx, merged, true); err != nil {
			return err
		}
		return s.Undo(ctx, merged, false)
	})
	add("undo all merges", func(ctx context.Context) error {
		merged--
		return s.Undo(ctx, merged+1, true)
	})
	return out
}
