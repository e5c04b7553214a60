package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ncruces/go-sqlite3"

	"onrecord"
)

// unwritable reports whether a store could not be opened because it, or the
// directory that its log would stand in, cannot be written to.
func unwritable(err error) bool {
	return errors.Is(err, sqlite3.READONLY) || errors.Is(err, sqlite3.CANTOPEN) || errors.Is(err, sqlite3.PERM) || errors.Is(err, fs.ErrPermission)
}

// OpenReadOnly opens a store that is only to be read: on a read-only disk, or of
// another user. Nothing is written, not even beside it, and whatever would write
// to it fails. A store that another program is writing to, or that an older
// program has made, must be opened once where it can be written.
func OpenReadOnly(ctx context.Context, path string, options ...Option) (*Store, error) {
	s, err := made(path, options)
	if err != nil {
		return nil, err
	}
	if err := s.openReadOnly(ctx); err != nil {
		s.Close()
		return nil, s.Wrap("open to read", err)
	}
	return s, nil
}

func (s *Store) openReadOnly(ctx context.Context) error {
	location, err := filepath.Abs(s.path)
	if err != nil {
		return err
	}
	if _, err := os.Stat(location); err != nil {
		return err
	}
	// A log that holds something belongs to what is stored, and to read it takes
	// files beside it (https://sqlite.org/wal.html#readonly).
	if log, err := os.Stat(location + "-wal"); err == nil && log.Size() > 0 {
		return errors.New("it was not closed, or is being written to: its log can only be read where it can be written")
	}
	s.readDSN = dsn(location, "mode=ro&immutable=1")
	s.read, err = openDB(s.readDSN, connect("PRAGMA query_only=ON"))
	if err != nil {
		return err
	}
	s.write = s.read
	s.Over(s.write, s.read)
	var id int
	if err := s.read.QueryRowContext(ctx, "SELECT application_id FROM pragma_application_id").Scan(&id); err != nil {
		return err
	}
	if id != applicationID {
		return errForeign
	}
	return s.present(ctx)
}

// present reports whether the schema is this program's.
func (s *Store) present(ctx context.Context) error {
	var stored int64
	if err := s.read.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version").Scan(&stored); err != nil {
		return err
	}
	switch {
	case stored > schema:
		return newer(stored, schema)
	case stored < schema:
		return &onrecord.Error{Kind: onrecord.Internal, Path: s.path, Err: fmt.Errorf("its schema is %d, not %d: open it once where it can be written", stored, schema)}
	}
	return nil
}
