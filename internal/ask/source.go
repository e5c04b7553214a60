package ask

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"

	"onrecord"
	"onrecord/query"
)

// Source is where the rows of a list come from, as whoever is answered has them.
type Source[R any] struct {
	// Rows are those that a question asks for behind a place in the list, "" for
	// its beginning, at most limit of them, 0 for all.
	Rows  func(ctx context.Context, q query.Q, after string, limit int) iter.Seq2[Placed[R], error]
	Count func(ctx context.Context, q query.Q) (int, error)
}

// Placed is a row with its place: after it are those behind it.
type Placed[R any] struct {
	Row   R
	Place string
}

// Page is a part of a list, never nil, and after what the rows behind it are,
// "" where there are none.
func (s Source[R]) Page(ctx context.Context, q query.Q, after string, limit int) (rows []R, next string, err error) {
	rows = []R{}
	last := ""
	for r, err := range s.Rows(ctx, q, after, limit+1) {
		if err != nil {
			return nil, "", err
		}
		if len(rows) == limit {
			return rows, last, nil
		}
		rows, last = append(rows, r.Row), r.Place
	}
	return rows, "", nil
}

// Claims are a list of a store, each row as convert has it.
func Claims[In interface{ RowID() onrecord.RowID }, R any](rows func(context.Context, onrecord.Filter) iter.Seq2[In, error], count func(context.Context, onrecord.Filter) (int, error), convert func(In) R) Source[R] {
	return Source[R]{
		Rows: func(ctx context.Context, q query.Q, after string, limit int) iter.Seq2[Placed[R], error] {
			return func(yield func(Placed[R], error) bool) {
				for r, err := range rows(ctx, onrecord.Filter{Q: q, After: onrecord.RowID(after), Limit: limit}) {
					if err != nil {
						yield(Placed[R]{}, err)
						return
					}
					if !yield(Placed[R]{convert(r), string(r.RowID())}, nil) {
						return
					}
				}
			}
		},
		Count: func(ctx context.Context, q query.Q) (int, error) { return count(ctx, onrecord.Filter{Q: q}) },
	}
}

// Many are a list of what comes of many articles, as it stands when it is asked for.
func Many[R any](world func(context.Context) (*World, error), of query.List) Source[R] {
	return Source[R]{
		Rows: func(ctx context.Context, q query.Q, after string, limit int) iter.Seq2[Placed[R], error] {
			return func(yield func(Placed[R], error) bool) {
				w, err := world(ctx)
				if err != nil {
					yield(Placed[R]{}, err)
					return
				}
				for row, err := range w.Rows(ctx, Question{List: of, Q: q, After: after, Limit: limit}) {
					p := Placed[R]{Place: row.ID}
					if err == nil {
						if err = json.Unmarshal(row.Body, &p.Row); err != nil {
							err = fmt.Errorf("read the stored row %s of %s: %w", row.ID, of, err)
						}
					}
					if !yield(p, err) || err != nil {
						return
					}
				}
			}
		},
		Count: func(ctx context.Context, q query.Q) (int, error) {
			w, err := world(ctx)
			if err != nil {
				return 0, err
			}
			return w.Count(ctx, Question{List: of, Q: q})
		},
	}
}

// Each are rows that are all at hand.
func Each[R any](rows []R) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}
