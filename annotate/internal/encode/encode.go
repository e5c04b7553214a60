package encode

import (
	"encoding/json"
	"fmt"

	"onrecord/annotate/internal/nn"
	"onrecord/ling"
)

// Shape are the sizes of an encoder, stored in the model's section "shape".
type Shape struct {
	Word   int  `json:"word"`
	Sub    int  `json:"sub"`
	Bits   uint `json:"bits"`
	Hidden int  `json:"hidden"`
}

// Depth is the number of layers of a direction.
const Depth = 3

// Encoder is a trained network. It is safe for concurrent use.
type Encoder struct {
	Shape
	Kernel nn.Kernel

	vocab     *vocab
	words     []byte // signed
	wordScale []float32
	subs      []byte
	subScale  []float32
	bound     []float32
	layers    [Depth][2]layer
}

type layer struct {
	weights *nn.Matrix
	bias    []float32 // of the gates, zeros for the candidates
	vf, vr  []float32
}

// Section names: written by training, read by New.
const (
	SectionShape = "shape"
	SectionVocab = "vocab"
	SectionWords = "words"
	SectionSubs  = "subwords"
	SectionBound = "bound"
)

// SectionLayer is the name of a layer's weights; ".bias" and ".state" follow.
func SectionLayer(depth, direction int) string {
	return fmt.Sprintf("layer%d.%s", depth, [...]string{"forward", "backward"}[direction])
}

// New reads the encoder of a model file, for the machine's fastest kernel.
func New(f *nn.File) (*Encoder, error) {
	e := &Encoder{Kernel: nn.Kernels()[0]}
	shape, err := f.Bytes(SectionShape)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(shape, &e.Shape); err != nil {
		return nil, fmt.Errorf("read model: shape: %w", err)
	}
	lines, err := f.Bytes(SectionVocab)
	if err != nil {
		return nil, err
	}
	e.vocab = newVocab(lines)
	if e.words, e.wordScale, err = table(f, SectionWords, e.vocab.len(), e.Word); err != nil {
		return nil, err
	}
	if e.subs, e.subScale, err = table(f, SectionSubs, 1<<e.Bits, e.Sub); err != nil {
		return nil, err
	}
	if e.bound, err = f.Floats(SectionBound); err != nil {
		return nil, err
	}
	if len(e.bound) != e.Word+e.Sub {
		return nil, fmt.Errorf("read model: boundary of %d, want %d", len(e.bound), e.Word+e.Sub)
	}
	for l := range e.layers {
		for d := range e.layers[l] {
			if e.layers[l][d], err = readLayer(f, SectionLayer(l, d), e.Hidden); err != nil {
				return nil, err
			}
		}
	}
	return e, e.check()
}

func table(f *nn.File, name string, rows, cols int) ([]byte, []float32, error) {
	data, err := f.Bytes(name)
	if err != nil {
		return nil, nil, err
	}
	scale, err := f.Floats(name + ".scale")
	if err != nil {
		return nil, nil, err
	}
	if len(scale) != rows || len(data) != rows*cols {
		return nil, nil, fmt.Errorf("read model: %q is not %d by %d", name, rows, cols)
	}
	return data, scale, nil
}

func readLayer(f *nn.File, name string, hidden int) (layer, error) {
	var l layer
	var err error
	if l.weights, err = f.Matrix(name); err != nil {
		return l, err
	}
	if l.bias, err = f.Floats(name + ".bias"); err != nil {
		return l, err
	}
	state, err := f.Floats(name + ".state")
	if err != nil {
		return l, err
	}
	if len(state) != 2*hidden || len(l.bias) != l.weights.Out {
		return l, fmt.Errorf("read model: %q has wrong sizes", name)
	}
	l.vf, l.vr = state[:hidden], state[hidden:]
	return l, nil
}

func (e *Encoder) check() error {
	in := [Depth]int{2 * (e.Word + e.Sub), e.Hidden, 2 * e.Hidden}
	parts := [Depth]int{4, 3, 3}
	for l := range e.layers {
		for d := range e.layers[l] {
			if m := e.layers[l][d].weights; m.In != in[l] || m.Out != parts[l]*e.Hidden {
				return fmt.Errorf("read model: %s is %d by %d", SectionLayer(l, d), m.In, m.Out)
			}
		}
	}
	return nil
}

// Span is the rows of one sentence: First is its separator's (the root of its
// tree), the words follow to End.
type Span struct{ First, End int }

// Scratch is the memory of one run. It is not safe for concurrent use; its
// buffers grow to the largest batch and are then used again.
type Scratch struct {
	Spans []Span
	N     int // rows of the batch
	// Mid and Top are what the second and the third layer say of each row,
	// 2*Hidden values: tags are read from Mid, trees from Top.
	Mid, Top []float32
	// MidRows are the rows of Mid quantized, for any matrix to be put on it.
	MidRows nn.Rows

	x, low, u, c []float32
	tops         []float32 // the largest magnitude of each row of x
	rows         nn.Rows
	norm         []byte
	feats        []int32
}

// Encode runs the network over sentences of tokens (their Form is all it reads).
func (e *Encoder) Encode(s *Scratch, tokens []ling.Token, sents []ling.Sentence) {
	s.Spans, s.N = s.Spans[:0], 0
	for _, sent := range sents {
		n := sent.Last - sent.First
		s.Spans = append(s.Spans, Span{s.N, s.N + n + 1})
		s.N += n + 1
	}
	e.input(s, tokens, sents)
	h := e.Hidden
	s.u = grow(s.u, s.N*4*h)
	s.c = grow(s.c, h)
	s.low, s.Mid, s.Top = grow(s.low, s.N*2*h), grow(s.Mid, s.N*2*h), grow(s.Top, s.N*2*h)
	for d := range 2 {
		e.windows(s, d)
		e.layer(s, 0, d, s.low, nil, &s.rows)
	}
	for d := range 2 {
		s.rows.Reset(s.N, h)
		for i := range s.N {
			e.Kernel.Set(&s.rows, i, s.low[i*2*h+d*h:][:h])
		}
		e.layer(s, 1, d, s.Mid, s.low, &s.rows)
	}
	s.MidRows.Reset(s.N, 2*h)
	for i := range s.N {
		e.Kernel.Set(&s.MidRows, i, s.Mid[i*2*h:][:2*h])
	}
	for d := range 2 {
		e.layer(s, 2, d, s.Top, s.Mid, &s.MidRows)
	}
}

func grow(x []float32, n int) []float32 {
	if cap(x) < n {
		return make([]float32, n, n+n/4)
	}
	return x[:n]
}

// input sums each word's vectors. Row r of the batch is row r+1 of x, so that
// the first and the last have neighbours.
func (e *Encoder) input(s *Scratch, tokens []ling.Token, sents []ling.Sentence) {
	in := e.Word + e.Sub
	s.x = grow(s.x, (s.N+2)*in)
	copy(s.x, e.bound)
	copy(s.x[(s.N+1)*in:], e.bound)
	for i, sent := range sents {
		row := s.Spans[i].First + 1
		copy(s.x[row*in:], e.bound)
		for _, t := range tokens[sent.First:sent.Last] {
			row++
			e.word(s, s.x[row*in:][:in], t.Form)
		}
	}
	s.tops = grow(s.tops, s.N+2)
	for i := range s.tops { // once, for the four windows that a row stands in
		s.tops[i] = e.Kernel.Top(s.x[i*in:][:in])
	}
}

func (e *Encoder) word(s *Scratch, dst []float32, form string) {
	s.norm = Normalize(s.norm[:0], form)
	row := e.vocab.row(s.norm)
	clear(dst)
	e.Kernel.Add(dst[:e.Word], e.words[row*e.Word:], e.wordScale[row])
	s.feats = Subwords(s.feats[:0], form, s.norm, e.Bits)
	for _, f := range s.feats {
		e.Kernel.Add(dst[e.Word:], e.subs[int(f)*e.Sub:], e.subScale[f])
	}
}

// windows quantizes each row beside its left (d 0) or right (d 1) neighbour.
func (e *Encoder) windows(s *Scratch, d int) {
	in := e.Word + e.Sub
	s.rows.Reset(s.N, 2*in)
	for i := range s.N {
		e.Kernel.SetBelow(&s.rows, i, s.x[(i+d)*in:][:2*in], max(s.tops[i+d], s.tops[i+d+1]))
	}
}

// layer runs direction d of layer l. Forwards a separator shows zeros;
// backwards it is read last and has seen the whole sentence.
func (e *Encoder) layer(s *Scratch, l, d int, out, below []float32, rows *nn.Rows) {
	h := e.Hidden
	y := &e.layers[l][d]
	k := y.weights.Out
	e.Kernel.Mul(s.u, k, rows, y.weights, y.bias)
	for _, sp := range s.Spans {
		clear(s.c)
		from, to, step := sp.First+1, sp.End, 1
		if d == 1 {
			from, to, step = sp.End-1, sp.First-1, -1
		} else {
			clear(out[sp.First*2*h:][:h])
		}
		for i := from; i != to; i += step {
			u := s.u[i*k:][:k]
			high := u[(k/h-1)*h:]
			if k == 3*h {
				high = below[i*2*h+d*h:]
			}
			e.Kernel.Recur(out[i*2*h+d*h:][:h], u, high[:h], s.c, y.vf, y.vr)
		}
	}
}
