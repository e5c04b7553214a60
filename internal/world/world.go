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
	"fmt"
	"slices"

	"onrecord"
	"onrecord/query"
)

// Kind is a sort of rows by the name that a store keeps it under: that of its list,
// or of what only serves such rows and has no list.
type Kind string

// The kinds that lists have. Agreements are kept under the name of their command:
// what single articles say of them, the list of that name, is no kind.
const (
	Stories         = Kind(query.Stories)
	Threads         = Kind(query.Threads)
	Incidents       = Kind(query.Incidents)
	Agreements      = Kind("agreements")
	Disputes        = Kind(query.Disputes)
	Positions       = Kind(query.Positions)
	Naming          = Kind(query.Namings)
	Inconsistencies = Kind(query.Inconsistencies)
)

// KindOf is the kind of a list's rows.
func KindOf(of query.List) Kind {
	if of == query.Ledger {
		return Agreements
	}
	return Kind(of)
}

// Kinds are all of them.
var Kinds = [...]Kind{Stories, Threads, Incidents, Agreements, Disputes, Positions, Naming, Inconsistencies}

// Listed reports whether a command lists rows of the kind. Those of others only
// serve a kind that stands upon them.
func (k Kind) Listed() bool { return slices.Contains(Kinds[:], k) }

// List is the language that rows of the kind are asked in.
func (k Kind) List() query.List {
	if k == Agreements {
		return query.Ledger // what articles say of agreements is a list of its own
	}
	return query.List(k)
}

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
	// Facts are those that it was made of, of a Decidable type. They go no
	// further than the store.
	Facts []Fact
}

// Has is a value that a row has of a field of its list (package query). A field
// that asks for somebody is answered by actor id in Value, and by words of Name;
// any other by Value alone.
type Has struct{ Field, Value, Name string }

// Type is a sort of rows and what an article gives to them. It is a Keyed or a
// Swept one, and may be Upon others.
type Type interface {
	Kind() Kind
	// Version changes when the same record gives other facts, or the same facts
	// other rows, than before: then all are made anew.
	Version() string
	// Facts are what a record gives, after all decisions about it. They hang on
	// what is found in the article alone, not on where its file lay, when it was
	// fetched or which version of the program read it.
	Facts(r *onrecord.Record) ([]Fact, error)
}

// Aged is a type to which it matters what stood under an article's id before.
type Aged interface {
	Type
	// PastFacts are what an article gives besides by the records of its earlier
	// texts, the oldest first. They lie behind its Facts.
	PastFacts(past []onrecord.Record, r *onrecord.Record) ([]Fact, error)
}

// Sharing is a type to which a record gives just what it gives to another, which
// comes before it in every list of types: it is worked out once.
type Sharing interface {
	Type
	FactsOf() Kind
}

// FactsOf are what a record gives to each of some types.
func FactsOf(types []Type, r *onrecord.Record) ([][]Fact, error) {
	out, of := make([][]Fact, len(types)), make(map[Kind][]Fact, len(types))
	for i, t := range types {
		if s, ok := t.(Sharing); ok {
			if shared, known := of[s.FactsOf()]; known {
				out[i] = slices.Clone(shared)
				continue
			}
		}
		facts, err := t.Facts(r)
		if err != nil {
			return nil, fmt.Errorf("what it gives to %s: %w", t.Kind(), err)
		}
		out[i], of[t.Kind()] = facts, facts
	}
	return out, nil
}

// Keyed is a type of which every key stands alone.
type Keyed interface {
	Type
	// Rows are what the facts of one key make; they come in canonical order.
	Rows(key string, facts []Fact) ([]Row, error)
}

// Swept is a type whose rows come of going over the days in order: its keys are
// days ("" for unknown ones, which come first), and what is known at the end of
// one is where the next begins. From the earliest day whose facts changed a
// sweep goes on until a day ends as it ended before.
type Swept interface {
	Type
	// Window is for how many days the facts of a day are needed: a day sees those of
	// the nearest day before that has facts, and of so many days before that one.
	Window() int
	// Sweep goes over one day.
	Sweep(d Day) (End, error)
}

// Day is what a sweep over one day sees.
type Day struct {
	Key    string
	Before []byte // the State of the nearest day before that has facts, empty if there is none
	Past   []Fact // of the nearest day before and its window, by day, each in canonical order
	Facts  []Fact // of the day, in canonical order
	Last   bool   // no day follows
}

// End is what a sweep over a day comes to.
type End struct {
	State  []byte // what the next day must know; as small as it can be, and equal for equal ends
	Closed []Row  // whole now: no later day adds to them
	Open   []Row  // as they stand if no day follows; only the Last day must say so
}

// Decidable is a type whose rows decisions join and part (Decided). A row's id
// is that of its first fact, so that a decision names rows by their ids and
// means whatever row has that fact, though others came before it since.
type Decidable interface {
	Type
	// Member is the id of a row that begins with a fact.
	Member(f Fact) (string, error)
	// Compose makes one row of facts, whatever the type would find by itself: of
	// the facts of one of its own rows, that row. They come in canonical order.
	Compose(facts []Fact) (Row, error)
}

// Decided is the kind of the key that has all rows of the kind that decisions
// are about, as they are before these are obeyed. Its rows are of the kind.
func (k Kind) Decided() Kind { return k + "+" }

// Upon is a type that stands on rows of other kinds too, which come before it
// in every list of types.
type Upon interface {
	Type
	Upon() []Kind
	// RowFacts are what a row of one of these kinds gives. The Article of such a
	// fact is whatever orders it; the row's id does.
	RowFacts(kind Kind, row Row) ([]Fact, error)
}
