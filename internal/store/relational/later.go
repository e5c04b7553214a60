package relational

import (
	"context"
	"database/sql"
	"fmt"
)

// later is what is to be written to indexes of words at the end of a transaction,
// in order. An index of SQLite writes out all that it has in memory whenever a
// statement that may have to be taken back begins, which is between any two words
// of an article: written one behind the other they are one piece. Other databases
// take them all at once.
type later struct{ all []Words }

// put notes words for a row of an index.
func (l *later) put(index string, row int64, columns []string, words ...string) {
	l.all = append(l.all, Words{Index: index, Row: row, Columns: columns, Words: words})
}

// drop notes that a row goes from an index.
func (l *later) drop(index string, row int64) {
	l.all = append(l.all, Words{Index: index, Row: row, Gone: true})
}

// write does what was noted.
func (l *later) write(ctx context.Context, tx *sql.Tx, into Indexes) error {
	if len(l.all) == 0 {
		return nil
	}
	if err := into.PutWords(ctx, tx, l.all); err != nil {
		return fmt.Errorf("index words: %w", err)
	}
	l.all = l.all[:0]
	return nil
}
