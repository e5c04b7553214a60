package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"onrecord"
)

// actorColumns are an actor over all articles: as the newest article has it,
// and how often.
const actorColumns = `n.id, n.name, n.type, n.role, n.codes, c.articles,
	(SELECT count(*) FROM mention m WHERE m.actor = c.id) AS mentions,
	(SELECT count(*) FROM statement_by b WHERE b.actor = c.id AND b.said = 1) AS statements`

// actorTables counts actors and finds the newest article of each.
const actorTables = `(SELECT id, count(*) AS articles FROM actor GROUP BY id) c
	JOIN actor n ON (n.article, n.place) = (
		SELECT a.article, a.place FROM actor a JOIN article ar ON ar.num = a.article
		WHERE a.id = c.id ORDER BY ar.latest DESC, ar.id LIMIT 1)`

func scanActor(rows interface{ Scan(...any) error }, v *onrecord.ActorView) error {
	err := rows.Scan(&v.ID, &v.Name, &v.Type, &v.Role, into{&v.Codes}, &v.Articles, &v.Mentions, &v.Statements)
	if len(v.Codes) == 0 {
		v.Codes = nil
	}
	return err
}

// Actors implements onrecord.Store.
func (s *Store) Actors(ctx context.Context, f onrecord.ActorFilter) iter.Seq2[onrecord.ActorView, error] {
	w := &where{}
	if f.Name != "" {
		w.add("(n.id = ? OR n.name LIKE ? ESCAPE '\\')", f.Name, pattern(f.Name))
	}
	if f.Type != "" {
		w.add("n.type = ?", string(f.Type))
	}
	if f.Unknown {
		w.add("n.id LIKE 'x:%'")
	}
	query := "SELECT " + actorColumns + " FROM " + actorTables + w.String() +
		" ORDER BY statements DESC, mentions DESC, n.id" + limit(onrecord.Filter{Limit: f.Limit})
	return func(yield func(onrecord.ActorView, error) bool) {
		s.list(ctx, "list actors", query, w.args, func(rows *sql.Rows) (bool, error) {
			var v onrecord.ActorView
			if err := scanActor(rows, &v); err != nil {
				return false, err
			}
			return yield(v, nil), nil
		}, func(err error) { yield(onrecord.ActorView{}, err) })
	}
}

// Actor implements onrecord.Store.
func (s *Store) Actor(ctx context.Context, id onrecord.ActorID) (onrecord.ActorDetail, error) {
	var d onrecord.ActorDetail
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return d, s.wrap("begin", err)
	}
	defer tx.Rollback() // nothing was written
	counted := strings.Replace(actorTables, "FROM actor GROUP", "FROM actor WHERE id = ?1 GROUP", 1)
	err = scanActor(tx.QueryRowContext(ctx, "SELECT "+actorColumns+" FROM "+counted, string(id)), &d.ActorView)
	if errors.Is(err, sql.ErrNoRows) {
		return d, &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: fmt.Errorf("no actor %q", id)}
	}
	if err == nil {
		err = tx.QueryRowContext(ctx, "SELECT count(*) FROM statement_about o JOIN statement s ON s.num = o.statement WHERE o.actor = ? AND s.kind IN ('', 'speech') AND s.status IN ('', 'made')", string(id)).Scan(&d.About)
	}
	if err == nil {
		d.Wordings, err = wordings(ctx, tx, id)
	}
	if err == nil {
		d.Roles, err = roles(ctx, tx, id)
	}
	return d, s.wrap("read actor "+string(id), err)
}

func wordings(ctx context.Context, q querier, id onrecord.ActorID) (out []onrecord.Wording, err error) {
	// Mentions are bytes of the text, which substr counts only of a blob. Beside
	// one min() a bare column is of its row (https://sqlite.org/lang_select.html#bareagg).
	err = each(ctx, q, `SELECT CAST(substr(CAST(ar.text AS BLOB), m.start + 1, m."end" - m.start) AS TEXT) AS words,
			ar.outlet, count(*) AS n, min(ar.id), m.start
		FROM mention m JOIN article ar ON ar.num = m.article
		WHERE m.actor = ? AND m.type NOT IN ('PRON', 'NOM') GROUP BY words, ar.outlet ORDER BY n DESC, words, ar.outlet`, func(rows *sql.Rows) error {
		var w onrecord.Wording
		err := rows.Scan(&w.Words, &w.Outlet, &w.Count, &w.Article, &w.At)
		out = append(out, w)
		return err
	}, string(id))
	return out, err
}

func roles(ctx context.Context, q querier, id onrecord.ActorID) (out []onrecord.RoleSeen, err error) {
	err = each(ctx, q, `SELECT a.role, min(CASE ar.latest WHEN '' THEN NULL ELSE ar.latest END), max(ar.latest), count(*)
		FROM actor a JOIN article ar ON ar.num = a.article
		WHERE a.id = ? AND a.role <> '' GROUP BY a.role ORDER BY 2, 1`, func(rows *sql.Rows) error {
		var r onrecord.RoleSeen
		var first sql.NullString
		if err := rows.Scan(&r.Role, &first, day{&r.Last}, &r.Articles); err != nil {
			return err
		}
		out = append(out, r)
		return (day{&out[len(out)-1].First}).Scan(first.String)
	}, string(id))
	return out, err
}
