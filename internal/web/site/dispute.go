package site

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/web/picture"
	"onrecord/query"
)

// disputePage is one dispute, its sides side by side.
type disputePage struct {
	frame
	Dispute   onrecord.Dispute
	Days      string
	Sides     []side
	Figure    figure
	Agreement *onrecord.LedgerAgreement
	Incident  *onrecord.Incident
	Verdict   verdict
	Cite      string
}

// side is one side of a dispute, with its words and the rows that they are.
type side struct {
	Name  string
	Who   []onrecord.Who
	Says  string
	Lines []sideLine
}

type sideLine struct {
	onrecord.Cite
	Row string
}

// Dispute is the page of one dispute.
func (s *Site) Dispute(w http.ResponseWriter, r *http.Request) error {
	d, world, err := row[onrecord.Dispute](s, r, query.Disputes)
	if err != nil {
		return err
	}
	entry := export.DisputeEntry(d)
	p := disputePage{frame: frameOf(r, entry.Head, "/disputes"), Dispute: d, Days: entry.Days, Sides: sidesOf(d)}
	p.Cite = s.citing(r, entry, s.origin(r)+rowURL(query.Disputes, d.ID))
	p.Figure = picturedSides(p.Title, p.Sides)
	if p.Agreement, err = rowOrNone[onrecord.LedgerAgreement](r, world, query.Ledger, d.Matter.Agreement); err != nil {
		return err
	}
	if p.Incident, err = rowOrNone[onrecord.Incident](r, world, query.Incidents, d.Matter.Incident); err != nil {
		return err
	}
	p.Verdict = verdictOn(p.frame, r, query.Disputes, d.ID, nil, nil)
	return s.render(w, http.StatusOK, "dispute", p)
}

// rowOrNone is a row that another names, nil where it names none or it is hidden.
func rowOrNone[T any](r *http.Request, w *ask.World, of query.List, id string) (*T, error) {
	if id == "" {
		return nil, nil
	}
	v, err := ask.Row[T](r.Context(), w, of, id)
	if onrecord.KindOf(err) == onrecord.NotFound {
		return nil, nil
	}
	return &v, err
}

// sidesOf are a dispute's sides.
func sidesOf(d onrecord.Dispute) []side {
	var out []side
	for n, of := range d.Sides {
		var names []string
		for _, w := range of.Who {
			names = append(names, w.Name)
		}
		one := side{Name: or(strings.Join(names, ", "), "nobody named"), Who: of.Who, Says: of.Stance}
		for i, c := range of.Cites {
			one.Lines = append(one.Lines, sideLine{c, fmt.Sprintf("side-%d-%d", n+1, i+1)})
		}
		out = append(out, one)
	}
	return out
}

// picturedSides shows when each side's words came out.
func picturedSides(title string, sides []side) figure {
	lanes := picture.Lanes{Head: picture.Head{ID: "sides", Title: "When each side was reported", About: "A lane for each side of “" + title + "”, a mark for each report of its words by the day it was published. The columns below have the same words."}}
	for i, s := range sides {
		lane := picture.Lane{Name: s.Name + " " + s.Says}
		for _, c := range s.Lines {
			lane.Marks = append(lane.Marks, picture.Mark{Span: picture.DayOf(c.Published), Shape: []picture.Shape{picture.Dot, picture.Diamond, picture.Ring}[i%3], Words: outletAndDay(c.Cite), Row: c.Row})
		}
		slices.SortStableFunc(lane.Marks, byDay)
		lanes.Lanes = append(lanes.Lanes, lane)
	}
	if lanes.OneDay() {
		return figure{} // there is nothing to see
	}
	return figureOf(lanes)
}
