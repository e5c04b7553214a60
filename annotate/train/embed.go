package train

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"slices"

	"onrecord/annotate/internal/encode"
	"onrecord/annotate/train/f32"
)

// Embeddings are vectors of words in their normalized form, most frequent
// first; row 0 stands for every other word.
type Embeddings struct {
	Dim    int
	Words  []string // Words[0] is ""
	Counts []uint32
	Rows   []float32 // len(Words) x Dim
}

// EmbedOptions are the knobs of FitEmbeddings.
type EmbedOptions struct {
	Dim, Vocab, MinCount int
	Window, Negatives    int
	Epochs               int
	Rate                 float32
	Sample               float64 // words more frequent than this share are thinned
	Seed                 uint64
}

// DefaultEmbed is what the shipped vectors were trained with.
var DefaultEmbed = EmbedOptions{Dim: 96, Vocab: 50000, MinCount: 8, Window: 4, Negatives: 6, Epochs: 5, Rate: 0.05, Sample: 3e-5, Seed: 1}

// FitEmbeddings learns vectors by predicting each word from those around it,
// each position with weights of its own (CBOW with position weights: Mikolov
// et al. 2018, "Advances in pre-training distributed word representations"),
// with negative sampling. One goroutine, fixed seed: the same text gives the
// same bytes.
func FitEmbeddings(t *Text, o EmbedOptions, log *log.Logger) *Embeddings {
	e, ids := vocabulary(t, o)
	w := newCBOW(e, o)
	total := len(t.Tokens) * o.Epochs
	done := 0
	for epoch := range o.Epochs {
		start := uint32(0)
		for s, end := range t.Ends {
			w.sentence(t.Tokens[start:end], ids, max(o.Rate*(1-float32(done)/float32(total)), o.Rate/1000))
			done += int(end - start)
			start = end
			if (s+1)%400000 == 0 {
				log.Printf("embeddings: epoch %d, %.1f %%, loss %.3f", epoch+1, 100*float64(done)/float64(total), w.loss/float64(max(1, w.n)))
				w.loss, w.n = 0, 0
			}
		}
	}
	return e
}

// vocabulary counts normalized forms; ids maps form numbers to rows.
func vocabulary(t *Text, o EmbedOptions) (*Embeddings, []int32) {
	perForm := make([]uint32, len(t.Forms))
	for _, n := range t.Tokens {
		perForm[n]++
	}
	counts := map[string]uint32{}
	norm := make([]string, len(t.Forms))
	for n, form := range t.Forms {
		norm[n] = string(encode.Normalize(nil, form))
		counts[norm[n]] += perForm[n]
	}
	words := make([]string, 0, len(counts))
	rest := uint32(0)
	for w, n := range counts {
		if n >= uint32(o.MinCount) && len(w) < 40 {
			words = append(words, w)
		}
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	words = words[:min(len(words), o.Vocab-1)]
	e := &Embeddings{Dim: o.Dim, Words: append([]string{""}, words...), Counts: make([]uint32, len(words)+1)}
	index := make(map[string]int32, len(words))
	for i, w := range words {
		index[w] = int32(i + 1)
		e.Counts[i+1] = counts[w]
		rest += counts[w]
	}
	e.Counts[0] = uint32(len(t.Tokens)) - rest
	ids := make([]int32, len(t.Forms))
	for n, w := range norm {
		ids[n] = index[w]
	}
	r := rand.New(rand.NewPCG(o.Seed, 1))
	e.Rows = make([]float32, len(e.Words)*o.Dim)
	for i := range e.Rows {
		e.Rows[i] = (r.Float32() - 0.5) / float32(o.Dim)
	}
	return e, ids
}

// cbow is the state of training.
type cbow struct {
	e         *Embeddings
	o         EmbedOptions
	out       []float32
	position  []float32 // 2*Window x Dim
	keep      []float32 // by row, probability of keeping an occurrence
	negatives []int32   // table to sample from
	rand      *rand.PCG
	vec       f32.Vec
	hidden    []float32
	grad      []float32
	back      []float32
	words     []int32
	loss      float64
	n         int
}

func newCBOW(e *Embeddings, o EmbedOptions) *cbow {
	w := &cbow{
		e: e, o: o, vec: f32.NewVec(), rand: rand.NewPCG(o.Seed, 2),
		out:      make([]float32, len(e.Rows)),
		position: make([]float32, 2*o.Window*o.Dim),
		keep:     make([]float32, len(e.Words)),
		hidden:   make([]float32, o.Dim), grad: make([]float32, o.Dim), back: make([]float32, o.Dim),
	}
	for i := range w.position {
		w.position[i] = 1
	}
	total, mass := 0.0, 0.0
	for _, c := range e.Counts {
		total += float64(c)
		mass += math.Pow(float64(c), 0.75)
	}
	w.negatives = make([]int32, 0, 1<<22)
	for i, c := range e.Counts {
		share := float64(c) / total
		w.keep[i] = float32(math.Min(1, math.Sqrt(o.Sample/share)+o.Sample/share))
		for range int(math.Pow(float64(c), 0.75) / mass * float64(cap(w.negatives))) {
			w.negatives = append(w.negatives, int32(i))
		}
	}
	return w
}

func (w *cbow) uniform() float32 { return float32(w.rand.Uint64()>>40) / (1 << 24) }

// sentence thins the frequent words as targets (not as context: function words
// at fixed positions are what syntax shows in) and takes one step per target.
func (w *cbow) sentence(tokens []uint32, ids []int32, rate float32) {
	w.words = w.words[:0]
	for _, t := range tokens {
		w.words = append(w.words, ids[t])
	}
	for i, word := range w.words {
		if w.uniform() < w.keep[word]*4 {
			w.step(i, word, rate)
		}
	}
}

func (w *cbow) step(i int, word int32, rate float32) {
	d := w.o.Dim
	clear(w.hidden)
	n := 0
	for p := range 2 * w.o.Window {
		if at := contextAt(i, p, w.o.Window); at >= 0 && at < len(w.words) {
			row := int(w.words[at]) * d
			w.vec.MulAdd(w.e.Rows[row:row+d], w.position[p*d:(p+1)*d], w.hidden)
			n++
		}
	}
	if n == 0 {
		return
	}
	scale := 1 / float32(n)
	for k := range w.hidden {
		w.hidden[k] *= scale
	}
	clear(w.grad)
	for k := range w.o.Negatives + 1 {
		target, label := word, float32(1)
		if k > 0 {
			target, label = w.negatives[w.rand.Uint64()%uint64(len(w.negatives))], 0
			if target == word {
				continue
			}
		}
		out := w.out[int(target)*d : (int(target)+1)*d]
		p := 1 / (1 + float32(math.Exp(-float64(w.vec.Dot(w.hidden, out)))))
		if k == 0 {
			w.loss -= math.Log(float64(p) + 1e-9)
			w.n++
		}
		g := rate * (label - p)
		w.vec.Axpy(g, out, w.grad)
		w.vec.Axpy(g, w.hidden, out)
	}
	for p := range 2 * w.o.Window {
		at := contextAt(i, p, w.o.Window)
		if at < 0 || at >= len(w.words) {
			continue
		}
		row := w.e.Rows[int(w.words[at])*d:][:d]
		weights := w.position[p*d : (p+1)*d]
		clear(w.back)
		w.vec.MulAdd(w.grad, row, w.back)
		w.vec.MulAdd(w.grad, weights, row)
		w.vec.Axpy(scale, w.back, weights)
	}
}

// contextAt is the position of context p of 2*window around i.
func contextAt(i, p, window int) int {
	if p < window {
		return i - window + p
	}
	return i + p - window + 1
}

// Write stores the vectors as they are in memory; Read gives them back.
func (e *Embeddings) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%d %d\n", len(e.Words), e.Dim)
	for i, word := range e.Words {
		fmt.Fprintf(b, "%d %s\n", e.Counts[i], word)
	}
	if err := binary.Write(b, binary.LittleEndian, e.Rows); err != nil {
		return err
	}
	return b.Flush()
}

// ReadEmbeddings reads what Write stored.
func ReadEmbeddings(path string) (*Embeddings, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := bufio.NewReaderSize(f, 1<<20)
	e := &Embeddings{}
	var n int
	if _, err := fmt.Fscanf(b, "%d %d\n", &n, &e.Dim); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	for range n {
		line, err := b.ReadString('\n')
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		var c uint32
		word := ""
		for i := range line {
			if line[i] == ' ' {
				word = line[i+1 : len(line)-1]
				break
			}
			c = c*10 + uint32(line[i]-'0')
		}
		e.Words, e.Counts = append(e.Words, word), append(e.Counts, c)
	}
	e.Rows = make([]float32, n*e.Dim)
	if err := binary.Read(b, binary.LittleEndian, e.Rows); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return e, nil
}
