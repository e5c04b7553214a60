package site

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/query"
)

// facetList is how many rows have each value of a field.
type facetList struct {
	Name   string
	Values []facetValue
	Among  int    // in how many rows they were counted, 0 for all
	Any    string // the list without what is asked of the field, "" where nothing is
}

// facetValue is one of the values.
type facetValue struct {
	Name, URL string
	Rows      int
	Chosen    bool
}

// patience is how long a page waits for its facets.
const patience = 250 * time.Millisecond

// mostCounted is how many rows are gone over where how many have a value is not
// kept: a sample large enough to choose by, and counted in a few milliseconds.
// Articles are asked for what they say, of each in turn.
const (
	mostCounted  = 5000
	mostArticles = 1000
)

// facets counts what a list of so many rows holds. Each field is counted as if
// nothing were asked of it, so that its other values can be seen and chosen. Where
// that takes long, slow is where they are counted all the same.
func (s *Site) facets(r *http.Request, of query.List, rows int) (out []facetList, slow string, err error) {
	ctx, cancel := r.Context(), context.CancelFunc(func() {})
	all, q := onrecord.Facets(of), asked(r.URL.Query())
	if r.URL.Query().Get("counts") == "" {
		ctx, cancel = context.WithTimeout(ctx, patience)
		if rows > mostCounted {
			if q.Among = mostCounted; of == query.Articles {
				q.Among = mostArticles
			}
		}
	}
	defer cancel()
	out, err = s.countFacets(ctx, of, r.URL, q, all)
	if err != nil && ctx.Err() != nil && r.Context().Err() == nil {
		return nil, with(r.URL, "counts", "1"), nil
	}
	if slices.ContainsFunc(out, func(l facetList) bool { return l.Among > 0 }) {
		slow = with(r.URL, "counts", "1")
	}
	return out, slow, err
}

// asked is what an address asks.
func asked(v url.Values) ask.Asked {
	return ask.Asked{Words: v.Get("q"), Value: v.Get, All: v.Get("all") != ""}
}

// countFacets counts a list by facets.
func (s *Site) countFacets(ctx context.Context, of query.List, u *url.URL, q ask.Asked, all []onrecord.Facet) ([]facetList, error) {
	counts, err := ask.Facets(ctx, s.store, of, q, all...)
	if err != nil {
		return nil, err
	}
	out := make([]facetList, len(counts))
	for i, facet := range all {
		out[i] = facetOf(u, of, facet, counts[i])
	}
	return out, nil
}

// facetOf is a facet as a page shows it.
func facetOf(u *url.URL, of query.List, facet onrecord.Facet, counts []onrecord.FacetCount) facetList {
	v := u.Query()
	field, _ := of.Field(string(facet))
	out := facetList{Name: string(facet)}
	for _, c := range counts {
		out.Among = c.Among
		value := facetValue{Name: c.Name, Rows: c.Rows}
		switch {
		case facet == onrecord.ByYear:
			value.Chosen = v.Get("since") == c.Value && v.Get("until") == c.Value
			value.URL = with(u, "since", c.Value, "until", c.Value)
		case c.Value == field.Default:
			value.Chosen = v.Get(field.Name) == "" && v.Get("all") == ""
			value.URL = with(u, field.Name, "")
		default:
			value.Chosen = v.Get(field.Name) == c.Value
			value.URL = with(u, field.Name, c.Value)
		}
		if value.Chosen {
			value.URL = ""
		}
		out.Values = append(out.Values, value)
	}
	switch {
	case facet == onrecord.ByYear && asked(v).Of(of, facet):
		out.Any = with(u, "since", "", "until", "")
	case v.Get(field.Name) != "" && field.Name != "":
		out.Any = with(u, field.Name, "")
	}
	return out
}
