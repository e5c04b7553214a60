package storetest

import (
	"fmt"
	"strings"
	"testing"

	"onrecord"
	"onrecord/query"
)

// Each value that a list is counted by is of as many rows as are listed where it
// is asked for.
func countsFacets(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	eachFacetIsAsked(t, s, "as put")
	for list, c := range map[query.List][2]string{
		query.Articles:    {"outlet", "100% News 1, The Lakeside Post 1"},
		query.Statements:  {"speaker", "Marenia 1"},
		query.Events:      {"type", "COERCE 2, ASSAULT 1, CONSULT 1"},
		query.Agreements:  {"status", "ended 1, proposed 1, signed 1"},
		query.Memberships: {"year", "2016 1"},
	} {
		if got := facets(t, s, list, onrecord.Filter{Q: only(list)}, onrecord.Facet(c[0])); got != c[1] {
			t.Errorf("%s by %s: %s, want %s", list, c[0], got, c[1])
		}
	}
	if got := facets(t, s, query.Events, onrecord.Filter{Limit: 1}, "type"); got != "COERCE 2" {
		t.Errorf("the first alone: %s", got)
	}
	decide(t, s, decision(onrecord.Merge, "x:ana-kovac", onrecord.Actor{ID: "x:marenia", Name: "Marenia"}))
	eachFacetIsAsked(t, s, "joined")
	changed := Corpus()[0]
	changed.Statements = changed.Statements[1:]
	changed.Statements[0].Parent = ""
	changed.Events, changed.Agreements, changed.Memberships = nil, nil, nil
	put(t, s, changed)
	eachFacetIsAsked(t, s, "of fewer statements")
	if _, err := s.Remove(t.Context(), "early", "open"); err != nil {
		t.Fatal(err)
	}
	eachFacetIsAsked(t, s, "without some")
	faultless(t, s, "after all that")
	_, err := s.FacetCounts(t.Context(), query.Events, onrecord.Filter{}, "speaker")
	fails(t, "count events by speaker", err, onrecord.Invalid)
}

// only is a question of which the counts are known.
func only(list query.List) query.Q {
	if list == query.Statements {
		return of(list, "forces").Q
	}
	return nil
}

// facets are the counts of a list by a facet.
func facets(t *testing.T, s onrecord.Store, list query.List, f onrecord.Filter, by onrecord.Facet) string {
	t.Helper()
	all, err := s.FacetCounts(t.Context(), list, f, by)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range all[0] {
		out = append(out, fmt.Sprint(c.Name, " ", c.Rows))
	}
	return strings.Join(out, ", ")
}

// eachFacetIsAsked asks for each value of each facet.
func eachFacetIsAsked(t *testing.T, s onrecord.Store, how string) {
	t.Helper()
	for _, list := range []query.List{query.Articles, query.Statements, query.Events, query.Agreements, query.Memberships} {
		for _, asked := range []string{"", "since:2016-05", "harbour OR speak OR closed", "outlet:lakeside", "speaker:x:marenia"} {
			q, err := list.Parse(asked)
			if err != nil {
				continue // not of this list
			}
			for _, q := range []query.Q{q, list.Shown(q)} {
				by := onrecord.Facets(list)
				all, err := s.FacetCounts(t.Context(), list, onrecord.Filter{Q: q}, by...)
				if err != nil {
					t.Fatalf("%s: %s %q: %v", how, list, asked, err)
				}
				for i, facet := range by {
					for _, c := range all[i] {
						narrowed := query.All(q, valueOf(t, list, facet, c.Value))
						got := len(rows(t, s, list, onrecord.Filter{Q: narrowed}))
						if facet == onrecord.ByYear {
							got = ofYear(t, s, list, q, c.Value)
						}
						if got != c.Rows {
							t.Errorf("%s: %s %v by %s: %d of %s, want %d", how, list, q, facet, c.Rows, c.Value, got)
						}
					}
				}
			}
		}
	}
}

// valueOf asks for a value of a facet.
func valueOf(t *testing.T, list query.List, facet onrecord.Facet, value string) query.Q {
	t.Helper()
	if facet == onrecord.ByYear {
		return nil
	}
	term, err := list.NewTerm(string(facet), value)
	if err != nil {
		t.Fatalf("%s %s cannot be asked for: %v", list, facet, err)
	}
	return term
}

// ofYear counts what is surely of a year: what may be of it, without what may be
// of another.
func ofYear(t *testing.T, s onrecord.Store, list query.List, q query.Q, year string) int {
	t.Helper()
	within := func(since, until string) query.Q {
		out := q
		for field, day := range map[string]string{"since": since, "until": until} {
			term, err := list.NewTerm(field, day)
			if err != nil {
				t.Fatal(err)
			}
			out = query.All(out, term)
		}
		return out
	}
	outside := map[onrecord.RowID]bool{}
	for _, q := range []query.Q{within("0001", fmt.Sprintf("%04d", number(t, year)-1)), within(fmt.Sprintf("%04d", number(t, year)+1), "9999")} {
		for _, id := range rows(t, s, list, onrecord.Filter{Q: q}) {
			outside[id] = true
		}
	}
	n := 0
	for _, id := range rows(t, s, list, onrecord.Filter{Q: within(year, year)}) {
		if !outside[id] || list == query.Agreements { // of which another status may be of another year
			n++
		}
	}
	return n
}

// number is a year as a number.
func number(t *testing.T, year string) (n int) {
	t.Helper()
	if _, err := fmt.Sscan(year, &n); err != nil {
		t.Fatal(err)
	}
	return n
}
