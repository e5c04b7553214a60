// Package extract finds the claims of one annotated article: All runs what
// finds statements, events, agreements and memberships, one after the other, so
// that each may build on what those before it found.
//
// Who is meant by the parts of a claim, is not known here: package resolve
// fills the actors.
package extract

import (
	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/extract/statement"
)

// Finder finds the claims of one type in the article that view shows. found
// holds the times of its text and the claims that were found before, by others;
// it is not to be changed. The claims come in text order; their actors are
// empty. A Finder is safe for concurrent use.
type Finder[C any] interface {
	Extract(view *clause.View, art *onrecord.Article, found *onrecord.Found) []C
}

// Extractors are what finds the claims of each type. What is nil is not looked for.
type Extractors struct {
	Statements  *statement.Extractor
	Events      Finder[onrecord.Event]
	Agreements  Finder[onrecord.Agreement]
	Memberships Finder[onrecord.Membership]
}

// All fills found with the claims of an article; its Times are to be there.
func (x *Extractors) All(view *clause.View, art *onrecord.Article, found *onrecord.Found) {
	if x.Statements != nil {
		found.Statements = x.Statements.Extract(view, art)
	}
	found.Events = run(x.Events, view, art, found)
	found.Agreements = run(x.Agreements, view, art, found)
	found.Memberships = run(x.Memberships, view, art, found)
}

// run is what a finder finds, nothing where there is none.
func run[C any](f Finder[C], view *clause.View, art *onrecord.Article, found *onrecord.Found) []C {
	if f == nil {
		return nil
	}
	return f.Extract(view, art, found)
}
