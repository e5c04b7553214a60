package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strings"

	"onrecord"
)

// Articles implements onrecord.Store.
func (s *Store) Articles(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.Article, error] {
	w := articlesWhere(f.Q)
	query := "SELECT " + articleColumns + " FROM article a" + w.String() + " ORDER BY " + articleOrders[f.Sort] + "a.latest DESC, a.id" + limit(f)
	return func(yield func(onrecord.Article, error) bool) {
		s.list(ctx, "list articles", query, w.args, func(rows *sql.Rows) (bool, error) {
			var r articleRow
			if err := rows.Scan(r.fields()...); err != nil {
				return false, err
			}
			return yield(r.article(), nil), nil
		}, func(err error) { yield(onrecord.Article{}, err) })
	}
}

// articleOrders and statementOrders are what comes before a list's own order.
var (
	articleOrders = map[onrecord.Sort]string{
		onrecord.ByPublished: "a.earliest = '', a.earliest, ", onrecord.ByPublDown: "a.latest = '', a.latest DESC, ",
		onrecord.ByOutlet: "a.outlet = '', a.outlet, ", onrecord.ByTitle: "a.title = '', a.title, ",
	}
	statementOrders = map[onrecord.Sort]string{
		onrecord.ByDayDown:   "s.said_last = '', s.said_last DESC, ",
		onrecord.ByPublished: "a.earliest = '', a.earliest, ", onrecord.ByPublDown: "a.latest = '', a.latest DESC, ",
		onrecord.ByOutlet: "a.outlet = '', a.outlet, ", onrecord.BySpeaker: "s.speaker = '', s.speaker, ",
	}
)

// CountArticles implements onrecord.Store.
func (s *Store) CountArticles(ctx context.Context, f onrecord.Filter) (n int, err error) {
	w := articlesWhere(f.Q)
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM article a"+w.String(), w.args...).Scan(&n)
	return n, s.wrap("count articles", err)
}

// Statements implements onrecord.Store.
func (s *Store) Statements(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.Row, error] {
	w := claimsWhere(statementClaims(), f.Q)
	// What is asked for is found and put in order first, by number alone: the
	// rows themselves are long, and most may be beyond the limit.
	order := " ORDER BY " + statementOrders[f.Sort] + "s.said_first = '', s.said_first, s.article_id, s.place"
	inner := "statement s"
	if strings.Contains(order, "a.") {
		inner += " JOIN article a ON a.num = s.article"
	}
	query := "SELECT " + articleColumns + ", " + statementColumns +
		" FROM (SELECT s.num FROM " + inner + w.String() + order + limit(f) + ") found" +
		" JOIN statement s ON s.num = found.num JOIN article a ON a.num = s.article" + order
	return func(yield func(onrecord.Row, error) bool) {
		s.list(ctx, "list statements", query, w.args, func(rows *sql.Rows) (bool, error) {
			var a articleRow
			var st statementRow
			if err := rows.Scan(append(a.fields(), st.fields()...)...); err != nil {
				return false, err
			}
			return yield(onrecord.Row{Article: a.article(), Statement: st.view()}, nil), nil
		}, func(err error) { yield(onrecord.Row{}, err) })
	}
}

// CountStatements implements onrecord.Store.
func (s *Store) CountStatements(ctx context.Context, f onrecord.Filter) (n int, err error) {
	w := claimsWhere(statementClaims(), f.Q)
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM statement s"+w.String(), w.args...).Scan(&n)
	return n, s.wrap("count statements", err)
}

// list runs a query, calls row until it says stop, and fail if anything fails.
func (s *Store) list(ctx context.Context, doing, query string, args []any, row func(*sql.Rows) (bool, error), fail func(error)) {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		fail(s.wrap(doing, err))
		return
	}
	defer rows.Close()
	for rows.Next() {
		more, err := row(rows)
		if err != nil {
			fail(s.wrap(doing, err))
			return
		}
		if !more {
			return
		}
	}
	if err := rows.Err(); err != nil {
		fail(s.wrap(doing, err))
	}
}

func limit(f onrecord.Filter) string {
	if f.Limit <= 0 && f.Offset <= 0 {
		return ""
	}
	n := f.Limit
	if n <= 0 {
		n = -1
	}
	return fmt.Sprintf(" LIMIT %d OFFSET %d", n, max(0, f.Offset))
}
