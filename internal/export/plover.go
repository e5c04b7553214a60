package export

import (
	"io"
	"strings"

	"onrecord"
)

// The fields are those of the PLOVER manual, version 0.7b1, chapter "JSON Data
// Fields": one JSON object a line, fields without content left out.

// ploverRow is an event record.
type ploverRow struct {
	ID         string          `json:"id"`
	HasEvent   bool            `json:"has_event"`
	Date       string          `json:"date"`
	EndDate    string          `json:"enddate,omitempty"`
	Source     []ploverActor   `json:"source"`
	Recipient  []ploverActor   `json:"recipient"`
	Event      []string        `json:"event"`
	EventLoc   *ploverLocation `json:"event_loc,omitempty"`
	EventText  []string        `json:"event_text"`
	QuadCode   int             `json:"quad_code"`
	EventScale *float64        `json:"event_scale,omitempty"`
	Mode       []string        `json:"mode"`
	Context    []string        `json:"context"`
	SizeInfo   *ploverSize     `json:"size_info,omitempty"`
	Text       string          `json:"text"`
	CiteInfo   ploverCite      `json:"cite_info"`
	Coder      string          `json:"coder"`
	Comment    string          `json:"comment,omitempty"`
}

// ploverActor is the manual's information object for actors.
type ploverActor struct {
	Code           string `json:"code"`
	Sector         string `json:"sector,omitempty"`
	ActorText      string `json:"actor_text"`
	IdentifierID   string `json:"identifier_id,omitempty"`
	IdentifierText string `json:"identifier_text,omitempty"`
	Office         string `json:"office,omitempty"`
}

// ploverLocation is the manual's location object, with the names of GeoNames.
type ploverLocation struct {
	Name string `json:"name"`
	CC3  string `json:"cc3,omitempty"`
}

// ploverSize is the manual's information object for size, with the least number
// that the words allow.
type ploverSize struct {
	Dead     *int `json:"dead,omitempty"`
	Injured  *int `json:"injured,omitempty"`
	Arrested *int `json:"arrested,omitempty"`
}

// ploverCite is the manual's information object for citations.
type ploverCite struct {
	Citation    string `json:"citation"`
	URL         string `json:"url,omitempty"`
	Title       string `json:"title"`
	Language    string `json:"language,omitempty"`
	Publication string `json:"publication"`
	Coder       string `json:"coder"`
	Codebook    string `json:"codebook"`
}

// coder names this program, as the manual asks.
const coder = "onrecord"

// ploverMeans reports whether an event can be a record: the manual asks for
// somebody who did it.
func ploverMeans(r *onrecord.EventRow) bool { return len(r.Event.Source) > 0 }

// ploverLines writes a record a line.
func ploverLines(w io.Writer) func(*onrecord.EventRow) error {
	return func(r *onrecord.EventRow) error { return encode(w, newPlover(r)) }
}

func newPlover(r *onrecord.EventRow) ploverRow {
	a, e := &r.Article, &r.Event
	day, told := dayOf(r)
	actors := byID(r.Actors)
	row := ploverRow{
		ID: string(a.ID) + "#" + string(e.ID), HasEvent: true, Date: day.String(),
		Source: ploverActors(e.Source, e.Sources, actors), Recipient: ploverActors(e.Target, e.Targets, actors),
		Event: []string{string(e.Plover.Event)}, EventText: []string{e.TriggerText}, QuadCode: ploverQuads[e.Plover.Event],
		Mode: known(e.Plover.Mode), Context: append(list(e.Plover.Context), ploverStanding(&e.Event)...), SizeInfo: ploverSizes(e.Counts), Text: e.Words,
		CiteInfo: ploverCite{Citation: string(a.ID), URL: a.URL, Title: a.Title, Language: a.Lang, Publication: a.Outlet, Coder: coder, Codebook: "plover-0.7b1"},
		Coder:    coder,
	}
	if row.Mode == nil {
		row.Mode = []string{}
	}
	if v, ok := goldstein(cameoOf(&e.Event)); ok {
		row.EventScale = &v
	}
	if e.Place != "" {
		row.EventLoc = &ploverLocation{Name: e.Place, CC3: actors[e.Where.Actor()].Codes["iso3"]}
	}
	switch {
	case told:
	case bounded(r):
		row.Date, row.EndDate = e.First.String(), e.Last.String()
	default:
		row.Comment = "the day is that of the article"
	}
	return row
}

func ploverActors(parties []onrecord.Party, names []string, actors map[onrecord.ActorID]onrecord.Actor) []ploverActor {
	out := make([]ploverActor, len(parties))
	for i, p := range parties {
		c := codeOf(p, names[i], actors)
		a := actors[p.Actor()]
		out[i] = ploverActor{Code: c.Entity, ActorText: names[i], IdentifierText: a.Name, Office: a.Role}
		if strings.HasPrefix(string(a.ID), "Q") { // the manual asks for Wikidata's
			out[i].IdentifierID = string(a.ID)
		}
		for _, s := range c.Sector {
			out[i].Sector += s
		}
	}
	return out
}

// ploverStanding are the contexts by which the manual tells what did not happen
// from what did: "historical", "future", "hypothetical", "negation".
func ploverStanding(e *onrecord.Event) []string {
	var out []string
	if e.Background {
		out = append(out, "historical")
	}
	switch e.Status {
	case onrecord.EventPlanned:
		out = append(out, "future")
	case onrecord.EventHypothetical:
		out = append(out, "hypothetical")
	case onrecord.EventDenied, onrecord.EventFailed:
		out = append(out, "negation")
	}
	return out
}

// ploverSizes are the counts that the manual has names for, nil for none.
func ploverSizes(counts []onrecord.Count) *ploverSize {
	var out ploverSize
	for _, c := range counts {
		at := map[string]**int{"killed": &out.Dead, "injured": &out.Injured, "arrested": &out.Arrested}[c.What]
		if at == nil {
			continue
		}
		if *at = c.Min; c.Min == nil {
			*at = c.Max
		}
	}
	if out == (ploverSize{}) {
		return nil
	}
	return &out
}
