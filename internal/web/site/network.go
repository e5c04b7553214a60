package site

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

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
	Windows  windowed
	Isolates bool
	Problem  string // with the choices
	Figure   figure
	Nodes    []position.Row
	Edges    []networkEdge
	Names    map[string]string
	Left     int         // nodes that are in the table alone
	Keep     [][2]string // what of the address stays where another window is chosen
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
func networkOptions(v url.Values) (position.Options, error) {
	o := position.Options{Mode: position.Mode(cmp.Or(v.Get("mode"), string(position.TwoMode))), Qualifier: position.Qualifier(v.Get("qualifier")),
		Normalisation: position.Normalisation(v.Get("normalise")), Duplicates: position.Duplicates(v.Get("duplicates")), Isolates: v.Get("isolates") != ""}
	if o.Qualifier == "" {
		o.Qualifier = position.Subtract
		if o.Mode != position.TwoMode {
			o.Qualifier = position.Congruence
		}
	}
	if err := windowDays(v, &o); err != nil {
		return o, err
	}
	return o, o.Check()
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
	p.Windows.Choices, p.Windows.Side = windowChoices(v), v.Get("show") == "side"
	o, err := networkOptions(v)
	if err != nil {
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
	p.Cite = s.citing(r, export.Entry{Head: p.Title}, s.origin(r)+r.URL.RequestURI())
	if p.Windows.Asked = o.Window > 0; p.Windows.Asked {
		p.step(r.URL, rows, o.Window)
	} else {
		p.fill(rows)
	}
	if len(p.Nodes) == 0 && len(p.Windows.All) == 0 {
		if p.Without, err = without(r, query.Positions, tallyNetwork(world), networkAsked...); err != nil {
			return err
		}
	}
	return s.render(w, http.StatusOK, "network", p)
}

// networkAsked are those of the choices by which a network may have nothing.
var networkAsked = []string{"mode", "qualifier", "window"}

// tallyNetwork counts the nodes of a network; of choices that do not go together
// there are none.
func tallyNetwork(world *ask.World) tally {
	return func(ctx context.Context, v url.Values) (int, error) {
		if o, err := networkOptions(v); err == nil {
			return tallied(query.Positions, func(ctx context.Context, q query.Q) (int, error) { return nodes(ctx, world, q, o) })(ctx, v)
		}
		return 0, nil
	}
}

// nodes counts the nodes of a network, or of a row of them, each once.
func nodes(ctx context.Context, world *ask.World, q query.Q, o position.Options) (int, error) {
	rows, err := world.Network(ctx, ask.Question{List: query.Positions, Q: q}, o)
	all := map[string]bool{}
	for _, row := range rows {
		if row.Kind == "node" {
			all[row.ID] = true
		}
	}
	return len(all), err
}

// takeNetwork answers with a network in one of networkForms.
func takeNetwork(w http.ResponseWriter, form string, rows []position.Row) error {
	return takeOneOf(w, networkForms, "network", form, func(out *begun, l export.Layout) (int, error) {
		return export.WriteNetwork(out, l, rows)
	})
}

// fill has the rows in the tables and draws them.
func (p *networkPage) fill(rows []position.Row) {
	p.tables(rows)
	p.draw()
}

// tables has the rows in the tables, the heaviest first.
func (p *networkPage) tables(rows []position.Row) {
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
		p.Edges[i].ID = edgeID(p.Edges[i].Source, p.Edges[i].Target)
	}
}

// step has the windows of a row of networks, those that are asked for drawn.
func (p *networkPage) step(u *url.URL, rows []position.Row, days int) {
	w := &p.Windows
	p.Keep = keepBut(u.Query(), "at", "after")
	if w.All = windowsOf(rows, days); len(w.All) == 0 {
		return
	}
	w.gather()
	w.choose(u, u.Query().Get("at"))
	w.compare()
	w.draw(p.right)
	p.Left = max(0, len(w.most)-drawnNodes)
	if w.Side {
		p.Left = max(0, len(w.most)-smallNodes)
	}
	if !w.Side {
		p.tables(w.Shown[0].rows)
	}
}

// right reports whether a node stands at the right side of the picture.
func (p *networkPage) right(node position.Row) bool {
	return node.Type == "concept" && p.Choices[0].Value != string(position.ConceptMode)
}

// draw makes the picture of the heaviest nodes.
func (p *networkPage) draw() {
	n := picture.Network{Head: picture.Head{ID: "network", Title: "Network of positions",
		About: fmt.Sprintf("%s and %s; a broken line is a weight below nought. The table below has the same edges.", export.Plural(len(p.Nodes), "node"), export.Plural(len(p.Edges), "edge"))}}
	in := map[string]bool{}
	for _, node := range p.Nodes[:min(drawnNodes, len(p.Nodes))] {
		in[node.ID] = true
		n.Nodes = append(n.Nodes, picture.Node{ID: node.ID, Name: node.Name, Weight: node.Weight, Right: p.right(node)})
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
	return slices.ContainsFunc(p.Edges, func(e networkEdge) bool { return e.Weight < 0 }) ||
		slices.ContainsFunc(p.Windows.Table, func(e edgeOverTime) bool {
			return slices.ContainsFunc(e.Weights, func(w string) bool { return strings.HasPrefix(w, "-") })
		})
}
