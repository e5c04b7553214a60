package decide

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world"
)

// Rows gives the rows that come of many articles, as they stand.
type Rows func(ctx context.Context) (world.Lists, error)

// there is the error for a decision about a claim or a row that is not there: it
// would hold for nothing, and is a slip. What an article has that never came may
// still come (see missing).
func (m *Maker) there(ctx context.Context, d onrecord.Decision) error {
	switch {
	case d.On == onrecord.OnActor || d.On == onrecord.OnArticle:
		return nil
	case !slices.Contains(world.Kinds[:], world.Kind(d.On)):
		return m.thereInArticle(ctx, d)
	}
	before, err := m.store.Decisions(ctx)
	if err != nil {
		return err
	}
	rows, err := m.rows(ctx)
	if err != nil {
		return fmt.Errorf("bring %s up to date: %w", d.On, err)
	}
	ids := []string{d.Of}
	if d.Kind == onrecord.Merge {
		ids = append(ids, d.Value)
	}
	for _, id := range ids {
		decided := func(o onrecord.Decision) bool { return o.On == d.On && (o.Of == id || o.Value == id) }
		if slices.ContainsFunc(before, decided) {
			continue // it is hidden, or one with another
		}
		if err := row(ctx, rows, world.Kind(d.On), id); err != nil {
			return err
		}
	}
	return nil
}

// thereInArticle is there of a claim.
func (m *Maker) thereInArticle(ctx context.Context, d onrecord.Decision) error {
	if _, err := m.store.AsFound(ctx, d.Article); onrecord.KindOf(err) == onrecord.NotFound {
		return nil // it may come
	}
	on, err := m.claimed(ctx, d.Article, d.Of)
	if err == nil && on != d.On {
		err = onrecord.Errorf(onrecord.NotFound, "article %q has no %s %q: it is of type %s", d.Article, d.On, d.Of, on)
	}
	return err
}

// row is the error for an id that no row of a list has, with what is near it.
func row(ctx context.Context, rows world.Lists, of world.Kind, id string) error {
	_, err := rows.Row(ctx, of, id)
	if err == nil || onrecord.KindOf(err) != onrecord.NotFound {
		return err
	}
	for _, other := range world.Kinds {
		if _, err := rows.Row(ctx, other, id); err == nil && other != of {
			return onrecord.Errorf(onrecord.NotFound, "there is no row %q in %s; %s have it", id, of, other)
		}
	}
	var ids []string
	for r, err := range rows.Rows(ctx, of, world.Filter{Limit: lookedThrough}) {
		if err != nil {
			return fmt.Errorf("look for what is near %s: %w", id, err)
		}
		ids = append(ids, r.ID)
	}
	return onrecord.Errorf(onrecord.NotFound, "there is no row %q in %s%s", id, of, suggestion(id, ids))
}

// lookedThrough is among how many rows, the newest, one is looked for that is near.
const lookedThrough = 2000

// suggested is how many ids are suggested at most, and slips how many letters
// may be wrong: with more of them ids of one list are near each other by chance.
const (
	suggested = 3
	slips     = 2
)

// suggestion names ids that were meant, perhaps: those that begin as one does
// that was cut short, or differ in a letter or two.
func suggestion(id string, ids []string) string {
	type near struct {
		id  string
		far int
	}
	var all []near
	for _, other := range ids {
		switch far := distance(id, other); {
		case len(id) >= 3 && strings.HasPrefix(other, id):
			all = append(all, near{other, 0})
		case far <= min(slips, len(id)/3):
			all = append(all, near{other, far})
		}
	}
	if len(all) == 0 {
		return ""
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Compare(a.far, b.far) })
	var words []string
	for _, n := range all[:min(suggested, len(all))] {
		words = append(words, n.id)
	}
	return "; there is " + strings.Join(words, ", ")
}

// distance is how many bytes of one must be changed, put in or left out to make
// the other of it (Levenshtein's).
func distance(a, b string) int {
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		diagonal := last[0]
		last[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = last[j+1]
			last[j+1] = min(cost, last[j]+1, last[j+1]+1)
		}
	}
	return last[len(b)]
}
