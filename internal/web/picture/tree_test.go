package picture

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

func sample() Tree {
	return Tree{Head: Head{ID: "t", Title: "tree", About: "arcs"}, Words: []Word{
		{"Ana", "PROPN", 1, "nsubj", true}, {"said", "VERB", -1, "root", false}, {"<b>no</b>", "INTJ", 1, "obj", false}, {".", "PUNCT", 1, "punct", false},
	}}
}

// An arc lies above all that it spans, so that no two of one height cross.
func TestLevelsOfATree(t *testing.T) {
	if got := sample().levels(); !slices.Equal(got, []int{1, 0, 1, 2}) {
		t.Errorf("levels are %v", got)
	}
	if got := (Tree{}).levels(); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

// A tree is well-formed, has every word once, an arc for each that hangs on
// another, and its words stay words.
func TestDrawTree(t *testing.T) {
	drawn := string(sample().Draw())
	in := xml.NewDecoder(strings.NewReader(drawn))
	for {
		if _, err := in.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%v in %s", err, drawn)
		}
	}
	if n := strings.Count(drawn, `class="arc"`); n != 3 {
		t.Errorf("%d arcs in %s", n, drawn)
	}
	for _, want := range []string{`class="word marked"`, ">Ana<", "&lt;b&gt;no&lt;/b&gt;", ">nsubj<"} {
		if strings.Count(drawn, want) != 1 {
			t.Errorf("not one %s in %s", want, drawn)
		}
	}
	at, width := sample().places()
	if !slices.IsSorted(at) || at[0] <= 0 || at[3] >= width {
		t.Errorf("places %v of %d", at, width)
	}
}

// An arc to the left and one to the right bend inwards, and their heads stand
// over the words that hang on another.
func TestArcsBendTowardsTheirWords(t *testing.T) {
	tree := sample()
	at, _ := tree.places()
	for i, want := range map[int]string{0: "M84 100 V60 Q84 50 74 50 H41", 2: "M94 100 V60 Q94 50 104 50 H153"} {
		var p pen
		p.open("svg")
		tree.arc(&p, at, i, 100, 50)
		drawn := string(p.end())
		if !strings.Contains(drawn, want) {
			t.Errorf("arc to %d of %v: no %s in %s", i, at, want, drawn)
		}
	}
}
