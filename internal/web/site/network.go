package site

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/web/picture"
	"onrecord/internal/world/position"
	"onrecord/query"
)

// choices of how a network is drawn, as Discourse Network Analyzer has them.
type networkChoice struct {
	Name, Label string
	Values      []choice
	Value       string
}

type networkPage struct {
	viewPage
	Choices  []networkChoice
	Isolates bool
	Problem  string // with the choices
	Figure   figure
	Nodes    []position.Row
	Edges    []networkEdge
	Names    map[string]string
	Left     int // nodes that are in the table alone
	Exports  []pick
}

// networkEdge is an edge with the names of its nodes.
type networkEdge struct {
	position.Row
	From, To, ID string
}

// networkChoices are the choices with what is asked for.
func networkChoices(v url.Values) []networkChoice {
	all := []networkChoice{
		{"mode", "Nodes", []choice{{"two-mode", "actors and concepts"}, {"one-mode", "actors, by concepts they share"}, {"concept-mode", "concepts, by actors they share"}}, ""},
		{"qualifier", "Agreement and disagreement", []choice{{"", "as fits the nodes"}, {"ignore", "count both alike"}, {"congruence", "what is held alike"}, {"conflict", "what is held otherwise"}, {"subtract", "one less the other"}}, ""},
		{"normalise", "Weights divided by", []choice{{"", "nothing"}, {"activity", "what the actor says at all"}, {"prominence", "what is said of the concept"}, {"average", "mean of both"}, {"jaccard", "all that either has"}, {"cosine", "lengths of both"}}, ""},
		{"duplicates", "The same again counts", []choice{{"", "each time"}, {"document", "once an article"}, {"month", "once a month"}, {"year", "once a year"}, {"range", "once"}}, ""},
	}
	for i := range all {
		all[i].Value = v.Get(all[i].Name)
	}
	return all
}

// networkOptions are the options that are asked for.
func networkOptions(v url.Values) position.Options {
	o := position.Options{Mode: position.Mode(cmp.Or(v.Get("mode"), string(position.TwoMode))), Qualifier: position.Qualifier(v.Get("qualifier")),
		Normalisation: position.Normalisation(v.Get("normalise")), Duplicates: position.Duplicates(v.Get("duplicates")), Isolates: v.Get("isolates") != ""}
	if o.Qualifier == "" {
		o.Qualifier = position.Subtract
		if o.Mode != position.TwoMode {
			o.Qualifier = position.Congruence
		}
	}
	return o
}

// drawnNodes is how many nodes a picture has room for.
const drawnNodes = 60

// networkForms are the forms that a network is taken away in.
var networkForms = append([]string{string(export.GEXF), string(export.GraphML)}, sheetForms...)

// Network is the page of positions as a network: a picture, and the table of it.
func (s *Site) Network(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	f, shown := readForm(r, query.Positions)
	p := networkPage{viewPage: viewPage{frame: frameOf(r, "Network of positions", "/positions"), Form: shown, Tabs: positionTabs(r)}, Choices: networkChoices(v), Isolates: v.Get("isolates") != ""}
	o := networkOptions(v)
	if err := o.Check(); err != nil {
		p.Problem = err.Error()
	}
	if shown.Problem != "" || p.Problem != "" {
		return s.render(w, http.StatusBadRequest, "network", p)
	}
	world, err := s.world(r.Context())
	if err != nil {
		return fmt.Errorf("bring positions up to date: %w", err)
	}
	rows, err := world.Network(r.Context(), ask.Question{List: query.Positions, Q: f.Q}, o)
	if err != nil {
		return err
	}
	if form := v.Get("format"); form != "" {
		return takeNetwork(w, form, rows)
	}
	p.Exports = exportsOf(r.URL, networkForms...)
	p.fill(rows)
	return s.render(w, http.StatusOK, "network", p)
}

// takeNetwork answers with a network in one of networkForms.
func takeNetwork(w http.ResponseWriter, form string, rows []position.Row) error {
	return takeOneOf(w, networkForms, "network", form, func(out *begun, l export.Layout) (int, error) {
		return export.WriteNetwork(out, l, rows)
	})
}

// fill has the rows in the tables, the heaviest first, and draws them.
func (p *networkPage) fill(rows []position.Row) {
	p.Names = map[string]string{}
	for _, row := range rows {
		if row.Kind == "node" {
			p.Nodes = append(p.Nodes, row)
			p.Names[row.ID] = row.Name
		}
	}
	for _, row := range rows {
		if row.Kind != "node" {
			p.Edges = append(p.Edges, networkEdge{Row: row, From: p.Names[row.Source], To: p.Names[row.Target]})
		}
	}
	slices.SortStableFunc(p.Nodes, func(a, b position.Row) int { return cmp.Compare(b.Weight, a.Weight) })
	slices.SortStableFunc(p.Edges, func(a, b networkEdge) int { return cmp.Compare(max(b.Weight, -b.Weight), max(a.Weight, -a.Weight)) })
	for i := range p.Edges {
		p.Edges[i].ID = fmt.Sprintf("edge-%d", i+1)
	}
	p.draw()
}

// draw makes the picture of the heaviest nodes.
func (p *networkPage) draw() {
	n := picture.Network{Head: picture.Head{ID: "network", Title: "Network of positions",
		About: fmt.Sprintf("%s and %s; a broken line is a weight below nought. The table below has the same edges.", export.Plural(len(p.Nodes), "node"), export.Plural(len(p.Edges), "edge"))}}
	in := map[string]bool{}
	for _, node := range p.Nodes[:min(drawnNodes, len(p.Nodes))] {
		in[node.ID] = true
		n.Nodes = append(n.Nodes, picture.Node{ID: node.ID, Name: node.Name, Weight: node.Weight, Right: node.Type == "concept" && p.Choices[0].Value != string(position.ConceptMode)})
	}
	for _, e := range p.Edges {
		if in[e.Source] && in[e.Target] {
			n.Edges = append(n.Edges, picture.Edge{From: e.Source, To: e.Target, Weight: e.Weight, Row: e.ID})
		}
	}
	p.Left = len(p.Nodes) - len(n.Nodes)
	p.Figure = figure{Picture: n.Draw(), Wide: true}
}

// Broken reports whether an edge weighs less than nought.
func (p networkPage) Broken() bool {
	return slices.ContainsFunc(p.Edges, func(e networkEdge) bool { return e.Weight < 0 })
}
