package notify

import (
	"path/filepath"
	"testing"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/store/storetest"
	"onrecord/ling"
	"onrecord/query"
)

// A saved query of actors fires for whom an article is the first to name, in its
// words and once: not for those who were named before it was saved, or again under
// another id, or when the article is read again.
func TestActorsFireWhenTheyAreFirstNamed(t *testing.T) {
	s, w := opened(t, filepath.Join(t.TempDir(), "s.db"))
	put(t, s, storetest.Corpus()[0])
	persons, all, dora := saved(t, w, query.Actors, "type:person"), saved(t, w, query.Actors, ""), saved(t, w, query.Actors, "dora type:person")
	fired := func(q alert.Query) (out []string) {
		t.Helper()
		alerts, err := s.Fired(t.Context(), q.ID, 9)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range alerts {
			out = append(out, a.Fact.Head)
		}
		return out
	}
	if n := look(t, w); n != 0 {
		t.Errorf("%d of those who stood there already: %v", n, fired(all))
	}
	// named is an article that names somebody in its first word.
	named := func(id, word string, a onrecord.Actor) onrecord.Record {
		r := onrecord.Record{Article: onrecord.Article{ID: onrecord.ArticleID(id), Text: word + " was there, and nobody else.", Outlet: "The Hillside Post"}}
		r.Actors = []onrecord.Actor{a}
		r.Mentions = []onrecord.Mention{{ID: "m", Type: ling.PER, Span: ling.Span{End: len(word)}, Actor: a.ID}}
		r.Statements = []onrecord.Statement{}
		return r
	}
	first := named("first", "Lind", onrecord.Actor{ID: "x:dora-lind-1", Name: "Dora Lind", Type: onrecord.Person})
	put(t, s, first, named("body", "Harbour Board", onrecord.Actor{ID: "x:harbour-board", Name: "Harbour Board", Type: onrecord.Organization}))
	if n := look(t, w); n != 4 {
		t.Fatalf("%d alerts: %v, %v, %v", n, fired(persons), fired(all), fired(dora))
	}
	alerts, err := s.Fired(t.Context(), dora.ID, 9)
	if err != nil || len(alerts) != 1 {
		t.Fatalf("%+v, %v", alerts, err)
	}
	f := alerts[0].Fact
	if f.List != "actors" || f.ID != "x:dora-lind-1" || f.Head != "Dora Lind" || f.Words != "Lind" || f.Article != "first" || f.Outlet != "The Hillside Post" || Path(&f) != "/actors/x:dora-lind-1" {
		t.Errorf("told %+v", f)
	}
	if fired := alerts[0].Fired; len(fired) != 2 || fired[0] != (alert.Clause{Clause: "dora", Words: "Dora"}) || fired[1].Clause != "type:person" {
		t.Errorf("because of %+v", fired)
	}
	first.Text += " Not so."
	first.Title = "Read again"
	put(t, s, first, named("second", "Dora Lind", onrecord.Actor{ID: "x:dora-lind-2", Name: "Dora Lind", Type: onrecord.Person}))
	if n := look(t, w); n != 0 {
		t.Errorf("and again %d: %v", n, fired(all))
	}
	if _, err := s.Remove(t.Context(), "second"); err != nil {
		t.Fatal(err)
	}
	put(t, s, named("third", "Bo", onrecord.Actor{ID: "x:bo", Name: "Bo", Type: onrecord.Person}))
	if _, err := s.Remove(t.Context(), "third"); err != nil {
		t.Fatal(err)
	}
	if n := look(t, w); n != 0 {
		t.Errorf("%d of an article that is gone: %v", n, fired(all))
	}
}
