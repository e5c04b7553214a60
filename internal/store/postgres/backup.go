package postgres

import (
	"context"
	"errors"

	"onrecord/internal/store/sqlite"
)

// Backup implements onrecord.Keeper. A backup is a store in a SQLite file, which
// can be opened as one; for an archive that is too large for that there is
// pg_dump.
func (s *Store) Backup(ctx context.Context, path string) error {
	return s.BackUp(path, func(part string) error {
		file, err := sqlite.Open(ctx, part, true)
		if err != nil {
			return err
		}
		return errors.Join(file.CopyFrom(ctx, s.Store), file.Close())
	})
}

// Restore implements onrecord.Keeper: it takes a store in a SQLite file.
func (s *Store) Restore(ctx context.Context, path string) error {
	file, err := sqlite.OpenReadOnly(ctx, path)
	if err != nil {
		return err
	}
	return errors.Join(s.CopyFrom(ctx, file.Store), file.Close())
}
