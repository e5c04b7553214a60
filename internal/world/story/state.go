package story

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// state is what a day ends with: which story each article of the window is in. It holds numbers only; the articles
// themselves come with the next day as its past. A sum of them is among the
// numbers: where an article of the window changed, the sweep goes on.
type state struct {
	days []stateDay
	open int // how many stories are
}

// stateDay has the story of each article of a day, in canonical order; -1 for one
// whose story is whole.
type stateDay struct {
	day     int
	sum     uint64 // of its facts
	stories []int
}

func (s *state) bytes() []byte {
	var out []byte
	out = binary.AppendUvarint(out, uint64(len(s.days)))
	for _, d := range s.days {
		out = binary.AppendVarint(out, int64(d.day))
		out = binary.AppendUvarint(out, d.sum)
		out = binary.AppendUvarint(out, uint64(len(d.stories)))
		for _, k := range d.stories {
			out = binary.AppendUvarint(out, uint64(k+1))
		}
	}
	out = binary.AppendUvarint(out, uint64(s.open))
	return out
}

var errState = errors.New("the state of a sweep over stories is broken")

// reader reads numbers until one is missing or beyond its bound.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) number(most uint64) int {
	n, size := binary.Uvarint(r.b)
	if size <= 0 || n > most {
		r.bad = true
		return 0
	}
	r.b = r.b[size:]
	return int(n)
}

func (r *reader) signed() int64 {
	n, size := binary.Varint(r.b)
	if size <= 0 {
		r.bad = true
		return 0
	}
	r.b = r.b[size:]
	return n
}

// readState reads what bytes wrote; nothing is an empty state.
func readState(b []byte) (*state, error) {
	s := &state{}
	if len(b) == 0 {
		return s, nil
	}
	r := &reader{b: b}
	for range r.number(uint64(len(b))) {
		d := stateDay{day: int(r.signed()), sum: uint64(r.number(math.MaxUint32))}
		for range r.number(uint64(len(b))) {
			d.stories = append(d.stories, r.number(uint64(len(b)))-1)
		}
		s.days = append(s.days, d)
	}
	s.open = r.number(uint64(len(b)))
	if r.bad || len(r.b) > 0 || !s.fits() {
		return nil, errState
	}
	return s, nil
}

// fits says whether every article is in a story that there is.
func (s *state) fits() bool {
	for _, d := range s.days {
		if slices.ContainsFunc(d.stories, func(k int) bool { return k >= s.open }) {
			return false
		}
	}
	return true
}
