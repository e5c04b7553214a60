package relational

import (
	"context"
	"database/sql"
	"fmt"

	"onrecord/internal/world"
)

// factsLater are the facts of articles of a batch that gave none before.
type factsLater struct {
	all  []givenLater
	last int64 // the greatest number of the articles
}

type givenLater struct {
	kind   world.Kind
	source int64
	facts  []world.Fact
}

func (l *factsLater) add(kind world.Kind, source int64, facts []world.Fact) {
	if len(facts) > 0 {
		l.all = append(l.all, givenLater{kind, source, facts})
	}
}

// keyOf is a key of a kind.
type keyOf struct {
	kind world.Kind
	key  string
}

// write puts the facts, and marks their keys.
func (l *factsLater) write(ctx context.Context, tx *sql.Tx, s *Store) error {
	if l.last != 0 {
		if err := s.fallBehind(ctx, tx, l.last); err != nil {
			return err
		}
	}
	if len(l.all) == 0 {
		return nil
	}
	kinds := map[world.Kind]int64{}
	err := Each(ctx, tx, "SELECT kind, num FROM world_kind", func(rows *sql.Rows) error {
		var kind world.Kind
		var num int64
		err := rows.Scan(&kind, &num)
		kinds[kind] = num
		return err
	})
	if err != nil {
		return fmt.Errorf("number kinds: %w", err)
	}
	keys, err := l.keys(ctx, tx, s, kinds)
	if err != nil {
		return fmt.Errorf("number keys: %w", err)
	}
	var rows rowsLater
	given := rows.of("world_given", func() *Rows { return &Rows{Columns: []string{"source", "kind", "facts"}} })
	parts := rows.of("world_fact", func() *Rows { return &Rows{Columns: []string{"key", "source"}, Clash: "DO NOTHING"} })
	for _, g := range l.all {
		nums := map[string]int64{}
		for _, f := range g.facts {
			if _, had := nums[f.Key]; !had {
				nums[f.Key] = keys[keyOf{g.kind, f.Key}]
				parts.Rows = append(parts.Rows, []any{nums[f.Key], g.source})
			}
		}
		given.Rows = append(given.Rows, []any{g.source, kinds[g.kind], s.codec.Pack(writeGiven(g.facts, nums))})
	}
	*l = factsLater{}
	return rows.write(ctx, tx, s.engine)
}

// keys are the numbers of all keys that facts are of, each of which is dirty now.
func (l *factsLater) keys(ctx context.Context, tx *sql.Tx, s *Store, kinds map[world.Kind]int64) (map[keyOf]int64, error) {
	var wanted []keyOf
	var hashes []int64
	out := map[keyOf]int64{}
	for _, g := range l.all {
		for _, f := range g.facts {
			k := keyOf{g.kind, f.Key}
			if _, seen := out[k]; !seen {
				out[k] = 0
				wanted, hashes = append(wanted, k), append(hashes, hashed(string(k.kind), k.key))
			}
		}
	}
	there, err := marked(ctx, tx, hashes)
	if err != nil {
		return nil, err
	}
	rows := &Rows{Table: "world_key", Columns: []string{"kind", "key", "hash", "swept", "dirty"}, Clash: "DO NOTHING"}
	var made []keyOf
	for i, k := range wanted {
		if out[k] = there[numberedKey{kinds[k.kind], k.key}]; out[k] == 0 {
			rows.Rows = append(rows.Rows, []any{kinds[k.kind], k.key, hashes[i], s.isSwept(k.kind), true})
			made = append(made, k)
		}
	}
	if len(made) == 0 {
		return out, nil
	}
	nums, err := s.engine.PutNew(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	for i, k := range made {
		if out[k] = nums[i]; nums[i] == 0 { // somebody else has made it meanwhile
			if out[k], err = s.makeKey(ctx, tx, k.kind, k.key); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

type numberedKey struct {
	kind int64
	key  string
}

// marked makes the keys of some hashes dirty that there are, and returns their
// numbers. It waits for who makes their rows just now, so that what is made
// knows what comes, or is made again.
func marked(ctx context.Context, tx *sql.Tx, hashes []int64) (map[numberedKey]int64, error) {
	out := map[numberedKey]int64{}
	err := Each(ctx, tx, "UPDATE world_key SET dirty = TRUE WHERE hash IN "+integers+" RETURNING num, kind, key", func(rows *sql.Rows) error {
		var num int64
		var k numberedKey
		err := rows.Scan(&num, &k.kind, &k.key)
		out[k] = num
		return err
	}, text(hashes))
	return out, err
}

func (s *Store) isSwept(kind world.Kind) bool {
	t, err := s.typeOf(kind)
	if err != nil {
		return false
	}
	_, swept := t.(world.Swept)
	return swept
}
