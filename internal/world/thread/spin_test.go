package thread

import "testing"

// A tale that is asked again where it belongs leaves the strand it was in: each
// strand weighs what its own tales weigh, however often they moved.
func TestStrandsWeighWhatTheirTalesDo(t *testing.T) {
	s := &spinner{by: map[uint32][]posting{}, of: make([]int, 4)}
	for _, ids := range [][]uint32{{1, 2}, {2, 3}, {3, 4}, {9}} {
		tale := &tale{}
		for _, id := range ids {
			tale.terms = append(tale.terms, term{id, 0.5})
		}
		s.tales = append(s.tales, tale)
	}
	for i := range s.tales {
		s.put(i)
	}
	for range 3 {
		for i := range s.tales {
			s.take(i)
			s.put(i)
		}
		s.unite()
	}
	tales, weights := map[int]int{}, map[int]float64{}
	for i, k := range s.of {
		tales[k]++
		for _, x := range s.tales[i].terms {
			weights[k] += x.weight
		}
	}
	for k, strand := range s.strands {
		sum := 0.0
		for _, x := range strand.terms {
			sum += x.weight
		}
		if strand.tales != tales[k] || sum-weights[k] > 1e-9 || weights[k]-sum > 1e-9 {
			t.Errorf("strand %d: %d tales that weigh %v, has %d that weigh %v", k, strand.tales, sum, tales[k], weights[k])
		}
	}
}
