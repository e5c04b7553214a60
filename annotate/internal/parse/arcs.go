package parse

import (
	"onrecord/annotate/internal/encode"
	"onrecord/annotate/internal/nn"
)

// maxPiece is the most words that are parsed as one tree over all pairs. The
// longest sentence of the treebanks has 159 words; what is longer is a list, a
// table or worse, and is parsed in pieces whose roots hang on the first.
const maxPiece = 200

// Buckets is the number of classes of distances from dependent to head: sign
// and a logarithmic length.
const Buckets = 24

// Bucket is the bucket of a head dist words to the right (left if negative).
func Bucket(dist int) int {
	side, d := 0, dist
	if d < 0 {
		side, d = Buckets/2, -d
	}
	switch {
	case d <= 6:
		return side + d - 1
	case d <= 8:
		return side + 6
	case d <= 11:
		return side + 7
	case d <= 16:
		return side + 8
	case d <= 24:
		return side + 9
	case d <= 40:
		return side + 10
	}
	return side + 11
}

// arcs is the memory for the arcs of one piece.
type arcs struct {
	quantized []uint8
	scale     []float32
	heads     nn.Matrix
	deps      nn.Rows
	score     []float32
	forest    forest
}

// heads finds the heads of a sentence's words: r.heads[row] counts from the
// sentence's separator, which is 0.
func (p *Parser) heads(r *run, sp encode.Span) {
	first := int32(-1) // the root of the first piece
	for at := sp.First + 1; at < sp.End; {
		end := sp.End
		if end-at > maxPiece {
			end = at + maxPiece
		}
		p.piece(r, sp.First, at, end)
		for row := at; row < end; row++ {
			switch {
			case r.heads[row] != 0:
				r.heads[row] += int32(at - sp.First - 1)
			case first < 0:
				first = int32(row - sp.First)
			default:
				r.heads[row] = first
			}
		}
		at = end
	}
}

// piece parses the words of rows [from, to); the root is row root.
func (p *Parser) piece(r *run, root, from, to int) {
	a, k, q := p.arcWidth, p.proj.Out, p.arc.Out
	n := to - from + 1
	s := &r.arcs
	s.quantized, s.scale = grow(s.quantized, n*a), grow(s.scale, n)
	s.deps.Reset(n-1, a)
	for i := range n {
		row := root
		if i > 0 {
			row = from + i - 1
			p.encoder.Kernel.Set(&s.deps, i-1, r.query[row*q:][:a])
		}
		s.scale[i] = p.encoder.Kernel.QuantizeWeights(s.quantized[i*a:][:a], r.out[row*k+a:][:a])
	}
	s.heads.Pack(a, n, s.quantized, a, s.scale)
	s.score = grow(s.score, n*n)
	clear(s.score[:n])
	p.encoder.Kernel.Mul(s.score[n:], n, &s.deps, &s.heads, nil)
	heads := r.heads[from:to]
	for d := 1; d < n; d++ {
		row := s.score[d*n:][:n]
		by := r.query[(from+d-1)*q+a:][:Buckets]
		for h := 1; h < n; h++ {
			if h != d {
				row[h] += by[bucketOf(h-d)]
			}
		}
		row[d] = -rootPenalty * 2
		heads[d-1] = int32(p.encoder.Kernel.Best(row))
	}
	if !s.forest.isTree(heads) {
		s.forest.solve(s.score, n, heads)
	}
}

// near holds the buckets of short distances.
var near = func() (t [2*maxPiece + 1]uint8) {
	for i := range t {
		if i != maxPiece {
			t[i] = uint8(Bucket(i - maxPiece))
		}
	}
	return t
}()

func bucketOf(dist int) uint8 { return near[dist+maxPiece] }

// isTree reports whether the heads (0 the root) have one root and no cycle.
func (f *forest) isTree(heads []int32) bool {
	f.mark = grow(f.mark, len(heads)+1)
	clear(f.mark)
	roots := 0
	for i, h := range heads {
		if h == 0 {
			roots++
		}
		at := int32(i + 1)
		for at != 0 && f.mark[at] == 0 {
			f.mark[at] = int32(i + 1)
			at = heads[at-1]
		}
		if at != 0 && f.mark[at] == int32(i+1) {
			return false
		}
	}
	return roots == 1
}
