package relational

import (
	"context"
	"database/sql"
	"errors"
)

// State is what was put under a key of a room, nil if nothing was.
func (s *Store) State(ctx context.Context, room, key string) ([]byte, error) {
	var value []byte
	err := s.read.QueryRowContext(ctx, "SELECT value FROM state WHERE room = ? AND key = ?", room, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return value, s.Wrap("read a state", err)
}

// StateKeys are the keys of a room, sorted.
func (s *Store) StateKeys(ctx context.Context, room string) (keys []string, err error) {
	rows, err := s.read.QueryContext(ctx, "SELECT key FROM state WHERE room = ? ORDER BY key", room)
	if err != nil {
		return nil, s.Wrap("list states", err)
	}
	defer rows.Close()
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return nil, s.Wrap("list states", err)
		}
		keys = append(keys, key)
	}
	return keys, s.Wrap("list states", rows.Err())
}

// PutState puts a value under a key of a room; nil takes away what is there.
func (s *Store) PutState(ctx context.Context, room, key string, value []byte) error {
	return s.note(ctx, "keep a state", func(tx *sql.Tx) error {
		if value == nil {
			_, err := tx.ExecContext(ctx, "DELETE FROM state WHERE room = ? AND key = ?", room, key)
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO state (room, key, value) VALUES (?, ?, ?) ON CONFLICT (room, key) DO UPDATE SET value = excluded.value", room, key, value)
		return err
	})
}

// ClearState takes a whole room away.
func (s *Store) ClearState(ctx context.Context, room string) error {
	return s.note(ctx, "clear a state", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM state WHERE room = ?", room)
		return err
	})
}
