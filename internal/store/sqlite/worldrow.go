package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"slices"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/query"
)

// put puts rows that are not open in place of those of the key, unless they are
// the same.
func (k *keyRows) put(rows []world.Row) error {
	const those = "SELECT num, key FROM world_row WHERE key = ? AND NOT open"
	had, err := k.store.readRows(k.ctx, k.tx, "r.key = ? AND NOT r.open", k.num)
	if err != nil || slices.EqualFunc(had, rows, sameRow) {
		return err
	}
	if err := k.dropRows(nil, those, k.num); err != nil {
		return err
	}
	return k.add(rows, false)
}

func sameRow(a, b world.Row) bool {
	return a.ID == b.ID && a.First == b.First && a.Last == b.Last && a.Words == b.Words && bytes.Equal(a.Body, b.Body) && slices.Equal(a.Has, b.Has)
}

func (k *keyRows) add(rows []world.Row, open bool) error {
	for _, r := range rows {
		var num int64
		err := k.tx.QueryRowContext(k.ctx, "INSERT INTO world_row (key, kind, id, first, last, open, body) VALUES (?,?,?,?,?,?,?) RETURNING num",
			k.num, string(k.kind), r.ID, r.First, r.Last, open, k.store.codec.Pack(withWords(r))).Scan(&num)
		if err != nil {
			return fmt.Errorf("row %s: %w", r.ID, err)
		}
		if _, err := k.tx.ExecContext(k.ctx, "INSERT INTO world_words (rowid, words) VALUES (?,?)", num, r.Words); err != nil {
			return fmt.Errorf("row %s: %w", r.ID, err)
		}
		for n, h := range r.Has {
			if err := k.addHas(num, n, h); err != nil {
				return fmt.Errorf("row %s: %s %s: %w", r.ID, h.Field, h.Value, err)
			}
		}
	}
	return nil
}

// withWords are the words of a row behind their length, and its body.
func withWords(r world.Row) []byte {
	return append(append(binary.AppendUvarint(nil, uint64(len(r.Words))), r.Words...), r.Body...)
}

// addHas notes a value that a row has; a value is kept once.
func (k *keyRows) addHas(row int64, n int, h world.Has) error {
	var num int64
	err := k.tx.QueryRowContext(k.ctx, "SELECT num FROM world_value WHERE field = ? AND value = ? AND name = ?", h.Field, h.Value, h.Name).Scan(&num)
	if errors.Is(err, sql.ErrNoRows) {
		err = k.tx.QueryRowContext(k.ctx, "INSERT INTO world_value (field, value, name) VALUES (?,?,?) RETURNING num", h.Field, h.Value, h.Name).Scan(&num)
		if err == nil && h.Name != "" {
			_, err = k.tx.ExecContext(k.ctx, "INSERT INTO world_names (rowid, name) VALUES (?,?)", num, h.Name)
		}
	}
	if err == nil {
		_, err = k.tx.ExecContext(k.ctx, "INSERT INTO world_has (row, n, value) VALUES (?,?,?)", row, n, num)
	}
	return err
}

// dropRows takes away the rows that a query gives number and key of; the keys
// are added to keys, if asked for.
func (k *keyRows) dropRows(keys *[]int64, query string, args ...any) error {
	var nums []int64
	err := each(k.ctx, k.tx, query, func(rows *sql.Rows) error {
		var num, key int64
		err := rows.Scan(&num, &key)
		nums = append(nums, num)
		if keys != nil && !slices.Contains(*keys, key) {
			*keys = append(*keys, key)
		}
		return err
	}, args...)
	if err != nil {
		return err
	}
	for _, num := range nums {
		for _, query := range []string{
			"DELETE FROM world_has WHERE row = ?", "DELETE FROM world_words WHERE rowid = ?", "DELETE FROM world_row WHERE num = ?",
		} {
			if _, err := k.tx.ExecContext(k.ctx, query, num); err != nil {
				return err
			}
		}
	}
	return nil
}

// giveFacts gives the types upon this kind what the rows of a key are worth to them.
func (k *keyRows) giveFacts(key int64) error {
	for _, t := range k.store.types {
		u, ok := t.(world.Upon)
		if !ok || !slices.Contains(u.Upon(), k.kind) {
			continue
		}
		rows, err := k.store.readRows(k.ctx, k.tx, "r.key = ?", key)
		if err != nil {
			return err
		}
		var facts []world.Fact
		for _, row := range rows {
			more, err := u.RowFacts(k.kind, row)
			if err != nil {
				return fmt.Errorf("row %s for %s: %w", row.ID, t.Kind(), err)
			}
			facts = append(facts, more...)
		}
		if err := k.store.replaceFacts(k.ctx, k.tx, t.Kind(), -key, facts); err != nil {
			return err
		}
	}
	return nil
}

// readRows are the rows, called r, that a condition selects, as they were put.
func (s *Store) readRows(ctx context.Context, q querier, condition string, args ...any) (out []world.Row, err error) {
	err = each(ctx, q, "SELECT "+rowColumns+" FROM world_row r WHERE "+condition+" ORDER BY r.num", func(rows *sql.Rows) error {
		var r world.Row
		err := s.scanRow(rows, &r)
		out = append(out, r)
		return err
	}, args...)
	return out, err
}

const rowColumns = `r.id, r.first, r.last, r.body,
	(SELECT json_group_array(json_array(v.field, v.value, v.name) ORDER BY h.n) FROM world_has h JOIN world_value v ON v.num = h.value WHERE h.row = r.num)`

func (s *Store) scanRow(rows *sql.Rows, r *world.Row, more ...any) error {
	var has [][3]string
	var both []byte
	err := rows.Scan(append([]any{&r.ID, &r.First, &r.Last, s.unpacked(&both), into{&has}}, more...)...)
	if err != nil {
		return err
	}
	n, read := binary.Uvarint(both)
	if read <= 0 || n > uint64(len(both)-read) {
		return fmt.Errorf("row %s is damaged", r.ID)
	}
	r.Words, r.Body = string(both[read:read+int(n)]), both[read+int(n):]
	r.Has = mapped(has, func(h [3]string) world.Has { return world.Has{Field: h[0], Value: h[1], Name: h[2]} })
	return nil
}

// Row implements world.Lists.
func (s *Store) Row(ctx context.Context, kind world.Kind, id string) (world.Row, error) {
	rows, err := s.readRows(ctx, s.read, "r.kind = ? AND r.id = ?", string(kind), id)
	if err != nil {
		return world.Row{}, s.wrap("read a row", err)
	}
	if len(rows) == 0 {
		return world.Row{}, &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: fmt.Errorf("none of the %s is %q", kind, id)}
	}
	return rows[len(rows)-1], nil
}

// Rows implements world.Lists.
func (s *Store) Rows(ctx context.Context, kind world.Kind, f world.Filter) iter.Seq2[world.Row, error] {
	w, err := s.rowsWhere(ctx, kind, f.Q)
	if err != nil {
		return func(yield func(world.Row, error) bool) { yield(world.Row{}, s.wrap("list "+string(kind), err)) }
	}
	if f.After != (world.Place{}) {
		w.add("(r.last < ? OR r.last = ? AND r.id > ?)", f.After.Last, f.After.Last, f.After.ID)
	}
	query := "SELECT " + rowColumns + " FROM world_row r" + w.String() + " ORDER BY r.last DESC, r.id" + limit(f.Limit, 0)
	return func(yield func(world.Row, error) bool) {
		err := each(ctx, s.read, query, func(rows *sql.Rows) error {
			var r world.Row
			if err := s.scanRow(rows, &r); err != nil {
				return err
			}
			if !yield(r, nil) {
				return errEnough
			}
			return nil
		}, w.args...)
		if err != nil && !errors.Is(err, errEnough) {
			yield(world.Row{}, s.wrap("list "+string(kind), err))
		}
	}
}

// CountRows implements world.Lists.
func (s *Store) CountRows(ctx context.Context, kind world.Kind, f world.Filter) (n int, err error) {
	w, err := s.rowsWhere(ctx, kind, f.Q)
	if err != nil {
		return 0, s.wrap("count "+string(kind), err)
	}
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM world_row r"+w.String(), w.args...).Scan(&n)
	return n, s.wrap("count "+string(kind), err)
}

// rowsWhere is what q asks of rows, which the query calls r.
func (s *Store) rowsWhere(ctx context.Context, kind world.Kind, q query.Q) (*where, error) {
	d, err := s.decided(ctx, s.read)
	if err != nil {
		return nil, err
	}
	w := &where{of: kind.List(), decided: d}
	w.add("r.kind = ?", string(kind))
	if hidden := d.HiddenRows(string(kind)); len(hidden) > 0 {
		w.add("r.id NOT IN (SELECT value FROM json_each(?))", text(hidden))
	}
	for _, part := range conjuncts(q) {
		w.conditions = append(w.conditions, w.ofRow(part))
	}
	return w, nil
}

func (w *where) ofRow(q query.Q) string {
	if isWords(q) {
		return "r.num IN (SELECT rowid FROM world_words WHERE world_words MATCH " + w.arg(match(nil, q)) + ")"
	}
	switch q := q.(type) {
	case query.And:
		return w.join(conjuncts(q), " AND ", (*where).ofRow)
	case query.Or:
		return w.join(q, " OR ", (*where).ofRow)
	case query.Not:
		return "NOT " + w.ofRow(q.Q)
	case query.Term:
		return w.rowTerm(q)
	}
	return "1"
}

// rowTerm asks for what a row has of a field.
func (w *where) rowTerm(t query.Term) string {
	f, _ := w.of.Field(t.Field)
	has := func(condition string, args ...any) string {
		w.arg(t.Field)
		w.args = append(w.args, args...)
		return "r.num IN (SELECT h.row FROM world_value v JOIN world_has h ON h.value = v.num WHERE v.field = ? AND " + condition + ")"
	}
	switch f.Match {
	case query.ByFirst:
		return "(r.last <> '' AND r.last >= " + w.arg(t.Value) + ")"
	case query.ByLast:
		return "(r.first <> '' AND r.first <= " + w.arg(t.Value) + ")"
	case query.ByPart:
		return has(`v.value LIKE ? ESCAPE '\'`, pattern(t.Value))
	case query.ByStart:
		return has(`v.value LIKE ? ESCAPE '\'`, escape(t.Value)+"%")
	case query.ByName:
		if onrecord.IsActorID(t.Value) {
			return has("v.value = ?", string(w.decided.Of(onrecord.ActorID(t.Value))))
		}
		return has("(v.num IN (SELECT rowid FROM world_names WHERE world_names MATCH ?) OR v.value IN (SELECT value FROM json_each(?)))",
			match(nil, query.Phrase(t.Value)), text(w.decided.named(t.Value)))
	}
	if t.Value == query.Anything {
		return "1"
	}
	return has("v.value = ?", t.Value)
}
