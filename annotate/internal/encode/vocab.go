package encode

import "bytes"

// vocab finds the row of a normalized word. It is a table of open addresses
// over the model's own bytes: nothing is copied at load but offsets.
type vocab struct {
	lines []byte
	start []uint32 // of each word; one more at the end
	slots []int32  // row+1, 0 where free
	mask  uint32
}

func newVocab(lines []byte) *vocab {
	n := bytes.Count(lines, []byte{'\n'})
	v := &vocab{lines: lines, start: make([]uint32, 1, n+1)}
	size := 1
	for size < 2*n {
		size *= 2
	}
	v.slots, v.mask = make([]int32, size), uint32(size-1)
	for i, b := range lines {
		if b != '\n' {
			continue
		}
		row := len(v.start) - 1
		v.start = append(v.start, uint32(i+1))
		at := v.hash(v.word(row))
		for v.slots[at] != 0 {
			at = (at + 1) & v.mask
		}
		v.slots[at] = int32(row + 1)
	}
	return v
}

func (v *vocab) len() int { return len(v.start) - 1 }

func (v *vocab) word(row int) []byte { return v.lines[v.start[row] : v.start[row+1]-1] }

func (v *vocab) hash(w []byte) uint32 {
	h := offset
	for _, b := range w {
		h = hash(h, b)
	}
	return mix(h) & v.mask
}

// row is the word's row, 0 (the row of all other words) if it has none.
func (v *vocab) row(w []byte) int {
	for at := v.hash(w); v.slots[at] != 0; at = (at + 1) & v.mask {
		if row := int(v.slots[at] - 1); bytes.Equal(v.word(row), w) {
			return row
		}
	}
	return 0
}
