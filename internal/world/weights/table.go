// Package weights says what a word is worth in telling one happening from
// another: how seldom it is. It knows so from a background of text that it was
// counted in, which is part of the program, and not from what a store holds: or
// the order in which articles come would show in what is made of them.
//
// The nouns: a Token is a word or number of a text, with its stem; a Table has
// the rarity of stems. Stems are known by hashes, so that the table is small.
package weights

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
)

//go:embed english.weights
var english []byte

// English is the table of the program.
var English = sync.OnceValue(func() *Table {
	t, err := Read(english)
	if err != nil {
		panic(err)
	}
	return t
})

// Hash is what a stem is known by: FNV-1a, which is written out for being asked of
// every word of every text.
func Hash(stem string) uint32 {
	h := uint32(2166136261)
	for i := range len(stem) {
		h = (h ^ uint32(stem[i])) * 16777619
	}
	return h
}

// Table has the rarity of stems: the logarithm of how many paragraphs there are
// for each that has it (inverse document frequency).
type Table struct {
	stems   []uint32 // sorted hashes
	from    []int32  // by the first bits of a hash, where those that begin with them do
	rarity  []uint8  // of each, in steps
	unknown uint8    // of all others
}

// steps are how many make a unit of rarity; a byte then reaches to 16, beyond the
// logarithm of any number of paragraphs counted.
const steps = 16

// Rarity of a stem.
func (t *Table) Rarity(hash uint32) float64 {
	for i, end := t.from[hash>>tail], t.from[hash>>tail+1]; i < end; i++ {
		if t.stems[i] == hash {
			return float64(t.rarity[i]) / steps
		}
	}
	return float64(t.unknown) / steps
}

// tail is how many bits of a hash its place in from leaves open: few enough that
// one or two stems share a place.
const tail = 16

// index notes where stems begin.
func (t *Table) index() {
	t.from = make([]int32, 1<<(32-tail)+1)
	for _, h := range t.stems {
		t.from[h>>tail+1]++
	}
	for i := range t.from[1:] {
		t.from[i+1] += t.from[i]
	}
}

// Make is the table of what was counted: paragraphs, and for stems how many of
// these have them. A stem of fewer than least is as rare as one that has half as many.
func Make(paragraphs int, counts map[string]int, least int) *Table {
	rarity := func(n float64) uint8 { return uint8(math.Round(steps * math.Log(float64(paragraphs)/n))) }
	byHash := map[uint32]int{}
	for stem, n := range counts {
		if n >= least {
			byHash[Hash(stem)] += n
		}
	}
	t := &Table{unknown: rarity(float64(least) / 2)}
	for h := range byHash {
		t.stems = append(t.stems, h)
	}
	slices.Sort(t.stems)
	for _, h := range t.stems {
		t.rarity = append(t.rarity, rarity(float64(byHash[h])))
	}
	t.index()
	return t
}

// magic begins the file of a table.
const magic = "onrecord weights 1\n"

// Bytes are the table as a file.
func (t *Table) Bytes() []byte {
	out := append([]byte(magic), t.unknown)
	out = binary.AppendUvarint(out, uint64(len(t.stems)))
	before := uint32(0)
	for _, h := range t.stems {
		out = binary.AppendUvarint(out, uint64(h-before))
		before = h
	}
	return append(out, t.rarity...)
}

// Read reads what Bytes wrote.
func Read(b []byte) (*Table, error) {
	if len(b) <= len(magic) || string(b[:len(magic)]) != magic {
		return nil, errors.New("reading weights: no file of weights")
	}
	t := &Table{unknown: b[len(magic)]}
	b = b[len(magic)+1:]
	n, size := binary.Uvarint(b)
	if size <= 0 || n > uint64(len(b)) {
		return nil, errors.New("reading weights: no count")
	}
	b = b[size:]
	hash := uint64(0)
	for range n {
		d, size := binary.Uvarint(b)
		if hash += d; size <= 0 || hash > math.MaxUint32 {
			return nil, fmt.Errorf("reading weights: no stem after %d", len(t.stems))
		}
		t.stems, b = append(t.stems, uint32(hash)), b[size:]
	}
	if uint64(len(b)) != n {
		return nil, fmt.Errorf("reading weights: %d stems and the rarity of %d", n, len(b))
	}
	t.rarity = b
	t.index()
	return t, nil
}
