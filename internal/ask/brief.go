package ask

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/query"
)

// Archive is what Brief asks of a store beside its world.
type Archive interface {
	Told
	Tallies
	Record(ctx context.Context, id onrecord.ArticleID) (onrecord.Record, error)
}

// Brief gathers what there is on q, a query of query.Everything: at most most
// rows of each list, the newest. What became of agreements stands with these,
// and not in its timeline.
func (w *World) Brief(ctx context.Context, s Archive, q query.Q, most int) (*onrecord.Brief, error) {
	b := &onrecord.Brief{Query: query.Print(q), Of: map[query.List]int{}}
	times := Times{Q: q, Only: []onrecord.MomentKind{onrecord.MomentStatement, onrecord.MomentEvent}, Newest: true, Limit: most}
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
		func() error { return gather(ctx, w, b, query.Positions, q, most, &b.Positions) },
		func() error { return gather(ctx, w, b, query.Ledger, q, most, &b.Agreements) },
		func() error { return gather(ctx, w, b, query.Disputes, q, most, &b.Disputes) },
		func() error { return gather(ctx, w, b, query.Incidents, q, most, &b.Incidents) },
		func() error { return gather(ctx, w, b, query.Stories, q, most, &b.Stories) },
	} {
		if err := take(); err != nil {
			return nil, err
		}
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
	asked := Question{List: of, Q: of.Shown(of.Of(q)), Limit: most}
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

// sources are the articles that the rows quote.
func sources(ctx context.Context, s Archive, b *onrecord.Brief) error {
	seen := map[onrecord.ArticleID]bool{}
	for id := range b.Quoted() {
		if id == "" || seen[id] {
			continue
		}
		seen[id] = true
		r, err := s.Record(ctx, id)
		if err != nil {
			return fmt.Errorf("a source of the brief: %w", err)
		}
		r.Text, r.Blocks = "", nil
		b.Sources = append(b.Sources, r.Article)
	}
	return nil
}
