package site

import (
	"context"
	"fmt"
	"net/http"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/query"
)

// briefPage is a dossier on a question.
type briefPage struct {
	frame
	Form    form
	Asked   bool
	Parts   []export.BriefPart
	Of      map[query.List]int
	Sources []onrecord.Article
	Left    string // what is left out
	Exports []pick
	Without []hidden
	Cite    string

	q query.Q
}

// briefRows is how many rows of each list a dossier shows: what a reader goes
// through in a sitting. Programs ask for more.
const briefRows = 30

// briefForms are the forms that a dossier is taken away in.
var briefForms = []string{"markdown", "html"}

// Brief is the page of what there is on a question.
func (s *Site) Brief(w http.ResponseWriter, r *http.Request) error {
	f, shown := readForm(r, query.Everything)
	p := briefPage{frame: frameOf(r, "Dossier", "/brief"), Form: shown, Asked: f.Q != nil, q: f.Q}
	if shown.Problem != "" || !p.Asked {
		return s.render(w, shown.status(), "brief", p)
	}
	world, err := s.world(r.Context())
	if err != nil {
		return fmt.Errorf("bring the world up to date: %w", err)
	}
	b, err := world.Brief(r.Context(), s.store, f.Q, ask.Most{Rows: briefRows})
	if err != nil {
		return fmt.Errorf("gather %s: %w", query.Print(f.Q), err)
	}
	if form := r.URL.Query().Get("format"); form != "" {
		return takeBrief(w, form, b)
	}
	p.Of, p.Sources, p.Left, p.Exports = b.Of, b.Sources, export.LeftOut(b.Left), exportsOf(r.URL, briefForms...)
	for _, part := range export.BriefParts(b) {
		if len(part.Entries) > 0 {
			p.Parts = append(p.Parts, part)
		}
	}
	if len(p.Parts) == 0 {
		if p.Without, err = without(r, query.Everything, tallied(query.Everything, func(ctx context.Context, q query.Q) (int, error) {
			return s.tallyBrief(ctx, world, q)
		})); err != nil {
			return err
		}
	}
	p.Cite = s.citing(r, export.Entry{Head: "Dossier on " + b.Query}, s.origin(r)+r.URL.RequestURI())
	return s.render(w, http.StatusOK, "brief", p)
}

// tallyBrief counts all that there is on a question; of nothing no dossier is made.
func (s *Site) tallyBrief(ctx context.Context, world *ask.World, q query.Q) (n int, err error) {
	if q == nil {
		return 0, nil
	}
	b, err := world.Brief(ctx, s.store, q, ask.Most{Rows: 1})
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", query.Print(q), err)
	}
	for _, rows := range b.Of { // a sum has no order
		n += rows
	}
	return n, nil
}

// takeBrief answers with a dossier in one of briefForms.
func takeBrief(w http.ResponseWriter, form string, b *onrecord.Brief) error {
	return takeOneOf(w, briefForms, "brief", form, func(out *begun, l export.Layout) (int, error) {
		if l.Format == "html" {
			return 0, export.WriteBriefHTML(out, b)
		}
		return 0, export.WriteBriefMarkdown(out, b)
	})
}

// Command is how the same is asked for on the command line.
func (p briefPage) Command() string { return command(p.Form) }

// More is how many rows of a part there are that it does not show.
func (p briefPage) More(part export.BriefPart) int { return max(0, p.Of[part.Of]-len(part.Entries)) }

// RowURL is where a row has a page of its own, "" where it has none.
func (p briefPage) RowURL(part export.BriefPart, e export.Entry) string {
	if part.Of == query.Timeline || e.ID == "" {
		return ""
	}
	return rowURL(part.Of, e.ID)
}

// ListURL is the whole list that a part is of, as far as the list can be asked
// the same.
func (p briefPage) ListURL(part export.BriefPart) string {
	asked, never := part.Of.Part(p.q)
	if part.Of == query.Timeline {
		asked, never = p.q, false
	}
	if never {
		return listPath(part.Of)
	}
	return listURL(part.Of, "q", query.Print(asked))
}
