package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/alert"
	"onrecord/internal/ask"
	"onrecord/internal/web/auth"
	"onrecord/query"
)

// Following is a thread that who asks follows.
type Following struct {
	Name   string       `json:"name"`
	Thread string       `json:"thread" doc:"Its id; empty where the story that it was followed by is in no thread any more."`
	New    []alert.Fact `json:"new" doc:"Disputes, what became of agreements, shifts of positions: what has come since it was last seen."`
}

// Following lists the threads that who asks follows.
func (a *API) Following() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "list-following", "The threads that you follow, with what is new in each")
		op.Responses = answers[Page[Following]](to, "They.")
		register(a, to, at, op, func(ctx context.Context, in *struct {
			Tag string `header:"If-None-Match"`
		}) (*huma.StreamResponse, error) {
			who, _ := auth.From(ctx)
			all, err := a.watch.Following(ctx, who.Name)
			if err != nil {
				return nil, err
			}
			p := Page[Following]{Rows: []Following{}, Count: len(all)}
			for _, f := range all {
				one := Following{Name: f.Query.Name, New: there(f.New)}
				if f.Thread != nil {
					one.Thread = f.Thread.ID
				}
				p.Rows = append(p.Rows, one)
			}
			return whole(p, in.Tag)
		})
	}
}

type followInput struct {
	ID   string `path:"id" doc:"The thread's."`
	Body struct {
		Do string `json:"do" enum:"follow,seen,leave"`
	}
}

// Follow begins to follow a thread, says that it has been seen, or ends it.
func (a *API) Follow() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "follow-thread", "Follow a thread, say that what is new in it has been seen, or follow it no more")
		op.DefaultStatus = http.StatusNoContent
		op.RequestBody = &huma.RequestBody{Content: map[string]*huma.MediaType{"application/json": {Example: map[string]any{"do": "follow"}}}}
		register(a, to, at, op, func(ctx context.Context, in *followInput) (*struct{}, error) {
			who, _ := auth.From(ctx)
			w, err := a.world(ctx)
			if err != nil {
				return nil, err
			}
			t, err := ask.Row[onrecord.Thread](ctx, w, query.Threads, in.ID)
			if err != nil {
				return nil, err
			}
			deed := account.SavedQuery
			switch in.Body.Do {
			case "seen":
				err = a.watch.SeenAll(ctx, who.Name, t)
			case "leave":
				deed, err = account.DroppedQuery, a.watch.Leave(ctx, who.Name, t)
			default:
				err = a.watch.Follow(ctx, who.Name, t)
			}
			if err != nil {
				return nil, err
			}
			return nil, a.note(ctx, deed, "thread "+t.ID)
		})
	}
}
