package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/ling"
)

// Splitter finds the sentences of a paragraph's words. It is safe for
// concurrent use.
type Splitter struct{}

// NewSplitter returns a splitter.
func NewSplitter() *Splitter { return &Splitter{} }

// Split appends the sentences of the tokens [first, len) of doc, which are the
// words of paragraph p.
func (s *Splitter) Split(doc *ling.Document, first int, p Paragraph) {
	start := first
	for i := first; i < len(doc.Tokens); i++ {
		if i+1 < len(doc.Tokens) && !s.ends(doc, start, i) {
			continue
		}
		doc.Sentences = append(doc.Sentences, ling.Sentence{
			Span:  ling.Span{Start: doc.Tokens[start].Start, End: doc.Tokens[i].End},
			First: start, Last: i + 1,
			NewPar: start == first,
			Block:  p.Block,
		})
		start = i + 1
	}
}

// ends reports whether a sentence ends after token i, which is not the
// paragraph's last.
func (s *Splitter) ends(doc *ling.Document, start, i int) bool {
	next := &doc.Tokens[i+1]
	// Walk back over closing quotes and brackets to the stop itself.
	j := i
	for j > start && closes(doc.Tokens[j].Form) && !doc.Tokens[j-1].SpaceAfter {
		j--
	}
	stop := doc.Tokens[j].Form
	if closes(next.Form) && !doc.Tokens[i].SpaceAfter {
		return false
	}
	if !doc.Tokens[i].SpaceAfter {
		return false
	}
	switch {
	case strings.Trim(stop, "!?") == "" || stop == ".":
		return !lower(next.Form) || stop == "."
	case strings.Trim(stop, ".…") == "":
		return upper(next.Form)
	case strings.HasSuffix(stop, ".") && len(stop) > 2:
		return s.afterAbbreviation(stop, next.Form)
	}
	return false
}

// afterAbbreviation reports whether an abbreviation ended its sentence: only
// before a word that begins sentences rather than names.
func (s *Splitter) afterAbbreviation(abbr, next string) bool {
	switch strings.ToLower(next) {
	case "the", "he", "she", "it", "they", "we", "i", "but", "in", "this", "a", "and", "there", "these", "if", "when":
		return upper(next)
	}
	return false
}

func closes(form string) bool {
	switch form {
	case `"`, "”", "’", "'", "''", "’’", ")", "]", "»", "}":
		return true
	}
	return false
}

func upper(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

func lower(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsLower(r)
}
