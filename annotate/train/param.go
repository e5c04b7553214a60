package train

import (
	"math"
	"math/rand/v2"
)

// shards is into how many parts a batch is divided. It does not depend on the
// machine: sums are taken shard by shard, so two runs give the same bytes.
const shards = 2

// param is one matrix of weights with its gradients, one a shard, and Adam's
// moments. A sparse one is a table of rows of which a batch touches few.
type param struct {
	name       string
	rows, cols int
	w, m, v    []float32
	grad       [shards][]float32
	sparse     bool
	touched    [shards][]int32
	marked     [shards][]bool
	frozen     bool
}

func newParam(name string, rows, cols int) *param {
	return &param{name: name, rows: rows, cols: cols, w: make([]float32, rows*cols)}
}

// glorot fills the matrix for fanIn inputs and fanOut outputs (Glorot and Bengio 2010).
func (p *param) glorot(r *rand.Rand, fanIn, fanOut int) *param {
	return p.uniform(r, float32(math.Sqrt(6/float64(fanIn+fanOut))))
}

func (p *param) uniform(r *rand.Rand, limit float32) *param {
	for i := range p.w {
		p.w[i] = (2*r.Float32() - 1) * limit
	}
	return p
}

func (p *param) fill(v float32) *param {
	for i := range p.w {
		p.w[i] = v
	}
	return p
}

func (p *param) table() *param { p.sparse = true; return p }

// prepare makes room for gradients and moments.
func (p *param) prepare() {
	if p.frozen || p.m != nil {
		return
	}
	p.m, p.v = make([]float32, len(p.w)), make([]float32, len(p.w))
	for s := range p.grad {
		p.grad[s] = make([]float32, len(p.w))
		if p.sparse {
			p.marked[s] = make([]bool, p.rows)
		}
	}
}

// forget drops gradients and moments.
func (p *param) forget() {
	p.m, p.v, p.grad, p.touched, p.marked = nil, nil, [shards][]float32{}, [shards][]int32{}, [shards][]bool{}
}

// row is the gradient of one row of a table, noted as touched.
func (p *param) row(shard int, i int32) []float32 {
	if !p.marked[shard][i] {
		p.marked[shard][i] = true
		p.touched[shard] = append(p.touched[shard], i)
	}
	return p.grad[shard][int(i)*p.cols:][:p.cols]
}

// adam are the settings of one step (Kingma and Ba 2015).
type adam struct {
	rate, beta1, beta2, eps, decay float32
	clip                           float32 // scale of all gradients
	fix1, fix2                     float32 // bias corrections
}

// collect adds the shards' gradients into the first and returns the sum of squares.
func (p *param) collect() float64 {
	if p.frozen {
		return 0
	}
	sum := 0.0
	a := p.grad[0]
	if !p.sparse {
		for s := 1; s < shards; s++ {
			for i, g := range p.grad[s] {
				a[i] += g
			}
		}
		for _, g := range a {
			sum += float64(g * g)
		}
		return sum
	}
	for s := 1; s < shards; s++ {
		for _, i := range p.touched[s] {
			dst := p.row(0, i)
			for k, g := range p.grad[s][int(i)*p.cols:][:p.cols] {
				dst[k] += g
			}
		}
	}
	for _, i := range p.touched[0] {
		for _, g := range a[int(i)*p.cols:][:p.cols] {
			sum += float64(g * g)
		}
	}
	return sum
}

// step moves the weights and clears the gradients.
func (p *param) step(o adam) {
	if p.frozen {
		return
	}
	if !p.sparse {
		o.move(p.w, p.m, p.v, p.grad[0])
		for s := range p.grad {
			clear(p.grad[s])
		}
		return
	}
	for _, i := range p.touched[0] {
		at, to := int(i)*p.cols, int(i+1)*p.cols
		o.move(p.w[at:to], p.m[at:to], p.v[at:to], p.grad[0][at:to])
	}
	for s := range p.grad {
		for _, i := range p.touched[s] {
			clear(p.grad[s][int(i)*p.cols:][:p.cols])
			p.marked[s][i] = false
		}
		p.touched[s] = p.touched[s][:0]
	}
}

func (o adam) move(w, m, v, grad []float32) {
	m, v, grad = m[:len(w)], v[:len(w)], grad[:len(w)]
	for i, g := range grad {
		g *= o.clip
		m[i] += (1 - o.beta1) * (g - m[i])
		v[i] += (1 - o.beta2) * (g*g - v[i])
		w[i] -= o.rate * (m[i]*o.fix1/(float32(math.Sqrt(float64(v[i]*o.fix2)))+o.eps) + o.decay*w[i])
	}
}
