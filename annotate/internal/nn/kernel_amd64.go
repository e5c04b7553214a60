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

func recurFast(k Kernel, out, u, high, c, vf, vr []float32) bool { return false }
