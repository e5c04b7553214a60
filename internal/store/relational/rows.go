package relational

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"onrecord"
)

// Rows are rows of one table that are put together, or changed.
type Rows struct {
	Table   string
	Columns []string
	// Key are the columns, the first ones, by which rows are found that are there: n,
	// the last column, is added to theirs.
	Key []string
	// Clash is what is done where a row is there, if it is something else.
	Clash string
	// Adds and Sets are the columns behind the key that are added to, and set, in the
	// rows of each key, all of which are there: nothing is put then.
	Adds, Sets []string
	Rows       [][]any // of int64, string and []byte, a column all of one type
}

// Changes reports whether rows that are there are changed, and none put.
func (r *Rows) Changes() bool { return len(r.Adds)+len(r.Sets) > 0 }

// Statement is what puts or changes one row.
func (r *Rows) Statement() string {
	if !r.Changes() {
		return "INSERT INTO " + r.Table + " (" + strings.Join(r.Columns, ", ") + ") VALUES (?" + strings.Repeat(",?", len(r.Columns)-1) + ")" + r.Conflict()
	}
	var where []string
	for i, c := range r.Key {
		where = append(where, fmt.Sprintf("%s = ?%d", c, i+1))
	}
	return "UPDATE " + r.Table + " SET " + r.Changed(func(column int) string { return fmt.Sprintf("?%d", column+1) }) + " WHERE " + strings.Join(where, " AND ")
}

// Changed is what an UPDATE sets; value is how it has the value of a column.
func (r *Rows) Changed(value func(column int) string) string {
	var set []string
	for i, c := range r.Columns[len(r.Key):] {
		v := value(len(r.Key) + i)
		if i < len(r.Adds) {
			v = r.Table + "." + c + " + " + v
		}
		set = append(set, c+" = "+v)
	}
	return strings.Join(set, ", ")
}

// Conflict is what is done where a row is there.
func (r *Rows) Conflict() string {
	switch {
	case r.Clash != "":
		return " ON CONFLICT " + r.Clash
	case r.Key == nil:
		return ""
	}
	return " ON CONFLICT (" + strings.Join(r.Key, ", ") + ") DO UPDATE SET n = " + r.Table + ".n + excluded.n"
}

// batch is what is put at the end of a transaction, or when it is looked for.
type batch struct {
	nums     *numbering
	rows     rowsLater
	words    later
	wordings wordingsLater
	people   peopleLater
	facts    factsLater
	// standing is what is stored under the ids of a batch that nothing was put under
	// yet, and fresh has the numbers of articles whose own rows are put already.
	standing map[onrecord.ArticleID]standing
	fresh    map[onrecord.ArticleID]int64
}

// alone is a batch of one article, which remembers nothing of others.
func alone() *batch { return &batch{nums: &numbering{fresh: map[string]int64{}}} }

// write puts what was noted.
func (b *batch) write(ctx context.Context, tx *sql.Tx, s *Store) error {
	b.wordings.rows(&b.rows)
	if err := b.people.write(ctx, tx, b, s.engine); err != nil {
		return fmt.Errorf("count actors: %w", err)
	}
	if err := b.rows.write(ctx, tx, s.engine); err != nil {
		return err
	}
	if err := b.words.write(ctx, tx, s.engine); err != nil {
		return err
	}
	return b.facts.write(ctx, tx, s)
}

// rowsLater are rows that are put later, all of a table at once.
type rowsLater struct {
	all  []*Rows
	seen map[string]int // places of rows of counts, by table and key
	id   []byte
}

// of are the rows of a table; make makes them where there are none yet.
func (l *rowsLater) of(table string, make func() *Rows) *Rows {
	for _, r := range l.all {
		if r.Table == table {
			return r
		}
	}
	r := make()
	r.Table = table
	l.all = append(l.all, r)
	return r
}

// put notes a row of a table's columns.
func (l *rowsLater) put(table, columns string, values ...any) {
	r := l.of(table, func() *Rows { return &Rows{Columns: strings.Split(columns, ", ")} })
	r.Rows = append(r.Rows, values)
}

// once notes a row, unless it was noted.
func (l *rowsLater) once(table, columns string, values ...any) {
	if _, seen := l.place(table, values, 0); !seen {
		l.put(table, columns, values...)
	}
}

// count notes n more of a key of a table that counts.
func (l *rowsLater) count(table, key string, n int64, values ...any) {
	r := l.of(table, func() *Rows {
		return &Rows{Columns: strings.Split(key+", n", ", "), Key: strings.Split(key, ", ")}
	})
	if at, seen := l.place(table, values, len(r.Rows)); seen {
		r.Rows[at][len(values)] = r.Rows[at][len(values)].(int64) + n
		return
	}
	r.Rows = append(r.Rows, append(slices.Clone(values), any(n)))
}

// add notes n more of a column of a row that is there.
func (l *rowsLater) add(table, key, column string, n, num int64) {
	r := l.of(table, func() *Rows { return &Rows{Columns: []string{key, column}, Key: []string{key}, Adds: []string{column}} })
	if at, seen := l.place(table, []any{num}, len(r.Rows)); seen {
		r.Rows[at][1] = r.Rows[at][1].(int64) + n
		return
	}
	r.Rows = append(r.Rows, []any{num, n})
}

// place is where a row of these values was noted; if none was, at is noted.
func (l *rowsLater) place(table string, values []any, at int) (int, bool) {
	id := append(l.id[:0], table...)
	for _, v := range values {
		id = append(id, 0)
		switch v := v.(type) {
		case int64:
			id = strconv.AppendInt(id, v, 10)
		case string:
			id = append(id, v...)
		}
	}
	l.id = id
	if was, seen := l.seen[string(id)]; seen {
		return was, true
	}
	if l.seen == nil {
		l.seen = map[string]int{}
	}
	l.seen[string(id)] = at
	return at, false
}

// write puts what was noted.
func (l *rowsLater) write(ctx context.Context, tx *sql.Tx, into Engine) error {
	for _, r := range l.all {
		if err := into.PutRows(ctx, tx, r); err != nil {
			return fmt.Errorf("put rows of %s: %w", r.Table, err)
		}
	}
	l.all, l.seen = nil, nil
	return nil
}
