// Package sqlite keeps records in one SQLite file.
//
// There is one writer and a pool of readers, in write-ahead-log mode: readers
// never wait and each list is of one moment. The log is synced at every commit
// (synchronous=FULL), so that what was reported stored survives a kill and a
// power failure. Free words are looked up in FTS5 indexes that triggers keep
// in step with their tables.
//
// The schema stands in migrations/, applied by goose when a store is opened;
// testdata holds a small store of every older schema, which the tests open.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/ext/fts5"
	"github.com/pressly/goose/v3"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/internal/world"
)

// applicationID marks a SQLite file as a store of ours: "onrc" in ASCII
// (https://sqlite.org/pragma.html#pragma_application_id).
const applicationID = 0x6f6e7263

//go:embed migrations/*.sql migrations/records/*.sql
var migrations embed.FS

// Store is an onrecord.Store in a SQLite file.
type Store struct {
	path  string
	write *sql.DB
	read  *sql.DB
	types []world.Type
	// readDSN is how read is opened.
	readDSN string

	// mostHaving is as the constant, but in tests.
	mostHaving int

	codec    *record.Codec
	verdicts atomic.Pointer[decided]
	kept     kept
	values   values
}

var _ onrecord.Store = (*Store)(nil)

// Open opens the store at path and brings its schema up to date. Where there
// is none it is made if create is set, else that is a NotFound error.
func Open(ctx context.Context, path string, create bool, options ...Option) (*Store, error) {
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return nil, &onrecord.Error{Kind: onrecord.Internal, Path: path, Err: errors.New("a directory, not a store")}
	case errors.Is(err, fs.ErrNotExist) && !create:
		return nil, &onrecord.Error{Kind: onrecord.NotFound, Path: path, Err: errors.New("no store here")}
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) {
			return nil, &onrecord.Error{Kind: onrecord.Internal, Path: path, Err: fmt.Errorf("there is no directory %s", filepath.Dir(path))}
		}
	case err != nil:
		return nil, &onrecord.Error{Kind: onrecord.Internal, Path: path, Err: err}
	}
	s := &Store{path: path, mostHaving: mostHaving}
	for _, set := range options {
		set(s)
	}
	var err error
	if s.codec, err = record.NewCodec(); err != nil {
		return nil, err
	}
	err = s.open(ctx)
	if err == nil {
		return s, nil
	}
	s.Close()
	if !create && unwritable(err) {
		return OpenReadOnly(ctx, path, options...)
	}
	return nil, s.wrap("open", err)
}

func (s *Store) open(ctx context.Context) error {
	location, err := filepath.Abs(s.path)
	if err != nil {
		return err
	}
	s.write, err = openDB(dsn(location, "_txlock=immediate"), connect(""))
	if err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	// Whoever else opens the store while it is made ours holds it for a moment:
	// what changes the journal's mode does not wait for them by itself.
	if err := again(ctx, s.claim, func(err error) bool { return !errors.Is(err, sqlite3.BUSY) }); err != nil {
		return err
	}
	if err := again(ctx, s.migrate, func(err error) bool { return errors.Is(err, errNewer) }); err != nil {
		return err
	}
	s.readDSN = dsn(location, "")
	s.read, err = openDB(s.readDSN, connect("PRAGMA query_only=ON"))
	if err != nil {
		return err
	}
	// A page of the web interface asks up to six things side by side (a timeline its
	// lists, and the articles of each), and holds what it has until it has the rest.
	s.read.SetMaxOpenConns(6 * (runtime.GOMAXPROCS(0) + 4))
	s.read.SetMaxIdleConns(max(4, runtime.NumCPU()))
	return s.register(ctx)
}

// dsn names a file, with what the driver is to know.
func dsn(location, query string) string {
	return (&url.URL{Scheme: "file", OmitHost: true, Path: location, RawQuery: query}).String()
}

// connect readies a connection. Thirty seconds are longer than any of our
// transactions takes, and long enough for one of several that write at once to
// have its turn on a busy machine, so that a second process waits instead of failing.
func connect(more string) func(*sqlite3.Conn) error {
	return func(c *sqlite3.Conn) error {
		if err := c.Exec("PRAGMA busy_timeout=30000; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;" + more); err != nil {
			return err
		}
		if err := c.CreateFunction("numbers_in", 1, sqlite3.DETERMINISTIC, numbersInSQL); err != nil {
			return err
		}
		if err := c.CreateFunction("has_any", 2, sqlite3.DETERMINISTIC, hasAnySQL); err != nil {
			return err
		}
		if err := c.CreateAggregateFunction("packed_numbers", 1, sqlite3.DETERMINISTIC, packedNumbersSQL); err != nil {
			return err
		}
		return fts5.Register(c)
	}
}

// errForeign is a SQLite file that is not ours.
var errForeign = errors.New("not an onrecord store")

// claim makes an empty file ours and refuses any other that is not.
func (s *Store) claim(ctx context.Context) error {
	var id, tables int
	err := s.write.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id), count(*) FROM sqlite_schema").Scan(&id, &tables)
	switch {
	case err != nil:
		return err
	case id == applicationID: // a backup is without a log
		_, err := s.write.ExecContext(ctx, "PRAGMA journal_mode=WAL")
		return err
	case id != 0 || tables > 0:
		return errForeign
	}
	_, err = s.write.ExecContext(ctx, fmt.Sprintf("PRAGMA journal_mode=WAL; PRAGMA application_id=%d", applicationID))
	return err
}

// again does what others may be doing at the same time until it succeeds, or
// fails for good.
func again(ctx context.Context, do func(context.Context) error, forGood func(error) bool) error {
	const tries, pause = 40, 50 * time.Millisecond
	for try := 1; ; try++ {
		err := do(ctx)
		if err == nil || forGood(err) || try == tries {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// errNewer is a store that a newer program has written.
var errNewer = errors.New("its schema is newer than this program's")

// migrate brings the schema up to date. Several processes may find the same
// store in need of that; one of them does it, and the others fail, in a
// transaction that leaves nothing behind, and look again.
func (s *Store) migrate(ctx context.Context) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.write, dir, goose.WithGoMigrations(
		goose.NewGoMigration(recordsSchema, &goose.GoFunc{RunTx: s.toRecords}, nil),
		goose.NewGoMigration(viaSchema, &goose.GoFunc{RunTx: s.toVia}, nil),
		goose.NewGoMigration(indexSchema, &goose.GoFunc{RunTx: s.toIndex}, nil)))
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

// Close closes the store.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// wrap says what was being done to which store, and of what kind the error is.
func (s *Store) wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	if known, ok := errors.AsType[*onrecord.Error](err); ok {
		return known
	}
	kind := onrecord.Internal
	switch {
	case errors.Is(err, sqlite3.NOTADB):
		err = errForeign
	case errors.Is(err, sqlite3.FULL), errors.Is(err, sqlite3.IOERR) && noRoom(filepath.Dir(s.path)):
		err = errors.New("the disk is full")
	case errors.Is(err, sqlite3.BUSY), errors.Is(err, sqlite3.LOCKED):
		kind = onrecord.Transient
	}
	return &onrecord.Error{Kind: kind, Path: s.path, Err: fmt.Errorf("%s: %w", doing, err)}
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

// Path is the file of the store.
func (s *Store) Path() string { return s.path }
