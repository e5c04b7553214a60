package timex

import (
	"fmt"
	"strings"

	"onrecord/internal/rules"
)

// class is a set of word classes. The numeric ones are read off digits, the
// others are "words" lists of the language's rule file.
type class uint64

// Classes the lexer gives to numbers.
const (
	classN      class = 1 << iota // any number, in digits or words
	classD                        // 1 to 31 in one or two digits
	classMM                       // 1 to 12 in one or two digits
	classYear                     // 1000 to 2199 in four digits
	classY2                       // two digits
	classY3                       // 100 to 999
	classHour                     // 0 to 24 in one or two digits
	classClock                    // 2:43, 14.05
	classHM                       // four digits that read as hour and minute
	classOrd                      // 15th, fifteenth
	classDOrd                     // an ordinal from 1 to 31
	classWordN                    // a number in words
	classDec                      // 1930s, 80s
	classModern                   // 1800 to 2059 in four digits
	classNOrd                     // an ordinal from 1 to 31 in digits
	classCount                    // a number that does not look like a year
	classDec3                     // 480s
	classDot                      // 8.20: a clock time, or hundredths
	classCap                      // an unknown word with a capital
	classLast                     // first bit for the words of the rule file
)

var builtin = map[string]class{
	"N": classN, "D": classD, "MM": classMM, "YEAR": classYear, "Y2": classY2, "Y3": classY3,
	"HOUR": classHour, "CLOCK": classClock, "HM": classHM, "ORD": classOrd, "DORD": classDOrd,
	"WORDN": classWordN, "DECADE": classDec, "MODERN": classModern,
	"NORD": classNOrd, "COUNT": classCount, "DECADE3": classDec3, "CAP": classCap, "DOTCLOCK": classDot,
}

const numeric = classN | classD | classMM | classYear | classY2 | classY3 | classHour |
	classClock | classHM | classOrd | classDOrd | classDec | classModern |
	classNOrd | classCount | classDec3 | classDot

// word is an entry of the lexicon: the classes of a form and its value in each.
type word struct {
	text    string
	classes class
	capital class // classes it has only with a capital letter
	dot     bool  // an abbreviation that takes a full stop with it
	values  []classValue
	rules   []int32 // rules that may begin with it, in file order
}

type classValue struct {
	class class
	value int32
}

// value is the word's value in class c.
func (w *word) value(c class) int32 {
	for _, v := range w.values {
		if v.class&c != 0 {
			return v.value
		}
	}
	return 0
}

// lexicon holds the words of a language in an open-addressing table keyed by
// lower-cased bytes: most words of a text cost one look-up and are not there.
type lexicon struct {
	words []word // words[0] stands for every unknown word
	slots []int32
	mask  uint32
	names map[string]class
	next  class
}

func newLexicon() *lexicon {
	names := make(map[string]class, len(builtin)+32)
	for name, c := range builtin {
		names[name] = c
	}
	return &lexicon{words: make([]word, 1, 1024), names: names, next: classLast}
}

// FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/).
const (
	fnvOffset uint32 = 2166136261
	fnvPrime  uint32 = 16777619
)

// lower folds ASCII letters; other bytes are left alone.
func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

func hashLower(s string) uint32 {
	h := fnvOffset
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(lower(s[i]))) * fnvPrime
	}
	return h
}

func equalLower(lowered, s string) bool {
	if len(lowered) != len(s) {
		return false
	}
	for i := 0; i < len(s); i++ {
		if lowered[i] != lower(s[i]) {
			return false
		}
	}
	return true
}

// find is the index of s, whose lower-cased hash is h; 0 if unknown.
func (l *lexicon) find(h uint32, s string) int32 {
	for i := h & l.mask; ; i = (i + 1) & l.mask {
		at := l.slots[i]
		if at == 0 || equalLower(l.words[at].text, s) {
			return at
		}
	}
}

// freeze builds the table; it is a quarter full, so that a miss mostly ends at
// the first slot.
func (l *lexicon) freeze() {
	size := 64
	for size < 4*len(l.words) {
		size *= 2
	}
	l.slots, l.mask = make([]int32, size), uint32(size-1)
	for at := 1; at < len(l.words); at++ {
		i := hashLower(l.words[at].text) & l.mask
		for l.slots[i] != 0 {
			i = (i + 1) & l.mask
		}
		l.slots[i] = int32(at)
	}
}

// entry is the index of a lower-cased form, added if it is new.
func (l *lexicon) entry(index map[string]int32, form string) int32 {
	form = strings.ToLower(form)
	at, ok := index[form]
	if !ok {
		at = int32(len(l.words))
		index[form] = at
		l.words = append(l.words, word{text: form})
	}
	return at
}

// addWords reads a "words" rule: its fields are "value: form form …". A form
// written with a capital is only read with one; a form that ends in a full
// stop takes a following stop with it.
func (l *lexicon) addWords(index map[string]int32, r *rules.Rule, values map[string]int32) error {
	if _, twice := l.names[r.Name]; twice {
		return fmt.Errorf("%s: class %s stands already", r.Where(), r.Name)
	}
	c := l.next
	if c == 0 {
		return fmt.Errorf("%s: more than 64 classes", r.Where())
	}
	l.next <<= 1
	l.names[r.Name] = c
	for _, f := range r.Fields {
		value, err := constant(f.Key, values)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", r.File, f.Line, err)
		}
		for _, form := range strings.Fields(f.Value) {
			bare, dot := strings.CutSuffix(form, ".")
			w := &l.words[l.entry(index, bare)]
			w.classes |= c
			w.dot = w.dot || dot
			if bare[0] >= 'A' && bare[0] <= 'Z' {
				w.capital |= c
			}
			w.values = append(w.values, classValue{c, value})
		}
	}
	return nil
}
