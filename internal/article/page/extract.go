package page

import (
	"strings"

	distiller "github.com/markusmobius/go-domdistiller"
	"golang.org/x/net/html"

	"onrecord/internal/article/trees"
	"onrecord/ling"
)

// The second extractor is asked where the first has less than this part of the
// page's running words. It costs ten times as much.
const enough = 0.75

// maxElements bounds the second extractor, whose work grows faster than the page. The
// largest article pages have some ten thousand elements.
const maxElements = 30_000

// elements counts those of a tree, up to a number.
func elements(n *html.Node, most int) int {
	count := 1
	for c := n.FirstChild; c != nil && count < most; c = c.NextSibling {
		if c.Type == html.ElementNode {
			count += elements(c, most-count)
		}
	}
	return count
}

// sight is what is seen of a page before the vote.
type sight struct {
	bare     []para // all that stands on it, where that is a few words; then the rest is not looked for
	all      []para // its paragraphs
	measures []measures
	words    int // running words on the whole page
	chosen   int // the most that an extractor chose of them
}

// look finds the page's paragraphs, asks the first extractor which of them are
// the article's, and the second where the first left out much of the page.
func look(doc *html.Node, names namer) sight {
	s := sight{all: paragraphsOf(doc)}
	s.words = words(s.all)
	held := boxesOf(s.all, names)
	taken := held.choose(s.all)
	s.chosen = wordsTaken(s.all, taken)
	var second []para
	if float64(s.chosen) < enough*float64(s.words) && elements(doc, maxElements) < maxElements {
		second = distil(doc)
		s.chosen = max(s.chosen, words(second))
	}
	s.measures = measure(s.all, taken, held, second, enough)
	return s
}

// voted are the paragraphs that the vote takes, in the page's order, and how many
// words it is not sure of beside them.
func (s *sight) voted(f *trees.Forest) (out []para, doubt int) {
	taken, doubt := vote(f, s.measures)
	cut := 0
	for i := range s.all {
		cut += s.all[i].cut
		if !taken[i] {
			continue
		}
		if len(out) > 0 {
			doubt += cut // cards within the article may be parts of it
		}
		out, cut = append(out, s.all[i]), 0
	}
	return out, doubt
}

// distil asks the second extractor, "" where it finds nothing.
func distil(doc *html.Node) []para {
	got, err := distiller.Apply(doc, &distiller.Options{SkipPagination: true})
	if err != nil || got.Node == nil {
		return nil
	}
	return paragraphsOf(got.Node)
}

// findAgain tells which of the page's own paragraphs an extractor chose.
func findAgain(all, chosen []para) []bool {
	left, ends := map[string]int{}, map[string]int{}
	var joined strings.Builder
	for i := range chosen {
		key := chosen[i].key
		left[key]++
		joined.WriteString(key)
		joined.WriteByte(' ')
		head, tail := endsOf(key)
		ends[head], ends[tail] = len(key), len(key)
	}
	taken := make([]bool, len(all))
	searches := 0
	for i := range all {
		p := &all[i]
		n, whole := left[p.key]
		switch {
		case n > 0:
			left[p.key]--
			taken[i] = true
		case whole: // it stood there less often than here
		case nearly(p.key, ends):
			taken[i] = true
		case p.Words >= 5 && searches < mostSearches:
			searches++
			taken[i] = strings.Contains(joined.String(), p.key)
		}
	}
	return taken
}

// endsOf are the first and the last letters of a paragraph, marked as such; ""
// for one that is too short to be told by them.
func endsOf(key string) (head, tail string) {
	const long = 40 // bytes
	if len(key) < 2*long {
		return "", ""
	}
	return "^" + key[:long], key[len(key)-long:] + "$"
}

// nearly reports whether an extractor chose a paragraph but for a part of it: a
// capital in an element of its own, the mark of a footnote.
func nearly(key string, ends map[string]int) bool {
	head, tail := endsOf(key)
	if head == "" {
		return false
	}
	n := max(ends[head], ends[tail])
	return 10*n >= 8*len(key) && 8*n <= 10*len(key)
}

// mostSearches bounds the paragraphs that are looked for within others.
const mostSearches = 300

// fill takes paragraphs that the extractor missed: those that are laid out as
// what it chose. Between two that were chosen, any running words with few links
// are the article's.
func fill(all []para, taken []bool) {
	const alike = 2 // chosen paragraphs make a layout the article's
	chosen, known := map[string]int{}, map[string]int{}
	firstAt, lastAt := -1, -1
	for i := range all {
		if all[i].Kind != ling.BlockBody || !all[i].Prose() {
			continue
		}
		known[all[i].laid]++
		if taken[i] {
			chosen[all[i].laid]++
			if firstAt < 0 {
				firstAt = i
			}
			lastAt = i
		}
	}
	for i := range all {
		p := &all[i]
		if taken[i] || p.Kind != ling.BlockBody || !p.Prose() || 2*p.links > len(p.Text) && p.Words < 12 {
			continue
		}
		n := chosen[p.laid]
		switch {
		case i > firstAt && i < lastAt && n > 0:
			taken[i] = true
		case n >= alike && 2*n >= known[p.laid] && 2*p.links < len(p.Text):
			taken[i] = true
		}
	}
}

// words counts the words of sentences.
func words(paras []para) int {
	n := 0
	for i := range paras {
		if p := &paras[i]; p.Kind == ling.BlockBody && p.Prose() && 2*p.links < len(p.Text) {
			n += p.Words
		}
	}
	return n
}

// wordsTaken counts the words of sentences among those that were taken.
func wordsTaken(all []para, taken []bool) int {
	n := 0
	for i := range all {
		if taken[i] {
			n += words(all[i : i+1])
		}
	}
	return n
}
