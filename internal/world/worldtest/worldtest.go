// Package worldtest holds the types of package world to what is promised of them:
// the same articles give the same rows, in whatever order they came, come again,
// go and come back.
//
// Its Store is a small store in memory, for tests alone: it keeps facts, marks keys
// dirty and makes rows anew, as a real one does.
package worldtest

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/world"
)

// Store keeps facts and rows.
type Store struct {
	kinds []*kind
}

type kind struct {
	world.Type
	facts map[string]map[string][]world.Fact // by key, then by whose they are
	dirty map[string]bool
	rows  map[string][]world.Row // by key
	open  []world.Row            // of a sweep, as they stand at its last day
	state map[string][]byte
}

// New is a store of types, those first that others stand upon.
func New(types ...world.Type) *Store {
	s := &Store{}
	for _, t := range types {
		s.kinds = append(s.kinds, &kind{
			t, map[string]map[string][]world.Fact{}, map[string]bool{}, map[string][]world.Row{}, nil, map[string][]byte{},
		})
	}
	return s
}

// Put puts the facts of a record in place of those that its article gave before.
func (s *Store) Put(r *onrecord.Record) error {
	for _, k := range s.kinds {
		facts, err := k.Facts(r)
		if err != nil {
			return fmt.Errorf("facts of %s from %s: %w", k.Kind(), r.ID, err)
		}
		k.replace("article "+string(r.ID), facts)
	}
	return nil
}

// Remove takes an article's facts away.
func (s *Store) Remove(id onrecord.ArticleID) {
	for _, k := range s.kinds {
		k.replace("article "+string(id), nil)
	}
}

// replace puts facts in place of all that somebody gave, and marks the keys of both.
func (k *kind) replace(whose string, facts []world.Fact) {
	for key, by := range k.facts {
		if by[whose] != nil {
			delete(by, whose)
			k.dirty[key] = true
		}
	}
	for _, f := range facts {
		if k.facts[f.Key] == nil {
			k.facts[f.Key] = map[string][]world.Fact{}
		}
		k.facts[f.Key][whose] = append(k.facts[f.Key][whose], f)
		k.dirty[f.Key] = true
	}
}

// of are the facts of a key in canonical order.
func (k *kind) of(key string) []world.Fact {
	var out []world.Fact
	for _, whose := range slices.Sorted(maps.Keys(k.facts[key])) {
		out = append(out, k.facts[key][whose]...)
	}
	slices.SortStableFunc(out, world.Fact.Compare)
	return out
}

// Settle makes rows until no key is dirty.
func (s *Store) Settle() error {
	for i, k := range s.kinds {
		for len(k.dirty) > 0 {
			key := slices.Min(slices.Collect(maps.Keys(k.dirty)))
			delete(k.dirty, key)
			before := k.all()
			if err := k.rebuild(key); err != nil {
				return fmt.Errorf("rebuilding %s of key %q: %w", k.Kind(), key, err)
			}
			if err := s.tell(i, before); err != nil {
				return err
			}
		}
	}
	return nil
}

func (k *kind) rebuild(key string) (err error) {
	switch t := k.Type.(type) {
	case world.Keyed:
		k.rows[key] = nil
		if facts := k.of(key); len(facts) > 0 {
			k.rows[key], err = t.Rows(key, facts)
		}
		return err
	case world.Swept:
		return k.sweep(t, key)
	}
	return fmt.Errorf("%T is neither keyed nor swept", k.Type)
}

func (k *kind) sweep(t world.Swept, key string) error {
	days := slices.DeleteFunc(slices.Sorted(maps.Keys(k.facts)), func(d string) bool { return len(k.facts[d]) == 0 })
	at, stands := slices.BinarySearch(days, key)
	if !stands {
		delete(k.rows, key)
		delete(k.state, key)
		switch {
		case at < len(days):
			k.dirty[days[at]] = true
		case at > 0:
			k.dirty[days[at-1]] = true
		default:
			k.open = nil
		}
		return nil
	}
	d := world.Day{Key: key, Facts: k.of(key), Last: at+1 == len(days)}
	if at > 0 {
		d.Before = k.state[days[at-1]]
		for _, past := range days[:at] {
			if within(past, days[at-1], t.Window()) {
				d.Past = append(d.Past, k.of(past)...)
			}
		}
	}
	end, err := t.Sweep(d)
	if err != nil {
		return err
	}
	k.rows[key] = end.Closed
	if at+1 == len(days) {
		k.open = end.Open
	} else if old, had := k.state[key]; !had || !bytes.Equal(old, end.State) {
		k.dirty[days[at+1]] = true
	}
	k.state[key] = end.State
	return nil
}

// within says whether a day is among the last before one that follows last.
func within(day, last string, window int) bool {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return false
	}
	l, err := time.Parse(time.DateOnly, last)
	return err == nil && !d.Before(l.AddDate(0, 0, -window))
}

// all are the rows that stand, in the order of lists.
func (k *kind) all() []world.Row {
	out := slices.Clone(k.open)
	for _, key := range slices.Sorted(maps.Keys(k.rows)) {
		out = append(out, k.rows[key]...)
	}
	slices.SortFunc(out, func(a, b world.Row) int { return cmp.Or(cmp.Compare(b.Last, a.Last), cmp.Compare(a.ID, b.ID)) })
	return out
}

// tell gives the rows of a kind that changed to the kinds that stand upon it.
func (s *Store) tell(of int, before []world.Row) error {
	after := map[string]world.Row{}
	for _, r := range s.kinds[of].all() {
		after[r.ID] = r
	}
	for _, k := range s.kinds[of+1:] {
		t, upon := k.Type.(world.Upon)
		if !upon || !slices.Contains(t.Upon(), s.kinds[of].Kind()) {
			continue
		}
		for _, r := range before {
			if _, stands := after[r.ID]; !stands {
				k.replace("row "+r.ID, nil)
			}
		}
		for _, id := range slices.Sorted(maps.Keys(after)) {
			facts, err := t.RowFacts(s.kinds[of].Kind(), after[id])
			if err != nil {
				return err
			}
			k.replaceOther("row "+id, facts)
		}
	}
	return nil
}

// replaceOther replaces facts only where they are others.
func (k *kind) replaceOther(whose string, facts []world.Fact) {
	var old []world.Fact
	for _, key := range slices.Sorted(maps.Keys(k.facts)) {
		old = append(old, k.facts[key][whose]...)
	}
	byKey := slices.SortedStableFunc(slices.Values(facts), func(f, g world.Fact) int { return cmp.Compare(f.Key, g.Key) })
	if !slices.EqualFunc(old, byKey, func(f, g world.Fact) bool {
		return f.Key == g.Key && f.Compare(g) == 0 && bytes.Equal(f.Body, g.Body)
	}) {
		k.replace(whose, facts)
	}
}

// Rows are the rows of a kind, newest first.
func (s *Store) Rows(of world.Kind) []world.Row {
	for _, k := range s.kinds {
		if k.Kind() == of {
			return k.all()
		}
	}
	return nil
}

// Check lays records before types in several orders, with settling between, and
// wants the same rows of each.
func Check(t *testing.T, records []*onrecord.Record, types ...world.Type) {
	t.Helper()
	whole := New(types...)
	for _, r := range records {
		put(t, whole, r, false)
	}
	settle(t, whole)
	for _, of := range types {
		if d, ok := of.(world.Decidable); ok {
			composes(t, d, whole.Rows(of.Kind()))
		}
	}
	for name, way := range ways(records) {
		s := New(types...)
		way(t, s)
		settle(t, s)
		for _, k := range s.kinds {
			if got, want := show(k.all()), show(whole.Rows(k.Kind())); got != want {
				t.Errorf("%s of articles %s:\n%s\nwant\n%s", k.Kind(), name, got, want)
			}
		}
	}
}

// composes wants of the facts of every row the row, which begins with the first.
func composes(t *testing.T, d world.Decidable, rows []world.Row) {
	t.Helper()
	for _, row := range rows {
		if len(row.Facts) == 0 {
			t.Fatalf("%s %s does not say what it was made of", d.Kind(), row.ID)
		}
		again, err := d.Compose(row.Facts)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := show([]world.Row{again}), show([]world.Row{row}); got != want {
			t.Errorf("%s composed of its own facts:\n%s\nwant\n%s", d.Kind(), got, want)
		}
		if id, err := d.Member(row.Facts[0]); err != nil || id != row.ID {
			t.Errorf("%s %s begins with %s, %v", d.Kind(), row.ID, id, err)
		}
	}
}

func ways(records []*onrecord.Record) map[string]func(*testing.T, *Store) {
	return map[string]func(*testing.T, *Store){
		"one by one": func(t *testing.T, s *Store) {
			for _, r := range records {
				put(t, s, r, true)
			}
		},
		"the last first": func(t *testing.T, s *Store) {
			for _, r := range slices.Backward(records) {
				put(t, s, r, true)
			}
		},
		"every third late": func(t *testing.T, s *Store) {
			for late := range 3 {
				for i, r := range records {
					if i%3 == 2-late {
						put(t, s, r, i%2 == 0)
					}
				}
				settle(t, s)
			}
		},
		"put again, taken away and put back": func(t *testing.T, s *Store) {
			for _, r := range records {
				put(t, s, r, false)
			}
			settle(t, s)
			for i, r := range records {
				if i%2 == 0 {
					s.Remove(r.ID)
					settle(t, s)
				}
				put(t, s, r, true)
			}
		},
	}
}

func put(t *testing.T, s *Store, r *onrecord.Record, thenSettle bool) {
	t.Helper()
	if err := s.Put(r); err != nil {
		t.Fatal(err)
	}
	if thenSettle {
		settle(t, s)
	}
}

func settle(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Settle(); err != nil {
		t.Fatal(err)
	}
}

func show(rows []world.Row) string {
	var b bytes.Buffer
	for _, r := range rows {
		fmt.Fprintf(&b, "%s %s %s %v %q %s\n", r.ID, r.First, r.Last, r.Has, r.Words, r.Body)
	}
	return b.String()
}
