package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/store/archive"
	"onrecord/internal/store/relational"
	"onrecord/internal/store/sqlite"
	"onrecord/query"
)

// A first page of the newest claims is the beginning of the whole list, whatever
// is asked for and however long the times of claims are.
func TestPagesOfTheNewestBeginTheList(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "s.db"))
	random := rand.New(rand.NewPCG(5, 6))
	for i := range 40 {
		r := archive.Record(i)
		for n := range r.Statements { // of a day, of a month, of a year, of none
			r.Statements[n].SaidOn.Value = []string{r.Statements[n].SaidOn.Value, "2013-05", fmt.Sprint(2010 + random.IntN(10)), ""}[random.IntN(4)]
		}
		for n := range r.Events {
			r.Events[n].When.Value = []string{r.Events[n].When.Value, "2014-02", fmt.Sprint(2010 + random.IntN(10)), ""}[random.IntN(4)]
		}
		if _, err := s.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	const who, other = "Q900000000", "Q900000001" // whom most articles have
	joined := []string{string(archive.Record(1).Events[0].Source[0].Actors[0]), string(archive.Record(3).Events[1].Source[0].Actors[0])}
	if _, err := s.Decide(t.Context(), onrecord.Decision{Kind: onrecord.Merge, Subject: onrecord.ActorID(joined[0]), Object: onrecord.Actor{ID: onrecord.ActorID(joined[1]), Name: "Aa", Type: onrecord.Person}, By: "ana", At: time.Unix(1, 0)}); err != nil {
		t.Fatal(err)
	}
	for _, of := range []query.List{query.Statements, query.Events} {
		for _, q := range []string{"", "since:2012 until:2015-03-01", "since:2012-02-10 -act:deny until:2014-12", "since:2013-05-11 until:2013-05-20", "since:2011-03", "until:2014", "act:deny", "speaker:" + who, "about:" + who + " since:2013", "type:ASSAULT", "source:" + who, "baba",
			"actor:" + who, "actor:" + who + " since:2012 -type:ASSAULT", "source:" + joined[0], "actor:" + joined[1] + " until:2015", "speaker:" + who + " OR about:" + who + " OR speaker:" + other,
			"about:" + who + " -speaker:" + who, "about:" + who + " speaker:" + other + " since:2011"} {
			asked, err := of.Parse(q)
			if err != nil {
				continue // not of this list
			}
			for _, sort := range []onrecord.Sort{onrecord.ByDayDown, onrecord.ByDay} {
				f := onrecord.Filter{Q: asked, Sort: sort}
				whole := claimsIn(t, s, of, f)
				counted(t, s, of, q, f, len(whole))
				countedAmong(t, s, of, q, f, len(whole))
				for _, page := range [][2]int{{1, 0}, {7, 0}, {50, 0}, {10, 20}, {50, len(whole) - 20}, {50, len(whole) + 5}} {
					f.Limit, f.Offset = page[0], max(0, page[1])
					want := whole[min(f.Offset, len(whole)):min(f.Offset+f.Limit, len(whole))]
					if got := claimsIn(t, s, of, f); !slices.Equal(got, want) {
						t.Errorf("%s %q %v:\n%v\nwant\n%v", of, q, page, got, want)
					}
				}
				f.Limit, f.Offset = 9, 0
				for at := 0; at < len(whole); at += 5 { // and so are those behind any row
					f.After = onrecord.RowID(strings.Replace(whole[at], " ", "#", 1))
					if got, want := claimsIn(t, s, of, f), whole[at+1:min(at+10, len(whole))]; !slices.Equal(got, want) {
						t.Errorf("%s %q after %s:\n%v\nwant\n%v", of, q, f.After, got, want)
					}
				}
			}
		}
	}
}

// claimsIn are the claims of a list, by article and id.
func claimsIn(t *testing.T, s onrecord.Store, of query.List, f onrecord.Filter) (out []string) {
	t.Helper()
	if of == query.Events {
		for r, err := range s.Events(t.Context(), f) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, string(r.Article.ID)+" "+string(r.Event.ID))
		}
		return out
	}
	for r, err := range s.Statements(t.Context(), f) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(r.Article.ID)+" "+string(r.Statement.ID))
	}
	return out
}

// A page of counts is a part of all counts, whatever they are counted by.
func TestPagesOfCountsArePartsOfAll(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "s.db"))
	for i := range 30 {
		r := archive.Record(i)
		r.Events[1].When.Value, r.Events[2].When.Value = "2014", ""
		if _, err := s.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	who := archive.Record(1).Statements[0].Source.Actors[0]
	for round := range 2 {
		for _, per := range onrecord.EventKeys {
			for _, q := range []string{"", "type:ASSAULT", "since:2013"} {
				asked, err := query.Events.Parse(q)
				if err != nil {
					t.Fatal(err)
				}
				count := func(limit, offset int) []onrecord.EventCount {
					got, err := s.EventCounts(t.Context(), onrecord.Filter{Q: asked, Limit: limit, Offset: offset}, per)
					if err != nil {
						t.Fatal(err)
					}
					return got
				}
				all := count(0, 0)
				for _, page := range [][2]int{{1, 0}, {5, 3}, {len(all), 0}, {3, max(0, len(all)-2)}, {4, len(all) - 1}, {2, len(all)}, {2, len(all) + 1}} {
					want := all[min(page[1], len(all)):min(page[0]+page[1], len(all))]
					if got := count(page[0], page[1]); !slices.Equal(got, want) {
						t.Errorf("round %d: by %s of %q, page %v:\n%v\nwant\n%v", round, per, q, page, got, want)
					}
				}
			}
		}
		// The second time an actor has another name.
		if _, err := s.Decide(t.Context(), onrecord.Decision{Kind: onrecord.Rename, Subject: who, Object: onrecord.Actor{Name: "Aa"}, By: "ana", At: time.Unix(1, 0)}); err != nil {
			t.Fatal(err)
		}
	}
}

// counted counts claims, and counts them by outlet, which all of these have.
func counted(t *testing.T, s *sqlite.Store, of query.List, q string, f onrecord.Filter, want int) {
	t.Helper()
	f.Sort = ""
	count := s.CountStatements
	if of == query.Events {
		count = s.CountEvents
	}
	if n, err := count(t.Context(), f); err != nil || n != want {
		t.Errorf("%s %q: counted %d, %v; want %d", of, q, n, err, want)
	}
	facets, err := s.FacetCounts(t.Context(), of, f, "outlet", onrecord.ByYear)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range facets[0] {
		n += c.Rows
	}
	if n != want {
		t.Errorf("%s %q: counted %d by outlet; want %d", of, q, n, want)
	}
}

// countedAmong counts claims by facets among a few: where counts are kept all are
// counted, and where they are not so many, which are said to be.
func countedAmong(t *testing.T, s *sqlite.Store, of query.List, q string, f onrecord.Filter, all int) {
	t.Helper()
	f.Among, f.Sort = 7, ""
	by := []onrecord.Facet{"outlet", onrecord.ByYear}
	if of == query.Statements {
		by = append(by, "speaker")
	}
	facets, err := s.FacetCounts(t.Context(), of, f, by...)
	if err != nil {
		t.Fatal(err)
	}
	for i, facet := range facets {
		n := 0
		for _, c := range facet {
			n += c.Rows
			if c.Among != facet[0].Among || c.Among != 0 && c.Among != 7 {
				t.Errorf("%s %q by %s: %+v", of, q, by[i], facet)
			}
		}
		kept := len(facet) > 0 && facet[0].Among == 0
		if !kept && n > 7 || by[i] == "outlet" && kept && n != all || by[i] == "outlet" && !kept && all >= 100 && n != 7 {
			t.Errorf("%s %q by %s: %d of %d rows: %+v", of, q, by[i], n, all, facet)
		}
		asks := strings.Contains(q, "actor:") || strings.Contains(q, "OR") || q == "baba"
		if asks && kept || !asks && by[i] != "speaker" && !strings.Contains(q, ":") && !kept && len(facet) > 0 {
			t.Errorf("%s %q by %s: counts are kept: %v", of, q, by[i], kept)
		}
	}
}

// A page of articles in which somebody speaks is the beginning of all of them,
// whether articles are walked for it or looked up.
func TestPagesOfArticlesBeginTheList(t *testing.T) {
	for _, from := range []int{1, 1000} {
		s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true, relational.WalkFrom(from))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		for i := range 40 {
			if _, err := s.PutRecord(t.Context(), archive.Record(i)); err != nil {
				t.Fatal(err)
			}
		}
		const who, other = "Q900000000", "Q900000001" // whom most articles have
		for _, q := range []string{"speaker:" + who, "about:" + other, "speaker:" + who + " act:deny", "about:" + who + " -speaker:" + who + " since:2012", "speaker:" + who + " OR speaker:" + other, "speaker:" + who + " outlet:The"} {
			asked, err := query.Articles.Parse(q)
			if err != nil {
				t.Fatal(err)
			}
			whole := articlesIn(t, s, onrecord.Filter{Q: query.Articles.Shown(asked)})
			if n, err := s.CountArticles(t.Context(), onrecord.Filter{Q: query.Articles.Shown(asked)}); err != nil || n != len(whole) {
				t.Errorf("%q counts %d articles, %v, and finds %d", q, n, err, len(whole))
			}
			if len(whole) < 2 {
				t.Errorf("%q finds %d articles", q, len(whole))
			}
			for _, page := range [][2]int{{1, 0}, {7, 3}, {50, 0}} {
				got := articlesIn(t, s, onrecord.Filter{Q: query.Articles.Shown(asked), Limit: page[0], Offset: page[1]})
				if want := whole[min(page[1], len(whole)):min(page[1]+page[0], len(whole))]; !slices.Equal(got, want) {
					t.Errorf("%q from %d on, %v:\n%v\nwant\n%v", q, from, page, got, want)
				}
			}
		}
	}
}

func articlesIn(t *testing.T, s *sqlite.Store, f onrecord.Filter) (out []onrecord.ArticleID) {
	t.Helper()
	for a, err := range s.Articles(t.Context(), f) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a.ID)
	}
	return out
}
