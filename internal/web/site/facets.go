package site

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"onrecord"
	"onrecord/internal/alert"
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

// without is what a list would have if something were not asked.
type without struct {
	What, URL string
	Count     int
}

// left is a part of what is asked, and what is asked without it.
type left struct{ part, rest query.Q }

// leaving leaves each part of what is asked out in turn.
func leaving(asked query.Q) (out []left) {
	parts, many := asked.(query.And)
	if !many && asked != nil {
		return []left{{asked, nil}}
	}
	for i, part := range parts {
		out = append(out, left{part, query.All(slices.Concat(parts[:i], parts[i+1:])...)})
	}
	return out
}

// without says, for each thing that is asked of a list, how many rows there were
// without it.
func (s *Site) without(r *http.Request, of query.List) ([]without, error) {
	v := r.URL.Query()
	var out []without
	try := func(what string, values ...string) error {
		to := with(r.URL, values...)
		u, err := url.Parse(to)
		if err != nil {
			return err
		}
		q, err := ask.Read(of, u.Query().Get("q"), u.Query().Get, u.Query().Get("all") != "")
		if err != nil {
			return err
		}
		n, err := s.counter(of, q)(r.Context())
		if err == nil && n > 0 {
			out = append(out, without{what, to, n})
		}
		return err
	}
	asked, err := of.Parse(v.Get("q"))
	if err != nil {
		return nil, err
	}
	for _, left := range leaving(asked) {
		if err := try(query.Print(left.part), "q", query.Print(left.rest)); err != nil {
			return nil, err
		}
	}
	for _, field := range of.Fields() {
		if value := v.Get(field.Name); value != "" {
			if err := try(field.Name+" "+value, field.Name, ""); err != nil {
				return nil, err
			}
		}
	}
	if what := unshown[of]; what != "" && v.Get("all") == "" {
		return out, try("leaving out "+leftOut[of], "all", "1")
	}
	return out, nil
}

// leftOut is what lists leave out unless it is asked for.
var leftOut = map[query.List]string{
	query.Articles:   "what was not said",
	query.Statements: "what was not said",
	query.Events:     "what did not happen, or is told as long known",
	query.Incidents:  "what did not happen",
	query.Agreements: "what is only told as long known",
}

// counter counts the rows of a list that a question asks for.
func (s *Site) counter(of query.List, q query.Q) func(context.Context) (int, error) {
	if alert.OfMany(of) {
		return func(ctx context.Context) (int, error) {
			w, err := s.world(ctx)
			if err != nil {
				return 0, err
			}
			return w.Count(ctx, ask.Question{List: of, Q: q})
		}
	}
	count := s.store.CountStatements
	switch of {
	case query.Articles:
		count = s.store.CountArticles
	case query.Events:
		count = s.store.CountEvents
	case query.Agreements:
		count = s.store.CountAgreements
	case query.Memberships:
		count = s.store.CountMemberships
	}
	return func(ctx context.Context) (int, error) { return count(ctx, onrecord.Filter{Q: q}) }
}
