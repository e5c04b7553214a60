//go:build !amd64

package nn

// Kernels lists those this machine runs, fastest first.
func Kernels() []Kernel { return []Kernel{Portable} }

func (k Kernel) fill(k4 int, x []uint8, stride int, w []int8, tile *[tileRows * tileCols]int32) {
	tilePortable(k4, x, stride, w, tile)
}

func recurFast(Kernel, []float32, []float32, []float32, []float32, []float32, []float32) bool {
	return false
}
