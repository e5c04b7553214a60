package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"onrecord/internal/account"
	"onrecord/internal/alert"
	"onrecord/internal/web/auth"
)

// Saved is a saved query as the API has it. Its secret is told once, to who saves it.
type Saved struct {
	ID      int64     `json:"id"`
	User    string    `json:"user"`
	Name    string    `json:"name"`
	List    string    `json:"list"`
	Q       string    `json:"q"`
	All     bool      `json:"all"`
	Webhook string    `json:"webhook"`
	Mail    string    `json:"mail"`
	Made    time.Time `json:"made"`
	Secret  string    `json:"secret,omitempty" doc:"Signs the webhook's calls, by Standard Webhooks 1.0.0; told only when the query is saved."`
}

func newSaved(q alert.Query) Saved {
	return Saved{q.ID, q.User, q.Name, alert.NameOf(q.List), q.Q, q.All, q.Webhook, q.Mail, q.Made, ""}
}

// savedInput is a query to save.
type savedInput struct {
	Body struct {
		Name    string `json:"name,omitempty" doc:"By itself what it asks."`
		List    string `json:"list" doc:"As addresses call it: statements, disputes, agreements …"`
		Q       string `json:"q,omitempty"`
		All     bool   `json:"all,omitempty" doc:"Also what the list leaves out by itself."`
		Webhook string `json:"webhook,omitempty" doc:"An address that anybody could reach; each alert is sent to it as {\"type\": \"alert.fired\", \"timestamp\", \"data\"}."`
		Mail    string `json:"mail,omitempty"`
	}
}

type savedOutput struct{ Body Saved }

// Save saves a query.
func (a *API) Save() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "save-query", "Save a query, to be told what is new from now on")
		op.DefaultStatus = http.StatusCreated
		op.RequestBody = &huma.RequestBody{Content: map[string]*huma.MediaType{"application/json": {
			Example: map[string]any{"name": "Minsk", "list": "statements", "q": "ceasefire speaker:Russia", "webhook": "https://hooks.example.org/onrecord"},
		}}}
		register(a, to, at, op, func(ctx context.Context, in *savedInput) (*savedOutput, error) {
			who, _ := auth.From(ctx)
			b := &in.Body
			of, err := alert.ListOf(b.List)
			if err != nil {
				return nil, err
			}
			q := alert.Query{User: who.Name, Name: b.Name, List: of, Q: b.Q, All: b.All, Webhook: b.Webhook, Mail: b.Mail}
			if q.Name == "" {
				q.Name = b.List + " " + b.Q
			}
			if q, err = a.watch.Save(ctx, q); err != nil {
				return nil, err
			}
			if err := a.note(ctx, account.SavedQuery, "saved query "+strconv.FormatInt(q.ID, 10)); err != nil {
				return nil, err
			}
			out := &savedOutput{newSaved(q)}
			out.Body.Secret = q.Secret
			return out, nil
		})
	}
}

// SavedQueries lists saved queries.
func (a *API) SavedQueries() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "list-saved", "Saved queries")
		op.Responses = answers[Page[Saved]](to, "The queries.")
		register(a, to, at, op, func(ctx context.Context, in *struct {
			Tag string `header:"If-None-Match"`
		}) (*huma.StreamResponse, error) {
			all, err := a.watch.Kept().SavedQueries(ctx)
			if err != nil {
				return nil, err
			}
			p := Page[Saved]{Rows: []Saved{}, Count: len(all)}
			for _, q := range all {
				p.Rows = append(p.Rows, newSaved(q))
			}
			return whole(p, in.Tag)
		})
	}
}

// savedID names a saved query.
type savedID struct {
	ID    int64  `path:"id" example:"1" doc:"The query's number."`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"50"`
	Tag   string `header:"If-None-Match"`
}

// Alerts lists what fired for a query.
func (a *API) Alerts() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "list-alerts", "What fired for a saved query, the newest first")
		op.Responses = answers[Page[alert.Alert]](to, "The alerts.")
		register(a, to, at, op, func(ctx context.Context, in *savedID) (*huma.StreamResponse, error) {
			if _, err := a.watch.Kept().SavedQuery(ctx, in.ID); err != nil {
				return nil, err
			}
			all, err := a.watch.Kept().Fired(ctx, in.ID, in.Limit)
			if err != nil {
				return nil, err
			}
			return whole(Page[alert.Alert]{Rows: there(all), Count: len(all)}, in.Tag)
		})
	}
}

// Drop takes a saved query away.
func (a *API) Drop() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "drop-query", "Take a saved query away, with its alerts: your own, or anybody's for an admin")
		register(a, to, at, op, func(ctx context.Context, in *struct {
			ID int64 `path:"id" example:"1" doc:"The query's number."`
		}) (*struct{}, error) {
			q, err := a.watch.Kept().SavedQuery(ctx, in.ID)
			if err == nil {
				err = auth.MayChange(ctx, q.Name, q.User)
			}
			if err != nil {
				return nil, err
			}
			if err := a.watch.Kept().DropQuery(ctx, in.ID); err != nil {
				return nil, err
			}
			return nil, a.note(ctx, account.DroppedQuery, "saved query "+strconv.FormatInt(in.ID, 10))
		})
	}
}
