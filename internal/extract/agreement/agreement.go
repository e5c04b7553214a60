package agreement

import (
	"embed"
	"fmt"
	"io/fs"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
	lists "onrecord/internal/words"
	"onrecord/ling"
)

// ownFiles are what the version is derived from.
//
//go:embed *.go *.rules
var ownFiles embed.FS

// Version is that of the rules and of the engine; it is part of what found what.
func Version() string { return ling.VersionOf(ownFiles, []byte(rules.Version()+lists.Version())) }

// Rules are the files that the rules stand in.
func Rules() fs.FS { return ownFiles }

// foundHere is what the name of every rule that finds an agreement begins with.
const foundHere = "agreement "

// Extractor finds agreements. It is safe for concurrent use.
type Extractor struct {
	grammar *clause.Grammar
	set     *rules.Set
	book    *lists.Book
}

// New reads the rule files; a fault in one is an error that names file and line.
func New() (*Extractor, error) {
	set, err := load()
	if err != nil {
		return nil, fmt.Errorf("load the rules of agreements: %w", err)
	}
	g, err := clause.NewGrammar()
	if err != nil {
		return nil, fmt.Errorf("load the grammar of agreements: %w", err)
	}
	book, err := lists.English()
	if err != nil {
		return nil, fmt.Errorf("load the words of agreements: %w", err)
	}
	return &Extractor{g, set, book}, nil
}

// Extract finds the agreements of art, whose annotated text view shows, in text
// order. It reads the times and statements of found. Actors are left empty.
func (x *Extractor) Extract(view *clause.View, art *onrecord.Article, found *onrecord.Found) []onrecord.Agreement {
	r := newReader(x, view, art, found)
	r.findNamings()
	if len(r.namings) == 0 {
		return nil
	}
	r.gather()
	r.findStatuses()
	return r.agreements()
}
