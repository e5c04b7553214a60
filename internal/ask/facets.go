package ask

import (
	"context"

	"onrecord"
	"onrecord/query"
)

// Asked is a question as a form or an address has it: see Read.
type Asked struct {
	Words string
	Value func(field string) string
	All   bool
	Among int // in how many rows values are counted, where how many there are is not kept; 0 for all
}

// PerFacet is how many values a facet is counted by.
const PerFacet = 8

// Faceted counts lists.
type Faceted interface {
	FacetCounts(ctx context.Context, of query.List, f onrecord.Filter, by ...onrecord.Facet) ([][]onrecord.FacetCount, error)
}

// Facets count a list by some of onrecord.Facets. Each field is counted as if
// nothing were asked of it, so that its other values can be seen and chosen:
// at once those of which nothing is asked.
func Facets(ctx context.Context, store Faceted, of query.List, a Asked, all ...onrecord.Facet) ([][]onrecord.FacetCount, error) {
	out := make([][]onrecord.FacetCount, len(all))
	var together []onrecord.Facet
	for _, facet := range all {
		if !a.Of(of, facet) {
			together = append(together, facet)
		}
	}
	counted, err := a.counted(ctx, store, of, "", together...)
	if err != nil {
		return nil, err
	}
	for i, facet := range all {
		if !a.Of(of, facet) {
			out[i], counted = counted[0], counted[1:]
			continue
		}
		alone, err := a.counted(ctx, store, of, facet, facet)
		if err != nil {
			return nil, err
		}
		out[i] = alone[0]
	}
	return out, nil
}

// Of reports whether something is asked of a facet's field, if only by the list itself.
func (a Asked) Of(of query.List, facet onrecord.Facet) bool {
	if facet == onrecord.ByYear {
		return a.Value("since") != "" || a.Value("until") != ""
	}
	field, _ := of.Field(string(facet))
	return a.Value(field.Name) != "" || field.Default != "" && !a.All
}

// counted counts a list by facets, with nothing asked of one of them.
func (a Asked) counted(ctx context.Context, store Faceted, of query.List, without onrecord.Facet, by ...onrecord.Facet) ([][]onrecord.FacetCount, error) {
	q, err := Read(of, a.Words, func(name string) string {
		switch {
		case without == onrecord.ByYear && (name == "since" || name == "until"):
			return ""
		case name == string(without):
			if field, _ := of.Field(name); field.Default != "" {
				return query.Anything
			}
			return ""
		}
		return a.Value(name)
	}, a.All)
	if err != nil {
		return nil, err
	}
	return store.FacetCounts(ctx, of, onrecord.Filter{Q: q, Limit: PerFacet, Among: a.Among}, by...)
}

// Sorts are the orders of a list of a store by the names of its columns, as
// addresses ask for them; the other direction of each bears a "-".
func Sorts(of query.List) map[string]onrecord.Sort {
	out := map[string]onrecord.Sort{"outlet": onrecord.ByOutlet, "published": onrecord.ByPublished}
	switch of {
	case query.Articles:
		out["title"] = onrecord.ByTitle
	case query.Statements:
		out["said_on"], out["speaker"] = onrecord.ByDay, onrecord.BySpeaker
	case query.Events:
		out["when"] = onrecord.ByDay
	case query.Memberships:
		out["as_of"] = onrecord.ByDay
	}
	return out
}

// SortOf is an order that is asked for by name, the list's own for "".
func SortOf(of query.List, name string) (onrecord.Sort, error) {
	if name == "" {
		return "", nil
	}
	column, down := name, onrecord.Sort("")
	if name[0] == '-' {
		column, down = name[1:], "-"
	}
	sort, known := Sorts(of)[column]
	if !known {
		return "", onrecord.Errorf(onrecord.Invalid, "sort: no list of %s is sorted by %q", of, column)
	}
	return down + sort, nil
}
