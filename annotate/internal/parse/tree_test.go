package parse

import (
	"math/rand/v2"
	"testing"
)

// best is the best single-rooted tree found by looking at all of them.
func best(score []float32, n int) float32 {
	heads := make([]int32, n-1)
	var f forest
	top := float32(-1e30)
	var try func(w int)
	try = func(w int) {
		if w == n {
			if f.isTree(heads) {
				sum := float32(0)
				for i, h := range heads {
					sum += score[(i+1)*n+int(h)]
				}
				top = max(top, sum)
			}
			return
		}
		for h := range n {
			if h != w {
				heads[w-1] = int32(h)
				try(w + 1)
			}
		}
	}
	try(1)
	return top
}

// TestSolve holds the algorithm to the enumeration of all trees.
func TestSolve(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var f forest
	for range 300 {
		n := 2 + r.IntN(5)
		score := make([]float32, n*n)
		for i := range score {
			score[i] = float32(r.IntN(100))
		}
		want := best(score, n)
		heads := make([]int32, n-1)
		f.solve(append([]float32(nil), score...), n, heads)
		if !f.isTree(heads) {
			t.Fatalf("heads %v are no tree", heads)
		}
		got := float32(0)
		for i, h := range heads {
			got += score[(i+1)*n+int(h)]
		}
		if got != want {
			t.Fatalf("n %d: tree of %g, want %g", n, got, want)
		}
	}
}

func FuzzSolve(f *testing.F) {
	f.Add([]byte("some scores"), uint8(4))
	f.Fuzz(func(t *testing.T, data []byte, size uint8) {
		n := 2 + int(size%60)
		score := make([]float32, n*n)
		for i := range score {
			if len(data) > 0 {
				score[i] = float32(int8(data[i%len(data)] + byte(i*31)))
			}
		}
		var s forest
		heads := make([]int32, n-1)
		s.solve(score, n, heads)
		if !s.isTree(heads) {
			t.Fatalf("heads %v are no tree", heads)
		}
	})
}
