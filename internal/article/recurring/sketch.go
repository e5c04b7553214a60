package recurring

import "hash/fnv"

// sketch is a text in small. Its runs of four words are numbers on a circle, by
// chance; the sketch has how far the next of them is from each of sixteen places,
// evenly apart. Two texts have as large a part of their sketches in common
// as of their runs of words, by and large.
type sketch [16]uint64

// alike is how many of the sixteen two texts share that are one text, or tell of
// one matter in the same words: about a fifth.
const alike = 3

// run is how many words are looked at together.
const run = 4

// sketchOf makes the sketch of a text's words, of which there are run or more.
func sketchOf(words []string) *sketch {
	var s sketch
	for i := range s {
		s[i] = ^uint64(0)
	}
	for at := range len(words) - run + 1 {
		h := fnv.New64a()
		for _, w := range words[at : at+run] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		sum := h.Sum64()
		for i := range s {
			s[i] = min(s[i], sum+uint64(i)<<60)
		}
	}
	return &s
}

// like reports whether two texts are much the same.
func (s *sketch) like(o *sketch) bool {
	n := 0
	for i := range s {
		if s[i] == o[i] {
			n++
		}
	}
	return n >= alike
}
