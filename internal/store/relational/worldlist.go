package relational

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/query"
)

// readRows are the rows, called r, that a condition selects, as they were put.
func (s *Store) readRows(ctx context.Context, q querier, condition string, args ...any) (out []world.Row, err error) {
	err = Each(ctx, q, "SELECT "+s.rowColumns()+" FROM world_row r WHERE "+condition+" ORDER BY r.num", func(rows *sql.Rows) error {
		var r world.Row
		err := s.scanRow(rows, &r)
		out = append(out, r)
		return err
	}, args...)
	return out, err
}

// rowColumns are a row as scanRow reads it. What it has is asked for by its
// number, and put in order by has.
func (s *Store) rowColumns() string { return shownColumns + ", r.has, " + s.engine.Values() }

// shownColumns are a row as lists show it, without what it has: most of what a
// row costs to read, and nothing but what it is found by.
const shownColumns = "r.id, r.first, r.last, r.body"

func (s *Store) scanRow(rows *sql.Rows, r *world.Row, more ...any) error {
	var values []valueIn
	var has []byte
	if err := s.scanShown(rows, r, append([]any{&has, into{&values}}, more...)...); err != nil {
		return err
	}
	by := map[int64]world.Has{}
	for _, v := range values {
		by[v.num] = v.Has
	}
	for _, num := range NumbersIn(has) {
		if h, ok := by[num]; !ok {
			return fmt.Errorf("row %s has a value that is not there", r.ID)
		} else if h.Field != memberField {
			r.Has = append(r.Has, h)
		}
	}
	return nil
}

func (s *Store) scanShown(rows *sql.Rows, r *world.Row, more ...any) error {
	var both []byte
	if err := rows.Scan(append([]any{&r.ID, rowDayIn{&r.First, s.engine.DayOf}, rowDayIn{&r.Last, s.engine.DayOf}, s.unpacked(&both)}, more...)...); err != nil {
		return err
	}
	words, body, err := cutWords(both)
	if err != nil {
		return fmt.Errorf("row %s is damaged: %w", r.ID, err)
	}
	r.Words, r.Body = string(words), body
	return nil
}

// valueIn is a value with its number, as JSON has it in a list.
type valueIn struct {
	num int64
	world.Has
}

// UnmarshalJSON implements json.Unmarshaler.
func (v *valueIn) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&v.num, &v.Field, &v.Value, &v.Name})
}

// Row implements world.Lists.
func (s *Store) Row(ctx context.Context, kind world.Kind, id string) (world.Row, error) {
	rows, err := s.readRows(ctx, s.read, "r.hash = ? AND r.id = ? AND r.kind = "+kindNum, hashed(string(kind), id), id, string(kind))
	if err != nil {
		return world.Row{}, s.Wrap("read a row", err)
	}
	if len(rows) == 0 {
		return world.Row{}, &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: fmt.Errorf("none of the %s is %q", kind, id)}
	}
	return rows[len(rows)-1], nil
}

// RowsOf implements world.Lists.
func (s *Store) RowsOf(ctx context.Context, kind world.Kind, ids []string) (map[string]world.Row, error) {
	out := map[string]world.Row{}
	if len(ids) == 0 {
		return out, nil
	}
	hashes := mapped(ids, func(id string) int64 { return hashed(string(kind), id) })
	err := Each(ctx, s.read, "SELECT "+shownColumns+" FROM "+integers+" x CROSS JOIN world_row r WHERE r.hash = x.value AND r.kind = "+kindNum+
		" AND r.id IN (SELECT value FROM json_each(?)) ORDER BY r.num", func(rows *sql.Rows) error {
		var r world.Row
		err := s.scanShown(rows, &r)
		out[r.ID] = r // the last of an id, as Row has it
		return err
	}, text(hashes), string(kind), text(ids))
	return out, s.Wrap("read rows", err)
}

// Having implements world.Lists.
func (s *Store) Having(ctx context.Context, kind world.Kind, field string, values []string) (map[string]string, error) {
	d, err := s.decided(ctx, s.read)
	if err != nil {
		return nil, s.Wrap("look rows up", err)
	}
	hashes := mapped(values, func(v string) int64 { return hashed(field, v) })
	out := map[string]string{}
	err = Each(ctx, s.read, `SELECT v.value, r.id FROM `+integers+` x JOIN world_value v ON v.hash = x.value JOIN world_has h ON h.value = v.num JOIN world_row r ON r.num = h.row
		WHERE v.field = ? AND r.kind = `+kindNum+" AND v.value IN (SELECT value FROM json_each(?)) AND r.id NOT IN (SELECT value FROM json_each(?)) ORDER BY r.last, r.id DESC", func(rows *sql.Rows) error {
		var value, id string
		err := rows.Scan(&value, &id)
		out[value] = id // the first in the order of Place comes last
		return err
	}, text(hashes), field, string(kind), text(values), text(append([]string{}, d.HiddenRows(string(kind))...)))
	return out, s.Wrap("look rows up", err)
}

// Rows implements world.Lists.
func (s *Store) Rows(ctx context.Context, kind world.Kind, f world.Filter) iter.Seq2[world.Row, error] {
	return func(yield func(world.Row, error) bool) {
		asked, args, err := s.listed(ctx, kind, f, shownColumns)
		if err == nil {
			err = Each(ctx, s.read, asked, func(rows *sql.Rows) error {
				var r world.Row
				if err := s.scanShown(rows, &r); err != nil {
					return err
				}
				if !yield(r, nil) {
					return errEnough
				}
				return nil
			}, args...)
		}
		if err != nil && !errors.Is(err, errEnough) {
			yield(world.Row{}, s.Wrap("list "+string(kind), err))
		}
	}
}

// listed asks for columns of the rows, called r, that a filter selects.
func (s *Store) listed(ctx context.Context, kind world.Kind, f world.Filter, columns string) (string, []any, error) {
	w, err := s.rowsWhere(ctx, kind, f.Q, f.Limit > 0)
	if err != nil {
		return "", nil, err
	}
	if f.After != (world.Place{}) {
		last := s.rowDay(f.After.Last)
		w.add("(r.last < ? OR r.last = ? AND r.id > ?)", last, last, f.After.ID)
	}
	return "SELECT " + columns + " FROM world_row r" + w.String() + " ORDER BY r.last DESC, r.id" + limit(f.Limit, 0), w.args, nil
}

// CountRows implements world.Lists.
func (s *Store) CountRows(ctx context.Context, kind world.Kind, f world.Filter) (int, error) {
	n, err := remember(ctx, s, countOf(kind.List(), onrecord.Filter{Q: f.Q}, "rows"), func() (n int, err error) {
		w, err := s.rowsWhere(ctx, kind, f.Q, false)
		if err != nil {
			return 0, err
		}
		err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM world_row r"+w.String(), w.args...).Scan(&n)
		return n, err
	})
	return n, s.Wrap("count "+string(kind), err)
}

// rowsWhere is what q asks of rows, which the query calls r; of a page only some
// are wanted.
func (s *Store) rowsWhere(ctx context.Context, kind world.Kind, q query.Q, page bool) (*where, error) {
	d, err := s.decided(ctx, s.read)
	if err != nil {
		return nil, err
	}
	w := &where{of: kind.List(), decided: d, engine: s.engine}
	if page {
		w.probe = s.probe(ctx)
	}
	w.add("r.kind = "+kindNum, string(kind))
	if hidden := d.HiddenRows(string(kind)); len(hidden) > 0 {
		w.add("r.id NOT IN (SELECT value FROM json_each(?))", text(hidden))
	}
	if q != nil {
		w.conditions = append(w.conditions, w.ofRow(q))
	}
	return w, nil
}

func (w *where) ofRow(q query.Q) string {
	if isWords(q) {
		return "r.num IN (" + w.engine.Matching("world_words", nil, q, w.arg) + ")"
	}
	switch q := q.(type) {
	case query.And:
		return w.join(wordsTogether(q), " AND ", (*where).ofRow)
	case query.Or:
		return w.anyOfRow(q)
	case query.Not:
		return "NOT " + w.ofRow(q.Q)
	case query.Term:
		return w.rowTerm(q)
	}
	return "TRUE"
}

// wordsTogether are the parts of q with one for all words, for which the index is
// asked once.
func wordsTogether(q query.And) (out []query.Q) {
	var words []query.Q
	for _, part := range q {
		if isWords(part) {
			words = append(words, part)
		} else {
			out = append(out, part)
		}
	}
	if len(words) > 0 {
		out = append(out, query.All(words...))
	}
	return out
}

// anyOfRow asks for rows of which one part of q is true. Those that have one of
// many values of a field are looked up at once: SQLite asks each row in turn
// about each part.
func (w *where) anyOfRow(q query.Or) string {
	values := map[string][]string{}
	for _, part := range q {
		if field, value, ok := w.valueAsked(part); ok {
			values[field] = append(values[field], value)
		}
	}
	var out []string
	for _, part := range q {
		field, _, ok := w.valueAsked(part)
		if !ok {
			out = append(out, w.ofRow(part))
		} else if all := values[field]; len(all) > 0 {
			out = append(out, w.rowHasOneOf(field, all))
			values[field] = nil // asked for now
		}
	}
	return "(" + strings.Join(out, " OR ") + ")"
}

// valueAsked is the value of a field that rows must have for q, if that is all
// that it asks.
func (w *where) valueAsked(q query.Q) (field, value string, ok bool) {
	t, ok := q.(query.Term)
	if !ok {
		return "", "", false
	}
	f, _ := w.of.Field(t.Field)
	switch f.Match {
	case query.ByFirst, query.ByLast, query.ByPart, query.ByStart:
		return "", "", false
	case query.ByName:
		return t.Field, string(w.decided.Of(onrecord.ActorID(t.Value))), onrecord.IsActorID(t.Value)
	}
	return t.Field, t.Value, t.Value != query.Anything
}

// rowTerm asks for what a row has of a field.
func (w *where) rowTerm(t query.Term) string {
	if field, value, ok := w.valueAsked(t); ok {
		return w.rowHasOneOf(field, []string{value})
	}
	f, _ := w.of.Field(t.Field)
	switch f.Match {
	case query.ByFirst:
		return "(r.last <> " + w.arg(w.engine.Day(int64(0))) + " AND r.last >= " + w.arg(w.engine.Day(rowDay(t.Value))) + ")"
	case query.ByLast:
		return "(r.first <> " + w.arg(w.engine.Day(int64(0))) + " AND r.first <= " + w.arg(w.engine.Day(rowDay(t.Value))) + ")"
	case query.ByPart:
		return w.rowHas(`v.scanned AND v.field = ? AND v.value LIKE ? ESCAPE '\'`, t.Field, pattern(t.Value))
	case query.ByStart:
		return w.rowHas(`v.scanned AND v.field = ? AND v.value LIKE ? ESCAPE '\'`, t.Field, escape(t.Value)+"%")
	case query.ByName:
		args := []any{t.Field}
		names := w.engine.Matching("world_names", nil, query.Phrase(t.Value), func(a any) string { args = append(args, a); return "?" })
		return w.rowHas("v.field = ? AND (v.num IN ("+names+") OR v.value IN (SELECT value FROM json_each(?)))", append(args, text(w.decided.named(t.Value)))...)
	}
	return "TRUE" // anything
}

// rowHasOneOf asks for rows that have one of some values of a field.
func (w *where) rowHasOneOf(field string, values []string) string {
	if len(values) == 1 {
		return w.rowHas("v.hash = ? AND v.field = ? AND v.value = ?", hashed(field, values[0]), field, values[0])
	}
	hashes := mapped(values, func(v string) int64 { return hashed(field, v) })
	return w.rowHas("v.hash IN "+integers+" AND v.field = ? AND v.value IN (SELECT value FROM json_each(?))", text(hashes), field, text(values))
}

// mostHaving is how many rows with some value are looked up to be put in order;
// where more have it the list is walked, which soon gives a page.
const mostHaving = 2000

// rowHas asks for rows that have one of the values, v, of a condition.
func (w *where) rowHas(condition string, args ...any) string {
	var many bool
	if w.probe != nil {
		many = w.probe("SELECT 1 FROM world_value v JOIN world_has h ON h.value = v.num WHERE "+condition, args...)
	}
	w.args = append(w.args, args...)
	if many {
		return w.engine.HasAny("world_value v WHERE " + condition)
	}
	return "r.num IN (SELECT h.row FROM world_value v JOIN world_has h ON h.value = v.num WHERE " + condition + ")"
}
