package export_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"onrecord/internal/export"
	"onrecord/internal/world/position"
)

func network() []position.Row {
	return []position.Row{
		{Kind: "node", Window: "2016-01-01/2016-01-31", ID: "actor:Q1", Name: "A & <b>", Type: "actor", Weight: 2},
		{Kind: "node", Window: "2016-01-01/2016-01-31", ID: "a truce", Name: "truce", Type: "concept", Weight: 2},
		{Kind: "edge", Window: "2016-01-01/2016-01-31", Source: "actor:Q1", Target: "a truce", Weight: 2},
		{Kind: "node", Window: "2016-02-01/2016-02-29", ID: "actor:Q1", Name: "A & <b>", Type: "actor", Weight: 0.5},
		{Kind: "edge", Window: "2016-02-01/2016-02-29", Source: "actor:Q1", Target: "a truce", Weight: -0.5},
	}
}

func networkAs(t *testing.T, f export.Format) string {
	t.Helper()
	var out strings.Builder
	if n, err := export.WriteNetwork(&out, export.Layout{Format: f}, network()); err != nil || n != 5 {
		t.Fatalf("%d rows, %v", n, err)
	}
	return out.String()
}

// The readers are written from the formats' documentation: a node stands once,
// and an edge joins nodes that are there.
func TestGEXF(t *testing.T) {
	var g struct {
		XMLName xml.Name
		Graph   struct {
			Nodes []struct {
				ID     string `xml:"id,attr"`
				Label  string `xml:"label,attr"`
				Values []struct {
					For   string `xml:"for,attr"`
					Value string `xml:"value,attr"`
				} `xml:"attvalues>attvalue"`
			} `xml:"nodes>node"`
			Edges []struct {
				Source string  `xml:"source,attr"`
				Target string  `xml:"target,attr"`
				Weight float64 `xml:"weight,attr"`
			} `xml:"edges>edge"`
		} `xml:"graph"`
	}
	if err := xml.Unmarshal([]byte(networkAs(t, export.GEXF)), &g); err != nil {
		t.Fatal(err)
	}
	if g.XMLName.Space != "http://gexf.net/1.3" || len(g.Graph.Nodes) != 2 || len(g.Graph.Edges) != 2 {
		t.Fatalf("%+v", g)
	}
	if n := g.Graph.Nodes[0]; n.ID != "actor:Q1" || n.Label != "A & <b>" || n.Values[1].Value != "2.5" {
		t.Errorf("node %+v", n)
	}
	if e := g.Graph.Edges[1]; e.Source != "actor:Q1" || e.Target != "a truce" || e.Weight != -0.5 {
		t.Errorf("edge %+v", e)
	}
}

func TestGraphML(t *testing.T) {
	var g struct {
		XMLName xml.Name
		Keys    []struct {
			ID string `xml:"id,attr"`
		} `xml:"key"`
		Graph struct {
			Default string `xml:"edgedefault,attr"`
			Nodes   []struct {
				ID   string `xml:"id,attr"`
				Data []struct {
					Key   string `xml:"key,attr"`
					Value string `xml:",chardata"`
				} `xml:"data"`
			} `xml:"node"`
			Edges []struct {
				Source string `xml:"source,attr"`
				Target string `xml:"target,attr"`
			} `xml:"edge"`
		} `xml:"graph"`
	}
	if err := xml.Unmarshal([]byte(networkAs(t, export.GraphML)), &g); err != nil {
		t.Fatal(err)
	}
	keys, nodes := map[string]bool{}, map[string]bool{}
	for _, k := range g.Keys {
		keys[k.ID] = true
	}
	for _, n := range g.Graph.Nodes {
		nodes[n.ID] = true
		for _, d := range n.Data {
			if !keys[d.Key] {
				t.Errorf("no key %q", d.Key)
			}
		}
	}
	if g.XMLName.Space != "http://graphml.graphdrawing.org/xmlns" || len(nodes) != 2 || g.Graph.Default != "undirected" || g.Graph.Nodes[0].Data[0].Value != "actor:Q1" || g.Graph.Nodes[0].Data[1].Value != "A & <b>" {
		t.Errorf("%+v", g)
	}
	for _, e := range g.Graph.Edges {
		if !nodes[e.Source] || !nodes[e.Target] {
			t.Errorf("edge %+v joins nobody", e)
		}
	}
}

func TestNetworkAsAList(t *testing.T) {
	if got := strings.Count(networkAs(t, export.JSONL), "\n"); got != 5 {
		t.Errorf("%d lines", got)
	}
	if got := networkAs(t, export.CSV); !strings.HasPrefix(got, "kind,window,id,name,type,source,target,weight\n") || !strings.Contains(got, ",-0.5\n") {
		t.Error(got)
	}
}
