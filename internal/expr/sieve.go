package expr

// sieve finds out in one pass whether a text holds one of some strings: what is a
// capital in a string must be one in the text, what is small may be one. It looks
// at grams, as many bytes in a row as the shortest string has but no more than
// three: a table of bits says which may begin a string, capitals aside, and only
// there are the strings themselves compared.
type sieve struct {
	mask   uint32 // of the bytes of a gram
	size   int    // bytes of a gram
	begins [gramBits / 64]uint64
	hints  map[uint32][]string // by their first gram
}

const (
	longestGram = 3
	gramBits    = 4096
)

// newSieve makes one; nil where there are none.
func newSieve(hints []string) *sieve {
	if len(hints) == 0 {
		return nil
	}
	s := &sieve{size: min(shortest(hints), longestGram), hints: map[uint32][]string{}}
	s.mask = 1<<(8*s.size) - 1
	for _, h := range hints {
		var gram uint32
		for i := range s.size {
			gram = gram<<8 | uint32(small[h[i]])
		}
		s.hints[gram] = append(s.hints[gram], h)
		at := place(gram)
		s.begins[at/64] |= 1 << (at % 64)
	}
	return s
}

// place is the bit of a gram: by Fibonacci hashing, as many bits as there are.
func place(gram uint32) uint32 { return gram * 2654435769 >> (32 - 12) }

// may reports whether a text may hold a match: whether one of the strings stands
// there, or a character that is another's small or capital form by Unicode alone.
func (s *sieve) may(text string) bool {
	if s == nil {
		return true
	}
	var gram uint32
	for i := range len(text) {
		c := small[text[i]]
		if c >= 0x80 {
			if foldsToASCII(text[i:]) {
				return true
			}
		}
		gram = (gram<<8 | uint32(c)) & s.mask
		at := place(gram)
		if s.begins[at/64]&(1<<(at%64)) != 0 && i+1 >= s.size && s.stands(gram, text[i+1-s.size:]) {
			return true
		}
	}
	return false
}

// stands reports whether a text begins with one of the strings of a gram.
func (s *sieve) stands(gram uint32, text string) bool {
	for _, h := range s.hints[gram] {
		if begins(text, h) {
			return true
		}
	}
	return false
}

func begins(text, hint string) bool {
	if len(text) < len(hint) {
		return false
	}
	for i := range len(hint) {
		if text[i] != hint[i] && small[text[i]] != hint[i] {
			return false
		}
	}
	return true
}

// foldsToASCII reports whether a text begins with one of the two characters that
// an expression which leaves capitals aside takes for "k" and "s": the Kelvin
// sign and the long s.
func foldsToASCII(text string) bool {
	const kelvin, longS = "\u212a", "\u017f"
	return len(text) >= len(kelvin) && text[:len(kelvin)] == kelvin || len(text) >= len(longS) && text[:len(longS)] == longS
}

// small is every byte with the capitals of ASCII made small.
var small = func() (out [256]byte) {
	for i := range out {
		out[i] = byte(i)
		if 'A' <= i && i <= 'Z' {
			out[i] = byte(i) + 'a' - 'A'
		}
	}
	return out
}()
