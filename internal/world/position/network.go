package position

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"onrecord"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// Mode is what the nodes of a network are.
type Mode string

// The modes, as in Discourse Network Analyzer.
const (
	TwoMode     Mode = "two-mode"     // actors and concepts
	ActorMode   Mode = "one-mode"     // actors, by the concepts that they share
	ConceptMode Mode = "concept-mode" // concepts, by the actors that they share
)

// Qualifier is what is made of agreement and disagreement.
type Qualifier string

// The qualifiers. In a two-mode network Subtract is agreements less
// disagreements, and any other counts both; in a one-mode network Congruence
// counts what two have in common with one value, Conflict what they have with
// two, Subtract the one less the other, Ignore both together.
const (
	Ignore     Qualifier = "ignore"
	Congruence Qualifier = "congruence"
	Conflict   Qualifier = "conflict"
	Subtract   Qualifier = "subtract"
)

// Normalisation is what weights are divided by.
type Normalisation string

// The normalisations: of two-mode networks by what the actor says at all
// (activity) or what is said of the concept at all (prominence); of one-mode
// networks by the mean of what both have to do with (average), by all that
// either has (jaccard), or by the lengths of their rows (cosine).
const (
	Plain      Normalisation = ""
	Activity   Normalisation = "activity"
	Prominence Normalisation = "prominence"
	Average    Normalisation = "average"
	Jaccard    Normalisation = "jaccard"
	Cosine     Normalisation = "cosine"
)

// Duplicates is when a position that an actor takes again counts no more.
type Duplicates string

// The ways to count duplicates: all count, or one a document, a month, a year,
// or one at all.
const (
	EachStatement Duplicates = ""
	PerDocument   Duplicates = "document"
	PerMonth      Duplicates = "month"
	PerYear       Duplicates = "year"
	AtAll         Duplicates = "range"
)

// Options are how a network is drawn.
type Options struct {
	Mode          Mode
	Qualifier     Qualifier
	Normalisation Normalisation
	Duplicates    Duplicates
	Since, Until  string // days, "" for no bound; what has no day is in no bound
	// Window is how many days each of a row of networks covers, and Step how
	// far they are apart; 0 for one network.
	Window, Step int
	Isolates     bool // keep nodes without an edge
}

// Row is a node or an edge of a network.
type Row struct {
	Kind   string  `json:"kind"` // node, edge
	Window string  `json:"window"`
	ID     string  `json:"id,omitempty"`
	Name   string  `json:"name,omitempty"`
	Type   string  `json:"type,omitempty"` // actor, concept
	Source string  `json:"source,omitempty"`
	Target string  `json:"target,omitempty"`
	Weight float64 `json:"weight"` // of a node: its positions
}

// Check reports what in the options does not go together.
func (o Options) Check() error {
	two := o.Mode == TwoMode
	switch {
	case !slices.Contains([]Mode{TwoMode, ActorMode, ConceptMode}, o.Mode):
		return fmt.Errorf("no such network: %q", o.Mode)
	case !slices.Contains([]Qualifier{Ignore, Congruence, Conflict, Subtract}, o.Qualifier):
		return fmt.Errorf("no such qualifier: %q", o.Qualifier)
	case !slices.Contains([]Duplicates{EachStatement, PerDocument, PerMonth, PerYear, AtAll}, o.Duplicates):
		return fmt.Errorf("no such way to count duplicates: %q", o.Duplicates)
	case two && (o.Qualifier == Congruence || o.Qualifier == Conflict):
		return fmt.Errorf("%s is of one-mode networks", o.Qualifier)
	case two && !slices.Contains([]Normalisation{Plain, Activity, Prominence}, o.Normalisation),
		!two && !slices.Contains([]Normalisation{Plain, Average, Jaccard, Cosine}, o.Normalisation):
		return fmt.Errorf("a %s network is not normalised by %q", o.Mode, o.Normalisation)
	case o.Window < 0 || o.Step < 0 || o.Window == 0 && o.Step > 0:
		return fmt.Errorf("a window of %d days every %d", o.Window, o.Step)
	}
	return nil
}

// Network draws positions as a network: its nodes by type and name, then its
// edges by source and target, window by window.
func Network(positions []onrecord.Position, o Options) ([]Row, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(slices.Clone(positions), func(p onrecord.Position) bool {
		return (o.Since != "" || o.Until != "") && (day(p.When) == "" || p.When < o.Since || o.Until != "" && p.When > o.Until)
	})
	if o.Window == 0 {
		return draw(list, o, ""), nil
	}
	var out []Row
	for _, w := range windows(list, o) {
		within := slices.DeleteFunc(slices.Clone(list), func(p onrecord.Position) bool {
			return day(p.When) == "" || p.When < w[0] || p.When > w[1]
		})
		out = append(out, draw(within, o, w[0])...)
	}
	return out, nil
}

// windows are the first and last days of the windows over positions.
func windows(list []onrecord.Position, o Options) (out [][2]string) {
	var days []string
	for _, p := range list {
		if first, _, err := ling.ParsePeriod(p.When); err == nil {
			days = append(days, first.String())
		}
	}
	if len(days) == 0 {
		return nil
	}
	first, err := ling.ParseDate(cmp.Or(o.Since, slices.Min(days)))
	last := cmp.Or(o.Until, slices.Max(days))
	if err != nil {
		return nil
	}
	step := cmp.Or(o.Step, o.Window)
	for ; first.String() <= last; first = first.AddDays(step) {
		out = append(out, [2]string{first.String(), first.AddDays(o.Window - 1).String()})
	}
	return out
}

// matrix counts for each row and each column how often each value was taken.
type matrix struct {
	rows, columns []Row // nodes
	count         map[[2]string]map[string]float64
}

func draw(list []onrecord.Position, o Options, window string) []Row {
	m := tabulate(list, o, window)
	if o.Mode == ConceptMode {
		m = m.turned()
	}
	var edges []Row
	if o.Mode == TwoMode {
		edges = m.twoMode(o)
	} else {
		edges = m.oneMode(o)
	}
	nodes := slices.Clone(m.rows)
	if o.Mode == TwoMode {
		nodes = append(nodes, m.columns...)
	}
	if !o.Isolates {
		nodes = slices.DeleteFunc(nodes, func(n Row) bool {
			return !slices.ContainsFunc(edges, func(e Row) bool { return e.Source == n.ID || e.Target == n.ID })
		})
	}
	for i := range edges {
		edges[i].Window = window
	}
	return append(nodes, edges...)
}

// tabulate counts positions, actors by concepts, without those that o takes for
// duplicates.
func tabulate(list []onrecord.Position, o Options, window string) *matrix {
	m := &matrix{count: map[[2]string]map[string]float64{}}
	seen := map[[4]string]bool{}
	node := func(nodes []Row, id, name, kind string) []Row {
		i := slices.IndexFunc(nodes, func(n Row) bool { return n.ID == id })
		if i < 0 {
			nodes, i = append(nodes, Row{Kind: "node", Window: window, ID: id, Name: name, Type: kind}), len(nodes)
		}
		nodes[i].Weight++
		return nodes
	}
	for i, p := range list {
		id := cmp.Or(string(p.Actor), p.Name)
		mark := [4]string{id, p.Concept, p.Value, o.Duplicates.of(p, i)}
		if seen[mark] {
			continue
		}
		seen[mark] = true
		m.rows, m.columns = node(m.rows, id, p.Name, "actor"), node(m.columns, p.Concept, p.Concept, "concept")
		cell := [2]string{id, p.Concept}
		if m.count[cell] == nil {
			m.count[cell] = map[string]float64{}
		}
		m.count[cell][p.Value]++
	}
	for _, nodes := range [][]Row{m.rows, m.columns} {
		slices.SortFunc(nodes, func(a, b Row) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	}
	return m
}

// of is what two positions of one actor, concept and value have in common where
// the second is a duplicate.
func (d Duplicates) of(p onrecord.Position, i int) string {
	switch d {
	case PerDocument:
		return string(p.Cite.Article)
	case PerMonth:
		return p.When[:min(len(p.When), len("2006-01"))]
	case PerYear:
		return p.When[:min(len(p.When), len("2006"))]
	case AtAll:
		return ""
	}
	return fmt.Sprint(i)
}

// turned is the matrix with its rows for columns.
func (m *matrix) turned() *matrix {
	out := &matrix{rows: m.columns, columns: m.rows, count: map[[2]string]map[string]float64{}}
	for cell, values := range m.count {
		out.count[[2]string{cell[1], cell[0]}] = values
	}
	return out
}

func (m *matrix) at(row, column Row, value string) float64 {
	return m.count[[2]string{row.ID, column.ID}][value]
}

// any is how often a row has a column at all.
func (m *matrix) any(row, column Row) float64 {
	return m.at(row, column, Agree) + m.at(row, column, Disagree)
}

// twoMode are the edges from rows to columns.
func (m *matrix) twoMode(o Options) []Row {
	var out []Row
	for _, a := range m.rows {
		for _, c := range m.columns {
			if m.any(a, c) == 0 {
				continue
			}
			w := m.any(a, c)
			if o.Qualifier == Subtract {
				w = m.at(a, c, Agree) - m.at(a, c, Disagree)
			}
			switch o.Normalisation {
			case Activity:
				w /= a.Weight
			case Prominence:
				w /= c.Weight
			}
			out = append(out, Row{Kind: "edge", Source: a.ID, Target: c.ID, Weight: w})
		}
	}
	return out
}

// oneMode are the edges between rows; those that weigh nothing are none.
func (m *matrix) oneMode(o Options) []Row {
	var out []Row
	for i, a := range m.rows {
		for _, b := range m.rows[i+1:] {
			if w := m.weight(a, b, o.Qualifier) / m.divisor(a, b, o.Normalisation); w != 0 {
				out = append(out, Row{Kind: "edge", Source: a.ID, Target: b.ID, Weight: w})
			}
		}
	}
	return out
}

// weight is the product of two rows, over the columns: with one value for
// congruence, with two for conflict.
func (m *matrix) weight(a, b Row, q Qualifier) float64 {
	var same, other float64
	for _, c := range m.columns {
		same += m.at(a, c, Agree)*m.at(b, c, Agree) + m.at(a, c, Disagree)*m.at(b, c, Disagree)
		other += m.at(a, c, Agree)*m.at(b, c, Disagree) + m.at(a, c, Disagree)*m.at(b, c, Agree)
	}
	switch q {
	case Congruence:
		return same
	case Conflict:
		return other
	case Subtract:
		return same - other
	}
	return same + other
}

// divisor is what a weight between two rows is divided by, 1 where nothing is.
func (m *matrix) divisor(a, b Row, n Normalisation) float64 {
	var ofA, ofB, both, squareA, squareB float64
	for _, c := range m.columns {
		x, y := m.any(a, c), m.any(b, c)
		if x > 0 {
			ofA++
		}
		if y > 0 {
			ofB++
		}
		if x > 0 && y > 0 {
			both++
		}
		for _, v := range []string{Agree, Disagree} {
			squareA += m.at(a, c, v) * m.at(a, c, v)
			squareB += m.at(b, c, v) * m.at(b, c, v)
		}
	}
	switch n {
	case Average:
		return (ofA + ofB) / 2
	case Jaccard:
		return ofA + ofB - both
	case Cosine:
		return math.Sqrt(squareA) * math.Sqrt(squareB)
	}
	return 1
}

// Series is how often an actor took each value on a concept, period by period.
type Series struct {
	onrecord.Who
	Concept  string `json:"concept"`
	Period   string `json:"period"` // a month or a year
	Agree    int    `json:"agree"`
	Disagree int    `json:"disagree"`
}

// SeriesOf counts positions by actor, concept and period of so many letters of
// a day (7 for months, 4 for years), in that order. What has no day is left out.
func SeriesOf(positions []onrecord.Position, letters int) []Series {
	var out []Series
	for _, p := range positions {
		if day(p.When) == "" || len(p.When) < letters {
			continue
		}
		i := slices.IndexFunc(out, func(s Series) bool {
			return passage.Same(s.Who, p.Who) && s.Concept == p.Concept && s.Period == p.When[:letters]
		})
		if i < 0 {
			out, i = append(out, Series{Who: p.Who, Concept: p.Concept, Period: p.When[:letters]}), len(out)
		}
		if p.Value == Agree {
			out[i].Agree++
		} else {
			out[i].Disagree++
		}
	}
	slices.SortStableFunc(out, func(a, b Series) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Concept, b.Concept), cmp.Compare(a.Period, b.Period))
	})
	return out
}
