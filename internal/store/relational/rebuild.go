package relational

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/ling"
)

// Dirty implements world.Store.
func (s *Store) Dirty(ctx context.Context, kind world.Kind, limit int) (keys []string, err error) {
	err = Each(ctx, s.read, "SELECT key FROM world_key"+s.engine.By("world_dirty")+" WHERE kind = "+kindNum+" AND dirty ORDER BY key LIMIT ?", func(rows *sql.Rows) error {
		var key string
		err := rows.Scan(&key)
		keys = append(keys, key)
		return err
	}, string(kind), limit)
	return keys, s.Wrap("list dirty keys", err)
}

// longestRebuild is how long keys are made anew in one transaction, about: who
// writes beside waits so long.
const longestRebuild = 100 * time.Millisecond

// Rebuild implements world.Store.
func (s *Store) Rebuild(ctx context.Context, kind world.Kind, limit int) (n int, err error) {
	t, decided, err := s.makes(kind)
	if err != nil {
		return 0, err
	}
	// Most often nothing is to be made anew, and that is seen without the writer.
	var any bool
	err = s.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM world_key WHERE kind = "+kindNum+" AND dirty)", string(kind)).Scan(&any)
	if err != nil || !any {
		return 0, s.Wrap("look for dirty keys", err)
	}
	_, swept := t.(world.Swept)
	swept = swept && decided == nil
	s.values.Lock() // only the writer uses them, and until it is known that they are stored
	defer s.values.Unlock()
	tried := false
	err = s.Wrap("make "+string(kind)+" anew", s.engine.Write(ctx, Making, func(tx *sql.Tx) error {
		if n = 0; tried {
			s.values.nums = nil // what the attempt that failed stored is gone
		}
		tried = true
		begun := time.Now()
		if swept {
			if err := s.engine.Sweep(ctx, tx, kind); err != nil {
				return err
			}
		}
		known, err := s.knownValues(ctx, tx)
		if err != nil {
			return err
		}
		k := &keyRows{ctx: ctx, tx: tx, store: s, kind: t.Kind(), of: kind, known: known, pieces: map[int64][]givenFact{}}
		if k.decisions, err = s.rowDecisions(ctx, tx, t); err != nil {
			return err
		}
		// One at least, however long it took to begin: who calls takes 0 for none left.
		for n < limit && (n == 0 || time.Since(begun) < longestRebuild) {
			err := tx.QueryRowContext(ctx, s.engine.Next(swept), string(kind)).Scan(&k.num, &k.key, &k.state)
			if errors.Is(err, sql.ErrNoRows) {
				break
			}
			if err == nil {
				err = k.make(t, decided)
			}
			if err != nil {
				return fmt.Errorf("the rows of %q: %w", k.key, err)
			}
			n++
		}
		return k.words.write(ctx, tx, s.engine)
	}))
	if err != nil {
		s.values.nums = nil // some of them may never have been stored
	}
	return n, err
}

// values are the numbers of values that were asked for lately. They are good
// while no other connection writes to the store and this one does not number
// them anew.
type values struct {
	sync.Mutex
	renumbered     atomic.Int64 // how often that was done
	version, since int64        // of the store, and of renumbered
	nums           map[world.Has]int64
}

// mostKnown is how many values are remembered: some 10 MB.
const mostKnown = 50_000

// knownValues are those that are still good.
func (s *Store) knownValues(ctx context.Context, tx *sql.Tx) (map[world.Has]int64, error) {
	version, err := s.engine.Version(ctx, tx)
	if err != nil {
		return nil, err
	}
	v, since := &s.values, s.values.renumbered.Load()
	if v.nums == nil || v.version != version || v.since != since {
		v.version, v.since, v.nums = version, since, map[world.Has]int64{}
	}
	return v.nums, nil
}

// make makes the rows of a key.
func (k *keyRows) make(t world.Type, decided world.Decidable) error {
	if decided != nil {
		return k.rebuild(func(facts []world.Fact) ([]world.Row, error) { return k.obey(decided, facts) })
	}
	switch t := t.(type) {
	case world.Swept:
		return k.sweep(t)
	case world.Keyed:
		return k.rebuild(func(facts []world.Fact) ([]world.Row, error) { return t.Rows(k.key, facts) })
	}
	return fmt.Errorf("%s are neither keyed nor swept", k.kind)
}

// makes is the type that makes the rows of keys of a kind; decided is set if
// they are those that decisions are about.
func (s *Store) makes(kind world.Kind) (t world.Type, decided world.Decidable, err error) {
	for _, t := range s.types {
		if d, ok := t.(world.Decidable); ok && t.Kind().Decided() == kind {
			return t, d, nil
		}
	}
	t, err = s.typeOf(kind)
	return t, nil, err
}

// keyRows is the making of the rows of one key.
type keyRows struct {
	ctx       context.Context
	tx        *sql.Tx
	store     *Store
	kind      world.Kind // of the rows
	of        world.Kind // of the key
	key       string
	num       int64
	state     []byte // as it was
	decisions *rowDecisions
	known     map[world.Has]int64 // values that the transaction has asked for
	words     later
	pieces    map[int64][]givenFact // what sources gave to the kind of the key, that were asked for lately
}

func (k *keyRows) rebuild(make func([]world.Fact) ([]world.Row, error)) error {
	facts, err := k.facts(k.key, k.key)
	if err != nil {
		return err
	}
	var rows []world.Row
	if len(facts) > 0 {
		if rows, err = make(facts); err != nil {
			return err
		}
	}
	if rows, err = k.aside(rows, k.num); err != nil {
		return err
	}
	if err := k.put(rows); err != nil {
		return err
	}
	if err := k.giveFacts(k.num, rows); err != nil {
		return err
	}
	return k.clean(len(facts) > 0, nil)
}

// facts are those of the keys from first to last, by key, each in canonical order.
func (k *keyRows) facts(first, last string) (out []world.Fact, err error) {
	names, sources, ids := map[int64]string{}, []int64{}, map[int64]onrecord.ArticleID{}
	from, args := "k.kind = "+kindNum+" AND k.swept AND k.key BETWEEN ? AND ?", []any{string(k.of), first, last}
	if first == last {
		from, args = "k.num = ?", []any{k.num}
		if first != k.key {
			return nil, fmt.Errorf("facts of %q asked for %q", first, k.key)
		}
	}
	err = Each(k.ctx, k.tx, "SELECT k.num, k.key, f.source, coalesce(a.id, '') FROM world_key k JOIN world_fact f ON f.key = k.num LEFT JOIN article a ON a.num = f.source WHERE "+from, func(rows *sql.Rows) error {
		var num, source int64
		var key string
		var id onrecord.ArticleID
		err := rows.Scan(&num, &key, &source, &id)
		names[num], ids[source] = key, id
		sources = append(sources, source)
		return err
	}, args...)
	if err != nil {
		return nil, err
	}
	slices.Sort(sources)
	for _, source := range slices.Compact(sources) {
		given, err := k.piece(source)
		if err != nil {
			return nil, err
		}
		for _, f := range given {
			key, ok := names[f.key]
			if !ok {
				continue
			}
			if f.Key = key; source > 0 {
				f.Article = ids[source]
			}
			out = append(out, f.Fact)
		}
	}
	slices.SortStableFunc(out, func(f, g world.Fact) int { return cmp.Or(cmp.Compare(f.Key, g.Key), f.Compare(g)) })
	return out, nil
}

// mostPieces is how many sources' facts are remembered within a transaction: the
// keys of one article, and of those beside it, ask for the same.
const mostPieces = 256

// piece are the facts that a source gives to the kind of the key.
func (k *keyRows) piece(source int64) ([]givenFact, error) {
	if given, ok := k.pieces[source]; ok {
		return given, nil
	}
	given, err := k.store.given(k.ctx, k.tx, k.of, source)
	if err != nil {
		return nil, err
	}
	if len(k.pieces) >= mostPieces {
		clear(k.pieces)
	}
	k.pieces[source] = given
	return given, nil
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
	closed, err := k.aside(end.Closed, k.num)
	if err != nil {
		return err
	}
	if err := k.put(closed); err != nil {
		return err
	}
	if !hasAfter {
		if err := k.putOpen(end.Open); err != nil {
			return err
		}
	}
	return k.giveFactsOf(k.num)
}

// putOpen puts the rows that are open in place of those that were.
func (k *keyRows) putOpen(rows []world.Row) error {
	if k.decisions != nil {
		num, err := findKey(k.ctx, k.tx, openRows(k.kind), "")
		if err == nil && num == 0 {
			num, err = k.store.makeKey(k.ctx, k.tx, openRows(k.kind), "")
		}
		if err == nil {
			rows, err = k.aside(rows, num)
		}
		if err != nil {
			return err
		}
	}
	var days []int64
	if err := k.dropRows(&days, "SELECT num, key FROM world_row"+k.store.engine.By("world_row_open")+" WHERE kind = "+kindNum+" AND open", string(k.kind)); err != nil {
		return err
	}
	if err := k.add(rows, true); err != nil {
		return err
	}
	for _, day := range days {
		if err := k.giveFactsOf(day); err != nil {
			return err
		}
	}
	return nil
}

// openRows is the kind of the key by which rows that are open are laid aside.
func openRows(kind world.Kind) world.Kind { return kind + "-" }

// gone takes away a day without facts.
func (k *keyRows) gone() error {
	if _, err := k.aside(nil, k.num); err != nil {
		return err
	}
	if err := k.dropRows(nil, "SELECT num, key FROM world_row WHERE key = ?", k.num); err != nil {
		return err
	}
	if err := k.giveFactsOf(k.num); err != nil {
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
	err = k.tx.QueryRowContext(k.ctx, "SELECT num, key, state FROM world_key k WHERE kind = "+kindNum+" AND swept AND key "+than+` ?
		AND EXISTS (SELECT 1 FROM world_fact f WHERE f.key = k.num) ORDER BY key `+order+" LIMIT 1", string(k.kind), k.key).Scan(&d.num, &d.key, &d.state)
	if errors.Is(err, sql.ErrNoRows) {
		return d, false, nil
	}
	return d, err == nil, err
}

func (k *keyRows) mark(num int64) error { return markKey(k.ctx, k.tx, num) }

// clean notes that the rows are made; a key without facts goes.
func (k *keyRows) clean(keep bool, state []byte) error {
	query, args := "UPDATE world_key SET dirty = FALSE, state = ? WHERE num = ?", []any{state, k.num}
	if !keep {
		query, args = "DELETE FROM world_key WHERE num = ?", []any{k.num}
	}
	_, err := k.tx.ExecContext(k.ctx, query, args...)
	return err
}
