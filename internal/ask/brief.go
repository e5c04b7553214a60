package ask

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"onrecord"
	"onrecord/query"
)

// Archive is what Brief asks of a store beside its world.
type Archive interface {
	Told
	Tallies
	// Articles are listed without their texts.
	Articles(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.Article, error]
}

// Most is how much a dossier has at most.
type Most struct {
	Rows int // of each list
	Each int // entries of each sort that a row tells; 0 for all
}

// Brief gathers what there is on q, a query of query.Everything, the newest rows of
// each list. What became of agreements stands with these, and not in its timeline.
func (w *World) Brief(ctx context.Context, s Archive, q query.Q, most Most) (*onrecord.Brief, error) {
	b := &onrecord.Brief{Query: query.Print(q), Of: map[query.List]int{}}
	times := Times{Q: q, Only: []onrecord.MomentKind{onrecord.MomentStatement, onrecord.MomentEvent}, Newest: true, Limit: most.Rows}
	var err error
	if b.Of[query.Timeline], err = CountTimeline(ctx, s, times); err != nil {
		return nil, err
	}
	for m, err := range Timeline(ctx, s, times) {
		if err != nil {
			return nil, err
		}
		b.Timeline = append(b.Timeline, m)
	}
	times.Newest = false
	slices.SortStableFunc(b.Timeline, func(x, y onrecord.Moment) int { return times.compare(&x, &y) })
	for _, take := range []func() error{
		func() error { return gather(ctx, w, b, query.Positions, q, most.Rows, &b.Positions) },
		func() error { return gather(ctx, w, b, query.Ledger, q, most.Rows, &b.Agreements) },
		func() error { return gather(ctx, w, b, query.Disputes, q, most.Rows, &b.Disputes) },
		func() error { return gather(ctx, w, b, query.Incidents, q, most.Rows, &b.Incidents) },
		func() error { return gather(ctx, w, b, query.Stories, q, most.Rows, &b.Stories) },
	} {
		if err := take(); err != nil {
			return nil, err
		}
	}
	if most.Each > 0 {
		b.Shorten(most.Each)
	}
	slices.SortStableFunc(b.Positions, func(x, y onrecord.Position) int { return cmp.Compare(ordered(x.When), ordered(y.When)) })
	return b, sources(ctx, s, b)
}

// ordered is a day as it stands in order: those that are not known come last.
func ordered(day string) string {
	if day == "" || strings.HasPrefix(day, "X") {
		return "Z"
	}
	return day
}

// gather takes the newest rows of a list into one of a brief's, and counts them all.
func gather[T any](ctx context.Context, w *World, b *onrecord.Brief, of query.List, q query.Q, most int, into *[]T) error {
	part, never := of.Part(q)
	if b.Of[of] = 0; never {
		return nil
	}
	asked := Question{List: of, Q: of.Shown(part), Limit: most}
	n, err := w.Count(ctx, asked)
	if err != nil {
		return err
	}
	b.Of[of] = n
	for row, err := range All[T](ctx, w, asked) {
		if err != nil {
			return err
		}
		*into = append(*into, row)
	}
	return nil
}

// atOnce is how many articles are asked for at once.
const atOnce = 200

// sources are the articles that the rows quote. They are many where many rows are
// asked for, and none is read in full. What quotes an article that is not there
// any more is left out: rows of many articles are made anew a while after one went.
func sources(ctx context.Context, s Archive, b *onrecord.Brief) error {
	var ids []onrecord.ArticleID
	found := map[onrecord.ArticleID]*onrecord.Article{}
	for id := range b.Quoted() {
		if _, seen := found[id]; id != "" && !seen {
			found[id], ids = nil, append(ids, id)
		}
	}
	for some := range slices.Chunk(ids, atOnce) {
		asked := make([]query.Q, len(some))
		for i, id := range some {
			asked[i] = query.Term{Field: "article", Value: string(id)}
		}
		for a, err := range s.Articles(ctx, onrecord.Filter{Q: query.Any(asked...)}) {
			if err != nil {
				return fmt.Errorf("the sources of the brief: %w", err)
			}
			found[a.ID] = &a
		}
	}
	b.Keep(func(id onrecord.ArticleID) bool { return found[id] != nil })
	for _, id := range ids {
		if found[id] != nil {
			b.Sources = append(b.Sources, *found[id])
		}
	}
	return nil
}
