// Package f32 is the matrix arithmetic of training: single-precision products
// of row-major matrices, with AVX-512 and AVX2 kernels and a portable fallback. It is
// no part of the product: inference has integer kernels of its own
// (annotate/internal/nn), whose results do not depend on the machine. Results
// here do (sums are taken in another order without AVX-512), so a model can be
// reproduced byte for byte on machines of the same kind only.
package f32

import "unsafe"

// The kernel's tile: 12 rows by 32 columns are 24 of the 32 vector registers.
// kc steps of the inner dimension keep a packed strip of b (32 KB) in the
// first-level cache.
const (
	mr = 12
	nr = 32
	kc = 256
)

// Gemm multiplies matrices. Its packing buffers are reused, so one Gemm serves
// one goroutine.
type Gemm struct {
	a, b   []float32
	tile   [mr * nr]float32
	kernel func(k int, a, b, c *float32, ldc int) // nil: none serves
}

// NewGemm returns a multiplier.
func NewGemm() *Gemm {
	switch {
	case fast():
		return &Gemm{kernel: kernel12x32}
	case half():
		return &Gemm{kernel: quarters}
	}
	return &Gemm{}
}

// quarters fills a tile with the AVX2 kernel.
func quarters(k int, a, b, c *float32, ldc int) {
	step := func(p *float32, n int) *float32 { return (*float32)(unsafe.Add(unsafe.Pointer(p), 4*n)) }
	for r := 0; r < mr; r += 6 {
		for j := 0; j < nr; j += 16 {
			kernel6x16(k, step(a, r), step(b, j), step(c, r*ldc+j), ldc)
		}
	}
}

// Mat is a row-major matrix view. T means that the transpose is meant:
// Rows and Cols are those of what is stored.
type Mat struct {
	Rows, Cols, Stride int
	Data               []float32
	T                  bool
}

// M is the matrix of rows x cols stored densely in data.
func M(rows, cols int, data []float32) Mat {
	return Mat{Rows: rows, Cols: cols, Stride: cols, Data: data}
}

// Tr is m transposed.
func (m Mat) Tr() Mat { m.T = !m.T; return m }

// Columns is the view of columns [lo, hi) of what is stored.
func (m Mat) Columns(lo, hi int) Mat {
	m.Data, m.Cols = m.Data[lo:], hi-lo
	return m
}

func (m Mat) size() (rows, cols int) {
	if m.T {
		return m.Cols, m.Rows
	}
	return m.Rows, m.Cols
}

// Add adds a*b to c, which must not be transposed.
func (g *Gemm) Add(c, a, b Mat) {
	m, k := a.size()
	kb, n := b.size()
	if k != kb || c.Rows != m || c.Cols != n {
		panic("f32: sizes do not agree")
	}
	if m == 0 || n == 0 || k == 0 {
		return
	}
	if g.kernel == nil {
		addSlow(c, a, b, m, n, k)
		return
	}
	for p := 0; p < k; p += kc {
		g.strip(c, a, b, m, n, p, min(kc, k-p))
	}
}

// strip adds the products of inner indices [p, p+kn).
func (g *Gemm) strip(c, a, b Mat, m, n, p, kn int) {
	tiles := (m + mr - 1) / mr
	if need := tiles * mr * kn; cap(g.a) < need {
		g.a = make([]float32, need)
	}
	if cap(g.b) < kn*nr {
		g.b = make([]float32, kc*nr)
	}
	g.a, g.b = g.a[:tiles*mr*kn], g.b[:kn*nr]
	for t := range tiles {
		packA(g.a[t*mr*kn:(t+1)*mr*kn], a, t*mr, min(mr, m-t*mr), p, kn)
	}
	for j := 0; j < n; j += nr {
		cols := min(nr, n-j)
		packB(g.b, b, j, cols, p, kn)
		for t := range tiles {
			i := t * mr
			rows := min(mr, m-i)
			pa := &g.a[t*mr*kn]
			if rows == mr && cols == nr {
				g.kernel(kn, pa, &g.b[0], &c.Data[i*c.Stride+j], c.Stride)
				continue
			}
			clear(g.tile[:])
			g.kernel(kn, pa, &g.b[0], &g.tile[0], nr)
			for r := range rows {
				dst := c.Data[(i+r)*c.Stride+j:][:cols]
				for x, v := range g.tile[r*nr:][:cols] {
					dst[x] += v
				}
			}
		}
	}
}

func packA(dst []float32, a Mat, i, rows, p, kn int) {
	if rows < mr {
		clear(dst)
	}
	if a.T {
		for q := range kn {
			copy(dst[q*mr:], a.Data[(p+q)*a.Stride+i:][:rows])
		}
		return
	}
	for r := range rows {
		src := a.Data[(i+r)*a.Stride+p:][:kn]
		at := r
		for _, v := range src {
			dst[at] = v
			at += mr
		}
	}
}

func packB(dst []float32, b Mat, j, cols, p, kn int) {
	if cols < nr {
		clear(dst)
	}
	if !b.T {
		for q := range kn {
			copy(dst[q*nr:], b.Data[(p+q)*b.Stride+j:][:cols])
		}
		return
	}
	for c := range cols {
		src := b.Data[(j+c)*b.Stride+p:][:kn]
		at := c
		for _, v := range src {
			dst[at] = v
			at += nr
		}
	}
}

func addSlow(c, a, b Mat, m, n, k int) {
	at := func(x Mat, i, j int) float32 {
		if x.T {
			return x.Data[j*x.Stride+i]
		}
		return x.Data[i*x.Stride+j]
	}
	for i := range m {
		row := c.Data[i*c.Stride:][:n]
		for p := range k {
			v := at(a, i, p)
			if v == 0 {
				continue
			}
			for j := range n {
				row[j] += v * at(b, p, j)
			}
		}
	}
}

// Vec has the vector kernels of embedding training; lengths are multiples of 16.
type Vec struct{ slow bool }

// NewVec returns the kernels that this machine runs.
func NewVec() Vec { return Vec{slow: !fast()} }

// Dot is the inner product of x and y.
func (v Vec) Dot(x, y []float32) float32 {
	if !v.slow {
		return dot16(len(x), &x[0], &y[0])
	}
	var s float32
	for i, a := range x {
		s += a * y[i]
	}
	return s
}

// Axpy adds alpha*x to y.
func (v Vec) Axpy(alpha float32, x, y []float32) {
	if !v.slow {
		axpy16(len(x), alpha, &x[0], &y[0])
		return
	}
	for i, a := range x {
		y[i] += alpha * a
	}
}

// MulAdd adds x*y, element by element, to z.
func (v Vec) MulAdd(x, y, z []float32) {
	if !v.slow {
		mulacc16(len(x), &x[0], &y[0], &z[0])
		return
	}
	for i, a := range x {
		z[i] += a * y[i]
	}
}
