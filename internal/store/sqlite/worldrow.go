package sqlite

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/ncruces/go-sqlite3"

	"onrecord"
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
	err := each(k.ctx, k.tx, "SELECT num, id, first, last, has, body FROM world_row WHERE key = ? AND NOT open ORDER BY num", func(rows *sql.Rows) error {
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
	before, after := numbersIn(had.has), numbersIn(r.has)
	for _, value := range before {
		if !slices.Contains(after, value) {
			if err := k.exec("DELETE FROM world_has WHERE value = ? AND row = ?", value, had.num); err != nil {
				return err
			}
		}
	}
	for _, value := range after {
		if !slices.Contains(before, value) {
			if err := k.exec("INSERT OR IGNORE INTO world_has (value, row) VALUES (?,?)", value, had.num); err != nil {
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
	k.words.put("world_words", had.num, "words", words)
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
		out = append(out, storedRow{0, r.ID, rowDay(r.First), rowDay(r.Last), has, body})
	}
	return out, nil
}

func (k *keyRows) insert(rows []world.Row, all []storedRow, open bool) error {
	for i, r := range all {
		var num int64
		err := k.tx.QueryRowContext(k.ctx, "INSERT INTO world_row (key, kind, id, hash, first, last, open, has, body) VALUES (?,"+kindNum+",?,?,?,?,?,?,?) RETURNING num",
			k.num, string(k.kind), r.id, hashed(string(k.kind), r.id), r.first, r.last, open, r.has, r.body).Scan(&num)
		k.words.put("world_words", num, "words", rows[i].Words)
		for _, value := range numbersIn(r.has) {
			if err == nil {
				_, err = k.tx.ExecContext(k.ctx, "INSERT OR IGNORE INTO world_has (value, row) VALUES (?,?)", value, num)
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
	err = k.tx.QueryRowContext(k.ctx, "SELECT num FROM world_value WHERE hash = ? AND field = ? AND value = ? AND name = ?", hash, h.Field, h.Value, h.Name).Scan(&num)
	if !errors.Is(err, sql.ErrNoRows) {
		return num, err
	}
	err = k.tx.QueryRowContext(k.ctx, "INSERT INTO world_value (field, value, name, hash, scanned) VALUES (?,?,?,?,?) RETURNING num", h.Field, h.Value, h.Name, hash, scanned(k.kind, h.Field)).Scan(&num)
	if err == nil && h.Name != "" {
		k.words.put("world_names", num, "name", h.Name)
	}
	return num, err
}

// scanned reports whether values of a field are asked for by a part of them.
func scanned(kind world.Kind, field string) bool {
	f, ok := kind.List().Field(field)
	return ok && (f.Match == query.ByPart || f.Match == query.ByStart)
}

// numbersIn are the numbers that values made.
func numbersIn(has []byte) (out []int64) {
	for r := (reader{b: has}); len(r.b) > 0 && r.err == nil; {
		out = append(out, int64(r.uvarint()))
	}
	return out
}

// numbersInSQL is numbersIn as a function of SQL, which gives a JSON list.
func numbersInSQL(ctx sqlite3.Context, arg ...sqlite3.Value) {
	nums := numbersIn(arg[0].RawBlob())
	if nums == nil {
		nums = []int64{}
	}
	ctx.ResultText(text(nums))
}

// packedNumbersSQL is an aggregate of SQL: numbers in their order, each in eight
// bytes, in which hasAnySQL looks one up.
func packedNumbersSQL(ctx *sqlite3.Context, seq iter.Seq[[]sqlite3.Value]) {
	var nums []int64
	for arg := range seq {
		nums = append(nums, arg[0].Int64())
	}
	slices.Sort(nums)
	packed := []byte{}
	for _, n := range nums {
		packed = binary.BigEndian.AppendUint64(packed, uint64(n))
	}
	ctx.ResultBlob(packed)
}

// hasAnySQL is a function of SQL that tells whether a row has one of some packed
// numbers. It stops at the first: of an outlet that most rows have, nearly at once.
func hasAnySQL(ctx sqlite3.Context, arg ...sqlite3.Value) {
	packed := arg[1].RawBlob()
	for r := (reader{b: arg[0].RawBlob()}); len(r.b) > 0 && r.err == nil; {
		num := r.uvarint()
		_, found := sort.Find(len(packed)/8, func(i int) int { return cmp.Compare(num, binary.BigEndian.Uint64(packed[8*i:])) })
		if found && r.err == nil {
			ctx.ResultBool(true)
			return
		}
	}
	ctx.ResultBool(false)
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

// rowDayIn scans a day of a row.
type rowDayIn struct{ to *string }

// Scan implements sql.Scanner.
func (d rowDayIn) Scan(src any) error {
	switch v := src.(type) {
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
		var has []byte
		if err := k.tx.QueryRowContext(k.ctx, "DELETE FROM world_row WHERE num = ? RETURNING has", num).Scan(&has); err != nil {
			return err
		}
		for _, value := range numbersIn(has) {
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

// rowColumns are a row as scanRow reads it. What it has is asked for by its
// number, and put in order by has.
const rowColumns = shownColumns + `, r.has,
	(SELECT json_group_array(json_array(v.num, v.field, v.value, v.name)) FROM world_value v WHERE v.num IN (SELECT value FROM json_each(numbers_in(r.has))))`

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
	for _, num := range numbersIn(has) {
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
	if err := rows.Scan(append([]any{&r.ID, rowDayIn{&r.First}, rowDayIn{&r.Last}, s.unpacked(&both)}, more...)...); err != nil {
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
		return world.Row{}, s.wrap("read a row", err)
	}
	if len(rows) == 0 {
		return world.Row{}, &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: fmt.Errorf("none of the %s is %q", kind, id)}
	}
	return rows[len(rows)-1], nil
}

// Having implements world.Lists.
func (s *Store) Having(ctx context.Context, kind world.Kind, field string, values []string) (map[string]string, error) {
	d, err := s.decided(ctx, s.read)
	if err != nil {
		return nil, s.wrap("look rows up", err)
	}
	hashes := mapped(values, func(v string) int64 { return hashed(field, v) })
	out := map[string]string{}
	err = each(ctx, s.read, `SELECT v.value, r.id FROM json_each(?) x JOIN world_value v ON v.hash = x.value JOIN world_has h ON h.value = v.num JOIN world_row r ON r.num = h.row
		WHERE v.field = ? AND r.kind = `+kindNum+" AND v.value IN (SELECT value FROM json_each(?)) AND r.id NOT IN (SELECT value FROM json_each(?)) ORDER BY r.last, r.id DESC", func(rows *sql.Rows) error {
		var value, id string
		err := rows.Scan(&value, &id)
		out[value] = id // the first in the order of Place comes last
		return err
	}, text(hashes), field, string(kind), text(values), text(append([]string{}, d.HiddenRows(string(kind))...)))
	return out, s.wrap("look rows up", err)
}

// Rows implements world.Lists.
func (s *Store) Rows(ctx context.Context, kind world.Kind, f world.Filter) iter.Seq2[world.Row, error] {
	w, err := s.rowsWhere(ctx, kind, f.Q, f.Limit > 0)
	if err != nil {
		return func(yield func(world.Row, error) bool) { yield(world.Row{}, s.wrap("list "+string(kind), err)) }
	}
	if f.After != (world.Place{}) {
		last := rowDay(f.After.Last)
		w.add("(r.last < ? OR r.last = ? AND r.id > ?)", last, last, f.After.ID)
	}
	asked := "SELECT " + shownColumns + " FROM world_row r" + w.String() + " ORDER BY r.last DESC, r.id" + limit(f.Limit, 0)
	return func(yield func(world.Row, error) bool) {
		err := each(ctx, s.read, asked, func(rows *sql.Rows) error {
			var r world.Row
			if err := s.scanShown(rows, &r); err != nil {
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
	w, err := s.rowsWhere(ctx, kind, f.Q, false)
	if err != nil {
		return 0, s.wrap("count "+string(kind), err)
	}
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM world_row r"+w.String(), w.args...).Scan(&n)
	return n, s.wrap("count "+string(kind), err)
}

// rowsWhere is what q asks of rows, which the query calls r; of a page only some
// are wanted.
func (s *Store) rowsWhere(ctx context.Context, kind world.Kind, q query.Q, page bool) (*where, error) {
	d, err := s.decided(ctx, s.read)
	if err != nil {
		return nil, err
	}
	w := &where{of: kind.List(), decided: d}
	if page {
		w.probe = func(query string, args ...any) bool {
			var n int
			err := s.read.QueryRowContext(ctx, fmt.Sprintf("SELECT count(*) FROM (%s LIMIT %d)", query, s.mostHaving), args...).Scan(&n)
			return err == nil && n == s.mostHaving // an error is the list's, too
		}
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
		return "r.num IN (SELECT rowid FROM world_words WHERE world_words MATCH " + w.arg(match(nil, q)) + ")"
	}
	switch q := q.(type) {
	case query.And:
		return w.join(wordsTogether(q), " AND ", (*where).ofRow)
	case query.Or:
		return w.join(q, " OR ", (*where).ofRow)
	case query.Not:
		return "NOT " + w.ofRow(q.Q)
	case query.Term:
		return w.rowTerm(q)
	}
	return "1"
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

// rowTerm asks for what a row has of a field.
func (w *where) rowTerm(t query.Term) string {
	f, _ := w.of.Field(t.Field)
	switch f.Match {
	case query.ByFirst:
		return "(r.last <> 0 AND r.last >= " + w.arg(rowDay(t.Value)) + ")"
	case query.ByLast:
		return "(r.first <> 0 AND r.first <= " + w.arg(rowDay(t.Value)) + ")"
	case query.ByPart:
		return w.rowHas(`v.scanned AND v.field = ? AND v.value LIKE ? ESCAPE '\'`, t.Field, pattern(t.Value))
	case query.ByStart:
		return w.rowHas(`v.scanned AND v.field = ? AND v.value LIKE ? ESCAPE '\'`, t.Field, escape(t.Value)+"%")
	case query.ByName:
		if onrecord.IsActorID(t.Value) {
			return w.rowHasValue(t.Field, string(w.decided.Of(onrecord.ActorID(t.Value))))
		}
		return w.rowHas("v.field = ? AND (v.num IN (SELECT rowid FROM world_names WHERE world_names MATCH ?) OR v.value IN (SELECT value FROM json_each(?)))",
			t.Field, match(nil, query.Phrase(t.Value)), text(w.decided.named(t.Value)))
	}
	if t.Value == query.Anything {
		return "1"
	}
	return w.rowHasValue(t.Field, t.Value)
}

// rowHasValue asks for rows that have a value of a field.
func (w *where) rowHasValue(field, value string) string {
	return w.rowHas("v.hash = ? AND v.field = ? AND v.value = ?", hashed(field, value), field, value)
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
		return "has_any(r.has, (SELECT packed_numbers(v.num) FROM world_value v WHERE " + condition + "))"
	}
	return "r.num IN (SELECT h.row FROM world_value v JOIN world_has h ON h.value = v.num WHERE " + condition + ")"
}
