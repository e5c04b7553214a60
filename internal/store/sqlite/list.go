package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// Articles implements onrecord.Store.
func (s *Store) Articles(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.Article, error] {
	w := articlesWhere(f)
	query := "SELECT " + articleColumns + " FROM article a" + w.String() + " ORDER BY a.latest DESC, a.id" + limit(f)
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

// CountArticles implements onrecord.Store.
func (s *Store) CountArticles(ctx context.Context, f onrecord.Filter) (n int, err error) {
	w := articlesWhere(f)
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM article a"+w.String(), w.args...).Scan(&n)
	return n, s.wrap("count articles", err)
}

// Statements implements onrecord.Store.
func (s *Store) Statements(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.Row, error] {
	w := statementsWhere(f)
	// What is asked for is found and put in order first, by number alone: the
	// rows themselves are long, and most may be beyond the limit.
	const order = " ORDER BY s.said_first = '', s.said_first, s.article_id, s.place"
	query := "SELECT " + articleColumns + ", " + statementColumns +
		" FROM (SELECT s.num FROM statement s" + w.String() + order + limit(f) + ") found" +
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
	w := statementsWhere(f)
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

// where collects conditions that must all hold, and their arguments.
type where struct {
	conditions []string
	args       []any
}

func (w *where) add(condition string, args ...any) {
	w.conditions = append(w.conditions, condition)
	w.args = append(w.args, args...)
}

// String is the WHERE clause, "" without conditions.
func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}

func articlesWhere(f onrecord.Filter) *where {
	w := &where{}
	if f.Outlet != "" {
		w.add(outletLike, pattern(f.Outlet))
	}
	if f.Article != "" {
		w.add("a.id = ?", string(f.Article))
	}
	w.days("a.earliest", "a.latest", f.Since, f.Until)
	if len(f.Words) > 0 {
		w.add("a.num IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)", match("", f.Words...))
	}
	inner := &where{}
	inner.statement(f)
	if len(inner.conditions) > 0 {
		w.add("EXISTS (SELECT 1 FROM statement s WHERE s.article = a.num AND "+strings.Join(inner.conditions, " AND ")+")", inner.args...)
	}
	return w
}

func statementsWhere(f onrecord.Filter) *where {
	w := &where{}
	if f.Outlet != "" {
		w.add("s.article IN (SELECT a.num FROM article a WHERE "+outletLike+")", pattern(f.Outlet))
	}
	if f.Article != "" {
		w.add("s.article_id = ?", string(f.Article))
	}
	w.days("s.said_first", "s.said_last", f.Since, f.Until)
	if len(f.Words) > 0 {
		w.words("speaker source_text content_text", f.Words...)
	}
	w.statement(f)
	return w
}

const outletLike = `a.outlet LIKE ? ESCAPE '\'`

// pattern is a LIKE pattern for what holds part.
func pattern(part string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(part) + "%"
}

// statement adds what is asked of one statement.
func (w *where) statement(f onrecord.Filter) {
	switch {
	case onrecord.IsActorID(f.Speaker):
		w.add("s.actor = ?", f.Speaker)
	case f.Speaker != "":
		w.words("speaker source_text", f.Speaker)
	}
	switch {
	case onrecord.IsActorID(f.About):
		w.add("s.num IN (SELECT statement FROM statement_about WHERE actor = ?)", f.About)
	case f.About != "":
		w.words("content_text about", f.About)
	}
	if f.Mode != "" {
		w.add("s.mode = ?", string(f.Mode))
	}
	if f.Act != "" {
		w.add("s.act = ?", string(f.Act))
	}
}

func (w *where) words(columns string, phrases ...string) {
	w.add("s.num IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)", match(columns, phrases...))
}

// days adds that an interval shares a day with [since, until].
func (w *where) days(first, last string, since, until ling.Date) {
	if !since.IsZero() {
		w.add(fmt.Sprintf("%s <> '' AND %s >= ?", last, last), since.String())
	}
	if !until.IsZero() {
		w.add(fmt.Sprintf("%s <> '' AND %s <= ?", first, first), until.String())
	}
}

// match is an FTS5 expression that asks for all phrases in the named columns,
// in any if none is named (https://sqlite.org/fts5.html#full_text_query_syntax).
func match(columns string, phrases ...string) string {
	quoted := make([]string, len(phrases))
	for i, p := range phrases {
		quoted[i] = `"` + strings.ReplaceAll(p, `"`, `""`) + `"`
	}
	all := strings.Join(quoted, " AND ")
	if columns == "" {
		return all
	}
	return "{" + columns + "} : (" + all + ")"
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
