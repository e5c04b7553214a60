// Package postgres keeps records in a PostgreSQL database.
//
// Any number of processes may read from and write to it at once. Who puts
// articles has a lock of the store to the end of the transaction, because the
// counts of a newsroom's few common values are in nearly every article; what
// readers find is never locked. Rows that come of many articles are made by any
// number of workers: each takes keys that no other has (FOR UPDATE SKIP LOCKED),
// and only decisions, which all rows depend on, wait for them.
//
// The tables stand in the schema that the connection has first in its search
// path, and are made by the migrations that are embedded here. Words are cut
// here, not by PostgreSQL, so that they are those that SQLite finds.
package postgres

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3"

	"onrecord"
	"onrecord/internal/store/relational"
	"onrecord/internal/world"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Store is an onrecord.Store in a PostgreSQL database.
type Store struct {
	*relational.Store
	config      *pgx.ConnConfig
	address     string // without the password
	lock        int64  // the number of the store among advisory locks
	write, read *sql.DB
	lines       *lines
	under       sync.Map // the connection of each transaction that writes
}

var _ onrecord.Store = (*Store)(nil)

// Option sets how a store is opened.
type Option = relational.Option

// WithWorld gives a store the types that it keeps facts and rows of, those that
// others stand upon first.
func WithWorld(types ...world.Type) Option { return relational.WithWorld(types...) }

// Open opens the store at an address ("postgres://user@host/database") and brings
// its schema up to date. Where there are no tables they are made if create is
// set, else that is a NotFound error.
func Open(ctx context.Context, address string, create bool, options ...Option) (*Store, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil { // which may have the password in it
		return nil, &onrecord.Error{Kind: onrecord.Internal, Path: "postgres", Err: errors.New("the address of the store is none that PostgreSQL has")}
	}
	patience, err := silenceOf(config)
	if err != nil {
		return nil, &onrecord.Error{Kind: onrecord.Internal, Path: "postgres", Err: err}
	}
	s := &Store{config: config, address: spoken(config)}
	if s.Store, err = relational.New(engine{s}, s.address, options...); err != nil {
		return nil, err
	}
	s.lines = watchLines(config, patience)
	if err := s.open(ctx, create); err != nil {
		s.Close()
		return nil, s.Wrap("open", err)
	}
	return s, nil
}

// spoken is an address without its password.
func spoken(c *pgx.ConnConfig) string {
	return fmt.Sprintf("postgres://%s@%s:%d/%s", c.User, c.Host, c.Port, c.Database)
}

// silenceOf is how long the server may say nothing, which stands in the address.
func silenceOf(c *pgx.ConnConfig) (time.Duration, error) {
	const name = "silence"
	given, ok := c.RuntimeParams[name]
	if !ok {
		return silence, nil
	}
	delete(c.RuntimeParams, name)
	d, err := time.ParseDuration(given)
	if err != nil || d < 100*time.Millisecond {
		return 0, fmt.Errorf("%s=%s in the address of the store is no time of a tenth of a second or more, such as 10s", name, given)
	}
	return d, nil
}

// Close closes the store.
func (s *Store) Close() error {
	s.lines.close()
	return s.Store.Close()
}

func (s *Store) open(ctx context.Context, create bool) error {
	s.write = openDB(s.config, s.lines, map[string]string{"idle_in_transaction_session_timeout": fmt.Sprint((forgotten * s.lines.silence).Milliseconds())})
	s.Over(s.write, nil)
	s.write.SetMaxOpenConns(4)
	if err := s.migrate(ctx, create); err != nil {
		return err
	}
	if err := s.write.QueryRowContext(ctx, "SELECT 'decided'::regclass::oid::bigint").Scan(&s.lock); err != nil {
		return err
	}
	// What words are asked for decides how a list is best gone over.
	s.read = openDB(s.config, s.lines, map[string]string{"default_transaction_read_only": "on", "plan_cache_mode": "force_custom_plan"})
	// A page of the web interface asks up to six things side by side.
	s.read.SetMaxOpenConns(6 * (runtime.GOMAXPROCS(0) + 1))
	s.read.SetMaxIdleConns(max(4, runtime.NumCPU()))
	s.read.SetConnMaxIdleTime(time.Minute)
	s.Over(s.write, s.read)
	return s.Register(ctx)
}

// errNewer is a store that a newer program has written.
var errNewer = errors.New("its schema is newer than this program's")

// migrating is a lock that those hold who bring a store up to date.
const migrating = 0x6f6e7263 // "onrc"

// migrate brings the schema up to date; whoever comes second waits.
func (s *Store) migrate(ctx context.Context, create bool) (err error) {
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock(?)", migrating); err != nil {
		return err
	}
	defer func() {
		_, unlock := conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock(?)", migrating)
		err = errors.Join(err, unlock)
	}()
	var ours, others int
	if err := conn.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE tablename = 'goose_db_version'), count(*) FILTER (WHERE tablename <> 'goose_db_version')
		FROM pg_tables WHERE schemaname = current_schema()`).Scan(&ours, &others); err != nil {
		return err
	}
	switch {
	case ours == 0 && others > 0:
		return errors.New("not an onrecord store: there are other tables")
	case ours == 0 && !create:
		return &onrecord.Error{Kind: onrecord.NotFound, Path: s.address, Err: errors.New("no store here")}
	}
	return s.up(ctx)
}

func (s *Store) up(ctx context.Context) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectPostgres, s.write, dir)
	if err != nil {
		return err
	}
	stored, known, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	if stored > known {
		return fmt.Errorf("%w: %d, not %d", errNewer, stored, known)
	}
	if stored == known {
		return nil
	}
	_, err = p.Up(ctx)
	return err
}

// MakeMonth gives a month a part of its own in the tables that are parted by
// month of publication, and moves there what is of it.
func (s *Store) MakeMonth(ctx context.Context, year int, month time.Month) error {
	return s.Wrap("make a month", s.engine().Write(ctx, relational.Deciding, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "SELECT make_month(CAST(? AS int), CAST(? AS int))", year, int(month))
		return err
	}))
}

func (s *Store) engine() engine { return engine{s} }
