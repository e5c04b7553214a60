package relational

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"

	"onrecord"
	"onrecord/internal/store/record"
)

// standing is the article that is stored under an id that another comes with.
type standing struct {
	onrecord.Article
	num, version           int64
	hash, print, given, by string // fingerprints in hexadecimal
}

// standingUnder is what is stored under ids, of those under which anything is.
func standingUnder(ctx context.Context, tx *sql.Tx, ids ...onrecord.ArticleID) (map[onrecord.ArticleID]standing, error) {
	out := map[onrecord.ArticleID]standing{}
	err := Each(ctx, tx, "SELECT id, num, version, text_hash, print, given, found_by, head FROM article WHERE id IN (SELECT value FROM json_each(?))", func(rows *sql.Rows) error {
		var s standing
		var id onrecord.ArticleID
		var hash, print, given []byte
		err := rows.Scan(&id, &s.num, &s.version, &hash, &print, &given, &s.by, Reading(func(b []byte) error { return record.ReadHead(b, &s.Article) }))
		s.hash, s.print, s.given = hex.EncodeToString(hash), hex.EncodeToString(print), hex.EncodeToString(given)
		out[id] = s
		return err
	}, text(ids))
	return out, err
}

// stands reports whether what is stored stays when r comes: r was stored and
// gave way to it before, or is an older copy. Whoever was dated later is the
// newer, and where the dates tell nothing, whoever came later. Dates that
// different versions of the program have found are not compared, and words
// that are the same are one copy, of which more may be known now.
func (s *standing) stands(ctx context.Context, tx *sql.Tx, r *onrecord.Record) (bool, error) {
	if s.by != r.By {
		return false, nil
	}
	had, has := s.Dated(), r.Dated()
	known := !had.IsZero() && !has.IsZero()
	switch {
	case known && had.Compare(has) < 0:
		return false, nil
	case known && has.Compare(had) < 0 && s.hash != r.TextHash():
		return true, nil
	}
	var gaveWay bool
	err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM superseded WHERE article = ? AND given = ? AND found_by = ?)",
		s.num, raw(r.Article.Fingerprint()), r.By).Scan(&gaveWay)
	return gaveWay, err
}

// supersedes notes that an article as given has given way to s.
func (s *standing) supersedes(ctx context.Context, tx *sql.Tx, given, by string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO superseded (article, given, found_by) VALUES (?,?,?) ON CONFLICT DO NOTHING", s.num, raw(given), by)
	if err != nil {
		return fmt.Errorf("note an older copy: %w", err)
	}
	return nil
}

// supersededBy notes that s gives way to r.
func (s *standing) supersededBy(ctx context.Context, tx *sql.Tx, r *onrecord.Record) error {
	given := r.Article.Fingerprint()
	if s.given != given {
		if err := s.supersedes(ctx, tx, s.given, s.by); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM superseded WHERE article = ? AND given = ? AND found_by = ?", s.num, raw(given), r.By)
	if err != nil {
		return fmt.Errorf("note the newer copy: %w", err)
	}
	return nil
}
