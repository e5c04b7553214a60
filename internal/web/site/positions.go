package site

import (
	"fmt"
	"net/http"
	"slices"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/web/picture"
	"onrecord/internal/world/position"
	"onrecord/query"
)

// tab leads to another view of the same rows.
type tab struct {
	Name, URL string
	Here      bool
}

// tabsOf are the views of a list, each with what is asked of it now.
func tabsOf(r *http.Request, views ...[2]string) []tab {
	var out []tab
	for _, v := range views {
		u := v[0]
		if r.URL.RawQuery != "" {
			u += "?" + r.URL.RawQuery
		}
		out = append(out, tab{v[1], u, v[0] == r.URL.Path})
	}
	return out
}

// positionTabs are the views of positions.
func positionTabs(r *http.Request) []tab {
	return tabsOf(r, [2]string{"/positions", "List"}, [2]string{"/positions/over-time", "Over time"}, [2]string{"/positions/shifts", "Shifts"}, [2]string{"/positions/matrix", "Matrix"}, [2]string{"/network", "Network"})
}

// viewPage is a view of a list that is no list.
type viewPage struct {
	frame
	Form    form
	Tabs    []tab
	Cut     int // of how many rows it is alone made; 0 for all
	Exports []pick
	Cite    string // what cites it as it is shown
	Without []hidden
}

// viewOf is a view of a world list, and the rows that it is made of, newest first.
func viewOf[T any](s *Site, r *http.Request, title string, of query.List, tabs []tab) (viewPage, []T, error) {
	f, shown := readForm(r, of)
	p := viewPage{frame: frameOf(r, title, listPath(of)), Form: shown, Tabs: tabs, Exports: exportsOf(r.URL, sheetForms...)}
	p.Cite = s.citing(r, export.Entry{Head: title}, s.origin(r)+r.URL.RequestURI())
	if shown.Problem != "" {
		return p, nil, nil
	}
	world, err := s.world(r.Context())
	if err != nil {
		return p, nil, fmt.Errorf("bring %s up to date: %w", of, err)
	}
	rows, more, err := ask.Newest[T](r.Context(), world, ask.Question{List: of, Q: f.Q})
	if more {
		p.Cut = ask.Drawn
	}
	if err == nil && len(rows) == 0 {
		p.Without, err = without(r, of, s.tallyOf(of))
	}
	return p, rows, err
}

// stance is how often an actor took each side on a concept, with its row.
type stance struct {
	*ask.Stance
	Row string
}

// stancesOf are those of positions with their rows.
func stancesOf(all []onrecord.Position) []stance {
	var out []stance
	for i, s := range ask.StancesOf(all) {
		out = append(out, stance{s, fmt.Sprintf("stance-%d", i+1)})
	}
	return out
}

// conceptView is one of the small multiples.
type conceptView struct {
	Concept string
	Figure  figure
	Stances []stance
	More    int // actors who are in the table alone
}

type overTimePage struct {
	viewPage
	Concepts []conceptView
}

// lanesOfConcept is how many actors a small multiple has lanes for.
const lanesOfConcept = 8

// OverTime is the page of positions in time: a picture for each concept.
func (s *Site) OverTime(w http.ResponseWriter, r *http.Request) error {
	v, all, err := viewOf[onrecord.Position](s, r, "Positions over time", query.Positions, positionTabs(r))
	if err != nil {
		return err
	}
	if form := r.URL.Query().Get("format"); form != "" && v.Form.Problem == "" {
		return takeStances(w, "positions-over-time", form, all)
	}
	p := overTimePage{viewPage: v}
	for _, st := range stancesOf(all) {
		if n := len(p.Concepts); n == 0 || p.Concepts[n-1].Concept != st.Concept {
			p.Concepts = append(p.Concepts, conceptView{Concept: st.Concept})
		}
		last := &p.Concepts[len(p.Concepts)-1]
		last.Stances = append(last.Stances, st)
	}
	for i := range p.Concepts {
		p.Concepts[i].draw(i)
	}
	return s.render(w, v.Form.status(), "overtime", p)
}

// draw lays each actor's positions on a lane.
func (c *conceptView) draw(n int) {
	lanes := picture.Lanes{Head: picture.Head{ID: fmt.Sprintf("concept-%d", n+1), Title: c.Concept, About: "Who agreed and who disagreed, by the day: a lane for each actor. The table below has the counts."}}
	for i, s := range c.Stances {
		if i == lanesOfConcept {
			c.More = len(c.Stances) - i
			break
		}
		lane := picture.Lane{Name: s.Name}
		for _, p := range s.Positions {
			shape := picture.Tick
			if p.Value != position.Agree {
				shape = picture.Cross
			}
			lane.Marks = append(lane.Marks, picture.Mark{Span: picture.DayOf(p.When), Shape: shape, Words: p.Value + "s, " + or(export.DayForPeople(p.When), "undated") + ": " + p.Cite.Text, Row: s.Row})
		}
		slices.SortStableFunc(lane.Marks, byDay)
		lanes.Lanes = append(lanes.Lanes, lane)
	}
	c.Figure = figureOf(lanes, meant{picture.Tick, "agrees"}, meant{picture.Cross, "disagrees"})
}

type shiftsPage struct {
	viewPage
	Shifts []citedShift
}

// citedShift is a change of position with what cites it.
type citedShift struct {
	onrecord.Shift
	Cite string
}

// Shifts is the page of changed positions, with the words of before and after.
func (s *Site) Shifts(w http.ResponseWriter, r *http.Request) error {
	v, all, err := viewOf[onrecord.Position](s, r, "Shifts of position", query.Positions, positionTabs(r))
	if err != nil {
		return err
	}
	slices.Reverse(all) // oldest first
	shifts := position.Shifts(all)
	slices.Reverse(shifts) // newest first
	if form := r.URL.Query().Get("format"); form != "" && v.Form.Problem == "" {
		return takeSheet(w, "shifts", form, func(out *begun, l export.Layout) (int, error) {
			return export.WriteShifts(out, l, ask.Each(shifts))
		})
	}
	p := shiftsPage{viewPage: v}
	for _, shift := range shifts {
		p.Shifts = append(p.Shifts, citedShift{shift, s.citing(r, export.ShiftEntry(shift), s.origin(r)+r.URL.RequestURI())})
	}
	return s.render(w, v.Form.status(), "shifts", p)
}

// takeStances answers with who took which side on what in a form.
func takeStances(w http.ResponseWriter, name, form string, all []onrecord.Position) error {
	return takeSheet(w, name, form, func(out *begun, l export.Layout) (int, error) {
		return export.WriteStances(out, l, ask.Each(ask.StanceRows(ask.StancesOf(all))))
	})
}

type matrixPage struct {
	viewPage
	Concepts []string
	Actors   []matrixRow
	Left     int // actors who are not shown
}

// matrixRow is an actor with a cell for each concept, nil where none is known.
type matrixRow struct {
	onrecord.Who
	Cells []*ask.Stance
}

// matrixActors is how many actors a matrix shows.
const matrixActors = 60

// Matrix is the page of actors by concepts.
func (s *Site) Matrix(w http.ResponseWriter, r *http.Request) error {
	v, all, err := viewOf[onrecord.Position](s, r, "Positions by actor and concept", query.Positions, positionTabs(r))
	if err != nil {
		return err
	}
	if form := r.URL.Query().Get("format"); form != "" && v.Form.Problem == "" {
		return takeStances(w, "positions-matrix", form, all)
	}
	p := matrixPage{viewPage: v}
	stances := ask.StancesOf(all)
	for _, st := range stances {
		if !slices.Contains(p.Concepts, st.Concept) {
			p.Concepts = append(p.Concepts, st.Concept)
		}
	}
	for _, stood := range ask.MatrixOf(stances) {
		row := matrixRow{Who: stood.Who, Cells: make([]*ask.Stance, len(p.Concepts))}
		for i := range stood.Stances {
			row.Cells[slices.Index(p.Concepts, stood.Stances[i].Concept)] = &stood.Stances[i]
		}
		p.Actors = append(p.Actors, row)
	}
	if len(p.Actors) > matrixActors {
		p.Left, p.Actors = len(p.Actors)-matrixActors, p.Actors[:matrixActors]
	}
	return s.render(w, v.Form.status(), "matrix", p)
}
