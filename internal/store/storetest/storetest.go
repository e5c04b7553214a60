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
	"onrecord/query"
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
		{"of two under one id the newer stays", twoUnderOneID},
		{"has what it has", has},
		{"refuses a record that breaks its invariants", refusesBroken},
		{"an unknown article is not found", notFound},
		{"finds ids by their beginning", listsIDs},
		{"lists articles newest first", listsArticles},
		{"filters articles", filtersArticles},
		{"lists statements by the day", listsStatements},
		{"filters statements", filtersStatements},
		{"lists what is claimed beside statements", listsClaims},
		{"filters what is claimed beside statements", filtersClaims},
		{"counts only events that happened", countsEvents},
		{"limits and stops early", limits},
		{"goes on behind a row", goesOn},
		{"counts by facets what is found by them", countsFacets},
		{"counts equal the rows", counts},
		{"decisions hold", decisionsHold},
		{"decisions are taken back", decisionsUndone},
		{"lists actors", listsActors},
		{"claims and articles are corrected", corrected},
		{"statements are coded", coded},
		{"several at once are put as one by one", putTogether},
		{"a clock set back changes no order", clockSetBack},
		{"keeps reference lists", keepsReferences},
		{"keeps every version", keepsVersions},
		{"is whole whatever was done, and the same when made anew", whole},
		{"is backed up and restored while it works", backedUp},
		{"takes stock", takesStock},
		{"tells whether it was written to", moments},
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

// ask is the filter of a query that is known to be right.
func ask(s string) onrecord.Filter {
	q, err := query.Statements.Parse(s)
	if err != nil {
		panic(err)
	}
	return onrecord.Filter{Q: q}
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
	fewer.Statements, fewer.Events = r.Statements[:1], nil
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
	if got := articles(t, s, ask(`corrected`)); got != string(r.ID) {
		t.Errorf("the new text's word finds %q", got)
	}
	r.By = "v3" // which reads it so
	put(t, s, r)
	if got := articles(t, s, ask(`corrected`)); got != "" {
		t.Errorf("the old text's word finds %q", got)
	}
}

// Two articles under one id do not take each other's place for ever.
func twoUnderOneID(t *testing.T, open Opener) {
	copyOf := func(by, words string, published, modified string) onrecord.Record {
		r := Corpus()[0]
		r.By, r.Text, r.Modified = by, r.Text+"\n"+words, modified
		if r.Published = (onrecord.Published{}); published != "" {
			day, err := ling.ParseDate(published)
			if err != nil {
				t.Fatal(err)
			}
			r.Published = onrecord.Published{Value: published, Earliest: day, Latest: day, Basis: onrecord.BasisGiven, Confidence: 1}
		}
		return r
	}
	retitled := copyOf("v1", "first", "2016-05-12", "")
	retitled.Title += "!"
	for _, c := range []struct {
		name  string
		given []onrecord.Record // the first is stored
		want  []bool            // what each of the others changes
		stays string            // a word of what is stored in the end
	}{
		{"of one day", []onrecord.Record{copyOf("v1", "first", "2016-05-12", ""), copyOf("v1", "second", "2016-05-12", ""),
			copyOf("v1", "first", "2016-05-12", ""), copyOf("v1", "second", "2016-05-12", "")}, []bool{true, false, false}, "second"},
		{"without a date", []onrecord.Record{copyOf("v1", "first", "", ""), copyOf("v1", "second", "", ""),
			copyOf("v1", "first", "", ""), copyOf("v1", "second", "", "")}, []bool{true, false, false}, "second"},
		{"of one text", []onrecord.Record{copyOf("v1", "first", "2016-05-12", ""), retitled, copyOf("v1", "first", "2016-05-12", ""), retitled},
			[]bool{true, false, false}, "first"},
		{"an older copy comes later", []onrecord.Record{copyOf("v1", "second", "2016-05-12", ""), copyOf("v1", "first", "2016-05-11", ""),
			copyOf("v1", "second", "2016-05-12", "")}, []bool{false, false}, "second"},
		{"changed later", []onrecord.Record{copyOf("v1", "first", "2016-05-12", ""), copyOf("v1", "second", "2016-05-12", "2016-05-13T10:00:00Z"),
			copyOf("v1", "third", "2016-05-12", "2016-05-12T23:00:00Z")}, []bool{true, false}, "second"},
		{"a newer one comes back", []onrecord.Record{copyOf("v1", "first", "2016-05-12", ""), copyOf("v1", "second", "2016-05-13", ""),
			copyOf("v1", "first", "2016-05-14", "")}, []bool{true, true}, "first"},
		{"another version reads both", []onrecord.Record{copyOf("v1", "first", "2016-05-12", ""), copyOf("v1", "second", "2016-05-12", ""),
			copyOf("v2", "first", "2016-05-12", ""), copyOf("v2", "second", "2016-05-12", ""), copyOf("v2", "first", "2016-05-12", "")},
			[]bool{true, true, true, false}, "second"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, c.name)
			put(t, s, c.given[0])
			for i, want := range c.want {
				r := c.given[i+1]
				changed, err := s.PutRecord(t.Context(), r)
				if err != nil || changed != want {
					t.Errorf("%d: changed %v, %v; want %v", i+1, changed, err, want)
				}
				if has, err := s.Has(t.Context(), r.Article, r.By); err != nil || !has {
					t.Errorf("%d: has %v, %v: it would be read again for nothing", i+1, has, err)
				}
			}
			if got := stored(t, s, "early"); !strings.HasSuffix(got.Text, c.stays) {
				t.Errorf("what stays is %q, want %s", got.Text, c.stays)
			}
		})
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
				for row, err := range s.Statements(t.Context(), onrecord.Filter{Q: query.Term{Field: "article", Value: string(r.ID)}}) {
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
