package train

import (
	"math/rand/v2"

	"onrecord/annotate/train/f32"
)

// sru is one direction of one layer of simple recurrent units (Lei et al.
// 2018, "Simple recurrent units for highly parallelizable recurrence"): all
// matrix work is one product over the whole text, the recurrence itself goes
// element by element. Gates use encode's piecewise quadratic sigmoid, so that
// training and inference compute one function.
type sru struct {
	in, hidden, parts int // parts: candidate, forget, reset and, where in != hidden, highway
	backwards         bool
	weights           *param // in x parts*hidden
	state             *param // 4 x hidden: forget by state, reset by state, forget bias, reset bias
}

func newSRU(name string, r *rand.Rand, in, hidden, parts int, backwards bool) *sru {
	l := &sru{in: in, hidden: hidden, parts: parts, backwards: backwards}
	l.weights = newParam(name+".weights", in, parts*hidden).glorot(r, in, hidden)
	l.state = newParam(name+".state", 4, hidden)
	for i := range 2 * hidden {
		l.state.w[i] = (2*r.Float32() - 1) * 0.3
	}
	for i := 3 * hidden; i < 4*hidden; i++ {
		l.state.w[i] = 0.5
	}
	return l
}

// span is one sentence's rows: first is its separator, the words follow.
type span struct{ first, end int }

// trace is what backward needs of forward.
type trace struct {
	u, c []float32
	f, r []float32 // gate and derivative, side by side: rows x 2*hidden
	x    f32.Mat
	high f32.Mat
}

// sigmoid is the piecewise quadratic sigmoid and its derivative.
func sigmoid(x float32) (y, d float32) {
	u := x * 0.25
	u = min(max(u, -1), 1)
	a := u
	if a < 0 {
		a = -a
	}
	return 0.5 + 0.5*u*(2-a), 0.25 * (1 - a)
}

// order lists a sentence's rows as the direction reads them. Forwards the
// separator is left out (its output stays zero); backwards it comes last, and
// its state has seen the whole sentence.
func (l *sru) order(s span) (from, to, step int) {
	if l.backwards {
		return s.end - 1, s.first - 1, -1
	}
	return s.first + 1, s.end, 1
}

// forward computes out (a view of hidden columns) from x; high is the highway's
// input where the layer does not project one.
func (l *sru) forward(w *worker, x, high, out f32.Mat, spans []span) *trace {
	n, h, k := x.Rows, l.hidden, l.parts*l.hidden
	t := &trace{x: x, high: high, u: w.floats(n * k), c: w.floats(n * h), f: w.floats(2 * n * h), r: w.floats(2 * n * h)}
	w.gemm.Add(f32.M(n, k, t.u), x, f32.M(l.in, k, l.weights.w))
	vf, vr, bf, br := l.state.w[:h], l.state.w[h:2*h], l.state.w[2*h:3*h], l.state.w[3*h:]
	zero, fast := w.floats(h), f32.HasRecur(h)
	for _, s := range spans {
		from, to, step := l.order(s)
		prev := zero
		for i := from; i != to; i += step {
			u := t.u[i*k : (i+1)*k]
			z, uf, ur := u[:h], u[h:2*h], u[2*h:3*h]
			hw := l.highway(u, high, i)
			c, f, r := t.c[i*h:][:h], t.f[2*i*h:][:h], t.r[2*i*h:][:h]
			df, dr := t.f[2*i*h+h:][:h], t.r[2*i*h+h:][:h]
			o := out.Data[i*out.Stride:][:h]
			if fast {
				f32.Recur(h, &f32.Recurrence{U: &u[0], High: &hw[0], Before: &prev[0], Weights: &l.state.w[0], After: &c[0], Forget: &f[0], Reset: &r[0], Out: &o[0]})
				prev = c
				continue
			}
			for j := range h {
				cp := prev[j]
				f[j], df[j] = sigmoid(uf[j] + vf[j]*cp + bf[j])
				r[j], dr[j] = sigmoid(ur[j] + vr[j]*cp + br[j])
				c[j] = z[j] + f[j]*(cp-z[j])
				o[j] = hw[j] + r[j]*(c[j]-hw[j])
			}
			prev = c
		}
	}
	return t
}

func (l *sru) highway(u []float32, high f32.Mat, i int) []float32 {
	if l.parts == 4 {
		return u[3*l.hidden:]
	}
	return high.Data[i*high.Stride:][:l.hidden]
}

// backward takes the gradient of out and adds to those of x and of the highway.
func (l *sru) backward(w *worker, t *trace, dout, dx, dhigh f32.Mat, spans []span) {
	n, h, k := t.x.Rows, l.hidden, l.parts*l.hidden
	du := w.floats(n * k)
	vf, vr := l.state.w[:h], l.state.w[h:2*h]
	g := l.state.grad[w.shard]
	gvf, gvr, gbf, gbr := g[:h], g[h:2*h], g[2*h:3*h], g[3*h:]
	zero, carry, fast := w.floats(h), w.floats(h), f32.HasRecur(h)
	for _, s := range spans {
		from, to, step := l.order(s)
		clear(carry)
		for i := to - step; i != from-step; i -= step {
			u, d := t.u[i*k:(i+1)*k], du[i*k:(i+1)*k]
			prev := zero
			if i != from {
				prev = t.c[(i-step)*h:][:h]
			}
			hw := l.highway(u, t.high, i)
			dhw := l.highway(d, dhigh, i)
			z, c, f, r := u[:h], t.c[i*h:][:h], t.f[2*i*h:][:h], t.r[2*i*h:][:h]
			df, dr := t.f[2*i*h+h:][:h], t.r[2*i*h+h:][:h]
			do := dout.Data[i*dout.Stride:][:h]
			dz, duf, dur := d[:h], d[h:2*h], d[2*h:3*h]
			if fast {
				f32.BackRecur(h, &f32.BackRecurrence{
					U: &u[0], High: &hw[0], Before: &prev[0], Weights: &l.state.w[0], After: &c[0], Forget: &f[0], Reset: &r[0],
					DOut: &do[0], Carry: &carry[0], DU: &d[0], DHigh: &dhw[0], DWeights: &g[0],
				})
				continue
			}
			for j := range h {
				cp := prev[j]
				dc := carry[j] + do[j]*r[j]
				dhw[j] += do[j] * (1 - r[j])
				pr := do[j] * (c[j] - hw[j]) * dr[j]
				pf := dc * (cp - z[j]) * df[j]
				dz[j] = dc * (1 - f[j])
				duf[j], dur[j] = pf, pr
				carry[j] = dc*f[j] + pf*vf[j] + pr*vr[j]
				gvf[j] += pf * cp
				gvr[j] += pr * cp
				gbf[j] += pf
				gbr[j] += pr
			}
		}
	}
	w.gemm.Add(f32.M(l.in, k, l.weights.grad[w.shard]), t.x.Tr(), f32.M(n, k, du))
	if dx.Data != nil {
		w.gemm.Add(dx, f32.M(n, k, du), f32.M(l.in, k, l.weights.w).Tr())
	}
}
