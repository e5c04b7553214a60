package ask_test

import (
	"context"
	"reflect"
	"testing"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/query"
)

// faceted notes what it was asked to count, and by what.
type faceted struct{ asked []string }

func (f *faceted) FacetCounts(_ context.Context, of query.List, filter onrecord.Filter, by ...onrecord.Facet) (out [][]onrecord.FacetCount, err error) {
	names := ""
	for _, b := range by {
		names += " " + string(b)
		out = append(out, []onrecord.FacetCount{{Value: string(b)}})
	}
	f.asked = append(f.asked, query.Print(filter.Q)+" by"+names)
	return out, err
}

// Facets are counted together where nothing is asked of their fields; of any other
// as if nothing were, what the list asks by itself among it.
func TestFacets(t *testing.T) {
	values := map[string]string{"outlet": "Wire", "since": "2016"}
	value := func(name string) string { return values[name] }
	for _, c := range []struct {
		all  bool
		by   []onrecord.Facet
		want []string
	}{
		{true, []onrecord.Facet{"act", "outlet", onrecord.ByYear, "speaker"}, []string{
			"harbour outlet:Wire since:2016-01-01 by act speaker", "harbour since:2016-01-01 by outlet", "harbour outlet:Wire by year"}},
		{false, []onrecord.Facet{"status", "act"}, []string{
			"harbour outlet:Wire since:2016-01-01 kind:speech status:made by act", "harbour outlet:Wire since:2016-01-01 status:any kind:speech by status"}},
	} {
		var store faceted
		got, err := ask.Facets(t.Context(), &store, query.Statements, ask.Asked{Words: "harbour", Value: value, All: c.all}, c.by...)
		if err != nil || !reflect.DeepEqual(store.asked, c.want) {
			t.Errorf("asked %q\nwant %q, %v", store.asked, c.want, err)
		}
		for i, by := range c.by {
			if len(got) != len(c.by) || got[i][0].Value != string(by) {
				t.Errorf("the counts stand elsewhere: %+v", got)
			}
		}
	}
}
