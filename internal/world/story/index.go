package story

import (
	"cmp"
	"slices"
)

// telling terms of an article are looked up to find what it is compared with: of
// two reports of one happening some of the thirty heaviest are the same.
const telling = 32

// What one article is laid beside is bounded, or the work would grow with the
// square of a day's articles; a day of news and the weeks before it seldom come to
// either. Of those of no day, which may be a whole archive, each would else be
// compared with nearly all.
const (
	// crowd is how many articles tell of a term that tells nothing any more.
	crowd = 1024
	// looked is how many articles are looked at by one's terms, before those of
	// its lighter terms are left out.
	looked = 4096
	// nearest is how many articles one is compared with at most, those that are
	// most like it by their telling terms, and of a crowd of no day how many.
	nearest        = 256
	nearestOfCrowd = 64
)

// anchor is a telling term of an article.
type anchor struct {
	id     uint32
	weight float32
}

// posting is an article that has a term.
type posting struct {
	article int32
	weight  float32
}

// index finds the articles that share a telling term with one.
type index struct {
	by      map[uint32][]posting
	nearest int       // as many are found at most
	like    []float32 // by article, while one is looked for: the cosine by telling terms
}

// tell are the heaviest terms of a profile.
func tell(p *profile) []anchor {
	terms := slices.Clone(p.terms)
	slices.SortFunc(terms, func(a, b term) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.id, b.id))
	})
	var out []anchor
	for _, t := range terms[:min(telling, len(terms))] {
		out = append(out, anchor{t.id, float32(t.weight) + least})
	}
	return out
}

// least is added to every weight, so that a number, which weighs nothing, is
// something that two have in common.
const least = 1.0 / 64

func (x *index) add(i int, terms []anchor) {
	for _, t := range terms {
		if list := x.by[t.id]; len(list) <= crowd { // one more tells that there are too many
			x.by[t.id] = append(list, posting{int32(i), t.weight})
		}
	}
	for len(x.like) <= i {
		x.like = append(x.like, 0)
	}
}

// near are the articles that share a term, in order; of too many those that are
// most like it, of equals the latest.
func (x *index) near(terms []anchor) []int {
	var out []int
	passed := 0
	for _, t := range terms {
		list := x.by[t.id]
		if len(list) > crowd || passed > looked {
			continue
		}
		passed += len(list)
		for _, p := range list {
			if x.like[p.article] == 0 {
				out = append(out, int(p.article))
			}
			x.like[p.article] += t.weight * p.weight
		}
	}
	return x.most(out)
}

// most keeps the nearest of the articles found, in order, and forgets how near
// they are.
func (x *index) most(found []int) []int {
	var count [shades]int
	for _, i := range found {
		count[shade(x.like[i])]++
	}
	last, left := shades-1, x.nearest // the shade that is taken in part, and how many of it
	for ; last > 0 && count[last] <= left; last-- {
		left -= count[last]
	}
	var out, some []int
	for _, i := range found {
		switch s := shade(x.like[i]); {
		case s > last:
			out = append(out, i)
		case s == last:
			some = append(some, i)
		}
		x.like[i] = 0
	}
	slices.Sort(some)
	out = append(out, some[max(0, len(some)-left):]...)
	slices.Sort(out)
	return out
}

// shades are how finely likeness is told apart.
const shades = 512

func shade(like float32) int { return min(int(like*shades), shades-1) }
