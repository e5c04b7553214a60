package notify

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/query"
)

// Decided has something decided, and fires the alerts of what is one of a saved
// query's by it and was not before: each list is asked for the article as it was
// and as it is. What is decided of actors in all articles, and of rows that come
// of many, fires nothing by itself.
func (w *Watcher) Decided(ctx context.Context, in onrecord.ArticleID, do func() (onrecord.Decision, error)) error {
	queries, err := w.ofClaims(ctx, in)
	if err != nil {
		return err
	}
	before := make([]map[string]bool, len(queries))
	for i := range queries {
		before[i] = map[string]bool{}
		for f, err := range w.ofArticle(ctx, &queries[i], in) {
			if err != nil {
				return fmt.Errorf("find what saved query %d has of %s: %w", queries[i].ID, in, err)
			}
			before[i][f.ID] = true
		}
	}
	d, err := do()
	if err != nil {
		return err
	}
	for i := range queries {
		if err := w.tell(ctx, &queries[i], d, before[i]); err != nil && onrecord.KindOf(err) != onrecord.NotFound { // one that was dropped meanwhile
			return fmt.Errorf("decision %d stands, but saved query %d was not told of it: %w", d.ID, queries[i].ID, err)
		}
	}
	return nil
}

// ofClaims are the saved queries that a decision about an article may concern.
func (w *Watcher) ofClaims(ctx context.Context, in onrecord.ArticleID) ([]alert.Query, error) {
	if in == "" {
		return nil, nil
	}
	all, err := w.store.SavedQueries(ctx)
	return slices.DeleteFunc(all, func(q alert.Query) bool { return alert.OfMany(q.List) }), err
}

// ofArticle are the facts of a query that stand in an article.
func (w *Watcher) ofArticle(ctx context.Context, q *alert.Query, in onrecord.ArticleID) iter.Seq2[fact, error] {
	asked, err := q.Asked()
	if err != nil {
		return func(yield func(fact, error) bool) { yield(fact{}, err) }
	}
	return w.claims(ctx, q.List, onrecord.Filter{Q: query.All(asked, query.Term{Field: "article", Value: string(in)})})
}

// tell fires the alerts of what a query has of an article now, and had not.
func (w *Watcher) tell(ctx context.Context, q *alert.Query, d onrecord.Decision, before map[string]bool) error {
	until, err := w.store.SeenUntil(ctx, q.ID)
	if err != nil {
		return err
	}
	_, err = w.fire(ctx, q, until, func(yield func(fact, error) bool) {
		for f, err := range w.ofArticle(ctx, q, d.Article) {
			if err == nil && before[f.ID] {
				continue
			}
			f.decided = &d
			if !yield(f, err) || err != nil {
				return
			}
		}
	})
	return err
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
