package f32

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = r.Float32() - 0.5
	}
	return x
}

// TestGemm holds every size and transposition to the plain triple loop.
func TestGemm(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	kernels := []*Gemm{NewGemm()}
	if half() {
		kernels = append(kernels, &Gemm{kernel: quarters})
	}
	for _, s := range [][3]int{{1, 1, 1}, {12, 32, 7}, {13, 33, 300}, {40, 96, 257}, {5, 70, 512}} {
		m, n, k := s[0], s[1], s[2]
		for form := range 4 {
			a, b := M(m, k, random(r, m*k)), M(k, n, random(r, k*n))
			if form&1 != 0 {
				a = M(k, m, a.Data).Tr()
			}
			if form&2 != 0 {
				b = M(n, k, b.Data).Tr()
			}
			start := random(r, m*n)
			want := M(m, n, append([]float32(nil), start...))
			addSlow(want, a, b, m, n, k)
			for _, g := range kernels {
				got := M(m, n, append([]float32(nil), start...))
				g.Add(got, a, b)
				for i := range got.Data {
					if d := math.Abs(float64(got.Data[i] - want.Data[i])); d > 1e-4 {
						t.Fatalf("%v form %d: element %d is off by %g", s, form, i, d)
					}
				}
			}
		}
	}
}

func TestVec(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	x, y := random(r, 96), random(r, 96)
	if d := NewVec().Dot(x, y) - (Vec{slow: true}).Dot(x, y); math.Abs(float64(d)) > 1e-5 {
		t.Errorf("Dot is off by %g", d)
	}
	for name, f := range map[string]func(Vec, []float32){
		"Axpy":   func(v Vec, z []float32) { v.Axpy(0.3, x, z) },
		"MulAdd": func(v Vec, z []float32) { v.MulAdd(x, y, z) },
	} {
		a, b := append([]float32(nil), y...), append([]float32(nil), y...)
		f(NewVec(), a)
		f(Vec{slow: true}, b)
		for i := range a {
			if math.Abs(float64(a[i]-b[i])) > 1e-6 {
				t.Errorf("%s: element %d is %g, want %g", name, i, a[i], b[i])
			}
		}
	}
}

func BenchmarkGemm(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	g := NewGemm()
	m, n, k := 500, 768, 288
	x, w, y := M(m, k, random(r, m*k)), M(k, n, random(r, k*n)), M(m, n, random(r, m*n))
	for _, form := range []string{"forward", "input", "weights"} {
		b.Run(form, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				switch form {
				case "forward":
					g.Add(y, x, w)
				case "input":
					g.Add(x, y, w.Tr())
				default:
					g.Add(w, x.Tr(), y)
				}
			}
			b.ReportMetric(2*float64(m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}
