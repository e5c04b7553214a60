package postgres

import (
	"cmp"
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
	if len(rows.Rows) == 0 {
		return nil
	}
	if conn, ok := e.under.Load(tx); ok && rows.Key == nil && rows.Clash == "" && len(rows.Rows) >= copyFrom {
		return copyRows(ctx, conn.(*sql.Conn), rows)
	}
	lists, args := listsOf(rows)
	statement := "INSERT INTO " + rows.Table + " (" + strings.Join(rows.Columns, ", ") + ") SELECT * FROM " + lists + inOrder(rows) + rows.Conflict()
	if rows.Changes() {
		statement = change(rows, lists)
	}
	_, err := tx.ExecContext(ctx, statement, args...)
	return err
}

// change changes rows that are there.
func change(rows *relational.Rows, lists string) string {
	names, where := make([]string, len(rows.Columns)), []string{}
	for i := range names {
		names[i] = fmt.Sprintf("c%d", i)
	}
	for i, key := range rows.Key {
		where = append(where, fmt.Sprintf("%s.%s = v.c%d", rows.Table, key, i))
	}
	return "UPDATE " + rows.Table + " SET " + rows.Changed(func(column int) string { return fmt.Sprintf("v.c%d", column) }) +
		" FROM " + lists + " AS v (" + strings.Join(names, ", ") + ") WHERE " + strings.Join(where, " AND ")
}

// copyRows copies rows in.
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

// PutNew implements relational.Engine. Rows are put in their order, and numbered
// in it; of those some of which may be there the numbers are taken beforehand.
func (e engine) PutNew(ctx context.Context, tx *sql.Tx, rows *relational.Rows) ([]int64, error) {
	lists, args := listsOf(rows)
	if rows.Clash == "" {
		nums, err := numbersOf(ctx, tx, "INSERT INTO "+rows.Table+" ("+strings.Join(rows.Columns, ", ")+") SELECT * FROM "+lists+" RETURNING num", args...)
		if err == nil && len(nums) != len(rows.Rows) {
			err = fmt.Errorf("%d of %d rows of %s were put", len(nums), len(rows.Rows), rows.Table)
		}
		return nums, err
	}
	nums, err := numbersOf(ctx, tx, "SELECT nextval(pg_get_serial_sequence('"+rows.Table+"', 'num')) FROM generate_series(1, CAST(? AS bigint))", int64(len(rows.Rows)))
	if err != nil {
		return nil, err
	}
	with := *rows
	with.Columns, with.Rows = append([]string{"num"}, rows.Columns...), make([][]any, len(rows.Rows))
	for i, row := range rows.Rows {
		with.Rows[i] = append([]any{nums[i]}, row...)
	}
	lists, args = listsOf(&with)
	put, err := numbersOf(ctx, tx, "INSERT INTO "+rows.Table+" ("+strings.Join(with.Columns, ", ")+") SELECT * FROM "+lists+rows.Conflict()+" RETURNING num", args...)
	if err != nil {
		return nil, err
	}
	slices.Sort(put)
	for i, num := range nums {
		if _, is := slices.BinarySearch(put, num); !is {
			nums[i] = 0
		}
	}
	return nums, nil
}

// numbersOf are the numbers that a statement gives.
func numbersOf(ctx context.Context, tx *sql.Tx, statement string, args ...any) (out []int64, err error) {
	err = relational.Each(ctx, tx, statement, func(rows *sql.Rows) error {
		var num int64
		err := rows.Scan(&num)
		out = append(out, num)
		return err
	}, args...)
	return out, err
}

// listsOf are the rows as a table, from an argument for each column.
func listsOf(rows *relational.Rows) (table string, args []any) {
	take := make([]string, len(rows.Columns))
	for c := range rows.Columns {
		switch rows.Rows[0][c].(type) {
		case string:
			take[c], args = "CAST(? AS text[])", append(args, column(rows, c, plain))
		case []byte:
			take[c], args = "CAST(? AS bytea[])", append(args, column(rows, c, same[[]byte]))
		case bool:
			take[c], args = "CAST(? AS boolean[])", append(args, column(rows, c, same[bool]))
		default:
			take[c], args = "CAST(? AS bigint[])", append(args, column(rows, c, same[int64]))
		}
	}
	return "unnest(" + strings.Join(take, ", ") + ")", args
}

func column[T any](rows *relational.Rows, c int, of func(T) T) []T {
	out := make([]T, len(rows.Rows))
	for i, row := range rows.Rows {
		out[i] = of(row[c].(T))
	}
	return out
}

func same[T any](v T) T { return v }

// inOrder puts rows that count in the order of their keys, so that nobody waits
// for who waits for them.
func inOrder(rows *relational.Rows) string {
	if rows.Key == nil {
		return ""
	}
	places := make([]string, len(rows.Key))
	for i := range rows.Key {
		places[i] = fmt.Sprint(i + 1)
	}
	return " ORDER BY " + strings.Join(places, ", ")
}

// byIndex are words with those of one index together, else in their order: those
// that go first, and then those that stay.
func byIndex(words []relational.Words) []relational.Words {
	last := map[string]map[int64]int{} // where a row of an index goes for the last time
	for i, w := range words {
		if w.Gone {
			if last[w.Index] == nil {
				last[w.Index] = map[int64]int{}
			}
			last[w.Index][w.Row] = i
		}
	}
	var out []relational.Words
	for i, w := range words {
		if at, goes := last[w.Index][w.Row]; !goes || i >= at {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b relational.Words) int {
		return cmp.Or(strings.Compare(a.Index, b.Index), order(a.Gone)-order(b.Gone))
	})
	return out
}

func order(gone bool) int {
	if gone {
		return 0
	}
	return 1
}
