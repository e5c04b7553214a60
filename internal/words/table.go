package words

// Table finds what belongs to a word. It is made once and never changed, and
// costs a fraction of what a map does: a text asks for most of its words in a
// dozen tables, and most of them stand in none.
type Table[V any] struct {
	slots []slot[V] // a power of two, at most half of them taken
	none  V         // what belongs to ""
}

type slot[V any] struct {
	word  string // "" where it is free
	value V
}

// NewTable makes a table of what belongs to words.
func NewTable[V any](of map[string]V) *Table[V] {
	size := 2
	for size < 2*len(of) {
		size *= 2
	}
	t := &Table[V]{slots: make([]slot[V], size), none: of[""]}
	for w, v := range of { // where each stands makes no difference
		if w == "" {
			continue
		}
		at := t.start(w)
		for t.slots[at].word != "" {
			at = (at + 1) & uint64(size-1)
		}
		t.slots[at] = slot[V]{w, v}
	}
	return t
}

// Get is what belongs to a word, the zero V for a word that is not in the table.
func (t *Table[V]) Get(word string) V {
	if word == "" {
		return t.none
	}
	last := uint64(len(t.slots) - 1)
	for at := t.start(word); ; at = (at + 1) & last {
		s := &t.slots[at]
		if s.word == word || s.word == "" {
			return s.value
		}
	}
}

// start is where a word that is not "" is looked for first: its length, its first
// eight bytes and its last eight, mixed.
func (t *Table[V]) start(word string) uint64 {
	n := len(word)
	var first, last uint64
	switch {
	case n >= 8:
		first, last = eight(word), eight(word[n-8:])
	case n >= 4:
		first, last = four(word), four(word[n-4:])
	default:
		first = uint64(word[0]) | uint64(word[n/2])<<8 | uint64(word[n-1])<<16
	}
	h := (first^uint64(n)<<56)*0x9e3779b97f4a7c15 ^ last*0xc2b2ae3d27d4eb4f
	h ^= h >> 32
	h *= 0xff51afd7ed558ccd
	return h >> 32 & uint64(len(t.slots)-1)
}

func four(s string) uint64 {
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
