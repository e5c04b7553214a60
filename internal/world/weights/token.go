package weights

import (
	"unicode"
	"unicode/utf8"
)

// Token is a word or a number of a text.
type Token struct {
	Start, End int    // bytes of the text
	Stem       string // without case, number and tense; of a number its digits
	Name       bool   // it has a capital where no sentence begins
	Number     bool
}

// Tokens are the words and numbers of a text, in order.
func Tokens(text string) []Token {
	var out []Token
	begins := true // a sentence may begin here
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			begins = begins || opens(r)
			i += size
			continue
		}
		end := i + wordLen(text[i:])
		t := Token{Start: i, End: end, Number: unicode.IsDigit(r)}
		if t.Number {
			t.Stem = digits(text[i:end])
		} else {
			t.Stem = Stem(text[i:end])
			t.Name = unicode.IsUpper(r) && (!begins || hasUpper(text[i+size:end]))
		}
		if t.Stem != "" {
			out = append(out, t)
		}
		begins, i = false, end
	}
	return out
}

// opens says whether what follows r may have a capital for its place alone.
func opens(r rune) bool {
	switch r {
	case '.', '!', '?', '\n', '"', '“', ':':
		return true
	}
	return false
}

// wordLen is how far a word reaches: over letters, digits, apostrophes between
// letters, points and commas between digits.
func wordLen(s string) int {
	n := 0
	var before rune
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			after, _ := utf8.DecodeRuneInString(s[n+size:])
			joins := (r == '\'' || r == '’') && unicode.IsLetter(before) && unicode.IsLetter(after) ||
				(r == ',' || r == '.') && unicode.IsDigit(before) && unicode.IsDigit(after)
			if !joins {
				break
			}
		}
		before, n = r, n+size
	}
	return n
}

func hasUpper(s string) bool {
	for _, r := range s {
		if unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// digits are a number without the commas of thousands and without what stands
// behind it ("25th", "5km").
func digits(s string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9' || c == '.':
			out = append(out, c)
		case c != ',':
			return string(out)
		}
	}
	return string(out)
}
