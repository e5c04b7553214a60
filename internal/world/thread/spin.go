package thread

import "slices"

// alike is how alike the tales of two threads must be, on the mean of all pairs
// (cosine): a name in common, or a few words of the matter.
const alike = 0.05

// rounds are how often tales are asked again where they belong, once all threads
// are known.
const rounds = 2

// strand is a thread in the making. The mean likeness of two is the product of
// their sums over that of their sizes, so sums are all it needs.
type strand struct {
	tales []int
	sum   map[uint32]float64
}

func (s *strand) add(i int, t *tale, sign float64) {
	if sign > 0 {
		s.tales = append(s.tales, i)
	} else {
		s.tales = slices.DeleteFunc(s.tales, func(k int) bool { return k == i })
	}
	for _, x := range t.terms {
		s.sum[x.id] += sign * x.weight
	}
}

// spinner finds the strands that a tale may be of by its terms.
type spinner struct {
	tales   []*tale
	strands []*strand
	by      map[uint32][]int // term -> strands that have or had it
	of      []int            // strand of each tale
}

// spin lays tales, which come in order of days, together: each with the thread that
// it is most like, or alone; then each again, knowing all; then threads that are
// alike on the whole.
func spin(tales []*tale) [][]*tale {
	s := &spinner{tales, nil, map[uint32][]int{}, make([]int, len(tales))}
	for i := range tales {
		s.put(i)
	}
	s.unite()
	for range rounds {
		for i := range tales {
			s.strands[s.of[i]].add(i, tales[i], -1)
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
		s.strands = append(s.strands, &strand{sum: map[uint32]float64{}})
	}
	s.of[i] = k
	s.strands[k].add(i, s.tales[i], 1)
	for _, x := range s.tales[i].terms {
		if list := s.by[x.id]; !slices.Contains(list[max(0, len(list)-1):], k) {
			s.by[x.id] = append(list, k)
		}
	}
}

// best is the strand, other than but, that terms of so many tales are most like; -1
// where none is alike.
func (s *spinner) best(terms []term, size, but int) int {
	dots := map[int]float64{}
	for _, x := range terms {
		seen := -1
		for _, k := range s.by[x.id] {
			if k != seen && k != but && len(s.strands[k].tales) > 0 {
				if _, known := dots[k]; !known {
					dots[k] = s.dot(terms, k)
				}
			}
			seen = k
		}
	}
	best, most := -1, alike
	for k, dot := range dots {
		mean := dot / float64(size*len(s.strands[k].tales))
		if mean > most || mean == most && k < best {
			best, most = k, mean
		}
	}
	return best
}

func (s *spinner) dot(terms []term, k int) float64 {
	sum := 0.0
	for _, x := range terms {
		sum += float64(x.weight * s.strands[k].sum[x.id])
	}
	return sum
}

// unite joins strands that are alike, each with the one it is most like, until none
// is.
func (s *spinner) unite() {
	for again := true; again; {
		again = false
		for k, a := range s.strands {
			if len(a.tales) == 0 {
				continue
			}
			if l := s.best(a.terms(), len(a.tales), k); l >= 0 {
				s.join(min(k, l), max(k, l))
				again = true
			}
		}
	}
}

// terms of a strand, in order.
func (s *strand) terms() []term {
	out := make([]term, 0, len(s.sum))
	for id, w := range s.sum {
		out = append(out, term{id, w})
	}
	slices.SortFunc(out, func(a, b term) int { return int(int64(a.id) - int64(b.id)) })
	return out
}

func (s *spinner) join(k, l int) {
	a, b := s.strands[k], s.strands[l]
	for _, i := range b.tales {
		s.of[i] = k
	}
	a.tales = append(a.tales, b.tales...)
	for id, w := range b.sum {
		a.sum[id] += w
		s.by[id] = append(s.by[id], k)
	}
	b.tales, b.sum = nil, map[uint32]float64{}
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
