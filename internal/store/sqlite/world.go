package sqlite

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

var _ world.Store = (*Store)(nil)

// Option sets how a store is opened.
type Option func(*Store)

// WithWorld gives a store the types that it keeps facts and rows of, those that
// others stand upon first.
func WithWorld(types ...world.Type) Option { return func(s *Store) { s.types = types } }

// typeOf is the type of a kind that the store was given.
func (s *Store) typeOf(kind world.Kind) (world.Type, error) {
	for _, t := range s.types {
		if t.Kind() == kind {
			return t, nil
		}
	}
	return nil, &onrecord.Error{Kind: onrecord.Internal, Path: s.path, Err: fmt.Errorf("it was opened without the type of %s", kind)}
}

// register notes the types that the store was given, and that of a new or
// changed one all facts and rows are to be made anew.
func (s *Store) register(ctx context.Context) error {
	if len(s.types) == 0 {
		return nil
	}
	known := map[world.Kind]string{}
	err := each(ctx, s.write, "SELECT kind, version FROM world_type", func(rows *sql.Rows) error {
		var kind world.Kind
		var version string
		err := rows.Scan(&kind, &version)
		known[kind] = version
		return err
	})
	if err != nil {
		return err
	}
	for _, t := range s.types {
		if version, ok := known[t.Kind()]; ok && version == t.Version() {
			continue
		}
		if err := s.change(ctx, "note the type of "+string(t.Kind()), func(tx *sql.Tx) error { return anew(ctx, tx, t) }); err != nil {
			return err
		}
	}
	return nil
}

// anew has all facts and rows of a type made anew.
func anew(ctx context.Context, tx *sql.Tx, t world.Type) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO world_type (kind, version, behind) VALUES (?, ?, (SELECT ifnull(max(num), 0) FROM article))
		ON CONFLICT DO UPDATE SET (version, behind) = (excluded.version, excluded.behind)`, string(t.Kind()), t.Version())
	if err != nil {
		return err
	}
	kinds := []world.Kind{t.Kind()}
	if u, ok := t.(world.Upon); ok {
		kinds = append(kinds, u.Upon()...) // their rows give it its facts once they are made again
	}
	for _, kind := range kinds {
		if _, err := tx.ExecContext(ctx, "UPDATE world_key SET dirty = 1 WHERE kind = ?", string(kind)); err != nil {
			return err
		}
	}
	return nil
}

// putFacts puts what an article gives, as decisions have it, to every type.
func (s *Store) putFacts(ctx context.Context, tx *sql.Tx, num int64, r *onrecord.Record) error {
	for _, t := range s.types {
		facts, err := t.Facts(r)
		if err != nil {
			return fmt.Errorf("its facts for %s: %w", t.Kind(), err)
		}
		for i := range facts {
			facts[i].Article = "" // the row of the article has it
		}
		if err := s.replaceFacts(ctx, tx, t.Kind(), num, facts); err != nil {
			return fmt.Errorf("its facts for %s: %w", t.Kind(), err)
		}
	}
	// Types that the store was not given now must see the article later.
	kinds := make([]world.Kind, len(s.types))
	for i, t := range s.types {
		kinds[i] = t.Kind()
	}
	_, err := tx.ExecContext(ctx, "UPDATE world_type SET behind = max(behind, ?) WHERE kind NOT IN (SELECT value FROM json_each(?))", num, text(kinds))
	return err
}

// replaceFacts puts the facts that a source gives to a kind in place of those
// that it gave, and marks the keys that have others now.
func (s *Store) replaceFacts(ctx context.Context, tx *sql.Tx, kind world.Kind, source int64, facts []world.Fact) error {
	old, err := s.given(ctx, tx, kind, source)
	if err != nil || slices.EqualFunc(old, facts, func(f, g world.Fact) bool { return f.Key == g.Key && sameFact(f, g) }) {
		return err
	}
	had, has := byKey(old), byKey(facts)
	if _, err := tx.ExecContext(ctx, "DELETE FROM world_fact WHERE num IN (SELECT f.num FROM world_fact f JOIN world_key k ON k.num = f.key WHERE f.source = ? AND k.kind = ?)", source, string(kind)); err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(had)) {
		if has[key] == nil {
			if _, err := markKey(ctx, tx, kind, key); err != nil {
				return err
			}
		}
	}
	nums := map[string]int64{}
	for _, key := range slices.Sorted(maps.Keys(has)) {
		if nums[key], err = keyNumber(ctx, tx, kind, key, !slices.EqualFunc(has[key], had[key], sameFact)); err != nil {
			return err
		}
	}
	for n, f := range facts {
		if _, err := tx.ExecContext(ctx, "INSERT INTO world_fact (key, source, n, day, article, place) VALUES (?,?,?,?,?,?)", nums[f.Key], source, n, f.Day, string(f.Article), f.Place); err != nil {
			return err
		}
	}
	return s.putGiven(ctx, tx, kind, source, facts)
}

// byKey are facts by their keys.
func byKey(facts []world.Fact) map[string][]world.Fact {
	out := map[string][]world.Fact{}
	for _, f := range facts {
		out[f.Key] = append(out[f.Key], f)
	}
	return out
}

// given are the facts that a source gives to a kind, in its order.
func (s *Store) given(ctx context.Context, tx *sql.Tx, kind world.Kind, source int64) (out []world.Fact, err error) {
	bodies, err := s.bodies(ctx, tx, kind, source)
	if err != nil {
		return nil, err
	}
	err = each(ctx, tx, `SELECT k.key, f.n, f.day, f.article, f.place FROM world_fact f JOIN world_key k ON k.num = f.key
		WHERE f.source = ? AND k.kind = ? ORDER BY f.n`, func(rows *sql.Rows) error {
		var f world.Fact
		var n int
		if err := rows.Scan(&f.Key, &n, &f.Day, &f.Article, &f.Place); err != nil {
			return err
		}
		if n >= len(bodies) {
			return fmt.Errorf("fact %d of %d of %d", n, len(bodies), source)
		}
		f.Body = bodies[n]
		out = append(out, f)
		return nil
	}, source, string(kind))
	return out, err
}

// bodies are the bodies of the facts that a source gives to a kind.
func (s *Store) bodies(ctx context.Context, tx *sql.Tx, kind world.Kind, source int64) (out [][]byte, err error) {
	var b []byte
	err = tx.QueryRowContext(ctx, "SELECT bodies FROM world_given WHERE source = ? AND kind = ?", source, string(kind)).Scan(s.unpacked(&b))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	for err == nil && len(b) > 0 {
		n, read := binary.Uvarint(b)
		if read <= 0 || n > uint64(len(b)-read) {
			return nil, fmt.Errorf("the facts of %d for %s are damaged", source, kind)
		}
		out = append(out, b[read:read+int(n)])
		b = b[read+int(n):]
	}
	return out, err
}

// putGiven writes the bodies of facts, each behind its length.
func (s *Store) putGiven(ctx context.Context, tx *sql.Tx, kind world.Kind, source int64, facts []world.Fact) error {
	if len(facts) == 0 {
		_, err := tx.ExecContext(ctx, "DELETE FROM world_given WHERE source = ? AND kind = ?", source, string(kind))
		return err
	}
	b := []byte{} // 0 is how long a body is that is not there
	for _, f := range facts {
		b = append(binary.AppendUvarint(b, uint64(len(f.Body))), f.Body...)
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO world_given (source, kind, bodies) VALUES (?,?,?) ON CONFLICT DO UPDATE SET bodies = excluded.bodies", source, string(kind), s.codec.Pack(b))
	return err
}

// unpacked scans a column that Pack has made smaller.
func (s *Store) unpacked(to *[]byte) reading {
	return func(b []byte) (err error) {
		plain, err := s.codec.Unpack(b)
		*to = bytes.Clone(plain) // the driver's bytes are its own
		return err
	}
}

func sameFact(f, g world.Fact) bool { return f.Compare(g) == 0 && string(f.Body) == string(g.Body) }

// markKey makes a key dirty, and makes it if there is none.
func markKey(ctx context.Context, tx *sql.Tx, kind world.Kind, key string) (num int64, err error) {
	return keyNumber(ctx, tx, kind, key, true)
}

// keyNumber is the number of a key, which is made if there is none, and marked
// if its facts are others now.
func keyNumber(ctx context.Context, tx *sql.Tx, kind world.Kind, key string, dirty bool) (num int64, err error) {
	err = tx.QueryRowContext(ctx, "INSERT INTO world_key (kind, key, dirty) VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET dirty = max(dirty, ?3) RETURNING num", string(kind), key, dirty).Scan(&num)
	return num, err
}

// forget takes away all facts of an article and marks their keys.
func forget(ctx context.Context, tx *sql.Tx, num int64) error {
	if _, err := tx.ExecContext(ctx, "UPDATE world_key SET dirty = 1 WHERE num IN (SELECT key FROM world_fact WHERE source = ?)", num); err != nil {
		return err
	}
	for _, table := range []string{"world_fact", "world_given"} {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE source = ?", num); err != nil {
			return err
		}
	}
	return nil
}

// Renew implements world.Store.
func (s *Store) Renew(ctx context.Context, limit int) (n int, err error) {
	if len(s.types) == 0 {
		return 0, nil
	}
	// Most often nothing is to be made anew, and that is seen without the writer.
	var needed bool
	err = s.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM world_stale) OR EXISTS (SELECT 1 FROM world_stale_actor) OR EXISTS (SELECT 1 FROM world_type WHERE behind > 0)").Scan(&needed)
	if err != nil || !needed {
		return 0, s.wrap("look for facts to be made anew", err)
	}
	err = s.change(ctx, "make facts anew", func(tx *sql.Tx) error {
		nums, err := s.behind(ctx, tx, limit)
		if err != nil {
			return err
		}
		n = len(nums)
		return s.renew(ctx, tx, nums)
	})
	return n, err
}

// behind are the numbers of articles whose facts are to be made anew; they are
// noted as done.
func (s *Store) behind(ctx context.Context, tx *sql.Tx, limit int) ([]int64, error) {
	for _, query := range []string{
		"INSERT OR IGNORE INTO world_stale SELECT i.article FROM world_stale_actor s JOIN actor a ON a.id = s.id JOIN actor_in i ON i.actor = a.num",
		"DELETE FROM world_stale_actor",
	} {
		if _, err := tx.ExecContext(ctx, query); err != nil {
			return nil, err
		}
	}
	nums, err := numbers(ctx, tx, "DELETE FROM world_stale WHERE article IN (SELECT article FROM world_stale ORDER BY article LIMIT ?) RETURNING article", limit)
	if err != nil || len(nums) > 0 {
		return nums, err
	}
	var top int64
	mine := make([]world.Kind, len(s.types))
	for i, t := range s.types {
		mine[i] = t.Kind()
	}
	const those = "kind IN (SELECT value FROM json_each(?))"
	if err := tx.QueryRowContext(ctx, "SELECT ifnull(max(behind), 0) FROM world_type WHERE "+those, text(mine)).Scan(&top); err != nil {
		return nil, err
	}
	nums, err = numbers(ctx, tx, "SELECT num FROM article WHERE num <= ? ORDER BY num DESC LIMIT ?", top, limit)
	if err != nil {
		return nil, err
	}
	left := int64(0)
	if len(nums) == limit {
		left = nums[limit-1] - 1
	}
	_, err = tx.ExecContext(ctx, "UPDATE world_type SET behind = min(behind, ?) WHERE "+those, left, text(mine))
	return nums, err
}

// renew puts the facts of articles again.
func (s *Store) renew(ctx context.Context, tx *sql.Tx, nums []int64) error {
	for _, num := range nums {
		var id onrecord.ArticleID
		if err := tx.QueryRowContext(ctx, "SELECT id FROM article WHERE num = ?", num).Scan(&id); errors.Is(err, sql.ErrNoRows) {
			continue
		} else if err != nil {
			return err
		}
		r, err := s.record(ctx, tx, id)
		if errors.Is(err, errDamaged) { // it gives nothing
			if err := forget(ctx, tx, num); err != nil {
				return err
			}
			continue
		}
		if err == nil {
			err = s.putFacts(ctx, tx, num, &r)
		}
		if err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
	}
	return nil
}
