package linear

import (
	"math/rand/v2"
	"testing"
)

// TestSums holds sums to those of the model's rows, for any number of features
// and for weights as large as there are.
func TestSums(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, classes := range []int{1, 21, breadth} {
		m := &Model{Classes: classes, Bits: 6, Weights: make([]int8, classes<<6)}
		for i := range m.Weights {
			m.Weights[i] = int8(r.Uint32())
		}
		copy(m.Weights, []int8{-128}) // of row 0
		for _, n := range []int{0, 1, 2, 55, mostSummed, mostSummed + 1, 3 * mostSummed} {
			features := make([]uint64, n)
			for i := range features {
				if n < mostSummed { // else all of row 0
					features[i] = r.Uint64()
				}
			}
			var want [breadth]int32
			for _, f := range features {
				for c, w := range m.Row(f) {
					want[c] += int32(w)
				}
			}
			s := NewSums(m)
			for _, s.fast = range []bool{false, hasFast} {
				var got [breadth]int32
				got[0] = 7 // of before
				if s.Of(features, &got); got != want {
					t.Errorf("%d features of %d classes, fast %v: %v, want %v", n, classes, s.fast, got, want)
				}
			}
		}
	}
}

func BenchmarkSums(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	m := &Model{Classes: 21, Bits: 18, Weights: make([]int8, 21<<18)}
	features := make([]uint64, 55)
	s := NewSums(m)
	for b.Loop() {
		for i := range features {
			features[i] = r.Uint64()
		}
		var out [breadth]int32
		s.Of(features, &out)
	}
}
