package webtest

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"slices"

	"onrecord"
	"onrecord/internal/world"
)

// World has RowsOfMany rows of every kind, with words that mean something to a browser.
type World struct {
	Words string // in every string of a row that is free to have any, if any
	Few   int    // how many rows there are of each kind, if not RowsOfMany
}

// RowsOfMany is how many rows the world has of each kind.
const RowsOfMany = 60

// Having is as world.Store says.
func (World) Having(context.Context, world.Kind, string, []string) (map[string]string, error) {
	return nil, nil
}

func (w World) row(kind world.Kind, n int) world.Row {
	id := fmt.Sprintf("r%d", n)
	cite := onrecord.Cite{Article: "https://post.example/?a=1&b=a", Outlet: "<i>Post</i>", Statement: "outer", Text: "<script>alert(1)</script>"}
	who := []onrecord.Who{{Actor: "x:ana-kovac", Name: "<b>Ana</b>"}}
	var body any
	switch kind {
	case world.Stories:
		body = onrecord.Story{ID: id, Title: "<script>x</script>", First: "2016-05-12", Last: "2016-05-13", Articles: []onrecord.StoryArticle{{ID: cite.Article, Outlet: cite.Outlet, Published: "2016-05-12"}, {ID: "copy", CopyOf: cite.Article}}, Counts: onrecord.Counts{Articles: 2, Texts: 1, Sources: 1}}
	case world.Threads:
		body = onrecord.Thread{ID: id, Title: "<script>x</script>", Stories: []string{"s"}}
	case world.Incidents:
		body = onrecord.Incident{ID: id, Plover: onrecord.IncidentPlover{Event: onrecord.ASSAULT}, Status: onrecord.EventHappened, Source: who, Cites: []onrecord.Cite{cite},
			Where: onrecord.Who{Name: [...]string{"<b>Dolna</b>", "<b>Dolna</b>", "The <mill>"}[n%3]}, When: onrecord.Period{Value: "2016-05-12", Earliest: "2016-05-12", Latest: "2016-05-12"},
			Figures: []onrecord.Figure{{What: "killed", Min: new(12), Cites: []onrecord.Cite{cite}}, {What: "killed", Min: new(15), Max: new(17), By: who, Cites: []onrecord.Cite{cite}}},
			Breaks:  []onrecord.IncidentBreach{{Article: cite.Article, Agreement: "a1"}}}
	case world.Agreements:
		body = onrecord.LedgerAgreement{ID: id, Name: "<script>x</script>", Type: onrecord.Ceasefire, Contested: true, Parties: who, Brokers: []onrecord.Who{{Actor: "x:bo-lind", Name: "Bo <Lind>"}}, Place: onrecord.Who{Name: "The <mill>"}, Incidents: []onrecord.LedgerIncident{{Incident: "r1"}}, History: []onrecord.LedgerStatus{{Status: onrecord.Violated, AccordingTo: who[0], Cite: cite}}}
	case world.Disputes:
		first, last := cite, cite
		first.Published, last.Published = "2016-05-12", "2016-05-20"
		body = onrecord.Dispute{ID: id, Kind: onrecord.DisputeDenial, Matter: onrecord.Matter{Agreement: [...]string{"r3", "gone"}[n%2], Incident: "r4"},
			Sides: []onrecord.Side{{Who: who, Stance: "denies", Cites: []onrecord.Cite{cite, last, first}}, {Stance: "asserts"}}}
	case world.Positions:
		body = onrecord.Position{ID: id, Who: who[0], Concept: "<script>x</script>", Value: "agree", Cite: cite}
	case world.Naming:
		body = onrecord.Naming{ID: id, Who: who[0], Wording: "<script>x</script>", Voice: onrecord.OwnVoice, Outlet: cite.Outlet, Count: 3, Articles: 1, Cite: cite}
	default:
		body = onrecord.Inconsistency{ID: id, Kind: "figures", Article: cite.Article, Message: "<script>x</script>", Cites: []onrecord.Cite{cite}}
	}
	if w.Words != "" {
		filled := reflect.New(reflect.TypeOf(body))
		filled.Elem().Set(reflect.ValueOf(body))
		Fill(filled.Interface(), w.Words)
		body = filled.Interface()
	}
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	return world.Row{ID: id, Last: fmt.Sprintf("2016-%02d", 99-n), Body: raw}
}

// Rows is as world.Store says.
func (w World) Rows(_ context.Context, kind world.Kind, f world.Filter) iter.Seq2[world.Row, error] {
	return func(yield func(world.Row, error) bool) {
		if f.Q != nil && kind == world.Threads {
			return // no story has a thread
		}
		sent := 0
		for n := range cmp.Or(w.Few, RowsOfMany) {
			row := w.row(kind, n)
			if f.After != (world.Place{}) && row.Last >= f.After.Last {
				continue
			}
			if sent++; !yield(row, nil) || sent == f.Limit {
				return
			}
		}
	}
}

// Heads is as world.Store says; a row has a place where it is one's.
func (w World) Heads(ctx context.Context, kind world.Kind, f world.Filter, fields ...string) iter.Seq2[world.Row, error] {
	return HeadsOf(w.Rows(ctx, kind, f), fields)
}

// HeadsOf are the heads of rows that know where they are.
func HeadsOf(rows iter.Seq2[world.Row, error], fields []string) iter.Seq2[world.Row, error] {
	return func(yield func(world.Row, error) bool) {
		for row, err := range rows {
			var at struct{ Where, Place onrecord.Who }
			if err == nil && slices.Contains(fields, "place") {
				err = json.Unmarshal(row.Body, &at)
			}
			head := world.Row{ID: row.ID, First: row.First, Last: row.Last}
			if who := cmp.Or(at.Where, at.Place); who.Name != "" {
				head.Has = []world.Has{{Field: "place", Value: string(who.Actor), Name: who.Name}}
			}
			if !yield(head, err) || err != nil {
				return
			}
		}
	}
}

// CountRows is as world.Store says.
func (w World) CountRows(context.Context, world.Kind, world.Filter) (int, error) {
	return cmp.Or(w.Few, RowsOfMany), nil
}

// RowsOf is as world.Store says.
func (w World) RowsOf(ctx context.Context, kind world.Kind, ids []string) (map[string]world.Row, error) {
	return OneByOne(ctx, w.Row, kind, ids)
}

// OneByOne are the rows of some ids as one gives each of them.
func OneByOne(ctx context.Context, one func(context.Context, world.Kind, string) (world.Row, error), kind world.Kind, ids []string) (map[string]world.Row, error) {
	out := map[string]world.Row{}
	for _, id := range ids {
		if row, err := one(ctx, kind, id); err == nil {
			out[id] = row
		}
	}
	return out, nil
}

// Row is as world.Store says.
func (w World) Row(_ context.Context, kind world.Kind, id string) (world.Row, error) {
	var n int
	if _, err := fmt.Sscanf(id, "r%d", &n); err != nil {
		return world.Row{}, onrecord.Errorf(onrecord.NotFound, "no %s %q", kind, id)
	}
	return w.row(kind, n), nil
}
