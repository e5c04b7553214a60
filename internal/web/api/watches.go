package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/intake"
	"onrecord/internal/watch"
)

// Watch is an address that is watched.
type Watch struct {
	Address  string    `json:"address" doc:"Of a feed, a sitemap or a page."`
	Every    string    `json:"every" doc:"How often it is looked at, as 1h0m0s."`
	Added    time.Time `json:"added"`
	Checked  time.Time `json:"checked,omitzero" doc:"When it was looked at last."`
	Next     time.Time `json:"next,omitzero" doc:"When it is due."`
	Articles int       `json:"articles" doc:"That were read of it, in all."`
	Failures int       `json:"failures" doc:"How often in a row it could not be looked at."`
	Fault    string    `json:"fault,omitempty" doc:"Of the last of them."`
	Came     *Came     `json:"came,omitempty" doc:"What came of the last look that brought a page."`
}

// Came is what a look brought.
type Came struct {
	At      time.Time `json:"at"`
	Read    int       `json:"read"`
	Refused int       `json:"refused" doc:"Pages that were no articles."`
	Why     []Refusal `json:"why" doc:"Of the first of them."`
}

// Refusal is why a page was no article.
type Refusal struct {
	Link string `json:"link"`
	Why  string `json:"why"`
}

func newWatch(w *watch.Watch) Watch {
	out := Watch{Address: w.Address, Every: w.Every.String(), Added: w.Added, Checked: w.Checked, Next: w.Next, Articles: w.Read, Failures: w.Failures, Fault: w.Fault}
	if c := w.Came; c != nil {
		out.Came = &Came{At: c.At, Read: c.Read, Refused: c.Refused, Why: []Refusal{}}
		for _, why := range c.Why {
			out.Came.Why = append(out.Came.Why, Refusal(why))
		}
	}
	return out
}

// watches are what the server watches.
func (a *API) watches() (*intake.Watches, error) {
	if a.desk == nil || a.desk.Watches() == nil {
		return nil, onrecord.Errorf(onrecord.NotFound, "this server watches nothing")
	}
	return a.desk.Watches(), nil
}

// Watches lists what is watched.
func (a *API) Watches() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "list-watches", "What is watched, and what came of it")
		op.Responses = answers[Page[Watch]](to, "The watches.")
		register(a, to, at, op, func(ctx context.Context, in *struct {
			Tag string `header:"If-None-Match"`
		}) (*huma.StreamResponse, error) {
			p := Page[Watch]{Rows: []Watch{}}
			if state, ok := a.store.(watch.Store); ok {
				all, err := watch.List(ctx, state)
				if err != nil {
					return nil, err
				}
				for i := range all {
					p.Rows = append(p.Rows, newWatch(&all[i]))
				}
			}
			p.Count = len(p.Rows)
			return whole(p, in.Tag)
		})
	}
}

type watchInput struct {
	Body struct {
		Address string `json:"address" maxLength:"2000" doc:"Of a feed, a sitemap or a page."`
		Every   string `json:"every,omitempty" doc:"How often it is looked at, a minute at least; an hour where nothing is said." example:"1h"`
	}
}

// BeginWatch begins to watch an address, or changes how often it is looked at.
func (a *API) BeginWatch() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "begin-watch", "Begin to watch an address, or change how often it is looked at")
		op.DefaultStatus = http.StatusNoContent
		op.RequestBody = &huma.RequestBody{Content: map[string]*huma.MediaType{"application/json": {Example: map[string]any{"address": "https://post.example/feed.xml", "every": "1h"}}}}
		register(a, to, at, op, func(ctx context.Context, in *watchInput) (*struct{}, error) {
			every := time.Hour
			if in.Body.Every != "" {
				var err error
				if every, err = time.ParseDuration(in.Body.Every); err != nil {
					return nil, onrecord.Errorf(onrecord.Invalid, "every %q is no time", in.Body.Every)
				}
			}
			return nil, a.changeWatch(ctx, account.Watched, in.Body.Address, func(all *intake.Watches) error { return all.Add(ctx, in.Body.Address, every) })
		})
	}
}

type watchPlace struct {
	Address string `path:"address" example:"https%3A%2F%2Fpost.example%2Ffeed.xml" doc:"The address, escaped."`
}

// EndWatch watches an address no longer.
func (a *API) EndWatch() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "end-watch", "Watch an address no longer; the articles stay")
		op.DefaultStatus = http.StatusNoContent
		register(a, to, at, op, func(ctx context.Context, in *watchPlace) (*struct{}, error) {
			return nil, a.changeWatch(ctx, account.Unwatched, in.Address, func(all *intake.Watches) error { return watch.Remove(ctx, all, in.Address) })
		})
	}
}

// LookNow has an address that is watched looked at.
func (a *API) LookNow() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "look-now", "Have an address that is watched looked at soon, due or not")
		op.DefaultStatus = http.StatusNoContent
		register(a, to, at, op, func(ctx context.Context, in *watchPlace) (*struct{}, error) {
			return nil, a.changeWatch(ctx, account.LookedAt, in.Address, func(all *intake.Watches) error { return all.Look(ctx, in.Address) })
		})
	}
}

// changeWatch does something with what is watched, and notes who did.
func (a *API) changeWatch(ctx context.Context, what account.Deed, address string, do func(*intake.Watches) error) error {
	all, err := a.watches()
	if err != nil {
		return err
	}
	if err := do(all); err != nil {
		return err
	}
	return a.note(ctx, what, address)
}
