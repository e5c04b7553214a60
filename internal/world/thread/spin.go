package thread

import (
	"cmp"
	"slices"
)

// alike is how alike the tales of two threads must be, on the mean of all pairs
// (cosine): a name in common, or a few words of the matter.
const alike = 0.05

// rounds are how often tales are asked again where they belong, once all threads
// are known.
const rounds = 2

// strand is a thread in the making. The mean likeness of two is the product of
// their sums over that of their sizes, so sums are all it needs.
type strand struct {
	tales   int
	terms   []term // sums of those of its tales, sorted by id
	changed bool   // since it was asked which it is like
}

// posting is what a term weighs in a strand.
type posting struct {
	strand int
	weight float64
}

// spinner finds the strands that a tale may be of by its terms.
type spinner struct {
	tales   []*tale
	strands []*strand
	by      map[uint32][]posting // those that have a term, in order
	of      []int                // strand of each tale
	dots    []float64            // by strand, while one is looked for
}

// spin lays tales, which come in order of days, together: each with the thread that
// it is most like, or alone; then each again, knowing all; then threads that are
// alike on the whole.
func spin(tales []*tale) [][]*tale {
	s := &spinner{tales: tales, by: map[uint32][]posting{}, of: make([]int, len(tales))}
	for i := range tales {
		s.put(i)
	}
	s.unite()
	for range rounds {
		for i := range tales {
			s.take(i)
			s.put(i)
		}
		s.unite()
	}
	return s.threads()
}

// put adds a tale to the strand that it is most like.
func (s *spinner) put(i int) {
	k := s.best(s.tales[i].terms, 1, -1)
	if k < 0 {
		k = len(s.strands)
		s.strands, s.dots = append(s.strands, &strand{}), append(s.dots, 0)
	}
	s.of[i] = k
	s.strands[k].tales++
	s.add(k, s.tales[i].terms, 1)
}

// take takes a tale from its strand.
func (s *spinner) take(i int) {
	k := s.of[i]
	a := s.strands[k]
	if a.tales--; a.tales == 0 {
		s.drop(k)
		return
	}
	s.add(k, s.tales[i].terms, -1)
}

// drop takes what a strand has that no tale is in any more.
func (s *spinner) drop(k int) {
	for _, x := range s.strands[k].terms {
		if at, known := s.posted(x.id, k); known {
			s.by[x.id] = slices.Delete(s.by[x.id], at, at+1)
		}
	}
	*s.strands[k] = strand{}
}

// add adds terms to those of a strand, or takes them from it.
func (s *spinner) add(k int, terms []term, sign float64) {
	a := s.strands[k]
	a.changed = true
	sum := make([]term, 0, len(a.terms)+len(terms))
	i := 0
	for _, x := range terms {
		for i < len(a.terms) && a.terms[i].id < x.id {
			sum, i = append(sum, a.terms[i]), i+1
		}
		w := sign * x.weight
		if i < len(a.terms) && a.terms[i].id == x.id {
			w, i = w+a.terms[i].weight, i+1
		}
		sum = append(sum, term{x.id, w})
		s.post(x.id, k, w)
	}
	a.terms = append(sum, a.terms[i:]...)
}

// post notes what a term weighs in a strand.
func (s *spinner) post(id uint32, k int, weight float64) {
	if at, known := s.posted(id, k); known {
		s.by[id][at].weight = weight
	} else {
		s.by[id] = slices.Insert(s.by[id], at, posting{k, weight})
	}
}

// posted is where it is noted what a term weighs in a strand.
func (s *spinner) posted(id uint32, k int) (at int, known bool) {
	return slices.BinarySearchFunc(s.by[id], k, func(p posting, k int) int { return cmp.Compare(p.strand, k) })
}

// best is the strand, other than but, that terms of so many tales are most like; -1
// where none is alike.
func (s *spinner) best(terms []term, size, but int) int {
	var found []int
	for _, x := range terms {
		for _, p := range s.by[x.id] {
			if s.dots[p.strand] == 0 {
				found = append(found, p.strand)
			}
			s.dots[p.strand] += float64(x.weight * p.weight)
		}
	}
	best, most := -1, alike
	for _, k := range found {
		dot, n := s.dots[k], s.strands[k].tales
		s.dots[k] = 0
		if k == but || n == 0 {
			continue
		}
		if mean := dot / float64(size*n); mean > most || mean == most && k < best {
			best, most = k, mean
		}
	}
	return best
}

// unite joins strands that are alike, each with the one it is most like, until none
// is. Those that did not change since they were asked are like none but one that did.
func (s *spinner) unite() {
	for again := true; again; {
		again = false
		for k, a := range s.strands {
			if a.tales == 0 || !a.changed {
				continue
			}
			a.changed = false
			if l := s.best(a.terms, a.tales, k); l >= 0 {
				s.join(min(k, l), max(k, l))
				again = true
			}
		}
	}
}

func (s *spinner) join(k, l int) {
	a, b := s.strands[k], s.strands[l]
	for i, of := range s.of {
		if of == l {
			s.of[i] = k
		}
	}
	a.tales += b.tales
	terms := b.terms
	s.drop(l)
	s.add(k, terms, 1)
}

// threads are the tales of each strand, in order, by the first of each.
func (s *spinner) threads() [][]*tale {
	at := map[int]int{}
	var out [][]*tale
	for i, t := range s.tales {
		n, known := at[s.of[i]]
		if !known {
			n, at[s.of[i]] = len(out), len(out)
			out = append(out, nil)
		}
		out[n] = append(out[n], t)
	}
	return out
}
