package postgres

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"onrecord"
	"onrecord/internal/store/sqlite"
)

// Backup implements onrecord.Keeper. A backup is a store in a SQLite file, which
// can be opened as one; for an archive that is too large for that there is
// pg_dump.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return &onrecord.Error{Kind: onrecord.Invalid, Path: path, Err: errors.New("there is something already; a backup is a new file")}
	}
	// What is not whole never has the name of a backup.
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return s.Wrap("back up", err)
	}
	if err := s.backup(ctx, part); err != nil {
		os.Remove(part)
		return err
	}
	return s.Wrap("back up", os.Rename(part, path))
}

func (s *Store) backup(ctx context.Context, path string) error {
	file, err := sqlite.Open(ctx, path, true)
	if err != nil {
		return err
	}
	return errors.Join(file.CopyFrom(ctx, s.Store), file.Close())
}

// Restore implements onrecord.Keeper: it takes a store in a SQLite file.
func (s *Store) Restore(ctx context.Context, path string) error {
	file, err := sqlite.OpenReadOnly(ctx, path)
	if err != nil {
		return err
	}
	return errors.Join(s.CopyFrom(ctx, file.Store), file.Close())
}
