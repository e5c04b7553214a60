package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/ncruces/go-sqlite3/driver"
)

// Backup implements onrecord.Keeper. The copy is compact.
func (s *Store) Backup(ctx context.Context, path string) error {
	return s.BackUp(path, func(part string) error {
		location, err := filepath.Abs(s.path)
		if err != nil {
			return err
		}
		db, err := openDB(dsn(location, ""), connect(""))
		if err != nil {
			return err
		}
		defer db.Close()
		_, err = db.ExecContext(ctx, "VACUUM INTO ?", part)
		return err
	})
}

// Restore implements onrecord.Keeper.
func (s *Store) Restore(ctx context.Context, path string) (err error) {
	// Opened as a store first: what is none, or of a newer program, is not taken.
	from, err := OpenReadOnly(ctx, path)
	if err != nil {
		return err
	}
	from.Close()
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return s.Wrap("restore", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	location, err := filepath.Abs(path)
	if err != nil {
		return s.Wrap("restore", err)
	}
	err = conn.Raw(func(c any) error {
		raw, ok := c.(driver.Conn)
		if !ok {
			return fmt.Errorf("%T is no connection of SQLite", c)
		}
		s.Renumbered()
		return raw.Raw().Restore("main", dsn(location, "mode=ro"))
	})
	return s.Wrap("restore "+path, err)
}
