package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"onrecord/internal/store/relational"
)

// copyFrom is how many rows are copied (COPY) rather than put by a statement,
// which is sooner done for fewer.
const copyFrom = 200

// PutRows implements relational.Engine.
func (e engine) PutRows(ctx context.Context, tx *sql.Tx, rows *relational.Rows) error {
	if conn, ok := e.under.Load(tx); ok && rows.Key == nil && len(rows.Rows) >= copyFrom {
		return copyRows(ctx, conn.(*sql.Conn), rows)
	}
	return putRows(ctx, tx, rows)
}

// copyRows copies rows of numbers in.
func copyRows(ctx context.Context, over *sql.Conn, rows *relational.Rows) error {
	return over.Raw(func(raw any) error {
		c, ok := raw.(conn)
		if !ok {
			return fmt.Errorf("%T is no connection of PostgreSQL", raw)
		}
		_, err := c.Conn.Conn().CopyFrom(ctx, pgx.Identifier{rows.Table}, rows.Columns, pgx.CopyFromRows(rows.Rows))
		return err
	})
}

// putRows puts all rows in one statement, a list a column. Those that count are
// put in the order of their keys, so that nobody waits for who waits for them.
func putRows(ctx context.Context, tx *sql.Tx, rows *relational.Rows) error {
	take, args := make([]string, len(rows.Columns)), make([]any, len(rows.Columns))
	for c := range rows.Columns {
		if _, isText := rows.Rows[0][c].(string); isText {
			list := make([]string, len(rows.Rows))
			for i, row := range rows.Rows {
				list[i] = plain(row[c].(string))
			}
			take[c], args[c] = "CAST(? AS text[])", list
			continue
		}
		list := make([]int64, len(rows.Rows))
		for i, row := range rows.Rows {
			list[i] = row[c].(int64)
		}
		take[c], args[c] = "CAST(? AS bigint[])", list
	}
	order := ""
	if rows.Key != nil {
		places := make([]string, len(rows.Key))
		for i := range rows.Key {
			places[i] = fmt.Sprint(i + 1)
		}
		order = " ORDER BY " + strings.Join(places, ", ")
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO "+rows.Table+" ("+strings.Join(rows.Columns, ", ")+") SELECT * FROM unnest("+strings.Join(take, ", ")+")"+order+rows.Conflict(), args...)
	return err
}

// byIndex are words with those of one index together, else in their order.
func byIndex(words []relational.Words) []relational.Words {
	out := slices.Clone(words)
	slices.SortStableFunc(out, func(a, b relational.Words) int { return strings.Compare(a.Index, b.Index) })
	return out
}
