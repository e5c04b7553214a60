package segment

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"
	"unicode"
	"unicode/utf8"

	"onrecord/annotate/internal/linear"
	"onrecord/ling"
)

//go:embed segment.model
var embedded []byte

// Splitter finds the sentences of a paragraph's words with a logistic model of
// the gaps between them, left to right. It is safe for concurrent use.
type Splitter struct {
	model *linear.Model
	lists lists
	gaps  sync.Pool // *Gaps
}

// NewSplitter returns a splitter with the embedded model.
func NewSplitter() (*Splitter, error) {
	m, err := linear.Read(bytes.NewReader(embedded))
	if err != nil {
		return nil, fmt.Errorf("segment.model: %w", err)
	}
	if m.Classes != 1 {
		return nil, fmt.Errorf("segment.model: %d classes, want 1", m.Classes)
	}
	return WithModel(m), nil
}

// WithModel returns a splitter with a model of one class.
func WithModel(m *linear.Model) *Splitter {
	return &Splitter{model: m, lists: readLists(), gaps: sync.Pool{New: func() any { return new(Gaps) }}}
}

// Split appends the sentences of the tokens [first, len) of doc, which are the
// words of paragraph p.
func (s *Splitter) Split(doc *ling.Document, first int, p Paragraph) {
	g := s.gaps.Get().(*Gaps)
	defer s.gaps.Put(g)
	tokens := doc.Tokens[first:]
	g.Reset(tokens)
	start := 0
	for i := range tokens {
		if i+1 < len(tokens) && !full(tokens[start:i+1]) && !s.endsAfter(tokens, i, start, g) {
			continue
		}
		doc.Sentences = append(doc.Sentences, ling.Sentence{
			Span:  ling.Span{Start: tokens[start].Start, End: tokens[i].End},
			First: first + start, Last: first + i + 1,
			NewPar: start == 0,
			Block:  p.Block,
		})
		start = i + 1
		g.Begin(start)
	}
}

// endsAfter reports whether the sentence that began at token start ends after
// token i, which is not the last.
func (s *Splitter) endsAfter(tokens []ling.Token, i, start int, g *Gaps) bool {
	if !g.Candidate(i) {
		return false
	}
	class := g.words[i].class
	if s.starter(&tokens[i], &tokens[i+1], class) || s.opens(tokens, i, class) || s.subject(tokens, i, start) || quoteBegins(tokens, i) || quoteFollows(tokens, i) || s.quoteEnds(tokens, i, start) {
		return true
	}
	return !zoned(tokens, i) && !s.title(tokens, i) && s.ends(g.Features(i), class >= initial)
}

// Bounds of a sentence in words. The longest of the treebanks' training parts
// has 159 (EWT) and 110 (GUM); beyond longest a text is a list, a dump or an
// attack, and the layers above, which hold a sentence at a time, need an end: a
// mark from longest on, any word from limit on.
const (
	longest = 500
	limit   = 1000
)

// full reports whether the words of a sentence so far are as many as one may have.
func full(words []ling.Token) bool {
	if len(words) < longest {
		return false
	}
	r, _ := utf8.DecodeRuneInString(words[len(words)-1].Form)
	return len(words) >= limit || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// Thresholds in steps of the model. The gaps after a mark are given the benefit
// of the doubt, which the treebanks' dev parts reward; a sentence that ends in
// a bare word inside a paragraph is the way of mails, not of news, and must be
// sure.
const (
	afterMark = -10
	afterWord = 30
)

// ends reports whether a sentence ends at the gap of these features.
func (s *Splitter) ends(features []uint64, word bool) bool {
	sum := 0
	for _, f := range features {
		sum += int(s.model.Row(f)[0])
	}
	if word {
		return sum > afterWord
	}
	return sum > afterMark
}
