package notify

import (
	"cmp"
	"context"
	"iter"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/export"
	"onrecord/query"
)

// firstNamed are the actors of a question whom the articles that arrived were the
// first to name.
func (w *Watcher) firstNamed(ctx context.Context, q query.Q, came []alert.Arrival) iter.Seq2[Fresh, error] {
	return func(yield func(Fresh, error) bool) {
		asked, err := alert.ActorsOf(q)
		if err != nil {
			yield(Fresh{}, err)
			return
		}
		_, last, ids := articles(came)
		for _, id := range ids {
			for f, err := range w.firstNamedIn(ctx, asked, id) {
				if !yield(Fresh{fact: f, Seq: last[id]}, err) || err != nil {
					return
				}
			}
		}
	}
}

// firstNamedIn are those of an article. One that was taken away since is the first
// to name nobody.
func (w *Watcher) firstNamedIn(ctx context.Context, asked onrecord.ActorFilter, id onrecord.ArticleID) iter.Seq2[fact, error] {
	return func(yield func(fact, error) bool) {
		r, err := w.store.Record(ctx, id)
		if onrecord.KindOf(err) == onrecord.NotFound {
			return
		}
		if err != nil {
			yield(fact{}, err)
			return
		}
		if asked.Among = nil; len(r.Actors) == 0 {
			return
		}
		for _, a := range r.Actors {
			asked.Among = append(asked.Among, a.ID)
		}
		for v, err := range w.store.Actors(ctx, asked) {
			var d onrecord.ActorDetail
			if err == nil {
				d, err = w.store.Actor(ctx, v.ID)
			}
			if err == nil && d.FirstIn != id {
				continue
			}
			var f fact
			if err == nil {
				f, err = actorFact(&r, &d.ActorView)
			}
			if !yield(f, err) || err != nil {
				return
			}
		}
	}
}

// standing are the actors of a question that are there already.
func (w *Watcher) standing(ctx context.Context, q query.Q) iter.Seq2[fact, error] {
	return func(yield func(fact, error) bool) {
		asked, err := alert.ActorsOf(q)
		if err != nil {
			yield(fact{}, err)
			return
		}
		for v, err := range w.store.Actors(ctx, asked) {
			if !yield(fact{marks: alert.Actor(v.Actor)}, err) || err != nil {
				return
			}
		}
	}
}

// actorFact is that an article names an actor, in the words that it first does.
func actorFact(r *onrecord.Record, v *onrecord.ActorView) (fact, error) {
	words := v.Name
	for _, m := range r.Mentions {
		if m.Actor == v.ID && m.Type.Name() {
			words = m.In(r.Text)
			break
		}
	}
	f, err := newFact(query.Actors, &r.Article, onrecord.ClaimID(v.ID), v.Name, words, export.NewActorRow(*v), 0, map[string]string{"name": v.Name, "type": cmp.Or(v.Role, string(v.Type)), "unknown": v.Name})
	f.marks = alert.Actor(v.Actor)
	return f, err
}
