package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/query"
)

// AsFound implements onrecord.Keeper.
func (s *Store) AsFound(ctx context.Context, id onrecord.ArticleID) (onrecord.Record, error) {
	all, err := s.Versions(ctx, id)
	if err != nil {
		return onrecord.Record{}, err
	}
	return all[len(all)-1], nil
}

// Versions implements onrecord.Keeper.
func (s *Store) Versions(ctx context.Context, id onrecord.ArticleID) (out []onrecord.Record, err error) {
	err = Each(ctx, s.read, `SELECT p.version, p.found_by, p.head, p.record FROM past p JOIN article a ON a.num = p.article WHERE a.id = ?1
		UNION ALL SELECT a.version, a.found_by, a.head, b.record FROM article a JOIN body b ON b.article = a.num WHERE a.id = ?1 ORDER BY 1`, func(rows *sql.Rows) error {
		r := onrecord.Record{}
		var body []byte
		if err := rows.Scan(&r.Version, &r.By, Reading(func(b []byte) error { return record.ReadHead(b, &r.Article) }), &body); err != nil {
			return err
		}
		r.ID = id
		err := s.codec.Decode(body, &r)
		out = append(out, r)
		return err
	}, string(id))
	if err == nil && len(out) == 0 {
		return nil, &onrecord.Error{Kind: onrecord.NotFound, Path: s.path, Err: fmt.Errorf("no article %q", id)}
	}
	return out, s.Wrap("read the versions of "+string(id), err)
}

// Reindex implements onrecord.Keeper.
func (s *Store) Reindex(ctx context.Context, done func()) error {
	return s.decide(ctx, "make the rows anew", func(tx *sql.Tx) error { return s.ReindexIn(ctx, tx, done) })
}

// batched is how many articles' rows are put at once when all are made anew.
const batched = 100

// ReindexIn makes all rows anew in a transaction.
func (s *Store) ReindexIn(ctx context.Context, tx *sql.Tx, done func()) error {
	d, err := s.decided(ctx, tx)
	if err != nil {
		return err
	}
	ix := &indexer{ctx: ctx, tx: tx, store: s, decided: d, batch: alone()}
	if err := ix.empty(); err != nil {
		return fmt.Errorf("empty the tables: %w", err)
	}
	nums, err := numbers(ctx, tx, "SELECT num FROM article ORDER BY num")
	if err != nil {
		return err
	}
	for i, num := range nums {
		var r onrecord.Record
		_, err := scanHead(tx.QueryRowContext(ctx, "SELECT "+headColumns+" FROM article a WHERE a.num = ?", num), &r)
		if err == nil {
			err = s.body(ctx, tx, num, &r)
		}
		if errors.Is(err, errDamaged) {
			continue // nothing can be made of it, which Inspect tells
		} else if err != nil {
			return err
		}
		ix.num = num
		if err := ix.add(d.prepare(&r)); err != nil {
			return fmt.Errorf("article %s: %w", r.ID, err)
		}
		if (i+1)%batched == 0 {
			if err := ix.write(); err != nil {
				return err
			}
		}
		done()
	}
	if err := ix.write(); err != nil {
		return err
	}
	return worldAnew(ctx, tx)
}

// empty takes away all rows that can be made again.
func (x *indexer) empty() error {
	for _, t := range []string{"part", "actor_in", "wording", "facet", "statement", "statement_year", "said_by", "said_of", "said", "event", "event_month", "claim_month", "event_name", "event_tally", "event_several", "actor_apart", "agreement", "agreement_status", "membership", "actor", "word"} {
		if err := x.exec("DELETE FROM " + t); err != nil {
			return err
		}
	}
	// Rows of the world tier too: what is only looked through for what differs keeps its faults.
	for _, t := range []string{"world_row", "world_has", "world_value", "world_fact", "world_given", "world_key"} {
		if err := x.exec("DELETE FROM " + t); err != nil {
			return err
		}
	}
	x.store.Renumbered()
	if err := x.store.engine.Renumber(x.ctx, x.tx); err != nil {
		return err
	}
	names := []string{"article_words", "actor_names", "world_words", "world_names"}
	for _, l := range record.Lists() {
		names = append(names, words(l.Of))
	}
	for _, index := range names {
		if err := x.store.engine.EmptyWords(x.ctx, x.tx, index); err != nil {
			return err
		}
	}
	return nil
}

// worldAnew has all facts and all rows of the world tier made anew.
func worldAnew(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE world_type SET behind = (SELECT coalesce(max(num), 0) FROM article)")
	return err
}

// Inventory implements onrecord.Keeper.
func (s *Store) Inventory(ctx context.Context) (onrecord.Inventory, error) {
	return remember(ctx, s, "inventory", func() (onrecord.Inventory, error) { return s.inventory(ctx) })
}

func (s *Store) inventory(ctx context.Context) (v onrecord.Inventory, err error) {
	tx, err := s.look(ctx)
	if err != nil {
		return v, s.Wrap("begin", err)
	}
	defer tx.Rollback() // nothing was written
	v.Path = s.path
	var first, last int
	if v.Schema, v.Bytes, err = s.engine.Size(ctx, tx); err != nil {
		return v, s.Wrap("take stock", err)
	}
	err = tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM past), (SELECT count(*) FROM agreement),
		(SELECT count(*) FROM actor WHERE shown AND articles > 0), (SELECT count(*) FROM decision WHERE NOT undone),
		(SELECT coalesce(min(first), ?1) FROM article), (SELECT coalesce(max(last), ?2) FROM article)`, unknownFirst, unknownLast).
		Scan(&v.Articles, &v.Past, &v.Agreements, &v.Actors, &v.Decisions, &first, &last)
	v.First, v.Last = dayOf(first), dayOf(last)
	for of, n := range map[query.List]*int{query.Statements: &v.Statements, query.Events: &v.Events, query.Memberships: &v.Memberships} {
		if err == nil {
			err = tx.QueryRowContext(ctx, "SELECT coalesce(sum(n), 0) FROM facet WHERE list = ?", string(of)).Scan(n)
		}
	}
	if err == nil {
		err = Each(ctx, tx, "SELECT found_by, count(*) FROM article GROUP BY found_by ORDER BY found_by", func(rows *sql.Rows) error {
			var t onrecord.Tally
			err := rows.Scan(&t.Name, &t.N)
			v.FoundBy = append(v.FoundBy, t)
			return err
		})
	}
	if err == nil {
		err = Each(ctx, tx, `SELECT t.kind, (SELECT count(*) FROM world_row r WHERE r.kind = k.num),
			(SELECT count(*) FROM world_key y JOIN world_kind d ON d.num = y.kind WHERE y.dirty AND d.kind IN (t.kind, t.kind || '+'))
			FROM world_type t JOIN world_kind k USING (kind) ORDER BY t.kind`, func(rows *sql.Rows) error {
			var t onrecord.WorldTally
			err := rows.Scan(&t.Kind, &t.Rows, &t.Dirty)
			v.World = append(v.World, t)
			return err
		})
	}
	return v, s.Wrap("take stock", err)
}
