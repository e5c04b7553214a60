package notify

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/ask"
	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/store/storetest"
	"onrecord/internal/world"
	"onrecord/query"
)

// opened is the store at a path, and a watcher of it.
func opened(t *testing.T, path string, options ...Option) (*sqlite.Store, *Watcher) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, true, sqlite.WithWorld(process.WorldTypes()...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, New(s, func(ctx context.Context) (*ask.World, error) {
		if err := world.Settle(ctx, s, process.WorldTypes()); err != nil {
			return nil, err
		}
		return ask.Of(s), nil
	}, options...)
}

func put(t *testing.T, s onrecord.Store, rs ...onrecord.Record) {
	t.Helper()
	for _, r := range rs {
		if _, err := s.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
}

func saved(t *testing.T, w *Watcher, of query.List, q string) alert.Query {
	t.Helper()
	out, err := w.Save(t.Context(), alert.Query{Name: "about " + q, List: of, Q: q, All: true})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// look is the number of alerts that a look fires.
func look(t *testing.T, w *Watcher) int {
	t.Helper()
	n, err := w.Look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Each alert says which clauses fired on which words.
func TestAlertsSayWhichClauseFiredOnWhichWords(t *testing.T) {
	s, w := opened(t, filepath.Join(t.TempDir(), "s.db"))
	for _, c := range []struct {
		of    query.List
		q     string
		words string
		fired []alert.Clause
	}{
		{query.Statements, `speaker:kovac (rain OR harbor*) -fired`, "the harbour was closed", nil},
		{query.Statements, `speaker:kovac (rain OR harb*) -fired`, "the harbour was closed", []alert.Clause{{Clause: "speaker:kovac", Words: "she"}, {Clause: "harb*", Words: "harbour"}}},
		{query.Statements, `act:deny since:2016-05`, "that its forces had fired", []alert.Clause{{Clause: "act:deny", Words: "denied"}, {Clause: "since:2016-05-01", Words: "2016-05-10"}}},
		{query.Statements, `"harbor was" outlet:lakeside`, "the harbour was closed", nil},
		{query.Statements, `"harbour was" outlet:lakeside`, "the harbour was closed", []alert.Clause{{Clause: `"harbour was"`, Words: "harbour was"}, {Clause: "outlet:lakeside", Words: "The Lakeside Post"}}},
		{query.Statements, `kovač harbour`, "the harbour was closed", []alert.Clause{{Clause: "kovač", Words: "Kovač"}, {Clause: "harbour", Words: "harbour"}}},
		{query.Articles, `thursday`, "Kovač closes the harbour", []alert.Clause{{Clause: "thursday", Words: "Thursday"}}},
	} {
		q := saved(t, w, c.of, c.q)
		put(t, s, storetest.Corpus()[0])
		look(t, w)
		got, err := s.Fired(t.Context(), q.ID, 9)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case len(c.fired) == 0 && len(got) == 0:
		case len(got) != 1 || got[0].Fact.Words != c.words || !reflect.DeepEqual(got[0].Fired, c.fired):
			t.Errorf("%s: %+v", c.q, got)
		case got[0].Fact.Article != "early" || got[0].Fact.Outlet != "The Lakeside Post" || got[0].Fact.Published != "2016-05-12" || !strings.Contains(string(got[0].Fact.Row), `"outlet":"The Lakeside Post"`):
			t.Errorf("%s: of %+v", c.q, got[0].Fact)
		}
		if _, err := s.Remove(t.Context(), "early"); err != nil {
			t.Fatal(err)
		}
	}
}

// What stood there, what is read again and what is only worded anew around it
// fires nothing, nor does anything twice, with another watcher either.
func TestNoFactFiresTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s, w := opened(t, path)
	all := storetest.Corpus()
	put(t, s, all[2])
	statements, articles := saved(t, w, query.Statements, ""), saved(t, w, query.Articles, "")
	if n := look(t, w); n != 0 {
		t.Errorf("%d alerts of what stood there", n)
	}
	put(t, s, all[0], all[1])
	want := len(all[0].Statements) + len(all[1].Statements) + 2
	if n := look(t, w); n != want {
		t.Errorf("%d alerts of two articles, want %d", n, want)
	}
	again := all[0]
	again.By, again.Text = "v9", again.Text+" The end."
	put(t, s, again)
	less := again
	less.Statements, less.Events = less.Statements[:1], nil
	put(t, s, less)
	if n := look(t, w); n != 0 {
		t.Errorf("%d alerts of what was read again", n)
	}
	less.Statements, less.Events, less.By = again.Statements, again.Events, "v10"
	put(t, s, less) // a statement that was gone is there again
	if n := look(t, w); n != 0 {
		t.Errorf("%d alerts of what came back", n)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, w = opened(t, path)
	if n := look(t, w); n != 0 {
		t.Errorf("%d alerts after a restart", n)
	}
	for query, want := range map[int64]int{statements.ID: want - 2, articles.ID: 2} {
		if got, err := s.Fired(t.Context(), query, 100); err != nil || len(got) != want {
			t.Errorf("query %d has %d alerts, %v; want %d", query, len(got), err, want)
		}
	}
}

// Rows that come of many articles change their ids as they grow: a story tells
// of itself once, an agreement of each word on it.
func TestRowsThatGrowFireOnce(t *testing.T) {
	s, w := opened(t, filepath.Join(t.TempDir(), "s.db"))
	all := storetest.Corpus()
	var queries []int64
	for _, of := range query.WorldLists {
		queries = append(queries, saved(t, w, of, "").ID)
	}
	put(t, s, all[1])
	look(t, w)
	count := func() (out []int) {
		t.Helper()
		for _, id := range queries {
			fired, err := s.Fired(t.Context(), id, 1000)
			if err != nil {
				t.Fatal(err)
			}
			for i, a := range fired {
				if slices.ContainsFunc(fired[i+1:], func(b alert.Alert) bool { return reflect.DeepEqual(a.Fact, b.Fact) }) {
					t.Errorf("twice: %+v", a.Fact)
				}
			}
			out = append(out, len(fired))
		}
		return out
	}
	before := count()
	if before[3] == 0 || before[0] == 0 {
		t.Errorf("the agreement and the story of the first article did not fire: %v", before)
	}
	// A copy of an earlier day begins the story, which has its id by it.
	earlier := all[1]
	earlier.ID, earlier.Outlet = "a-copy", "The Other Post"
	put(t, s, earlier)
	look(t, w)
	after := count()
	if after[0] != before[0] {
		t.Errorf("a story fired again as it grew: %v, then %v", before, after)
	}
	if after[3] <= before[3] {
		t.Errorf("another's word on an agreement did not fire: %v, then %v", before, after)
	}
	look(t, w)
	if got := count(); !reflect.DeepEqual(got, after) {
		t.Errorf("a second look fired: %v, then %v", after, got)
	}
}
