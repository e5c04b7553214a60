package site

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/web/picture"
	"onrecord/ling"
	"onrecord/query"
)

// agreementPage is one agreement: what became of it, and by whose word.
type agreementPage struct {
	frame
	Agreement onrecord.LedgerAgreement
	AsOf      string // a day, "" for today
	Problem   string // with that day
	Known     bool   // whether anything was told of it by that day
	Figure    figure
	History   []toldStatus
	Latest    []toldStatus
	Held      []heldIncident
	Disputes  []onrecord.Dispute
	Verdict   verdict
	Cite      string
}

// toldStatus is a status with the row of the table that it stands in.
type toldStatus struct {
	onrecord.LedgerStatus
	Row string
	By  string
	Own bool // the outlet's own words
}

// heldIncident is an incident that is held against an agreement.
type heldIncident struct {
	onrecord.LedgerIncident
	What onrecord.Incident
	Row  string
}

// Agreement is the page of one agreement, as it stands or as it was known by a day.
func (s *Site) Agreement(w http.ResponseWriter, r *http.Request) error {
	a, world, err := row[onrecord.LedgerAgreement](s, r, query.Ledger)
	if err != nil {
		return err
	}
	p := agreementPage{frame: frameOf(r, or(a.Name, "an agreement"), "/agreements"), Agreement: a, Known: true}
	p.Cite = s.citing(r, export.AgreementEntry(a), s.origin(r)+rowURL(query.Ledger, a.ID))
	if p.AsOf = strings.TrimSpace(r.URL.Query().Get("as-of")); p.AsOf != "" {
		if p.Agreement, p.Known, err = ask.KnownBy(a, p.AsOf); err != nil {
			p.Problem, p.Agreement, p.Known = err.Error(), a, true
		}
	}
	for i, h := range p.Agreement.History {
		p.History = append(p.History, toldOf(h, fmt.Sprintf("told-%d", i+1)))
	}
	for _, h := range p.Agreement.Latest {
		p.Latest = append(p.Latest, toldOf(h, ""))
	}
	for i, held := range a.Incidents {
		what, err := ask.Row[onrecord.Incident](r.Context(), world, query.Incidents, held.Incident)
		if onrecord.KindOf(err) == onrecord.NotFound {
			continue // hidden
		}
		if err != nil {
			return err
		}
		p.Held = append(p.Held, heldIncident{held, what, fmt.Sprintf("held-%d", i+1)})
	}
	p.Figure = p.picture()
	if p.Disputes, err = having[onrecord.Dispute](r.Context(), world, query.Disputes, "agreement", a.ID); err != nil {
		return err
	}
	if p.MayEdit() {
		if err := p.choices(r, world, a); err != nil {
			return err
		}
	}
	status := http.StatusOK
	if p.Problem != "" {
		status = http.StatusBadRequest
	}
	return s.render(w, status, "agreement", p)
}

// Agreements is the list of agreements, as they stand or as they were known by a day.
func (s *Site) Agreements(w http.ResponseWriter, r *http.Request) error {
	asked := strings.TrimSpace(r.URL.Query().Get("as-of"))
	if asked == "" {
		return s.World(query.Ledger)(w, r)
	}
	f, shown := readForm(r, query.Ledger)
	p := worldPage{listPage: listPage[entryRow]{frame: frameOf(r, "Agreements", "/agreements"), Form: shown}, List: query.Ledger, AsOf: asked,
		Lead: "As they were known by " + export.DayForPeople(asked) + ": what came to be later is left out."}
	_, day, err := ling.ParsePeriod(asked)
	if err != nil && p.Form.Problem == "" {
		p.Form.Problem = "as of: " + err.Error()
	}
	if p.Form.Problem != "" {
		return s.render(w, p.Form.status(), "world", p)
	}
	world, err := s.world(r.Context())
	if err != nil {
		return fmt.Errorf("bring agreements up to date: %w", err)
	}
	then := world.AgreementsAsOf(r.Context(), ask.Question{List: query.Ledger, Q: f.Q}, day.String())
	if form := r.URL.Query().Get("format"); form != "" {
		return takeWorld(w, query.Ledger, form, then)
	}
	var rows []export.Entry
	for raw, err := range then {
		if err != nil {
			return err
		}
		var a onrecord.LedgerAgreement
		if err := json.Unmarshal(raw, &a); err != nil {
			return fmt.Errorf("read an agreement as of %s: %w", asked, err)
		}
		if p.Count++; p.Count <= gathered {
			e := export.AgreementEntry(a)
			e.ID = a.ID
			rows = append(rows, e)
		}
	}
	p.Rows, p.Exports = s.cited(r, query.Ledger, rows), exportsOf(r.URL, sheetForms...)
	return s.render(w, http.StatusOK, "world", p)
}

// choices fills in what an editor can decide.
func (p *agreementPage) choices(r *http.Request, world *ask.World, a onrecord.LedgerAgreement) error {
	q, err := anyOf(query.Ledger, "type", []string{string(a.Type)})
	if err != nil {
		return err
	}
	rows, err := others(r.Context(), world, ask.Question{List: query.Ledger, Q: q}, a.ID, func(o onrecord.LedgerAgreement) (string, string) {
		return o.ID, o.Name
	})
	if err != nil {
		return err
	}
	cites := slices.Clone(a.Cites)
	for _, h := range a.History {
		cites = append(cites, h.Cite)
	}
	p.Verdict = verdictOn(p.frame, r, query.Ledger, a.ID, rows, fromArticles(cites...))
	return nil
}

// toldOf is a status with who tells it: an outlet, where nobody else does.
func toldOf(h onrecord.LedgerStatus, row string) toldStatus {
	return toldStatus{LedgerStatus: h, Row: row, By: cmp.Or(h.AccordingTo.Name, h.Cite.Outlet, "no outlet known"), Own: h.AccordingTo.Name == ""}
}

// What keeps an agreement apart in its picture.
const (
	stands  = "it stands: agreed, signed, in force, holding and the like"
	falls   = "it does not: rejected, violated, suspended, ended and the like"
	neither = "neither yet: proposed, negotiated, declared"
	against = "an incident that is held against it"
)

// shapeOf is the sign of a status.
func shapeOf(s onrecord.AgreementStatus) picture.Shape {
	switch s.Stands() {
	case 1:
		return picture.Tick
	case -1:
		return picture.Cross
	}
	return picture.Ring
}

// picture lays what each asserter tells on a lane of theirs, the line after a
// mark going on to the next of the same asserter; below them what is held
// against it.
func (p *agreementPage) picture() figure {
	lanes := picture.Lanes{Head: picture.Head{ID: "status", Title: "Status of " + p.Title + " over time",
		About: fmt.Sprintf("A lane for each of those who say how it stands, with a mark for each status they tell; %s in all. The table below has the same rows.", export.Plural(len(p.History), "mark"))}}
	for _, h := range p.History {
		name := h.By
		if h.Own {
			name += ", in its own words"
		}
		at := slices.IndexFunc(lanes.Lanes, func(l picture.Lane) bool { return l.Name == name })
		if at < 0 {
			lanes.Lanes, at = append(lanes.Lanes, picture.Lane{Name: name, Joined: true}), len(lanes.Lanes)
		}
		words := strings.TrimSpace(string(h.Status) + ", " + or(export.DayForPeople(h.When.Value), "undated"))
		lanes.Lanes[at].Marks = append(lanes.Lanes[at].Marks, picture.Mark{Span: picture.SpanOf(h.When, ""), Shape: shapeOf(h.Status), Words: words, Row: h.Row})
	}
	if len(p.Held) > 0 {
		lane := picture.Lane{Name: "Held against it"}
		for _, held := range p.Held {
			lane.Marks = append(lane.Marks, picture.Mark{Span: picture.SpanOf(held.What.When, ""), Shape: picture.Diamond, Words: export.IncidentEntry(held.What).Head, Row: held.Row})
		}
		slices.SortStableFunc(lane.Marks, byDay)
		lanes.Lanes = append(lanes.Lanes, lane)
	}
	return figureOf(lanes, meant{picture.Tick, stands}, meant{picture.Cross, falls}, meant{picture.Ring, neither}, meant{picture.Diamond, against})
}

// byDay is the order of marks on a lane.
func byDay(a, b picture.Mark) int {
	first := func(m picture.Mark) ling.Date {
		if m.First.IsZero() {
			return m.Last
		}
		return m.First
	}
	return first(a).Compare(first(b))
}
