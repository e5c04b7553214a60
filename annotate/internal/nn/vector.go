package nn

// Add adds x, signed bytes in steps of scale, to dst.
func (k Kernel) Add(dst []float32, x []uint8, scale float32) {
	if k.addFast(dst, x, scale) {
		return
	}
	for i, v := range x[:len(dst)] {
		dst[i] += float32(float32(int8(v)) * scale)
	}
}

// Plus adds x to dst.
func (k Kernel) Plus(dst, x []float32) {
	x = x[:len(dst)]
	for i := k.plusFast(dst, x); i < len(dst); i++ {
		dst[i] += x[i]
	}
}

// Positive makes what is below 0 in x 0.
func (k Kernel) Positive(x []float32) {
	if k.positiveFast(x) {
		return
	}
	for i, v := range x {
		x[i] = max(v, 0)
	}
}

// Relu writes x plus y to dst, and 0 where that is below.
func (k Kernel) Relu(dst, x, y []float32) {
	if k.reluFast(dst, x, y) {
		return
	}
	x, y = x[:len(dst)], y[:len(dst)]
	for i := range dst {
		dst[i] = max(x[i]+y[i], 0)
	}
}

// Best is the place of the largest value, of the first of equals.
func (k Kernel) Best(x []float32) int {
	at, n := k.bestFast(x)
	for i := n; i < len(x); i++ {
		if x[i] > x[at] {
			at = i
		}
	}
	return at
}
