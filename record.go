package onrecord

import (
	"slices"

	"onrecord/ling"
)

// Found is all that was found in one article.
type Found struct {
	By          string    // the version of the program that found it
	Mentions    []Mention // in text order
	Actors      []Actor
	Times       []Time
	Statements  []Statement
	Diagnostics []ling.Diagnostic
}

// Record is an article with all that was found in it.
type Record struct {
	Article
	Found
}

// Diagnostics are the doubts about the page, then those about its text.
func (r *Record) Diagnostics() []ling.Diagnostic {
	return slices.Concat(r.Article.Diagnostics, r.Found.Diagnostics)
}
