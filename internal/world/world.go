// Package world is what comes of many articles. A world type is never edited by
// an article: it is a function of the set of stored claims, so that any order
// of arrival, a re-run, a late article or a withdrawn one give the same rows.
//
// The nouns: a Fact is what one article gives to one Key of a Type; a Row is
// what the facts of a key make. A store keeps the facts of each article beside
// it, replaces them in the article's own transaction and marks the keys of the
// old and the new ones dirty; whoever works takes a dirty key and lays its facts
// before Rows again. Keys are narrow, so that this is quick.
//
// The packages beneath hold one type each. They are pure: no clock, no store,
// nothing but facts in and rows out.
package world

import (
	"cmp"

	"onrecord"
)

// Kind is a sort of rows, by the name of the command that lists them.
type Kind string

// The kinds.
const (
	Stories         Kind = "stories"
	Threads         Kind = "threads"
	Incidents       Kind = "incidents"
	Agreements      Kind = "agreements"
	Disputes        Kind = "disputes"
	Positions       Kind = "positions"
	Naming          Kind = "naming"
	Inconsistencies Kind = "inconsistencies"
)

// Fact is what one article gives to one key.
type Fact struct {
	Key     string
	Article onrecord.ArticleID
	Day     string // of what it tells, ISO 8601, "" unknown
	Place   int    // in the article's order
	Body    []byte // JSON, of a form that only its Type knows
}

// Compare is the canonical order of facts: by day, article, place.
func (f Fact) Compare(g Fact) int {
	return cmp.Or(cmp.Compare(f.Day, g.Day), cmp.Compare(f.Article, g.Article), cmp.Compare(f.Place, g.Place))
}

// Row is one thing of the world, with what lists select it by.
type Row struct {
	ID          string
	First, Last string // days, "" unknown
	Has         []Has  // what the fields of its list ask for
	Words       string // that a search finds it by
	Body        []byte // the object of the contract, JSON (one of the types of the root package's world.go)
}

// Has is a value that a row has of a field of its list (package query). A field
// that asks for somebody is answered by actor id in Value, and by words of Name;
// any other by Value alone.
type Has struct{ Field, Value, Name string }

// Type is a world type of which every key stands alone.
type Type interface {
	Kind() Kind
	// Facts are what a record gives, after all decisions about it.
	Facts(r *onrecord.Record) ([]Fact, error)
	// Rows are what the facts of one key make; they come in canonical order.
	Rows(key string, facts []Fact) ([]Row, error)
}
