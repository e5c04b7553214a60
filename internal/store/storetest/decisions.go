package storetest

import (
	"reflect"
	"testing"
	"time"

	"onrecord"
	"onrecord/ling"
)

// decision is one that passes Check.
func decision(kind onrecord.DecisionKind, subject onrecord.ActorID, object onrecord.Actor) onrecord.Decision {
	return onrecord.Decision{Kind: kind, Subject: subject, Object: object, By: "ana", At: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Note: "seen on the page"}
}

func decide(t *testing.T, s onrecord.Store, d onrecord.Decision) onrecord.Decision {
	t.Helper()
	d, err := s.Decide(t.Context(), d)
	if err != nil {
		t.Fatalf("decide %+v: %v", d, err)
	}
	return d
}

var (
	kovac = onrecord.Actor{ID: "Q1", Name: "Ana M. Kovač", Type: onrecord.Person, Codes: map[string]string{"iso3": "VAL"}}
	other = onrecord.Actor{ID: "x:other", Name: "Another", Type: onrecord.Person}
)

// decisionsHold stores decisions, and finds them obeyed, kept and listed.
func decisionsHold(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	d := decide(t, s, decision(onrecord.Merge, "x:ana-kovac", kovac))
	check := func(s onrecord.Store) {
		t.Helper()
		r := stored(t, s, "early")
		if r.Actors[0].ID != "Q1" || r.Mentions[0].Actor != "Q1" || r.Statements[0].Source.Actor() != "Q1" || r.Statements[0].Via[1].Actor() != "Q1" {
			t.Errorf("not obeyed: %+v", r.Found)
		}
		if got := statements(t, s, ask(`speaker:Q1`)); got != "early/s1" {
			t.Errorf("statements of Q1: %q", got)
		}
		for _, q := range []string{`speaker:x:ana-kovac`, `speaker:"ana kovac"`, `speaker:"Ana M. Kovač"`} { // whoever they are called, they are found
			if got := statements(t, s, ask(q)); got != "early/s1" {
				t.Errorf("%s: %q", q, got)
			}
		}
		for _, name := range []string{"x:ana-kovac", "Q1", "kovač", "ana m."} {
			if got := all(t, s.Actors(t.Context(), onrecord.ActorFilter{Name: name}), func(a onrecord.ActorView) string { return string(a.ID) }); !reflect.DeepEqual(got, []string{"Q1"}) {
				t.Errorf("actors by the name of %s: %v", name, got)
			}
		}
		if d, err := s.Actor(t.Context(), "x:ana-kovac"); err != nil || d.ID != "Q1" || d.Mentions != 2 || len(d.Wordings) != 1 {
			t.Errorf("%+v, %v", d, err)
		}
		all, err := s.Decisions(t.Context())
		if err != nil || len(all) != 1 || !reflect.DeepEqual(all[0], d) {
			t.Errorf("decisions %+v, %v, want %+v", all, err, d)
		}
	}
	check(s)
	// Another run that finds the same, or reads other words, obeys too.
	again := Corpus()[0]
	put(t, s, again)
	check(s)
	again.Title = "Another title"
	put(t, s, again)
	check(s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	check(open(t, "a"))
}

// decisionsUndone takes decisions back: what is stored is as it was found.
func decisionsUndone(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	want := stored(t, s, "early")
	same := func(after string) {
		t.Helper()
		if got := stored(t, s, "early"); !reflect.DeepEqual(got, want) {
			t.Errorf("after %s\ngot  %+v\nwant %+v", after, got, want)
		}
	}
	d := decide(t, s, decision(onrecord.Merge, "x:ana-kovac", kovac))
	decide(t, s, decision(onrecord.Split, "x:ana-kovac", kovac))
	same("merge and split")
	if err := s.Undo(t.Context(), d.ID+1, true); err != nil {
		t.Fatal(err)
	}
	if r := stored(t, s, "early"); r.Actors[0].ID != "Q1" {
		t.Error("the split was taken back, and the merge does not hold")
	}
	h := decide(t, s, decision(onrecord.Hide, "x:marenia", onrecord.Actor{}))
	if r := stored(t, s, "early"); len(r.Actors) != 1 || r.Statements[1].Source.Actor() != "" {
		t.Errorf("not hidden: %+v", r.Found)
	}
	rename := decide(t, s, decision(onrecord.Rename, "Q1", onrecord.Actor{Name: "Kovač, Ana"}))
	if r := stored(t, s, "early"); r.Actors[0].Name != "Kovač, Ana" {
		t.Errorf("not renamed: %+v", r.Actors)
	}
	link := decision(onrecord.Link, "x:ana-kovac", other)
	link.Article = "early"
	link = decide(t, s, link)
	if r := stored(t, s, "early"); r.Actors[0].ID != "x:other" {
		t.Errorf("not linked: %+v", r.Actors)
	}
	for _, id := range []int64{d.ID, h.ID, rename.ID, link.ID} {
		if err := s.Undo(t.Context(), id, true); err != nil {
			t.Fatal(err)
		}
	}
	same("all was taken back")
	if err := s.Undo(t.Context(), 999, true); onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("undo what is not: %v", err)
	}
	if _, err := s.Decide(t.Context(), onrecord.Decision{Kind: "marry"}); onrecord.KindOf(err) != onrecord.Invalid {
		t.Errorf("a broken decision: %v", err)
	}
}

// listsActors lists actors over articles.
func listsActors(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	ids := func(f onrecord.ActorFilter) (out []string) {
		t.Helper()
		return all(t, s.Actors(t.Context(), f), func(a onrecord.ActorView) string { return string(a.ID) })
	}
	if got := ids(onrecord.ActorFilter{}); !reflect.DeepEqual(got, []string{"x:marenia", "x:ana-kovac"}) { // her words are an attitude, and not made
		t.Errorf("actors %v", got)
	}
	for _, c := range []struct {
		f    onrecord.ActorFilter
		want int
	}{
		{onrecord.ActorFilter{Name: "kovač"}, 1}, {onrecord.ActorFilter{Name: "x:marenia"}, 1}, {onrecord.ActorFilter{Type: onrecord.Country}, 1},
		{onrecord.ActorFilter{Unknown: true}, 2}, {onrecord.ActorFilter{Limit: 1}, 1}, {onrecord.ActorFilter{Name: "%"}, 0},
	} {
		if got := ids(c.f); len(got) != c.want {
			t.Errorf("%+v: %v, want %d", c.f, got, c.want)
		}
	}
	d, err := s.Actor(t.Context(), "x:ana-kovac")
	if err != nil {
		t.Fatal(err)
	}
	day := ling.NewDate(2016, 5, 12)
	want := onrecord.ActorDetail{
		ActorView: onrecord.ActorView{
			Actor:    onrecord.Actor{ID: "x:ana-kovac", Name: "Ana Kovač", Type: onrecord.Person, Role: "Foreign Minister"},
			Articles: 1, Mentions: 2, Statements: 0,
		},
		FirstIn:  "early",
		Wordings: []onrecord.Wording{{Words: "Ana Kovač", Outlet: "The Lakeside Post", Count: 1, Article: "early", At: 17}},
		Roles:    []onrecord.RoleSeen{{Role: "Foreign Minister", First: day, Last: day, Articles: 1}},
	}
	if !reflect.DeepEqual(d, want) {
		t.Errorf("got  %+v\nwant %+v", d, want)
	}
	// Of several articles of the outlet one is named, with its own place.
	text := "The harbour opens on Friday, said the minister, Ana Kovač."
	again := onrecord.Record{
		Article: onrecord.Article{ID: "again", Outlet: "The Lakeside Post", Text: text},
		Found: onrecord.Found{By: "v1", Actors: []onrecord.Actor{{ID: "x:ana-kovac", Name: "Ana Kovač", Type: onrecord.Person}},
			Mentions: []onrecord.Mention{{ID: "m1", Span: find(text, "Ana Kovač"), Type: ling.PER, Actor: "x:ana-kovac"}}},
	}
	put(t, s, again)
	if d, err = s.Actor(t.Context(), "x:ana-kovac"); err != nil {
		t.Fatal(err)
	}
	// Now she is mentioned more often than who says more.
	for _, c := range []struct {
		f     onrecord.ActorFilter
		first onrecord.ActorID
	}{{onrecord.ActorFilter{}, "x:marenia"}, {onrecord.ActorFilter{Unknown: true}, "x:ana-kovac"}, {onrecord.ActorFilter{Among: []onrecord.ActorID{"x:nobody", "x:ana-kovac"}}, "x:ana-kovac"}} {
		if got := ids(c.f); got[0] != string(c.first) || c.f.Among != nil && len(got) != 1 {
			t.Errorf("%+v: %v, want %s first", c.f, got, c.first)
		}
	}
	w := d.Wordings[0]
	r := stored(t, s, w.Article)
	if w.Count != 2 || w.At+len(w.Words) > len(r.Text) || r.Text[w.At:w.At+len(w.Words)] != "Ana Kovač" {
		t.Errorf("wording %+v does not stand there", w)
	}
	// A statement of two is each one's.
	joint := Corpus()[0]
	joint.ID = "joint"
	joint.Statements[1].Source.Actors = []onrecord.ActorID{"x:marenia", "x:ana-kovac"}
	put(t, s, joint)
	if d, err = s.Actor(t.Context(), "x:ana-kovac"); err != nil || d.Statements != 1 {
		t.Errorf("%d statements, %v", d.Statements, err)
	}
	if got := statements(t, s, ask(`speaker:x:ana-kovac act:deny`)); got != "joint/s2" {
		t.Errorf("statements of one of two: %q", got)
	}
	if _, err := s.Actor(t.Context(), "x:nobody"); onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("an unknown actor: %v", err)
	}
}
