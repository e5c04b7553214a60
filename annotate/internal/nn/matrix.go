// Package nn is the arithmetic of the neural layers at work: matrices of small
// integers times rows of small integers. Sums are exact integers, so every
// kernel (AVX-512 VNNI, AVX2, plain Go) gives the same bits on every machine;
// what remains in floating point is done element by element in one fixed
// order, each operation rounded (float32(x*y) keeps compilers from fusing).
//
// The package also holds the model file format. It knows nothing of language
// and nothing of training.
package nn

import "math"

// A tile is what a kernel computes at once: 12 rows by 32 outputs are 24 of
// AVX-512's 32 registers.
const (
	tileRows = 12
	tileCols = 32
)

// WeightMax bounds a quantized weight. With seven bits the sum of two products
// with unsigned bytes, 2*255*63, fits the 16 bits of AVX2's VPMADDUBSW.
const WeightMax = 63

// zeroPoint is what stands for 0 in an activation byte.
const zeroPoint = 128

// Kernel names an implementation of the product.
type Kernel uint8

// The kernels, all with equal results.
const (
	Portable Kernel = iota
	AVX2
	VNNI
)

// String is the kernel's name.
func (k Kernel) String() string { return [...]string{"portable", "avx2", "avx512-vnni"}[k] }

// Matrix is a quantized matrix with a scale for each output.
type Matrix struct {
	In, Out int
	// packed holds blocks of 32 outputs by 4 inputs; both are padded with zeros.
	packed []int8
	scale  []float32 // by output, padded to blocks
	sum    []int32   // by output: zeroPoint times the sum of its weights
}

func padded(n, to int) int { return (n + to - 1) / to * to }

// Stride is the bytes from one row of activations to the next for a matrix
// with so many inputs.
func Stride(in int) int { return padded(in, 4) }

// PackMatrix makes a matrix from quantized weights (signed bytes), out rows of in
// columns.
func PackMatrix(in, out int, weights []uint8, scale []float32) *Matrix {
	m := &Matrix{}
	m.Pack(in, out, weights, in, scale)
	return m
}

// Pack fills m, whose memory is used again, from rows that are stride apart.
func (m *Matrix) Pack(in, out int, weights []uint8, stride int, scale []float32) {
	k4, blocks := Stride(in)/4, padded(out, tileCols)/tileCols
	m.In, m.Out = in, out
	m.packed = resize(m.packed, blocks*tileCols*k4*4)
	m.scale = resize(m.scale, blocks*tileCols)
	m.sum = resize(m.sum, blocks*tileCols)
	clear(m.packed)
	clear(m.scale)
	clear(m.sum)
	copy(m.scale, scale[:out])
	for o := range out {
		row := weights[o*stride:][:in]
		to := m.packed[(o/tileCols*k4*tileCols+o%tileCols)*4:]
		sum := int32(0)
		for len(row) >= 4 {
			a, b, c, d := int8(row[0]), int8(row[1]), int8(row[2]), int8(row[3])
			to[0], to[1], to[2], to[3] = a, b, c, d
			sum += int32(a) + int32(b) + int32(c) + int32(d)
			if row = row[4:]; len(row) > 0 {
				to = to[tileCols*4:]
			}
		}
		for i, v := range row {
			to[i] = int8(v)
			sum += int32(int8(v))
		}
		m.sum[o] = sum * zeroPoint
	}
}

func resize[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n, n+n/4)
	}
	return x[:n]
}

// Rows is a batch of quantized activations. The zero value is ready; memory is
// used again by the next Reset.
type Rows struct {
	N, Width int
	stride   int
	data     []uint8
	scale    []float32
}

// Reset makes room for n rows of width values.
func (r *Rows) Reset(n, width int) {
	r.N, r.Width, r.stride = n, width, Stride(width)
	// A kernel reads whole tiles: rows beyond the last are read and not used.
	r.data = resize(r.data, padded(n, tileRows)*r.stride)
	r.scale = resize(r.scale, n)
	if width%4 != 0 {
		clear(r.data)
	}
}

// Set quantizes x as row i: symmetric, 127 steps to the largest magnitude,
// halves to even.
func (k Kernel) Set(r *Rows, i int, x []float32) {
	r.scale[i] = k.quantize(r.data[i*r.stride:][:r.Width], x, 127, zeroPoint)
}

// Top is the largest magnitude in x.
func (k Kernel) Top(x []float32) float32 {
	top, ok := k.topFast(x)
	if !ok {
		for _, v := range x {
			top = max(top, v, -v)
		}
	}
	return top
}

// SetBelow is Set where the largest magnitude in x is known.
func (k Kernel) SetBelow(r *Rows, i int, x []float32, top float32) {
	r.scale[i] = k.steps(r.data[i*r.stride:][:r.Width], x, top, 127, zeroPoint)
}

// QuantizeWeights quantizes a row to signed bytes of at most WeightMax and
// returns the scale that gives the values back.
func (k Kernel) QuantizeWeights(dst []uint8, x []float32) float32 {
	return k.quantize(dst, x, WeightMax, 0)
}

// roundMagic added to a float32 of small magnitude leaves its value rounded to
// an integer in the low bits (1.5 * 2^23).
const roundMagic = 12582912

// quantize writes x in steps of its largest magnitude over limit, as signed
// bytes with the bits of flip turned over (those of zeroPoint make them
// unsigned ones around it), and returns the step.
func (k Kernel) quantize(dst []uint8, x []float32, limit float32, flip uint8) float32 {
	return k.steps(dst, x, k.Top(x), limit, flip)
}

// steps is quantize with the largest magnitude.
func (k Kernel) steps(dst []uint8, x []float32, top, limit float32, flip uint8) float32 {
	if !(top > 1e-20) {
		for i := range dst {
			dst[i] = flip
		}
		return 0
	}
	inv := limit / top
	if !k.bytesFast(dst, x, inv, flip) {
		for i, v := range x {
			dst[i] = uint8(math.Float32bits(float32(v*inv)+roundMagic)) ^ flip
		}
	}
	return top / limit
}

// Mul writes rows times m, plus bias (nil for none), to dst, whose rows are
// stride apart.
func (k Kernel) Mul(dst []float32, stride int, rows *Rows, m *Matrix, bias []float32) {
	if rows.Width != m.In {
		panic("nn: sizes do not agree")
	}
	if rows.N == 0 {
		return
	}
	var none [tileCols]float32
	for o := 0; o < m.Out; o += tileCols {
		cols := min(tileCols, m.Out-o)
		add := none[:cols]
		if bias != nil {
			add = bias[o:][:cols]
		}
		weights := m.packed[o*rows.stride:][:tileCols*rows.stride]
		if !k.blockFast(dst[o:], stride, rows, weights, m.sum[o:], m.scale[o:], add) {
			k.block(dst[o:], stride, rows, weights, m.sum[o:], m.scale[o:], add)
		}
	}
}

// block is the product with the weights of as many outputs as there are biases,
// a tile's at most.
func (k Kernel) block(dst []float32, stride int, rows *Rows, weights []int8, sum []int32, scale, bias []float32) {
	var tile [tileRows * tileCols]int32
	var edge [tileRows * tileCols]float32
	var add [tileCols]float32
	cols := copy(add[:], bias)
	for i := 0; i < rows.N; i += tileRows {
		k.fill(rows.stride/4, rows.data[i*rows.stride:], rows.stride, weights, &tile)
		n, by := min(tileRows, rows.N-i), rows.scale[i:]
		if cols == tileCols {
			k.scaleRows(dst[i*stride:], stride, n, tile[:], sum, scale, by, add[:])
			continue
		}
		k.scaleRows(edge[:], tileCols, n, tile[:], sum, scale, by, add[:])
		for r := range n {
			copy(dst[(i+r)*stride:][:cols], edge[r*tileCols:])
		}
	}
}

// scaleRows turns sums into values: dst = (acc-sum) * (scale*by) + bias.
func (k Kernel) scaleRows(dst []float32, stride, rows int, acc, sum []int32, scale, by, bias []float32) {
	if k.scaleFast(dst, stride, rows, acc, sum, scale, by, bias) {
		return
	}
	sum, scale, bias = sum[:tileCols], scale[:tileCols], bias[:tileCols]
	for r := range rows {
		row := acc[r*tileCols:][:tileCols]
		out := dst[r*stride:][:tileCols]
		for c := range out {
			out[c] = float32(float32(row[c]-sum[c])*float32(scale[c]*by[r])) + bias[c]
		}
	}
}

func tilePortable(k4 int, x []uint8, stride int, w []int8, tile *[tileRows * tileCols]int32) {
	for r := range tileRows {
		acc := tile[r*tileCols:][:tileCols]
		clear(acc)
		row := x[r*stride:][:k4*4]
		for k := range k4 {
			x0, x1, x2, x3 := int32(row[4*k]), int32(row[4*k+1]), int32(row[4*k+2]), int32(row[4*k+3])
			ws := w[k*tileCols*4:][:tileCols*4]
			for c := range acc {
				acc[c] += x0*int32(ws[4*c]) + x1*int32(ws[4*c+1]) + x2*int32(ws[4*c+2]) + x3*int32(ws[4*c+3])
			}
		}
	}
}
