package train

import (
	"math"
	"math/rand/v2"

	"onrecord/annotate/internal/parse"
	"onrecord/annotate/train/f32"
)

// Config are the sizes of the network.
type Config struct {
	Word, Sub int  // widths of the word's and the subwords' vector
	SubBits   uint // the subword table has 1<<SubBits rows
	Hidden    int  // width of one direction of one layer
	Arc, Rel  int  // widths of the parser's projections
}

// DefaultConfig is the shape of the shipped model.
var DefaultConfig = Config{Word: 96, Sub: 48, SubBits: 15, Hidden: 192, Arc: 128, Rel: 128}

// Dropout are the shares of what is left out in training.
type Dropout struct {
	Word   float32 // whole word vectors: the word is known by its letters alone
	Input  float32 // elements of the input, one mask a sentence (Gal and Ghahramani 2016)
	Layer  float32 // elements of a layer's output, one mask a sentence
	Hidden float32 // elements of the heads' hidden layers
}

// Net is the network: two separate stacks of two layers, one reading forwards
// and one backwards; a third layer over both, from which a biaffine parser reads
// (Dozat and Manning 2017); tags of words and of names from the second and the
// third together.
type Net struct {
	Config
	Labels *Labels

	words, subs, bound *param
	fwd, bwd           [3]*sru
	tags, tagBias      *param // from the second layer: UPOS, XPOS, features, tags of names
	tagsTop            *param // the same from the third
	proj, projBias     *param // arc dependent, arc head, relation dependent, relation head
	arc                *param // Arc x Arc
	arcHead            *param // 1 x Arc
	dist               *param // Arc x parse.Buckets
	distBias           *param
	rel, relBias       *param
	all                []*param
}

// NewNet makes a network with weights drawn from seed. emb gives the word vectors.
func NewNet(c Config, labels *Labels, emb *Embeddings, seed uint64) *Net {
	r := rand.New(rand.NewPCG(seed, 11))
	n := &Net{Config: c, Labels: labels}
	in, h := c.Word+c.Sub, c.Hidden
	n.words = newParam("words", len(emb.Words), c.Word).table()
	copy(n.words.w, emb.Rows)
	n.words.frozen = true
	normalizeRows(n.words)
	n.subs = newParam("subwords", 1<<c.SubBits, c.Sub).uniform(r, 0.1).table()
	n.bound = newParam("bound", 1, in).uniform(r, 0.3)
	for d, stack := range []*[3]*sru{&n.fwd, &n.bwd} {
		name := []string{"forward", "backward"}[d]
		stack[0] = newSRU(name+".0", r, 2*in, h, 4, d == 1)
		stack[1] = newSRU(name+".1", r, h, h, 3, d == 1)
		stack[2] = newSRU(name+".2", r, 2*h, h, 3, d == 1)
	}
	t := labels.outputs()
	n.tags, n.tagBias = newParam("tags", 2*h, t).glorot(r, 2*h, 64), newParam("tags.bias", 1, t)
	n.tagsTop = newParam("tags.top", 2*h, t)
	p := 2*c.Arc + 2*c.Rel
	n.proj, n.projBias = newParam("proj", 2*h, p).glorot(r, 2*h, c.Arc), newParam("proj.bias", 1, p).fill(0.05)
	n.arc = newParam("arc", c.Arc, c.Arc).glorot(r, 4*c.Arc, c.Arc)
	n.arcHead = newParam("arc.head", 1, c.Arc)
	n.dist, n.distBias = newParam("distance", c.Arc, parse.Buckets), newParam("distance.bias", 1, parse.Buckets)
	n.rel, n.relBias = newParam("relation", c.Rel, len(labels.Rels)).glorot(r, c.Rel, len(labels.Rels)), newParam("relation.bias", 1, len(labels.Rels))
	n.all = []*param{n.words, n.subs, n.bound}
	for i := range 3 {
		n.all = append(n.all, n.fwd[i].weights, n.fwd[i].state, n.bwd[i].weights, n.bwd[i].state)
	}
	n.all = append(n.all, n.tags, n.tagsTop, n.tagBias, n.proj, n.projBias, n.arc, n.arcHead, n.dist, n.distBias, n.rel, n.relBias)
	return n
}

// normalizeRows scales a table so that its elements have a standard deviation
// of 0.5, the size the layers' initial weights expect.
func normalizeRows(p *param) {
	sum := 0.0
	for _, v := range p.w {
		sum += float64(v) * float64(v)
	}
	if sum == 0 {
		return
	}
	scale := float32(0.5 / math.Sqrt(sum/float64(len(p.w))))
	for i := range p.w {
		p.w[i] *= scale
	}
}

// worker runs one shard of a batch: its buffers, random numbers and product kernel.
type worker struct {
	shard int
	gemm  *f32.Gemm
	arena []float32
	used  int
	pcg   *rand.PCG
	rand  *rand.Rand
	train bool
	drop  Dropout
}

func newWorker(shard int, seed uint64) *worker {
	pcg := rand.NewPCG(seed, 100+uint64(shard))
	return &worker{shard: shard, gemm: f32.NewGemm(), pcg: pcg, rand: rand.New(pcg)}
}

func sources(workers []*worker) []*rand.PCG {
	var out []*rand.PCG
	for _, w := range workers {
		out = append(out, w.pcg)
	}
	return out
}

// floats gives n zeros that live until reset.
func (w *worker) floats(n int) []float32 {
	if w.used+n > len(w.arena) {
		w.arena = make([]float32, max(2*len(w.arena), n, 1<<20))
		w.used = 0
	}
	x := w.arena[w.used : w.used+n : w.used+n]
	w.used += n
	clear(x)
	return x
}

func (w *worker) reset() { w.used = 0 }

// mask draws n factors: 0 with probability p, else 1/(1-p); nil means all ones.
func (w *worker) mask(n int, p float32) []float32 {
	if !w.train || p == 0 {
		return nil
	}
	m := w.floats(n)
	keep := 1 / (1 - p)
	for i := range m {
		if w.rand.Float32() >= p {
			m[i] = keep
		}
	}
	return m
}

// state is one shard's forward pass over the encoder.
type state struct {
	sents  []*Sentence
	spans  []span
	rows   int
	x      []float32 // (rows+2) x in: one row before for the window, one after
	xmask  []float32 // one a sentence
	noWord []bool
	out    [3][]float32 // rows x 2*hidden
	masks  [3][]float32
	traces [2][3]*trace
}

// encodeBatch runs the layers up to depth over the sentences.
func (n *Net) encodeBatch(w *worker, sents []*Sentence, depth int) *state {
	s := &state{sents: sents}
	for _, sent := range sents {
		s.spans = append(s.spans, span{s.rows, s.rows + len(sent.Words) + 1})
		s.rows += len(sent.Words) + 1
	}
	n.input(w, s)
	in, h := n.Word+n.Sub, n.Hidden
	for l := range depth {
		s.out[l] = w.floats(s.rows * 2 * h)
		for d, stack := range []*[3]*sru{&n.fwd, &n.bwd} {
			var x, high f32.Mat
			switch l {
			case 0:
				x = f32.Mat{Rows: s.rows, Cols: 2 * in, Stride: in, Data: s.x[d*in:]}
			case 1:
				x = f32.M(s.rows, 2*h, s.out[0]).Columns(d*h, d*h+h)
				high = x
			default:
				x = f32.M(s.rows, 2*h, s.out[1])
				high = x.Columns(d*h, d*h+h)
			}
			s.traces[d][l] = stack[l].forward(w, x, high, f32.M(s.rows, 2*h, s.out[l]).Columns(d*h, d*h+h), s.spans)
		}
		s.masks[l] = w.mask(len(sents)*2*h, w.drop.Layer)
		applyMask(s, s.masks[l], s.out[l], 2*h)
	}
	return s
}

// applyMask multiplies each sentence's rows with its mask.
func applyMask(s *state, mask, data []float32, width int) {
	if mask == nil {
		return
	}
	for i, sp := range s.spans {
		m := mask[i*width : (i+1)*width]
		for r := sp.first; r < sp.end; r++ {
			for j, v := range m {
				data[r*width+j] *= v
			}
		}
	}
}

func (n *Net) input(w *worker, s *state) {
	in := n.Word + n.Sub
	s.x = w.floats((s.rows + 2) * in)
	s.xmask = w.mask(len(s.sents)*in, w.drop.Input)
	s.noWord = make([]bool, s.rows)
	for i, sp := range s.spans {
		copy(s.x[(sp.first+1)*in:], n.bound.w)
		for t := range s.sents[i].Words {
			row := sp.first + 1 + t
			dst := s.x[(row+1)*in:][:in]
			word := s.sents[i].Words[t]
			if w.train && w.rand.Float32() < w.drop.Word {
				word = 0
				s.noWord[row] = true
			}
			copy(dst, n.words.w[int(word)*n.Word:][:n.Word])
			for _, f := range s.sents[i].subs(t) {
				for k, v := range n.subs.w[int(f)*n.Sub:][:n.Sub] {
					dst[n.Word+k] += v
				}
			}
			if s.xmask != nil {
				for k, v := range s.xmask[i*in:][:in] {
					dst[k] *= v
				}
			}
		}
	}
	copy(s.x[(s.rows+1)*in:], n.bound.w)
}

// backEncode goes back from the gradients of the layers' outputs.
func (n *Net) backEncode(w *worker, s *state, dout *[3][]float32, depth int) {
	in, h := n.Word+n.Sub, n.Hidden
	dx := w.floats((s.rows + 2) * in)
	for l := depth - 1; l >= 0; l-- {
		applyMask(s, s.masks[l], dout[l], 2*h)
		for d, stack := range []*[3]*sru{&n.fwd, &n.bwd} {
			var gx, gh f32.Mat
			switch l {
			case 0:
				gx = f32.Mat{Rows: s.rows, Cols: 2 * in, Stride: in, Data: dx[d*in:]}
			case 1:
				gx = f32.M(s.rows, 2*h, dout[0]).Columns(d*h, d*h+h)
				gh = gx
			default:
				gx = f32.M(s.rows, 2*h, dout[1])
				gh = gx.Columns(d*h, d*h+h)
			}
			stack[l].backward(w, s.traces[d][l], f32.M(s.rows, 2*h, dout[l]).Columns(d*h, d*h+h), gx, gh, s.spans)
		}
	}
	n.backInput(w, s, dx)
}

func (n *Net) backInput(w *worker, s *state, dx []float32) {
	in := n.Word + n.Sub
	bound := n.bound.grad[w.shard]
	for i, sp := range s.spans {
		addTo(bound, dx[(sp.first+1)*in:][:in])
		for t := range s.sents[i].Words {
			row := sp.first + 1 + t
			d := dx[(row+1)*in:][:in]
			if s.xmask != nil {
				for k, v := range s.xmask[i*in:][:in] {
					d[k] *= v
				}
			}
			for _, f := range s.sents[i].subs(t) {
				addTo(n.subs.row(w.shard, f), d[n.Word:])
			}
			if n.words.frozen {
				continue
			}
			word := s.sents[i].Words[t]
			if s.noWord[row] {
				word = 0
			}
			addTo(n.words.row(w.shard, word), d[:n.Word])
		}
	}
	addTo(bound, dx[(s.rows+1)*in:][:in])
}

func addTo(dst, src []float32) {
	src = src[:len(dst)]
	for i := range dst {
		dst[i] += src[i]
	}
}
