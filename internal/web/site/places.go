package site

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/web/picture"
	"onrecord/query"
)

// placed is one place with the newest of what is told of it, its row and what
// cites it.
type placed struct {
	export.PlaceRow
	incidents  []onrecord.Incident
	agreements []onrecord.LedgerAgreement
	Row, Cite  string
}

type placesPage struct {
	viewPage
	Figure figure
	All    int // places that there are
	Places []placed
	Left   int // that are shown and have no lane
}

// How much a page of places shows: rows, the most told of; of these the first have
// lanes in the picture, each with the newest of what is told there.
const (
	placesShown = 200
	placeLanes  = 15
	laneMarks   = 40
)

// Unshown is how many places the page does not show.
func (p placesPage) Unshown() int { return p.All - len(p.Places) }

// Places is the page of where things happened and agreements hold, by the names
// that the record has: no map, for nothing of where they lie is in the program.
func (s *Site) Places(w http.ResponseWriter, r *http.Request) error {
	f, shown := readForm(r, query.Incidents)
	p := placesPage{viewPage: viewPage{frame: frameOf(r, "Places", "/places"), Form: shown}}
	if shown.Problem != "" {
		return s.render(w, shown.status(), "places", p)
	}
	world, err := s.world(r.Context())
	if err != nil {
		return fmt.Errorf("bring incidents up to date: %w", err)
	}
	all, more, err := world.Places(r.Context(), f.Q)
	if err != nil {
		return err
	}
	if form := r.URL.Query().Get("format"); form != "" {
		return takeSheet(w, "places", form, func(out *begun, l export.Layout) (int, error) {
			return export.WritePlaces(out, l, ask.Each(all))
		})
	}
	if more {
		p.Cut = ask.Drawn
	}
	p.Exports, p.All = exportsOf(r.URL, sheetForms...), len(all)
	if p.Places, err = placesOf(r.Context(), world, all[:min(placesShown, len(all))]); err != nil {
		return err
	}
	for i := range p.Places {
		p.Places[i].Cite = s.citing(r, p.Places[i].entry(), s.origin(r)+r.URL.RequestURI()+"#"+p.Places[i].Row)
	}
	if len(all) == 0 {
		if p.Without, err = without(r, query.Incidents, tallied(query.Incidents, func(ctx context.Context, q query.Q) (int, error) {
			some, _, err := world.Places(ctx, q)
			return len(some), err
		})); err != nil {
			return err
		}
	}
	p.draw()
	return s.render(w, http.StatusOK, "places", p)
}

// placesOf are places with the newest of what is told of each: of the first what a
// lane draws, and of the others what a citation quotes.
func placesOf(ctx context.Context, world *ask.World, all []export.PlaceRow) ([]placed, error) {
	newest := func(i int, ids []string) []string {
		if i < placeLanes {
			return ids[:min(laneMarks, len(ids))]
		}
		return ids[:min(export.CitedOf, len(ids))]
	}
	var incidents, agreements []string
	for i, one := range all {
		incidents, agreements = append(incidents, newest(i, one.Incidents)...), append(agreements, newest(i, one.Agreements)...)
	}
	happened, err := ask.Several[onrecord.Incident](ctx, world, query.Incidents, incidents)
	if err != nil {
		return nil, err
	}
	agreed, err := ask.Several[onrecord.LedgerAgreement](ctx, world, query.Ledger, agreements)
	if err != nil {
		return nil, err
	}
	out := make([]placed, len(all))
	for i, one := range all {
		out[i] = placed{PlaceRow: one, Row: fmt.Sprintf("place-%d", i+1), incidents: picked(happened, newest(i, one.Incidents)), agreements: picked(agreed, newest(i, one.Agreements))}
	}
	return out, nil
}

// picked are the rows of some ids that are there, in the order of the ids.
func picked[R any](rows map[string]R, ids []string) (out []R) {
	for _, id := range ids {
		if row, ok := rows[id]; ok {
			out = append(out, row)
		}
	}
	return out
}

// entry is a place as it is cited, with the words of what is told there.
func (p *placed) entry() export.Entry {
	e := export.PlaceEntry(p.PlaceRow)
	for _, n := range p.incidents {
		e.Lines = append(e.Lines, export.IncidentEntry(n).Lines...)
	}
	for _, a := range p.agreements {
		e.Lines = append(e.Lines, export.AgreementEntry(a).Lines...)
	}
	return e
}

// draw has a lane for each of the first places.
func (p *placesPage) draw() {
	lanes := picture.Lanes{Head: picture.Head{ID: "places", Title: "What is told of each place over time", About: "A lane for each place, a mark for each incident by its day and for the first day of each agreement. The table below has the counts."}}
	for _, one := range p.Places[:min(placeLanes, len(p.Places))] {
		lanes.Lanes = append(lanes.Lanes, one.lane())
	}
	p.Left = len(p.Places) - len(lanes.Lanes)
	p.Figure = figureOf(lanes, meant{picture.Dot, "an incident"}, meant{picture.Diamond, "the first that is told of an agreement"})
}

// lane has a mark for each incident and agreement, and says where they are not all.
func (p *placed) lane() picture.Lane {
	lane := picture.Lane{Name: p.Name}
	if n := len(p.incidents) + len(p.agreements); n < len(p.Incidents)+len(p.Agreements) {
		lane.Name += fmt.Sprintf(" (the newest %d)", n)
	}
	for _, n := range p.incidents {
		e := export.IncidentEntry(n)
		lane.Marks = append(lane.Marks, picture.Mark{Span: picture.SpanOf(n.When, ""), Shape: picture.Dot, Words: e.Head + ", " + e.Days, Row: p.Row})
	}
	for _, a := range p.agreements {
		if len(a.History) > 0 {
			lane.Marks = append(lane.Marks, picture.Mark{Span: picture.SpanOf(a.History[0].When, ""), Shape: picture.Diamond, Words: a.Name, Row: p.Row})
		}
	}
	slices.SortStableFunc(lane.Marks, byDay)
	return lane
}
