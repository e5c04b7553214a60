package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/world"
	"onrecord/query"
)

// oneInput names one thing.
type oneInput struct {
	ID  string `path:"id" doc:"Its id, percent-encoded where it is a URL."`
	Tag string `header:"If-None-Match"`
}

// one is the operation that answers with one thing of an id.
func one[R any](a *API, id, summary string, find func(context.Context, string) (R, error)) Operation {
	return func(to huma.API, at Place) {
		op := operation(at, id, summary)
		op.Responses = answers[R](to, "It.")
		register(a, to, at, op, func(ctx context.Context, in *oneInput) (*huma.StreamResponse, error) {
			v, err := find(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			return whole(v, in.Tag)
		})
	}
}

// Record is all that was found in an article.
func (a *API) Record() Operation {
	return one(a, "get-article", "An article with its text and all that it claims", func(ctx context.Context, id string) (export.Record, error) {
		r, err := a.store.Record(ctx, onrecord.ArticleID(id))
		if err != nil {
			return export.Record{}, err
		}
		return export.NewRecord(r), nil
	})
}

// Actor is what all articles say of one actor.
func (a *API) Actor() Operation {
	return one(a, "get-actor", "An actor: names by outlet, roles over time, how often it speaks", func(ctx context.Context, id string) (export.ActorPage, error) {
		d, err := a.store.Actor(ctx, onrecord.ActorID(id))
		if err != nil {
			return export.ActorPage{}, err
		}
		return export.NewActorPage(d), nil
	})
}

// row is one row of a list of the world tier.
func row[R any](a *API, of query.List, id, summary string) Operation {
	return one(a, id, summary, func(ctx context.Context, id string) (R, error) {
		w, err := a.world(ctx)
		if err != nil {
			var none R
			return none, err
		}
		return ask.Row[R](ctx, w, of, id)
	})
}

// Story is one story.
func (a *API) Story() Operation {
	return row[onrecord.Story](a, query.Stories, "get-story", "A story with its articles")
}

// Thread is one thread.
func (a *API) Thread() Operation {
	return row[onrecord.Thread](a, query.Threads, "get-thread", "A thread with its stories")
}

// Incident is one incident.
func (a *API) Incident() Operation {
	return row[onrecord.Incident](a, query.Incidents, "get-incident", "An incident with the figures that each gives")
}

// Agreement is one agreement.
func (a *API) Agreement() Operation {
	return row[onrecord.LedgerAgreement](a, query.Ledger, "get-agreement", "An agreement with its history")
}

// Dispute is one dispute.
func (a *API) Dispute() Operation {
	return row[onrecord.Dispute](a, query.Disputes, "get-dispute", "A dispute with both sides' words")
}

// Position is one position.
func (a *API) Position() Operation {
	return row[onrecord.Position](a, query.Positions, "get-position", "A position with its words")
}

// Wording is one naming.
func (a *API) Wording() Operation {
	return row[onrecord.Naming](a, query.Namings, "get-naming", "A wording of an outlet with its first words")
}

// Inconsistency is one inconsistency.
func (a *API) Inconsistency() Operation {
	return row[onrecord.Inconsistency](a, query.Inconsistencies, "get-inconsistency", "What does not go together, with its words")
}

// rows are those that come of many articles, for decisions about them.
func (a *API) rows(ctx context.Context) (world.Lists, error) {
	w, err := a.world(ctx)
	if err != nil {
		return nil, err
	}
	return w.Lists(), nil
}
