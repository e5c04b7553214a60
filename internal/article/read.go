// Package article makes an onrecord.Article of a Raw page: main text, blocks
// told apart by what they are for, title, authors, outlet, language, and the
// publication date with how it is known.
//
// Three ways lead to it. Of an HTML page the main text is extracted and the
// rest is left out. Of a text scrape nothing is left out: each line becomes a
// block, and rules (furniture.rules) and shape tell the page's furniture from
// the article. Of a JSON line the text is taken as it is.
//
// The text is frozen here: every later layer points into it. Dates come from
// metadata, URL and date lines only; what the article's own sentences say about
// its date InferDate takes from them once they are annotated. A date that is only
// the page's clock, a copyright year or the time of fetching is never taken.
package article

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"onrecord"
	"onrecord/internal/article/line"
	"onrecord/internal/article/page"
	"onrecord/internal/article/scrape"
	"onrecord/internal/ingest"
	"onrecord/ling"
)

// Read makes an article of a raw page. Its error is an *onrecord.Error of kind
// Invalid that names the page, or the context's error.
func Read(ctx context.Context, raw ingest.Raw) (onrecord.Article, error) {
	if err := ctx.Err(); err != nil {
		return onrecord.Article{}, err
	}
	art := onrecord.Article{Path: raw.Path, URL: raw.URL, Collected: raw.Collected}
	var err error
	switch {
	case raw.Given != nil && raw.Body == nil:
		readGiven(&art, raw.Given)
	case raw.Fragment:
		err = readFragment(&art, raw)
	case raw.MediaType == ingest.HTML:
		err = readPage(&art, raw)
	default:
		err = readScrape(&art, raw)
	}
	if err != nil {
		return onrecord.Article{}, &onrecord.Error{Kind: onrecord.Invalid, Path: raw.Name, Line: lineOf(err, raw), Err: err}
	}
	art.Diagnostics = append(art.Diagnostics, raw.Doubts...)
	if raw.Partial != "" {
		art.Diagnostics = append(art.Diagnostics, ling.Diagnostic{Rule: "text-partial", Message: "not the whole article: " + raw.Partial})
	}
	if raw.Body != nil {
		state(&art, raw.Given)
	}
	hint(&art, raw.Hint)
	if raw.Body != nil {
		art.URL = address(art.URL)
	}
	if art.ID == "" {
		art.ID = identify(&art)
	}
	dropFuture(&art)
	return art, nil
}

// identify is the canonical URL, else the hash of the text.
func identify(art *onrecord.Article) onrecord.ArticleID {
	if art.URL != "" {
		return onrecord.ArticleID(art.URL)
	}
	return onrecord.ArticleID("sha256:" + art.TextHash())
}

// lineError is a fault at one line of a page.
type lineError struct {
	line int
	err  error
}

func (e *lineError) Error() string { return e.err.Error() }

func lineOf(err error, raw ingest.Raw) int {
	if e, ok := errors.AsType[*lineError](err); ok {
		return e.line
	}
	return raw.Line
}

// readPage reads an HTML page.
func readPage(art *onrecord.Article, raw ingest.Raw) error {
	d, err := ingest.Decode(raw)
	if err != nil {
		return err
	}
	art.Diagnostics = d.Doubts
	if err := page.Read(art, d.Text); err != nil {
		return err
	}
	art.Lang = language(proseOf(art), art.Lang)
	return nil
}

// readScrape reads a text scrape.
func readScrape(art *onrecord.Article, raw ingest.Raw) error {
	text, doubts, err := decodeText(raw)
	if err != nil {
		return err
	}
	if strings.TrimSpace(text) == "" {
		return errors.New("empty")
	}
	art.Text, art.Diagnostics = text, doubts
	scrape.Read(art)
	art.Lang = language(proseOf(art), "")
	return nil
}

// readGiven takes a JSON line's article as it is stated.
func readGiven(art *onrecord.Article, g *ingest.Given) {
	art.ID, art.Text, art.Outlet, art.Title, art.Authors = onrecord.ArticleID(g.ID), g.Text, g.Outlet, g.Title, g.Authors
	if g.URL != "" {
		art.URL = g.URL
	}
	art.Blocks = givenBlocks(g.Text, g.Title)
	if art.Title == "" && len(art.Blocks) > 0 && art.Blocks[0].Kind == ling.BlockTitle {
		art.Title = line.Join(art.Blocks[0].In(art.Text))
	}
	art.Lang = language(art.Text, g.Lang)
	art.Modified = g.Modified
	publish(art, g.Published)
}

// givenBlocks makes a block of each paragraph; the first is the title where it
// is the one given, or where none was given and it has a headline's shape.
func givenBlocks(text, title string) []ling.Block {
	lines := line.Paragraphs(text)
	blocks := make([]ling.Block, len(lines))
	for i, l := range lines {
		blocks[i] = ling.Block{Span: l.Span, Kind: ling.BlockBody}
	}
	if len(lines) < 2 {
		return blocks
	}
	first, next := &lines[0], &lines[1]
	if title != "" && line.Join(first.Text) == line.Join(title) ||
		title == "" && first.Words >= 3 && first.Words <= 20 && !first.Ends && (next.Ends || next.Words > first.Words) {
		blocks[0].Kind = ling.BlockTitle
	}
	return blocks
}

// proseOf is the article's own words, for the language check.
func proseOf(art *onrecord.Article) string {
	var b strings.Builder
	for _, block := range art.Blocks {
		if block.Kind.Prose() {
			b.WriteString(block.In(art.Text))
			b.WriteByte('\n')
		}
	}
	if b.Len() == 0 {
		return art.Text
	}
	return b.String()
}

// dropFuture unlearns a date that lies after the page was fetched: it is a
// clock, an event's date or a fault. A day is let pass for time zones.
func dropFuture(art *onrecord.Article) {
	p := art.Published
	if art.Collected.IsZero() || p.Earliest.IsZero() || p.Basis == onrecord.BasisGiven {
		return
	}
	if p.Earliest.Compare(ling.DateOf(art.Collected).AddDays(1)) > 0 {
		art.Published = onrecord.Published{}
		art.Diagnostics = append(art.Diagnostics, ling.Diagnostic{
			Rule: "date-after-collected", Message: fmt.Sprintf("%s lies after the day the page was collected", p.Value), Spans: p.Spans,
		})
	}
}
