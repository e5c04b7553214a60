package notify

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

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
		{query.Events, `target:kovac place:marenia type:assault`, "Foreign Minister Ana Kovač spoke. On Thursday she said the harbour was closed. Marenia said on Tuesday it denied that its forces had fired.", []alert.Clause{{Clause: "target:kovac", Words: "the harbour, Ana Kovač"}, {Clause: "place:marenia", Words: "Marenia"}, {Clause: "type:ASSAULT", Words: "fired"}}},
		{query.Agreements, `party:marenia broker:kovac type:ceasefire`, "spoke … was closed", []alert.Clause{{Clause: "party:marenia", Words: "Marenia, its forces"}, {Clause: "broker:kovac", Words: "Ana Kovač"}, {Clause: "type:ceasefire", Words: "the harbour truce"}}},
		{query.Timeline, `act:deny since:2016-05`, "that its forces had fired", []alert.Clause{{Clause: "act:deny", Words: "denied"}, {Clause: "since:2016-05-01", Words: "2016-05-10"}}},
		{query.Timeline, `target:kovac place:marenia type:assault`, "Foreign Minister Ana Kovač spoke. On Thursday she said the harbour was closed. Marenia said on Tuesday it denied that its forces had fired.", []alert.Clause{{Clause: "target:kovac", Words: "the harbour, Ana Kovač"}, {Clause: "place:marenia", Words: "Marenia"}, {Clause: "type:ASSAULT", Words: "fired"}}},
		{query.Timeline, `party:marenia broker:kovac type:ceasefire`, "spoke … was closed", []alert.Clause{{Clause: "party:marenia", Words: "Marenia, its forces"}, {Clause: "broker:kovac", Words: "Ana Kovač"}, {Clause: "type:ceasefire", Words: "the harbour truce"}}},
		{query.Memberships, `member:kovac group:marenia`, "spoke", []alert.Clause{{Clause: "member:kovac", Words: "Ana Kovač"}, {Clause: "group:marenia", Words: "Marenia"}}},
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

// A dispute is known again by two words that cannot both hold, whichever of its
// sides grew since; its id is all there is where a side is not quoted.
func TestDisputeIsKnownByItsWords(t *testing.T) {
	said := func(words ...string) (s onrecord.Side) {
		for _, w := range words {
			s.Cites = append(s.Cites, onrecord.Cite{Article: "a", Text: w})
		}
		return s
	}
	old := opposed(onrecord.Dispute{ID: "1", Kind: onrecord.DisputeDenial, Sides: []onrecord.Side{said("we did"), said("they did not")}})
	for _, c := range []struct {
		name string
		d    onrecord.Dispute
		same bool
	}{
		{"grown, with another id", onrecord.Dispute{ID: "2", Kind: onrecord.DisputeDenial, Sides: []onrecord.Side{said("we did", "so we did"), said("they did not")}}, true},
		{"of another kind", onrecord.Dispute{ID: "1", Kind: onrecord.DisputeFigures, Sides: []onrecord.Side{said("we did"), said("they did not")}}, false},
		{"of one side's words only", onrecord.Dispute{ID: "1", Kind: onrecord.DisputeDenial, Sides: []onrecord.Side{said("we did"), said()}}, false},
	} {
		known := slices.ContainsFunc(opposed(c.d), func(m alert.Mark) bool { return slices.Contains(old, m) })
		if known != c.same || len(opposed(c.d)) == 0 {
			t.Errorf("%s: known is %v", c.name, known)
		}
	}
}

// An incident that grows is known again by any of the words it rests on.
func TestIncidentIsKnownByItsWords(t *testing.T) {
	one, other := onrecord.Cite{Article: "a", Text: "shelled"}, onrecord.Cite{Article: "b", Text: "shelled"}
	old, grown, apart := cited(query.Incidents, []onrecord.Cite{one}), cited(query.Incidents, []onrecord.Cite{other, one}), cited(query.Incidents, []onrecord.Cite{other})
	if len(old) != 1 || !slices.Contains(grown, old[0]) || slices.Contains(apart, old[0]) {
		t.Errorf("marks %v, grown %v, of another article %v", old, grown, apart)
	}
}

// What articles only name of an agreement is no line of a timeline, nor told as one.
func TestAnAgreementOfWhichNothingIsToldIsNoLine(t *testing.T) {
	s, w := opened(t, filepath.Join(t.TempDir(), "s.db"))
	lines, named := saved(t, w, query.Timeline, "party:marenia"), saved(t, w, query.Agreements, "party:marenia")
	r := storetest.Corpus()[0]
	for i := range r.Agreements {
		r.Agreements[i].History = nil
	}
	put(t, s, r)
	look(t, w)
	for q, want := range map[*alert.Query]bool{&lines: false, &named: true} {
		fired, err := s.Fired(t.Context(), q.ID, 9)
		newest, fault := w.Newest(t.Context(), q, 9)
		if err != nil || fault != nil || len(fired) > 0 != want || len(newest) > 0 != want {
			t.Errorf("%s: %d alerts, %d newest, %v, %v", q.List, len(fired), len(newest), err, fault)
		}
	}
}

// What is newest comes first, and no more of it than is asked for.
func TestNewest(t *testing.T) {
	s, w := opened(t, filepath.Join(t.TempDir(), "s.db"))
	all := storetest.Corpus()
	put(t, s, all...)
	got, err := w.Newest(t.Context(), &alert.Query{List: query.Statements}, 1)
	if err != nil || len(got) != 1 || got[0].Article != "late" || got[0].Mark == 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := w.Newest(t.Context(), &alert.Query{List: query.Stories}, 2); err != nil || len(got) != 2 || got[0].List != "stories" {
		t.Errorf("stories: %+v, %v", got, err)
	}
	last, err := w.Kept().LastArrival(t.Context())
	if err != nil || last == 0 {
		t.Fatal(last, err)
	}
	for f, err := range w.News(t.Context(), query.Statements, query.Word("harbour"), []alert.Arrival{{Seq: last, Article: "early", New: true}}) {
		if err != nil {
			t.Fatal(err)
		}
		if why, err := w.Why(t.Context(), query.Statements, query.Word("harbour"), &f); err != nil || len(why) != 1 || why[0].Words != "harbour" || f.Seq != last {
			t.Errorf("%+v by %+v, %v", f, why, err)
		}
	}
}

// A program that keeps looking fires what comes while it does, says what goes
// wrong without ending, and ends when it is told.
func TestKeepLooking(t *testing.T) {
	s, w := opened(t, filepath.Join(t.TempDir(), "s.db"))
	q := saved(t, w, query.Articles, "")
	ctx, end := context.WithCancel(t.Context())
	ended, failed := make(chan struct{}), make(chan error, 1)
	go func() {
		defer close(ended)
		w.Keep(ctx, time.Millisecond, func(err error) {
			select {
			case failed <- err:
			default:
			}
		})
	}()
	put(t, s, storetest.Corpus()[0])
	for until := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		if fired, err := s.Fired(t.Context(), q.ID, 9); err != nil || len(fired) == 1 {
			break
		} else if time.Now().After(until) {
			t.Fatal("nothing fires")
		}
	}
	s.Close()
	select {
	case <-failed:
	case <-time.After(10 * time.Second):
		t.Error("a store that is gone is not told of")
	}
	end()
	<-ended
}
