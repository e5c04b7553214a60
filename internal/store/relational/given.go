package relational

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"

	"onrecord"
	"onrecord/internal/world"
)

// kindNum is the number of a kind, as a query has it; its argument is the kind.
const kindNum = "(SELECT num FROM world_kind WHERE kind = ?)"

// givenFact is a fact as a source keeps it: by the number of its key.
type givenFact struct {
	key int64
	world.Fact
}

// replaceFacts puts the facts that a source gives to a kind in place of those
// that it gave, and marks the keys that have others now.
func (s *Store) replaceFacts(ctx context.Context, tx *sql.Tx, kind world.Kind, source int64, facts []world.Fact) error {
	old, err := s.given(ctx, tx, kind, source)
	if err != nil {
		return err
	}
	return s.putInPlaceOf(ctx, tx, kind, source, old, facts)
}

// putInPlaceOf puts facts in place of those that the source is known to have given.
func (s *Store) putInPlaceOf(ctx context.Context, tx *sql.Tx, kind world.Kind, source int64, old []givenFact, facts []world.Fact) error {
	had, has := map[int64][]world.Fact{}, map[string][]world.Fact{}
	for _, f := range old {
		had[f.key] = append(had[f.key], f.Fact)
	}
	for _, f := range facts {
		has[f.Key] = append(has[f.Key], f)
	}
	nums, changed := map[string]int64{}, len(old) != len(facts)
	for _, key := range slices.Sorted(maps.Keys(has)) {
		num, err := findKey(ctx, tx, kind, key)
		switch {
		case err != nil:
			return err
		case num == 0:
			num, err = s.makeKey(ctx, tx, kind, key)
		case !slices.EqualFunc(had[num], has[key], sameFact):
			num, err = s.markOrMake(ctx, tx, num, kind, key)
		default:
			nums[key] = num
			continue
		}
		if err != nil {
			return err
		}
		nums[key], changed = num, true
		if _, err := tx.ExecContext(ctx, "INSERT INTO world_fact (key, source) VALUES (?,?) ON CONFLICT DO NOTHING", num, source); err != nil {
			return err
		}
	}
	for _, num := range nums {
		delete(had, num)
	}
	for _, num := range slices.Sorted(maps.Keys(had)) { // whose facts are gone
		if err := markKey(ctx, tx, num); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM world_fact WHERE key = ? AND source = ?", num, source); err != nil {
			return err
		}
	}
	if !changed && len(had) == 0 {
		return nil
	}
	return s.putGiven(ctx, tx, kind, source, facts, nums)
}

func sameFact(f, g world.Fact) bool { return f.Compare(g) == 0 && bytes.Equal(f.Body, g.Body) }

// given are the facts that a source gives to a kind, in its order.
func (s *Store) given(ctx context.Context, tx *sql.Tx, kind world.Kind, source int64) ([]givenFact, error) {
	var b []byte
	err := tx.QueryRowContext(ctx, "SELECT facts FROM world_given WHERE source = ? AND kind = "+kindNum, source, string(kind)).Scan(s.unpacked(&b))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	facts, err := readGiven(b)
	if err != nil {
		return nil, fmt.Errorf("the facts of %d for %s: %w", source, kind, err)
	}
	return facts, nil
}

// putGiven writes the facts that a source gives to a kind.
func (s *Store) putGiven(ctx context.Context, tx *sql.Tx, kind world.Kind, source int64, facts []world.Fact, nums map[string]int64) error {
	if len(facts) == 0 {
		_, err := tx.ExecContext(ctx, "DELETE FROM world_given WHERE source = ? AND kind = "+kindNum, source, string(kind))
		return err
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO world_given (source, kind, facts) VALUES (?,"+kindNum+",?) ON CONFLICT (source, kind) DO UPDATE SET facts = excluded.facts",
		source, string(kind), s.codec.Pack(writeGiven(facts, nums)))
	return err
}

// writeGiven writes facts: how many there are, and of each the number of its
// key, its place, its day and article, and its body, what is of words behind
// its length. A day or an article that is that of the fact before is 0.
func writeGiven(facts []world.Fact, nums map[string]int64) []byte {
	b := binary.AppendUvarint(nil, uint64(len(facts)))
	words := func(w, before string) {
		if w == before {
			b = append(b, 0)
			return
		}
		b = append(binary.AppendUvarint(b, uint64(len(w)+1)), w...)
	}
	last, key := world.Fact{}, int64(0)
	for _, f := range facts {
		num := nums[f.Key]
		b = binary.AppendVarint(binary.AppendVarint(b, num-key), int64(f.Place-last.Place))
		words(f.Day, last.Day)
		words(string(f.Article), string(last.Article))
		last, key = f, num
	}
	for _, f := range facts { // what is alike stands together
		b = append(binary.AppendUvarint(b, uint64(len(f.Body))), f.Body...)
	}
	return b
}

// readGiven reads what writeGiven wrote.
func readGiven(b []byte) ([]givenFact, error) {
	r := reader{b: b}
	n := r.uvarint()
	if r.err != nil || n > uint64(len(b)) {
		return nil, errCut
	}
	out := make([]givenFact, n)
	last := givenFact{}
	for i := range out {
		f := &out[i]
		f.key, f.Place = last.key+r.varint(), last.Place+int(r.varint())
		f.Day = r.words(last.Day)
		f.Article = onrecord.ArticleID(r.words(string(last.Article)))
		last = *f
	}
	for i := range out {
		out[i].Body = r.take(r.uvarint())
	}
	return out, r.err
}

var errCut = errors.New("it ends early")

// reader reads numbers and words; once it has failed it gives nothing.
type reader struct {
	b   []byte
	err error
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	return v * uint64(r.skip(n))
}

func (r *reader) varint() int64 {
	v, n := binary.Varint(r.b)
	return v * int64(r.skip(n))
}

// skip goes n bytes on, and is 1 if there were so many.
func (r *reader) skip(n int) int {
	if n <= 0 || r.err != nil {
		r.err = errCut
		return 0
	}
	r.b = r.b[n:]
	return 1
}

func (r *reader) take(n uint64) []byte {
	if r.err != nil || n > uint64(len(r.b)) {
		r.err = errCut
		return nil
	}
	out := r.b[:n:n]
	r.b = r.b[n:]
	return out
}

// words are those behind a length, or those before.
func (r *reader) words(before string) string {
	if n := r.uvarint(); n > 0 {
		return string(r.take(n - 1))
	}
	return before
}

// unpacked scans a column that Pack has made smaller.
func (s *Store) unpacked(to *[]byte) Reading {
	return func(b []byte) (err error) {
		plain, err := s.codec.Unpack(b)
		*to = bytes.Clone(plain) // the driver's bytes are its own
		return err
	}
}

// findKey is the number of a key, 0 if there is none.
func findKey(ctx context.Context, tx *sql.Tx, kind world.Kind, key string) (num int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT num FROM world_key WHERE hash = ? AND key = ? AND kind = "+kindNum, hashed(string(kind), key), key, string(kind)).Scan(&num)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return num, err
}

// makeKey makes a key that is dirty.
func (s *Store) makeKey(ctx context.Context, tx *sql.Tx, kind world.Kind, key string) (num int64, err error) {
	err = tx.QueryRowContext(ctx, "INSERT INTO world_key (kind, key, hash, swept, dirty) VALUES ("+kindNum+",?,?,?,TRUE) ON CONFLICT DO NOTHING RETURNING num", string(kind), key, hashed(string(kind), key), s.isSwept(kind)).Scan(&num)
	if !errors.Is(err, sql.ErrNoRows) {
		return num, err
	}
	// Somebody else has made it meanwhile.
	if num, err = findKey(ctx, tx, kind, key); err != nil || num == 0 {
		return 0, fmt.Errorf("key %q of %s was there and is not, %w", key, kind, err)
	}
	return num, markKey(ctx, tx, num)
}

// markOrMake makes a key dirty, or anew if it has gone meanwhile.
func (s *Store) markOrMake(ctx context.Context, tx *sql.Tx, num int64, kind world.Kind, key string) (int64, error) {
	done, err := tx.ExecContext(ctx, markingKey, num)
	if err != nil {
		return num, err
	}
	if n, err := done.RowsAffected(); err != nil || n > 0 {
		return num, err
	}
	return s.makeKey(ctx, tx, kind, key)
}

const markingKey = "UPDATE world_key SET dirty = TRUE WHERE num = ?"

// markKey makes a key dirty.
func markKey(ctx context.Context, tx *sql.Tx, num int64) error {
	_, err := tx.ExecContext(ctx, markingKey, num)
	return err
}

// hashed is a number of 48 bits for some words: what is found by it is looked
// at, so that two that have one do no harm.
func hashed(words ...string) int64 {
	h := uint64(14695981039346656037) // FNV-1a
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h *= 1099511628211 // the end of a word
	}
	return int64((h ^ h>>48) & (1<<48 - 1))
}

// forget takes away all facts of an article and marks their keys.
func forget(ctx context.Context, tx *sql.Tx, codec unpacker, num int64) error {
	keys := map[int64]bool{}
	err := Each(ctx, tx, "SELECT facts FROM world_given WHERE source = ?", func(rows *sql.Rows) error {
		var facts []givenFact
		err := rows.Scan(Reading(func(b []byte) error {
			plain, err := codec.Unpack(b)
			if err == nil {
				facts, err = readGiven(plain)
			}
			return err
		}))
		for _, f := range facts {
			keys[f.key] = true
		}
		return err
	}, num)
	if err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if err := markKey(ctx, tx, key); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM world_fact WHERE key = ? AND source = ?", key, num); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM world_given WHERE source = ?", num)
	return err
}

// unpacker is what makes a packed piece whole.
type unpacker interface{ Unpack([]byte) ([]byte, error) }
