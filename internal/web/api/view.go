package api

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/world/position"
	"onrecord/query"
)

// choice is something that may be said beside a query, one of some values.
func choice(name, what, usual string, values ...string) *huma.Param {
	schema := &huma.Schema{Type: huma.TypeString}
	for _, v := range values {
		schema.Enum = append(schema.Enum, v)
	}
	if usual != "" {
		schema.Default = usual
	}
	return &huma.Param{Name: name, In: "query", Description: what, Schema: schema, Example: values[0]}
}

// number is a whole number that may be said beside a query.
func number(name, what string) *huma.Param {
	return &huma.Param{Name: name, In: "query", Description: what, Schema: &huma.Schema{Type: huma.TypeInteger, Minimum: new(0.0)}, Example: 0}
}

// chosen is the value of a parameter that must be one of its schema's.
func chosen(of []*huma.Param, name string, v url.Values) (string, error) {
	at := slices.IndexFunc(of, func(p *huma.Param) bool { return p.Name == name })
	usual, _ := of[at].Schema.Default.(string)
	value := cmp.Or(v.Get(name), usual)
	if value != "" && !slices.Contains(of[at].Schema.Enum, any(value)) {
		return "", onrecord.Errorf(onrecord.Invalid, "%s: %q is none of %v", name, value, of[at].Schema.Enum)
	}
	return value, nil
}

// counted is a source whose rows come one after the other: a place in it is how
// many stand before.
func counted[R any](rows func(ctx context.Context, q query.Q) iter.Seq2[R, error], count func(ctx context.Context, q query.Q) (int, error)) ask.Source[R] {
	return ask.Source[R]{Count: count, Rows: func(ctx context.Context, q query.Q, after string, limit int) iter.Seq2[ask.Placed[R], error] {
		return func(yield func(ask.Placed[R], error) bool) {
			behind, err := strconv.Atoi(cmp.Or(after, "0"))
			if err != nil || behind < 0 {
				yield(ask.Placed[R]{}, onrecord.Errorf(onrecord.Invalid, "after: %q is no place in a list", after))
				return
			}
			at := 0
			for r, err := range rows(ctx, q) {
				if at++; err == nil && at <= behind {
					continue
				}
				if !yield(ask.Placed[R]{Row: r, Place: strconv.Itoa(at)}, err) || err != nil || at-behind == limit {
					return
				}
			}
		}
	}}
}

// number of rows that there are.
func length[R any](rows iter.Seq2[R, error]) (n int, err error) {
	for _, err := range rows {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

var timelineChoices = []*huma.Param{
	choice("order", "Which comes first.", "oldest", "oldest", "newest"),
	choice("only", "Only lines of this kind.", "", "statement", "event", "status"),
}

// Timeline is what was said, what happened and what became of agreements, day by day.
func (a *API) Timeline() Operation {
	return listOf(a, query.Timeline, "What was said, what happened and what became of agreements, day by day", timelineChoices, func(v url.Values) (from ask.Source[onrecord.Moment], err error) {
		order, err := chosen(timelineChoices, "order", v)
		if err != nil {
			return from, err
		}
		only, err := chosen(timelineChoices, "only", v)
		if err != nil {
			return from, err
		}
		times := ask.Times{Newest: order == "newest", All: v.Get("all") == "true"}
		if only != "" {
			times.Only = []onrecord.MomentKind{onrecord.MomentKind(only)}
		}
		asked := func(q query.Q) ask.Times { t := times; t.Q = q; return t }
		return counted(
			func(ctx context.Context, q query.Q) iter.Seq2[onrecord.Moment, error] {
				return ask.Timeline(ctx, a.store, asked(q))
			},
			func(ctx context.Context, q query.Q) (int, error) { return ask.CountTimeline(ctx, a.store, asked(q)) },
		), nil
	})
}

// Shifts are where positions changed.
func (a *API) Shifts() Operation {
	shifts := func(ctx context.Context, q query.Q) iter.Seq2[onrecord.Shift, error] {
		return func(yield func(onrecord.Shift, error) bool) {
			w, err := a.world(ctx)
			if err != nil {
				yield(onrecord.Shift{}, err)
				return
			}
			for s, err := range w.Shifts(ctx, ask.Question{List: query.Positions, Q: q}) {
				if !yield(s, err) || err != nil {
					return
				}
			}
		}
	}
	return list(a, query.Positions, "Where actors changed their position, with the words of before and after", counted(shifts,
		func(ctx context.Context, q query.Q) (int, error) { return length(shifts(ctx, q)) }))
}

var networkChoices = []*huma.Param{
	choice("mode", "Actors and concepts, actors by the concepts they share, or concepts by the actors they share.", "two-mode", "two-mode", "one-mode", "concept-mode"),
	choice("qualifier", "What is made of agreement and disagreement.", "ignore", "ignore", "congruence", "conflict", "subtract"),
	choice("normalise", "By activity or prominence in a two-mode network, else by average, jaccard or cosine.", "", "activity", "prominence", "average", "jaccard", "cosine"),
	choice("duplicates", "Count a position that is taken again once in each of these.", "", "document", "month", "year", "range"),
	choice("isolates", "Keep nodes without an edge.", "", "true", "false"),
	number("window", "A network for each window of so many days."),
	number("step", "How far windows are apart; one window if not told."),
}

// networkOptions are how a network is to be drawn.
func networkOptions(v url.Values) (o position.Options, err error) {
	said := map[string]string{}
	for _, p := range networkChoices {
		if p.Schema.Enum == nil {
			continue
		}
		if said[p.Name], err = chosen(networkChoices, p.Name, v); err != nil {
			return o, err
		}
	}
	days := func(name string) (n int) {
		if err == nil && v.Get(name) != "" {
			if n, err = strconv.Atoi(v.Get(name)); err != nil {
				err = onrecord.Errorf(onrecord.Invalid, "%s: %q is no number of days", name, v.Get(name))
			}
		}
		return n
	}
	o = position.Options{
		Mode: position.Mode(said["mode"]), Qualifier: position.Qualifier(said["qualifier"]), Normalisation: position.Normalisation(said["normalise"]),
		Duplicates: position.Duplicates(said["duplicates"]), Isolates: said["isolates"] == "true", Window: days("window"), Step: days("step"),
	}
	if o.Window > 0 && o.Step == 0 {
		o.Step = o.Window
	}
	if err == nil {
		if err = o.Check(); err != nil {
			err = onrecord.Errorf(onrecord.Invalid, "%w", err)
		}
	}
	return o, err
}

// Network draws positions as a network: its nodes, then its edges.
func (a *API) Network() Operation {
	return listOf(a, query.Positions, "Positions as a network: its nodes and edges, with the options of Discourse Network Analyzer", networkChoices, func(v url.Values) (ask.Source[position.Row], error) {
		o, err := networkOptions(v)
		drawn := func(ctx context.Context, q query.Q) ([]position.Row, error) {
			w, err := a.world(ctx)
			if err != nil {
				return nil, err
			}
			return w.Network(ctx, ask.Question{List: query.Positions, Q: q}, o)
		}
		return counted(func(ctx context.Context, q query.Q) iter.Seq2[position.Row, error] {
			return func(yield func(position.Row, error) bool) {
				rows, err := drawn(ctx, q)
				if err != nil {
					yield(position.Row{}, err)
					return
				}
				for _, r := range rows {
					if !yield(r, nil) {
						return
					}
				}
			}
		}, func(ctx context.Context, q query.Q) (int, error) {
			rows, err := drawn(ctx, q)
			return len(rows), err
		}), err
	})
}

// Brief is a dossier as the API gives it.
type Brief struct {
	Query      string                     `json:"query"`
	Timeline   []onrecord.Moment          `json:"timeline" doc:"What was said and what happened, oldest first."`
	Positions  []onrecord.Position        `json:"positions"`
	Agreements []onrecord.LedgerAgreement `json:"agreements"`
	Disputes   []onrecord.Dispute         `json:"disputes"`
	Incidents  []onrecord.Incident        `json:"incidents"`
	Stories    []onrecord.Story           `json:"stories"`
	Of         map[string]int             `json:"of" doc:"How many rows each list has, shown or not."`
	Sources    []export.ArticleRow        `json:"sources" doc:"The articles that are quoted, in the order they first are."`
	LeftOut    int                        `json:"left_out" doc:"Rows that are left out, for what they quote is in the store no more."`
}

type briefInput struct {
	Q     string `query:"q" example:"ceasefire" doc:"Words, phrases and the fields of all lists: a field that only some have asks for rows of these alone."`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"30" doc:"At most so many rows of each list, the newest."`
	Each  int    `query:"each" minimum:"1" maximum:"100000" default:"20" doc:"At most so many entries of each sort that a row tells, the newest: statuses of an agreement, articles of a story, quotes. The row's own address has all."`
	Tag   string `header:"If-None-Match"`
}

// Brief gathers what there is on a question.
func (a *API) Brief() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "get-brief", "A dossier on a question: every line quotes an article and cites it")
		op.Responses = answers[Brief](to, "The dossier.")
		register(a, to, at, op, func(ctx context.Context, in *briefInput) (*huma.StreamResponse, error) {
			q, err := query.Everything.Parse(in.Q)
			if err != nil {
				return nil, onrecord.Errorf(onrecord.Invalid, "%w", err)
			}
			w, err := a.world(ctx)
			if err != nil {
				return nil, err
			}
			b, err := w.Brief(ctx, a.store, q, ask.Most{Rows: in.Limit, Each: in.Each})
			if err != nil {
				return nil, fmt.Errorf("gather %s: %w", in.Q, err)
			}
			return whole(newBrief(b), in.Tag)
		})
	}
}

func newBrief(b *onrecord.Brief) Brief {
	out := Brief{
		Query: b.Query, Timeline: there(b.Timeline), Positions: there(b.Positions), Agreements: there(b.Agreements), Disputes: there(b.Disputes),
		Incidents: there(b.Incidents), Stories: there(b.Stories), Of: map[string]int{}, Sources: []export.ArticleRow{}, LeftOut: b.Left,
	}
	for of, n := range b.Of {
		name := string(of)
		if of == query.Ledger {
			name = "agreements" // as the list is called here
		}
		out.Of[name] = n
	}
	for _, s := range b.Sources {
		out.Sources = append(out.Sources, export.NewArticleRow(s))
	}
	return out
}

// there is a list that is never null.
func there[R any](rows []R) []R {
	if rows == nil {
		return []R{}
	}
	return rows
}

var actorChoices = []*huma.Param{
	choice("type", "Only actors of this type.", "", "person", "organization", "country", "group", "place"),
	choice("unknown", "Only names that are linked to nobody known.", "", "true", "false"),
}

// Actors lists actors.
func (a *API) Actors() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "list-actors", "Actors, those who say most first; q is words of a name, or an id")
		op.Parameters = actorChoices
		op.Responses = rowsOf[export.ActorRow](to)
		register(a, to, at, op, func(ctx context.Context, in *listInput) (*huma.StreamResponse, error) {
			if err := known(op.Parameters, in.values); err != nil {
				return nil, err
			}
			of, err := chosen(actorChoices, "type", in.values)
			if err != nil {
				return nil, err
			}
			unknown, err := chosen(actorChoices, "unknown", in.values)
			if err != nil {
				return nil, err
			}
			f := onrecord.ActorFilter{Name: strings.TrimSpace(in.Q), Type: onrecord.ActorType(of), Unknown: unknown == "true"}
			all := a.store.Actors(ctx, f)
			return answerRows(ctx, a, nil, in, counted(
				func(context.Context, query.Q) iter.Seq2[export.ActorRow, error] {
					return converted(all, export.NewActorRow)
				},
				func(ctx context.Context, _ query.Q) (int, error) { return ask.CountActors(ctx, a.store, f) },
			))
		})
	}
}

// converted are rows as whoever is answered has them.
func converted[In, Out any](rows iter.Seq2[In, error], to func(In) Out) iter.Seq2[Out, error] {
	return func(yield func(Out, error) bool) {
		for r, err := range rows {
			if err != nil {
				var none Out
				yield(none, err)
				return
			}
			if !yield(to(r), nil) {
				return
			}
		}
	}
}
