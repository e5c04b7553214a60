package relational

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// Rows are rows of one table that are put together.
type Rows struct {
	Table   string
	Columns []string
	// Key are the columns by which n, the last column, is added to that of a row that
	// is there.
	Key  []string
	Rows [][]any // of int64 and string, a column all of one type
}

// Statement is what puts one row.
func (r *Rows) Statement() string {
	return "INSERT INTO " + r.Table + " (" + strings.Join(r.Columns, ", ") + ") VALUES (?" + strings.Repeat(",?", len(r.Columns)-1) + ")" + r.Conflict()
}

// Conflict is what is done where a row is there.
func (r *Rows) Conflict() string {
	if r.Key == nil {
		return ""
	}
	return " ON CONFLICT (" + strings.Join(r.Key, ", ") + ") DO UPDATE SET n = " + r.Table + ".n + excluded.n"
}

// batch is what is put at the end of a transaction, or when it is looked for.
type batch struct {
	nums  *numbering
	rows  rowsLater
	words later
}

// alone is a batch of one article, which remembers nothing of others.
func alone() *batch { return &batch{nums: &numbering{fresh: map[string]int64{}}} }

// write puts what was noted.
func (b *batch) write(ctx context.Context, tx *sql.Tx, into Engine) error {
	if err := b.rows.write(ctx, tx, into); err != nil {
		return err
	}
	return b.words.write(ctx, tx, into)
}

// rowsLater are rows that are put later, all of a table at once.
type rowsLater struct {
	all  []*Rows
	seen map[string]int // places of rows of counts, by table and key
}

func (l *rowsLater) of(table, columns string) *Rows {
	for _, r := range l.all {
		if r.Table == table {
			return r
		}
	}
	r := &Rows{Table: table, Columns: strings.Split(columns, ", ")}
	l.all = append(l.all, r)
	return r
}

// put notes a row of a table's columns.
func (l *rowsLater) put(table, columns string, values ...any) {
	r := l.of(table, columns)
	r.Rows = append(r.Rows, values)
}

// once notes a row, unless it was noted.
func (l *rowsLater) once(table, columns string, values ...any) {
	id := fmt.Sprint(table, "\x00", values)
	if _, ok := l.seen[id]; ok {
		return
	}
	if l.seen == nil {
		l.seen = map[string]int{}
	}
	l.seen[id] = 0
	l.put(table, columns, values...)
}

// count notes n more of a key of a table that counts.
func (l *rowsLater) count(table, key string, n int64, values ...any) {
	r := l.of(table, key+", n")
	if r.Key == nil {
		r.Key = strings.Split(key, ", ")
	}
	id := fmt.Sprint(table, "\x00", values)
	if at, ok := l.seen[id]; ok {
		r.Rows[at][len(values)] = r.Rows[at][len(values)].(int64) + n
		return
	}
	if l.seen == nil {
		l.seen = map[string]int{}
	}
	l.seen[id] = len(r.Rows)
	r.Rows = append(r.Rows, append(slices.Clone(values), any(n)))
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
