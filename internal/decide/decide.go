// Package decide takes decisions as people give them, on the command line, on a
// page or through the API, and fills in what they leave out: who an actor is,
// what sort of claim an id is of, and when it was decided.
package decide

import (
	"context"
	"fmt"
	"slices"
	"time"

	"onrecord"
)

// Known says who an actor is that the world knows, as the knowledge base does.
type Known func(id onrecord.ActorID) (onrecord.Actor, bool)

// Maker makes decisions about what a store has.
type Maker struct {
	store onrecord.Store
	known Known
	rows  Rows
	tell  Tell
	now   func() time.Time
}

// Tell has something decided, and tells whoever asked to be told of what it
// changes. What is to be decided has no id yet, or that of the decision that is
// taken back or put in force again.
type Tell func(ctx context.Context, about onrecord.Decision, do func() (onrecord.Decision, error)) error

// silently tells nobody.
func silently(_ context.Context, _ onrecord.Decision, do func() (onrecord.Decision, error)) error {
	_, err := do()
	return err
}

// New makes a Maker. tell is nil where nobody is to be told.
func New(store onrecord.Store, known Known, rows Rows, tell Tell) *Maker {
	if tell == nil {
		tell = silently
	}
	return &Maker{store: store, known: known, rows: rows, tell: tell, now: time.Now}
}

// Made is a decision as it was stored.
type Made struct {
	onrecord.Decision
	// Waits names what it is about and the store has not: it holds for what
	// comes, but may be a slip.
	Waits []string
}

// Decide fills in and stores a decision. Its By says who decides; the name of
// its Object is needed only for somebody whom nobody knows.
func (m *Maker) Decide(ctx context.Context, d onrecord.Decision) (Made, error) {
	for _, id := range []onrecord.ActorID{d.Subject, d.Object.ID} {
		if id != "" && !onrecord.IsActorID(string(id)) {
			return Made{}, onrecord.Errorf(onrecord.Invalid, "%q is no actor's id, as Q58217 or x:ana-kovac", id)
		}
	}
	d.At = m.now().UTC().Truncate(time.Second)
	var err error
	if d.Object.ID != "" {
		if d.Object, err = m.who(ctx, d); err != nil {
			return Made{}, err
		}
	}
	if d.On == onrecord.OnActor && d.Of != "" {
		if d.On, err = m.claimed(ctx, d.Article, d.Of); err != nil {
			return Made{}, err
		}
	}
	if err := d.Check(); err != nil {
		return Made{}, err
	}
	if err := m.there(ctx, d); err != nil {
		return Made{}, err
	}
	waits, err := m.missing(ctx, d)
	if err != nil {
		return Made{}, err
	}
	made, err := m.Store(ctx, d)
	return Made{made, waits}, err
}

// Store stores a decision that lacks nothing.
func (m *Maker) Store(ctx context.Context, d onrecord.Decision) (made onrecord.Decision, err error) {
	err = m.tell(ctx, d, func() (onrecord.Decision, error) {
		made, err = m.store.Decide(ctx, d)
		return made, err
	})
	return made, err
}

// Undo takes a decision back, or puts it in force again.
func (m *Maker) Undo(ctx context.Context, id int64, undone bool) error {
	all, err := m.store.Decisions(ctx)
	if err != nil {
		return err
	}
	d := onrecord.Decision{ID: id} // the store knows best that there is none
	if at := slices.IndexFunc(all, func(o onrecord.Decision) bool { return o.ID == id }); at >= 0 {
		d = all[at]
	}
	d.Undone = undone
	return m.tell(ctx, d, func() (onrecord.Decision, error) { return d, m.store.Undo(ctx, id, undone) })
}

// who is the object of a decision: as the store has it, as the world knows it,
// or of the name that was given.
func (m *Maker) who(ctx context.Context, d onrecord.Decision) (onrecord.Actor, error) {
	id, name := d.Object.ID, d.Object.Name
	if d.Kind == onrecord.Split && name == "" {
		name = string(id) // whom a merge is taken back with need not be known
	}
	a, err := m.actor(ctx, id, name)
	if err != nil || a.Type != "" || d.On != onrecord.OnActor || d.Subject == "" {
		return a, err
	}
	if was, err := m.store.Actor(ctx, d.Subject); err == nil {
		a.Type = was.Type // nobody knows better
	}
	return a, nil
}

func (m *Maker) actor(ctx context.Context, id onrecord.ActorID, name string) (onrecord.Actor, error) {
	d, err := m.store.Actor(ctx, id)
	switch {
	case err == nil && d.ID == id: // and not another that stands for them
		return d.Actor, nil
	case err != nil && onrecord.KindOf(err) != onrecord.NotFound:
		return onrecord.Actor{}, err
	}
	if a, ok := m.known(id); ok {
		return a, nil
	}
	if name == "" {
		return onrecord.Actor{}, onrecord.Errorf(onrecord.Invalid, "nobody knows %s: say who it is with a name", id)
	}
	return onrecord.Actor{ID: id, Name: name, Codes: map[string]string{}}, nil
}

// claimed is what sort of claim an id of an article is of.
func (m *Maker) claimed(ctx context.Context, article onrecord.ArticleID, id string) (onrecord.Target, error) {
	r, err := m.store.AsFound(ctx, article)
	if err != nil {
		return "", err
	}
	var ids []string
	for c := range r.Claims() {
		if string(c.Head().ID) == id {
			return onrecord.Target(c.ClaimType()), nil
		}
		ids = append(ids, string(c.Head().ID))
	}
	return "", onrecord.Errorf(onrecord.NotFound, "article %q has no claim %q%s", article, id, suggestion(id, ids))
}

// missing is what a decision is about and the store has not.
func (m *Maker) missing(ctx context.Context, d onrecord.Decision) (out []string, err error) {
	if d.On == onrecord.OnActor {
		if out, err = m.missingActor(ctx, d); err != nil {
			return nil, err
		}
	}
	if d.Article == "" {
		return out, nil
	}
	switch _, err := m.store.Record(ctx, d.Article); {
	case err == nil:
	case onrecord.KindOf(err) == onrecord.NotFound:
		out = append(out, fmt.Sprintf("no article %q", d.Article))
	default:
		return nil, err
	}
	return out, nil
}

// missingActor is missing of who a decision is about. One that takes back what
// nobody decided is refused.
func (m *Maker) missingActor(ctx context.Context, d onrecord.Decision) (out []string, err error) {
	before, err := m.store.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	if merged := before.Verdicts(); d.Kind == onrecord.Split && merged.Of(d.Subject) != merged.Of(d.Object.ID) {
		return nil, onrecord.Errorf(onrecord.Invalid, "%s and %s are not merged: there is nothing to take back", d.Subject, d.Object.ID)
	}
	// Whom an earlier decision put another in the place of stands there no more.
	decided := slices.ContainsFunc(before, func(o onrecord.Decision) bool { return o.Subject == d.Subject })
	switch _, err := m.store.Actor(ctx, d.Subject); {
	case err == nil || decided:
	case onrecord.KindOf(err) == onrecord.NotFound:
		out = append(out, "no actor "+string(d.Subject))
	default:
		return nil, err
	}
	return out, nil
}
