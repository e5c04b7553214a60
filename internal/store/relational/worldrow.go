package relational

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"onrecord/internal/world"
	"onrecord/query"
)

// storedRow is a row as its columns have it.
type storedRow struct {
	num         int64
	id          string
	first, last any
	has, body   []byte
}

// put puts rows that are not open in place of those of the key. Those that stand
// where they stood are only written where they differ: what comes of one article
// more is most often another count.
func (k *keyRows) put(rows []world.Row) error {
	var had []storedRow
	err := Each(k.ctx, k.tx, "SELECT num, id, first, last, has, body FROM world_row WHERE key = ? AND NOT open ORDER BY num", func(rows *sql.Rows) error {
		var r storedRow
		err := rows.Scan(&r.num, &r.id, &r.first, &r.last, &r.has, &r.body)
		had = append(had, r)
		return err
	}, k.num)
	if err != nil {
		return err
	}
	all, err := k.columns(rows, had)
	if err != nil {
		return err
	}
	same := 0
	for same < min(len(had), len(all)) && had[same].id == all[same].id {
		if err := k.change(had[same], all[same], rows[same].Words); err != nil {
			return fmt.Errorf("row %s: %w", all[same].id, err)
		}
		same++
	}
	if same < len(had) {
		if err := k.dropRows(nil, "SELECT num, key FROM world_row WHERE key = ? AND NOT open AND num >= ?", k.num, had[same].num); err != nil {
			return err
		}
	}
	return k.insert(rows[same:], all[same:], false)
}

func (r storedRow) same(o storedRow) bool {
	return r.first == o.first && r.last == o.last && bytes.Equal(r.has, o.has) && bytes.Equal(r.body, o.body)
}

// change writes what a row has become, its words too unless they are what they were.
func (k *keyRows) change(had, r storedRow, words string) error {
	if had.same(r) {
		return nil
	}
	if had.first != r.first || had.last != r.last { // which an index has
		if err := k.exec("UPDATE world_row SET first = ?, last = ? WHERE num = ?", r.first, r.last, had.num); err != nil {
			return err
		}
	}
	if err := k.exec("UPDATE world_row SET has = ?, body = ? WHERE num = ?", r.has, r.body, had.num); err != nil {
		return err
	}
	before, after := NumbersIn(had.has), NumbersIn(r.has)
	for _, value := range before {
		if !slices.Contains(after, value) {
			if err := k.exec("DELETE FROM world_has WHERE value = ? AND row = ?", value, had.num); err != nil {
				return err
			}
		}
	}
	for _, value := range after {
		if !slices.Contains(before, value) {
			if err := k.exec("INSERT INTO world_has (value, row) VALUES (?,?) ON CONFLICT DO NOTHING", value, had.num); err != nil {
				return err
			}
		}
	}
	plain, err := k.store.codec.Unpack(had.body)
	if err != nil {
		return err
	}
	old, _, err := cutWords(plain)
	if err != nil || string(old) == words {
		return err
	}
	k.words.drop("world_words", had.num)
	k.words.put("world_words", had.num, []string{"words"}, words)
	return nil
}

func (k *keyRows) exec(query string, args ...any) error {
	_, err := k.tx.ExecContext(k.ctx, query, args...)
	return err
}

func (k *keyRows) add(rows []world.Row, open bool) error {
	all, err := k.columns(rows, nil)
	if err != nil {
		return err
	}
	return k.insert(rows, all, open)
}

// columns are rows as their columns have them. What stands already in the place
// of one is not packed again: to look is a fifth of that.
func (k *keyRows) columns(rows []world.Row, had []storedRow) (out []storedRow, err error) {
	for i, r := range rows {
		has, err := k.values(r)
		if err != nil {
			return nil, fmt.Errorf("row %s: %w", r.ID, err)
		}
		both := withWords(r)
		body := []byte(nil)
		if i < len(had) {
			if plain, err := k.store.codec.Unpack(had[i].body); err == nil && bytes.Equal(plain, both) {
				body = had[i].body
			}
		}
		if body == nil {
			body = k.store.codec.Pack(both)
		}
		out = append(out, storedRow{0, r.ID, k.store.rowDay(r.First), k.store.rowDay(r.Last), has, body})
	}
	return out, nil
}

func (k *keyRows) insert(rows []world.Row, all []storedRow, open bool) error {
	for i, r := range all {
		var num int64
		err := k.tx.QueryRowContext(k.ctx, "INSERT INTO world_row (key, kind, id, hash, first, last, open, has, body) VALUES (?,"+kindNum+",?,?,?,?,?,?,?) RETURNING num",
			k.num, string(k.kind), r.id, hashed(string(k.kind), r.id), r.first, r.last, open, r.has, r.body).Scan(&num)
		k.words.put("world_words", num, []string{"words"}, rows[i].Words)
		for _, value := range NumbersIn(r.has) {
			if err == nil {
				_, err = k.tx.ExecContext(k.ctx, "INSERT INTO world_has (value, row) VALUES (?,?) ON CONFLICT DO NOTHING", value, num)
			}
		}
		if err != nil {
			return fmt.Errorf("row %s: %w", r.id, err)
		}
	}
	return nil
}

// memberField is the field by which a row is found that has a fact which is not
// its first: no list has it.
const memberField = "member"

// values are the numbers of what a row has, in order.
func (k *keyRows) values(r world.Row) (packed []byte, err error) {
	all := r.Has
	if d, ok := k.decidable(); ok && len(r.Facts) > 1 {
		for _, f := range r.Facts {
			id, err := d.Member(f)
			if err != nil {
				return nil, err
			}
			if h := (world.Has{Field: memberField, Value: id}); id != r.ID && !slices.Contains(all, h) {
				all = append(slices.Clip(all), h)
			}
		}
	}
	for _, h := range all {
		num, err := k.value(h)
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", h.Field, h.Value, err)
		}
		packed = binary.AppendUvarint(packed, uint64(num))
	}
	return append([]byte{}, packed...), nil
}

// value is the number of a value, which is noted if no row had it.
func (k *keyRows) value(h world.Has) (num int64, err error) {
	if num, ok := k.known[h]; ok {
		return num, nil
	}
	defer func() {
		if err == nil {
			if len(k.known) >= mostKnown {
				clear(k.known)
			}
			k.known[h] = num
		}
	}()
	hash := hashed(h.Field, h.Value)
	find := func() error {
		return k.tx.QueryRowContext(k.ctx, "SELECT num FROM world_value WHERE hash = ? AND field = ? AND value = ? AND name = ?", hash, h.Field, h.Value, h.Name).Scan(&num)
	}
	if err = find(); !errors.Is(err, sql.ErrNoRows) {
		return num, err
	}
	err = k.tx.QueryRowContext(k.ctx, "INSERT INTO world_value (field, value, name, hash, scanned) VALUES (?,?,?,?,?) ON CONFLICT DO NOTHING RETURNING num", h.Field, h.Value, h.Name, hash, scanned(k.kind, h.Field)).Scan(&num)
	if errors.Is(err, sql.ErrNoRows) { // somebody else was first
		err = find() // before num is returned, which it sets
		return num, err
	}
	if err == nil && h.Name != "" {
		k.words.put("world_names", num, []string{"name"}, h.Name)
	}
	return num, err
}

// scanned reports whether values of a field are asked for by a part of them.
func scanned(kind world.Kind, field string) bool {
	f, ok := kind.List().Field(field)
	return ok && (f.Match == query.ByPart || f.Match == query.ByStart)
}

// NumbersIn are the numbers that values made.
func NumbersIn(has []byte) (out []int64) {
	for r := (reader{b: has}); len(r.b) > 0 && r.err == nil; {
		out = append(out, int64(r.uvarint()))
	}
	return out
}

// withWords are the words of a row behind their length, and its body.
func withWords(r world.Row) []byte {
	return append(append(binary.AppendUvarint(nil, uint64(len(r.Words))), r.Words...), r.Body...)
}

// cutWords parts what withWords joined.
func cutWords(both []byte) (words, body []byte, err error) {
	n, read := binary.Uvarint(both)
	if read <= 0 || n > uint64(len(both)-read) {
		return nil, nil, errCut
	}
	return both[read : read+int(n)], both[read+int(n):], nil
}

// rowDay is a day of a row as its columns hold it: a number, with 0 for what is
// not known, and so 0 for nothing; what is no day is its words.
func rowDay(day string) any {
	if day == "" {
		return int64(0)
	}
	n, err := strconv.ParseInt(strings.ReplaceAll(day, "-", "")+"0000"[:max(0, len("2006-01-02")-len(day))*2/3], 10, 64)
	if err != nil || rowDayOf(n) != day {
		return day
	}
	return n
}

// rowDayOf are the words of a day.
func rowDayOf(n int64) string {
	switch {
	case n == 0:
		return ""
	case n%10000 == 0:
		return fmt.Sprintf("%04d", n/10000)
	case n%100 == 0:
		return fmt.Sprintf("%04d-%02d", n/10000, n/100%100)
	}
	return fmt.Sprintf("%04d-%02d-%02d", n/10000, n/100%100, n%100)
}

// rowDay is a day of a row as a column of this database has it.
func (s *Store) rowDay(day string) any { return s.engine.Day(rowDay(day)) }

// rowDayIn scans a day of a row.
type rowDayIn struct {
	to  *string
	day func(any) any
}

// Scan implements sql.Scanner.
func (d rowDayIn) Scan(src any) error {
	switch v := d.day(src).(type) {
	case int64:
		*d.to = rowDayOf(v)
	case string:
		*d.to = v
	default:
		return fmt.Errorf("%T is not a day", src)
	}
	return nil
}

// dropRows takes away the rows that a query gives number and key of; the keys
// are added to keys, if asked for.
func (k *keyRows) dropRows(keys *[]int64, query string, args ...any) error {
	var nums []int64
	err := Each(k.ctx, k.tx, query, func(rows *sql.Rows) error {
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
		var has []byte
		if err := k.tx.QueryRowContext(k.ctx, "DELETE FROM world_row WHERE num = ? RETURNING has", num).Scan(&has); err != nil {
			return err
		}
		for _, value := range NumbersIn(has) {
			if _, err := k.tx.ExecContext(k.ctx, "DELETE FROM world_has WHERE value = ? AND row = ?", value, num); err != nil {
				return err
			}
		}
		k.words.drop("world_words", num)
	}
	return nil
}

// giveFactsOf gives the types upon this kind what the rows of a key are worth to
// them, as they are stored.
func (k *keyRows) giveFactsOf(key int64) error {
	if len(k.upon()) == 0 {
		return nil
	}
	rows, err := k.store.readRows(k.ctx, k.tx, "r.key = ?", key)
	if err != nil {
		return err
	}
	return k.giveFacts(key, rows)
}

// upon are the types that stand upon this kind.
func (k *keyRows) upon() (out []world.Upon) {
	for _, t := range k.store.types {
		if u, ok := t.(world.Upon); ok && slices.Contains(u.Upon(), k.kind) {
			out = append(out, u)
		}
	}
	return out
}

// giveFacts gives the types upon this kind what the rows of a key are worth to them.
func (k *keyRows) giveFacts(key int64, rows []world.Row) error {
	for _, u := range k.upon() {
		var facts []world.Fact
		for _, row := range rows {
			more, err := u.RowFacts(k.kind, row)
			if err != nil {
				return fmt.Errorf("row %s for %s: %w", row.ID, u.Kind(), err)
			}
			facts = append(facts, more...)
		}
		if err := k.store.replaceFacts(k.ctx, k.tx, u.Kind(), -key, facts); err != nil {
			return err
		}
	}
	return nil
}
