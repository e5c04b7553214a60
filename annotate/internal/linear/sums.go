package linear

// Sums sums the rows of a model of up to 32 classes. It has them apart, each in
// half a line of the processor's memory: a row that is looked up at random is
// one wait, and not two. It is safe for concurrent use.
type Sums struct {
	rows  []int8 // breadth a row
	shift uint   // of a feature, to its row
	fast  bool   // the processor has the instructions
}

// breadth is the classes of a row, those that the model does not have zero.
const breadth = 32

// mostSummed is how many rows are summed at most: more could be too much for 16 bits.
const mostSummed = 1<<15/128 - 1

// NewSums prepares the sums of m, which has no more than 32 classes.
func NewSums(m *Model) *Sums {
	s := &Sums{rows: make([]int8, breadth<<m.Bits), shift: uint(64 - m.Bits), fast: hasFast}
	for i := range 1 << m.Bits {
		copy(s.rows[i*breadth:][:breadth], m.Weights[i*m.Classes:][:m.Classes])
	}
	return s
}

// Of writes the sums of the features' weights to out, a class each.
func (s *Sums) Of(features []uint64, out *[breadth]int32) {
	*out = [breadth]int32{}
	for len(features) > 0 {
		var sum [breadth]int16
		n := min(len(features), mostSummed)
		if s.fast {
			sumAVX2(&s.rows[0], s.shift, &features[0], n, &sum)
		} else {
			s.sum(features[:n], &sum)
		}
		for c, v := range sum {
			out[c] += int32(v)
		}
		features = features[n:]
	}
}

func (s *Sums) sum(features []uint64, sum *[breadth]int16) {
	for _, f := range features {
		for c, w := range s.rows[f>>s.shift*breadth:][:breadth] {
			sum[c] += int16(w)
		}
	}
}
