package nn

// sigmoid is the piecewise quadratic sigmoid: 0 below -4, 1 above 4, between
// them two parabolas that meet at 1/2 with the logistic function's slope. It
// needs no exponential, so it is exact everywhere.
func sigmoid(x float32) float32 {
	u := min(max(float32(x*0.25), -1), 1)
	a := u
	if a < 0 {
		a = -a
	}
	return 0.5 + float32(float32(u*0.5)*(2-a))
}

// Recur takes one step of a layer of simple recurrent units (Lei et al. 2018)
// of h units: u holds the candidates, the forget gates' and the reset gates'
// inputs (3*h), high what passes by, c the state, which it updates; vf and vr
// weigh the state in the gates. out is what the layer shows of this step.
func (k Kernel) Recur(out, u, high, c, vf, vr []float32) {
	h := len(c)
	if k.recurFast(out, u, high, c, vf, vr) {
		return
	}
	z, uf, ur := u[:h], u[h:2*h], u[2*h:3*h]
	out, high, vf, vr = out[:h], high[:h], vf[:h], vr[:h]
	for j, cp := range c {
		f := sigmoid(uf[j] + float32(vf[j]*cp))
		r := sigmoid(ur[j] + float32(vr[j]*cp))
		n := z[j] + float32(f*(cp-z[j]))
		c[j] = n
		out[j] = high[j] + float32(r*(n-high[j]))
	}
}
