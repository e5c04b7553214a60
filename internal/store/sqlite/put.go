package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"onrecord"
)

// Has implements onrecord.Store.
func (s *Store) Has(ctx context.Context, a onrecord.Article, by string) (bool, error) {
	var found bool
	err := s.read.QueryRowContext(ctx,
		"SELECT EXISTS (SELECT 1 FROM article WHERE id = ? AND fingerprint = ? AND found_by = ?)",
		a.ID, a.Fingerprint(), by).Scan(&found)
	return found, s.wrap("look for article "+a.ID, err)
}

// PutRecord implements onrecord.Store.
func (s *Store) PutRecord(ctx context.Context, r onrecord.Record) (changed bool, err error) {
	if err := r.Check(); err != nil {
		return false, &onrecord.Error{Kind: onrecord.Internal, Path: s.path, Err: err}
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return false, s.wrap("begin", err)
	}
	defer tx.Rollback() // of no effect once committed
	changed, err = put(ctx, tx, &r)
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return false, s.wrap("put article "+r.ID, err)
	}
	return changed, nil
}

// put stores r in tx.
func put(ctx context.Context, tx *sql.Tx, r *onrecord.Record) (changed bool, err error) {
	var old struct {
		num, version     int64
		hash, record, by string
	}
	err = tx.QueryRowContext(ctx, "SELECT num, version, text_hash, record, found_by FROM article WHERE id = ?", r.ID).
		Scan(&old.num, &old.version, &old.hash, &old.record, &old.by)
	isNew := errors.Is(err, sql.ErrNoRows)
	if err != nil && !isNew {
		return false, err
	}
	fingerprint := r.Fingerprint()
	if !isNew && old.record == fingerprint {
		if old.by == r.By {
			return false, nil
		}
		_, err = tx.ExecContext(ctx, "UPDATE article SET found_by = ? WHERE num = ?", r.By, old.num)
		return false, err
	}
	version := old.version
	if isNew || old.hash != r.TextHash() {
		version++
	}
	if !isNew {
		if err := clear(ctx, tx, old.num, version > old.version); err != nil {
			return false, err
		}
	}
	num, err := putArticle(ctx, tx, r, version, fingerprint)
	if err != nil {
		return false, err
	}
	return true, putFound(ctx, tx, num, r)
}

// clear removes what was found in an article, and keeps its text if another comes.
func clear(ctx context.Context, tx *sql.Tx, num int64, keepText bool) error {
	if keepText {
		_, err := tx.ExecContext(ctx, `INSERT INTO past_text (article, version, title, text, text_hash)
			SELECT num, version, title, text, text_hash FROM article WHERE num = ?`, num)
		if err != nil {
			return fmt.Errorf("keep the old text: %w", err)
		}
	}
	for _, table := range []string{"actor", "mention", "time_expr", "statement"} {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE article = ?", num); err != nil {
			return fmt.Errorf("clear %s: %w", table, err)
		}
	}
	return nil
}

func putArticle(ctx context.Context, tx *sql.Tx, r *onrecord.Record, version int64, fingerprint string) (num int64, err error) {
	authors := r.Authors
	if authors == nil {
		authors = []string{}
	}
	p := r.Published
	err = tx.QueryRowContext(ctx, `INSERT INTO article (id, version, path, url, outlet, title, authors, lang,
			published, earliest, latest, basis, confidence, published_spans, modified, collected,
			text, text_hash, blocks, doubts, found_by, fingerprint, record)
		VALUES (?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?)
		ON CONFLICT (id) DO UPDATE SET (version, path, url, outlet, title, authors, lang,
			published, earliest, latest, basis, confidence, published_spans, modified, collected,
			text, text_hash, blocks, doubts, found_by, fingerprint, record)
		= (excluded.version, excluded.path, excluded.url, excluded.outlet, excluded.title, excluded.authors, excluded.lang,
			excluded.published, excluded.earliest, excluded.latest, excluded.basis, excluded.confidence, excluded.published_spans, excluded.modified, excluded.collected,
			excluded.text, excluded.text_hash, excluded.blocks, excluded.doubts, excluded.found_by, excluded.fingerprint, excluded.record)
		RETURNING num`,
		r.ID, version, r.Path, r.URL, r.Outlet, r.Title, text(authors), r.Lang,
		p.Value, p.Earliest.String(), p.Latest.String(), string(p.Basis), p.Confidence, text(toSpans(p.Spans)), r.Modified, stamp(r.Collected),
		r.Text, r.TextHash(), text(toBlocks(r.Blocks)), text(doubts{toDoubts(r.Article.Diagnostics), toDoubts(r.Found.Diagnostics)}),
		r.By, r.Article.Fingerprint(), fingerprint,
	).Scan(&num)
	return num, err
}

func putFound(ctx context.Context, tx *sql.Tx, num int64, r *onrecord.Record) error {
	for i, a := range r.Actors {
		codes := a.Codes
		if codes == nil {
			codes = map[string]string{}
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO actor VALUES (?,?,?,?,?,?,?)",
			num, i, a.ID, a.Name, string(a.Type), a.Role, text(codes)); err != nil {
			return fmt.Errorf("actor %s: %w", a.ID, err)
		}
	}
	mention, err := tx.PrepareContext(ctx, "INSERT INTO mention VALUES (?,?,?,?,?,?,?)")
	if err != nil {
		return err
	}
	defer mention.Close()
	for i, m := range r.Mentions {
		if _, err := mention.ExecContext(ctx, num, i, m.ID, m.Start, m.End, string(m.Type), m.Actor); err != nil {
			return fmt.Errorf("mention %s: %w", m.ID, err)
		}
	}
	for i, t := range r.Times {
		alternatives := t.Alternatives
		if alternatives == nil {
			alternatives = []string{}
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO time_expr VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
			num, i, t.ID, t.Start, t.End, t.First, t.Last, string(t.Type), t.Value, t.Mod, t.Grain,
			t.Earliest.String(), t.Latest.String(), text(alternatives), t.FoundBy); err != nil {
			return fmt.Errorf("time %s: %w", t.ID, err)
		}
	}
	for i := range r.Statements {
		if err := putStatement(ctx, tx, num, i, r); err != nil {
			return fmt.Errorf("statement %s: %w", r.Statements[i].ID, err)
		}
	}
	return nil
}

func putStatement(ctx context.Context, tx *sql.Tx, article int64, place int, r *onrecord.Record) error {
	s := &r.Statements[place]
	v := r.View(place)
	about := r.Within(s.Content.Spans)
	names := ""
	for _, a := range about {
		names += a.Name + "\n"
	}
	via := v.ViaText
	if via == nil {
		via = []string{}
	}
	var num int64
	err := tx.QueryRowContext(ctx, `INSERT INTO statement (article, article_id, place, id, parent, found_by, actor, speaker,
			source_text, cue_text, cue_lemma, content_text, via_text, about, mode, act, negated, certainty,
			said_value, said_time, said_basis, said_first, said_last, parts)
		VALUES (?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?,?,?,?, ?,?,?,?,?,?) RETURNING num`,
		article, r.ID, place, s.ID, s.Parent, s.FoundBy, s.Source.Actor, v.Speaker,
		v.SourceText, v.CueText, s.CueLemma, v.ContentText, text(via), names, string(s.Mode), string(s.Act), s.Negated, string(s.Certainty),
		s.SaidOn.Value, s.SaidOn.Time, s.SaidOn.Basis, v.First.String(), v.Last.String(), text(toParts(s)),
	).Scan(&num)
	if err != nil {
		return err
	}
	for _, a := range about {
		if _, err := tx.ExecContext(ctx, "INSERT INTO statement_about VALUES (?,?)", a.ID, num); err != nil {
			return err
		}
	}
	return nil
}
