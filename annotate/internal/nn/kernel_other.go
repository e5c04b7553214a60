//go:build !amd64

package nn

// Kernels lists those this machine runs, fastest first.
func Kernels() []Kernel { return []Kernel{Portable} }

func (k Kernel) fill(k4 int, x []uint8, stride int, w []int8, tile *[tileRows * tileCols]int32) {
	tilePortable(k4, x, stride, w, tile)
}

func (k Kernel) recurFast(out, u, high, c, vf, vr []float32) bool { return false }

func (k Kernel) scaleFast(dst []float32, stride, rows int, acc, sum []int32, scale, by, bias []float32) bool {
	return false
}

func (k Kernel) topFast(x []float32) (float32, bool) { return 0, false }

func (k Kernel) bytesFast(dst []uint8, x []float32, inv float32, flip uint8) bool { return false }

func (k Kernel) blockFast(dst []float32, stride int, rows *Rows, weights []int8, sum []int32, scale, bias []float32) bool {
	return false
}

func (k Kernel) addFast(dst []float32, x []uint8, scale float32) bool { return false }

func (k Kernel) plusFast(dst, x []float32) (n int) { return 0 }

func (k Kernel) reluFast(dst, x, y []float32) bool { return false }

func (k Kernel) positiveFast(x []float32) bool { return false }

func (k Kernel) bestFast(x []float32) (at, n int) { return 0, 0 }
