package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"onrecord/internal/world"
	"onrecord/ling"
)

// Dirty implements world.Store.
func (s *Store) Dirty(ctx context.Context, kind world.Kind, limit int) (keys []string, err error) {
	err = each(ctx, s.read, "SELECT key FROM world_key INDEXED BY world_dirty WHERE kind = ? AND dirty ORDER BY key LIMIT ?", func(rows *sql.Rows) error {
		var key string
		err := rows.Scan(&key)
		keys = append(keys, key)
		return err
	}, string(kind), limit)
	return keys, s.wrap("list dirty keys", err)
}

// Rebuild implements world.Store.
func (s *Store) Rebuild(ctx context.Context, kind world.Kind, key string) error {
	t, err := s.typeOf(kind)
	if err != nil {
		return err
	}
	return s.change(ctx, fmt.Sprintf("make the rows of %s %q", kind, key), func(tx *sql.Tx) error {
		k := &keyRows{ctx: ctx, tx: tx, store: s, kind: kind, key: key}
		var dirty bool
		err := tx.QueryRowContext(ctx, "SELECT num, dirty, state FROM world_key WHERE kind = ? AND key = ?", string(kind), key).Scan(&k.num, &dirty, &k.state)
		if errors.Is(err, sql.ErrNoRows) || err == nil && !dirty {
			return nil // another did it
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case world.Swept:
			err = k.sweep(t)
		case world.Keyed:
			err = k.rebuild(t)
		}
		return err
	})
}

// keyRows is the making of the rows of one key.
type keyRows struct {
	ctx   context.Context
	tx    *sql.Tx
	store *Store
	kind  world.Kind
	key   string
	num   int64
	state []byte // as it was
}

func (k *keyRows) rebuild(t world.Keyed) error {
	facts, err := k.facts(k.key, k.key)
	if err != nil {
		return err
	}
	var rows []world.Row
	if len(facts) > 0 {
		if rows, err = t.Rows(k.key, facts); err != nil {
			return err
		}
	}
	if err := k.put(rows); err != nil {
		return err
	}
	if err := k.giveFacts(k.num); err != nil {
		return err
	}
	return k.clean(len(facts) > 0, nil)
}

// facts are those of the keys from first to last, by key, each in canonical order.
func (k *keyRows) facts(first, last string) (out []world.Fact, err error) {
	type place struct {
		source int64
		n      int
	}
	var places []place
	err = each(k.ctx, k.tx, `SELECT k.key, CASE WHEN f.source > 0 THEN a.id ELSE f.article END, f.day, f.place, f.source, f.n
		FROM world_key k JOIN world_fact f ON f.key = k.num LEFT JOIN article a ON a.num = f.source
		WHERE k.kind = ? AND k.key BETWEEN ? AND ?`, func(rows *sql.Rows) error {
		var f world.Fact
		var p place
		err := rows.Scan(&f.Key, &f.Article, &f.Day, &f.Place, &p.source, &p.n)
		out, places = append(out, f), append(places, p)
		return err
	}, string(k.kind), first, last)
	if err != nil {
		return nil, err
	}
	given := map[int64][][]byte{}
	for i, p := range places {
		bodies, ok := given[p.source]
		if !ok {
			if bodies, err = k.store.bodies(k.ctx, k.tx, k.kind, p.source); err != nil {
				return nil, err
			}
			given[p.source] = bodies
		}
		if p.n >= len(bodies) {
			return nil, fmt.Errorf("fact %d of %d of %d", p.n, len(bodies), p.source)
		}
		out[i].Body = bodies[p.n]
	}
	slices.SortStableFunc(out, func(f, g world.Fact) int {
		if f.Key != g.Key {
			return bytes.Compare([]byte(f.Key), []byte(g.Key))
		}
		return f.Compare(g)
	})
	return out, nil
}

// sweep goes over one day.
func (k *keyRows) sweep(t world.Swept) error {
	day := world.Day{Key: k.key}
	var err error
	if day.Facts, err = k.facts(k.key, k.key); err != nil {
		return err
	}
	before, hasBefore, err := k.beside("<", "DESC")
	if err != nil {
		return err
	}
	if day.Past, err = k.past(before.key, t.Window()); err != nil {
		return err
	}
	after, hasAfter, err := k.beside(">", "ASC")
	if err != nil {
		return err
	}
	day.Last = !hasAfter
	if len(day.Facts) == 0 { // the day is gone: its neighbours meet
		if err := k.gone(); err != nil {
			return err
		}
		switch {
		case hasAfter:
			return k.mark(after.num)
		case hasBefore:
			return k.mark(before.num)
		}
		return nil
	}
	if hasBefore && len(before.state) > 0 { // else it is dirty, and comes first
		day.Before = before.state[1:]
	}
	end, err := t.Sweep(day)
	if err != nil {
		return err
	}
	state := append([]byte{swept}, end.State...)
	if err := k.close(end, hasAfter); err != nil {
		return err
	}
	if hasAfter && !bytes.Equal(k.state, state) {
		if err := k.mark(after.num); err != nil {
			return err
		}
	}
	return k.clean(true, state)
}

// swept begins every state, so that one that is empty is not taken for none.
const swept = 1

// close puts the rows of a day; those that are open only if it is the last one,
// in place of those of whatever day was.
func (k *keyRows) close(end world.End, hasAfter bool) error {
	if err := k.put(end.Closed); err != nil {
		return err
	}
	if !hasAfter {
		var days []int64
		if err := k.dropRows(&days, "SELECT num, key FROM world_row INDEXED BY world_row_open WHERE kind = ? AND open", string(k.kind)); err != nil {
			return err
		}
		if err := k.add(end.Open, true); err != nil {
			return err
		}
		for _, day := range days {
			if err := k.giveFacts(day); err != nil {
				return err
			}
		}
	}
	return k.giveFacts(k.num)
}

// gone takes away a day without facts.
func (k *keyRows) gone() error {
	if err := k.dropRows(nil, "SELECT num, key FROM world_row WHERE key = ?", k.num); err != nil {
		return err
	}
	if err := k.giveFacts(k.num); err != nil {
		return err
	}
	return k.clean(false, nil)
}

// past are the facts of the nearest day before and of the days of its window.
func (k *keyRows) past(last string, window int) ([]world.Fact, error) {
	date, err := ling.ParseDate(last)
	known := err == nil // no day has an unknown one in its past
	if !known || window == 0 {
		return nil, nil
	}
	return k.facts(date.AddDays(-window).String(), last)
}

// sweptDay is a key with what it ended in.
type sweptDay struct {
	num   int64
	key   string
	state []byte
}

// beside is the nearest key before or behind that has facts.
func (k *keyRows) beside(than, order string) (d sweptDay, ok bool, err error) {
	err = k.tx.QueryRowContext(k.ctx, "SELECT num, key, state FROM world_key k WHERE kind = ? AND key "+than+` ?
		AND EXISTS (SELECT 1 FROM world_fact f WHERE f.key = k.num) ORDER BY key `+order+" LIMIT 1", string(k.kind), k.key).Scan(&d.num, &d.key, &d.state)
	if errors.Is(err, sql.ErrNoRows) {
		return d, false, nil
	}
	return d, err == nil, err
}

func (k *keyRows) mark(num int64) error {
	_, err := k.tx.ExecContext(k.ctx, "UPDATE world_key SET dirty = 1 WHERE num = ?", num)
	return err
}

// clean notes that the rows are made; a key without facts goes.
func (k *keyRows) clean(keep bool, state []byte) error {
	query, args := "UPDATE world_key SET dirty = 0, state = ? WHERE num = ?", []any{state, k.num}
	if !keep {
		query, args = "DELETE FROM world_key WHERE num = ?", []any{k.num}
	}
	_, err := k.tx.ExecContext(k.ctx, query, args...)
	return err
}
