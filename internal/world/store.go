package world

import (
	"context"
	"iter"

	"onrecord/query"
)

// Filter selects rows of a kind; its zero value selects all.
type Filter struct {
	// Q asks for the fields of the kind's list; since and until bound the days
	// from a row's First to its Last, and an unknown day is never within. Words
	// must stand in the row's Words.
	Q     query.Q
	After Place // only rows behind it
	Limit int   // 0 for no limit
}

// Place is where a row stands in the list of its kind: newest first by Last,
// unknown days last, then by id. The zero Place is before all.
type Place struct{ Last, ID string }

// Place is where the row stands.
func (r Row) Place() Place { return Place{r.Last, r.ID} }

// Store keeps facts and makes rows of them. It is given its types when it is
// opened, and puts the facts of an article beside it in the article's own
// transaction, where it marks the keys that have other facts now. An
// implementation passes the suite of package storetest.
type Store interface {
	// Renew makes anew the facts of at most limit articles that need it, because
	// a type changed or a decision touched them, and tells of how many.
	Renew(ctx context.Context, limit int) (int, error)
	// Dirty are keys of a kind that have other facts than their rows were made
	// of, at most limit of them, in order.
	Dirty(ctx context.Context, kind Kind, limit int) ([]string, error)
	// Rebuild makes the rows of at most limit dirty keys of a kind anew, in one
	// transaction and in the order of the keys, and tells of how many; it may stop
	// early so that others can write. A sweep over a day that ends otherwise than
	// before makes the next day dirty.
	Rebuild(ctx context.Context, kind Kind, limit int) (int, error)
	Lists
}

// Lists are the rows of a store as they stand.
type Lists interface {
	// Rows are rows of a kind, in the order of Place, without what they have: a
	// list only finds them by it.
	Rows(ctx context.Context, kind Kind, f Filter) iter.Seq2[Row, error]
	// Heads are the rows that Rows gives, of each its id, its days and what it has
	// of some fields: who counts rows or draws them needs no more, and what a row is
	// costs many times that to read.
	Heads(ctx context.Context, kind Kind, f Filter, fields ...string) iter.Seq2[Row, error]
	// CountRows is the number of rows that f selects, its After and Limit aside.
	CountRows(ctx context.Context, kind Kind, f Filter) (int, error)
	// Row is the row of that id, or a NotFound error.
	Row(ctx context.Context, kind Kind, id string) (Row, error)
	// RowsOf are the rows of some ids, by id, without what they have; there is
	// none for an id that no row is of.
	RowsOf(ctx context.Context, kind Kind, ids []string) (map[string]Row, error)
	// Having are the ids of rows that have one of some values of a field, by
	// value; of several that have it the first in the order of Place.
	Having(ctx context.Context, kind Kind, field string, values []string) (map[string]string, error)
}
