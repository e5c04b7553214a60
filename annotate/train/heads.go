package train

import (
	"math"
	"slices"

	"onrecord/annotate/internal/names"
	"onrecord/annotate/internal/parse"
	"onrecord/annotate/train/f32"
)

// tally is what a shard adds up.
type tally struct {
	words, upos, xpos, feats, heads, labelled int
	names                                     hits // spans and kinds, where names are known
	loss                                      float64
}

func (t *tally) add(o tally) {
	t.words += o.words
	t.upos += o.upos
	t.xpos += o.xpos
	t.feats += o.feats
	t.heads += o.heads
	t.labelled += o.labelled
	t.names.gold += o.names.gold
	t.names.found += o.names.found
	t.names.right += o.names.right
	t.loss += o.loss
}

// softmax turns scores into the gradient of the cross-entropy with gold, times
// weight, and returns the loss and whether the best score is gold's. A gold of
// -1 is unknown: no gradient.
func softmax(x []float32, gold int, weight float32) (loss float64, right bool) {
	best := argmax(x)
	top := x[best]
	if gold < 0 {
		clear(x)
		return 0, false
	}
	sum := 0.0
	for i, v := range x {
		e := float32(math.Exp(float64(v - top)))
		x[i] = e
		sum += float64(e)
	}
	loss = math.Log(sum) - math.Log(float64(x[gold])+1e-30)
	scale := weight / float32(sum)
	for i := range x {
		x[i] *= scale
	}
	x[gold] -= weight
	return loss, best == gold
}

// tagWeight is the share of the tags' losses against the parser's.
const tagWeight = 0.5

// tagHead scores tags from the second and third layer and, in training, goes back.
func (n *Net) tagHead(w *worker, s *state, dout *[3][]float32, norm float32) tally {
	h, k := 2*n.Hidden, n.Labels.outputs()
	y := w.floats(s.rows * k)
	for i := range s.rows {
		copy(y[i*k:], n.tagBias.w)
	}
	w.gemm.Add(f32.M(s.rows, k, y), f32.M(s.rows, h, s.out[1]), f32.M(h, k, n.tags.w))
	w.gemm.Add(f32.M(s.rows, k, y), f32.M(s.rows, h, s.out[2]), f32.M(h, k, n.tagsTop.w))
	x0, f0, n0 := uposCount, uposCount+len(n.Labels.XPOS), n.Labels.tags()
	var t tally
	for i, sp := range s.spans {
		sent := s.sents[i]
		clear(y[sp.first*k : (sp.first+1)*k])
		weight := tagWeight * norm * sent.Weight
		for j := range sent.Words {
			row := y[(sp.first+1+j)*k:][:k]
			loss, ok := softmax(row[:x0], int(sent.UPOS[j]), weight)
			t.upos += count(ok)
			t.loss += loss
			loss, ok = softmax(row[x0:f0], int(sent.XPOS[j]), weight)
			t.xpos += count(ok)
			t.loss += loss
			loss, ok = softmax(row[f0:n0], int(sent.Feats[j]), weight)
			t.feats += count(ok)
			t.loss += loss
		}
		t.loss += nameRows(y[(sp.first+1)*k:sp.end*k], k, n0, sent.Names, weight*sent.NameWeight, &t.names)
	}
	if !w.train {
		return t
	}
	d := f32.M(s.rows, k, y)
	w.gemm.Add(f32.M(h, k, n.tags.grad[w.shard]), f32.M(s.rows, h, s.out[1]).Tr(), d)
	w.gemm.Add(f32.M(s.rows, h, dout[1]), d, f32.M(h, k, n.tags.w).Tr())
	w.gemm.Add(f32.M(h, k, n.tagsTop.grad[w.shard]), f32.M(s.rows, h, s.out[2]).Tr(), d)
	w.gemm.Add(f32.M(s.rows, h, dout[2]), d, f32.M(h, k, n.tagsTop.w).Tr())
	sumRows(n.tagBias.grad[w.shard], y, k)
	return t
}

// nameRows turns the scores of the tags of names, which stand from column n0 of
// rows of k, into gradients; where names are not known (gold is nil) into none.
func nameRows(y []float32, k, n0 int, gold []int16, weight float32, h *hits) (loss float64) {
	found, right := make([]int, len(gold)), make([]int, len(gold))
	for j := range len(y) / k {
		row := y[j*k+n0 : (j+1)*k]
		if gold == nil {
			clear(row)
			continue
		}
		found[j], right[j] = argmax(row), int(gold[j])
		l, _ := softmax(row, right[j], weight)
		loss += l
	}
	h.addSpans(right, found)
	return loss
}

func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

// addSpans counts the names that two rows of tags mark.
func (h *hits) addSpans(gold, found []int) {
	a, b := slices.Collect(names.Spans(gold)), slices.Collect(names.Spans(found))
	h.gold += len(a)
	h.found += len(b)
	for _, s := range a {
		h.right += count(slices.Contains(b, s))
	}
}

func (h hits) f1() float64 { return 200 * float64(h.right) / float64(max(1, h.gold+h.found)) }

func count(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

func sumRows(dst, rows []float32, k int) {
	for at := 0; at+k <= len(rows); at += k {
		for j, v := range rows[at : at+k] {
			dst[j] += v
		}
	}
}

// parseHead scores heads and relations from the third layer and, in training,
// goes back.
func (n *Net) parseHead(w *worker, s *state, dout []float32, norm float32) tally {
	h, a, l := 2*n.Hidden, n.Arc, n.Rel
	p := 2*a + 2*l
	y := w.floats(s.rows * p)
	for i := range s.rows {
		copy(y[i*p:], n.projBias.w)
	}
	w.gemm.Add(f32.M(s.rows, p, y), f32.M(s.rows, h, s.out[2]), f32.M(h, p, n.proj.w))
	for i := range s.rows {
		relu(y[i*p : i*p+2*a])
	}
	mask := w.mask(len(s.sents)*2*a, w.drop.Hidden)
	full := w.maskArcs(s, mask, y, p, 2*a)
	dy := w.floats(s.rows * p)
	t := n.arcs(w, s, y, dy, norm)
	n.relations(w, s, y, dy, norm, &t)
	if !w.train {
		return t
	}
	if full {
		w.maskArcs(s, mask, dy, p, 2*a)
	}
	for i := range s.rows {
		for j := range 2 * a {
			if y[i*p+j] <= 0 {
				dy[i*p+j] = 0
			}
		}
	}
	w.gemm.Add(f32.M(h, p, n.proj.grad[w.shard]), f32.M(s.rows, h, s.out[2]).Tr(), f32.M(s.rows, p, dy))
	w.gemm.Add(f32.M(s.rows, h, dout), f32.M(s.rows, p, dy), f32.M(h, p, n.proj.w).Tr())
	sumRows(n.projBias.grad[w.shard], dy, p)
	return t
}

func relu(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}

// maskArcs multiplies the first width columns of each sentence's rows with its mask.
func (w *worker) maskArcs(s *state, mask, y []float32, stride, width int) bool {
	if mask == nil {
		return false
	}
	for i, sp := range s.spans {
		m := mask[i*width : (i+1)*width]
		for r := sp.first; r < sp.end; r++ {
			for j, v := range m {
				y[r*stride+j] *= v
			}
		}
	}
	return true
}

// arcs scores every head for every word: dep·A·head + head·b + the distance
// table, which dep chooses from.
func (n *Net) arcs(w *worker, s *state, y, dy []float32, norm float32) tally {
	a := n.Arc
	p := 2*a + 2*n.Rel
	all := f32.M(s.rows, p, y)
	dall := f32.M(s.rows, p, dy)
	dep, ddep := all.Columns(0, a), dall.Columns(0, a)
	q := w.floats(s.rows * a) // dep·A
	for i := range s.rows {
		copy(q[i*a:], n.arcHead.w)
	}
	w.gemm.Add(f32.M(s.rows, a, q), dep, f32.M(a, a, n.arc.w))
	dist := w.floats(s.rows * parse.Buckets)
	for i := range s.rows {
		copy(dist[i*parse.Buckets:], n.distBias.w)
	}
	w.gemm.Add(f32.M(s.rows, parse.Buckets, dist), dep, f32.M(a, parse.Buckets, n.dist.w))
	dq, ddist := w.floats(s.rows*a), w.floats(s.rows*parse.Buckets)
	var t tally
	for i, sp := range s.spans {
		sent := s.sents[i]
		m := sp.end - sp.first
		t.words += m - 1
		scores := w.floats(m * m)
		heads := f32.Mat{Rows: m, Cols: a, Stride: p, Data: y[sp.first*p+a:]}
		w.gemm.Add(f32.M(m, m, scores), f32.M(m, a, q[sp.first*a:]), heads.Tr())
		weight := norm * sent.Weight
		clear(scores[:m])
		for j := 1; j < m; j++ {
			row := scores[j*m : (j+1)*m]
			db := dist[(sp.first+j)*parse.Buckets:][:parse.Buckets]
			for k := range row {
				if k != 0 && k != j {
					row[k] += db[parse.Bucket(k-j)]
				}
			}
			row[j] = -1e4
			loss, ok := softmax(row, int(sent.Heads[j-1]), weight)
			t.heads += count(ok)
			t.loss += loss
			gd := ddist[(sp.first+j)*parse.Buckets:][:parse.Buckets]
			for k, v := range row {
				if k != 0 && k != j {
					gd[parse.Bucket(k-j)] += v
				}
			}
		}
		if w.train {
			d := f32.M(m, m, scores)
			w.gemm.Add(f32.M(m, a, dq[sp.first*a:]), d, heads)
			w.gemm.Add(f32.Mat{Rows: m, Cols: a, Stride: p, Data: dy[sp.first*p+a:]}, d.Tr(), f32.M(m, a, q[sp.first*a:]))
		}
	}
	if !w.train {
		return t
	}
	g := w.shard
	w.gemm.Add(f32.M(a, a, n.arc.grad[g]), dep.Tr(), f32.M(s.rows, a, dq))
	w.gemm.Add(ddep, f32.M(s.rows, a, dq), f32.M(a, a, n.arc.w).Tr())
	sumRows(n.arcHead.grad[g], dq, a)
	w.gemm.Add(f32.M(a, parse.Buckets, n.dist.grad[g]), dep.Tr(), f32.M(s.rows, parse.Buckets, ddist))
	w.gemm.Add(ddep, f32.M(s.rows, parse.Buckets, ddist), f32.M(a, parse.Buckets, n.dist.w).Tr())
	sumRows(n.distBias.grad[g], ddist, parse.Buckets)
	return t
}

// relations labels the arcs to the gold heads.
func (n *Net) relations(w *worker, s *state, y, dy []float32, norm float32, t *tally) {
	a, l, k := n.Arc, n.Rel, len(n.Labels.Rels)
	p := 2*a + 2*l
	hid := w.floats(s.rows * l)
	mask := w.mask(len(s.sents)*l, w.drop.Hidden)
	each := func(f func(dep, head int)) {
		for i, sp := range s.spans {
			for j := range s.sents[i].Words {
				f(sp.first+1+j, sp.first+max(0, int(s.sents[i].Heads[j])))
			}
		}
	}
	each(func(dep, head int) {
		x, d, e := hid[dep*l:][:l], y[dep*p+2*a:][:l], y[head*p+2*a+l:][:l]
		for j := range x {
			x[j] = max(d[j]+e[j], 0)
		}
	})
	w.maskArcs(s, mask, hid, l, l)
	z := w.floats(s.rows * k)
	for i := range s.rows {
		copy(z[i*k:], n.relBias.w)
	}
	w.gemm.Add(f32.M(s.rows, k, z), f32.M(s.rows, l, hid), f32.M(l, k, n.rel.w))
	for i, sp := range s.spans {
		clear(z[sp.first*k : (sp.first+1)*k])
		for j := range s.sents[i].Words {
			loss, ok := softmax(z[(sp.first+1+j)*k:][:k], int(s.sents[i].Rels[j]), norm*s.sents[i].Weight)
			t.loss += loss
			t.labelled += count(ok)
		}
	}
	if !w.train {
		return
	}
	dh := w.floats(s.rows * l)
	w.gemm.Add(f32.M(l, k, n.rel.grad[w.shard]), f32.M(s.rows, l, hid).Tr(), f32.M(s.rows, k, z))
	w.gemm.Add(f32.M(s.rows, l, dh), f32.M(s.rows, k, z), f32.M(l, k, n.rel.w).Tr())
	sumRows(n.relBias.grad[w.shard], z, k)
	w.maskArcs(s, mask, dh, l, l)
	each(func(dep, head int) {
		x, g := hid[dep*l:][:l], dh[dep*l:][:l]
		d, e := dy[dep*p+2*a:][:l], dy[head*p+2*a+l:][:l]
		for j := range x {
			if x[j] > 0 {
				d[j] += g[j]
				e[j] += g[j]
			}
		}
	})
}

// learn runs one shard of a batch forwards and backwards. norm is one over the
// words of the whole batch.
func (n *Net) learn(w *worker, sents []*Sentence, norm float32) tally {
	if len(sents) == 0 {
		return tally{} // a batch of one long sentence leaves the other shard without
	}
	w.reset()
	s := n.encodeBatch(w, sents, 3)
	var dout [3][]float32
	for i := range dout {
		dout[i] = w.floats(s.rows * 2 * n.Hidden)
	}
	t := n.tagHead(w, s, &dout, norm)
	t.add(n.parseHead(w, s, dout[2], norm))
	if w.train {
		n.backEncode(w, s, &dout, 3)
	}
	return t
}
