package article

import (
	"cmp"
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"github.com/RadhiFadlillah/whatlanggo"
	tags "golang.org/x/text/language"
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

// language is the language of a text: English where its commonest words say so,
// else what its runs of three letters say beyond doubt, else what its words say,
// else what was declared, else "". Only the first words are looked at.
func language(text, stated string) string {
	const (
		few = 20   // below this many words there is no telling against a statement
		run = 6000 // bytes that the runs of letters are counted in
	)
	told, n := stopWords().tell(text, few)
	stated = primary(stated)
	if told == english || n < few || told != "" && told == stated {
		return cmp.Or(told, stated)
	}
	found := whatlanggo.Detect(strings.ToValidUTF8(text[:min(len(text), run)], ""))
	switch {
	case stated != "" && !known()[stated]:
		return stated // a language without a model is taken for a neighbour of its script
	case found.IsReliable():
		return cmp.Or(found.Lang.Iso6391(), found.Lang.Iso6393(), told, stated)
	case told == "" && stated == "" && found.Script != unicode.Latin:
		return undetermined
	}
	return cmp.Or(told, stated)
}

// known are the languages that runs of letters are known of.
var known = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{"no": true, "zh": true, "ar": true}
	for l := range whatlanggo.Langs {
		out[l.Iso6391()] = true
	}
	return out
})

// english is the language that is read.
const english = "en"

// undetermined is the tag of a language that is not told (BCP 47).
const undetermined = "und"

// tell is the language whose commonest words a text uses, "" where no language
// stands out, and how many words were looked at.
func (p profile) tell(text string, few int) (lang string, n int) {
	const (
		look   = 600  // words
		common = 0.12 // of running words at least are of the list, in each language
		clear  = 1.3  // times the second language
	)
	hits := make([]int, len(p.langs))
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		if n++; n > look {
			break
		}
		for i, bits := 0, p.words[strings.ToLower(w)]; bits != 0; i, bits = i+1, bits>>1 {
			hits[i] += int(bits & 1)
		}
	}
	best, second := 0, 0
	for i, h := range hits {
		if h > hits[best] {
			best = i
		}
	}
	for i, h := range hits {
		if i != best {
			second = max(second, h)
		}
	}
	if n < few || float64(hits[best]) < common*float64(n) || float64(hits[best]) < clear*float64(second) {
		return "", n
	}
	return p.langs[best], n
}

// primary is the primary subtag of a language tag (BCP 47): "en" of "en_GB"; "" of
// what is no language.
func primary(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	if _, err := tags.ParseBase(tag); err != nil { // "utf" is an encoding's name
		return ""
	}
	return tag
}
