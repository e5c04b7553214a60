package kb

import (
	"math/bits"
	"strings"

	"onrecord"
)

// A text is looked through for names at every word with a capital, and most of
// those begin none. A table by the hash of first words says how many words the
// names have that begin so; two words that share a place only cost a look-up.
const (
	starts    = 1 << 16
	startSize = 2
	// mostWords is the most words that a start tells apart; longer names are
	// told as of so many.
	mostWords = 8 * startSize
)

// Lengths is a set of numbers of words.
type Lengths uint16

// Has reports whether n, from 1 on, is one of them.
func (l Lengths) Has(n int) bool { return n > 0 && l>>(min(n, mostWords)-1)&1 == 1 }

// Most is the largest of them, 0 for an empty set.
func (l Lengths) Most() int { return bits.Len16(uint16(l)) }

func lengthOf(n int) Lengths { return 1 << (min(n, mostWords) - 1) }

// Starting is how many words, parted by white space, the names may have that
// stand alone in a text and begin with the word: of a word that begins none
// mostly the empty set. It never leaves out a name that Names would find, but
// for persons' names of one word and parts of their names.
func (b *Base) Starting(word string) Lengths {
	table := b.sec[secStarts]
	at := startOf(Fold(word)) * startSize
	if at+startSize > len(table) {
		return 0
	}
	return Lengths(u16(table, at))
}

func startOf(folded string) int { return int(hash(folded) >> 48) }

// startsTable makes the table of the entries, on top of what an older pack told.
func (b *Builder) startsTable() []byte {
	table := make([]byte, starts*startSize)
	copy(table, b.starts)
	for _, e := range b.entries {
		for key, sense := range e.names {
			if alone := sense < Sounds && (e.Type != onrecord.Person || sense <= Alias && strings.Contains(key, " ")); alone {
				addStart(table, key)
			}
		}
	}
	return table
}

// addStart adds a name by its key.
func addStart(table []byte, key string) {
	key = Fold(strings.TrimPrefix(key, "^"))
	first, rest, more := strings.Cut(key, " ")
	n := 1
	if more {
		n += 1 + strings.Count(rest, " ")
	}
	l, at := lengthOf(n), startOf(first)*startSize
	table[at] |= byte(l)
	table[at+1] |= byte(l >> 8)
}
