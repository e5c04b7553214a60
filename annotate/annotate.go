// Package annotate reads English news text into a ling.Document: sentences and
// words, and on top of them the layers that the onrecord program has: tags and
// lemmas, trees, names, times, quotations, coreference. Everything runs in pure
// Go, offline; the models are embedded.
//
//	a, err := annotate.New()
//	doc, err := a.Annotate(ctx, "Talks failed. “We tried,” she said.")
//
// An Annotator is made once and used from many goroutines. Equal input gives
// equal output.
package annotate

import (
	"context"
	"fmt"
	"sync"

	"onrecord/annotate/internal/coref"
	"onrecord/annotate/internal/names"
	"onrecord/annotate/internal/parse"
	"onrecord/annotate/internal/segment"
	"onrecord/annotate/internal/timex"
	"onrecord/annotate/internal/tokenize"
	"onrecord/ling"
)

// Annotator reads texts into Documents. It is safe for concurrent use.
type Annotator struct {
	tokens   *tokenize.Tokenizer
	split    *segment.Splitter
	times    *timex.Tagger
	layers   []layer
	scores   sync.Pool // *parse.Scores
	versions ling.Versions
}

// Option changes what an Annotator does.
type Option func(*settings)

type settings struct{ without map[Layer]bool }

// Without leaves layers out. What would have rested on them makes do.
func Without(layers ...Layer) Option {
	return func(s *settings) {
		for _, l := range layers {
			s.without[l] = true
		}
	}
}

// New loads the models. An error means that an embedded model is broken.
func New(options ...Option) (*Annotator, error) {
	s := settings{without: map[Layer]bool{}}
	for _, o := range options {
		o(&s)
	}
	times, err := timex.New()
	if err != nil {
		return nil, err
	}
	split, err := segment.NewSplitter()
	if err != nil {
		return nil, err
	}
	a := &Annotator{tokens: tokenize.New(), split: split, times: times, versions: ling.Versions{
		"names": names.Version(), "timex": timex.Version(), "coref": coref.Version(),
	}}
	a.scores.New = func() any { return &parse.Scores{} }
	if a.layers, err = build(a, s.without); err != nil {
		return nil, err
	}
	return a, nil
}

// Source is an article's text as the annotator needs it.
type Source struct {
	Text string
	// Blocks tell prose from furniture; without any the whole text is prose.
	// A block is a paragraph, and line ends within are its wraps; a sentence
	// never crosses a block, and bylines, datelines and furniture have none.
	Blocks []ling.Block
	// Published is the day that "yesterday" is counted from, zero if unknown.
	Published ling.Date
	Lang      string // "" for English
}

// Annotate reads a plain text, in which blank lines part paragraphs. Line ends
// part them too unless the text is hard-wrapped. The error is that of ctx.
func (a *Annotator) Annotate(ctx context.Context, text string) (*ling.Document, error) {
	return a.AnnotateArticle(ctx, Source{Text: text})
}

// AnnotateArticle reads an article of known blocks and day. The error is that of ctx.
func (a *Annotator) AnnotateArticle(ctx context.Context, src Source) (*ling.Document, error) {
	doc, err := a.Cut(ctx, src)
	if err != nil {
		return nil, err
	}
	if err := a.AnnotateTokens(ctx, doc); err != nil {
		return nil, err
	}
	return doc, nil
}

// Cut reads an article's words and sentences and nothing above them, as for a
// text in a language that the models do not know. The error is that of ctx.
func (a *Annotator) Cut(ctx context.Context, src Source) (*ling.Document, error) {
	doc := &ling.Document{Text: src.Text, Lang: src.Lang, Published: src.Published, Blocks: src.Blocks}
	if err := a.cut(ctx, doc); err != nil {
		return nil, err
	}
	return doc, nil
}

// cut fills the document's sentences and tokens.
func (a *Annotator) cut(ctx context.Context, doc *ling.Document) error {
	// English news has a word every six bytes and a sentence every 130.
	doc.Tokens = make([]ling.Token, 0, len(doc.Text)/5+1)
	doc.Sentences = make([]ling.Sentence, 0, len(doc.Text)/100+1)
	for _, p := range segment.Paragraphs(doc) {
		first := len(doc.Tokens)
		a.tokens.Append(doc, p.Span)
		a.split.Split(doc, first, p)
		if len(doc.Tokens)&0xfff < len(doc.Tokens)-first {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("cut text into words: %w", err)
			}
		}
	}
	return nil
}

// AnnotateTokens adds the layers above tokens to a document whose sentences
// and tokens are given, as by conllu.Reader. The error is that of ctx.
func (a *Annotator) AnnotateTokens(ctx context.Context, doc *ling.Document) error {
	scores := a.scores.Get().(*parse.Scores)
	defer a.scores.Put(scores)
	for _, l := range a.layers {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("annotate %s: %w", l.name, err)
		}
		l.annotate(doc, scores)
	}
	a.stamp(doc)
	return nil
}

// stamp gives what found each thing its version.
func (a *Annotator) stamp(doc *ling.Document) {
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		m.FoundBy = a.versions.FoundBy(m.FoundBy)
	}
	for i := range doc.Times {
		t := &doc.Times[i]
		t.FoundBy = a.versions.FoundBy(t.FoundBy)
	}
}
