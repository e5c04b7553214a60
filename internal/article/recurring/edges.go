package recurring

import (
	_ "embed"
	"maps"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"onrecord"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// How far the edges of an article reach, in paragraphs: over half of it at most.
// Of the head only what is no sentence may be furniture: leads come again, too.
const (
	head = 2
	foot = 4
)

// A line at the edge is furniture of this many bytes at most, and an article
// needs so many words between its edges to be told from others.
const (
	longest  = 700
	fewWords = 40
)

// Page is an article as it is looked at here, before others are.
type Page struct {
	edges []edge
	core  *sketch         // of what stands between the edges
	about map[string]bool // stems of the words of that, and of the title
	names map[string]bool // what is named between the edges
	own   map[string]bool // stems of the outlet's and the authors' own names
}

// edge is a line at the edge of an article.
type edge struct {
	block    int
	text     string
	folded   string // as it is compared with others
	sentence bool
}

// Look looks at an article: all that needs no other one. It is nil for one of no
// known outlet, and where too little stands between the edges to tell it from
// others.
func Look(art *onrecord.Article) *Page {
	if outletOf(art) == "" {
		return nil
	}
	var running []int
	for i, b := range art.Blocks {
		if b.Kind == ling.BlockBody || b.Kind == ling.BlockHeading {
			running = append(running, i)
		}
	}
	first, last := min(head, len(running)/4), len(running)-min(foot, len(running)/2)
	var core []string
	var edges []edge
	names := map[string]bool{}
	for n, i := range running {
		e, ok := edgeOf(art, i)
		switch {
		case n >= last && !ok: // at the edge, and no furniture
		case n >= last, n < first && ok && !e.sentence:
			edges = append(edges, e)
		default:
			core = append(core, strings.Fields(fold(e.text, false))...)
			maps.Copy(names, namesIn(e.text, false))
		}
	}
	if len(core) < fewWords {
		return nil
	}
	p := &Page{edges: edges, core: sketchOf(core), about: map[string]bool{}, names: names, own: map[string]bool{}}
	addStems(p.about, core...)
	addStems(p.about, strings.Fields(fold(art.Title, false))...)
	for _, w := range strings.Fields(fold(outletOf(art)+" "+art.Outlet+" "+art.Byline+" "+strings.Join(art.Authors, " "), false)) {
		p.own[stem(w)] = true
	}
	return p
}

// edgeOf is a block at the edge, if it may be furniture at all: it is of no
// great length, holds words and none of somebody's.
func edgeOf(art *onrecord.Article, i int) (edge, bool) {
	text := art.Blocks[i].In(art.Text)
	ends, _ := line.Ending(text)
	e := edge{block: i, text: text, sentence: ends}
	if len(text) > longest || strings.ContainsAny(text, "“”\"«»„") || reported(text) {
		return e, false
	}
	e.folded = fold(text, !ends)
	return e, strings.ContainsFunc(e.folded, unicode.IsLetter)
}

// foreign reports whether a line speaks of other things than the article does:
// it names nothing that the article names, and of its words that mean something
// less than a third stand in the rest. Of a sentence with hardly such a word
// nobody can tell.
func (p *Page) foreign(e edge) bool {
	for name := range namesIn(e.text, true) {
		if p.names[name] && !p.own[stem(name)] {
			return false
		}
	}
	words := map[string]bool{}
	addStems(words, strings.Fields(fold(e.text, false))...)
	if e.sentence && len(words) < 3 {
		return false
	}
	n, met := 0, 0
	for w := range words {
		if p.own[w] {
			continue
		}
		n++
		if p.about[w] {
			met++
		}
	}
	return n == 0 || 3*met < n
}

// namesIn is the words with a capital letter, in small ones: of all of a text,
// or those alone that do not owe it to the beginning of a sentence.
func namesIn(text string, all bool) map[string]bool {
	out := map[string]bool{}
	begins := true
	for _, w := range strings.Fields(text) {
		word := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
		first, size := utf8.DecodeRuneInString(word)
		if folded := fold(word, false); (all || !begins) && unicode.IsUpper(first) && len(word) > size && !lists().common[folded] {
			out[folded] = true
		}
		begins, _ = line.Ending(w)
	}
	return out
}

// fold is the words of a line in small letters, numbers all alike where they do
// not matter.
func fold(s string, alike bool) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
	})
	for i, w := range words {
		if alike && strings.TrimFunc(w, unicode.IsDigit) == "" {
			words[i] = "0"
		}
	}
	return strings.Join(words, " ")
}

// addStems adds what words mean something, without their endings.
func addStems(to map[string]bool, words ...string) {
	for _, w := range words {
		if len(w) >= 4 && !lists().common[w] {
			to[stem(w)] = true
		}
	}
}

// stem is a word without its ending.
func stem(w string) string {
	for _, ending := range []string{"ing", "ed", "es", "s", "e"} {
		if rest, ok := strings.CutSuffix(w, ending); ok && len(rest) >= 3 {
			return rest
		}
	}
	return w
}

// reported reports whether a line tells that somebody said something.
func reported(text string) bool {
	for _, w := range strings.Fields(fold(text, false)) {
		if lists().saying[w] {
			return true
		}
	}
	return false
}

//go:embed words.txt
var wordList string

// wordLists are the words that mean little, and those by which speech is told.
type wordLists struct{ common, saying map[string]bool }

// lists reads words.txt: two lists, each under its name.
var lists = sync.OnceValue(func() wordLists {
	out := wordLists{common: map[string]bool{}, saying: map[string]bool{}}
	to := out.common
	for _, row := range strings.Split(wordList, "\n") {
		switch row = strings.TrimSpace(row); {
		case strings.HasPrefix(row, "#"):
		case row == "[common]":
			to = out.common
		case row == "[saying]":
			to = out.saying
		default:
			for _, w := range strings.Fields(row) {
				to[w] = true
			}
		}
	}
	return out
})
