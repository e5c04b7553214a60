package train

import (
	"context"
	"log"
	"math"
	"math/rand/v2"
	"sync"
)

// FitOptions are the knobs of Fit.
type FitOptions struct {
	Epochs int
	Batch  int // words
	Rate   float32
	Warmup int // steps
	Clip   float64
	Drop   Dropout
	Seed   uint64
	Coder  *Coder // writes some sentences in other letters, see Coder.Recase; nil for none
}

// DefaultFit are the settings of a first round.
var DefaultFit = FitOptions{
	Epochs: 12, Batch: 1000, Rate: 2e-3, Warmup: 200, Clip: 5, Seed: 1,
	Drop: Dropout{Word: 0.2, Input: 0.2, Layer: 0.3, Hidden: 0.25},
}

// DefaultRounds is what the shipped model was trained with: cooled down twice
// (a warm restart, Loshchilov and Hutter 2017).
func DefaultRounds() []FitOptions {
	second := DefaultFit
	second.Epochs, second.Rate, second.Seed = 9, 1.2e-3, 2
	return []FitOptions{DefaultFit, second}
}

// Score is what a network reaches on a treebank, best head per word without
// the constraint to a tree, relations given gold heads.
type Score struct {
	UPOS, XPOS, Feats, UAS, Rel, Loss float64
	Names                             float64 // F1 of spans and kinds, each word by itself
}

func (t tally) score() Score {
	n := float64(max(1, t.words)) / 100
	return Score{float64(t.upos) / n, float64(t.xpos) / n, float64(t.feats) / n, float64(t.heads) / n, float64(t.labelled) / n, t.loss / n / 100, t.names.f1()}
}

// Fit trains on sents and, beside them in every epoch, on another part of
// silver. after is called at the end of each epoch. The state goes to the file
// resume after each epoch, from which a run that was stopped goes on.
func (n *Net) Fit(ctx context.Context, sents, silver []*Sentence, o FitOptions, log *log.Logger, resume string, after func(epoch int)) error {
	for _, p := range n.all {
		p.prepare()
	}
	var workers [shards]*worker
	for i := range workers {
		workers[i] = newWorker(i, o.Seed)
		workers[i].train, workers[i].drop = true, o.Drop
	}
	pcg := rand.NewPCG(o.Seed, 12)
	steps := (o.Epochs*words(sents)+words(silver))/o.Batch + o.Epochs
	random := append(sources(workers[:]), pcg)
	at := progress{Seed: o.Seed}
	if err := at.restore(resume, n.all, random); err != nil {
		return err
	}
	for epoch := at.Epoch; epoch < o.Epochs; epoch++ {
		part := silver[len(silver)*epoch/o.Epochs : len(silver)*(epoch+1)/o.Epochs]
		var t tally
		shown := append(part[:len(part):len(part)], sents...)
		if o.Coder != nil {
			for i, s := range shown {
				shown[i] = o.Coder.Recase(s, rand.New(pcg))
			}
		}
		for _, batch := range batches(shown, o.Batch, rand.New(pcg)) {
			if err := ctx.Err(); err != nil {
				return err
			}
			at.Step++
			t.add(inShards(workers[:], batch, n.learn))
			update(n.all, cosine(o.Rate, at.Step, o.Warmup, steps), o.Clip, at.Step)
		}
		s := t.score()
		log.Printf("epoch %d: loss %.3f UPOS %.2f XPOS %.2f feats %.2f UAS %.2f relations %.2f names %.2f", epoch+1, s.Loss, s.UPOS, s.XPOS, s.Feats, s.UAS, s.Rel, s.Names)
		if after != nil {
			after(epoch + 1)
		}
		at.Epoch = epoch + 1
		if err := at.dump(resume, n.all, random); err != nil {
			return err
		}
	}
	return nil
}

func words(sents []*Sentence) int {
	n := 0
	for _, s := range sents {
		n += len(s.Words)
	}
	return n
}

// batches shuffles the sentences and deals them out in runs of about size
// words. Sentences of like length are not put together: nothing is padded.
func batches(sents []*Sentence, size int, r *rand.Rand) [][]*Sentence {
	order := append([]*Sentence(nil), sents...)
	r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	var out [][]*Sentence
	start, words := 0, 0
	for i, s := range order {
		words += len(s.Words)
		if words >= size || i == len(order)-1 {
			out = append(out, order[start:i+1])
			start, words = i+1, 0
		}
	}
	return out
}

// inShards runs the shards of a batch side by side.
func inShards(workers []*worker, sents []*Sentence, learn func(*worker, []*Sentence, float32) tally) tally {
	words := words(sents)
	var wg sync.WaitGroup
	var parts [shards]tally
	start, seen := 0, 0
	for i := range workers {
		end := start
		for end < len(sents) && (seen < words*(i+1)/shards || i == shards-1) {
			seen += len(sents[end].Words)
			end++
		}
		part := sents[start:end]
		start = end
		wg.Go(func() { parts[i] = learn(workers[i], part, 1/float32(words)) })
	}
	wg.Wait()
	var t tally
	for _, p := range parts {
		t.add(p)
	}
	return t
}

// update takes one step of Adam at the given rate.
func update(params []*param, rate, clip float64, step int) {
	sums := make([]float64, len(params))
	each(params, func(i int, p *param) { sums[i] = p.collect() })
	sum := 0.0
	for _, s := range sums {
		sum += s
	}
	a := adam{beta1: 0.9, beta2: 0.98, eps: 1e-8, clip: 1, rate: float32(rate)}
	if norm := math.Sqrt(sum); norm > clip {
		a.clip = float32(clip / norm)
	}
	a.fix1 = float32(1 / (1 - math.Pow(0.9, float64(step))))
	a.fix2 = float32(1 / (1 - math.Pow(0.98, float64(step))))
	each(params, func(_ int, p *param) { p.step(a) })
}

// cosine is the rate at a step: a linear warm-up, then half a cosine down to zero.
func cosine(rate float32, step, warmup, steps int) float64 {
	return float64(rate) * min(1, float64(step)/float64(max(1, warmup))) * (0.5 + 0.5*math.Cos(math.Pi*float64(step)/float64(steps+1)))
}

// each runs f for every parameter, side by side; each is wholly one goroutine's.
func each(params []*param, f func(i int, p *param)) {
	var wg sync.WaitGroup
	var sizes [shards]int
	var lists [shards][]int
	for i, p := range params {
		k := 0
		for j := range sizes {
			if sizes[j] < sizes[k] {
				k = j
			}
		}
		lists[k] = append(lists[k], i)
		if !p.sparse {
			sizes[k] += len(p.w)
		} else {
			sizes[k] += 1 << 17
		}
	}
	for _, list := range lists {
		wg.Go(func() {
			for _, i := range list {
				f(i, params[i])
			}
		})
	}
	wg.Wait()
}

// Evaluate scores the network without training it.
func (n *Net) Evaluate(sents []*Sentence) Score {
	w := newWorker(0, 0)
	var t tally
	for start := 0; start < len(sents); start += 50 {
		t.add(n.learn(w, sents[start:min(start+50, len(sents))], 1))
	}
	return t.score()
}
