package parse

// forest finds the best tree over scored arcs: the maximum spanning
// arborescence of Chu and Liu (1965) and Edmonds (1967), by contracting cycles.
// Its memory is used again; the work grows with the square of the words, and
// the callers bound those.
type forest struct {
	n      int       // slots: 0 is the root, the words follow
	score  []float32 // [dep*n+head], changed by contraction
	edge   []edge    // [dep*n+head], the arc between words that it stands for
	id     []int32   // by slot: the node that lives in it
	alive  []bool
	best   []int32 // by slot: the slot of the best head
	mark   []int32
	enter  []edge  // by node: the arc that enters it
	parent []int32 // by node: the node it was contracted into, -1 if none
}

type edge struct{ dep, head int16 }

// rootPenalty makes every arc from the root so dear that the best tree has the
// one it needs; scores are far below it.
const rootPenalty = 1e5

// solve writes the head of each word to heads: 0 for the root, i+1 for word i.
// score is n by n, [dep*n+head], with row 0 unused; it is overwritten.
func (f *forest) solve(score []float32, n int, heads []int32) {
	f.begin(score, n)
	for d := 1; d < n; d++ {
		f.choose(d)
	}
	for c := f.cycle(); c >= 0; c = f.cycle() {
		f.contract(c)
		f.choose(c)
	}
	f.expand()
	for w := 1; w < n; w++ {
		heads[w-1] = int32(f.enter[w].head)
	}
}

func (f *forest) begin(score []float32, n int) {
	f.n, f.score = n, score
	f.edge = grow(f.edge, n*n)
	f.id, f.alive, f.best, f.mark = grow(f.id, n), grow(f.alive, n), grow(f.best, n), grow(f.mark, n)
	f.enter, f.parent = grow(f.enter, n)[:0], grow(f.parent, n)[:0]
	for i := range n {
		f.id[i], f.alive[i] = int32(i), true
		f.enter, f.parent = append(f.enter, edge{}), append(f.parent, -1)
		for j := range n {
			f.edge[i*n+j] = edge{int16(i), int16(j)}
		}
		score[i*n] -= rootPenalty
	}
}

func grow[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n, 2*n)
	}
	return x[:n]
}

// choose gives living slot d its best head; ties go to the leftmost.
func (f *forest) choose(d int) {
	b := 0
	row := f.score[d*f.n:][:f.n]
	for h, v := range row {
		if v > row[b] && h != d && f.alive[h] {
			b = h
		}
	}
	f.best[d] = int32(b)
	f.enter[f.id[d]] = f.edge[d*f.n+b]
}

// cycle is a slot on a cycle of best heads, -1 if there is none.
func (f *forest) cycle() int {
	clear(f.mark)
	for d := 1; d < f.n; d++ {
		if !f.alive[d] {
			continue
		}
		at := int32(d)
		for at != 0 && f.mark[at] == 0 {
			f.mark[at] = int32(d)
			at = f.best[at]
		}
		if at != 0 && f.mark[at] == int32(d) {
			return int(at)
		}
	}
	return -1
}

// contract makes the cycle through slot c one node, which lives in c.
func (f *forest) contract(c int) {
	n := f.n
	node := int32(len(f.parent))
	f.enter, f.parent = append(f.enter, edge{}), append(f.parent, -1)
	clear(f.mark)
	for at := c; f.mark[at] == 0; at = int(f.best[at]) {
		f.mark[at] = 1
		f.parent[f.id[at]] = node
		if at != c {
			f.alive[at] = false
		}
	}
	for x := range n {
		if !f.alive[x] || x == c {
			continue
		}
		f.into(c, x)
		if x != 0 {
			f.outOf(c, x)
			if f.mark[f.best[x]] == 1 {
				// The best head of x is a member of the cycle, or its equal.
				f.best[x] = int32(c)
				f.enter[f.id[x]] = f.edge[x*n+c]
			}
		}
	}
	f.id[c] = node
}

// into makes score[c][x] the best way for head x to enter the cycle: what is
// won by it less what the broken arc of the cycle was worth.
func (f *forest) into(c, x int) {
	n := f.n
	first := true
	var top float32
	var by edge
	for at := c; first || at != c; at = int(f.best[at]) {
		v := f.score[at*n+x] - f.score[at*n+int(f.best[at])]
		if first || v > top {
			top, by = v, f.edge[at*n+x]
		}
		first = false
	}
	f.score[c*n+x], f.edge[c*n+x] = top, by
}

// outOf makes score[x][c] the best arc from the cycle to x.
func (f *forest) outOf(c, x int) {
	n := f.n
	b := c
	for at := int(f.best[c]); at != c; at = int(f.best[at]) {
		if f.score[x*n+at] > f.score[x*n+b] {
			b = at
		}
	}
	f.score[x*n+c], f.edge[x*n+c] = f.score[x*n+b], f.edge[x*n+b]
}

// expand undoes the contractions, last first: the arc that enters a contracted
// node replaces that of the member it leads to.
func (f *forest) expand() {
	for node := len(f.parent) - 1; node >= f.n; node-- {
		e := f.enter[node]
		at := int32(e.dep)
		for f.parent[at] != int32(node) {
			at = f.parent[at]
		}
		f.enter[at] = e
	}
}
