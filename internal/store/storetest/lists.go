package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/query"
)

func listsArticles(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	if got, want := articles(t, s, onrecord.Filter{}), "late early open undated"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for a, err := range s.Articles(t.Context(), ask(`article:early`)) {
		want := Corpus()[0].Article
		want.Text, want.Blocks, want.Diagnostics, want.Version = "", nil, nil, 1
		if err != nil || !reflect.DeepEqual(a, want) {
			t.Errorf("got %+v, %v\nwant %+v", a, err, want)
		}
	}
}

func filtersArticles(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	for _, c := range []struct {
		f    onrecord.Filter
		want string
	}{
		{ask(`harbour`), "late early"},
		{ask(`HARBOUR`), "late early"},
		{ask(`harbour closed`), "early"},
		{ask(`"harbour was closed"`), "early"},
		{ask(`"closed harbour"`), ""},
		{ask(`harbor`), "late early"}, // as others spell it
		{ask(`"har-bour"`), "late early"},
		{ask(`har*`), "late early"},
		{ask(`fer* OR harb*`), "late early open"},
		{ask(`arb*`), ""},
		{ask(`kovac`), "early"},
		{ask(`"qu\"ote"`), ""},
		{ask(`"OR"`), ""},
		{ask(`outlet:lakeside`), "early"},
		{ask(`outlet:100%`), "late"},
		{ask(`outlet:%`), "late"},
		{ask(`since:2016-01-01`), "late early"},
		{ask(`since:2016-05-13`), "late"},
		{ask(`until:2016-05-12`), "early"},
		{ask(`since:2016-06-15 until:2016-06-15`), "late"},
		{ask(`speaker:kovac`), "early"},
		{ask(`act:deny`), "late early"},
		{ask(`act:deny mode:direct`), ""},
		{ask(`article:open`), "open"},
		{ask(`harbour OR ferry`), "late early open"},
		{ask(`harbour -closed`), "late"},
		{ask(`-harbour`), "open undated"},
		{ask(`-(harbour closed)`), "late open undated"},
		{ask(`-act:deny`), "early open undated"}, // one statement that does not deny
		{ask(`outlet:news OR mode:direct`), "late undated"},
		{ask(`(harbour OR ferry) -outlet:lakeside`), "late open"},
		{ask(`speaker:kovac act:deny`), ""}, // no one statement has both
		{ask(`certainty:likely`), "early"},
		{ask(`kind:any`), "late early open undated"},
	} {
		if got := articles(t, s, c.f); got != c.want {
			t.Errorf("%+v\ngot %q, want %q", c.f, got, c.want)
		}
	}
}

func listsStatements(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	if got, want := statements(t, s, onrecord.Filter{}), "early/s2 early/s1 late/s1 open/s1 undated/s1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	r := Corpus()[0]
	for row, err := range s.Statements(t.Context(), ask(`speaker:x:ana-kovac`)) {
		if want := r.Views()[0]; err != nil || !reflect.DeepEqual(row.Statement, want) {
			t.Errorf("got %+v, %v\nwant %+v", row.Statement, err, want)
		}
		if row.Article.Title != r.Title || row.Article.Text != "" {
			t.Errorf("with article %+v", row.Article)
		}
	}
}

func filtersStatements(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	for _, c := range []struct {
		f    onrecord.Filter
		want string
	}{
		{ask(`speaker:x:ana-kovac`), "early/s1"},
		{ask(`speaker:x:ana`), ""},
		{ask(`speaker:Kovač`), "early/s1"},
		{ask(`speaker:she`), "early/s1"}, // the words of the source
		{ask(`speaker:harbour`), ""},
		{ask(`about:harbour`), "early/s1 late/s1"},
		{ask(`about:x:marenia`), "early/s2"},
		{ask(`about:marenia`), "early/s2"}, // a name of whom "its forces" mentions
		{ask(`kovac closed`), "early/s1"},
		{ask(`marenia`), "early/s2"},
		{ask(`via:kovac`), "early/s1"},
		{ask(`via:minister`), "early/s1"}, // the words of a hop
		{ask(`via:x:ana-kovac`), "early/s1"},
		{ask(`via:x:marenia`), ""},
		{ask(`act:deny -via:kovac`), "early/s2 late/s1"},
		{ask(`act:deny`), "early/s2 late/s1"},
		{ask(`mode:direct`), "undated/s1"},
		{ask(`since:2016-05-11`), "early/s1 late/s1"},
		{ask(`until:2016-05-10`), "early/s2"},
		{ask(`since:2016-06-15 until:2016-06-15`), "late/s1"}, // some day of June
		{ask(`since:2016-05-12 act:deny`), "late/s1"},
		{ask(`since:2016-07-01`), ""},
		{ask(`outlet:Lakeside act:say`), "early/s1"},
		{ask(`article:late`), "late/s1"},
		{ask(`harbour OR ferry`), "early/s1 late/s1 open/s1"},
		{ask(`act:deny -outlet:lakeside`), "late/s1"},
		{ask(`-(act:deny OR mode:direct)`), "early/s1 open/s1"},
		{ask(`(kovac OR marenia) until:2016-05-10`), "early/s2"},
		{ask(`-harbour mode:indirect`), "early/s2 open/s1"},
		{ask(`kind:attitude`), "early/s1"},
		{ask(`kind:speech`), "early/s2 late/s1 open/s1 undated/s1"}, // and what nobody has judged
		{ask(`status:made`), "early/s2 late/s1 open/s1 undated/s1"},
		{ask(`status:"not made"`), "early/s1"},
		{ask(`status:planned`), ""},
		{ask(`kind:any status:any`), "early/s2 early/s1 late/s1 open/s1 undated/s1"},
		{ask(`certainty:certain`), "early/s2"},
	} {
		if got := statements(t, s, c.f); got != c.want {
			t.Errorf("%+v\ngot %q, want %q", c.f, got, c.want)
		}
	}
}

func limits(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	if got, want := articles(t, s, onrecord.Filter{Limit: 2, Offset: 1}), "early open"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := statements(t, s, onrecord.Filter{Offset: 3}), "open/s1 undated/s1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for sort, want := range map[onrecord.Sort]string{
		onrecord.ByDay: "early/s2 early/s1 late/s1 open/s1 undated/s1", onrecord.ByDayDown: "late/s1 early/s1 early/s2 open/s1 undated/s1",
		onrecord.ByPublDown: "late/s1 early/s2 early/s1 open/s1 undated/s1", onrecord.ByPublished: "early/s2 early/s1 late/s1 open/s1 undated/s1",
		onrecord.ByOutlet: "late/s1 early/s2 early/s1 open/s1 undated/s1", onrecord.BySpeaker: "early/s1 early/s2 undated/s1 open/s1 late/s1",
	} {
		if got := statements(t, s, onrecord.Filter{Sort: sort}); got != want {
			t.Errorf("statements by %s: %q, want %q", sort, got, want)
		}
	}
	for _, c := range []struct {
		f    onrecord.Filter
		want string
	}{ // a page of what one actor said, and of some days
		{onrecord.Filter{Q: ask("speaker:x:marenia").Q, Sort: onrecord.ByDayDown, Limit: 1}, "early/s2"},
		{onrecord.Filter{Q: ask("about:x:marenia since:2016-01").Q, Sort: onrecord.ByDayDown, Limit: 5}, "early/s2"},
		{onrecord.Filter{Q: ask("since:2016-05").Q, Limit: 2, Offset: 1}, "early/s1 late/s1"},
		{onrecord.Filter{Q: ask("since:2016-05-11").Q, Sort: onrecord.ByDayDown, Limit: 1}, "late/s1"},
	} {
		if got := statements(t, s, c.f); got != c.want {
			t.Errorf("%+v: %q, want %q", c.f, got, c.want)
		}
		if n, err := s.CountStatements(t.Context(), c.f); err != nil || n < len(strings.Fields(c.want)) {
			t.Errorf("%+v: counted %d, %v", c.f, n, err)
		}
	}
	for sort, want := range map[onrecord.Sort]string{
		"": "late early open undated", onrecord.ByPublished: "early late open undated", onrecord.ByOutlet: "late early open undated", onrecord.ByTitle: "late early open undated",
	} {
		if got := articles(t, s, onrecord.Filter{Sort: sort}); got != want {
			t.Errorf("articles by %s: %q, want %q", sort, got, want)
		}
	}
	for range 100 { // a list that is left must give its connection back
		for range s.Statements(t.Context(), onrecord.Filter{}) {
			break
		}
	}
}

// A list that is read a row at a time, each behind the one before, is the list,
// in whatever order.
func goesOn(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	for _, sort := range []onrecord.Sort{
		"", onrecord.ByDay, onrecord.ByDayDown, onrecord.ByPublished, onrecord.ByPublDown, onrecord.ByOutlet, onrecord.ByOutletDown, onrecord.BySpeaker, onrecord.BySpeakerDown,
		onrecord.ByTitle, onrecord.ByTitleDown,
	} {
		for _, list := range []query.List{query.Articles, query.Statements, query.Events, query.Agreements, query.Memberships} {
			if bySpeaker := sort == onrecord.BySpeaker || sort == onrecord.BySpeakerDown; bySpeaker && list != query.Statements {
				continue
			}
			for _, q := range []onrecord.Filter{{}, of(list, "since:2010"), of(list, "harbour OR speak OR closed")} {
				q.Sort = sort
				whole := rows(t, s, list, q)
				got := []onrecord.RowID{}
				for q.Limit = 1; ; q.After = got[len(got)-1] {
					next := rows(t, s, list, q)
					if len(next) == 0 || len(got) > len(whole) {
						break
					}
					got = append(got, next...)
				}
				if !slices.Equal(got, whole) {
					t.Errorf("%s by %q of %v, a row at a time:\n%v\nwant\n%v", list, sort, q.Q, got, whole)
				}
			}
		}
	}
	for list, after := range map[query.List]onrecord.RowID{query.Statements: "early", query.Articles: "nothing", query.Events: "early#none", query.Memberships: "nothing#b1"} {
		for _, err := range rowIDs(t.Context(), s, list, onrecord.Filter{After: after}) {
			fails(t, fmt.Sprintf("list %s after %q", list, after), err, onrecord.Invalid)
		}
	}
}

// rows are the rows of a list.
func rows(t *testing.T, s onrecord.Store, list query.List, f onrecord.Filter) (out []onrecord.RowID) {
	t.Helper()
	out = []onrecord.RowID{}
	for id, err := range rowIDs(t.Context(), s, list, f) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, id)
	}
	return out
}

// rowIDs are the rows of a list by their ids.
func rowIDs(ctx context.Context, s onrecord.Store, list query.List, f onrecord.Filter) iter.Seq2[onrecord.RowID, error] {
	switch list {
	case query.Articles:
		return mapped(s.Articles(ctx, f), onrecord.Article.RowID)
	case query.Events:
		return mapped(s.Events(ctx, f), onrecord.EventRow.RowID)
	case query.Agreements:
		return mapped(s.Agreements(ctx, f), onrecord.AgreementRow.RowID)
	case query.Memberships:
		return mapped(s.Memberships(ctx, f), onrecord.MembershipRow.RowID)
	}
	return mapped(s.Statements(ctx, f), onrecord.Row.RowID)
}

// mapped maps what a list has.
func mapped[A, B any](list iter.Seq2[A, error], f func(A) B) iter.Seq2[B, error] {
	return func(yield func(B, error) bool) {
		for a, err := range list {
			if !yield(f(a), err) {
				return
			}
		}
	}
}

func counts(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	for _, f := range []onrecord.Filter{
		{}, ask(`act:deny`), ask(`harbour`), ask(`speaker:she`), ask(`since:2016-05-11`), ask(`outlet:"no such"`), ask(`harbour OR -act:deny`),
	} {
		na, err1 := s.CountArticles(t.Context(), f)
		ns, err2 := s.CountStatements(t.Context(), f)
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		if rows := len(strings.Fields(articles(t, s, f))); na != rows {
			t.Errorf("%+v: counts %d articles, lists %d", f, na, rows)
		}
		if rows := len(strings.Fields(statements(t, s, f))); ns != rows {
			t.Errorf("%+v: counts %d statements, lists %d", f, ns, rows)
		}
	}
}
