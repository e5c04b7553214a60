package recurring

import "hash/fnv"

// sketch is a text in small: of each of sixteen ways to order its runs of four
// words, the first. Two texts have as large a part of their sketches in common
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
			s[i] = min(s[i], mixed(sum+uint64(i)*0x9e3779b97f4a7c15))
		}
	}
	return &s
}

// mixed scatters a number over all of its bits (the finisher of SplitMix64).
func mixed(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
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
