package ask_test

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/world"
	"onrecord/query"
)

// A page has so many rows, and says what is behind them if anything is.
func TestPagesOfASource(t *testing.T) {
	fault := errors.New("no disk")
	source := ask.Source[int]{Rows: func(_ context.Context, _ query.Q, after string, limit int) iter.Seq2[ask.Placed[int], error] {
		return func(yield func(ask.Placed[int], error) bool) {
			from, _ := strconv.Atoi(after)
			for n := from + 1; n <= min(5, from+limit); n++ {
				if !yield(ask.Placed[int]{Row: n * n, Place: strconv.Itoa(n)}, nil) {
					return
				}
			}
			if after == "gone" {
				yield(ask.Placed[int]{}, fault)
			}
		}
	}}
	for _, c := range []struct {
		after, next string
		limit       int
		rows        []int
	}{{"", "2", 2, []int{1, 4}}, {"2", "4", 2, []int{9, 16}}, {"4", "", 2, []int{25}}, {"3", "", 2, []int{16, 25}}, {"5", "", 2, []int{}}} {
		rows, next, err := source.Page(t.Context(), nil, c.after, c.limit)
		if err != nil || !reflect.DeepEqual(rows, c.rows) || next != c.next {
			t.Errorf("after %q: %v, then %q, %v", c.after, rows, next, err)
		}
	}
	if _, _, err := source.Page(t.Context(), nil, "gone", 9); !errors.Is(err, fault) {
		t.Errorf("rows that fail: %v", err)
	}
}

// rowsOf are the rows of a source with their places.
func rowsOf[R any](t *testing.T, s ask.Source[R], q query.Q, after string, limit int) (rows []R, places []string, err error) {
	t.Helper()
	for r, err := range s.Rows(t.Context(), q, after, limit) {
		if err != nil {
			return rows, places, err
		}
		rows, places = append(rows, r.Row), append(places, r.Place)
	}
	return rows, places, nil
}

// Claims are asked of a store behind the row that is named, and counted alike.
func TestClaimsAsASource(t *testing.T) {
	var asked onrecord.Filter
	fault := error(nil)
	list := func(_ context.Context, f onrecord.Filter) iter.Seq2[onrecord.Article, error] {
		return func(yield func(onrecord.Article, error) bool) {
			asked = f
			_ = yield(onrecord.Article{ID: "a", Title: "One"}, nil) && yield(onrecord.Article{ID: "b", Title: "Two"}, fault)
		}
	}
	source := ask.Claims(list, func(_ context.Context, f onrecord.Filter) (int, error) { asked = f; return 7, nil }, func(a onrecord.Article) string { return a.Title })
	rows, places, err := rowsOf(t, source, query.Word("harbour"), "z", 9)
	if want := []string{string(onrecord.Article{ID: "a"}.RowID()), string(onrecord.Article{ID: "b"}.RowID())}; err != nil || !slices.Equal(rows, []string{"One", "Two"}) || !slices.Equal(places, want) {
		t.Errorf("%v at %v, want %v, %v", rows, places, want, err)
	}
	if want := (onrecord.Filter{Q: query.Word("harbour"), After: "z", Limit: 9}); !reflect.DeepEqual(asked, want) {
		t.Errorf("asked %+v", asked)
	}
	if n, err := source.Count(t.Context(), query.Word("mill")); n != 7 || err != nil || asked.Q != query.Word("mill") {
		t.Errorf("%d of %+v, %v", n, asked, err)
	}
	fault = errors.New("no disk")
	if rows, _, err := rowsOf(t, source, nil, "", 0); !errors.Is(err, fault) || len(rows) != 1 {
		t.Errorf("%v, %v", rows, err)
	}
}

// Rows of many articles are those of the world as it stands when they are asked
// for; a damaged one is told by its id.
func TestManyAsASource(t *testing.T) {
	l, fault := some(t), error(nil)
	source := ask.Many[onrecord.Position](func(context.Context) (*ask.World, error) { return ask.Of(l), fault }, query.Positions)
	rows, places, err := rowsOf(t, source, query.Word("harbour"), "p2", 1)
	if err != nil || len(rows) != 1 || !slices.Equal(places, []string{"p1"}) || rows[0].ID == "" || l.asked[world.Positions].Q != query.Word("harbour") {
		t.Errorf("%+v at %v, %v", rows, places, err)
	}
	if n, err := source.Count(t.Context(), nil); n != len(l.rows[world.Positions]) || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if ask.Of(l).Lists() != world.Lists(l) {
		t.Error("the rows as they stand are others")
	}
	l.rows[world.Positions][0].Body = []byte("{")
	if _, _, err := rowsOf(t, source, nil, "", 0); err == nil {
		t.Error("a damaged row is one")
	}
	fault = errors.New("cannot settle")
	if _, _, err := rowsOf(t, source, nil, "", 0); !errors.Is(err, fault) {
		t.Errorf("of a world that is not there: %v", err)
	}
	if _, err := source.Count(t.Context(), nil); !errors.Is(err, fault) {
		t.Errorf("of a world that is not there: %v", err)
	}
}

// counting counts its actors itself, listing only lists them.
type (
	listing  struct{ fault error }
	counting struct{ listing }
)

func (l listing) Actors(context.Context, onrecord.ActorFilter) iter.Seq2[onrecord.ActorView, error] {
	return func(yield func(onrecord.ActorView, error) bool) {
		_ = yield(onrecord.ActorView{}, nil) && yield(onrecord.ActorView{}, l.fault)
	}
}

func (counting) CountActors(_ context.Context, f onrecord.ActorFilter) (int, error) {
	return len(f.Name), nil
}

func TestCountActors(t *testing.T) {
	if n, err := ask.CountActors(t.Context(), listing{}, onrecord.ActorFilter{Name: "ana kovac"}); n != 2 || err != nil {
		t.Errorf("those that are listed: %d, %v", n, err)
	}
	if n, err := ask.CountActors(t.Context(), counting{}, onrecord.ActorFilter{Name: "ana kovac"}); n != 9 || err != nil {
		t.Errorf("as the store counts: %d, %v", n, err)
	}
	fault := errors.New("no disk")
	if _, err := ask.CountActors(t.Context(), listing{fault}, onrecord.ActorFilter{}); !errors.Is(err, fault) {
		t.Errorf("a store that fails: %v", err)
	}
}

// Rows of lists are told from those that only serve them, and each list has its own.
func TestListed(t *testing.T) {
	for _, of := range query.WorldLists {
		if kind := world.KindOf(of); kind.List() != of || !ask.Listed(string(kind)) {
			t.Errorf("%s: kept as %s, which is of %s", of, kind, kind.List())
		}
	}
	for kind, want := range map[string]bool{"agreements": true, "naming": true, "incidents+": false, "homes": false, "": false} {
		if ask.Listed(kind) != want {
			t.Errorf("%q: %v", kind, !want)
		}
	}
}

// An agreement is shown as it was known by a day, a month or a year, to its end.
func TestKnownBy(t *testing.T) {
	told := func(s onrecord.AgreementStatus, day string) onrecord.LedgerStatus {
		return onrecord.LedgerStatus{Status: s, When: onrecord.Period{Value: day, Earliest: day, Latest: day}, Cite: onrecord.Cite{Published: day}}
	}
	a := onrecord.LedgerAgreement{History: []onrecord.LedgerStatus{told(onrecord.Signed, "2016-02-20"), told(onrecord.Violated, "2016-03-01")}}
	for _, c := range []struct {
		day   string
		known int
	}{{"2016-02-19", 0}, {"2016-02", 1}, {"2016-02-29", 1}, {"2016", 2}} {
		at, ok, err := ask.KnownBy(a, c.day)
		if err != nil || ok != (c.known > 0) || ok && len(at.History) != c.known {
			t.Errorf("by %s: %d, %v, %v", c.day, len(at.History), ok, err)
		}
	}
	if _, _, err := ask.KnownBy(a, "soon"); onrecord.KindOf(err) != onrecord.Invalid {
		t.Errorf("what is no day: %v", err)
	}
}
