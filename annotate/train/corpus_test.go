package train

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestJoin: a sentence of the same words takes the names, once; any other is
// appended with nothing else known.
func TestJoin(t *testing.T) {
	c := NewCoder(&Embeddings{Dim: 1, Words: []string{""}}, &Labels{}, 6)
	bank := [][]Row{{{Form: "Ana", Head: 0}, {Form: "left", Head: 1}}, {{Form: "So", Head: 0}}}
	sents := c.join(c.Treebank(bank, 1), []Named{
		{Forms: []string{"Ana", "left"}, Tags: []int16{4, 0}, Weight: 1},
		{Forms: []string{"Ana", "left"}, Tags: []int16{0, 0}, Weight: 0.5},
	})
	if len(sents) != 3 {
		t.Fatalf("%d sentences", len(sents))
	}
	if s := sents[0]; !slices.Equal(s.Names, []int16{4, 0}) || s.Heads[1] != 1 {
		t.Errorf("the first has %v and heads %v", s.Names, s.Heads)
	}
	if sents[1].Names != nil {
		t.Error("names for a sentence without")
	}
	if s := sents[2]; !slices.Equal(s.Heads, []int16{-1, -1}) || s.NameWeight != 0.5 || len(s.Words) != 2 {
		t.Errorf("the third is %+v", s)
	}
}

// TestRecase: a share of sentences is written otherwise, none loses a word, and
// what they were stays as it was.
func TestRecase(t *testing.T) {
	c := NewCoder(&Embeddings{Dim: 1, Words: []string{"", "ana", "left"}}, &Labels{}, 6)
	s := c.forms([]string{"Ana", "left"})
	r := rand.New(rand.NewPCG(1, 1))
	seen := map[string]int{}
	for range 2000 {
		got := c.Recase(s, r)
		if !slices.Equal(got.Words, s.Words) || len(got.subEnds) != len(s.subEnds) {
			t.Fatalf("%v is coded as %v", got.Forms, got.Words)
		}
		seen[strings.Join(got.Forms, " ")]++
	}
	for form, share := range map[string]float64{"ana left": smallShare, "ANA LEFT": capitalsShare, "Ana Left": headlineShare} {
		if n := float64(seen[form]); n < 2000*share*0.6 || n > 2000*share*1.5 {
			t.Errorf("%q %v times of 2000", form, n)
		}
	}
	if s.Forms[0] != "Ana" || len(seen) != 4 {
		t.Errorf("%v; the sentence is now %v", seen, s.Forms)
	}
}

func TestMajority(t *testing.T) {
	for _, c := range []struct {
		votes []int16
		want  int16
	}{{[]int16{3}, 3}, {[]int16{3, 3}, 3}, {[]int16{3, 4}, -1}, {[]int16{4, 3, 3}, 3}, {[]int16{1, 2, 3}, -1}} {
		if got := majority(c.votes); got != c.want {
			t.Errorf("%v: %d, want %d", c.votes, got, c.want)
		}
	}
}
