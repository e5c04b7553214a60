package relational

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strings"
)

// A store is copied from one database to another by what cannot be made again;
// all other rows are made of it.

// column is one that is copied.
type column struct {
	name string
	of   func() any // where it is scanned to
}

func number() any { return new(int64) }
func maybe() any  { return new(sql.NullInt64) }
func plain() any  { return new(string) }
func packed() any { return new([]byte) }
func truth() any  { return new(bool) }

// copied is a table that is copied, in an order in which what others point to
// comes first. Of articles and what points to them the numbers are others then.
type copied struct {
	name    string
	columns []column
	// by is the column that rows are in the order of, and numbered by if counts is set.
	by     string
	counts bool
}

// lastingTables are all that is copied.
var lastingTables = []copied{
	{"article", []column{{"num", number}, {"id", plain}, {"version", number}, {"first", number}, {"last", number}, {"outlet", plain}, {"title", plain},
		{"text_hash", packed}, {"given", packed}, {"print", packed}, {"found_by", plain}, {"head", plain}}, "num", false},
	{"body", []column{{"article", number}, {"record", packed}}, "article", false},
	{"past", []column{{"article", number}, {"version", number}, {"found_by", plain}, {"head", plain}, {"record", packed}}, "article, version", false},
	{"superseded", []column{{"article", number}, {"given", packed}, {"found_by", plain}}, "article, given, found_by", false},
	{"arrival", []column{{"article", number}, {"seq", number}, {"had", packed}}, "seq", true},
	{"decision", []column{{"num", number}, {"kind", plain}, {"subject", plain}, {"object", plain}, {"article", plain}, {"by_whom", plain}, {"at", plain}, {"note", plain},
		{"undone", truth}, {"target", plain}, {"field", plain}, {"value", plain}}, "num", true},
	{"state", []column{{"room", plain}, {"key", plain}, {"value", packed}}, "room, key", false},
	{"reference", []column{{"list", plain}, {"id", plain}, {"day", plain}, {"body", plain}}, "list, id", false},
	{`"user"`, []column{{"name", plain}, {"role", plain}, {"hash", plain}, {"changed", number}}, "name", false},
	{"token", []column{{"id", plain}, {"hash", plain}, {`"user"`, plain}, {"role", plain}, {"note", plain}, {"made", number}, {"until", maybe}}, "id", false},
	{"act", []column{{"id", number}, {"at", number}, {`"user"`, plain}, {"what", plain}, {"thing", plain}, {"address", plain}}, "id", true},
	{"saved", []column{{"id", number}, {`"user"`, plain}, {"name", plain}, {"list", plain}, {"q", plain}, {"whole", truth}, {"webhook", plain}, {"secret", plain},
		{"mail", plain}, {"made", number}, {"until", number}}, "id", true},
	{"told", []column{{"saved", number}, {"mark", number}}, "saved, mark", false},
	{"alert", []column{{"id", number}, {"saved", number}, {"at", number}, {"body", plain}}, "id", true},
	{"delivery", []column{{"id", number}, {"alert", number}, {"mail", truth}, {"target", plain}, {"tries", number}, {"due", maybe}, {"fault", plain}}, "id", true},
}

// CopyFrom puts all that another store has in place of all that is stored, but
// for sessions, which end.
func (s *Store) CopyFrom(ctx context.Context, from *Store) error {
	source, err := from.look(ctx)
	if err != nil {
		return from.Wrap("begin", err)
	}
	defer source.Rollback() // nothing was written
	return s.decide(ctx, "copy "+from.path, func(tx *sql.Tx) error {
		if err := s.clear(ctx, tx); err != nil {
			return err
		}
		nums := map[int64]int64{} // of articles: there, and here
		for _, t := range lastingTables {
			if err := s.copyTable(ctx, tx, source, t, nums); err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
		}
		if _, err := tx.ExecContext(ctx, "UPDATE decided SET version = ?", rand.Int64()); err != nil {
			return err
		}
		return s.ReindexIn(ctx, tx, func() {})
	})
}

// clear takes away all that CopyFrom puts, and what is made of it.
func (s *Store) clear(ctx context.Context, tx *sql.Tx) error {
	x := &indexer{ctx: ctx, tx: tx, store: s, batch: alone()}
	if err := x.empty(); err != nil {
		return err
	}
	tables := []string{"session", "world_stale", "world_stale_actor"}
	for i := range lastingTables {
		tables = append(tables, lastingTables[len(lastingTables)-1-i].name)
	}
	for _, t := range tables {
		if err := x.exec("DELETE FROM " + t); err != nil {
			return err
		}
	}
	return nil
}

// copyTable copies one table.
func (s *Store) copyTable(ctx context.Context, tx, source *sql.Tx, t copied, nums map[int64]int64) error {
	names, to := make([]string, len(t.columns)), make([]any, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	into := names
	if t.name == "article" { // they are numbered here
		into = names[1:]
	}
	insert := "INSERT INTO " + t.name + " (" + strings.Join(into, ", ") + ") VALUES (?" + strings.Repeat(",?", len(into)-1) + ")"
	err := Each(ctx, source, "SELECT "+strings.Join(names, ", ")+" FROM "+t.name+" ORDER BY "+t.by, func(rows *sql.Rows) error {
		for i, c := range t.columns {
			to[i] = c.of()
		}
		if err := rows.Scan(to...); err != nil {
			return err
		}
		first, isNumber := to[0].(*int64)
		if t.name == "article" {
			var num int64
			err := tx.QueryRowContext(ctx, insert+" RETURNING num", valuesOf(to[1:])...).Scan(&num)
			nums[*first] = num
			return err
		}
		if isNumber && names[0] == "article" {
			*first = nums[*first]
		}
		_, err := tx.ExecContext(ctx, insert, valuesOf(to)...)
		return err
	})
	if err == nil && t.counts {
		err = s.engine.CountFrom(ctx, tx, t.name, t.by)
	}
	return err
}

// valuesOf are the values that columns were scanned to.
func valuesOf(to []any) []any {
	out := make([]any, len(to))
	for i, v := range to {
		switch v := v.(type) {
		case *int64:
			out[i] = *v
		case *string:
			out[i] = *v
		case *bool:
			out[i] = *v
		case *[]byte:
			out[i] = *v
		case *sql.NullInt64:
			out[i] = *v
		}
	}
	return out
}
