package postgres

import (
	"context"
	"database/sql"
	"strings"

	"onrecord/internal/store/relational"
)

// PutRows implements relational.Engine: all rows in one statement, a list a column.
func (engine) PutRows(ctx context.Context, tx *sql.Tx, rows *relational.Rows) error {
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
	_, err := tx.ExecContext(ctx, "INSERT INTO "+rows.Table+" ("+strings.Join(rows.Columns, ", ")+") SELECT * FROM unnest("+strings.Join(take, ", ")+")"+rows.Conflict(), args...)
	return err
}
