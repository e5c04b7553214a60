package export

import (
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"

	"onrecord/internal/world/position"
)

// Forms of networks that tools for graphs read, beside those of every list.
const (
	GEXF    Format = "gexf"    // 1.3 (https://gexf.net)
	GraphML Format = "graphml" // (http://graphml.graphdrawing.org)
)

// NetworkColumns are the names of the columns of a network.
func NetworkColumns() []string { return names(networkColumns) }

var networkColumns = []column[position.Row]{
	{name: "kind", value: func(r position.Row) string { return r.Kind }, width: 5},
	{name: "window", value: func(r position.Row) string { return r.Window }, width: 22},
	{name: "id", value: func(r position.Row) string { return r.ID }, wide: true},
	{name: "name", value: func(r position.Row) string { return r.Name }, width: 24},
	{name: "type", value: func(r position.Row) string { return r.Type }, width: 8},
	{name: "source", value: func(r position.Row) string { return r.Source }, width: 24},
	{name: "target", value: func(r position.Row) string { return r.Target }, width: 24},
	{name: "weight", value: func(r position.Row) string { return weight(r.Weight) }, width: 8},
}

func weight(w float64) string { return strconv.FormatFloat(w, 'g', -1, 64) }

// WriteNetwork writes a network in the form of a list, or as a graph.
func WriteNetwork(w io.Writer, l Layout, rows []position.Row) (int, error) {
	switch l.Format {
	case GEXF:
		return len(rows), writeXML(w, gexfOf(rows))
	case GraphML:
		return len(rows), writeXML(w, graphmlOf(rows))
	}
	all := func(yield func(position.Row, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
	return write(w, l, networkColumns, func(r position.Row) position.Row { return r }, iter.Seq2[position.Row, error](all))
}

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write the graph: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// nodesOnce are the nodes of a network, each once however many windows it is
// in, its weights added up: a graph of these forms has a node once.
func nodesOnce(rows []position.Row) []position.Row {
	var out []position.Row
	for _, r := range rows {
		if r.Kind != "node" {
			continue
		}
		if at := slices.IndexFunc(out, func(have position.Row) bool { return have.ID == r.ID }); at >= 0 {
			out[at].Weight += r.Weight
			continue
		}
		out = append(out, r)
	}
	return out
}

func edges(rows []position.Row) []position.Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r position.Row) bool { return r.Kind != "edge" })
}

type gexf struct {
	XMLName xml.Name `xml:"http://gexf.net/1.3 gexf"`
	Version string   `xml:"version,attr"`
	Graph   struct {
		EdgeType   string `xml:"defaultedgetype,attr"`
		Attributes []gexfAttributes
		Nodes      []gexfNode `xml:"nodes>node"`
		Edges      []gexfEdge `xml:"edges>edge"`
	} `xml:"graph"`
}

type gexfAttributes struct {
	XMLName   xml.Name        `xml:"attributes"`
	Class     string          `xml:"class,attr"`
	Attribute []gexfAttribute `xml:"attribute"`
}

type gexfAttribute struct {
	ID    string `xml:"id,attr"`
	Title string `xml:"title,attr"`
	Type  string `xml:"type,attr"`
}

type gexfNode struct {
	ID     string      `xml:"id,attr"`
	Label  string      `xml:"label,attr"`
	Values []gexfValue `xml:"attvalues>attvalue"`
}

type gexfEdge struct {
	ID     int         `xml:"id,attr"`
	Source string      `xml:"source,attr"`
	Target string      `xml:"target,attr"`
	Weight string      `xml:"weight,attr"`
	Values []gexfValue `xml:"attvalues>attvalue"`
}

type gexfValue struct {
	For   string `xml:"for,attr"`
	Value string `xml:"value,attr"`
}

func gexfOf(rows []position.Row) gexf {
	var g gexf
	g.Version, g.Graph.EdgeType = "1.3", "undirected"
	g.Graph.Attributes = []gexfAttributes{
		{Class: "node", Attribute: []gexfAttribute{{"type", "type", "string"}, {"positions", "positions", "double"}}},
		{Class: "edge", Attribute: []gexfAttribute{{"window", "window", "string"}}},
	}
	for _, n := range nodesOnce(rows) {
		g.Graph.Nodes = append(g.Graph.Nodes, gexfNode{n.ID, n.Name, []gexfValue{{"type", n.Type}, {"positions", weight(n.Weight)}}})
	}
	for i, e := range edges(rows) {
		g.Graph.Edges = append(g.Graph.Edges, gexfEdge{i, e.Source, e.Target, weight(e.Weight), []gexfValue{{"window", e.Window}}})
	}
	return g
}

type graphml struct {
	XMLName xml.Name     `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
	Keys    []graphmlKey `xml:"key"`
	Graph   struct {
		ID       string        `xml:"id,attr"`
		EdgeType string        `xml:"edgedefault,attr"`
		Nodes    []graphmlPart `xml:"node"`
		Edges    []graphmlPart `xml:"edge"`
	} `xml:"graph"`
}

type graphmlKey struct {
	ID   string `xml:"id,attr"`
	For  string `xml:"for,attr"`
	Name string `xml:"attr.name,attr"`
	Type string `xml:"attr.type,attr"`
}

type graphmlPart struct {
	ID     string        `xml:"id,attr"`
	Source string        `xml:"source,attr,omitempty"`
	Target string        `xml:"target,attr,omitempty"`
	Data   []graphmlData `xml:"data"`
}

type graphmlData struct {
	Key   string `xml:"key,attr"`
	Value string `xml:",chardata"`
}

func graphmlOf(rows []position.Row) graphml {
	g := graphml{Keys: []graphmlKey{
		{"id", "node", "id", "string"}, {"name", "node", "name", "string"}, {"type", "node", "type", "string"}, {"positions", "node", "positions", "double"},
		{"weight", "edge", "weight", "double"}, {"window", "edge", "window", "string"},
	}}
	g.Graph.ID, g.Graph.EdgeType = "onrecord", "undirected"
	ids := map[string]string{} // of nodes: the schema has no space in an id, and a concept's has some
	for i, n := range nodesOnce(rows) {
		ids[n.ID] = "n" + strconv.Itoa(i)
		g.Graph.Nodes = append(g.Graph.Nodes, graphmlPart{ID: ids[n.ID], Data: []graphmlData{{"id", n.ID}, {"name", n.Name}, {"type", n.Type}, {"positions", weight(n.Weight)}}})
	}
	for i, e := range edges(rows) {
		g.Graph.Edges = append(g.Graph.Edges, graphmlPart{ID: "e" + strconv.Itoa(i), Source: ids[e.Source], Target: ids[e.Target],
			Data: []graphmlData{{"weight", weight(e.Weight)}, {"window", e.Window}}})
	}
	return g
}
