package train

import (
	"context"
	"log"
	"math"
	"math/rand/v2"

	"onrecord/annotate/internal/encode"
	"onrecord/annotate/train/f32"
)

// PretrainOptions are the knobs of Pretrain.
type PretrainOptions struct {
	Words     int // of free text, in an order drawn from Seed
	Batch     int // words
	Rate      float32
	Warmup    int // steps
	Negatives int // words each shard's targets are told from
	Width     int // of the vectors that are compared; the last element is a bias
	WordDrop  float32
	Seed      uint64
}

// DefaultPretrain is what the shipped model was trained with.
var DefaultPretrain = PretrainOptions{Words: 30e6, Batch: 2400, Rate: 2e-3, Warmup: 300, Negatives: 768, Width: 128, WordDrop: 0.1, Seed: 1}

// foretell is the head that guesses a word from the forward stack's view of
// what stands before it and the backward stack's of what follows (Melamud et
// al. 2016, "context2vec"). It is thrown away afterwards.
type foretell struct {
	net       *Net
	proj      *param // 2*Hidden x Width
	bias      *param
	out       *param // words x Width
	negatives []int32
	logq      []float32 // by word: log of the expected occurrences among the negatives
	o         PretrainOptions
}

func newForetell(n *Net, emb *Embeddings, o PretrainOptions) *foretell {
	r := rand.New(rand.NewPCG(o.Seed, 21))
	f := &foretell{net: n, o: o}
	f.proj = newParam("foretell", 2*n.Hidden, o.Width).glorot(r, 2*n.Hidden, o.Width)
	f.bias = newParam("foretell.bias", 1, o.Width)
	f.out = newParam("foretell.words", len(emb.Words), o.Width).uniform(r, 0.05).table()
	total, mass := 0.0, 0.0
	for _, c := range emb.Counts {
		total += float64(c)
		mass += math.Pow(float64(c), 0.75)
	}
	f.negatives = make([]int32, 0, 1<<22)
	f.logq = make([]float32, len(emb.Words))
	for i, c := range emb.Counts {
		q := math.Pow(float64(c), 0.75) / mass
		for range int(q*(1<<22) + 0.5) {
			f.negatives = append(f.negatives, int32(i))
		}
		f.logq[i] = float32(math.Log(q*float64(o.Negatives) + 1e-12))
		f.out.w[(i+1)*o.Width-1] = float32(math.Log(float64(c)/total + 1e-9))
	}
	return f
}

// learn runs one shard of a batch.
func (f *foretell) learn(w *worker, sents []*Sentence, norm float32) tally {
	w.reset()
	n, h, p := f.net, f.net.Hidden, f.o.Width
	s := n.encodeBatch(w, sents, 2)
	var targets []int32
	var rows []int
	var last []bool
	for i, sp := range s.spans {
		for t, word := range sents[i].Words {
			if word != 0 {
				targets, rows, last = append(targets, word), append(rows, sp.first+1+t), append(last, t == len(sents[i].Words)-1)
			}
		}
	}
	m := len(targets)
	if m == 0 {
		return tally{}
	}
	x := w.floats(m * 2 * h)
	for i, row := range rows {
		copy(x[i*2*h:][:h], s.out[1][(row-1)*2*h:])
		if !last[i] {
			copy(x[i*2*h+h:][:h], s.out[1][(row+1)*2*h+h:])
		}
	}
	y, dy := w.floats(m*p), w.floats(m*p)
	for i := range m {
		copy(y[i*p:], f.bias.w)
	}
	w.gemm.Add(f32.M(m, p, y), f32.M(m, 2*h, x), f32.M(2*h, p, f.proj.w))
	for i := range m {
		y[(i+1)*p-1] = 1
	}
	t := f.compare(w, y, dy, targets, norm)
	t.words = m
	for i := range m {
		dy[(i+1)*p-1] = 0
	}
	dx := w.floats(m * 2 * h)
	w.gemm.Add(f32.M(2*h, p, f.proj.grad[w.shard]), f32.M(m, 2*h, x).Tr(), f32.M(m, p, dy))
	w.gemm.Add(f32.M(m, 2*h, dx), f32.M(m, p, dy), f32.M(2*h, p, f.proj.w).Tr())
	sumRows(f.bias.grad[w.shard], dy, p)
	dout := [3][]float32{w.floats(s.rows * 2 * h), w.floats(s.rows * 2 * h)}
	for i, row := range rows {
		addTo(dout[1][(row-1)*2*h:][:h], dx[i*2*h:])
		if !last[i] {
			addTo(dout[1][(row+1)*2*h+h:][:h], dx[i*2*h+h:])
		}
	}
	n.backEncode(w, s, &dout, 2)
	return t
}

func addTo(dst, src []float32) {
	src = src[:len(dst)]
	for i := range dst {
		dst[i] += src[i]
	}
}

// compare tells each target from words drawn by frequency: softmax over both,
// corrected for how they were drawn (Jean et al. 2015).
func (f *foretell) compare(w *worker, y, dy []float32, targets []int32, norm float32) tally {
	m, p, k := len(targets), f.o.Width, f.o.Negatives
	drawn := make([]int32, k)
	neg := w.floats(k * p)
	for j := range drawn {
		drawn[j] = f.negatives[w.rand.IntN(len(f.negatives))]
		copy(neg[j*p:][:p], f.out.w[int(drawn[j])*p:])
	}
	scores := w.floats(m * k)
	w.gemm.Add(f32.M(m, k, scores), f32.M(m, p, y), f32.M(k, p, neg).Tr())
	var t tally
	line := make([]float32, k+1)
	for i, target := range targets {
		row := scores[i*k : (i+1)*k]
		out := f.out.w[int(target)*p:][:p]
		own := float32(0)
		for j, v := range y[i*p:][:p] {
			own += v * out[j]
		}
		for j, v := range row {
			line[j] = v - f.logq[drawn[j]]
			if drawn[j] == target {
				line[j] = -1e4
			}
		}
		line[k] = own - f.logq[target]
		loss, ok := softmax(line, k, norm)
		t.loss += loss
		t.heads += count(ok)
		copy(row, line[:k])
		g := line[k]
		grad := f.out.row(w.shard, target)
		for j := range grad {
			grad[j] += g * y[i*p+j]
			dy[i*p+j] += g * out[j]
		}
	}
	d := f32.M(m, k, scores)
	w.gemm.Add(f32.M(m, p, dy), d, f32.M(k, p, neg))
	dneg := w.floats(k * p)
	w.gemm.Add(f32.M(k, p, dneg), d.Tr(), f32.M(m, p, y))
	for j, word := range drawn {
		addTo(f.out.row(w.shard, word), dneg[j*p:])
	}
	return t
}

// Pretrain trains the two stacks' lower layers and the embeddings on free text.
// Its state goes to the file resume now and then, from which a run that was
// stopped goes on.
func (n *Net) Pretrain(ctx context.Context, t *Text, emb *Embeddings, o PretrainOptions, log *log.Logger, resume string) error {
	f := newForetell(n, emb, o)
	params := []*param{n.words, n.subs, n.bound, f.proj, f.bias, f.out}
	for l := range 2 {
		params = append(params, n.fwd[l].weights, n.fwd[l].state, n.bwd[l].weights, n.bwd[l].state)
	}
	n.words.frozen = false
	for _, p := range params {
		p.prepare()
	}
	var workers [shards]*worker
	for i := range workers {
		workers[i] = newWorker(i, o.Seed+77)
		workers[i].train, workers[i].drop = true, Dropout{Word: o.WordDrop}
	}
	source := newFreeText(t, NewCoder(emb, nil, n.SubBits), o.Seed)
	steps, every := o.Words/o.Batch, tally{}
	at := progress{Seed: o.Seed}
	if _, err := at.restore(resume, params, sources(workers[:])); err != nil {
		return err
	}
	for range at.Step {
		source.next(o.Batch)
	}
	for step := at.Step + 1; step <= steps; step++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		batch := source.next(o.Batch)
		every.add(inShards(workers[:], batch, f.learn))
		update(params, cosine(o.Rate, step, o.Warmup, steps), 5, step)
		if step%200 == 0 {
			log.Printf("pretrain: %.2f million words of %.1f: loss %.3f, %.2f %% right among %d",
				float64(step*o.Batch)/1e6, float64(o.Words)/1e6, every.loss/float64(every.words), 100*float64(every.heads)/float64(every.words), o.Negatives+1)
			every = tally{}
		}
		if at.Step = step; step%1000 == 0 {
			if err := at.dump(resume, params, sources(workers[:])); err != nil {
				return err
			}
		}
	}
	n.words.frozen = true
	for _, p := range n.all {
		p.forget()
	}
	return nil
}

// freeText deals out the sentences of a text in an order drawn from a seed.
type freeText struct {
	text  *Text
	order []uint32
	at    int
	words []int32
	subs  []int32
	ends  []int32 // of each form's subwords
}

func newFreeText(t *Text, c *Coder, seed uint64) *freeText {
	f := &freeText{text: t, order: make([]uint32, len(t.Ends))}
	for i := range f.order {
		f.order[i] = uint32(i)
	}
	r := rand.New(rand.NewPCG(seed, 31))
	r.Shuffle(len(f.order), func(i, j int) { f.order[i], f.order[j] = f.order[j], f.order[i] })
	f.ends = append(f.ends, 0)
	var buf []byte
	for _, form := range t.Forms {
		buf = encode.Normalize(buf[:0], form)
		f.words = append(f.words, c.words[string(buf)])
		f.subs = encode.Subwords(f.subs, form, buf, c.bits)
		f.ends = append(f.ends, int32(len(f.subs)))
	}
	return f
}

// sentence is the next sentence's forms.
func (f *freeText) sentence() []uint32 {
	i := f.order[f.at]
	f.at++
	start := uint32(0)
	if i > 0 {
		start = f.text.Ends[i-1]
	}
	return f.text.Tokens[start:f.text.Ends[i]]
}

// next is a batch of about so many words.
func (f *freeText) next(words int) []*Sentence {
	var out []*Sentence
	for n := 0; n < words; {
		if f.at == len(f.order) {
			f.at = 0
		}
		tokens := f.sentence()
		if len(tokens) < 4 {
			continue
		}
		s := &Sentence{Weight: 1}
		for _, t := range tokens {
			s.Words = append(s.Words, f.words[t])
			s.subRows = append(s.subRows, f.subs[f.ends[t]:f.ends[t+1]]...)
			s.subEnds = append(s.subEnds, int32(len(s.subRows)))
		}
		out = append(out, s)
		n += len(tokens)
	}
	return out
}
