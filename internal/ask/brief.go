package ask

import (
	"context"
	"fmt"
	"iter"

	"onrecord"
	"onrecord/query"
)

// Statements are what Brief asks of a store beside its world.
type Statements interface {
	Statements(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.Row, error]
	CountStatements(ctx context.Context, f onrecord.Filter) (int, error)
	Record(ctx context.Context, id onrecord.ArticleID) (onrecord.Record, error)
}

// Brief gathers what there is on q, a query of query.Everything: at most most
// rows of each list, the newest.
func (w *World) Brief(ctx context.Context, s Statements, q query.Q, most int) (*onrecord.Brief, error) {
	b := &onrecord.Brief{Query: query.Print(q), Of: map[query.List]int{}}
	f := onrecord.Filter{Q: query.Statements.Shown(query.Statements.Of(q)), Limit: most, Sort: onrecord.ByDayDown}
	var err error
	if b.Of[query.Statements], err = s.CountStatements(ctx, f); err != nil {
		return nil, fmt.Errorf("count statements: %w", err)
	}
	for row, err := range s.Statements(ctx, f) {
		if err != nil {
			return nil, fmt.Errorf("list statements: %w", err)
		}
		b.Statements = append([]onrecord.Row{row}, b.Statements...)
	}
	for _, take := range []func() error{
		func() error { return gather(ctx, w, b, query.Ledger, q, most, &b.Agreements) },
		func() error { return gather(ctx, w, b, query.Disputes, q, most, &b.Disputes) },
		func() error { return gather(ctx, w, b, query.Positions, q, most, &b.Positions) },
		func() error { return gather(ctx, w, b, query.Incidents, q, most, &b.Incidents) },
		func() error { return gather(ctx, w, b, query.Stories, q, most, &b.Stories) },
	} {
		if err := take(); err != nil {
			return nil, err
		}
	}
	return b, sources(ctx, s, b)
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
func sources(ctx context.Context, s Statements, b *onrecord.Brief) error {
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
