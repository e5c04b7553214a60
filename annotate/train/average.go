package train

import "errors"

// Average writes the mean of several networks' weights (Izmailov et al. 2018,
// "Averaging weights leads to wider optima"). It makes sense for networks that
// began from one another: the ends of rounds, not of different seeds.
func Average(path string, from []string) error {
	if len(from) == 0 {
		return errors.New("average: no checkpoints")
	}
	n, emb, err := Load(from[0])
	if err != nil {
		return err
	}
	for i, name := range from[1:] {
		o, _, err := Load(name)
		if err != nil {
			return err
		}
		part := 1 / float32(i+2)
		for j, p := range n.all {
			if len(o.all[j].w) != len(p.w) {
				return errors.New("average: " + name + " has another shape")
			}
			for k, v := range o.all[j].w {
				p.w[k] += part * (v - p.w[k])
			}
		}
	}
	return n.Save(path, emb.Words)
}
