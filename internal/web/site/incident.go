package site

import (
	"fmt"
	"net/http"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/web/picture"
	"onrecord/query"
)

// incidentPage is one incident, with the figures side by side.
type incidentPage struct {
	frame
	Incident onrecord.Incident
	Entry    export.Entry
	Figures  []figured
	Disputes []onrecord.Dispute
	Breaks   []onrecord.LedgerAgreement
	Verdict  verdict
	Cite     string
}

// figured is what one thing is counted at, by everybody who counts it.
type figured struct {
	What   string
	Figure figure
	Rows   []figureRow
}

type figureRow struct {
	onrecord.Figure
	Row, Words string
}

// Incident is the page of one incident.
func (s *Site) Incident(w http.ResponseWriter, r *http.Request) error {
	i, world, err := row[onrecord.Incident](s, r, query.Incidents)
	if err != nil {
		return err
	}
	e := export.IncidentEntry(i)
	p := incidentPage{frame: frameOf(r, e.Head, "/incidents"), Incident: i, Entry: e, Figures: figuresOf(i.Figures)}
	p.Cite = s.citing(r, e, s.origin(r)+rowURL(query.Incidents, i.ID))
	if p.Disputes, err = having[onrecord.Dispute](r.Context(), world, query.Disputes, "incident", i.ID); err != nil {
		return err
	}
	if len(i.Breaks) > 0 {
		if p.Breaks, err = s.broken(r, world, i); err != nil {
			return err
		}
	}
	if p.MayEdit() {
		q, err := anyOf(query.Incidents, "type", []string{string(i.Plover.Event)})
		if err != nil {
			return err
		}
		rows, err := others(r.Context(), world, ask.Question{List: query.Incidents, Q: q}, i.ID, func(o onrecord.Incident) (string, string) {
			e := export.IncidentEntry(o)
			return o.ID, e.Head + ", " + e.Days
		})
		if err != nil {
			return err
		}
		p.Verdict = verdictOn(p.frame, r, query.Incidents, i.ID, rows, fromArticles(i.Cites...))
	}
	return s.render(w, http.StatusOK, "incident", p)
}

// broken are the agreements that an incident is held against: those of its
// articles whose incidents it is one of.
func (s *Site) broken(r *http.Request, world *ask.World, i onrecord.Incident) ([]onrecord.LedgerAgreement, error) {
	var articles []string
	for _, b := range i.Breaks {
		articles = append(articles, string(b.Article))
	}
	all, err := having[onrecord.LedgerAgreement](r.Context(), world, query.Ledger, "article", articles...)
	var out []onrecord.LedgerAgreement
	for _, a := range all {
		for _, held := range a.Incidents {
			if held.Incident == i.ID {
				out = append(out, a)
				break
			}
		}
	}
	return out, err
}

// figuresOf are the figures of each thing that is counted, in their order.
func figuresOf(all []onrecord.Figure) []figured {
	var out []figured
	for n, f := range all {
		at := 0
		for at < len(out) && out[at].What != f.What {
			at++
		}
		if at == len(out) {
			out = append(out, figured{What: f.What})
		}
		out[at].Rows = append(out[at].Rows, figureRow{f, fmt.Sprintf("figure-%d", n+1), export.FigureWords(f)})
	}
	for i := range out {
		out[i].Figure = out[i].picture(i)
	}
	return out
}

// picture lays the numbers of one thing on one line; there is nothing to see in one.
func (f figured) picture(n int) figure {
	if len(f.Rows) < 2 {
		return figure{}
	}
	ranges := picture.Ranges{Head: picture.Head{ID: fmt.Sprintf("figures-%d", n+1), Title: "How many " + f.What,
		About: fmt.Sprintf("%s side by side, each from the least to the most that its words leave. The table below has the same rows.", export.Plural(len(f.Rows), "figure"))}}
	for _, r := range f.Rows {
		ranges.Ranges = append(ranges.Ranges, picture.Range{Name: r.Words + ", " + saidBy(r.Figure), Min: r.Min, Max: r.Max, Words: r.Words, Row: r.Row})
	}
	return figure{Picture: ranges.Draw()}
}

// saidBy is who gives a figure: those whom articles have it from, else the outlets.
func saidBy(f onrecord.Figure) string {
	for _, w := range f.By {
		if w.Name != "" {
			return w.Name
		}
	}
	if len(f.Cites) > 0 {
		return or(f.Cites[0].Outlet, "no outlet known")
	}
	return "nobody named"
}
