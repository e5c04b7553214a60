package site

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/web/picture"
	"onrecord/query"
)

// placed is what is told of one place.
type placed struct {
	onrecord.Who
	Row        string
	Incidents  []onrecord.Incident
	Agreements []onrecord.LedgerAgreement
}

// all is how much that is.
func (p *placed) all() int { return len(p.Incidents) + len(p.Agreements) }

type placesPage struct {
	viewPage
	Figure figure
	Places []*placed
	Left   int // that have no lane
}

// placeLanes is how many places the picture has lanes for.
const placeLanes = 15

// Places is the page of where things happened and agreements hold, by the names
// that the record has: no map, for nothing of where they lie is in the program.
func (s *Site) Places(w http.ResponseWriter, r *http.Request) error {
	v, incidents, err := viewOf[onrecord.Incident](s, r, "Places", query.Incidents, nil)
	if err != nil {
		return err
	}
	v.Here = "/places"
	p := placesPage{viewPage: v}
	if v.Form.Problem != "" {
		return s.render(w, v.Form.status(), "places", p)
	}
	at := map[string]*placed{}
	of := func(who onrecord.Who) *placed {
		k := cmp.Or(string(who.Actor), who.Name)
		if at[k] == nil {
			at[k] = &placed{Who: who}
			p.Places = append(p.Places, at[k])
		}
		return at[k]
	}
	for _, i := range incidents {
		if i.Where.Name != "" {
			one := of(i.Where)
			one.Incidents = append(one.Incidents, i)
		}
	}
	if r.URL.RawQuery == "" { // what is asked of incidents, agreements do not all have
		if err := s.agreedAt(r, of); err != nil {
			return err
		}
	}
	slices.SortStableFunc(p.Places, func(a, b *placed) int { return cmp.Or(b.all()-a.all(), cmp.Compare(a.Name, b.Name)) })
	p.draw()
	return s.render(w, http.StatusOK, "places", p)
}

// agreedAt has the agreements of each place.
func (s *Site) agreedAt(r *http.Request, of func(onrecord.Who) *placed) error {
	world, err := s.world(r.Context())
	if err != nil {
		return fmt.Errorf("bring agreements up to date: %w", err)
	}
	for a, err := range ask.All[onrecord.LedgerAgreement](r.Context(), world, ask.Question{List: query.Ledger, Limit: drawn}) {
		if err != nil {
			return err
		}
		if a.Place.Name != "" {
			one := of(a.Place)
			one.Agreements = append(one.Agreements, a)
		}
	}
	return nil
}

// draw has a lane for each place.
func (p *placesPage) draw() {
	lanes := picture.Lanes{Head: picture.Head{ID: "places", Title: "What is told of each place over time", About: "A lane for each place, a mark for each incident by its day and for the first day of each agreement. The table below has the counts."}}
	for i, one := range p.Places {
		one.Row = fmt.Sprintf("place-%d", i+1)
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
