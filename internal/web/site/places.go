package site

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/web/picture"
	"onrecord/query"
)

// placed is what is told of one place, with its row and what cites it.
type placed struct {
	*ask.Place
	Row, Cite string
}

type placesPage struct {
	viewPage
	Figure figure
	Places []placed
	Left   int // that have no lane
}

// placeLanes is how many places the picture has lanes for.
const placeLanes = 15

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
			return export.WritePlaces(out, l, ask.Each(ask.PlaceRows(all)))
		})
	}
	if more {
		p.Cut = ask.Drawn
	}
	p.Exports = exportsOf(r.URL, sheetForms...)
	for i, one := range all {
		row := fmt.Sprintf("place-%d", i+1)
		e := export.PlaceEntry(ask.PlaceRows(all[i : i+1])[0])
		for _, n := range one.Incidents {
			e.Lines = append(e.Lines, export.IncidentEntry(n).Lines...)
		}
		for _, a := range one.Agreements {
			e.Lines = append(e.Lines, export.AgreementEntry(a).Lines...)
		}
		p.Places = append(p.Places, placed{one, row, s.citing(r, e, s.origin(r)+r.URL.RequestURI()+"#"+row)})
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

// draw has a lane for each place.
func (p *placesPage) draw() {
	lanes := picture.Lanes{Head: picture.Head{ID: "places", Title: "What is told of each place over time", About: "A lane for each place, a mark for each incident by its day and for the first day of each agreement. The table below has the counts."}}
	for i, one := range p.Places {
		if i >= placeLanes {
			p.Left++
			continue
		}
		lane := picture.Lane{Name: one.Name}
		for _, n := range one.Incidents {
			e := export.IncidentEntry(n)
			lane.Marks = append(lane.Marks, picture.Mark{Span: picture.SpanOf(n.When, ""), Shape: picture.Dot, Words: e.Head + ", " + e.Days, Row: one.Row})
		}
		for _, a := range one.Agreements {
			if len(a.History) > 0 {
				lane.Marks = append(lane.Marks, picture.Mark{Span: picture.SpanOf(a.History[0].When, ""), Shape: picture.Diamond, Words: a.Name, Row: one.Row})
			}
		}
		slices.SortStableFunc(lane.Marks, byDay)
		lanes.Lanes = append(lanes.Lanes, lane)
	}
	p.Figure = figureOf(lanes, meant{picture.Dot, "an incident"}, meant{picture.Diamond, "the first that is told of an agreement"})
}
