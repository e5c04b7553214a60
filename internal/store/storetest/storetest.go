// Package storetest is what every onrecord.Store must do. A store's own test
// calls Run with a way to open an empty store.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// Opener opens a store for one test. Called twice in one test with the same
// name it opens the same store again.
type Opener func(t *testing.T, name string) onrecord.Store

// Run runs the suite.
func Run(t *testing.T, open Opener) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Opener)
	}{
		{"gives back what was put", givesBack},
		{"keeps it when closed and opened again", survivesReopening},
		{"the same again changes nothing", idempotent},
		{"another text is a new version", newVersion},
		{"has what it has", has},
		{"refuses a record that breaks its invariants", refusesBroken},
		{"an unknown article is not found", notFound},
		{"finds ids by their beginning", listsIDs},
		{"lists articles newest first", listsArticles},
		{"filters articles", filtersArticles},
		{"lists statements by the day", listsStatements},
		{"filters statements", filtersStatements},
		{"limits and stops early", limits},
		{"counts equal the rows", counts},
		{"decisions hold", decisionsHold},
		{"decisions are taken back", decisionsUndone},
		{"lists actors", listsActors},
		{"an ended context stops it", cancelled},
		{"many writers and readers at once", concurrent},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open) })
	}
}

func put(t *testing.T, s onrecord.Store, records ...onrecord.Record) {
	t.Helper()
	for _, r := range records {
		if _, err := s.PutRecord(t.Context(), r); err != nil {
			t.Fatalf("put %s: %v", r.ID, err)
		}
	}
}

func stored(t *testing.T, s onrecord.Store, id onrecord.ArticleID) onrecord.Record {
	t.Helper()
	r, err := s.Record(t.Context(), id)
	if err != nil {
		t.Fatalf("record %s: %v", id, err)
	}
	return r
}

// all drains a list into what key says of every item.
func all[T any](t *testing.T, list iter.Seq2[T, error], key func(T) string) []string {
	t.Helper()
	var out []string
	for item, err := range list {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, key(item))
	}
	return out
}

func articles(t *testing.T, s onrecord.Store, f onrecord.Filter) string {
	return strings.Join(all(t, s.Articles(t.Context(), f), func(a onrecord.Article) string { return string(a.ID) }), " ")
}

func statements(t *testing.T, s onrecord.Store, f onrecord.Filter) string {
	return strings.Join(all(t, s.Statements(t.Context(), f), func(r onrecord.Row) string {
		return string(r.Article.ID) + "/" + string(r.Statement.ID)
	}), " ")
}

func givesBack(t *testing.T, open Opener) {
	s := open(t, "a")
	for _, want := range Corpus() {
		put(t, s, want)
		want.Version = 1
		if got := stored(t, s, want.ID); !reflect.DeepEqual(got, want) {
			t.Errorf("article %s\ngot  %+v\nwant %+v", want.ID, got, want)
		}
	}
}

func survivesReopening(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, "a")
	for _, want := range Corpus() {
		want.Version = 1
		if got := stored(t, s, want.ID); !reflect.DeepEqual(got, want) {
			t.Errorf("article %s\ngot  %+v\nwant %+v", want.ID, got, want)
		}
	}
}

func idempotent(t *testing.T, open Opener) {
	s := open(t, "a")
	r := Corpus()[0]
	for i, want := range []bool{true, false, false} {
		changed, err := s.PutRecord(t.Context(), r)
		if err != nil || changed != want {
			t.Errorf("time %d: changed %v, %v; want %v", i+1, changed, err, want)
		}
	}
	r.Path, r.By = "elsewhere.txt", "v2"
	if changed, err := s.PutRecord(t.Context(), r); err != nil || changed {
		t.Errorf("same finds of another version from elsewhere: changed %v, %v", changed, err)
	}
	if got := stored(t, s, r.ID); got.By != "v2" || got.Version != 1 {
		t.Errorf("stored by %q as version %d, want v2 and 1", got.By, got.Version)
	}
	if n, err := s.CountStatements(t.Context(), onrecord.Filter{}); err != nil || n != len(r.Statements) {
		t.Errorf("%d statements, %v; want %d", n, err, len(r.Statements))
	}
}

func newVersion(t *testing.T, open Opener) {
	s := open(t, "a")
	r := Corpus()[0]
	put(t, s, r)
	fewer := r
	fewer.Statements = r.Statements[:1]
	fewer.By = "v2"
	put(t, s, fewer)
	if got := stored(t, s, r.ID); got.Version != 1 || len(got.Statements) != 1 {
		t.Errorf("same text, other finds: version %d with %d statements, want 1 and 1", got.Version, len(got.Statements))
	}
	longer := r
	longer.Text += "\nCorrected."
	put(t, s, longer)
	if got := stored(t, s, r.ID); got.Version != 2 || got.Text != longer.Text || len(got.Statements) != len(r.Statements) {
		t.Errorf("other text: version %d with %d statements", got.Version, len(got.Statements))
	}
	if got := articles(t, s, onrecord.Filter{Words: []string{"corrected"}}); got != string(r.ID) {
		t.Errorf("the new text's word finds %q", got)
	}
	put(t, s, r)
	if got := articles(t, s, onrecord.Filter{Words: []string{"corrected"}}); got != "" {
		t.Errorf("the old text's word finds %q", got)
	}
}

func has(t *testing.T, open Opener) {
	s := open(t, "a")
	r := Corpus()[0]
	put(t, s, r)
	retitled, moved := r.Article, r.Article
	retitled.Title += "!"
	moved.Path = "elsewhere.txt"
	for _, c := range []struct {
		what string
		a    onrecord.Article
		by   string
		want bool
	}{
		{"itself", r.Article, r.By, true},
		{"itself from another file", moved, r.By, true},
		{"another version", r.Article, "v2", false},
		{"another title", retitled, r.By, false},
		{"another article", Corpus()[1].Article, r.By, false},
	} {
		if got, err := s.Has(t.Context(), c.a, c.by); err != nil || got != c.want {
			t.Errorf("%s: %v, %v; want %v", c.what, got, err, c.want)
		}
	}
}

func refusesBroken(t *testing.T, open Opener) {
	s := open(t, "a")
	good := Corpus()[0]
	put(t, s, good)
	bad := good
	bad.Statements = slices.Clone(good.Statements)
	bad.Statements[0].Content.Spans = []ling.Span{{Start: 5, End: len(bad.Text) + 1}}
	if _, err := s.PutRecord(t.Context(), bad); err == nil {
		t.Error("a span beyond the text was stored")
	}
	if got := stored(t, s, good.ID); len(got.Statements) != len(good.Statements) {
		t.Error("the good record is gone")
	}
}

func notFound(t *testing.T, open Opener) {
	_, err := open(t, "a").Record(t.Context(), "nobody")
	if onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("error %v of kind %d, want NotFound", err, onrecord.KindOf(err))
	}
}

func listsIDs(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	put(t, s, plain("öl%", "", "Oil, the expert said."), plain("öl_", "", "Oil, the expert said."))
	for _, c := range []struct {
		prefix string
		limit  int
		want   string
	}{
		{"", 9, "early late open undated öl% öl_"}, {"", 2, "early late"}, {"l", 9, "late"}, {"late", 9, "late"},
		{"öl", 9, "öl% öl_"}, {"%", 9, ""}, {"later", 9, ""},
	} {
		ids, err := s.IDs(t.Context(), c.prefix, c.limit)
		if got := strings.Trim(fmt.Sprint(ids), "[]"); err != nil || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.prefix, got, err, c.want)
		}
	}
}

func listsArticles(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	if got, want := articles(t, s, onrecord.Filter{}), "late early open undated"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for a, err := range s.Articles(t.Context(), onrecord.Filter{Article: "early"}) {
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
		{onrecord.Filter{Words: []string{"harbour"}}, "late early"},
		{onrecord.Filter{Words: []string{"HARBOUR"}}, "late early"},
		{onrecord.Filter{Words: []string{"harbour", "closed"}}, "early"},
		{onrecord.Filter{Words: []string{"harbour was closed"}}, "early"},
		{onrecord.Filter{Words: []string{"closed harbour"}}, ""},
		{onrecord.Filter{Words: []string{"kovac"}}, "early"},
		{onrecord.Filter{Words: []string{`qu"ote`}}, ""},
		{onrecord.Filter{Words: []string{"OR"}}, ""},
		{onrecord.Filter{Outlet: "lakeside"}, "early"},
		{onrecord.Filter{Outlet: "100%"}, "late"},
		{onrecord.Filter{Outlet: "%"}, "late"},
		{onrecord.Filter{Since: ling.NewDate(2016, 1, 1)}, "late early"},
		{onrecord.Filter{Since: ling.NewDate(2016, 5, 13)}, "late"},
		{onrecord.Filter{Until: ling.NewDate(2016, 5, 12)}, "early"},
		{onrecord.Filter{Since: ling.NewDate(2016, 6, 15), Until: ling.NewDate(2016, 6, 15)}, "late"},
		{onrecord.Filter{Speaker: "kovac"}, "early"},
		{onrecord.Filter{Act: onrecord.Deny}, "late early"},
		{onrecord.Filter{Act: onrecord.Deny, Mode: onrecord.Direct}, ""},
		{onrecord.Filter{Article: "open"}, "open"},
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
	for row, err := range s.Statements(t.Context(), onrecord.Filter{Speaker: "x:ana-kovac"}) {
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
		{onrecord.Filter{Speaker: "x:ana-kovac"}, "early/s1"},
		{onrecord.Filter{Speaker: "x:ana"}, ""},
		{onrecord.Filter{Speaker: "Kovač"}, "early/s1"},
		{onrecord.Filter{Speaker: "she"}, "early/s1"}, // the words of the source
		{onrecord.Filter{Speaker: "harbour"}, ""},
		{onrecord.Filter{About: "harbour"}, "early/s1 late/s1"},
		{onrecord.Filter{About: "x:marenia"}, "early/s2"},
		{onrecord.Filter{About: "marenia"}, "early/s2"}, // a name of whom "its forces" mentions
		{onrecord.Filter{Words: []string{"kovac", "closed"}}, "early/s1"},
		{onrecord.Filter{Words: []string{"marenia"}}, "early/s2"},
		{onrecord.Filter{Act: onrecord.Deny}, "early/s2 late/s1"},
		{onrecord.Filter{Mode: onrecord.Direct}, "undated/s1"},
		{onrecord.Filter{Since: ling.NewDate(2016, 5, 11)}, "early/s1 late/s1"},
		{onrecord.Filter{Until: ling.NewDate(2016, 5, 10)}, "early/s2"},
		{onrecord.Filter{Outlet: "Lakeside", Act: onrecord.Say}, "early/s1"},
		{onrecord.Filter{Article: "late"}, "late/s1"},
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
	for range 100 { // a list that is left must give its connection back
		for range s.Statements(t.Context(), onrecord.Filter{}) {
			break
		}
	}
}

func counts(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	for _, f := range []onrecord.Filter{
		{}, {Act: onrecord.Deny}, {Words: []string{"harbour"}}, {Speaker: "she"}, {Since: ling.NewDate(2016, 5, 11)}, {Outlet: "no such"},
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

func cancelled(t *testing.T, open Opener) {
	s := open(t, "a")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.PutRecord(ctx, Corpus()[0]); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v", err)
	}
	for _, err := range s.Articles(ctx, onrecord.Filter{}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("list: %v", err)
		}
	}
	if got := articles(t, s, onrecord.Filter{}); got != "" {
		t.Errorf("stored all the same: %q", got)
	}
}

func concurrent(t *testing.T, open Opener) {
	s := open(t, "a")
	const writers, each = 4, 10
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for i := range each {
				r := Corpus()[0]
				r.ID = onrecord.ArticleID(fmt.Sprintf("%d-%d", w, i))
				if _, err := s.PutRecord(t.Context(), r); err != nil {
					t.Error(err)
				}
				for row, err := range s.Statements(t.Context(), onrecord.Filter{Article: r.ID}) {
					if err != nil || row.Article.ID != r.ID {
						t.Errorf("row %+v, %v", row, err)
					}
				}
			}
		})
	}
	all.Wait()
	if n, err := s.CountArticles(t.Context(), onrecord.Filter{}); err != nil || n != writers*each {
		t.Errorf("%d articles, %v; want %d", n, err, writers*each)
	}
}
