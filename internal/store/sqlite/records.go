package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"onrecord"
	"onrecord/internal/store/relational"
)

// recordsSchema is the schema since which a record is kept once, as a document.
const recordsSchema = 9

// viaSchema is the schema since which statements are found by whom they came through.
const viaSchema = 12

// indexSchema is the schema since which the rows that lists go by are as
// index.sql has them. Where that file changes, this number does, to that of a new
// schema: what came before it leaves these rows to it.
const indexSchema = 14

// schema is the present one.
const schema = 22

// toVia brings a store to viaSchema: its index of statements has a column more.
func (s *Store) toVia(ctx context.Context, tx *sql.Tx) error { return s.script(ctx, tx, "via") }

// toIndex makes all rows that lists go by anew.
func (s *Store) toIndex(ctx context.Context, tx *sql.Tx) error {
	if err := s.script(ctx, tx, "index"); err != nil {
		return err
	}
	return s.ReindexIn(ctx, tx, func() {})
}

// toRecords brings a store of schema 8 to recordsSchema.
func (s *Store) toRecords(ctx context.Context, tx *sql.Tx) error {
	for _, file := range []string{"before", "tables"} {
		if err := s.script(ctx, tx, file); err != nil {
			return err
		}
	}
	var ids []onrecord.ArticleID
	err := relational.Each(ctx, tx, "SELECT id FROM old_article ORDER BY num", func(rows *sql.Rows) error {
		var id onrecord.ArticleID
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.toRecord(ctx, tx, id); err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO superseded SELECT article, unhex(fingerprint), found_by FROM old_superseded"); err != nil {
		return err
	}
	return s.script(ctx, tx, "after")
}

// script runs a file of statements.
func (s *Store) script(ctx context.Context, tx *sql.Tx, name string) error {
	b, err := migrations.ReadFile("migrations/records/" + name + ".sql")
	if err == nil {
		_, err = tx.ExecContext(ctx, string(b))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// toRecord moves one article.
func (s *Store) toRecord(ctx context.Context, tx *sql.Tx, id onrecord.ArticleID) error {
	r, err := oldRecord(ctx, tx, id)
	if err != nil {
		return err
	}
	var num int64
	var print string
	if err := tx.QueryRowContext(ctx, "SELECT num, record FROM old_article WHERE id = ?", string(id)).Scan(&num, &print); err != nil {
		return err
	}
	if err := undecided(ctx, tx, num, &r); err != nil {
		return err
	}
	// What other tables know of the article goes by its number.
	_, err = tx.ExecContext(ctx, "INSERT INTO article (num, id, version, first, last, outlet, title, text_hash, given, print, found_by, head) VALUES (?,?,0,0,0,'','',x'',x'',x'','','')", num, string(id))
	if err == nil {
		_, err = s.PutArticle(ctx, tx, &r)
	}
	if err == nil { // its fingerprint may be of a form that has changed since
		_, err = tx.ExecContext(ctx, "UPDATE article SET print = unhex(?) WHERE num = ?", print, num)
	}
	if err != nil {
		return err
	}
	return s.toPast(ctx, tx, num, &r)
}

// toPast moves the texts that another took the place of; what was found in them
// was not kept.
func (s *Store) toPast(ctx context.Context, tx *sql.Tx, num int64, r *onrecord.Record) error {
	var past []onrecord.Record
	err := relational.Each(ctx, tx, "SELECT version, title, text FROM old_past_text WHERE article = ? ORDER BY version", func(rows *sql.Rows) error {
		old := onrecord.Record{Article: onrecord.Article{ID: r.ID, URL: r.URL, Outlet: r.Outlet, Lang: r.Lang}}
		err := rows.Scan(&old.Version, &old.Title, &old.Text)
		past = append(past, old)
		return err
	}, num)
	if err != nil {
		return err
	}
	for i := range past {
		if err := s.PutPast(ctx, tx, num, &past[i]); err != nil {
			return err
		}
	}
	return nil
}
