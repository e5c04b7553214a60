package encode

import (
	"unicode"
	"unicode/utf8"
)

// Normalize appends the form under which a word is looked up in the
// vocabulary: lower case, digits as 0 (a year is a year), curly quotation
// marks and dashes as their ASCII relatives.
func Normalize(dst []byte, form string) []byte {
	for _, r := range form {
		switch {
		case r >= utf8.RuneSelf:
			dst = appendPlain(dst, r)
		case r >= 'A' && r <= 'Z':
			dst = append(dst, byte(r)+'a'-'A')
		case r >= '0' && r <= '9':
			dst = append(dst, '0')
		default:
			dst = append(dst, byte(r))
		}
	}
	return dst
}

// appendPlain appends a character outside ASCII: its relative there if it is a
// mark that has one, else the character in lower case.
func appendPlain(dst []byte, r rune) []byte {
	switch r {
	case '“', '”', '„', '«', '»':
		return append(dst, '"')
	case '‘', '’', '‚', '‛':
		return append(dst, '\'')
	case '–', '—', '‐', '‑':
		return append(dst, '-')
	case '…':
		return append(dst, "..."...)
	}
	return utf8.AppendRune(dst, unicode.ToLower(r))
}

// Feature kinds; they begin the hash so that a prefix and a suffix of the same
// letters are two features.
const (
	kindForm byte = iota + 1
	kindShape
	kindPrefix
	kindSuffix
)

// maxAffix are the longest prefix and suffix, in bytes, that are features of
// their own; English inflection and most derivation lies within them.
const (
	maxPrefix = 4
	maxSuffix = 5
)

// Subwords appends the rows of the hashed table (1<<bits rows) whose sum
// describes the inside of a word: the form as written, its shape, and its
// first and last letters. A word that is in no vocabulary is known by these
// (Botha et al. 2017, "Natural language processing with small feed-forward
// networks"). norm is the form normalized.
func Subwords(dst []int32, form string, norm []byte, bits uint) []int32 {
	mask := uint32(1)<<bits - 1
	h := hash(offset, kindForm)
	for i := 0; i < len(form); i++ {
		h = hash(h, form[i])
	}
	dst = append(dst, int32(mix(h)&mask))
	dst = append(dst, int32(mix(shape(form))&mask))
	h = hash(offset, kindPrefix)
	for i := 0; i < min(maxPrefix, len(norm)); i++ {
		h = hash(h, norm[i])
		if i > 0 {
			dst = append(dst, int32(mix(h)&mask))
		}
	}
	h = hash(offset, kindSuffix)
	for i := 0; i < min(maxSuffix, len(norm)); i++ {
		h = hash(h, norm[len(norm)-1-i])
		dst = append(dst, int32(mix(h)&mask))
	}
	return dst
}

// MaxSubwords is the most rows Subwords appends for one word.
const MaxSubwords = 2 + maxPrefix - 1 + maxSuffix

// shape hashes the word's outline, runs cut at two: "NATO" is XX, "al-Ani"
// xx-Xx, "2,500" d,dd.
func shape(form string) uint32 {
	h := hash(offset, kindShape)
	var last byte
	run := 0
	for _, r := range form {
		c := outline(r)
		if c != last {
			run = 0
		}
		last = c
		if run++; run <= 2 {
			h = hash(h, c)
		}
	}
	return h
}

func outline(r rune) byte {
	switch {
	case r >= 'a' && r <= 'z':
		return 'x'
	case r >= 'A' && r <= 'Z':
		return 'X'
	case r >= '0' && r <= '9':
		return 'd'
	case r < utf8.RuneSelf:
		return byte(r)
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	case unicode.IsDigit(r):
		return 'd'
	}
	return '?'
}

// FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/).
const (
	offset uint32 = 2166136261
	prime  uint32 = 16777619
)

func hash(h uint32, b byte) uint32 { return (h ^ uint32(b)) * prime }

// mix spreads the high bits over the low ones, which alone choose the row
// (murmur3's finalizer).
func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}
