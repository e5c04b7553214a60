// Package notify tells people and programs what is new: a Watcher looks at what
// came to a store, fires the alerts of saved queries (package alert) and has
// them delivered, by webhook and by mail.
//
// A fact fires once. Its alert is stored, with its deliveries, in the
// transaction that notes that its query was told; a delivery that fails is
// tried again, longer and longer apart. Each bears its alert's id, by which
// whoever receives it knows it again should the program be killed between an
// answer and its note.
package notify

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/ask"
	"onrecord/ling"
	"onrecord/query"
)

// Store is what a Watcher looks at.
type Store interface {
	onrecord.Store
	alert.Store
	Memory
}

// Memory keeps values by room and key.
type Memory interface {
	// State is the value of a key, nil if it has none.
	State(ctx context.Context, room, key string) ([]byte, error)
	// StateKeys are a room's keys, sorted.
	StateKeys(ctx context.Context, room string) ([]string, error)
	// PutState sets a value; nil takes it away.
	PutState(ctx context.Context, room, key string, value []byte) error
}

// Watcher looks what is new.
type Watcher struct {
	store Store
	world func(context.Context) (*ask.World, error)
	hook  *Hook // nil for none
	mail  *Mail // nil for none
	now   func() time.Time

	mu        sync.Mutex
	listeners []*Listener

	hears sync.Mutex // one hears at a time
	heard time.Time  // when last
	key   string     // by which other programs know this one
	said  questions  // that they know
}

// Option is something about a watcher that is not as it is by itself.
type Option func(*Watcher)

// ByHook has webhooks called.
func ByHook(h *Hook) Option { return func(w *Watcher) { w.hook = h } }

// ByMail has mail sent.
func ByMail(m *Mail) Option { return func(w *Watcher) { w.mail = m } }

// At makes now the clock.
func At(now func() time.Time) Option { return func(w *Watcher) { w.now = now } }

// New makes a watcher of a store. world gives what comes of many articles as it
// is by all that have come: whoever is told of it must not miss any.
func New(store Store, world func(context.Context) (*ask.World, error), options ...Option) *Watcher {
	w := &Watcher{store: store, world: world, now: time.Now}
	for _, set := range options {
		set(w)
	}
	return w
}

// Save stores a query, which begins now. One with a webhook gets a secret.
func (w *Watcher) Save(ctx context.Context, q alert.Query) (alert.Query, error) {
	if err := q.Check(); err != nil {
		return q, err
	}
	if q.Webhook != "" && q.Secret == "" {
		key := make([]byte, 32)
		if _, err := rand.Read(key); err != nil {
			return q, fmt.Errorf("make a secret: %w", err)
		}
		q.Secret = secretStart + base64.StdEncoding.EncodeToString(key)
	}
	q.Made = w.now().UTC().Truncate(time.Microsecond)
	var marks []alert.Mark
	for f, err := range w.already(ctx, &q) {
		if err != nil {
			return q, fmt.Errorf("find what stands already: %w", err)
		}
		marks = append(marks, f.marks...)
	}
	return w.store.SaveQuery(ctx, q, marks)
}

// already are the facts of a query that are there when it begins, where arrivals
// alone do not tell that they are not new.
func (w *Watcher) already(ctx context.Context, q *alert.Query) iter.Seq2[fact, error] {
	switch {
	case alert.OfMany(q.List):
		return w.ofMany(ctx, q.List, q)
	case q.List == query.Actors:
		asked, err := q.Asked()
		if err == nil {
			return w.standing(ctx, asked)
		}
		return func(yield func(fact, error) bool) { yield(fact{}, err) }
	}
	return func(func(fact, error) bool) {}
}

// ofMany are the facts of a query of a list that comes of many articles.
func (w *Watcher) ofMany(ctx context.Context, of query.List, q *alert.Query) iter.Seq2[fact, error] {
	return func(yield func(fact, error) bool) {
		asked, err := q.Asked()
		if err != nil {
			yield(fact{}, err)
			return
		}
		world, err := w.world(ctx)
		if err != nil {
			yield(fact{}, err)
			return
		}
		for f, err := range many(ctx, world, ask.Question{List: of, Q: asked}) {
			if !yield(f, err) || err != nil {
				return
			}
		}
	}
}

// Look fires the alerts of all queries, and tells how many there were. A query
// that cannot be looked at keeps no other from it.
func (w *Watcher) Look(ctx context.Context) (n int, err error) {
	queries, err := w.store.SavedQueries(ctx)
	if err != nil {
		return 0, err
	}
	var faults []error
	if err := w.catchUp(ctx); err != nil {
		faults = append(faults, err)
	}
	for i := range queries {
		fired, err := w.look(ctx, &queries[i])
		n += fired
		if err != nil && onrecord.KindOf(err) != onrecord.NotFound { // one that was dropped meanwhile
			faults = append(faults, fmt.Errorf("saved query %d: %w", queries[i].ID, err))
		}
	}
	return n, errors.Join(faults...)
}

// look fires the alerts of one query.
func (w *Watcher) look(ctx context.Context, q *alert.Query) (n int, err error) {
	until, err := w.store.SeenUntil(ctx, q.ID)
	if err != nil {
		return 0, err
	}
	last, err := w.store.LastArrival(ctx)
	if err != nil {
		return 0, err
	}
	if alert.OfMany(q.List) {
		return w.compare(ctx, q, until, last)
	}
	if last <= until {
		return 0, nil
	}
	for {
		came, err := w.store.Arrived(ctx, until, batch)
		if err != nil || len(came) == 0 {
			return n, err
		}
		until = came[len(came)-1].Seq
		fired, err := w.fire(ctx, q, until, w.newIn(ctx, q, came))
		if n += fired; err != nil {
			return n, err
		}
	}
}

// compare fires the alerts of what a query of many articles has and was not told
// of, where an article came or something was decided since.
func (w *Watcher) compare(ctx context.Context, q *alert.Query, until, last int64) (int, error) {
	decided, err := w.isAgain(ctx, q.ID)
	if err != nil || !decided && last <= until {
		return 0, err
	}
	n, err := w.fire(ctx, q, last, w.ofMany(ctx, q.List, q))
	if err != nil && decided {
		err = errors.Join(err, w.again(ctx, q.ID))
	}
	return n, err
}

// batch is how many arrivals are looked at together: a day of a large archive,
// and a list of them that is quickly made.
const batch = 10_000

// fire fires the alerts of facts of which the query was not told.
func (w *Watcher) fire(ctx context.Context, q *alert.Query, until int64, facts iter.Seq2[fact, error]) (n int, err error) {
	parts, err := q.Parts()
	if err != nil {
		return 0, err
	}
	var alerts []alert.Alert
	for f, err := range facts {
		if err != nil {
			return 0, err
		}
		told, err := w.store.Told(ctx, q.ID, f.marks)
		if err != nil {
			return 0, err
		}
		a := alert.Alert{At: w.now().UTC().Truncate(time.Microsecond), Fact: f.Fact, Marks: f.marks, Decided: decidedBy(f.decided)}
		if !told {
			// Of whoever follows a thread, facts are of other lists than the query.
			p := parts[max(0, slices.IndexFunc(parts, func(p alert.Part) bool { return alert.NameOf(p.List) == f.List }))]
			if a.Fired, err = w.fired(ctx, p.List, p.Named, &f); err != nil { // the defaults are no clause that anybody wrote
				return 0, fmt.Errorf("tell why %s is one of %s: %w", f.ID, query.Print(p.Asked), err)
			}
			mark(a.Fired, p.List, f.decided)
		}
		alerts = append(alerts, a)
	}
	fired, err := w.store.Fire(ctx, q.ID, until, alerts)
	return len(fired), err
}

// few is up to how many articles are asked for one by one; beyond, the whole
// list is gone through once.
const few = 200

// newIn are the facts of a query that arrivals brought.
func (w *Watcher) newIn(ctx context.Context, q *alert.Query, came []alert.Arrival) iter.Seq2[fact, error] {
	return ofParts(q, func(p alert.Part) iter.Seq2[fact, error] {
		return func(yield func(fact, error) bool) {
			for f, err := range w.News(ctx, p.List, p.Asked, came) {
				if !yield(f.fact, err) || err != nil {
					return
				}
			}
		}
	})
}

// ofParts are the facts of each part of a query. What articles only name of an
// agreement is one of its list's, and no line of a timeline.
func ofParts(q *alert.Query, of func(alert.Part) iter.Seq2[fact, error]) iter.Seq2[fact, error] {
	return func(yield func(fact, error) bool) {
		parts, err := q.Parts()
		if err != nil {
			yield(fact{}, err)
			return
		}
		for _, p := range parts {
			for f, err := range of(p) {
				if err == nil && f.bare && q.List == query.Timeline {
					continue
				}
				if !yield(f, err) || err != nil {
					return
				}
			}
		}
	}
}

// Fresh is a fact that an arrival brought.
type Fresh struct {
	fact
	Seq     int64          // of the last arrival of its article
	Decided *alert.Decided // what made it one of a question's, nil where it came with an article
}

// Why is which clauses of a question the fact meets, and by which words.
func (w *Watcher) Why(ctx context.Context, of query.List, q query.Q, f *Fresh) ([]alert.Clause, error) {
	fired, err := w.fired(ctx, of, q, &f.fact)
	mark(fired, of, f.decided)
	return fired, err
}

// Kept is where queries and alerts are kept.
func (w *Watcher) Kept() alert.Store { return w.store }

// Noted is a fact of a list, and the mark by which it is known again.
type Noted struct {
	alert.Fact
	Mark alert.Mark
}

// Newest are the facts that a query asks for, those that were published last
// first, at most limit of them.
func (w *Watcher) Newest(ctx context.Context, q *alert.Query, limit int) (out []Noted, err error) {
	var world *ask.World
	if alert.OfMany(q.List) {
		if world, err = w.world(ctx); err != nil {
			return nil, err
		}
	}
	list := ofParts(q, func(p alert.Part) iter.Seq2[fact, error] {
		if world != nil {
			return many(ctx, world, ask.Question{List: p.List, Q: p.Asked, Limit: limit})
		}
		return w.claims(ctx, p.List, onrecord.Filter{Q: p.Asked, Sort: onrecord.ByPublDown, Limit: limit})
	})
	for f, err := range list {
		if err != nil {
			return nil, err
		}
		out = append(out, Noted{f.Fact, f.marks[0]})
		if len(out) == limit && world != nil { // a row may be many facts
			return out, nil
		}
	}
	if len(q.List.Parts()) > 0 { // each of which is in order
		slices.SortStableFunc(out, func(a, b Noted) int { return lastOf(b.Published).Compare(lastOf(a.Published)) })
	}
	return out[:min(len(out), limit)], nil
}

// lastOf is the last day of a day, month or year, zero for an unknown one.
func lastOf(day string) ling.Date {
	_, last, err := ling.ParsePeriod(day)
	if err != nil {
		return ling.Date{}
	}
	return last
}

// News are the facts of a list that arrivals brought, and that a question asks for.
func (w *Watcher) News(ctx context.Context, of query.List, q query.Q, came []alert.Arrival) iter.Seq2[Fresh, error] {
	if of == query.Actors {
		return w.firstNamed(ctx, q, came)
	}
	return func(yield func(Fresh, error) bool) {
		first, last, ids := articles(came)
		lists := []iter.Seq2[fact, error]{w.claims(ctx, of, onrecord.Filter{Q: q})}
		if len(ids) <= few {
			lists = nil
			for _, id := range ids {
				lists = append(lists, w.claims(ctx, of, onrecord.Filter{Q: query.All(q, query.Term{Field: "article", Value: string(id)})}))
			}
		}
		for _, list := range lists {
			for f, err := range list {
				if err != nil {
					yield(Fresh{}, err)
					return
				}
				before, arrived := first[f.Article]
				if !arrived || !before.New && !alert.New(f.marks, before.Had) {
					continue
				}
				if !yield(Fresh{fact: f, Seq: last[f.Article]}, nil) {
					return
				}
			}
		}
	}
}

// articles are those that arrived, in order, each with its first arrival, which
// knows what was there before, and the number of its last.
func articles(came []alert.Arrival) (first map[onrecord.ArticleID]alert.Arrival, last map[onrecord.ArticleID]int64, ids []onrecord.ArticleID) {
	first, last = map[onrecord.ArticleID]alert.Arrival{}, map[onrecord.ArticleID]int64{}
	for _, a := range came {
		if _, known := first[a.Article]; !known {
			first[a.Article] = a
		}
		last[a.Article] = a.Seq
	}
	for _, a := range came { // by their last, so that who has one has all before it
		if last[a.Article] == a.Seq {
			ids = append(ids, a.Article)
		}
	}
	return first, last, slices.Clip(ids)
}

// Keep looks and delivers until ctx ends, at once and then every so often.
// failed hears what went wrong; it is tried again.
func (w *Watcher) Keep(ctx context.Context, every time.Duration, failed func(error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		_, err := w.Look(ctx)
		if err == nil {
			_, err = w.Deliver(ctx)
		}
		if err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
