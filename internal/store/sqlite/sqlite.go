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
	"strings"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/ext/fts5"
	"github.com/pressly/goose/v3"

	"onrecord"
	"onrecord/internal/store/relational"
	"onrecord/internal/world"
)

// applicationID marks a SQLite file as a store of ours: "onrc" in ASCII
// (https://sqlite.org/pragma.html#pragma_application_id).
const applicationID = 0x6f6e7263

//go:embed migrations/*.sql migrations/records/*.sql
var migrations embed.FS

// Store is an onrecord.Store in a SQLite file.
type Store struct {
	*relational.Store
	path        string
	write, read *sql.DB
	// readDSN is how read is opened.
	readDSN string
	moments moments
}

var _ onrecord.Store = (*Store)(nil)

// Option sets how a store is opened.
type Option = relational.Option

// WithWorld gives a store the types that it keeps facts and rows of, those that
// others stand upon first.
func WithWorld(types ...world.Type) Option { return relational.WithWorld(types...) }

// made is a store that is yet to be opened.
func made(path string, options []Option) (s *Store, err error) {
	s = &Store{path: path}
	s.Store, err = relational.New(engine{s}, path, options...)
	return s, err
}

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
		if err := begin(path); err != nil {
			return nil, &onrecord.Error{Kind: onrecord.Internal, Path: path, Err: err}
		}
	case err != nil:
		return nil, &onrecord.Error{Kind: onrecord.Internal, Path: path, Err: err}
	}
	s, err := made(path, options)
	if err != nil {
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
	return nil, s.Wrap("open", err)
}

// begin makes the file of a store, which its owner and group alone read: it has
// the secrets of webhooks, by which its alerts are signed. A file that is there
// stays as whoever made it would have it.
func begin(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o640)
	if errors.Is(err, fs.ErrExist) {
		return nil // somebody else was first
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// logAs has what is written to the log of a file read by those who read the file.
// SQLite takes a plus sign for itself.
func logAs(location string) string {
	return "modeof=" + strings.ReplaceAll(url.QueryEscape(location), "+", "%20")
}

func (s *Store) open(ctx context.Context) error {
	location, err := filepath.Abs(s.path)
	if err != nil {
		return err
	}
	s.write, err = openDB(dsn(location, "_txlock=immediate&"+logAs(location)), connect(""))
	if err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	s.Over(s.write, nil)
	// Whoever else opens the store while it is made ours holds it for a moment:
	// what changes the journal's mode does not wait for them by itself.
	if err := again(ctx, s.claim, func(err error) bool { return !errors.Is(err, sqlite3.BUSY) }); err != nil {
		return err
	}
	if err := again(ctx, s.migrate, func(err error) bool { return errors.Is(err, errNewer) }); err != nil {
		return err
	}
	s.readDSN = dsn(location, logAs(location))
	s.read, err = openDB(s.readDSN, connect("PRAGMA query_only=ON"))
	if err != nil {
		return err
	}
	// A page of the web interface asks up to six things side by side (a timeline its
	// lists, and the articles of each), and holds what it has until it has the rest.
	s.read.SetMaxOpenConns(6 * (runtime.GOMAXPROCS(0) + 4))
	s.read.SetMaxIdleConns(max(4, runtime.NumCPU()))
	s.Over(s.write, s.read)
	return s.Register(ctx)
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
		if err := functions(c); err != nil {
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

// newer says so, and what to do about it.
func newer(stored, known int64) error {
	return fmt.Errorf("%w, %d and not %d: use the version of onrecord that changed it, or a copy made before that", errNewer, stored, known)
}

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
		return newer(stored, known)
	}
	if stored == known {
		return nil
	}
	_, err = p.Up(ctx)
	return err
}
