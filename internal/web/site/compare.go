package site

import (
	"fmt"
	"net/http"
	"slices"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/query"
)

type comparePage struct {
	frame
	Story   *onrecord.Story
	Stories []onrecord.Story // to choose from, where none is chosen
	Outlets []comparedOutlet
	Problem string
	Parts   []comparedPart
}

// comparedOutlet is an outlet that can be compared.
type comparedOutlet struct {
	Name   string
	Chosen bool
}

// comparedPart is one sort of what outlets have.
type comparedPart struct {
	Name    string
	Outlets []string
	Rows    []ask.Compared
	List    query.List // that the rows are of, "" for none
	Notes   []string   // what each outlet alone has
}

// Compare is the page of one story in two to five outlets.
func (s *Site) Compare(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	p := comparePage{frame: frameOf(r, "Compare outlets", "/stories")}
	world, err := s.world(r.Context())
	if err != nil {
		return fmt.Errorf("bring stories up to date: %w", err)
	}
	if v.Get("story") == "" {
		if p.Stories, err = comparable(r, world); err != nil {
			return err
		}
		return s.render(w, http.StatusOK, "compare", p)
	}
	story, err := ask.Row[onrecord.Story](r.Context(), world, query.Stories, v.Get("story"))
	if err != nil {
		return err
	}
	p.Story = &story
	chosen, fault := ask.ComparedOutlets(story, v["outlet"])
	for _, o := range ask.OutletsOf(story) {
		p.Outlets = append(p.Outlets, comparedOutlet{o, slices.Contains(chosen, o)})
	}
	if fault != nil {
		p.Problem = fault.Error()
		return s.render(w, http.StatusBadRequest, "compare", p)
	}
	c, err := world.Compare(r.Context(), s.store, story, chosen)
	if err != nil {
		return err
	}
	p.Parts = partsOf(c)
	return s.render(w, http.StatusOK, "compare", p)
}

// comparable are the newest stories that more than one outlet reports.
func comparable(r *http.Request, world *ask.World) ([]onrecord.Story, error) {
	var out []onrecord.Story
	for story, err := range ask.All[onrecord.Story](r.Context(), world, ask.Question{List: query.Stories, Limit: ask.Drawn}) {
		if err != nil {
			return nil, err
		}
		if len(ask.OutletsOf(story)) > 1 {
			out = append(out, story)
		}
		if len(out) == perPage {
			break
		}
	}
	return out, nil
}

// partsOf are the parts of a comparison that have rows.
func partsOf(c *ask.Comparison) []comparedPart {
	var out []comparedPart
	for _, p := range []comparedPart{
		{Name: "Statements", Rows: c.Statements}, {Name: "Incidents", Rows: c.Incidents, List: query.Incidents},
		{Name: "Agreements", Rows: c.Agreements, List: query.Ledger}, {Name: "Who is heard", Rows: c.People},
	} {
		if len(p.Rows) == 0 {
			continue
		}
		p.Outlets = c.Outlets
		p.Notes = notesOf(p.Rows, c.Outlets)
		out = append(out, p)
	}
	return out
}

// notesOf say how much all have, and how much each alone.
func notesOf(rows []ask.Compared, outlets []string) []string {
	all, alone := 0, make([]int, len(outlets))
	for _, row := range rows {
		switch row.Having() {
		case len(outlets):
			all++
		case 1:
			alone[slices.IndexFunc(row.Cells, func(c []onrecord.Cite) bool { return len(c) > 0 })]++
		}
	}
	out := []string{"none in all of them"}
	if all > 0 {
		out[0] = fmt.Sprintf("%d in all of them", all)
	}
	for i, n := range alone {
		out = append(out, fmt.Sprintf("%d in %s alone", n, outlets[i]))
	}
	return out
}
