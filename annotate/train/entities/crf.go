package entities

import (
	"math"
	"math/rand/v2"

	"onrecord/annotate/internal/names"
)

// crf is a linear-chain conditional random field with hashed features, trained
// by AdaGrad (Duchi et al. 2011) sentence by sentence.
type crf struct {
	s                Settings
	x                *names.Extractor
	weights, squares []float32 // rows of names.Tags
	moves, moveSq    [names.Tags][names.Tags]float64

	features [][]uint64
	emit     [][names.Tags]float64 // exp of the scores
	fwd, bwd [][names.Tags]float64
	scale    []float64
	loss     float64
	rng      *rand.Rand

	// The model is the mean of the weights after the later epochs, which is
	// steadier than any of them (Polyak and Juditsky 1992).
	mean  []float32
	means int
}

// keepMean adds the weights as they are to the mean.
func (c *crf) keepMean() {
	if c.mean == nil {
		c.mean = make([]float32, len(c.weights))
	}
	for i, w := range c.weights {
		c.mean[i] += w
	}
	c.means++
}

// allowed[b] are the tags that may stand before b.
var allowed = func() (l [names.Tags][]int) {
	for b := range names.Tags {
		for a := range names.Tags {
			if names.Follows(a, b) {
				l[b] = append(l[b], a)
			}
		}
	}
	return l
}()

func newCRF(s Settings, x *names.Extractor) *crf {
	n := names.Tags << s.Bits
	c := &crf{s: s, x: x, weights: make([]float32, n), squares: make([]float32, n), rng: rand.New(rand.NewPCG(s.Seed, 2))}
	// With a one to begin with the first steps of a rare feature are small: it
	// must not explain by itself what frequent ones explain as well.
	for i := range c.squares {
		c.squares[i] = 1
	}
	return c
}

// step takes one step on one sentence. The forward and backward sums are
// scaled to one at every word (Rabiner 1989, V.A).
func (c *crf) step(s *sentence) {
	n := len(s.tokens)
	if n == 0 {
		return
	}
	c.x.Reset(s.tokens)
	c.prepare(n)
	for i := range n {
		c.features[i] = c.features[i][:0]
		// Dropping features at random keeps the known words from drowning what
		// must tell unknown ones (Wang and Manning 2013 on dropout for linear models).
		for _, f := range c.x.Features(i) {
			if c.rng.Float64() >= c.s.Drop {
				c.features[i] = append(c.features[i], f)
			}
		}
		var sum [names.Tags]float32
		for _, f := range c.features[i] {
			row := c.weights[c.row(f):][:names.Tags]
			for t, w := range row {
				sum[t] += w
			}
		}
		top := sum[0]
		for _, v := range sum {
			top = max(top, v)
		}
		for t, v := range sum {
			c.emit[i][t] = math.Exp(float64(v - top))
		}
	}
	var moves [names.Tags][names.Tags]float64
	for b := range names.Tags {
		for _, a := range allowed[b] {
			moves[a][b] = math.Exp(c.moves[a][b])
		}
	}
	c.forward(n, &moves)
	c.backward(n, &moves)
	c.update(s, n, &moves)
}

func (c *crf) row(f uint64) int { return int(f>>(64-c.s.Bits)) * names.Tags }

func (c *crf) prepare(n int) {
	for len(c.features) < n {
		c.features = append(c.features, nil)
		c.emit = append(c.emit, [names.Tags]float64{})
		c.fwd = append(c.fwd, [names.Tags]float64{})
		c.bwd = append(c.bwd, [names.Tags]float64{})
		c.scale = append(c.scale, 0)
	}
}

func (c *crf) forward(n int, moves *[names.Tags][names.Tags]float64) {
	before := [names.Tags]float64{1}
	for i := range n {
		total := 0.0
		for t := range names.Tags {
			sum := 0.0
			for _, a := range allowed[t] {
				sum += before[a] * moves[a][t]
			}
			c.fwd[i][t] = sum * c.emit[i][t]
			total += c.fwd[i][t]
		}
		c.scale[i] = 1 / max(total, 1e-300)
		for t := range names.Tags {
			c.fwd[i][t] *= c.scale[i]
		}
		before = c.fwd[i]
	}
}

func (c *crf) backward(n int, moves *[names.Tags][names.Tags]float64) {
	for t := range names.Tags {
		c.bwd[n-1][t] = 0
		if names.Follows(t, 0) {
			c.bwd[n-1][t] = 1
		}
	}
	for i := n - 2; i >= 0; i-- {
		c.bwd[i] = [names.Tags]float64{}
		for b := range names.Tags {
			v := c.emit[i+1][b] * c.bwd[i+1][b] * c.scale[i+1]
			for _, a := range allowed[b] {
				c.bwd[i][a] += moves[a][b] * v
			}
		}
	}
}

// update moves the weights by the difference of what is right and what is expected.
func (c *crf) update(s *sentence, n int, moves *[names.Tags][names.Tags]float64) {
	var edges [names.Tags][names.Tags]float64
	z := 0.0
	for t := range names.Tags {
		z += c.fwd[n-1][t] * c.bwd[n-1][t]
	}
	if z < 1e-200 {
		return
	}
	before := [names.Tags]float64{1}
	last := 0
	for i := range n {
		var grad [names.Tags]float64
		for t := range names.Tags {
			grad[t] = c.fwd[i][t] * c.bwd[i][t] / z
			v := c.emit[i][t] * c.bwd[i][t] * c.scale[i] / z
			for _, a := range allowed[t] {
				edges[a][t] += before[a] * moves[a][t] * v
			}
		}
		c.loss -= s.weight * math.Log(max(grad[s.tags[i]], 1e-9)) // of the marginals
		grad[s.tags[i]]--
		edges[last][s.tags[i]]--
		last = s.tags[i]
		before = c.fwd[i]
		c.emission(i, &grad, s.weight)
	}
	for b := range names.Tags {
		for _, a := range allowed[b] {
			g := edges[a][b] * s.weight
			c.moveSq[a][b] += g * g
			c.moves[a][b] -= c.s.Rate * g / (math.Sqrt(c.moveSq[a][b]) + 1e-6)
		}
	}
}

func (c *crf) emission(i int, grad *[names.Tags]float64, weight float64) {
	var g [names.Tags]float32
	active := false
	for t, v := range grad {
		g[t] = float32(v * weight)
		if v > 1e-3 || v < -1e-3 {
			active = true
		}
	}
	if !active {
		return // nothing to learn here: what is known well costs no time
	}
	rate, l2 := float32(c.s.Rate), float32(c.s.L2)
	for _, f := range c.features[i] {
		at := c.row(f)
		w, sq := c.weights[at:at+names.Tags], c.squares[at:at+names.Tags]
		for t := range w {
			d := g[t] + l2*w[t]
			if d > -1e-6 && d < 1e-6 {
				continue
			}
			sq[t] += d * d
			w[t] -= rate * d / (float32(math.Sqrt(float64(sq[t]))) + 1e-6)
		}
	}
}
