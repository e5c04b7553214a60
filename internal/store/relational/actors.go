package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"unicode/utf8"

	"onrecord"
	"onrecord/query"
)

const actorColumns = "n.id, n.name, n.type, n.role, n.codes, n.articles, n.mentions, n.statements"

func scanActor(rows interface{ Scan(...any) error }, v *onrecord.ActorView, more ...any) error {
	err := rows.Scan(append([]any{&v.ID, &v.Name, &v.Type, &v.Role, into{&v.Codes}, &v.Articles, &v.Mentions, &v.Statements}, more...)...)
	if len(v.Codes) == 0 {
		v.Codes = nil
	}
	return err
}

// Actors implements onrecord.Store.
func (s *Store) Actors(ctx context.Context, f onrecord.ActorFilter) iter.Seq2[onrecord.ActorView, error] {
	return func(yield func(onrecord.ActorView, error) bool) {
		w, err := s.actorsWhere(ctx, f)
		if err == nil {
			err = Each(ctx, s.read, "SELECT "+actorColumns+" FROM actor n"+w.String()+" ORDER BY "+actorOrder(f)+", n.id"+limit(f.Limit, 0), func(rows *sql.Rows) error {
				var v onrecord.ActorView
				if err := scanActor(rows, &v); err != nil {
					return err
				}
				if !yield(v, nil) {
					return errEnough
				}
				return nil
			}, w.args...)
		}
		if err != nil && !errors.Is(err, errEnough) {
			yield(onrecord.ActorView{}, s.Wrap("list actors", err))
		}
	}
}

// CountActors counts the actors that f selects, its Limit aside.
func (s *Store) CountActors(ctx context.Context, f onrecord.ActorFilter) (n int, err error) {
	w, err := s.actorsWhere(ctx, f)
	if err == nil {
		err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM actor n"+w.String(), w.args...).Scan(&n)
	}
	return n, s.Wrap("count actors", err)
}

// actorOrder puts those first who say most; of the names that are linked to
// nobody known, those that stand most often.
func actorOrder(f onrecord.ActorFilter) string {
	if f.Newest {
		return "n.num DESC"
	}
	if f.Unknown {
		return "n.mentions DESC, n.statements DESC"
	}
	return "n.statements DESC, n.mentions DESC"
}

// actorsWhere is what f asks of actors, which the query calls n.
func (s *Store) actorsWhere(ctx context.Context, f onrecord.ActorFilter) (*where, error) {
	w := &where{engine: s.engine}
	w.add("n.shown AND n.articles > 0")
	if f.Name != "" {
		d, err := s.decided(ctx, s.read)
		if err != nil {
			return nil, err
		}
		ids := []onrecord.ActorID{d.Of(onrecord.ActorID(f.Name))}
		if folded(f.Name) != "  " { // "%" is in every name
			for _, id := range d.named(f.Name) {
				ids = append(ids, d.Of(id))
			}
		}
		// The index has three letters at a time.
		condition := "(n.id IN (SELECT value FROM json_each(" + w.arg(text(ids)) + ")) OR "
		if utf8.RuneCountInString(f.Name) < 3 {
			condition += "n.name LIKE " + w.arg(pattern(f.Name)) + ` ESCAPE '\')`
		} else {
			condition += "n.num IN (" + s.engine.Matching("actor_names", nil, query.Phrase(f.Name), w.arg) + "))"
		}
		w.conditions = append(w.conditions, condition)
	}
	if f.Type != "" {
		w.add("n.type = ?", string(f.Type))
	}
	if f.Unknown {
		w.add("n.id LIKE 'x:%'")
	}
	if len(f.Among) > 0 {
		w.add("n.id IN (SELECT value FROM json_each(?))", text(f.Among))
	}
	return w, nil
}

// Actor implements onrecord.Store.
func (s *Store) Actor(ctx context.Context, id onrecord.ActorID) (onrecord.ActorDetail, error) {
	// By what names the frequent go is gone over for each that an article has.
	return remember(ctx, s, "actor "+string(id), func() (onrecord.ActorDetail, error) { return s.actor(ctx, id) })
}

func (s *Store) actor(ctx context.Context, id onrecord.ActorID) (d onrecord.ActorDetail, err error) {
	tx, err := s.look(ctx)
	if err != nil {
		return d, s.Wrap("begin", err)
	}
	defer tx.Rollback() // nothing was written
	decided, err := s.decided(ctx, tx)
	if err != nil {
		return d, s.Wrap("read actor "+string(id), err)
	}
	err = scanActor(tx.QueryRowContext(ctx, "SELECT "+actorColumns+", n.about FROM actor n WHERE n.id = ? AND n.shown AND n.articles > 0", string(decided.Of(id))), &d.ActorView, &d.About)
	if errors.Is(err, sql.ErrNoRows) {
		return d, &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: fmt.Errorf("no actor %q", id)}
	}
	group := text(decided.Group(id))
	if err == nil {
		err = tx.QueryRowContext(ctx, "SELECT a.id FROM actor_in i JOIN article a ON a.num = i.article WHERE i.actor "+ofGroup+" ORDER BY i.article LIMIT 1", group).Scan(&d.FirstIn)
	}
	if err == nil {
		d.Wordings, err = wordings(ctx, tx, group)
	}
	if err == nil {
		d.Roles, err = roles(ctx, tx, group)
	}
	return d, s.Wrap("read actor "+string(id), err)
}

// ofGroup is the numbers of the actors whose ids a JSON list has.
const ofGroup = "IN (SELECT x.num FROM actor x WHERE x.id IN (SELECT value FROM json_each(?)))"

func wordings(ctx context.Context, q querier, group string) (out []onrecord.Wording, err error) {
	err = Each(ctx, q, `SELECT words, outlet, sum(n) AS n, min(id), min(CASE WHEN rank = 1 THEN at END) FROM
		(SELECT w.words, w.outlet, w.n, w.at, a.id, row_number() OVER (PARTITION BY w.words, w.outlet ORDER BY a.id, w.at) AS rank
		FROM wording w JOIN article a ON a.num = w.article WHERE w.actor `+ofGroup+") w GROUP BY words, outlet ORDER BY n DESC, words, outlet", func(rows *sql.Rows) error {
		var w onrecord.Wording
		err := rows.Scan(&w.Words, &w.Outlet, &w.Count, &w.Article, &w.At)
		out = append(out, w)
		return err
	}, group)
	return out, err
}

func roles(ctx context.Context, q querier, group string) (out []onrecord.RoleSeen, err error) {
	err = Each(ctx, q, `SELECT w.word, coalesce(min(nullif(i.last, 0)), 0) AS first, max(i.last), count(DISTINCT i.article) FROM actor_in i JOIN word w ON w.num = i.role
		WHERE i.actor `+ofGroup+" GROUP BY i.role, w.word ORDER BY first, w.word", func(rows *sql.Rows) error {
		var r onrecord.RoleSeen
		var first, last int
		err := rows.Scan(&r.Role, &first, &last, &r.Articles)
		r.First, r.Last = dayOf(first), dayOf(last)
		out = append(out, r)
		return err
	}, group)
	return out, err
}
