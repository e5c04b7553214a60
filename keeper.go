package onrecord

import (
	"context"
	"iter"

	"onrecord/ling"
)

// Keeper is what a store does to be kept in order.
type Keeper interface {
	// AsFound is a stored record as it was found, whatever was decided.
	AsFound(ctx context.Context, id ArticleID) (Record, error)
	// Versions are the records of all texts that the store has seen under an id,
	// oldest first, the present one last; a NotFound error if there is none.
	Versions(ctx context.Context, id ArticleID) ([]Record, error)
	// Reindex makes all rows by which lists and look-ups find anything anew. An
	// interrupted one leaves everything as it was. done hears of each article.
	Reindex(ctx context.Context, done func()) error
	// Inspect yields what is wrong with what is stored. done hears of each article.
	Inspect(ctx context.Context, done func()) iter.Seq2[Fault, error]
	// Backup writes all that is stored at one moment to a new file, whoever
	// writes to the store meanwhile.
	Backup(ctx context.Context, path string) error
	// Restore puts what a backup has in place of all that is stored.
	Restore(ctx context.Context, path string) error
	// Inventory is how much of what there is.
	Inventory(ctx context.Context) (Inventory, error)
}

// Fault is something wrong in a store.
type Fault struct {
	Article ArticleID // "" for what is of no one article
	// Lost is set for what cannot be made again of what is stored.
	Lost bool
	What string
}

// Inventory is how much of what a store has.
type Inventory struct {
	Path                    string
	Bytes                   int64
	Schema                  int
	Articles, Past          int // Past are texts that others took the place of
	Statements, Events      int
	Agreements, Memberships int
	Actors, Decisions       int
	First, Last             ling.Date    // of publication, zero if none is dated
	FoundBy                 []Tally      // articles by the version of the program that read them
	World                   []WorldTally // rows that come of many articles
}

// Tally is how many there are of a name.
type Tally struct {
	Name string
	N    int
}

// WorldTally is how many rows there are of a kind, and of how many keys the
// rows are yet to be made anew.
type WorldTally struct {
	Kind        string
	Rows, Dirty int
}
