package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ncruces/go-sqlite3/driver"

	"onrecord"
)

// Backup implements onrecord.Keeper. The copy is compact.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Err: errors.New("there is something already; a backup is a new file")}
	}
	// What is not whole never has the name of a backup.
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return s.Wrap("back up", err)
	}
	location, err := filepath.Abs(s.path)
	if err != nil {
		return s.Wrap("back up", err)
	}
	db, err := openDB(dsn(location, ""), connect(""))
	if err != nil {
		return s.Wrap("back up", err)
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		os.Remove(part)
		return s.Wrap("back up", err)
	}
	if err := synced(part); err != nil {
		return s.Wrap("back up", err)
	}
	return s.Wrap("back up", os.Rename(part, path))
}

// synced makes sure that a file stands on the disk.
func synced(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
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
