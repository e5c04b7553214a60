package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/decide"
	"onrecord/internal/export"
	"onrecord/internal/web/auth"
)

// decisionInput is a decision as a program gives it: who decides is who asks,
// and when is now.
type decisionInput struct {
	Body struct {
		Kind    onrecord.DecisionKind `json:"kind" enum:"merge,split,link,rename,hide,confirm,correct,code"`
		Subject onrecord.ActorID      `json:"subject,omitempty" doc:"An actor's id, of decisions about actors."`
		Object  struct {
			ID   onrecord.ActorID `json:"id,omitempty"`
			Name string           `json:"name,omitempty" doc:"Needed of somebody whom nobody knows, and to rename."`
		} `json:"object,omitempty" doc:"Who the subject is the same as, or is after all; the speaker of a correction."`
		Article onrecord.ArticleID `json:"article,omitempty"`
		On      onrecord.Target    `json:"on,omitempty" doc:"What it is about, of an article (article) or of a row of many articles (its list): claims are known by their id."`
		Of      string             `json:"of,omitempty" doc:"The id of the claim or the row."`
		Field   string             `json:"field,omitempty" doc:"What is corrected: speaker, act or date of a statement, date of an event, outlet, date or title of an article; the concept that is coded."`
		Value   string             `json:"value,omitempty"`
		Note    string             `json:"note,omitempty" maxLength:"2000" doc:"Why."`
	}
}

// decided is a decision as it was stored.
type decided struct {
	Body struct {
		export.DecisionRow
		Waits []string `json:"waits,omitempty" doc:"What it is about and the store has not: it holds for what comes, but may be a slip."`
	}
}

// decider decides about the store.
func (a *API) decider() *decide.Maker {
	return decide.New(a.store, a.known, a.rows, a.watch.Decided)
}

// Decide takes a decision.
func (a *API) Decide() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "decide", "Correct, confirm or hide what is shown")
		op.DefaultStatus = http.StatusCreated
		op.RequestBody = &huma.RequestBody{Content: map[string]*huma.MediaType{"application/json": {
			Example: map[string]any{"kind": "rename", "subject": "Q159", "object": map[string]any{"name": "Russia"}, "note": "as we write it"},
		}}}
		register(a, to, at, op, func(ctx context.Context, in *decisionInput) (*decided, error) {
			who, _ := auth.From(ctx)
			b := &in.Body
			made, err := a.decider().Decide(ctx, onrecord.Decision{
				Kind: b.Kind, Subject: b.Subject, Object: onrecord.Actor{ID: b.Object.ID, Name: b.Object.Name}, Article: b.Article,
				On: b.On, Of: b.Of, Field: b.Field, Value: b.Value, Note: b.Note, By: who.Name,
			})
			if err != nil {
				return nil, err
			}
			if err := a.noted(ctx, account.Decided, made.ID); err != nil {
				return nil, err
			}
			out := &decided{}
			out.Body.DecisionRow, out.Body.Waits = export.NewDecisionRow(made.Decision), made.Waits
			return out, nil
		})
	}
}

// noted has the log know what became of a decision.
func (a *API) noted(ctx context.Context, what account.Deed, decision int64) error {
	return a.note(ctx, what, "decision "+strconv.FormatInt(decision, 10))
}

type undoInput struct {
	ID   int64 `path:"id" example:"1" doc:"The decision's number."`
	Body struct {
		Undone bool `json:"undone" doc:"Whether it is taken back, or put in force again."`
	}
}

// Undo takes a decision back, or puts it in force again.
func (a *API) Undo() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "undo-decision", "Take a decision back, or put it in force again")
		op.RequestBody = &huma.RequestBody{Content: map[string]*huma.MediaType{"application/json": {Example: map[string]any{"undone": true}}}}
		register(a, to, at, op, func(ctx context.Context, in *undoInput) (*struct{}, error) {
			if err := a.decider().Undo(ctx, in.ID, in.Body.Undone); err != nil {
				return nil, err
			}
			what := account.Undid
			if !in.Body.Undone {
				what = account.Redid
			}
			return nil, a.noted(ctx, what, in.ID)
		})
	}
}

// Decisions lists all decisions.
func (a *API) Decisions() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "list-decisions", "Decisions, in the order they were made")
		op.Responses = answers[Page[export.DecisionRow]](to, "The decisions.")
		register(a, to, at, op, func(ctx context.Context, in *struct {
			Tag string `header:"If-None-Match"`
		}) (*huma.StreamResponse, error) {
			all, err := a.store.Decisions(ctx)
			if err != nil {
				return nil, err
			}
			p := Page[export.DecisionRow]{Rows: []export.DecisionRow{}, Count: len(all)}
			for _, d := range all {
				p.Rows = append(p.Rows, export.NewDecisionRow(d))
			}
			return whole(p, in.Tag)
		})
	}
}
