package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"onrecord"
)

// articleColumns are what a list shows of an article, in the order of articleFields.
const articleColumns = `a.id, a.version, a.path, a.url, a.outlet, a.title, a.authors, a.lang,
	a.published, a.earliest, a.latest, a.basis, a.confidence, a.published_spans, a.modified, a.collected`

// articleRow is a row as scanned; article makes an Article of it.
type articleRow struct {
	onrecord.Article
	authors []string
	spans   spans
}

func (r *articleRow) fields() []any {
	p := &r.Published
	return []any{
		&r.ID, &r.Version, &r.Path, &r.URL, &r.Outlet, &r.Title, into{&r.authors}, &r.Lang,
		&p.Value, day{&p.Earliest}, day{&p.Latest}, &p.Basis, &p.Confidence, into{&r.spans}, &r.Modified, moment{&r.Collected},
	}
}

func (r *articleRow) article() onrecord.Article {
	a := r.Article
	if len(r.authors) > 0 {
		a.Authors = r.authors
	}
	a.Published.Spans = r.spans.ling()
	return a
}

// statementColumns are a statement, in the order of statementRow.fields.
const statementColumns = `s.id, s.parent, s.found_by, s.trail, s.kind, s.status, s.speaker, s.source_text, s.cue_text, s.cue_lemma,
	s.content_text, s.via_text, s.mode, s.act, s.negated, s.certainty,
	s.said_value, s.said_time, s.said_basis, s.said_first, s.said_last, s.parts`

// statementRow is a row as scanned; view makes a StatementView of it.
type statementRow struct {
	onrecord.StatementView
	via   []string
	trail []string
	parts parts
}

func (r *statementRow) fields() []any {
	return []any{
		&r.ID, &r.Parent, &r.FoundBy, into{&r.trail}, &r.Kind, &r.Status, &r.Speaker, &r.SourceText, &r.CueText, &r.CueLemma,
		&r.ContentText, into{&r.via}, &r.Mode, &r.Act, &r.Negated, &r.Certainty,
		&r.SaidOn.Value, &r.SaidOn.Time, &r.SaidOn.Basis, day{&r.First}, day{&r.Last}, into{&r.parts},
	}
}

func (r *statementRow) view() onrecord.StatementView {
	v := r.StatementView
	if len(r.via) > 0 {
		v.ViaText = r.via
	}
	if len(r.trail) > 0 {
		v.Trail = r.trail
	}
	r.parts.into(&v.Statement)
	return v
}

// Record implements onrecord.Store.
func (s *Store) Record(ctx context.Context, id onrecord.ArticleID) (onrecord.Record, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return onrecord.Record{}, s.wrap("begin", err)
	}
	defer tx.Rollback() // nothing was written
	r, err := record(ctx, tx, id)
	if errors.Is(err, sql.ErrNoRows) {
		return r, &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: fmt.Errorf("no article %q", id)}
	}
	return r, s.wrap("read article "+string(id), err)
}

func record(ctx context.Context, tx *sql.Tx, id onrecord.ArticleID) (onrecord.Record, error) {
	var (
		head   articleRow
		num    int64
		text   string
		by     string
		blocks []block
		d      doubts
	)
	err := tx.QueryRowContext(ctx, "SELECT "+articleColumns+", a.num, a.text, a.blocks, a.doubts, a.found_by FROM article a WHERE a.id = ?", string(id)).
		Scan(append(head.fields(), &num, &text, into{&blocks}, into{&d}, &by)...)
	if err != nil {
		return onrecord.Record{}, err
	}
	r := onrecord.Record{Article: head.article()}
	r.Text, r.Blocks, r.By = text, fromBlocks(blocks), by
	r.Article.Diagnostics, r.Found.Diagnostics = fromDoubts(d.Page), fromDoubts(d.Text)
	if r.Actors, err = actors(ctx, tx, num); err != nil {
		return r, fmt.Errorf("actors: %w", err)
	}
	if r.Mentions, err = mentions(ctx, tx, num); err != nil {
		return r, fmt.Errorf("mentions: %w", err)
	}
	if r.Times, err = times(ctx, tx, num); err != nil {
		return r, fmt.Errorf("times: %w", err)
	}
	if r.Statements, err = statements(ctx, tx, num); err != nil {
		return r, fmt.Errorf("statements: %w", err)
	}
	if r.Events, err = bodies(ctx, tx, "event", num, eventBody.event); err != nil {
		return r, fmt.Errorf("events: %w", err)
	}
	if r.Agreements, err = bodies(ctx, tx, "agreement", num, agreementBody.agreement); err != nil {
		return r, fmt.Errorf("agreements: %w", err)
	}
	if r.Memberships, err = bodies(ctx, tx, "membership", num, membershipBody.membership); err != nil {
		return r, fmt.Errorf("memberships: %w", err)
	}
	return r, nil
}

// IDs implements onrecord.Store.
func (s *Store) IDs(ctx context.Context, prefix string, limit int) (ids []onrecord.ArticleID, err error) {
	// A range, which the index serves; no id has U+10FFFF, the last character there is.
	err = each(ctx, s.read, "SELECT id FROM article WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", func(rows *sql.Rows) error {
		var id onrecord.ArticleID
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, prefix, prefix+"\U0010ffff", limit)
	return ids, s.wrap("list ids", err)
}

// querier is what a read needs: a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// each runs a query and calls scan for every row.
func each(ctx context.Context, q querier, query string, scan func(*sql.Rows) error, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func actors(ctx context.Context, q querier, article int64) (out []onrecord.Actor, err error) {
	err = each(ctx, q, "SELECT id, name, type, role, codes FROM actor WHERE article = ? ORDER BY place", func(rows *sql.Rows) error {
		var a onrecord.Actor
		err := rows.Scan(&a.ID, &a.Name, &a.Type, &a.Role, into{&a.Codes})
		if len(a.Codes) == 0 {
			a.Codes = nil
		}
		out = append(out, a)
		return err
	}, article)
	return out, err
}

func mentions(ctx context.Context, q querier, article int64) (out []onrecord.Mention, err error) {
	err = each(ctx, q, `SELECT id, start, "end", type, actor, found_by, why FROM mention WHERE article = ? ORDER BY place`, func(rows *sql.Rows) error {
		var m onrecord.Mention
		err := rows.Scan(&m.ID, &m.Start, &m.End, &m.Type, &m.Actor, &m.FoundBy, &m.Why)
		out = append(out, m)
		return err
	}, article)
	return out, err
}

func times(ctx context.Context, q querier, article int64) (out []onrecord.Time, err error) {
	err = each(ctx, q, `SELECT id, start, "end", first_token, last_token, type, value, mod, grain, earliest, latest, alternatives, found_by
		FROM time_expr WHERE article = ? ORDER BY place`, func(rows *sql.Rows) error {
		var t onrecord.Time
		err := rows.Scan(&t.ID, &t.Start, &t.End, &t.First, &t.Last, &t.Type, &t.Value, &t.Mod, &t.Grain,
			day{&t.Earliest}, day{&t.Latest}, into{&t.Alternatives}, &t.FoundBy)
		if len(t.Alternatives) == 0 {
			t.Alternatives = nil
		}
		out = append(out, t)
		return err
	}, article)
	return out, err
}

func statements(ctx context.Context, q querier, article int64) (out []onrecord.Statement, err error) {
	err = each(ctx, q, "SELECT "+statementColumns+" FROM statement s WHERE s.article = ? ORDER BY s.place", func(rows *sql.Rows) error {
		var s statementRow
		err := rows.Scan(s.fields()...)
		out = append(out, s.view().Statement)
		return err
	}, article)
	return out, err
}
