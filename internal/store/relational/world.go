package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/internal/world"
)

var _ world.Store = (*Store)(nil)

// typeOf is the type of a kind that the store was given.
func (s *Store) typeOf(kind world.Kind) (world.Type, error) {
	for _, t := range s.types {
		if t.Kind() == kind {
			return t, nil
		}
	}
	return nil, &onrecord.Error{Kind: onrecord.Internal, Path: s.path, Err: fmt.Errorf("it was opened without the type of %s", kind)}
}

// Register notes the types that the store was given, and that of a new or
// changed one all facts and rows are to be made anew.
func (s *Store) Register(ctx context.Context) (err error) {
	if s.schema, err = schemaOf(ctx, s.write); err != nil || len(s.types) == 0 {
		return err
	}
	for _, kind := range s.kinds() {
		if err := s.noteKind(ctx, kind); err != nil {
			return err
		}
	}
	known := map[world.Kind]string{}
	err = Each(ctx, s.write, "SELECT kind, version FROM world_type", func(rows *sql.Rows) error {
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
		if err := s.decide(ctx, "note the type of "+string(t.Kind()), func(tx *sql.Tx) error { return anew(ctx, tx, t) }); err != nil {
			return err
		}
	}
	return nil
}

// kinds are those of all types, and those that decisions about their rows need.
func (s *Store) kinds() (out []world.Kind) {
	for _, t := range s.types {
		out = append(out, t.Kind())
		if _, ok := t.(world.Decidable); ok {
			out = append(out, t.Kind().Decided(), openRows(t.Kind()))
		}
	}
	return out
}

// noteKind gives a kind its number, unless it has one.
func (s *Store) noteKind(ctx context.Context, kind world.Kind) error {
	var has bool
	if err := s.write.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM world_kind WHERE kind = ?)", string(kind)).Scan(&has); err != nil || has {
		return err
	}
	return s.decide(ctx, "note the kind "+string(kind), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO world_kind (kind) VALUES (?) ON CONFLICT DO NOTHING", string(kind))
		return err
	})
}

// anew has all facts and rows of a type made anew.
func anew(ctx context.Context, tx *sql.Tx, t world.Type) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO world_type (kind, version, behind) VALUES (?, ?, (SELECT coalesce(max(num), 0) FROM article))
		ON CONFLICT (kind) DO UPDATE SET (version, behind) = (excluded.version, excluded.behind)`, string(t.Kind()), t.Version())
	if err != nil {
		return err
	}
	kinds := []world.Kind{t.Kind(), t.Kind().Decided()}
	if u, ok := t.(world.Upon); ok {
		kinds = append(kinds, u.Upon()...) // their rows give it its facts once they are made again
	}
	for _, kind := range kinds {
		if _, err := tx.ExecContext(ctx, "UPDATE world_key SET dirty = TRUE WHERE kind = "+kindNum, string(kind)); err != nil {
			return err
		}
	}
	return nil
}

// putFacts puts what an article gives, as decisions have it, to every type, in
// place of what it gave.
func (s *Store) putFacts(ctx context.Context, tx *sql.Tx, num int64, r *onrecord.Record) error {
	all, err := s.factsOf(ctx, tx, s.types, num, r)
	if err != nil {
		return err
	}
	for i, t := range s.types {
		if err := s.replaceFacts(ctx, tx, t.Kind(), num, all[i]); err != nil {
			return fmt.Errorf("its facts for %s: %w", t.Kind(), err)
		}
	}
	return s.fallBehind(ctx, tx, num)
}

// fallBehind notes that types which the store was not given now must see articles
// up to a number later.
func (s *Store) fallBehind(ctx context.Context, tx *sql.Tx, num int64) error {
	kinds := make([]world.Kind, len(s.types))
	for i, t := range s.types {
		kinds[i] = t.Kind()
	}
	_, err := tx.ExecContext(ctx, "UPDATE world_type SET behind = ?1 WHERE behind < ?1 AND kind NOT IN (SELECT value FROM json_each(?2))", num, text(kinds))
	return err
}

// ofTheArticle are facts of an article without its id, which its row has.
func ofTheArticle(facts []world.Fact) []world.Fact {
	for i := range facts {
		facts[i].Article = ""
	}
	return facts
}

// factsOf are what an article gives to each of some types, by its earlier texts too.
func (s *Store) factsOf(ctx context.Context, tx *sql.Tx, types []world.Type, num int64, r *onrecord.Record) ([][]world.Fact, error) {
	all, err := world.FactsOf(types, r)
	if err != nil {
		return nil, err
	}
	for i, t := range types {
		facts, err := s.pastFacts(ctx, tx, t, num, r, all[i])
		if err != nil {
			return nil, fmt.Errorf("for %s: %w", t.Kind(), err)
		}
		all[i] = ofTheArticle(facts)
	}
	return all, nil
}

// pastFacts are what an article gives to a type, and behind that what it does by
// its earlier texts.
func (s *Store) pastFacts(ctx context.Context, tx *sql.Tx, t world.Type, num int64, r *onrecord.Record, facts []world.Fact) ([]world.Fact, error) {
	aged, ok := t.(world.Aged)
	if !ok || r.Version <= 1 {
		return facts, nil
	}
	past, err := s.pastOf(ctx, tx, num, r.ID)
	if err != nil || len(past) == 0 {
		return facts, err
	}
	more, err := aged.PastFacts(past, r)
	return append(facts, more...), err
}

// pastOf are the records of an article's earlier texts, the oldest first.
func (s *Store) pastOf(ctx context.Context, tx *sql.Tx, num int64, id onrecord.ArticleID) (out []onrecord.Record, err error) {
	err = Each(ctx, tx, "SELECT version, head, record FROM past WHERE article = ? ORDER BY version", func(rows *sql.Rows) error {
		r := onrecord.Record{}
		var body []byte
		if err := rows.Scan(&r.Version, Reading(func(b []byte) error { return record.ReadHead(b, &r.Article) }), &body); err != nil {
			return err
		}
		r.ID = id
		err := s.codec.Decode(body, &r)
		out = append(out, r)
		return err
	}, num)
	if err != nil {
		return nil, fmt.Errorf("read earlier texts: %w", err)
	}
	return out, nil
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
		return 0, s.Wrap("look for facts to be made anew", err)
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
		"INSERT INTO world_stale SELECT DISTINCT i.article FROM world_stale_actor s JOIN actor a ON a.id = s.id JOIN actor_in i ON i.actor = a.num WHERE TRUE ON CONFLICT DO NOTHING",
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
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(behind), 0) FROM world_type WHERE kind IN (SELECT value FROM json_each(?))", text(mine)).Scan(&top); err != nil {
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
	_, err = tx.ExecContext(ctx, "UPDATE world_type SET behind = CASE WHEN behind > ?1 THEN ?1 ELSE behind END WHERE kind IN (SELECT value FROM json_each(?2))", left, text(mine))
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
			if err := forget(ctx, tx, s.codec, num); err != nil {
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
