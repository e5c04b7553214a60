package storetest

import (
	"context"
	"reflect"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/query"
)

// AlertStore is a store that keeps records and alerts.
type AlertStore interface {
	onrecord.Store
	alert.Store
}

// RunAlerts is what every alert.Store must do. open opens the store of a name,
// which is empty the first time.
func RunAlerts(t *testing.T, open func(t *testing.T, name string) AlertStore) {
	for _, c := range []struct {
		name string
		test func(*testing.T, func(name string) AlertStore)
	}{
		{"keeps saved queries", keepsQueries},
		{"tells what came", tellsWhatCame},
		{"fires no alert twice", firesOnce},
		{"delivers until it is done", delivers},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, func(name string) AlertStore { return open(t, name) }) })
	}
}

func harbour() alert.Query {
	return alert.Query{User: "ana", Name: "the harbour", List: query.Statements, Q: "harbour", All: true, Webhook: "https://hook.example/x", Secret: "s", Mail: "ana@post.example", Made: noon}
}

func keepsQueries(t *testing.T, open func(string) AlertStore) {
	ctx, s := t.Context(), open("s")
	first, err := s.SaveQuery(ctx, harbour(), nil)
	if err != nil {
		t.Fatal(err)
	}
	plain := alert.Query{User: "ben", Name: " all ", List: query.Disputes, Made: noon}
	second, err := s.SaveQuery(ctx, plain, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := harbour(); first.ID == second.ID || second.Name != "all" || func() bool { want.ID = first.ID; return first != want }() {
		t.Errorf("saved as %+v and %+v", first, second)
	}
	if got, err := s.SavedQueries(ctx); err != nil || !reflect.DeepEqual(got, []alert.Query{first, second}) {
		t.Errorf("%+v, %v", got, err)
	}
	for _, wrong := range []func(*alert.Query){
		func(q *alert.Query) { q.Name = " " },
		func(q *alert.Query) { q.List = "gossip" },
		func(q *alert.Query) { q.Q = "act:lie" },
		func(q *alert.Query) { q.Webhook = "javascript:alert(1)" },
		func(q *alert.Query) { q.Mail = "ana\r\nBcc: eve@evil.example" },
	} {
		q := harbour()
		wrong(&q)
		_, err := s.SaveQuery(ctx, q, nil)
		fails(t, "a wrong query", err, onrecord.Invalid)
	}
	if err := s.DropQuery(ctx, first.ID); err != nil {
		t.Error(err)
	}
	_, err = s.SavedQuery(ctx, first.ID)
	fails(t, "a query that is gone", err, onrecord.NotFound)
	fails(t, "drop it twice", s.DropQuery(ctx, first.ID), onrecord.NotFound)
	_, err = s.Fire(ctx, first.ID, 1, nil)
	fails(t, "fire for it", err, onrecord.NotFound)
	if got, err := s.SavedQuery(ctx, second.ID); err != nil || got != second {
		t.Errorf("%+v, %v", got, err)
	}
}

// arrived are the articles that arrive behind a place, and the last of these.
func arrived(t *testing.T, s AlertStore, behind int64) (out []alert.Arrival, last int64) {
	t.Helper()
	out, err := s.Arrived(t.Context(), behind, 100)
	if err != nil {
		t.Fatal(err)
	}
	last, err = s.LastArrival(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return out, last
}

// An article arrives when it comes, and again only with something that it had
// not, however often and by whatever version it is read again.
func tellsWhatCame(t *testing.T, open func(string) AlertStore) {
	s := open("s")
	all := Corpus()
	put(t, s, all[0])
	put(t, s, all[1])
	came, last := arrived(t, s, 0)
	if len(came) != 2 || came[0].Article != all[0].ID || !came[0].New || came[0].Had != nil || came[1].Article != all[1].ID || came[1].Seq <= came[0].Seq || last != came[1].Seq {
		t.Fatalf("%+v, %d", came, last)
	}
	put(t, s, all[0]) // the same
	again := all[0]
	again.By = "another version"
	put(t, s, again)
	again.Text += "\nMore."
	put(t, s, again) // another text, and nothing more is said
	less := again
	less.Statements, less.Events = less.Statements[:1], nil
	less.Text += "\nLess."
	put(t, s, less)
	if got, now := arrived(t, s, last); len(got) != 0 || now != last {
		t.Errorf("nothing new came, and %+v arrived", got)
	}
	less.Text += "\nMore again."
	less.Statements, less.Events = again.Statements, again.Events
	put(t, s, less)
	got, now := arrived(t, s, last)
	if len(again.Statements) < 2 {
		t.Fatal("the corpus has an article of one statement only")
	}
	if len(got) != 1 || got[0].New || !alert.New(alert.MarksOf(&less), got[0].Had) || alert.New(got[0].Had, alert.MarksOf(&less)) {
		t.Errorf("%+v", got)
	}
	if first, err := s.Arrived(t.Context(), 0, 1); err != nil || len(first) != 1 || first[0].Seq != came[0].Seq {
		t.Errorf("the first alone: %+v, %v", first, err)
	}
	if _, err := s.Remove(t.Context(), less.ID); err != nil {
		t.Fatal(err)
	}
	if got, removed := arrived(t, s, 0); len(got) != 1 || got[0].Article != all[1].ID || removed != now {
		t.Errorf("of an article that is gone: %+v, %d", got, removed)
	}
	put(t, s, less)
	if got, _ := arrived(t, s, now); len(got) != 1 || !got[0].New || got[0].Seq <= now {
		t.Errorf("it came anew: %+v", got)
	}
}

func alertOf(words string, marks ...alert.Mark) alert.Alert {
	return alert.Alert{At: noon, Fact: alert.Fact{List: "statements", Words: words, Row: []byte(`{"a":1}`)}, Fired: []alert.Clause{{Clause: "harbour", Words: "harbours"}}, Marks: marks}
}

// fired fires alerts and gives the words of those that were new.
func fired(t *testing.T, s AlertStore, query, until int64, alerts ...alert.Alert) (words []string) {
	t.Helper()
	got, err := s.Fire(t.Context(), query, until, alerts)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range got {
		if a.ID == 0 || a.Query != query {
			t.Errorf("fired as %+v", a)
		}
		words = append(words, a.Fact.Words)
	}
	return words
}

func firesOnce(t *testing.T, open func(string) AlertStore) {
	ctx, s := context.Background(), open("s")
	put(t, s, Corpus()[0])
	q, err := s.SaveQuery(ctx, harbour(), []alert.Mark{7})
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.SaveQuery(ctx, alert.Query{Name: "other", List: query.Events, Made: noon}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if until, err := s.SeenUntil(ctx, q.ID); err != nil || until != 1 {
		t.Errorf("a new query was told until %d, %v", until, err)
	}
	// 7 was there when the query was saved; 8 is known then, since it stands with 7.
	if got := fired(t, s, q.ID, 5, alertOf("old", 7, 8), alertOf("one", 1, 1<<63), alertOf("two", 2), alertOf("two again", 2)); !reflect.DeepEqual(got, []string{"one", "two"}) {
		t.Errorf("fired %q", got)
	}
	for want, marks := range map[bool][]alert.Mark{true: {9, 1 << 63}, false: {9, 10}} {
		if told, err := s.Told(ctx, q.ID, marks); err != nil || told != want {
			t.Errorf("told of %d: %v, %v", marks, told, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open("s")
	if got := fired(t, s, q.ID, 4, alertOf("grown", 3, 1<<63), alertOf("more", 8), alertOf("of it", 3)); got != nil {
		t.Errorf("fired again after the store was closed: %q", got)
	}
	if until, err := s.SeenUntil(ctx, q.ID); err != nil || until != 5 {
		t.Errorf("told until %d, %v: it never goes back", until, err)
	}
	if got := fired(t, s, other.ID, 9, alertOf("one", 1)); !reflect.DeepEqual(got, []string{"one"}) {
		t.Errorf("another query is told nothing: %q", got)
	}
	got, err := s.Fired(ctx, q.ID, 9)
	if err != nil || len(got) != 2 || got[0].Fact.Words != "two" || got[1].Name != q.Name || !got[1].At.Equal(noon) || !reflect.DeepEqual(got[1].Fired, alertOf("").Fired) || string(got[1].Fact.Row) != `{"a":1}` {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := s.Fired(ctx, 0, 1); err != nil || len(got) != 1 || got[0].Query != other.ID {
		t.Errorf("the newest of all: %+v, %v", got, err)
	}
	if err := s.DropQuery(ctx, q.ID); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Fired(ctx, 0, 9); err != nil || len(got) != 1 {
		t.Errorf("of a query that is gone: %+v, %v", got, err)
	}
}

func delivers(t *testing.T, open func(string) AlertStore) {
	ctx, s := context.Background(), open("s")
	q, err := s.SaveQuery(ctx, harbour(), nil)
	if err != nil {
		t.Fatal(err)
	}
	fired(t, s, q.ID, 1, alertOf("one", 1), alertOf("two", 2))
	due := func(at time.Time) (out []string, all []alert.Delivery) {
		t.Helper()
		all, err := s.Due(ctx, at, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range all {
			out = append(out, d.Alert.Fact.Words+" to "+d.To)
			if d.Query != q || d.Mail != (d.To == q.Mail) || d.Alert.ID == 0 {
				t.Errorf("%+v", d)
			}
		}
		return out, all
	}
	if got, _ := due(noon.Add(-time.Second)); got != nil {
		t.Errorf("due before they fired: %q", got)
	}
	got, all := due(noon)
	if want := []string{"one to https://hook.example/x", "one to ana@post.example", "two to https://hook.example/x", "two to ana@post.example"}; !reflect.DeepEqual(got, want) {
		t.Fatalf("due: %q", got)
	}
	later := noon.Add(time.Minute)
	for i, err := range []error{s.Delivered(ctx, all[0].ID), s.Failed(ctx, all[1].ID, "no answer", later), s.Failed(ctx, all[2].ID, "gone", time.Time{})} {
		if err != nil {
			t.Errorf("delivery %d: %v", i, err)
		}
	}
	if got, _ := due(noon); !reflect.DeepEqual(got, []string{"two to ana@post.example"}) {
		t.Errorf("due still: %q", got)
	}
	if got, all := due(later); !reflect.DeepEqual(got, []string{"two to ana@post.example", "one to ana@post.example"}) || all[1].Tries != 1 {
		t.Errorf("due again: %q", got)
	}
}
