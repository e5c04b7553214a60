package trees

import (
	"fmt"
	"strings"
	"testing"
)

// ring are points of a square, of which those are of the kind that lie in one
// of two parts and not in both: no single parting tells them.
func ring() []Example {
	var out []Example
	for i := range 400 {
		x, y := float32(i%20)/20, float32(i/20)/20
		out = append(out, Example{X: []float32{x, y, 1}, Is: (x < 0.4) != (y < 0.7), Weight: 1})
	}
	return out
}

// TestGrow holds that a forest learns what needs two measures together, and says
// the same after it was written and read.
func TestGrow(t *testing.T) {
	examples := ring()
	f := Grow(examples, Options{Trees: 30, Depth: 3, Rate: 0.3, Least: 1, Shrink: 1})
	var text strings.Builder
	if err := f.Write(&text); err != nil {
		t.Fatal(err)
	}
	again, err := Read(text.String())
	if err != nil {
		t.Fatal(err)
	}
	if again.Measures() != 2 || len(again.roots) != 30 {
		t.Errorf("%d measures in %d trees", again.Measures(), len(again.roots))
	}
	wrong := 0
	for _, e := range examples {
		if got := f.Score(e.X); got > 0 != e.Is || again.Score(e.X) > 0 != e.Is {
			wrong++
		}
	}
	if wrong > 8 {
		t.Errorf("%d of %d wrong", wrong, len(examples))
	}
	var twice strings.Builder
	if err := Grow(ring(), Options{Trees: 30, Depth: 3, Rate: 0.3, Least: 1, Shrink: 1}).Write(&twice); err != nil || twice.String() != text.String() {
		t.Error("the same examples give another forest")
	}
}

// TestWeights holds that heavy examples outweigh light ones.
func TestWeights(t *testing.T) {
	var examples []Example
	for i := range 100 {
		e := Example{X: []float32{float32(i % 2)}, Is: true, Weight: 1}
		if i%4 == 1 {
			e.Is, e.Weight = false, 10
		}
		examples = append(examples, e)
	}
	f := Grow(examples, Options{Trees: 20, Depth: 1, Rate: 0.3, Least: 0.1, Shrink: 1})
	if f.Score([]float32{0}) <= 0 || f.Score([]float32{1}) >= 0 {
		t.Errorf("scores %v, %v", f.Score([]float32{0}), f.Score([]float32{1}))
	}
	if empty := Grow(nil, Options{Trees: 1}); empty.Score(nil) != 0 {
		t.Error("no examples give a score")
	}
}

// TestReadRefuses holds what is no forest.
func TestReadRefuses(t *testing.T) {
	for _, text := range []string{"", "base x", "base 0\nleaf", "base 0\ntree", "base 0\ntree\n1 0.5\n1", "base 0\ntree\nx 1\n1\n1", "base 0\ntree\n1 x\n1\n1", "base 0\ntree\nx", "base 0\ntree\n" + strings.Repeat("1 1\n", 99)} {
		if _, err := Read(text); err == nil {
			t.Errorf("%q is a forest", text)
		}
	}
	f, err := Read("base -0.5\ntree\n1 2.5\n-1\n2\n")
	if err != nil {
		t.Fatal(err)
	}
	if l, r := f.Score([]float32{9, 2.5}), f.Score([]float32{9, 3}); l != -1.5 || r != 1.5 {
		t.Errorf("scores %v, %v", l, r)
	}
}

// TestEmbedded holds that a forest of the program is read once, and that one which
// is broken, or asks for what there is not, ends it with its name.
func TestEmbedded(t *testing.T) {
	const text = "base -0.5\ntree\n1 2.5\n-1\n2\n"
	forest := Embedded("a.trees", text, 2)
	first, again := forest(), forest()
	if first != again || first.Score([]float32{9, 3}) != 1.5 {
		t.Error("not the forest of the text, read once")
	}
	for name, of := range map[string]func() *Forest{"broken": Embedded("b.trees", "base x", 2), "one measure too many": Embedded("b.trees", text, 1)} {
		func() {
			defer func() {
				if said := fmt.Sprint(recover()); !strings.HasPrefix(said, "b.trees: ") {
					t.Errorf("%s: %s", name, said)
				}
			}()
			of()
		}()
	}
}
