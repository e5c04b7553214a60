package nn

import "golang.org/x/sys/cpu"

//go:noescape
func tileVNNI(k4 int, x *uint8, stride int, w *int8, tile *int32)

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
	switch k {
	case VNNI:
		tileVNNI(k4, &x[0], stride, &w[0], &tile[0])
	case AVX2:
		tileAVX2(k4, x, stride, w, tile)
	default:
		tilePortable(k4, x, stride, w, tile)
	}
}

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
	recurAVX2(n, &out[0], &u[0], &high[0], &c[0], &vf[0], &vr[0])
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
	if k == Portable || len(x)%32 != 0 || len(x) == 0 {
		return 0, false
	}
	return topAVX2(len(x), &x[0]), true
}

func (k Kernel) bytesFast(dst []uint8, x []float32, inv float32, flip uint8) bool {
	if k == Portable || len(x)%32 != 0 || len(x) == 0 {
		return false
	}
	_ = dst[len(x)-1]
	bytesAVX2(len(x), &dst[0], &x[0], inv, uint32(flip)*0x01010101)
	return true
}
