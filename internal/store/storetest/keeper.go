package storetest

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"onrecord"
	"onrecord/ling"
	"onrecord/query"
)

func nothing() {}

// keepsVersions finds what was found in every text, and what became of it.
func keepsVersions(t *testing.T, open Opener) {
	s := open(t, "a")
	first := Corpus()[0]
	put(t, s, Corpus()...)
	second := first
	second.Text = strings.Replace(first.Text, "she said the harbour", "she said the stadium", 1) // of as many bytes
	second.Published.Earliest, second.Published.Latest = ling.NewDate(2016, 5, 14), ling.NewDate(2016, 5, 14)
	second.Events = second.Events[1:]
	second.By = "v2"
	put(t, s, second)
	all, err := s.Versions(t.Context(), "early")
	if err != nil || len(all) != 2 {
		t.Fatalf("%d versions, %v", len(all), err)
	}
	for i, want := range []onrecord.Record{first, second} {
		if want.Version = i + 1; !reflect.DeepEqual(all[i], want) {
			t.Errorf("version %d\ngot  %+v\nwant %+v", i+1, all[i], want)
		}
	}
	var changes []string
	for _, c := range onrecord.Compare(&all[0], &all[1]) {
		changes = append(changes, fmt.Sprintf("%s: %s -> %s", c.Type, c.WasID, c.IsID))
	}
	// The statement says stadium now; an event is gone.
	if want := []string{"statement: s1 -> s1", "event: e1 -> "}; !reflect.DeepEqual(changes, want) {
		t.Errorf("changes %q, want %q", changes, want)
	}
	if _, err := s.Versions(t.Context(), "nobody"); onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("of nothing: %v", err)
	}
	decide(t, s, decision(onrecord.Merge, "x:ana-kovac", kovac))
	if r, err := s.AsFound(t.Context(), "early"); err != nil || r.Actors[0].ID != "x:ana-kovac" {
		t.Errorf("as found: %+v, %v", r.Actors, err)
	}
}

// everything is all that a store lists.
func everything(t *testing.T, s onrecord.Store) []string {
	t.Helper()
	out := []string{articles(t, s, onrecord.Filter{}), articles(t, s, ask("harbour")), statements(t, s, onrecord.Filter{}), statements(t, s, ask("speaker:kovac")), statements(t, s, ask("about:x:marenia"))}
	for _, list := range []query.List{query.Events, query.Agreements, query.Memberships} {
		out = append(out, listed(t, s, list, onrecord.Filter{}), fmt.Sprint(counted(t, s, list, onrecord.Filter{})))
	}
	for a, err := range s.Actors(t.Context(), onrecord.ActorFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		d, err := s.Actor(t.Context(), a.ID)
		out = append(out, fmt.Sprintf("%+v %v", d, err))
	}
	counts, err := s.EventCounts(t.Context(), onrecord.Filter{}, onrecord.PerSource)
	return append(out, fmt.Sprint(counts, err))
}

func faultless(t *testing.T, s onrecord.Store, after string) {
	t.Helper()
	for f, err := range s.Inspect(t.Context(), nothing) {
		if err != nil {
			t.Fatal(err)
		}
		t.Errorf("after %s: %+v", after, f)
	}
}

// whole looks after each step whether what is counted is what there is, and
// whether rows that are made anew are those that stood there.
func whole(t *testing.T, open Opener) {
	s := open(t, "a")
	corpus := Corpus()
	two := corpus[0]
	two.ID, two.Published = "second", corpus[1].Published
	later := corpus[0]
	later.Text += " More."
	merge, hide := decision(onrecord.Merge, "x:ana-kovac", kovac), decision(onrecord.Hide, "x:marenia", onrecord.Actor{})
	rename, link := decision(onrecord.Rename, "Q1", onrecord.Actor{Name: "Dr. Kovač"}), decision(onrecord.Link, "x:marenia", other)
	link.Article = "second"
	join := decision(onrecord.Merge, "x:other", onrecord.Actor{ID: "x:marenia", Name: "Marenia"})
	var made []int64
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"articles", func() error { put(t, s, append(corpus, two)...); return nil }},
		{"another version", func() error { put(t, s, later); return nil }},
		{"a merge", func() error { made = append(made, decide(t, s, merge).ID); return nil }},
		{"a rename", func() error { made = append(made, decide(t, s, rename).ID); return nil }},
		{"a link", func() error { made = append(made, decide(t, s, link).ID); return nil }},
		{"a merge of one linked", func() error { made = append(made, decide(t, s, join).ID); return nil }},
		{"an article of those merged", func() error { two.ID = "third"; put(t, s, two); return nil }},
		{"a hiding", func() error { made = append(made, decide(t, s, hide).ID); return nil }},
		{"an article of the hidden", func() error { two.ID = "fourth"; put(t, s, two); return nil }},
		{"a removal", func() error { _, err := s.Remove(t.Context(), "second", "early"); return err }},
		{"the removed again", func() error { two.ID = "second"; put(t, s, two, corpus[0]); return nil }},
		{"taking back the first", func() error { return s.Undo(t.Context(), made[0], true) }},
		{"taking back the rest", func() error {
			for _, id := range made[1:] {
				if err := s.Undo(t.Context(), id, true); err != nil {
					return err
				}
			}
			return nil
		}},
	} {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		faultless(t, s, step.name)
		before := everything(t, s)
		if err := s.Reindex(t.Context(), nothing); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		faultless(t, s, step.name+" and making it anew")
		if after := everything(t, s); !reflect.DeepEqual(after, before) {
			t.Errorf("after %s\nit was  %q\nanew is %q", step.name, before, after)
		}
	}
}

// backedUp copies a store that is written to, and puts the copy back.
func backedUp(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	decide(t, s, decision(onrecord.Merge, "x:ana-kovac", kovac))
	before := everything(t, s)
	var all sync.WaitGroup
	stop := make(chan bool)
	all.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				r := Corpus()[1]
				r.ID = onrecord.ArticleID(fmt.Sprint("more", i))
				if _, err := s.PutRecord(t.Context(), r); err != nil {
					t.Error(err)
					return
				}
			}
		}
	})
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	close(stop)
	all.Wait()
	if err := s.Backup(t.Context(), path); err == nil {
		t.Error("a backup was written over")
	}
	if err := s.Restore(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	faultless(t, s, "restoring")
	var more []onrecord.ArticleID
	ids, err := s.IDs(t.Context(), "more", 1000)
	if err != nil {
		t.Fatal(err)
	}
	more = append(more, ids...)
	if n, err := s.Remove(t.Context(), more...); err != nil || n != len(more) {
		t.Errorf("removed %d of %d, %v", n, len(more), err)
	}
	if after := everything(t, s); !reflect.DeepEqual(after, before) {
		t.Errorf("restored\n%q\nwant\n%q", after, before)
	}
	if err := s.Restore(t.Context(), filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("nothing was restored")
	}
}

func takesStock(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	later := Corpus()[0]
	later.Text, later.By = later.Text+" More.", "v2"
	put(t, s, later)
	decide(t, s, decision(onrecord.Merge, "x:ana-kovac", kovac))
	v, err := s.Inventory(t.Context())
	if err != nil || v.Bytes == 0 || v.Schema == 0 || v.Path == "" {
		t.Fatalf("%+v, %v", v, err)
	}
	v.Bytes, v.Schema, v.Path, v.World = 0, 0, "", nil
	want := onrecord.Inventory{
		Articles: 4, Past: 1, Statements: 5, Events: 4, Agreements: 2, Memberships: 1, Actors: 2, Decisions: 1,
		First: ling.NewDate(2016, 5, 12), Last: ling.NewDate(2016, 6, 30), FoundBy: []onrecord.Tally{{Name: "v1", N: 3}, {Name: "v2", N: 1}},
	}
	if !reflect.DeepEqual(v, want) {
		t.Errorf("%+v\nwant %+v", v, want)
	}
}

// moments tell whether anything was written, by this handle or another.
func moments(t *testing.T, open Opener) {
	s, other := open(t, "m"), open(t, "m")
	tells, ok := s.(interface {
		Moment(ctx context.Context) (string, error)
	})
	if !ok {
		t.Fatal("tells no moments")
	}
	now := func() string {
		t.Helper()
		m, err := tells.Moment(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	before := now()
	for _, change := range []struct {
		what string
		do   func()
	}{
		{"an article was put", func() { put(t, s, Corpus()[0]) }},
		{"another handle put one", func() { put(t, other, Corpus()[1]) }},
		{"something was decided", func() { decide(t, s, decision(onrecord.Merge, "x:ana-kovac", kovac)) }},
		{"a decision was taken back", func() {
			if err := other.Undo(t.Context(), 1, true); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		for range s.Statements(t.Context(), onrecord.Filter{}) {
			continue
		}
		if again := now(); again != before {
			t.Errorf("before %s nothing was written, and the moment was %s and is %s", change.what, before, again)
		}
		change.do()
		if before == now() {
			t.Errorf("%s, and the moment is the same", change.what)
		}
		before = now()
	}
}
