package notify

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/query"
)

// Decided has something decided, and fires the alerts of what is one of a saved
// query's by it and was not before: each list is asked for what the decision is
// about as it was and as it is. What stood before is kept until all are told
// (see expected), so that a program which dies between the decision and its
// alerts loses none. What comes of many articles is compared as a whole once it
// is laid anew.
func (w *Watcher) Decided(ctx context.Context, about onrecord.Decision, do func() (onrecord.Decision, error)) error {
	queries, err := w.store.SavedQueries(ctx)
	if err != nil {
		return err
	}
	live := w.listening()
	away, err := w.elsewhere(ctx, &about)
	if err != nil {
		return fmt.Errorf("find what other programs listen for: %w", err)
	}
	if len(queries) == 0 && len(live) == 0 && len(away) == 0 {
		_, err := do()
		return err
	}
	e := expected{At: w.now().UTC(), About: about, Had: map[int64][]string{}}
	for i := range queries {
		if e.Had[queries[i].ID], err = w.had(ctx, &queries[i], &about); err != nil {
			return fmt.Errorf("find what saved query %d has of it: %w", queries[i].ID, err)
		}
	}
	for _, l := range live {
		if l.had, err = w.idsOf(ctx, l.of, l.q, &about); err != nil {
			return fmt.Errorf("find what a stream has of it: %w", err)
		}
	}
	key, err := w.expect(ctx, &e)
	if err != nil {
		return err
	}
	d, err := do()
	if err != nil {
		_ = w.forget(ctx, key) // nothing was decided, so nothing is found where it stays
		return err
	}
	for _, l := range live {
		w.hear(ctx, l, &d)
	}
	for i := range away {
		_ = w.leave(ctx, &away[i], &d) // a fault is none of the decision: the stream goes on without
	}
	if err := w.tellAll(ctx, queries, &e, &d); err != nil {
		return fmt.Errorf("decision %d stands, but it is told of later: %w", d.ID, err)
	}
	return w.forget(ctx, key)
}

// mostDecided is up to how many rows of a query a decision may be about: what is
// done to somebody of whom a large store says more fires nothing for that query.
const mostDecided = 5000

// errTooMany is that there are more than mostDecided.
var errTooMany = errors.New("too many rows")

// had are the rows that a query has of what is to be decided, nil where there
// are too many or none can be told.
func (w *Watcher) had(ctx context.Context, q *alert.Query, about *onrecord.Decision) ([]string, error) {
	if alert.OfMany(q.List) || q.List == query.Actors { // nobody is first named by a decision
		return nil, nil
	}
	parts, err := q.Parts()
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, p := range parts {
		more, err := w.idsOf(ctx, p.List, p.Asked, about)
		if more == nil || err != nil {
			return nil, err
		}
		ids = append(ids, more...)
	}
	return ids, nil
}

// idsOf are the rows of a question that a decision is about; nil for too many.
func (w *Watcher) idsOf(ctx context.Context, of query.List, q query.Q, about *onrecord.Decision) ([]string, error) {
	ids := []string{}
	for f, err := range w.concerned(ctx, of, q, about) {
		if errors.Is(err, errTooMany) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		ids = append(ids, rowOf(&f))
	}
	return ids, nil
}

// rowOf is by what a fact is known before and after a decision: copies of one
// text have claims of one id.
func rowOf(f *fact) string { return string(f.Article) + "\x00" + f.ID }

// concerned are the facts of a question that a decision is about.
func (w *Watcher) concerned(ctx context.Context, of query.List, q query.Q, d *onrecord.Decision) iter.Seq2[fact, error] {
	return func(yield func(fact, error) bool) {
		within := touched(of, d)
		if within == nil {
			return
		}
		n := 0
		for f, err := range w.claims(ctx, of, onrecord.Filter{Q: query.All(q, within), Limit: mostDecided + 1}) {
			if n++; err == nil && n > mostDecided {
				err = errTooMany
			}
			if !yield(f, err) || err != nil {
				return
			}
		}
	}
}

// touched asks a list of claims for the rows that a decision is about: those of
// its article, or those that name whom it is about; nil for none.
func touched(of query.List, d *onrecord.Decision) query.Q {
	if slices.Contains(onrecord.RowTargets[:], d.On) {
		return nil // what comes of many articles changes no claim
	}
	if d.Article != "" {
		return query.Term{Field: "article", Value: string(d.Article)}
	}
	var any []query.Q
	for _, f := range of.Fields() {
		if f.Match != query.ByName {
			continue
		}
		for _, id := range []onrecord.ActorID{d.Subject, d.Object.ID} {
			if id != "" {
				any = append(any, query.Term{Field: f.Name, Value: string(id)})
			}
		}
	}
	return query.Any(any...)
}

// tellAll fires the alerts of what queries have by a decision and had not.
func (w *Watcher) tellAll(ctx context.Context, queries []alert.Query, e *expected, d *onrecord.Decision) error {
	for i := range queries {
		q := &queries[i]
		had, asked := e.Had[q.ID]
		if !asked { // it began since
			continue
		}
		var err error
		if alert.OfMany(q.List) {
			err = w.again(ctx, q.ID)
		} else if had != nil {
			err = w.tell(ctx, q, d, had)
		}
		if err != nil && onrecord.KindOf(err) != onrecord.NotFound { // one that was dropped meanwhile
			return fmt.Errorf("saved query %d: %w", q.ID, err)
		}
	}
	return nil
}

// mostFired is how many alerts one decision fires for a query: somebody's name
// may stand in thousands of articles, and nobody reads as many letters.
const mostFired = 50

// tell fires the alerts of what a query has by a decision and had not.
func (w *Watcher) tell(ctx context.Context, q *alert.Query, d *onrecord.Decision, had []string) error {
	until, err := w.store.SeenUntil(ctx, q.ID)
	if err != nil {
		return err
	}
	_, err = w.fire(ctx, q, until, ofParts(q, func(p alert.Part) iter.Seq2[fact, error] { return w.come(ctx, p.List, p.Asked, d, had) }))
	return err
}

// come are the facts of a question that a decision has made its own, the first
// mostFired of them.
func (w *Watcher) come(ctx context.Context, of query.List, q query.Q, d *onrecord.Decision, had []string) iter.Seq2[fact, error] {
	return func(yield func(fact, error) bool) {
		before, n := map[string]bool{}, 0
		for _, id := range had {
			before[id] = true
		}
		for f, err := range w.concerned(ctx, of, q, d) {
			if errors.Is(err, errTooMany) {
				return
			}
			if err == nil && before[rowOf(&f)] {
				continue
			}
			f.decided = d
			if n++; !yield(f, err) || err != nil || n == mostFired {
				return
			}
		}
	}
}

// decidedBy is a decision as an alert tells of it.
func decidedBy(d *onrecord.Decision) *alert.Decided {
	if d == nil {
		return nil
	}
	return &alert.Decided{Decision: d.ID, Kind: string(d.Kind), Field: d.Field, Value: valueOf(d), By: d.By, Note: d.Note, Undone: d.Undone}
}

// valueOf is what is so by a decision, in words.
func valueOf(d *onrecord.Decision) string { return cmp.Or(d.Object.Name, d.Value) }

// mark marks the clauses that a decision has met.
func mark(clauses []alert.Clause, of query.List, d *onrecord.Decision) {
	if d == nil {
		return
	}
	for i := range clauses {
		q, err := of.Parse(clauses[i].Clause)
		clauses[i].Corrected = err == nil && concerns(d, of, q, clauses[i].Words)
	}
}

// concerns reports whether a clause asks for what a decision changes.
func concerns(d *onrecord.Decision, of query.List, q query.Q, words string) bool {
	t, ok := q.(query.Term)
	if !ok { // words, which may be those of a title, or of whoever is named
		return wordsIn(valueOf(d), words, false) != ""
	}
	switch {
	case d.On == onrecord.OnActor || d.Field == "speaker":
		f, known := of.Field(t.Field)
		return known && f.Match == query.ByName && (d.On == onrecord.OnActor || t.Field == "speaker" || t.Field == "actor")
	case d.Field == "date":
		return t.Field == "since" || t.Field == "until"
	}
	return t.Field == d.Field
}
