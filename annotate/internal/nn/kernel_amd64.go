package nn

import "golang.org/x/sys/cpu"

//go:noescape
func productVNNI(k4 int, x *uint8, stride int, w *int8, rows int, dst *float32, to int, sum *int32, scale, by, bias *float32, cols uint32)

//go:noescape
func quarterAVX2(k4 int, x *uint8, stride int, w *int8, tile *int32)

// tileAVX2 fills the tile in six parts.
func tileAVX2(k4 int, x []uint8, stride int, w []int8, tile *[tileRows * tileCols]int32) {
	for r := 0; r < tileRows; r += 4 {
		for c := 0; c < tileCols; c += 16 {
			quarterAVX2(k4, &x[r*stride], stride, &w[c*4], &tile[r*tileCols+c])
		}
	}
}

// Kernels lists those this machine runs, fastest first.
func Kernels() []Kernel {
	var out []Kernel
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		out = append(out, VNNI)
	}
	if cpu.X86.HasAVX2 {
		out = append(out, AVX2)
	}
	return append(out, Portable)
}

func (k Kernel) fill(k4 int, x []uint8, stride int, w []int8, tile *[tileRows * tileCols]int32) {
	if k == Portable {
		tilePortable(k4, x, stride, w, tile)
		return
	}
	tileAVX2(k4, x, stride, w, tile)
}

// blockFast is block where sums stay in registers until they are values.
func (k Kernel) blockFast(dst []float32, stride int, rows *Rows, weights []int8, sum []int32, scale, bias []float32) bool {
	if k != VNNI {
		return false
	}
	cols := len(bias)
	_, _, _, _ = weights[rows.stride*tileCols-1], sum[tileCols-1], scale[tileCols-1], dst[(rows.N-1)*stride+cols-1]
	for i := 0; i < rows.N; i += tileRows {
		productVNNI(rows.stride/4, &rows.data[i*rows.stride], rows.stride, &weights[0], min(tileRows, rows.N-i), &dst[i*stride], stride,
			&sum[0], &scale[0], &rows.scale[i], &bias[0], uint32(1<<cols-1))
	}
	return true
}

//go:noescape
func recur512(n int, out, u, high, c, vf, vr *float32)

//go:noescape
func top512(n int, x *float32) float32

//go:noescape
func bytes512(n int, dst *uint8, x *float32, inv float32, flip uint32)

//go:noescape
func addAVX2(n int, dst *float32, x *uint8, scale float32)

//go:noescape
func reluAVX2(n int, dst, x, y *float32)

//go:noescape
func positiveAVX2(n int, x *float32)

//go:noescape
func plusAVX2(n int, dst, x *float32)

//go:noescape
func bestAVX2(n int, x *float32) int

//go:noescape
func recurAVX2(n int, out, u, high, c, vf, vr *float32)

//go:noescape
func scaleAVX2(rows int, dst *float32, stride int, tile, sum *int32, scale, by, bias *float32)

//go:noescape
func topAVX2(n int, x *float32) float32

//go:noescape
func bytesAVX2(n int, dst *uint8, x *float32, inv float32, flip uint32)

// The vector instructions of what is not a product. Each answers false where
// it does not serve: no such kernel, or a length that is no multiple.

func (k Kernel) recurFast(out, u, high, c, vf, vr []float32) bool {
	n := len(c)
	if k == Portable || n%8 != 0 || n == 0 {
		return false
	}
	_, _, _, _, _ = out[n-1], u[3*n-1], high[n-1], vf[n-1], vr[n-1]
	if k == VNNI && n%16 == 0 {
		recur512(n, &out[0], &u[0], &high[0], &c[0], &vf[0], &vr[0])
	} else {
		recurAVX2(n, &out[0], &u[0], &high[0], &c[0], &vf[0], &vr[0])
	}
	return true
}

func (k Kernel) scaleFast(dst []float32, stride, rows int, acc, sum []int32, scale, by, bias []float32) bool {
	if k == Portable {
		return false
	}
	_, _, _, _, _ = dst[(rows-1)*stride+tileCols-1], sum[tileCols-1], scale[tileCols-1], bias[tileCols-1], by[rows-1]
	scaleAVX2(rows, &dst[0], stride, &acc[0], &sum[0], &scale[0], &by[0], &bias[0])
	return true
}

func (k Kernel) topFast(x []float32) (float32, bool) {
	if k == Portable || len(x)%16 != 0 || len(x) == 0 {
		return 0, false
	}
	if k == VNNI {
		return top512(len(x), &x[0]), true
	}
	return topAVX2(len(x), &x[0]), true
}

func (k Kernel) bytesFast(dst []uint8, x []float32, inv float32, flip uint8) bool {
	if k == Portable || len(x)%32 != 0 || len(x) == 0 {
		return false
	}
	_ = dst[len(x)-1]
	if k == VNNI {
		bytes512(len(x), &dst[0], &x[0], inv, uint32(flip)*0x01010101)
	} else {
		bytesAVX2(len(x), &dst[0], &x[0], inv, uint32(flip)*0x01010101)
	}
	return true
}

func (k Kernel) addFast(dst []float32, x []uint8, scale float32) bool {
	if !k.eights(len(dst)) {
		return false
	}
	_ = x[len(dst)-1]
	addAVX2(len(dst), &dst[0], &x[0], scale)
	return true
}

// plusFast is how many values were added.
func (k Kernel) plusFast(dst, x []float32) (n int) {
	if n = len(dst) &^ 7; k == Portable || n == 0 {
		return 0
	}
	_ = x[n-1]
	plusAVX2(n, &dst[0], &x[0])
	return n
}

func (k Kernel) reluFast(dst, x, y []float32) bool {
	if !k.eights(len(dst)) {
		return false
	}
	_, _ = x[len(dst)-1], y[len(dst)-1]
	reluAVX2(len(dst), &dst[0], &x[0], &y[0])
	return true
}

func (k Kernel) positiveFast(x []float32) bool {
	if !k.eights(len(x)) {
		return false
	}
	positiveAVX2(len(x), &x[0])
	return true
}

// bestFast is the place of the first of the largest of the first n values.
func (k Kernel) bestFast(x []float32) (at, n int) {
	if n = len(x) &^ 7; k == Portable || n == 0 {
		return 0, 0
	}
	return bestAVX2(n, &x[0]), n
}

// eights reports whether n values are some eights, and there are instructions for these.
func (k Kernel) eights(n int) bool { return k != Portable && n%8 == 0 && n > 0 }
