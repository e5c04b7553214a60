package refer

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold makes spellings of one name equal that differ by marks, by the letters
// that transliteration varies (y and i, doubled letters), or by an Arabic
// article ("al-Assad", "Assad").
func Fold(s string) string {
	var b strings.Builder
	var last rune
	for _, c := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, c), !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' && c != ' ':
			continue
		case c == 'y' || c == 'j':
			c = 'i'
		}
		if c != last {
			b.WriteRune(c)
		}
		last = c
	}
	out := b.String()
	for _, article := range [...]string{"al-", "el-", "ad-", "as-", "ash-", "an-", "ar-", "at-"} {
		if rest, ok := strings.CutPrefix(out, article); ok && len(rest) > 2 {
			return rest
		}
	}
	return out
}

// marksOff is a name in letters without marks, as the lists of given names have it.
func marksOff(s string) string {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < 0x80
	}
	if ascii {
		return s
	}
	var b strings.Builder
	for _, c := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}
