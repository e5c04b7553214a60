package line

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/ling"
)

// stem is the first letters of a word, enough to bring "Syria" and "Syrian",
// "cooperate" and "cooperation" together.
func stem(word string) string {
	const letters = 5
	n := 0
	for i := range word {
		if n == letters {
			return word[:i]
		}
		n++
	}
	return word
}

// ContentWords are the stems of the words that carry matter: long ones, and
// short ones in capitals ("US", "IS").
func ContentWords(s string, each func(string)) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if n := utf8.RuneCountInString(w); n >= 4 || n >= 2 && w == strings.ToUpper(w) {
			each(stem(strings.ToLower(w)))
		}
	}
}

// titleOutlet is the outlet's name that pages hang on their title.
var titleOutlet = regexp.MustCompile(`^(.{15,}?)\s+(?:\||::|»|›|‹|—|–|-)\s+(\p{Lu}[^|:»›‹]{1,39})$`)

// SplitTitle parts a title from the outlet's name after it. A dash may also
// belong to the headline, so after one only a name of few, capitalised words
// is taken: "Ceasefire holds - but for how long" stays whole.
func SplitTitle(s string) (title, outlet string) {
	m := titleOutlet.FindStringSubmatch(s)
	if m == nil {
		return s, ""
	}
	bar := strings.ContainsAny(s[len(m[1]):len(s)-len(m[2])], "|»›‹:")
	l := Measure(m[2], ling.Span{End: len(m[2])}, false)
	if !bar && (l.Lower > 0 || l.Words > 4 || l.Words < 2) || l.Ends || l.Words > 6 {
		return s, ""
	}
	return m[1], m[2]
}

// Alike reports whether two titles share most of their words.
func Alike(a, b string) bool {
	in := map[string]bool{}
	ContentWords(a, func(w string) { in[w] = true })
	all, both := 0, 0
	ContentWords(b, func(w string) {
		all++
		if in[w] {
			both++
		}
	})
	return all > 0 && 2*both >= all
}
