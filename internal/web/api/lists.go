package api

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/url"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/ling"
	"onrecord/query"
)

// claims is list of what single articles claim, in any of the list's orders.
func claims[In interface{ RowID() onrecord.RowID }, R any](a *API, of query.List, summary string, rows func(context.Context, onrecord.Filter) iter.Seq2[In, error], count func(context.Context, onrecord.Filter) (int, error), convert func(In) R) Operation {
	var orders []string
	for name := range ask.Sorts(of) { // sorted below
		orders = append(orders, name, "-"+name)
	}
	slices.Sort(orders)
	more := []*huma.Param{choice("sort", "The column that orders them; with a \"-\", the last first.", "", orders...)}
	return listOf(a, of, summary, more, func(v url.Values) (from ask.Source[R], err error) {
		sort, err := ask.SortOf(of, v.Get("sort"))
		return ask.Claims(func(ctx context.Context, f onrecord.Filter) iter.Seq2[In, error] {
			f.Sort = sort
			return rows(ctx, f)
		}, count, convert), err
	})
}

// Articles lists articles.
func (a *API) Articles() Operation {
	return claims(a, query.Articles, "Articles, newest first", a.store.Articles, a.store.CountArticles, export.NewArticleRow)
}

// Statements lists statements.
func (a *API) Statements() Operation {
	return claims(a, query.Statements, "Statements, by the day they were made on", a.store.Statements, a.store.CountStatements, export.NewStatementRow)
}

// Events lists events.
func (a *API) Events() Operation {
	return claims(a, query.Events, "Events as single articles tell them, by their days", a.store.Events, a.store.CountEvents, export.NewEventRow)
}

// Assertions lists what single articles say of agreements.
func (a *API) Assertions() Operation {
	return claims(a, query.Agreements, "What single articles tell of agreements", a.store.Agreements, a.store.CountAgreements, export.NewAgreementRow)
}

// Memberships lists who belongs to what.
func (a *API) Memberships() Operation {
	return claims(a, query.Memberships, "Who belongs to whom, as single articles tell it", a.store.Memberships, a.store.CountMemberships, export.NewMembershipRow)
}

// Stories lists stories.
func (a *API) Stories() Operation {
	return list(a, query.Stories, "Stories: articles on one happening", ask.Many[onrecord.Story](a.world, query.Stories))
}

// Threads lists threads.
func (a *API) Threads() Operation {
	return list(a, query.Threads, "Threads: affairs over months and years", ask.Many[onrecord.Thread](a.world, query.Threads))
}

// Incidents lists incidents.
func (a *API) Incidents() Operation {
	return list(a, query.Incidents, "What happened, once each, with the figures side by side", ask.Many[onrecord.Incident](a.world, query.Incidents))
}

// Agreements lists agreements over all articles.
func (a *API) Agreements() Operation {
	more := []*huma.Param{{Name: "as-of", In: "query", Description: "As they were known by this day, or the last of a month or a year: what came to be later is left out.", Schema: &huma.Schema{Type: huma.TypeString}, Example: "2016-02-27"}}
	return listOf(a, query.Ledger, "Agreements, and what became of each by whose word", more, func(v url.Values) (from ask.Source[onrecord.LedgerAgreement], err error) {
		if v.Get("as-of") == "" {
			return ask.Many[onrecord.LedgerAgreement](a.world, query.Ledger), nil
		}
		_, day, err := ling.ParsePeriod(v.Get("as-of"))
		if err != nil {
			return from, onrecord.Errorf(onrecord.Invalid, "as-of: %w", err)
		}
		return viewed(func(ctx context.Context, q query.Q) (out []onrecord.LedgerAgreement, err error) {
			w, err := a.world(ctx)
			if err != nil {
				return nil, err
			}
			for raw, err := range w.AgreementsAsOf(ctx, ask.Question{List: query.Ledger, Q: q}, day.String()) {
				var then onrecord.LedgerAgreement
				if err == nil {
					err = json.Unmarshal(raw, &then)
				}
				if err != nil {
					return nil, fmt.Errorf("agreements as of %s: %w", day, err)
				}
				out = append(out, then)
			}
			return out, nil
		}), nil
	})
}

// Disputes lists disputes.
func (a *API) Disputes() Operation {
	return list(a, query.Disputes, "What is disputed, with both sides' words", ask.Many[onrecord.Dispute](a.world, query.Disputes))
}

// Positions lists positions.
func (a *API) Positions() Operation {
	return list(a, query.Positions, "Where actors stand on the concepts of the codebook", ask.Many[onrecord.Position](a.world, query.Positions))
}

// Naming lists how outlets word actors.
func (a *API) Naming() Operation {
	return list(a, query.Namings, "How each outlet words an actor, by voice", ask.Many[onrecord.Naming](a.world, query.Namings))
}

// Inconsistencies lists what does not go together.
func (a *API) Inconsistencies() Operation {
	return list(a, query.Inconsistencies, "What does not go together within an article, its versions or its copies", ask.Many[onrecord.Inconsistency](a.world, query.Inconsistencies))
}
