// Package page extracts the article of an HTML page: its main text, the blocks
// of it, and what head, markup and address say of title, authors and days.
package page

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"onrecord"
	"onrecord/internal/article/line"
	"onrecord/internal/article/trees"
	"onrecord/ling"
)

// errNoArticle is what a page without running words gets.
var errNoArticle = errors.New("a page with no article on it")

// errWide is what a page gets that was not decoded: letters of two bytes, one of
// which is mostly zero, hide its tags.
var errWide = errors.New("no HTML: a quarter of its bytes are zero, as in UTF-16")

// Read extracts the article of an HTML page, decoded, into art, whose URL is
// where it was fetched if that is known. Text is the title, standfirst and what
// the extractor finds, a paragraph each, parted by empty lines. Lang is what the
// page declares.
func Read(art *onrecord.Article, src string) error {
	if 4*strings.Count(src, "\x00") > len(src) {
		return errWide
	}
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		return fmt.Errorf("parse HTML: %w", err)
	}
	base := pageURL(art.URL)
	few := bare(doc)
	names := namer{}
	cards := prune(doc, names)
	meta := readMetadata(doc, cards, base)
	seen := sight{bare: few}
	if few == nil {
		seen = look(doc, names)
	}
	if err := finish(art, meta, &seen, theVote()); err != nil {
		return err
	}
	art.Title, art.Outlet, art.Authors = meta.title, meta.outlet, meta.authors
	art.Byline, art.Section = first(meta.byline, strings.Join(art.Authors, ", ")), meta.section
	if meta.canonical != "" {
		art.URL = meta.canonical
	}
	art.Published, art.Modified = meta.published, meta.modified
	art.Diagnostics = append(art.Diagnostics, meta.diagnostics...)
	art.Lang = meta.lang
	return nil
}

// finish makes text and blocks of the paragraphs that the vote takes.
func finish(art *onrecord.Article, meta *metadata, seen *sight, f *trees.Forest) error {
	if seen.bare != nil {
		return readBare(art, meta, seen.bare)
	}
	voted, doubt := seen.voted(f)
	if err := refused(meta, voted); err != nil {
		return err
	}
	body, paywalled := stubbed(voted)
	paras := tidy(body, meta)
	told, where := tidy(bodyOf(meta.body), meta), "metadata"
	if words(paras) < openingWords && words(told) == 0 {
		told, where = tidy(scriptedBody(meta.scripts, first(meta.title, meta.head)), meta), "scripts"
	}
	if shows, tells := words(paras), words(told); float64(shows) < stub*float64(tells) {
		// Pages that a script builds, or that show a part, may hold their text in
		// the metadata.
		art.Diagnostics = append(art.Diagnostics, ling.Diagnostic{Rule: "text-from-" + where,
			Message: fmt.Sprintf("the page shows %d words of the %d that its %s hold: those taken", shows, tells, where)})
		paras = told
	} else if whole := max(seen.chosen, seen.words, shows+doubt); shows > 0 && float64(shows) < partly*float64(whole) {
		art.Diagnostics = append(art.Diagnostics, ling.Diagnostic{Rule: "text-partial",
			Message: fmt.Sprintf("%d words taken for the article, of %d on the page that may be its", shows, whole)})
	}
	if paywalled || meta.paid && words(paras) < openingWords {
		art.Diagnostics = append(art.Diagnostics, ling.Diagnostic{Rule: "paywall", Message: "the page asks for a subscription: its text may be the beginning only"})
	}
	if words(paras) < fewestWords && !runs(paras) {
		return errNoArticle
	}
	assemble(art, paras)
	return nil
}

// refused is why a page is no article though words stand on it.
func refused(meta *metadata, paras []para) error {
	if err := redirect(meta.refresh, words(paras)); err != nil {
		return err
	}
	if err := whatWall(first(meta.title, meta.head), paras); err != nil {
		return err
	}
	if indexed(paras) {
		return errIndex
	}
	return nil
}

// openingWords are more than what outlets show of an article that is sold.
const openingWords = 300

// stub is the part of the metadata's text that a page must show to be believed
// to show the whole.
const stub = 0.75

// partly is the part of the page's running words below which the article may
// not be whole.
const partly = 0.8

// fewestWords of running sentences make an article. A news flash has two
// sentences; a page that asks to log in has one.
const fewestWords = 25

// runs reports whether a paragraph runs on for long though it ends in no stop:
// lines that breaks part, notes of what changed, scripts with other stops.
func runs(paras []para) bool {
	const long = 40 // words; no menu entry or caption has so many
	return slices.ContainsFunc(paras, func(p para) bool {
		return p.Kind == ling.BlockBody && p.Words >= long && 4*p.links < len(p.Text)
	})
}

// bodyOf makes paragraphs of an article's text as JSON-LD has it, plain or as HTML.
func bodyOf(text string) []para {
	if strings.Contains(text, "</") {
		if doc, err := html.Parse(strings.NewReader(text)); err == nil {
			return paragraphsOf(doc)
		}
	}
	var out []para
	for _, l := range line.Paragraphs(text) {
		l.Kind = ling.BlockBody
		out = append(out, para{Line: l})
	}
	return out
}

// pageURL is the page's address for the extractor, which wants one.
func pageURL(s string) *url.URL {
	if u, err := url.Parse(s); err == nil && u.Host != "" {
		return u
	}
	return &url.URL{Scheme: "file", Path: "/"}
}

// assemble makes text and blocks of paragraphs.
func assemble(art *onrecord.Article, paras []para) {
	var text strings.Builder
	for i := range paras {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(paras[i].Text)
		art.Blocks = append(art.Blocks, ling.Block{Span: ling.Span{Start: start, End: text.Len()}, Kind: paras[i].Kind})
	}
	text.WriteByte('\n')
	art.Text = text.String()
}
