package storetest

import (
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/query"
)

// Same compares two stores, row for row: what each gives of records, lists, counts,
// actors and rows of the world tier, which both have of these types.
func Same(t *testing.T, after string, got, want WorldStore, types []world.Type) {
	t.Helper()
	same := func(what string, of func(s WorldStore) []any) {
		t.Helper()
		g, w := of(got), of(want)
		for i := range max(len(g), len(w)) {
			if i >= len(g) || i >= len(w) || !reflect.DeepEqual(g[i], w[i]) {
				t.Errorf("after %s: %s: %d and %d, and from %d on\n%.2000s\nwant\n%.2000s", after, what, len(g), len(w), i, shown(g, i), shown(w, i))
				return
			}
		}
	}
	same("records", func(s WorldStore) (out []any) {
		ids, err := s.IDs(t.Context(), "", 1<<20)
		out = append(out, ids, err)
		for _, id := range ids {
			r, err := s.Record(t.Context(), id)
			out = append(out, r, err)
		}
		return out
	})
	for _, f := range sameFilters {
		same("articles "+f, func(s WorldStore) []any { return given(s.Articles(t.Context(), asked(t, query.Articles, f))) })
		same("statements "+f, func(s WorldStore) []any {
			return given(s.Statements(t.Context(), asked(t, query.Statements, f)))
		})
		same("events "+f, func(s WorldStore) []any { return given(s.Events(t.Context(), asked(t, query.Events, f))) })
		same("agreements "+f, func(s WorldStore) []any {
			return given(s.Agreements(t.Context(), asked(t, query.Agreements, f)))
		})
		same("memberships "+f, func(s WorldStore) []any {
			return given(s.Memberships(t.Context(), asked(t, query.Memberships, f)))
		})
	}
	for _, list := range []query.List{query.Statements, query.Events, query.Agreements} {
		same("facets of "+string(list), func(s WorldStore) []any {
			counts, err := s.FacetCounts(t.Context(), list, onrecord.Filter{Q: list.Shown(nil)}, onrecord.Facets(list)...)
			return []any{counts, err}
		})
	}
	for _, per := range onrecord.EventKeys {
		same("events per "+string(per), func(s WorldStore) []any {
			counts, err := s.EventCounts(t.Context(), onrecord.Filter{}, per)
			return []any{counts, err}
		})
	}
	same("actors", func(s WorldStore) (out []any) {
		for a, err := range s.Actors(t.Context(), onrecord.ActorFilter{}) {
			if err != nil {
				t.Fatal(err)
			}
			d, err := s.Actor(t.Context(), a.ID)
			d.FirstIn = "" // goes by what came first, which is not the same
			out = append(out, d, err)
		}
		return out
	})
	for _, typ := range types {
		same(string(typ.Kind()), func(s WorldStore) (out []any) {
			for r, err := range s.Rows(t.Context(), typ.Kind(), world.Filter{}) {
				if err != nil {
					t.Fatal(err)
				}
				whole, err := s.Row(t.Context(), typ.Kind(), r.ID)
				out = append(out, r, whole, err)
			}
			return out
		})
	}
}

// sameFilters are what lists are asked for.
var sameFilters = []string{"", "since:2012 until:2015-03-01", "harbour OR baba", `"the harbour"`, "harb*", "outlet:post"}

// asked is a filter of a question, of a list newest first.
func asked(t *testing.T, list query.List, q string) onrecord.Filter {
	t.Helper()
	parsed, err := list.Parse(q)
	if err != nil {
		t.Fatal(err)
	}
	f := onrecord.Filter{Q: parsed}
	if list != query.Articles {
		f.Sort = onrecord.ByDayDown
	}
	return f
}

// given are rows, and the errors of each.
func given[R any](rows iter.Seq2[R, error]) (out []any) {
	for r, err := range rows {
		out = append(out, r, err)
	}
	return out
}

// shown is one of what was compared, in words.
func shown(all []any, i int) string {
	if i >= len(all) {
		return "nothing"
	}
	b, err := json.Marshal(all[i])
	if err != nil {
		return fmt.Sprint(all[i])
	}
	return string(b)
}
