package article

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed stopwords.txt
var stopWordList string

// stopWords maps a word to the languages that use it, as bits in the order of
// the file.
var stopWords = sync.OnceValue(func() profile {
	p := profile{words: map[string]uint32{}}
	for _, row := range strings.Split(stopWordList, "\n") {
		lang, words, ok := strings.Cut(row, ":")
		if !ok || strings.HasPrefix(row, "#") {
			continue
		}
		for _, w := range strings.Fields(words) {
			p.words[w] |= 1 << len(p.langs)
		}
		p.langs = append(p.langs, strings.TrimSpace(lang))
	}
	return p
})

type profile struct {
	langs []string
	words map[string]uint32
}

// language is the language of a text: what its commonest words say, else what
// was declared, else "". Only the first words are looked at.
func language(text, stated string) string {
	const (
		look   = 600  // words
		few    = 20   // below this many words there is no telling against a statement
		common = 0.12 // of running words at least are of the list, in each language
		clear  = 1.3  // times the second language
	)
	p := stopWords()
	hits := make([]int, len(p.langs))
	n, latin := 0, 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		if n++; n > look {
			break
		}
		w = strings.ToLower(w)
		if w[0] < unicode.MaxASCII || strings.IndexFunc(w, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) >= 0 {
			latin++
		}
		for i, bits := 0, p.words[w]; bits != 0; i, bits = i+1, bits>>1 {
			hits[i] += int(bits & 1)
		}
	}
	stated = primary(stated)
	best, second := -1, 0
	for i, h := range hits {
		if best < 0 || h > hits[best] {
			if best >= 0 {
				second = max(second, hits[best])
			}
			best = i
		} else {
			second = max(second, h)
		}
	}
	switch {
	case n >= few && best >= 0 && float64(hits[best]) >= common*float64(n) && float64(hits[best]) >= clear*float64(second):
		return p.langs[best]
	case stated != "":
		return stated
	case n >= few && 2*latin < n:
		return "und" // another script, and a language that the list has not
	}
	return ""
}

// primary is the primary subtag of a language tag (BCP 47): "en" of "en_GB".
func primary(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	if len(tag) < 2 || len(tag) > 3 {
		return ""
	}
	return tag
}
