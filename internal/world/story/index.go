package story

import (
	"cmp"
	"slices"
)

// telling terms of an article are looked up to find what it is compared with: of
// two reports of one happening some of the thirty heaviest are the same.
const telling = 32

// crowd is how many articles tell of a term that tells nothing any more, and
// nearest how many articles one is compared with at most, those with most
// telling terms in common first. A day of news and the weeks before it have
// fewer of either; of the undated, which may be a whole archive, each would be
// compared with nearly all.
const (
	crowd   = 1024
	nearest = 256
)

// index finds the articles that share a telling term with one.
type index struct {
	by     map[uint32][]int
	shared []uint8 // by article, while one is looked for
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
	for len(x.shared) <= i {
		x.shared = append(x.shared, 0)
	}
}

// near are the articles that share a term, in order; of too many those that
// share most, of equals the latest.
func (x *index) near(terms []uint32) []int {
	var out []int
	for _, t := range terms {
		if len(x.by[t]) > crowd {
			continue
		}
		for _, i := range x.by[t] {
			if x.shared[i] == 0 {
				out = append(out, i)
			}
			x.shared[i]++
		}
	}
	if len(out) > nearest {
		slices.SortFunc(out, func(i, j int) int { return cmp.Or(cmp.Compare(x.shared[j], x.shared[i]), cmp.Compare(j, i)) })
	}
	for _, i := range out {
		x.shared[i] = 0
	}
	out = out[:min(len(out), nearest)]
	slices.Sort(out)
	return out
}
