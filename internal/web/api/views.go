package api

import (
	"context"
	"iter"
	"net/url"

	"github.com/danielgtaylor/huma/v2"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/query"
)

// viewed is a source of rows that are made together, once for all that is asked
// of them in one request.
func viewed[R any](rows func(ctx context.Context, q query.Q) ([]R, error)) ask.Source[R] {
	var made []R
	var done bool
	all := func(ctx context.Context, q query.Q) (_ []R, err error) {
		if !done {
			made, err = rows(ctx, q)
			done = err == nil
		}
		return made, err
	}
	return counted(func(ctx context.Context, q query.Q) iter.Seq2[R, error] {
		return func(yield func(R, error) bool) {
			rows, err := all(ctx, q)
			if err != nil {
				var none R
				yield(none, err)
				return
			}
			ask.Each(rows)(yield)
		}
	}, func(ctx context.Context, q query.Q) (int, error) {
		rows, err := all(ctx, q)
		return len(rows), err
	})
}

// view is the operation that answers with what is made of a list's newest rows.
func view[In, R any](a *API, of query.List, summary string, made func([]In) []R) Operation {
	return listOf(a, of, summary, nil, func(url.Values) (ask.Source[R], error) {
		return viewed(func(ctx context.Context, q query.Q) ([]R, error) {
			w, err := a.world(ctx)
			if err != nil {
				return nil, err
			}
			rows, _, err := ask.Newest[In](ctx, w, ask.Question{List: of, Q: q})
			return made(rows), err
		}), nil
	})
}

// OverTime are positions by actor and concept.
func (a *API) OverTime() Operation {
	return view(a, query.Positions, "Who took which side on what, and when: made of the newest 5,000 positions that are asked for", ask.StancesOf)
}

// Matrix are actors by concepts.
func (a *API) Matrix() Operation {
	return view(a, query.Positions, "Actors by concepts: how often each took which side; made of the newest 5,000 positions that are asked for", func(all []onrecord.Position) []ask.Stood {
		return ask.MatrixOf(ask.StancesOf(all))
	})
}

// NamingMatrix are wordings by outlet, an actor after the other.
func (a *API) NamingMatrix() Operation {
	return view(a, query.Namings, "How outlets word each actor, side by side: made of the newest 5,000 namings that are asked for", ask.NamedOf)
}

// Places are where things happened and agreements hold.
func (a *API) Places() Operation {
	return listOf(a, query.Incidents, "Where things happened and, where nothing is asked, where agreements hold: made of the newest 5,000 of each", nil, func(url.Values) (ask.Source[export.PlaceRow], error) {
		return viewed(func(ctx context.Context, q query.Q) ([]export.PlaceRow, error) {
			w, err := a.world(ctx)
			if err != nil {
				return nil, err
			}
			all, _, err := w.Places(ctx, q)
			return all, err
		}), nil
	})
}

// Facet is how many rows of a list have each value of a field.
type Facet struct {
	Field  string       `json:"field"`
	Values []FacetValue `json:"values" doc:"The most frequent, at most eight."`
}

// FacetValue is one of the values.
type FacetValue struct {
	Value string `json:"value" doc:"As the field is asked for it."`
	Name  string `json:"name" doc:"As people call it."`
	Rows  int    `json:"rows"`
}

// Facets counts a list.
func (a *API) Facets(of query.List) Operation {
	return listOf(a, of, "How many rows there are of each value of a field, as if nothing were asked of that field", nil, func(v url.Values) (ask.Source[Facet], error) {
		return viewed(func(ctx context.Context, _ query.Q) ([]Facet, error) {
			counts, err := ask.Facets(ctx, a.store, of, ask.Asked{Words: v.Get("q"), Value: v.Get, All: v.Get("all") == "true"}, onrecord.Facets(of)...)
			if err != nil {
				return nil, err
			}
			out := make([]Facet, len(counts))
			for i, facet := range onrecord.Facets(of) {
				out[i] = Facet{string(facet), []FacetValue{}}
				for _, c := range counts[i] {
					out[i].Values = append(out[i].Values, FacetValue{c.Value, c.Name, c.Rows})
				}
			}
			return out, nil
		}), nil
	})
}

type compareInput struct {
	Story   string   `query:"story" required:"true" doc:"A story's id."`
	Outlets []string `query:"outlet,explode" doc:"Two to five of the outlets that report it; where none is named, the first five."`
	Tag     string   `header:"If-None-Match"`
}

// Compare is one story in two to five outlets.
func (a *API) Compare() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "compare-outlets", "One story in two to five outlets: what one has and the other leaves out")
		op.Responses = answers[ask.Comparison](to, "What they have, side by side.")
		register(a, to, at, op, func(ctx context.Context, in *compareInput) (*huma.StreamResponse, error) {
			w, err := a.world(ctx)
			if err != nil {
				return nil, err
			}
			story, err := ask.Row[onrecord.Story](ctx, w, query.Stories, in.Story)
			if err != nil {
				return nil, err
			}
			outlets, err := ask.ComparedOutlets(story, in.Outlets)
			if err != nil {
				return nil, err
			}
			c, err := w.Compare(ctx, a.store, story, outlets)
			if err != nil {
				return nil, err
			}
			return whole(c, in.Tag)
		})
	}
}

// Health is how the store stands.
func (a *API) Health() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "get-health", "How much there is, by which version it was read, and what is yet to be made anew")
		op.Responses = answers[Health](to, "How the store stands.")
		register(a, to, at, op, func(ctx context.Context, in *struct {
			Tag string `header:"If-None-Match"`
		}) (*huma.StreamResponse, error) {
			stock, err := a.store.Inventory(ctx)
			if err != nil {
				return nil, err
			}
			return whole(newHealth(stock), in.Tag)
		})
	}
}

// Health is what a store holds, and how it stands.
type Health struct {
	Bytes    int64          `json:"bytes"`
	Schema   int            `json:"schema" doc:"Of the store."`
	Articles int            `json:"articles"`
	Past     int            `json:"past" doc:"Texts that others took the place of."`
	Claims   map[string]int `json:"claims" doc:"By list."`
	Actors   int            `json:"actors"`
	Decided  int            `json:"decisions"`
	First    string         `json:"first" doc:"The day of the oldest article."`
	Last     string         `json:"last" doc:"The day of the newest."`
	FoundBy  []Found        `json:"found_by" doc:"Articles by the version of the program that read them."`
	Many     []Made         `json:"many" doc:"Rows that come of many articles."`
}

// Found is how many articles a version of the program read.
type Found struct {
	Version  string `json:"version"`
	Articles int    `json:"articles"`
}

// Made is how many rows a list of many articles has.
type Made struct {
	List  string `json:"list"`
	Rows  int    `json:"rows"`
	Dirty int    `json:"dirty" doc:"Keys whose rows are yet to be made anew."`
}

func newHealth(i onrecord.Inventory) Health {
	h := Health{
		Bytes: i.Bytes, Schema: i.Schema, Articles: i.Articles, Past: i.Past, Actors: i.Actors, Decided: i.Decisions, First: i.First.String(), Last: i.Last.String(),
		Claims:  map[string]int{"statements": i.Statements, "events": i.Events, "assertions": i.Agreements, "memberships": i.Memberships},
		FoundBy: []Found{}, Many: []Made{},
	}
	for _, t := range i.FoundBy {
		h.FoundBy = append(h.FoundBy, Found{t.Name, t.N})
	}
	for _, t := range i.World {
		h.Many = append(h.Many, Made{t.Kind, t.Rows, t.Dirty})
	}
	return h
}
