package postgres

import (
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tokens are the words of a text as indexes have them: letters and digits that
// stand together, small, without their marks (as SQLite's unicode61 cuts them).
func tokens(text string) []string {
	return strings.FieldsFunc(folded(text), func(r rune) bool { return !isToken(r) })
}

func isToken(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Co, r)
}

// folded is a text in small letters, those of Latin without their marks.
func folded(text string) string {
	ascii := true
	for i := range len(text) {
		if text[i] >= 0x80 || text[i] == 0 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(text)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= firstMark && r <= lastMark:
			return -1
		case r == 0 || r == utf8.RuneError:
			return ' '
		}
		return unmarked(unicode.ToLower(r))
	}, text)
}

// The marks that stand behind a letter and are passed over.
const firstMark, lastMark = 0x300, 0x331

// unmarked is a Latin letter without its marks; what is of another script stays.
func unmarked(r rune) rune {
	if r < 0x80 {
		return r
	}
	var b [utf8.UTFMax]byte
	parts := norm.NFD.Properties(b[:utf8.EncodeRune(b[:], r)]).Decomposition()
	if len(parts) > 0 && parts[0] < utf8.RuneSelf && unicode.IsLetter(rune(parts[0])) {
		return rune(parts[0])
	}
	return r
}

// A vector has no more than 256 places of a word, and none behind 16,383: the
// words of a text are cut into pieces, each of which begins with the last words
// of the piece before, so that a phrase stands whole in one.
const (
	pieceWords = 2000
	pieceShare = 40
	mostToken  = 500 // bytes; PostgreSQL has words up to 2,046
)

// vectors are the tsvectors of the pieces of a text, or of all of it.
func vectors(words []string, cut bool) (out []string) {
	for cut && len(words) > pieceWords {
		out = append(out, vector(words[:pieceWords]))
		words = words[pieceWords-pieceShare:]
	}
	return append(out, vector(words))
}

// vector is a tsvector of words at their places.
func vector(words []string) string {
	const most = 16383
	places := map[string][]int{}
	for i, w := range words[:min(len(words), most)] {
		if len(w) > mostToken {
			w = strings.ToValidUTF8(w[:mostToken], "")
		}
		places[w] = append(places[w], i+1)
	}
	sorted := make([]string, 0, len(places))
	for w := range places {
		sorted = append(sorted, w)
	}
	sort.Strings(sorted)
	var b []byte
	for _, w := range sorted {
		b = append(b, '\'')
		b = append(b, w...)
		b = append(b, '\'')
		sep := byte(':')
		for _, p := range places[w] {
			b = strconv.AppendInt(append(b, sep), int64(p), 10)
			sep = ','
		}
		b = append(b, ' ')
	}
	return string(b)
}

// grams are all that stands in three characters together.
func grams(text string) []string {
	runes := []rune(text)
	var out []string
	seen := map[string]bool{}
	for i := 0; i+3 <= len(runes); i++ {
		if g := string(runes[i : i+3]); !seen[g] {
			seen[g] = true
			out = append(out, g)
		}
	}
	return out
}

// array is a list as PostgreSQL takes it.
func array(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
