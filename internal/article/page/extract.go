package page

import (
	"fmt"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	distiller "github.com/markusmobius/go-domdistiller"
	"golang.org/x/net/html"

	"onrecord/ling"
)

// maxElements bounds the extractors, whose work grows faster than the page. The
// largest article pages have some ten thousand elements.
const maxElements = 30_000

// The second extractor's text counts where the first has less than this part of
// its words. Measured on four sets of pages: it lifts what is found of the text
// on each. It was set once and not tuned.
const enough = 0.75

// found is what the extractors make of a page.
type found struct {
	paras  []para
	byline string
	page   int // running words on the whole page
	other  int // words of the extractor that was not followed, 0 where it did not run
}

// extract finds the article among the page's paragraphs. The first extractor
// chooses; the second is asked where the first left out much of the page.
func extract(doc *html.Node, base *url.URL) (found, error) {
	all := paragraphsOf(doc)
	out := found{page: words(all)}
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	parser.DisableJSONLD = true // read by readMetadata, with its dates' meaning
	first, err := parser.ParseDocument(doc, base)
	if err != nil {
		return out, fmt.Errorf("extract: %w", err)
	}
	out.byline = first.Byline()
	var chosen []para
	if first.Node != nil {
		chosen = paragraphsOf(first.Node)
	}
	have := words(chosen)
	if float64(have) < enough*float64(out.page) {
		second := distil(doc)
		if n := words(second); float64(have) < enough*float64(n) {
			chosen, out.other = second, have
		} else {
			out.other = n
		}
	}
	out.paras = place(all, chosen)
	return out, nil
}

// distil asks the second extractor, "" where it finds nothing.
func distil(doc *html.Node) []para {
	got, err := distiller.Apply(doc, &distiller.Options{SkipPagination: true})
	if err != nil || got.Node == nil {
		return nil
	}
	return paragraphsOf(got.Node)
}

// place finds what an extractor chose among the page's own paragraphs, so that
// they stand in the page's order, whole, and with what is laid out like them.
// Where they cannot be found, the extractor's own are taken.
func place(all, chosen []para) []para {
	const lost = 0.9 // of the extractor's words must be found again
	left := map[string]int{}
	var joined strings.Builder
	for i := range chosen {
		left[chosen[i].key]++
		joined.WriteString(chosen[i].key)
		joined.WriteByte(' ')
	}
	taken := make([]bool, len(all))
	searches := 0
	for i := range all {
		p := &all[i]
		switch {
		case left[p.key] > 0:
			left[p.key]--
			taken[i] = true
		case p.Words >= 5 && searches < mostSearches:
			searches++
			taken[i] = strings.Contains(joined.String(), p.key)
		}
	}
	fill(all, taken)
	var out []para
	for i := range all {
		if taken[i] {
			out = append(out, all[i])
		}
	}
	if float64(words(out)) < lost*float64(words(chosen)) {
		return chosen
	}
	return out
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
