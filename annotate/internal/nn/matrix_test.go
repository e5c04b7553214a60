package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func randomRows(r *rand.Rand, n, width int) (*Rows, []float32) {
	x := make([]float32, n*width)
	for i := range x {
		x[i] = 2*r.Float32() - 1
	}
	var rows Rows
	rows.Reset(n, width)
	for i := range n {
		Portable.Set(&rows, i, x[i*width:][:width])
	}
	return &rows, x
}

func randomMatrix(r *rand.Rand, in, out int) (*Matrix, []float32) {
	w := make([]float32, in*out)
	q := make([]uint8, in*out)
	scale := make([]float32, out)
	for i := range w {
		w[i] = 2*r.Float32() - 1
	}
	for o := range out {
		scale[o] = Portable.QuantizeWeights(q[o*in:][:in], w[o*in:][:in])
	}
	return PackMatrix(in, out, q, scale), w
}

// TestKernelsAgree holds every kernel of this machine to the portable one, bit
// for bit, and the portable one to plain arithmetic within what quantizing costs.
func TestKernelsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, s := range [][3]int{{1, 1, 1}, {12, 32, 4}, {13, 33, 18}, {25, 50, 384}, {7, 331, 288}} {
		n, out, in := s[0], s[1], s[2]
		rows, x := randomRows(r, n, in)
		m, w := randomMatrix(r, in, out)
		bias := make([]float32, out)
		for i := range bias {
			bias[i] = r.Float32()
		}
		want := make([]float32, n*out)
		Portable.Mul(want, out, rows, m, bias)
		for i := range n {
			for o := range out {
				exact := float64(bias[o])
				for k := range in {
					exact += float64(x[i*in+k]) * float64(w[o*in+k])
				}
				if d := math.Abs(exact - float64(want[i*out+o])); d > 0.02*math.Sqrt(float64(in))+0.02 {
					t.Fatalf("%v: row %d output %d is off by %g", s, i, o, d)
				}
			}
		}
		for _, k := range Kernels() {
			got := make([]float32, n*out)
			k.Mul(got, out, rows, m, bias)
			for i := range got {
				if got[i] != want[i] {
					t.Fatalf("%v %v: element %d is %g, want %g", k, s, i, got[i], want[i])
				}
			}
		}
	}
}

// TestExtremes would show 16-bit sums that saturate.
func TestExtremes(t *testing.T) {
	const in, out = 64, 32
	q := make([]uint8, in*out)
	scale := make([]float32, out)
	x := make([]float32, in)
	for i := range q {
		q[i] = WeightMax
		if i/in%2 == 1 {
			q[i] = 256 - WeightMax
		}
	}
	for i := range scale {
		scale[i] = 1
	}
	for i := range x {
		x[i] = 127
	}
	var rows Rows
	rows.Reset(1, in)
	Portable.Set(&rows, 0, x)
	for _, k := range Kernels() {
		got := make([]float32, out)
		k.Mul(got, out, &rows, PackMatrix(in, out, q, scale), nil)
		for o, v := range got {
			want := float32(127 * WeightMax * in)
			if o%2 == 1 {
				want = -want
			}
			if v != want {
				t.Fatalf("%v: output %d is %g, want %g", k, o, v, want)
			}
		}
	}
}

// TestStepsAgree holds the vector forms of quantizing and of the recurrence to
// the portable ones.
func TestStepsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{8, 16, 32, 48, 96, 144, 192, 100} {
		x := make([]float32, 8*n)
		for i := range x {
			x[i] = 12 * (r.Float32() - 0.5)
		}
		state := append([]float32(nil), x[7*n:]...)
		out := make([]float32, n)
		bytes := make([]uint8, n)
		top := Portable.quantize(bytes, x[:n], 127, zeroPoint)
		Portable.Recur(out, x[:3*n], x[3*n:], state, x[4*n:5*n], x[5*n:6*n])
		for _, k := range Kernels() {
			gotState, gotOut, gotBytes := append([]float32(nil), x[7*n:]...), make([]float32, n), make([]uint8, n)
			if got := k.quantize(gotBytes, x[:n], 127, zeroPoint); got != top {
				t.Fatalf("%v %d: step %g, want %g", k, n, got, top)
			}
			k.Recur(gotOut, x[:3*n], x[3*n:], gotState, x[4*n:5*n], x[5*n:6*n])
			for i := range n {
				if gotOut[i] != out[i] || gotState[i] != state[i] || gotBytes[i] != bytes[i] {
					t.Fatalf("%v %d: element %d is %g, %g, %d, want %g, %g, %d", k, n, i, gotOut[i], gotState[i], gotBytes[i], out[i], state[i], bytes[i])
				}
			}
		}
	}
}

func BenchmarkMul(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	n, in, out := 240, 384, 576
	rows, _ := randomRows(r, n, in)
	m, _ := randomMatrix(r, in, out)
	dst := make([]float32, n*out)
	for _, k := range Kernels() {
		b.Run(fmt.Sprint(k), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				k.Mul(dst, out, rows, m, nil)
			}
			b.ReportMetric(float64(n*in*out)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
		})
	}
}
