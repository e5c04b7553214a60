// Package trees scores vectors by the sum of small decision trees, and grows such
// trees from examples by gradient boosting (Friedman, "Greedy function
// approximation", 2001). A *Forest* says how likely it is that a vector is of the
// kind it was grown for, as log odds: above zero is more likely than not.
//
// A forest is a text of one line a node, so that a change of it can be read.
package trees

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

// Forest is a sum of trees.
type Forest struct {
	base  float32
	roots []int32
	nodes []node
}

// node parts vectors at a value of one measure, or is a leaf.
type node struct {
	measure     int32   // -1 for a leaf
	at          float32 // values up to it go left
	left, right int32
	adds        float32 // what a leaf adds to the sum
}

// Score is the log odds of a vector.
func (f *Forest) Score(x []float32) float32 {
	sum := f.base
	for _, at := range f.roots {
		for f.nodes[at].measure >= 0 {
			if n := &f.nodes[at]; x[n.measure] <= n.at {
				at = n.left
			} else {
				at = n.right
			}
		}
		sum += f.nodes[at].adds
	}
	return sum
}

// Embedded is a forest that is part of the program, read when it is first asked for.
// It may ask for no measure beyond the first so many. A test must read it: a file that
// is broken ends the program.
func Embedded(name, text string, most int) func() *Forest {
	return sync.OnceValue(func() *Forest {
		f, err := Read(text)
		if err == nil && f.Measures() > most {
			err = fmt.Errorf("%d measures asked for, of %d", f.Measures(), most)
		}
		if err != nil {
			panic(fmt.Errorf("%s: %w", name, err))
		}
		return f
	})
}

// Measures is one more than the highest measure that a forest asks for.
func (f *Forest) Measures() int {
	most := int32(-1)
	for i := range f.nodes {
		most = max(most, f.nodes[i].measure)
	}
	return int(most) + 1
}

// Write writes a forest: "base", and for each tree "tree" and its nodes, first
// the left branch of each, then the right.
func (f *Forest) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "base %s\n", number(f.base))
	for _, root := range f.roots {
		fmt.Fprintln(b, "tree")
		f.write(b, root)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write trees: %w", err)
	}
	return nil
}

func (f *Forest) write(b *bufio.Writer, at int32) {
	n := &f.nodes[at]
	if n.measure < 0 {
		fmt.Fprintf(b, "%s\n", number(n.adds))
		return
	}
	fmt.Fprintf(b, "%d %s\n", n.measure, number(n.at))
	f.write(b, n.left)
	f.write(b, n.right)
}

func number(v float32) string { return strconv.FormatFloat(float64(v), 'g', 5, 32) }

// Read reads what Write wrote.
func Read(text string) (*Forest, error) {
	r := &reader{lines: strings.Split(strings.TrimSpace(text), "\n"), into: &Forest{}}
	base, ok := strings.CutPrefix(r.lines[0], "base ")
	if !ok {
		return nil, fmt.Errorf("trees: line 1: want base, got %q", r.lines[0])
	}
	var err error
	if r.into.base, err = parse(base); err != nil {
		return nil, fmt.Errorf("trees: line 1: %w", err)
	}
	for r.at = 1; r.at < len(r.lines); {
		if r.lines[r.at] != "tree" {
			return nil, fmt.Errorf("trees: line %d: want tree, got %q", r.at+1, r.lines[r.at])
		}
		r.at++
		root, err := r.node(0)
		if err != nil {
			return nil, fmt.Errorf("trees: line %d: %w", r.at+1, err)
		}
		r.into.roots = append(r.into.roots, root)
	}
	return r.into, nil
}

// reader reads nodes from lines.
type reader struct {
	lines []string
	at    int
	into  *Forest
}

// deepest bounds the depth of a tree that is read.
const deepest = 32

// node reads a node and those below it.
func (r *reader) node(depth int) (int32, error) {
	if r.at >= len(r.lines) || depth > deepest {
		return 0, fmt.Errorf("a tree of depth %d does not end", depth)
	}
	first, second, parts := strings.Cut(r.lines[r.at], " ")
	made := int32(len(r.into.nodes))
	r.into.nodes = append(r.into.nodes, node{measure: -1})
	if !parts {
		adds, err := parse(first)
		r.into.nodes[made].adds = adds
		r.at++
		return made, err
	}
	measure, err := strconv.ParseUint(first, 10, 15)
	if err != nil {
		return 0, err
	}
	at, err := parse(second)
	if err != nil {
		return 0, err
	}
	r.at++
	left, err := r.node(depth + 1)
	if err != nil {
		return 0, err
	}
	right, err := r.node(depth + 1)
	r.into.nodes[made] = node{measure: int32(measure), at: at, left: left, right: right}
	return made, err
}

func parse(s string) (float32, error) {
	v, err := strconv.ParseFloat(s, 32)
	return float32(v), err
}
