package relational

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"onrecord"
)

// PutReferences implements onrecord.References.
func (s *Store) PutReferences(ctx context.Context, rows []onrecord.Reference) (changed int, err error) {
	err = s.change(ctx, "store rows of a reference list", func(tx *sql.Tx) error {
		changed = 0
		for i := range rows {
			done, err := tx.ExecContext(ctx, `INSERT INTO reference (list, id, day, body) VALUES (?,?,?,?)
				ON CONFLICT (list, id) DO UPDATE SET day = excluded.day, body = excluded.body WHERE reference.body <> excluded.body`,
				rows[i].List, rows[i].ID, rows[i].Day, text(rows[i]))
			if err != nil {
				return fmt.Errorf("%s: %w", rows[i].Key(), err)
			}
			n, err := done.RowsAffected()
			if err != nil {
				return err
			}
			changed += int(n)
		}
		return nil
	})
	return changed, err
}

// References implements onrecord.References. A month's day begins as those of
// its days do, so that it stands among them or just before.
func (s *Store) References(ctx context.Context, first, last string) iter.Seq2[onrecord.Reference, error] {
	const all = "SELECT body FROM reference"
	query, args := all, []any(nil)
	if first != "" || last != "" {
		query, args = all+" WHERE day <> '' AND day <= ?2 AND (day >= ?1 OR ?1 LIKE day || '%')", []any{first, last}
	}
	return func(yield func(onrecord.Reference, error) bool) {
		err := Each(ctx, s.read, query+" ORDER BY list, id", func(rows *sql.Rows) error {
			r, err := scanReference(rows)
			if err != nil {
				return err
			}
			if !yield(r, nil) {
				return errEnough
			}
			return nil
		}, args...)
		if err != nil && !errors.Is(err, errEnough) {
			yield(onrecord.Reference{}, s.Wrap("list rows of reference lists", err))
		}
	}
}

// Reference implements onrecord.References.
func (s *Store) Reference(ctx context.Context, list, id string) (onrecord.Reference, error) {
	r, err := scanReference(s.read.QueryRowContext(ctx, "SELECT body FROM reference WHERE list = ? AND id = ?", list, id))
	if errors.Is(err, sql.ErrNoRows) {
		return r, &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: fmt.Errorf("no row %q of the list %s", id, list)}
	}
	return r, s.Wrap("read a row of a reference list", err)
}

func scanReference(row interface{ Scan(...any) error }) (r onrecord.Reference, err error) {
	var body string
	if err := row.Scan(&body); err != nil {
		return r, err
	}
	return r, json.Unmarshal([]byte(body), &r)
}
