package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/store/archive"
	"onrecord/internal/store/sqlite"
	"onrecord/query"
)

// crowded is an article some of whose events have several sources, two of one
// name among them, or nobody.
func crowded(n int) onrecord.Record {
	r := archive.Record(n)
	for i := range r.Events {
		e := &r.Events[i]
		switch i % 4 {
		case 1:
			e.Source = append(e.Source, e.Target...)
		case 2:
			e.Source = nil
		case 3:
			e.Source, e.Target = append(e.Source, r.Events[0].Source...), nil
		}
	}
	return r
}

// All events are counted by names as they are stored, and by going over them
// where something more is asked: both give the same, and actors have the counts
// that a store has in which all of them are made anew, whatever was stored,
// removed, decided and undone before.
func TestCountsKeptAreCountsMade(t *testing.T) {
	for seed := range uint64(4) {
		s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		random := rand.New(rand.NewPCG(seed, 1))
		var actors []onrecord.Actor
		for i := range 8 {
			r := crowded(i)
			actors = append(actors, r.Actors[:min(4, len(r.Actors))]...)
		}
		decided := int64(0)
		for step := range 40 {
			switch what := random.IntN(6); {
			case what < 2:
				_, err = s.PutRecord(t.Context(), crowded(random.IntN(8)))
			case what == 2 && random.IntN(3) == 0:
				_, err = s.Remove(t.Context(), crowded(random.IntN(8)).ID)
			case what == 3 && decided > 0:
				err = s.Undo(t.Context(), 1+random.Int64N(decided), random.IntN(3) > 0)
			default:
				d := onrecord.Decision{Kind: onrecord.Merge, Subject: actors[random.IntN(len(actors))].ID, Object: actors[random.IntN(len(actors))], By: "t", At: time.Unix(1, 0)}
				switch random.IntN(5) {
				case 0:
					d.Kind, d.Object = onrecord.Hide, onrecord.Actor{}
				case 1:
					d.Kind, d.Object = onrecord.Rename, onrecord.Actor{Name: "Renamed " + fmt.Sprint(random.IntN(3))}
				}
				if d.Subject == d.Object.ID {
					continue
				}
				_, err = s.Decide(t.Context(), d)
				decided++
			}
			if err != nil {
				t.Fatalf("seed %d, step %d: %v", seed, step, err)
			}
			countsAgree(t, s)
			if t.Failed() {
				t.Fatalf("seed %d, step %d", seed, step)
			}
		}
		before := actorCounts(t, s)
		for f, err := range s.Inspect(t.Context(), func() {}) {
			t.Errorf("check: %v, %v", f, err)
		}
		if err := s.Reindex(t.Context(), func() {}); err != nil {
			t.Fatal(err)
		}
		if after := actorCounts(t, s); !slices.Equal(before, after) {
			t.Errorf("seed %d: kept\n%q\nmade anew\n%q", seed, before, after)
		}
		countsAgree(t, s)
	}
}

// countsAgree compares counts by names as they are kept, whole and by the page,
// with those of going over all events.
func countsAgree(t *testing.T, s *sqlite.Store) {
	t.Helper()
	everything := query.Not{Q: query.Word("ofnosuchword")}
	for _, per := range []onrecord.EventKey{onrecord.PerSource, onrecord.PerTarget, onrecord.PerPlace, onrecord.PerMonth, onrecord.PerYear} {
		want, err := s.EventCounts(t.Context(), onrecord.Filter{Q: everything}, per)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.EventCounts(t.Context(), onrecord.Filter{}, per)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("by %s: %v, %v\nwant %v", per, got, err, want)
		}
		if len(want) < 4 {
			continue
		}
		page, err := s.EventCounts(t.Context(), onrecord.Filter{Limit: 2, Offset: 1, Q: query.Events.Shown(nil)}, per)
		if err != nil || !slices.Equal(page, want[1:3]) {
			t.Errorf("a page by %s: %v, %v; want %v", per, page, err, want[1:3])
		}
		last, err := s.EventCounts(t.Context(), onrecord.Filter{Limit: 5, Offset: len(want) - 2}, per)
		if err != nil || !slices.Equal(last, want[len(want)-2:]) {
			t.Errorf("the last page by %s: %v, %v; want %v", per, last, err, want[len(want)-2:])
		}
	}
}

func actorCounts(t *testing.T, s *sqlite.Store) (out []string) {
	t.Helper()
	for a, err := range s.Actors(t.Context(), onrecord.ActorFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		d, err := s.Actor(t.Context(), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprint(a.ID, " ", a.Articles, " ", a.Mentions, " ", a.Statements, " ", d.About))
	}
	slices.Sort(out)
	return out
}
