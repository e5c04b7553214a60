package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/ncruces/go-sqlite3"

	"onrecord"
	"onrecord/internal/store/relational"
	"onrecord/internal/world"
)

// engine implements relational.Engine.
type engine struct{ *Store }

// Explain implements relational.Engine.
func (e engine) Explain(err error) (onrecord.Kind, error) {
	switch {
	case errors.Is(err, sqlite3.NOTADB):
		return onrecord.Internal, errForeign
	case errors.Is(err, sqlite3.FULL), errors.Is(err, sqlite3.IOERR) && noRoom(filepath.Dir(e.path)):
		return onrecord.Transient, errors.New("the disk is full")
	case errors.Is(err, sqlite3.BUSY), errors.Is(err, sqlite3.LOCKED), errors.Is(err, sqlite3.IOERR):
		return onrecord.Transient, err
	}
	return onrecord.Internal, err
}

// noRoom reports whether a few pages more find no room in dir. The driver
// (v0.35.6) takes a write that failed for want of room for any I/O error,
// because it looks for the bare errno where the os package wraps it.
func noRoom(dir string) bool {
	f, err := os.CreateTemp(dir, ".room-*")
	if err != nil {
		return errors.Is(err, syscall.ENOSPC)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	_, err = f.Write(make([]byte, 64<<10))
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// Write implements relational.Engine. There is one writer.
func (e engine) Write(ctx context.Context, work relational.Work, f func(*sql.Tx) error) error {
	if work == relational.Making {
		return e.derive(ctx, f)
	}
	return relational.Transact(ctx, e.write, f)
}

// PutRows implements relational.Engine. A statement costs less than what it would
// take to write one for many rows.
func (engine) PutRows(ctx context.Context, tx *sql.Tx, rows *relational.Rows) error {
	statement := rows.Statement()
	for _, row := range rows.Rows {
		if _, err := tx.ExecContext(ctx, statement, row...); err != nil {
			return err
		}
	}
	return nil
}

// PutNew implements relational.Engine.
func (engine) PutNew(ctx context.Context, tx *sql.Tx, rows *relational.Rows) ([]int64, error) {
	statement, nums := rows.Statement()+" RETURNING num", make([]int64, len(rows.Rows))
	for i, row := range rows.Rows {
		err := tx.QueryRowContext(ctx, statement, row...).Scan(&nums[i])
		if err != nil && (rows.Clash == "" || !errors.Is(err, sql.ErrNoRows)) {
			return nil, err
		}
	}
	return nums, nil
}

// Sweep implements relational.Engine.
func (engine) Sweep(context.Context, *sql.Tx, world.Kind) error { return nil }

// CountFrom implements relational.Engine. SQLite does so by itself.
func (engine) CountFrom(context.Context, *sql.Tx, string, string) error { return nil }

// Renumber implements relational.Engine. Whoever else has the store open sees that
// it was written to.
func (engine) Renumber(context.Context, *sql.Tx) error { return nil }

// derive writes what need not wait for the disk. A store whose power failed is whole, with
// these rows as they were before, and what was to be made anew is still. What is
// put later takes this to the disk with it.
func (e engine) derive(ctx context.Context, f func(*sql.Tx) error) (err error) {
	conn, err := e.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, "PRAGMA synchronous=NORMAL"); err != nil {
		return err
	}
	err = relational.Transact(ctx, conn, f)
	// However ctx ended: who writes next is to wait for the disk. Where the
	// transaction is still being taken back, on a connection of its own.
	if _, back := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA synchronous=FULL"); back != nil {
		_ = conn.Raw(func(any) error { return driver.ErrBadConn }) // which has it closed
	}
	return err
}

// OneMoment implements relational.Engine.
func (engine) OneMoment() sql.IsolationLevel { return sql.LevelDefault }

// Version implements relational.Engine.
func (engine) Version(ctx context.Context, tx *sql.Tx) (version int64, err error) {
	err = tx.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version)
	return version, err
}

// Size implements relational.Engine.
func (engine) Size(ctx context.Context, tx *sql.Tx) (schema int, bytes int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT (SELECT max(version_id) FROM goose_db_version), (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)").Scan(&schema, &bytes)
	return schema, bytes, err
}

// Among implements relational.Speller.
func (engine) Among(column, query string) string { return column + " IN (" + query + ")" }

// Next implements relational.Speller.
func (engine) Next(bool) string {
	return "SELECT num, key, state FROM world_key INDEXED BY world_dirty WHERE kind = (SELECT num FROM world_kind WHERE kind = ?) AND dirty ORDER BY key LIMIT 1"
}

// Nested implements relational.Speller.
func (engine) Nested() string { return "CROSS JOIN" }

// Day implements relational.Speller. A column of any type has numbers before text.
func (engine) Day(day any) any { return day }

// DayOf implements relational.Speller.
func (engine) DayOf(column any) any { return column }

// By implements relational.Speller.
func (engine) By(index string) string { return " INDEXED BY " + index }

// LastArrival implements relational.Speller. The number of an article that is gone
// is not given again.
func (engine) LastArrival() string {
	return "SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'arrival'), 0)"
}

// Values implements relational.Speller.
func (engine) Values() string {
	return "(SELECT json_group_array(json_array(v.num, v.field, v.value, v.name)) FROM world_value v WHERE v.num IN (SELECT value FROM json_each(numbers_in(r.has))))"
}

// HasAny implements relational.Speller.
func (engine) HasAny(from string) string {
	return "has_any(r.has, (SELECT packed_numbers(v.num) FROM " + from + "))"
}

// Valued implements relational.Speller.
func (engine) Valued() string {
	return "SELECT r.num AS row, n.value AS value FROM world_row r CROSS JOIN json_each(numbers_in(r.has)) n"
}

// Whole implements relational.Engine. It looks by a connection of its own: an
// index of words remembers its structure in a connection, and is not looked up
// again for this (SQLite 3.51), so that one that another has changed since would
// pass for damaged.
func (e engine) Whole(ctx context.Context, fault func(lost bool, what string) error) error {
	db, err := openDB(e.readDSN, connect("PRAGMA query_only=ON"))
	if err != nil {
		return err
	}
	defer db.Close()
	err = relational.Each(ctx, db, "PRAGMA quick_check(20)", func(rows *sql.Rows) error {
		var said string
		if err := rows.Scan(&said); err != nil || said == "ok" {
			return err
		}
		// An index of words is made anew with all others; of what else is damaged nobody knows.
		return fault(!strings.HasPrefix(said, "fts5:"), fmt.Sprintf("the file is damaged: %s", said))
	})
	if err != nil {
		return err
	}
	return relational.Each(ctx, db, `SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2`, func(rows *sql.Rows) error {
		var of, what string
		var n int
		if err := rows.Scan(&of, &what, &n); err != nil {
			return err
		}
		return fault(slices.Contains(relational.Lasting, of), fmt.Sprintf("%d rows of %s are of no %s that is there", n, of, what))
	})
}
