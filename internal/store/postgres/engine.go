package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"onrecord"
	"onrecord/internal/store/relational"
	"onrecord/internal/world"
)

// engine implements relational.Engine.
type engine struct{ *Store }

// What PostgreSQL says of errors that pass (https://www.postgresql.org/docs/current/errcodes-appendix.html):
// of connections, of transactions that others stood in the way of, of too much
// at once, and of a server that is going or coming.
var passing = []string{"08", forgottenIdle, "40", "53", "55P03", "57P"}

const diskFull = "53100"

// Explain implements relational.Engine.
func (e engine) Explain(err error) (onrecord.Kind, error) {
	if said, ok := errors.AsType[*pgconn.PgError](err); ok {
		if said.Code == diskFull {
			return onrecord.Internal, errors.New("the server's disk is full")
		}
		for _, code := range passing {
			if strings.HasPrefix(said.Code, code) {
				return onrecord.Transient, err
			}
		}
		return onrecord.Internal, err
	}
	if lost(err) {
		return onrecord.Transient, err
	}
	return onrecord.Internal, err
}

// Write implements relational.Engine. What others stood in the way of is done
// again, and what a connection was lost of, unless nobody knows whether it was
// done: only what gives the same a second time is. A server that is away for
// longer is for the caller to wait for, who can say so.
func (e engine) Write(ctx context.Context, work relational.Work, f func(*sql.Tx) error) error {
	const tries = 60
	var away time.Time // since then nobody answers
	for try := 1; ; try++ {
		unsure, err := e.once(ctx, work, f)
		if err == nil || ctx.Err() != nil || try == tries || unsure && work != relational.Putting && work != relational.Making {
			return err
		}
		if kind, _ := e.Explain(err); kind != onrecord.Transient {
			return err
		}
		switch {
		case !lost(err):
			away = time.Time{}
		case away.IsZero():
			away = time.Now()
		case time.Since(away) > briefly:
			return err
		}
		pause := min(time.Duration(try*try)*5*time.Millisecond, 500*time.Millisecond)
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause/2 + rand.N(pause)):
		}
	}
}

// briefly is how long a server may be away without anybody hearing of it: as long
// as a restart takes.
const briefly = 3 * time.Second

// once runs f in one transaction; unsure is set if nobody knows whether it was done.
func (e engine) once(ctx context.Context, work relational.Work, f func(*sql.Tx) error) (unsure bool, err error) {
	conn, err := e.write.Conn(ctx)
	if err != nil {
		return false, fmt.Errorf("begin: %w", err)
	}
	defer conn.Close() // given back
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return false, fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback() // of no effect once committed
	e.under.Store(tx, conn)
	defer e.under.Delete(tx)
	if err := e.begin(ctx, tx, work); err != nil {
		return false, err
	}
	if err := f(tx); err != nil {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, "SELECT written(?)", e.lock); err != nil {
		return false, err
	}
	err = tx.Commit()
	return lost(err), err
}

// The locks of a store: that of who puts articles, and that which decisions take
// alone and workers together.
const (
	putting = iota
	deciding
	sweeping // and the number of a kind
)

// begin takes the locks that work needs.
func (e engine) begin(ctx context.Context, tx *sql.Tx, work relational.Work) error {
	var take string
	switch work {
	case relational.Putting:
		take = fmt.Sprintf("SELECT pg_advisory_xact_lock(%d)", e.key(putting))
	case relational.Deciding:
		take = fmt.Sprintf("SELECT pg_advisory_xact_lock(%d), pg_advisory_xact_lock(%d)", e.key(putting), e.key(deciding))
	case relational.Making:
		take = fmt.Sprintf("SELECT pg_advisory_xact_lock_shared(%d), set_config('synchronous_commit', 'off', true)", e.key(deciding))
	default:
		return nil
	}
	_, err := tx.ExecContext(ctx, take)
	return err
}

// key is the number of one of the store's locks.
func (e engine) key(of int64) int64 { return e.lock<<16 | of }

// Sweep implements relational.Engine.
func (e engine) Sweep(ctx context.Context, tx *sql.Tx, kind world.Kind) error {
	_, err := tx.ExecContext(ctx, fmt.Sprintf("SELECT pg_advisory_xact_lock(%d + num) FROM world_kind WHERE kind = ?", e.key(sweeping)), string(kind))
	return err
}

// CountFrom implements relational.Engine.
func (engine) CountFrom(ctx context.Context, tx *sql.Tx, table, column string) error {
	_, err := tx.ExecContext(ctx, "SELECT setval(pg_get_serial_sequence('"+table+"', '"+column+"'), greatest(1, (SELECT max("+column+") FROM "+table+")), EXISTS (SELECT 1 FROM "+table+"))")
	return err
}

// Renumber implements relational.Engine.
func (e engine) Renumber(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE numbered SET version = ?", rand.Int64())
	return err
}

// Version implements relational.Engine. Numbers stay what they are until they are
// made anew, whoever writes.
func (e engine) Version(ctx context.Context, tx *sql.Tx) (version int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT version FROM numbered").Scan(&version)
	return version, err
}

// Moment implements relational.Engine. Only programs that write as this one does
// are told of, and only of this store: what else a server does changes nothing.
func (e engine) Moment(ctx context.Context) (moment string, err error) {
	err = e.read.QueryRowContext(ctx, "SELECT moment(?)", e.lock).Scan(&moment)
	return moment, err
}

// OneMoment implements relational.Engine.
func (engine) OneMoment() sql.IsolationLevel { return sql.LevelRepeatableRead }

// Whole implements relational.Engine. What a page of the server's holds it checks
// itself, where it was made with checksums.
func (e engine) Whole(ctx context.Context, fault func(lost bool, what string) error) error {
	return relational.Each(ctx, e.read, `SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = current_schema() AND NOT (i.indisvalid AND i.indisready) ORDER BY 1`, func(rows *sql.Rows) error {
		var index string
		if err := rows.Scan(&index); err != nil {
			return err
		}
		return fault(false, "the index "+index+" is not whole")
	})
}

// Size implements relational.Engine.
func (e engine) Size(ctx context.Context, tx *sql.Tx) (schema int, bytes int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT (SELECT max(version_id) FROM goose_db_version),
		(SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'm'))`).Scan(&schema, &bytes)
	return schema, bytes, err
}

// By implements relational.Speller. PostgreSQL knows how much there is of what.
func (engine) By(string) string { return "" }

// Nested implements relational.Speller.
func (engine) Nested() string { return "JOIN" }

// LastArrival implements relational.Speller. No number is given twice.
func (engine) LastArrival() string {
	return "SELECT greatest((SELECT max(seq) FROM arrival), (SELECT seq FROM arrival_gone))"
}

// Among implements relational.Speller. Of IN it would think that there may be many,
// and not walk an index until a page is full.
func (engine) Among(column, query string) string { return column + " = ANY (ARRAY(" + query + "))" }

// Next implements relational.Speller.
func (engine) Next(swept bool) string {
	const dirty = "SELECT num, key, state FROM world_key WHERE kind = (SELECT num FROM world_kind WHERE kind = ?) AND dirty"
	if swept {
		return dirty + " AND swept ORDER BY key LIMIT 1 FOR UPDATE"
	}
	return dirty + " ORDER BY num LIMIT 1 FOR UPDATE SKIP LOCKED"
}

// Day implements relational.Speller.
func (engine) Day(day any) any {
	if n, ok := day.(int64); ok {
		return fmt.Sprintf("%08d", n)
	}
	return fmt.Sprintf("~%s", day)
}

// DayOf implements relational.Speller.
func (engine) DayOf(column any) any {
	text, ok := column.(string)
	if !ok {
		return column
	}
	if words, ok := strings.CutPrefix(text, "~"); ok {
		return words
	}
	var n int64
	if _, err := fmt.Sscanf(text, "%d", &n); err != nil {
		return text
	}
	return n
}

// Values implements relational.Speller.
func (engine) Values() string {
	return "(SELECT coalesce(json_agg(json_build_array(v.num, v.field, v.value, v.name)), '[]')::text FROM world_value v WHERE v.num IN (SELECT numbers_in(r.has)))"
}

// HasAny implements relational.Speller.
func (engine) HasAny(from string) string {
	return "EXISTS (SELECT 1 FROM " + from + " AND EXISTS (SELECT 1 FROM world_has h WHERE h.value = v.num AND h.row = r.num))"
}

// Valued implements relational.Speller.
func (engine) Valued() string {
	return "SELECT r.num AS row, n AS value FROM world_row r CROSS JOIN numbers_in(r.has) n"
}
