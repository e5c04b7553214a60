package notify

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/world/position"
	"onrecord/query"
)

// Following is a thread that somebody follows, with what is new in it since they
// last said that they had seen it.
type Following struct {
	Query  alert.Query
	Thread *onrecord.Thread // nil where the story that it was followed by is in none any more
	New    []alert.Fact     // disputes, what became of agreements, shifts of positions
}

// follows is the question by which a thread is followed, "" where it has no
// stories: its first story, for the thread's id changes as it grows.
func follows(t onrecord.Thread) string {
	if len(t.Stories) == 0 {
		return ""
	}
	return query.Print(query.Term{Field: "story", Value: t.Stories[0]})
}

// followed reports whether a saved query is of a thread that is followed.
func followed(q alert.Query) bool {
	asked, err := query.Threads.Parse(q.Q)
	term, ok := asked.(query.Term)
	return err == nil && ok && q.List == query.Threads && term.Field == "story"
}

// Follow begins to follow a thread. What stands in it is not new. To follow what
// is followed already changes nothing.
func (w *Watcher) Follow(ctx context.Context, user string, t onrecord.Thread) error {
	all, err := w.Following(ctx, user)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(f Following) bool { return f.Thread != nil && f.Thread.ID == t.ID }) {
		return nil
	}
	q := alert.Query{User: user, Name: t.Title, List: query.Threads, Q: follows(t)}
	if q.Q == "" {
		return onrecord.Errorf(onrecord.Invalid, "thread %s has no stories to be followed by", t.ID)
	}
	if q.Name == "" {
		q.Name = "thread " + t.ID
	}
	if q, err = w.Save(ctx, q); err != nil {
		return err
	}
	return w.Seen(ctx, q, t)
}

// SeenAll is Seen for a thread that somebody follows.
func (w *Watcher) SeenAll(ctx context.Context, user string, t onrecord.Thread) error {
	return w.each(ctx, user, t, func(f Following) error { return w.Seen(ctx, f.Query, t) })
}

// Leave ends to follow a thread.
func (w *Watcher) Leave(ctx context.Context, user string, t onrecord.Thread) error {
	return w.each(ctx, user, t, func(f Following) error { return w.store.DropQuery(ctx, f.Query.ID) })
}

// each does something with what a thread is followed by.
func (w *Watcher) each(ctx context.Context, user string, t onrecord.Thread, do func(Following) error) error {
	all, err := w.Following(ctx, user)
	if err != nil {
		return err
	}
	found := false
	for _, f := range all {
		if f.Thread == nil || f.Thread.ID != t.ID {
			continue
		}
		found = true
		if err := do(f); err != nil {
			return err
		}
	}
	if !found {
		return onrecord.Errorf(onrecord.NotFound, "you do not follow thread %s", t.ID)
	}
	return nil
}

// Seen says that what is in a thread has been seen by who follows it.
func (w *Watcher) Seen(ctx context.Context, q alert.Query, t onrecord.Thread) error {
	until, err := w.store.SeenUntil(ctx, q.ID)
	if err != nil {
		return err
	}
	_, err = w.fire(ctx, &q, until, w.within(ctx, t))
	return err
}

// Following are the threads that somebody follows, the first followed first.
func (w *Watcher) Following(ctx context.Context, user string) ([]Following, error) {
	queries, err := w.store.SavedQueries(ctx)
	if err != nil {
		return nil, err
	}
	var out []Following
	for _, q := range queries {
		if q.User != user || !followed(q) {
			continue
		}
		f, err := w.followed(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("what is new in %s: %w", q.Name, err)
		}
		out = append(out, f)
	}
	return out, nil
}

// followed is a thread that is followed by a query, with what is new in it.
func (w *Watcher) followed(ctx context.Context, q alert.Query) (Following, error) {
	f := Following{Query: q}
	asked, err := q.Asked()
	if err != nil {
		return f, err
	}
	world, err := w.world(ctx)
	if err != nil {
		return f, err
	}
	for t, err := range ask.All[onrecord.Thread](ctx, world, ask.Question{List: query.Threads, Q: asked, Limit: 1}) {
		if err != nil {
			return f, err
		}
		f.Thread = &t
	}
	if f.Thread == nil {
		return f, nil
	}
	for fact, err := range w.within(ctx, *f.Thread) {
		if err != nil {
			return f, err
		}
		told, err := w.store.Told(ctx, q.ID, fact.marks)
		if err != nil {
			return f, err
		}
		if !told {
			f.New = append(f.New, fact.Fact)
		}
	}
	return f, nil
}

// How much of a thread is looked through for what is new: its newest articles,
// and of each list the newest rows that rest on them.
const (
	newestArticles = 60
	newestRows     = 200
)

// within are the disputes, the statuses of agreements and the shifts of
// positions of a thread's articles.
func (w *Watcher) within(ctx context.Context, t onrecord.Thread) iter.Seq2[fact, error] {
	return func(yield func(fact, error) bool) {
		world, err := w.world(ctx)
		if err != nil {
			yield(fact{}, err)
			return
		}
		for _, of := range []query.List{query.Disputes, query.Ledger, query.Positions} {
			asked := ask.Question{List: of, Q: ofArticles(of, t), Limit: newestRows}
			rows := many(ctx, world, asked)
			if of == query.Positions {
				rows = shifts(ctx, world, asked)
			}
			for f, err := range rows {
				if !yield(f, err) || err != nil {
					return
				}
			}
		}
	}
}

// ofArticles asks for what rests on a thread's newest articles.
func ofArticles(of query.List, t onrecord.Thread) query.Q {
	var any []query.Q
	for _, a := range t.Articles[max(0, len(t.Articles)-newestArticles):] {
		if term, err := of.NewTerm("article", string(a.ID)); err == nil { // an id is no fault of the asker
			any = append(any, term)
		}
	}
	return query.Any(any...)
}

// shifts are facts of positions that changed: a shift is known again by the
// position that it came to.
func shifts(ctx context.Context, w *ask.World, asked ask.Question) iter.Seq2[fact, error] {
	return func(yield func(fact, error) bool) {
		var all []onrecord.Position
		for p, err := range ask.All[onrecord.Position](ctx, w, asked) {
			if err != nil {
				yield(fact{}, err)
				return
			}
			all = append(all, p)
		}
		slices.Reverse(all) // the oldest first
		for _, s := range position.Shifts(all) {
			e := export.ShiftEntry(s)
			e.Head += ": " + s.From.Value + "d, now " + s.To.Value + "s"
			f, err := rowFact(query.Positions, s.To.ID, e, s, []alert.Mark{alert.MarkOf("shift", s.Concept, s.To.Value, where(s.To.Cite))})
			if !yield(f, err) || err != nil {
				return
			}
		}
	}
}
