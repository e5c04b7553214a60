package site

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/ask"
	"onrecord/query"
)

// hidden is what a page would have if something were not asked.
type hidden struct {
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

// tally is how much a page would have of what an address asks for.
type tally func(ctx context.Context, v url.Values) (int, error)

// tallied reads what is asked of a list, and counts.
func tallied(of query.List, count func(ctx context.Context, q query.Q) (int, error)) tally {
	return func(ctx context.Context, v url.Values) (int, error) {
		q, err := ask.Read(of, v.Get("q"), v.Get, v.Get("all") != "")
		if err != nil {
			return 0, err
		}
		return count(ctx, q)
	}
}

// tallyOf counts the rows of a list.
func (s *Site) tallyOf(of query.List) tally {
	return tallied(of, func(ctx context.Context, q query.Q) (int, error) { return s.counter(of, q)(ctx) })
}

// without says, for each thing that is asked of a page of a list, how much there
// were without it. choices are what of the address the page takes beside the
// list's fields.
func without(r *http.Request, of query.List, count tally, choices ...string) ([]hidden, error) {
	v := r.URL.Query()
	var out []hidden
	try := func(what string, values ...string) error {
		to := with(r.URL, values...)
		u, err := url.Parse(to)
		if err != nil {
			return err
		}
		n, err := count(r.Context(), u.Query())
		if err == nil && n > 0 {
			out = append(out, hidden{what, to, n})
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
		choices = append(choices, field.Name)
	}
	for _, name := range choices {
		if value := v.Get(name); value != "" {
			if err := try(name+" "+value, name, ""); err != nil {
				return nil, err
			}
		}
	}
	if what := leftOut[of]; what != "" && v.Get("all") == "" {
		return out, try("leaving out "+what, "all", "1")
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
	query.Timeline:   "what was not said or did not happen",
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
