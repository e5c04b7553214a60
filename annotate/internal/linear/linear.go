// Package linear is the small linear model that the segmenter and the name
// finder share: features hashed into rows of weights, one weight a class.
//
// Hashing features saves the dictionary that would be larger than the weights;
// what collides costs less than what the dictionary would (Weinberger et al.
// 2009, "Feature Hashing for Large Scale Multitask Learning").
package linear

import "unicode/utf8"

// Model is a table of weights in units of Scale. It is only read after loading.
type Model struct {
	Header
	Classes int
	Bits    int // 1<<Bits rows
	Scale   float32
	Weights []int8 // row-major, Classes a row
}

// Row is the weights of a feature, one a class.
func (m *Model) Row(feature uint64) []int8 {
	at := int(feature>>(64-m.Bits)) * m.Classes
	return m.Weights[at : at+m.Classes : at+m.Classes]
}

// Hash hashes a word's bytes (FNV-1a, 64 bit).
func Hash(s string) uint64 {
	h := uint64(offset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}

// HashLower hashes a word as if its ASCII letters were small.
func HashLower(s string) uint64 {
	h := uint64(offset)
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b >= 'A' && b <= 'Z' {
			b |= 0x20
		}
		h = (h ^ uint64(b)) * prime
	}
	return h
}

const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

// Mix makes the feature of template t from the values a and b. Its high bits
// choose the row (the finaliser of MurmurHash3, whose every input bit reaches
// every output bit).
func Mix(t, a, b uint64) uint64 {
	h := a*0x9e3779b97f4a7c15 ^ (b+t*0xc2b2ae3d27d4eb4f)*0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// Prefix is the first n characters of s, Suffix the last n; all of a shorter word.
func Prefix(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// Suffix is the last n characters of s, all of a shorter word.
func Suffix(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}
