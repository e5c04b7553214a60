package match

import (
	"maps"
	"slices"
	"strings"
)

// automaton finds all words of a set in one pass over a text (Aho and Corasick,
// "Efficient string matching", 1975). Bytes that stand in no word share a class,
// so that its table is small; capitals have the class of their small letters.
type automaton struct {
	class  [256]uint8
	begin  uint8 // the classes of the text's beginning and end
	end    uint8
	width  int     // classes
	next   []int32 // by state and class
	says   []Bits  // what the words that end at a state tell
	silent []bool  // states at which no word ends
}

// newAutomaton builds the automaton of words in small letters.
func newAutomaton(words map[string]Bits) *automaton {
	a := &automaton{begin: 1, end: 2, width: 3}
	sorted := slices.Sorted(maps.Keys(words))
	for _, w := range sorted {
		for i := range len(w) {
			if c := w[i]; a.of(c) == 0 {
				a.class[c] = uint8(a.width)
				a.width++
			}
		}
	}
	for c := 'a'; c <= 'z'; c++ {
		a.class[c-'a'+'A'] = a.class[c]
	}
	most := statesOf(sorted)
	a.next, a.says = make([]int32, 0, most*a.width), make([]Bits, 0, most)
	a.state()
	for _, w := range sorted {
		a.enter(w, words[w])
	}
	a.link()
	a.silent = make([]bool, len(a.says))
	for i := range a.says {
		a.silent[i] = a.says[i] == Bits{}
	}
	return a
}

// of is the class of a word's byte.
func (a *automaton) of(c byte) uint8 {
	switch c {
	case textBegins:
		return a.begin
	case textEnds:
		return a.end
	}
	return a.class[c]
}

// statesOf is how many states sorted words make: one for each byte that the word
// before does not begin with too, and the first.
func statesOf(sorted []string) int {
	n, last := 1, ""
	for _, w := range sorted {
		same := 0
		for same < min(len(w), len(last)) && w[same] == last[same] {
			same++
		}
		n, last = n+len(w)-same, w
	}
	return n
}

// state makes a state that no byte leads on from.
func (a *automaton) state() int32 {
	a.next = a.next[:len(a.next)+a.width]
	a.says = append(a.says, Bits{})
	return int32(len(a.says) - 1)
}

// enter writes a word into the tree that begins at state 0.
func (a *automaton) enter(word string, of Bits) {
	at := int32(0)
	for i := range len(word) {
		step := int(at)*a.width + int(a.of(word[i]))
		if a.next[step] == 0 {
			made := a.state()
			a.next[step] = made
		}
		at = a.next[step]
	}
	a.says[at].add(&of)
}

// link leads each state, where its word does not go on, to where the longest
// end of it that begins another word goes on, and lets it tell what that tells.
func (a *automaton) link() {
	back := make([]int32, len(a.says))
	queue := make([]int32, 1, len(a.says))
	for done := 0; done < len(queue); done++ {
		at := queue[done]
		for c := range a.width {
			step, other := int(at)*a.width+c, a.next[int(back[at])*a.width+c]
			to := a.next[step]
			switch {
			case to == 0:
				a.next[step] = other
			default:
				if at != 0 {
					back[to] = other
					a.says[to].add(&a.says[other])
				}
				queue = append(queue, to)
			}
		}
	}
}

// find adds what the words in a text tell.
func (a *automaton) find(text string, found *Bits) {
	if cased(text) {
		text = strings.ToLower(text)
	}
	at := a.next[a.begin]
	if !a.silent[at] {
		found.add(&a.says[at])
	}
	for i := range len(text) {
		at = a.next[int(at)*a.width+int(a.class[text[i]])]
		if !a.silent[at] {
			found.add(&a.says[at])
		}
	}
	if at = a.next[int(at)*a.width+int(a.end)]; !a.silent[at] {
		found.add(&a.says[at])
	}
}

// cased reports whether a text may hold capitals of other letters than ours. The
// marks of printers (“ ’ – …) and the signs of China and Japan have none; all
// but a few signs between them that have are written with other first bytes.
func cased(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= firstOfTwo && (c < 0xE3 || c > 0xE9) && !(c == 0xE2 && printed(text[i:])) {
			return true
		}
	}
	return false
}

// firstOfTwo is the least byte that begins a letter of two bytes or more.
const firstOfTwo = 0xC0

// printed reports whether a text begins with one of the marks of Unicode's
// General Punctuation (U+2000 to U+203F).
func printed(text string) bool { return len(text) > 1 && text[1] == 0x80 }
