package story

import (
	"cmp"
	"slices"
)

// telling terms of an article are looked up to find what it is compared with: of
// two reports of one happening some of the thirty heaviest are the same.
const telling = 32

// index finds the articles that share a telling term with one.
type index struct {
	by map[uint32][]int
}

// tell are the heaviest terms of a profile.
func tell(p *profile) []uint32 {
	terms := slices.Clone(p.terms)
	slices.SortFunc(terms, func(a, b term) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.id, b.id))
	})
	var out []uint32
	for _, t := range terms[:min(telling, len(terms))] {
		out = append(out, t.id)
	}
	return out
}

func (x *index) add(i int, terms []uint32) {
	for _, t := range terms {
		x.by[t] = append(x.by[t], i)
	}
}

// near are the articles that share a term, in order.
func (x *index) near(terms []uint32) []int {
	var out []int
	for _, t := range terms {
		out = append(out, x.by[t]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
