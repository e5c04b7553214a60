// Package ask answers questions about a store: it is the one layer that command
// line, page, API and exports stand on, so that they show the same rows in the
// same order and count them alike.
//
// A question is a list of package query, what is asked of it, and where in the
// list to begin. Rows of the world tier come as the JSON that the contract has
// for them, and never older than the claims they are made of: whatever keys
// are dirty are made anew first.
package ask

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/ledger"
	"onrecord/internal/world/position"
	"onrecord/ling"
	"onrecord/query"
)

// Question is what is asked of a list of the world tier.
type Question struct {
	List  query.List
	Q     query.Q
	After string // only rows behind the one of this id; "" for all
	Limit int    // 0 for no limit
}

// Listed reports whether rows of a kind are a list's, and not what such rows are made
// of on the way.
func Listed(kind string) bool { return world.Kind(kind).Listed() }

// World answers questions about the world tier.
type World struct {
	rows world.Lists
	kept Kept // nil for no reference lists
}

// Of is the World of a store's rows as they stand. Who wants them to be of
// today's claims settles the store first (process.Settle).
func Of(rows world.Lists) *World { return &World{rows: rows} }

// Lists are the rows as they stand.
func (w *World) Lists() world.Lists { return w.rows }

// Rows are the rows that a question asks for, newest first, undated last. The
// Body of each is whole: a story knows its thread.
func (w *World) Rows(ctx context.Context, q Question) iter.Seq2[world.Row, error] {
	return func(yield func(world.Row, error) bool) {
		f, err := w.filter(ctx, q)
		var more func(context.Context, []world.Row) error
		if err == nil {
			more, err = w.more(ctx, q.List)
		}
		if err != nil {
			yield(world.Row{}, err)
			return
		}
		for rows, err := range together(w.rows.Rows(ctx, world.KindOf(q.List), f)) {
			if err == nil && more != nil {
				err = more(ctx, rows)
			}
			if err != nil {
				yield(world.Row{}, fmt.Errorf("list %s: %w", q.List, err))
				return
			}
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

// page is how many rows are asked about together.
const page = 100

// together gives rows by the page.
func together(rows iter.Seq2[world.Row, error]) iter.Seq2[[]world.Row, error] {
	return func(yield func([]world.Row, error) bool) {
		var all []world.Row
		for row, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			if all = append(all, row); len(all) == page {
				if !yield(all, nil) {
					return
				}
				all = nil
			}
		}
		if len(all) > 0 {
			yield(all, nil)
		}
	}
}

// more is what is known of the rows of a list beyond what is stored of them;
// nil for nothing.
func (w *World) more(ctx context.Context, of query.List) (func(context.Context, []world.Row) error, error) {
	switch of {
	case query.Stories:
		return w.withThreads, nil
	case query.Ledger:
		one, err := w.beside(ctx)
		if one == nil || err != nil {
			return nil, err
		}
		return func(ctx context.Context, rows []world.Row) (err error) {
			for i := range rows {
				if rows[i].Body, err = one(ctx, rows[i]); err != nil {
					return err
				}
			}
			return nil
		}, nil
	}
	return nil, nil
}

// noThread is where a stored story says that it does not know its thread, which
// stands in no text: a quote there is escaped.
var noThread = []byte(`"thread":""`)

// withThreads has stories say which threads they belong to. Threads are made of
// stories, so that only they can know; they are asked once for all.
func (w *World) withThreads(ctx context.Context, rows []world.Row) error {
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	threads, err := w.rows.Having(ctx, world.Threads, "story", ids)
	if err != nil {
		return fmt.Errorf("the threads of stories: %w", err)
	}
	for i, row := range rows {
		thread, ok := threads[row.ID]
		if !ok {
			continue
		}
		before, after, ok := bytes.Cut(row.Body, noThread)
		if !ok {
			return fmt.Errorf("the stored story %s has no place for its thread", row.ID)
		}
		name, err := json.Marshal(thread)
		if err != nil {
			return fmt.Errorf("write the story %s: %w", row.ID, err)
		}
		rows[i].Body = slices.Concat(before, []byte(`"thread":`), name, after)
	}
	return nil
}

// Bodies are the rows that a question asks for as the contract has them.
func (w *World) Bodies(ctx context.Context, q Question) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		for row, err := range w.Rows(ctx, q) {
			if !yield(row.Body, err) || err != nil {
				return
			}
		}
	}
}

// Count is how many rows the question asks for, its Limit and After aside.
func (w *World) Count(ctx context.Context, q Question) (int, error) {
	n, err := w.rows.CountRows(ctx, world.KindOf(q.List), world.Filter{Q: q.Q})
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", q.List, err)
	}
	return n, nil
}

// Row is the row of an id as one of T: a type of the root package's world.go, or
// what somebody needs of it.
func Row[T any](ctx context.Context, w *World, of query.List, id string) (T, error) {
	var out T
	row, err := w.row(ctx, of, id)
	if err != nil {
		return out, fmt.Errorf("%s %s: %w", of, id, err)
	}
	more, err := w.more(ctx, of)
	rows := []world.Row{row}
	if err == nil && more != nil {
		err = more(ctx, rows)
	}
	if err != nil {
		return out, fmt.Errorf("%s %s: %w", of, id, err)
	}
	if err := json.Unmarshal(rows[0].Body, &out); err != nil {
		return out, fmt.Errorf("read the stored row of %s %s: %w", of, id, err)
	}
	return out, nil
}

// row is the row of an id without what it has, which nobody here asks for. Of one
// that is not there the store says so itself.
func (w *World) row(ctx context.Context, of query.List, id string) (world.Row, error) {
	rows, err := w.rows.RowsOf(ctx, world.KindOf(of), []string{id})
	if row, ok := rows[id]; ok || err != nil {
		return row, err
	}
	return w.rows.Row(ctx, world.KindOf(of), id)
}

// Several are the rows of some ids, by id, as Ts. A story among them does not know
// its thread.
func Several[T any](ctx context.Context, w *World, of query.List, ids []string) (map[string]T, error) {
	rows, err := w.rows.RowsOf(ctx, world.KindOf(of), ids)
	if err != nil {
		return nil, fmt.Errorf("%d rows of %s: %w", len(ids), of, err)
	}
	out := make(map[string]T, len(rows))
	for id, row := range rows {
		var v T
		if err := json.Unmarshal(row.Body, &v); err != nil {
			return nil, fmt.Errorf("read the stored row of %s %s: %w", of, id, err)
		}
		out[id] = v
	}
	return out, nil
}

// All are the rows that a question asks for, as Ts.
func All[T any](ctx context.Context, w *World, q Question) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for raw, err := range w.Bodies(ctx, q) {
			var v T
			if err == nil {
				if err = json.Unmarshal(raw, &v); err != nil {
					err = fmt.Errorf("read a stored row of %s: %w", q.List, err)
				}
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// filter is what a store is asked for a question.
func (w *World) filter(ctx context.Context, q Question) (world.Filter, error) {
	f := world.Filter{Q: q.Q, Limit: q.Limit}
	if q.After == "" {
		return f, nil
	}
	row, err := w.row(ctx, q.List, q.After)
	if err != nil {
		return f, fmt.Errorf("begin after %s: %w", q.After, err)
	}
	f.After = row.Place()
	return f, nil
}

// AgreementsAsOf are the agreements that a question of query.Ledger asks for as
// they were known by a day, ISO 8601: what came to be or was published later is
// left out, and so is an agreement of which nothing was known then.
func (w *World) AgreementsAsOf(ctx context.Context, q Question, day string) iter.Seq2[json.RawMessage, error] {
	limit := q.Limit
	q.Limit = 0 // of those known by then
	return func(yield func(json.RawMessage, error) bool) {
		n := 0
		for a, err := range All[onrecord.LedgerAgreement](ctx, w, q) {
			if err != nil {
				yield(nil, err)
				return
			}
			then, ok := ledger.AsOf(a, day)
			if !ok {
				continue
			}
			raw, err := json.Marshal(then)
			if n++; !yield(raw, err) || err != nil || n == limit {
				return
			}
		}
	}
}

// KnownBy is an agreement as it was known by a day, or a part of one ("2016-02"):
// what came to be later is left out. ok is false where nothing was known then.
func KnownBy(a onrecord.LedgerAgreement, day string) (at onrecord.LedgerAgreement, ok bool, err error) {
	_, last, err := ling.ParsePeriod(day)
	if err != nil {
		return a, false, onrecord.Errorf(onrecord.Invalid, "as of: %v", err)
	}
	at, ok = ledger.AsOf(a, last.String())
	return at, ok, nil
}

// positions are the positions that a question asks for, oldest first.
func (w *World) positions(ctx context.Context, q Question) ([]onrecord.Position, error) {
	var out []onrecord.Position
	for p, err := range All[onrecord.Position](ctx, w, q) {
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	slices.Reverse(out)
	return out, nil
}

// Shifts are where positions that a question asks for changed, oldest first.
func (w *World) Shifts(ctx context.Context, q Question) iter.Seq2[onrecord.Shift, error] {
	return func(yield func(onrecord.Shift, error) bool) {
		limit := q.Limit
		q.Limit = 0 // of shifts
		all, err := w.positions(ctx, q)
		if err != nil {
			yield(onrecord.Shift{}, err)
			return
		}
		for i, s := range position.Shifts(all) {
			if !yield(s, nil) || i+1 == limit {
				return
			}
		}
	}
}

// Network draws the positions that a question asks for as a network.
func (w *World) Network(ctx context.Context, q Question, o position.Options) ([]position.Row, error) {
	all, err := w.positions(ctx, q)
	if err != nil {
		return nil, err
	}
	return position.Network(all, o)
}
