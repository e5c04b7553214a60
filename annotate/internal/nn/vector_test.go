package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestProductsStayInTheirPlace holds products of every number of rows and of
// columns to the portable one, in rows that lie apart: what stands between them
// and behind is not written to.
func TestProductsStayInTheirPlace(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	const in, apart, mark = 20, 100, -7
	for n := range 26 {
		for _, out := range []int{1, 2, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 65, 96} {
			rows, _ := randomRows(r, n, in)
			m, _ := randomMatrix(r, in, out)
			bias := make([]float32, out)
			for i := range bias {
				bias[i] = r.Float32() - 0.5
			}
			for _, b := range [][]float32{bias, nil} {
				want := marked(n*apart, mark)
				Portable.Mul(want, apart, rows, m, b)
				for i, v := range want {
					if (v == mark) != (i%apart >= out) {
						t.Fatalf("%d rows, %d outputs: element %d is %g", n, out, i, v)
					}
				}
				for _, k := range Kernels() {
					got := marked(n*apart, mark)
					k.Mul(got, apart, rows, m, b)
					if !slices.Equal(got, want) {
						t.Fatalf("%v: %d rows, %d outputs: not as the portable one", k, n, out)
					}
				}
			}
		}
	}
}

func marked(n int, with float32) []float32 { return slices.Repeat([]float32{with}, n) }

// TestVectorsAgree holds what is no product to the portable form, bit for bit, for
// every length and for values at the edges.
func TestVectorsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	odd := []float32{0, float32(math.Copysign(0, -1)), math.MaxFloat32, -math.MaxFloat32, math.SmallestNonzeroFloat32, 1, -1}
	value := func() float32 {
		if r.IntN(4) == 0 {
			return odd[r.IntN(len(odd))]
		}
		return 4 * (r.Float32() - 0.5)
	}
	for n := range 100 {
		x, y, q := make([]float32, n), make([]float32, n), make([]uint8, n)
		for i := range n {
			x[i], y[i], q[i] = value(), value(), uint8(r.Uint32())
		}
		for name, do := range map[string]func(Kernel, []float32){
			"add":      func(k Kernel, dst []float32) { k.Add(dst, q, 0.37) },
			"plus":     func(k Kernel, dst []float32) { k.Plus(dst, y) },
			"relu":     func(k Kernel, dst []float32) { k.Relu(dst, x, y) },
			"positive": func(k Kernel, dst []float32) { k.Positive(dst) },
		} {
			want := slices.Clone(x)
			do(Portable, want)
			for _, k := range Kernels() {
				got := slices.Clone(x)
				do(k, got)
				for i := range got {
					if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
						t.Fatalf("%v: %s of %d: element %d is %g, want %g", k, name, n, i, got[i], want[i])
					}
				}
			}
		}
	}
}

// TestBest finds the first of equals, wherever it stands.
func TestBest(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for n := 1; n < 80; n++ {
		for range 20 {
			x := make([]float32, n)
			for i := range x {
				x[i] = float32(r.IntN(5)) - 7
			}
			want := slices.Index(x, slices.Max(x))
			for _, k := range Kernels() {
				if got := k.Best(x); got != want {
					t.Fatalf("%v: the best of %v is at %d, want %d", k, x, got, want)
				}
			}
		}
	}
	nothing := slices.Repeat([]float32{float32(math.NaN())}, 16)
	for _, k := range Kernels() {
		if at := k.Best(nothing); at != 0 { // and it ends
			t.Errorf("%v: the best of no numbers is at %d", k, at)
		}
	}
}

// TestPack holds the places and sums of packed weights to what they are read as.
func TestPack(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for _, in := range []int{1, 3, 4, 5, 8, 18, 128} {
		const out, stride = 37, 131
		weights, scale := make([]uint8, out*stride), marked(out, 1)
		for i := range weights {
			weights[i] = uint8(r.Uint32())
		}
		var m Matrix
		m.Pack(in, out, weights, stride, scale)
		for o := range out {
			sum := int32(0)
			for i := range in {
				at := ((o/tileCols*Stride(in)/4+i/4)*tileCols+o%tileCols)*4 + i%4
				if m.packed[at] != int8(weights[o*stride+i]) {
					t.Fatalf("%d inputs: weight %d of output %d is not in its place", in, i, o)
				}
				sum += int32(int8(weights[o*stride+i]))
			}
			if m.sum[o] != zeroPoint*sum {
				t.Fatalf("%d inputs: the sum of output %d is %d, want %d", in, o, m.sum[o], zeroPoint*sum)
			}
		}
	}
}

func BenchmarkVectors(b *testing.B) {
	x, y, q := make([]float32, 192), make([]float32, 192*8), make([]uint8, 384)
	for i := range y {
		y[i] = float32(i%17) - 8
	}
	for _, k := range Kernels() {
		for _, c := range []struct {
			name string
			do   func()
		}{
			{"recur", func() { k.Recur(x, y[:576], y[576:], y[768:960], y[960:1152], y[1152:1344]) }},
			{"quantize", func() { k.quantize(q, y[:384], 127, zeroPoint) }},
			{"add", func() { k.Add(x[:48], q, 0.1) }},
			{"best", func() { k.Best(y[:240]) }},
		} {
			b.Run(fmt.Sprint(c.name, "/", k), func(b *testing.B) {
				for b.Loop() {
					c.do()
				}
			})
		}
	}
}
