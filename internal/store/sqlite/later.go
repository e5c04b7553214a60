package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// later is what is to be written to indexes of words at the end of a transaction,
// in order. An index writes out all that it has in memory whenever a statement
// that may have to be taken back begins, which is between any two words of an
// article: written one behind the other they are one piece.
type later struct{ all []laterDo }

type laterDo struct {
	query string
	args  []any
}

// put notes words for a row of an index.
func (l *later) put(index string, row int64, columns string, words ...any) {
	l.all = append(l.all, laterDo{"INSERT INTO " + index + " (rowid, " + columns + ") VALUES (?" + strings.Repeat(",?", len(words)) + ")", append([]any{row}, words...)})
}

// drop notes that a row goes from an index.
func (l *later) drop(index string, row int64) {
	l.all = append(l.all, laterDo{"DELETE FROM " + index + " WHERE rowid = ?", []any{row}})
}

// write does what was noted.
func (l *later) write(ctx context.Context, tx *sql.Tx) error {
	for _, do := range l.all {
		if _, err := tx.ExecContext(ctx, do.query, do.args...); err != nil {
			return fmt.Errorf("index words: %w", err)
		}
	}
	l.all = l.all[:0]
	return nil
}
