package onrecord

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/query"
)

// Facet is what the rows of a list are counted by: a field of the list, or the
// year of its days.
type Facet string

// ByYear counts rows by the one year that they are surely of.
const ByYear Facet = "year"

// Facets are what a list of a store is counted by.
func Facets(of query.List) []Facet {
	switch of {
	case query.Articles:
		return []Facet{"outlet", ByYear}
	case query.Statements:
		return []Facet{"speaker", "act", "outlet", ByYear, "certainty", "mode", "kind", "status"}
	case query.Events:
		return []Facet{"type", "outlet", ByYear, "certainty", "status", "background"}
	case query.Agreements:
		return []Facet{"type", "status", "outlet", ByYear, "told", "background"}
	case query.Memberships:
		return []Facet{"as", "status", "outlet", ByYear}
	}
	return nil
}

// FacetCount is how many rows have a value.
type FacetCount struct {
	Value string // as its field is asked for it; of a speaker whom articles know, their id
	Name  string // what people call it
	Rows  int
	Among int // in how many rows it was counted, the newest or those that came last; 0 for all
}

// SortFacets orders counts as lists of them are: the most first.
func SortFacets(counts []FacetCount) {
	slices.SortFunc(counts, func(a, b FacetCount) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), strings.Compare(a.Name, b.Name), strings.Compare(a.Value, b.Value))
	})
}
