package trees

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"sort"
)

// Example is a vector and whether it is of the kind.
type Example struct {
	X      []float32
	Is     bool
	Weight float32
}

// Options are how a forest is grown.
type Options struct {
	Trees  int
	Depth  int
	Rate   float32 // how much of each tree counts
	Least  float32 // weight of examples that a leaf must have
	Shrink float32 // pulls leaves with little weight towards zero
	Share  float32 // of the measures each tree may ask for; all where it is zero
}

// bins is how many values of a measure are told apart.
const bins = 64

// Grow grows a forest. The same examples in the same order give the same forest.
func Grow(examples []Example, o Options) *Forest {
	if len(examples) == 0 {
		return &Forest{}
	}
	g := &grower{Options: o, examples: examples, width: len(examples[0].X)}
	g.bin()
	g.start()
	for t := range o.Trees {
		g.choose(t)
		g.tree()
	}
	return g.forest
}

type grower struct {
	Options
	examples []Example
	width    int
	edges    [][]float32 // of each measure, the highest value of each bin but the last
	binned   []uint8     // by example and measure
	sum      []float32   // log odds so far
	slope    []float32   // of the loss, by example
	bend     []float32
	forest   *Forest
	asked    []int // measures that the tree at hand may ask for
}

// bin chooses the values at which each measure may be parted: its quantiles.
func (g *grower) bin() {
	g.edges = make([][]float32, g.width)
	g.binned = make([]uint8, len(g.examples)*g.width)
	values := make([]float32, len(g.examples))
	for m := range g.width {
		for i := range g.examples {
			values[i] = g.examples[i].X[m]
		}
		slices.Sort(values)
		for b := 1; b < bins; b++ {
			if v := values[b*(len(values)-1)/bins]; len(g.edges[m]) == 0 || v > g.edges[m][len(g.edges[m])-1] {
				g.edges[m] = append(g.edges[m], v)
			}
		}
		for i := range g.examples {
			v := g.examples[i].X[m]
			g.binned[i*g.width+m] = uint8(sort.Search(len(g.edges[m]), func(b int) bool { return v <= g.edges[m][b] }))
		}
	}
}

// start sets all to the odds of the whole.
func (g *grower) start() {
	var is, all float64
	for i := range g.examples {
		all += float64(g.examples[i].Weight)
		if g.examples[i].Is {
			is += float64(g.examples[i].Weight)
		}
	}
	g.forest = &Forest{base: float32(math.Log((is + 1) / (all - is + 1)))}
	g.sum = make([]float32, len(g.examples))
	g.slope, g.bend = make([]float32, len(g.examples)), make([]float32, len(g.examples))
	for i := range g.sum {
		g.sum[i] = g.forest.base
	}
}

// choose chooses the measures that a tree may ask for, the same each time: trees
// that ask for other things err at other places, and their sum errs less (Breiman,
// "Random forests", 2001).
func (g *grower) choose(tree int) {
	g.asked = g.asked[:0]
	for m := range g.width {
		h := fnv.New32a()
		fmt.Fprint(h, tree, ".", m)
		if g.Share == 0 || float32(h.Sum32()%1000) < 1000*g.Share {
			g.asked = append(g.asked, m)
		}
	}
}

// tree grows one more tree, on what those before it left.
func (g *grower) tree() {
	all := make([]int32, len(g.examples))
	for i := range g.examples {
		all[i] = int32(i)
		p := float32(1 / (1 + math.Exp(-float64(g.sum[i]))))
		w, y := g.examples[i].Weight, float32(0)
		if g.examples[i].Is {
			y = 1
		}
		g.slope[i], g.bend[i] = w*(y-p), w*p*(1-p)
	}
	root := g.grow(all, g.Depth)
	g.forest.roots = append(g.forest.roots, root)
}

// grow makes a node of these examples, and those below it.
func (g *grower) grow(of []int32, depth int) int32 {
	made := int32(len(g.forest.nodes))
	g.forest.nodes = append(g.forest.nodes, node{measure: -1})
	m, bin := -1, 0
	if depth > 0 {
		m, bin = g.part(of)
	}
	if m < 0 {
		s, b := g.total(of)
		adds := g.Rate * s / (b + g.Shrink)
		for _, i := range of {
			g.sum[i] += adds
		}
		g.forest.nodes[made].adds = adds
		return made
	}
	var left, right []int32
	for _, i := range of {
		if int(g.binned[int(i)*g.width+m]) <= bin {
			left = append(left, i)
		} else {
			right = append(right, i)
		}
	}
	l := g.grow(left, depth-1)
	r := g.grow(right, depth-1)
	g.forest.nodes[made] = node{measure: int32(m), at: g.edges[m][bin], left: l, right: r}
	return made
}

func (g *grower) total(of []int32) (slope, bend float32) {
	for _, i := range of {
		slope += g.slope[i]
		bend += g.bend[i]
	}
	return slope, bend
}

// part finds the measure and the bin at which these examples are best parted;
// -1 where no parting is worth it.
func (g *grower) part(of []int32) (measure, bin int) {
	slopes, bends := make([][bins]float32, g.width), make([][bins]float32, g.width)
	for _, i := range of {
		row := g.binned[int(i)*g.width : int(i+1)*g.width]
		slope, bend := g.slope[i], g.bend[i]
		for _, m := range g.asked {
			b := row[m]
			slopes[m][b] += slope
			bends[m][b] += bend
		}
	}
	s, b := g.total(of)
	measure, best := -1, s*s/(b+g.Shrink)+1e-3
	for _, m := range g.asked {
		var ls, lb float32
		for at := range g.edges[m] {
			ls, lb = ls+slopes[m][at], lb+bends[m][at]
			rs, rb := s-ls, b-lb
			if lb < g.Least || rb < g.Least {
				continue
			}
			if gain := ls*ls/(lb+g.Shrink) + rs*rs/(rb+g.Shrink); gain > best {
				measure, bin, best = m, at, gain
			}
		}
	}
	return measure, bin
}
