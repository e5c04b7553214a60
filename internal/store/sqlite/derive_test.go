package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
)

// Whoever is interrupted while rows are made that need not be on the disk leaves
// nobody a connection that does not wait for it.
func TestInterruptedMakingLeavesTheDiskWaitedFor(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const full = 2 // https://sqlite.org/pragma.html#pragma_synchronous
	for range 50 {
		ctx, cancel := context.WithCancel(t.Context())
		err := engine{s}.derive(ctx, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO state (room, key, value) VALUES ('a', 'b', x'00')"); err != nil {
				return err
			}
			cancel()
			return ctx.Err()
		})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("interrupted: %v", err)
		}
		var level int
		if err := s.write.QueryRowContext(t.Context(), "PRAGMA synchronous").Scan(&level); err != nil || level != full {
			t.Fatalf("synchronous is %d, %v; want %d", level, err, full)
		}
	}
}
