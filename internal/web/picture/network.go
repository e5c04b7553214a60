package picture

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
)

// Node is somebody or something in a network.
type Node struct {
	ID, Name string
	Weight   float64
	// Right is set of what stands at the right side where a network has two
	// sorts of nodes.
	Right bool
	Row   string
}

// Edge joins two nodes; one that weighs less than nothing is what sets them apart.
type Edge struct {
	From, To string // ids of nodes
	Weight   float64
	Row      string
}

// Network draws nodes and the edges between them: those of two sorts in two
// columns, those of one about a circle. Nodes stand where their edges cross few
// others, and always at the same place for the same rows.
type Network struct {
	Head
	Nodes []Node
	Edges []Edge
	// Whole are the edges by which nodes are placed, where they are not those
	// that are drawn: pictures of one whole have each node at the same place.
	Whole []Edge
	Small bool // for beside others of its kind
}

// bonds are the edges by which nodes are placed.
func (n Network) bonds() []Edge {
	if n.Whole != nil {
		return n.Whole
	}
	return n.Edges
}

// room is how much there is of it for a picture.
type room struct {
	width, firstColumn, secondColumn, nameRoom int
	radius                                     float64 // of the smallest circle
	nameLetters                                int
}

func (n Network) room() room {
	if n.Small {
		return room{width: 480, firstColumn: 165, secondColumn: 315, nameRoom: 120, radius: 100, nameLetters: 22}
	}
	return room{width: 900, firstColumn: 300, secondColumn: 560, nameRoom: 150, radius: 190, nameLetters: 44}
}

// point is where a node stands, and which way its name goes from there.
type point struct{ x, y, angle float64 }

const (
	nodeStep = 26 // between nodes of a column
	rounds   = 12 // of putting nodes beside those that they have edges to
)

// Draw is the picture; "" where no node is.
func (n Network) Draw() template.HTML {
	if len(n.Nodes) == 0 {
		return ""
	}
	var left, right []Node
	for _, node := range n.Nodes {
		if node.Right {
			right = append(right, node)
		} else {
			left = append(left, node)
		}
	}
	at, height, bend := map[string]point{}, 0, 0.0
	if len(right) > 0 {
		height = n.columns(left, right, at)
	} else {
		height, bend = n.circle(left, at), 0.35
	}
	var p pen
	width := n.room().width
	p.begin(n.Head, width, height)
	n.edges(&p, at, bend, point{x: float64(width) / 2, y: float64(height) / 2})
	most := 1.0
	for _, node := range n.Nodes {
		most = max(most, node.Weight)
	}
	for _, node := range n.Nodes {
		node.draw(&p, at[node.ID], most, n.room().nameLetters)
	}
	return p.end()
}

// columns places nodes of two sorts, and says how high that is.
func (n Network) columns(left, right []Node, at map[string]point) int {
	rank := map[string]float64{}
	for range rounds {
		n.beside(left, rank)
		n.beside(right, rank)
	}
	rows := max(len(left), len(right))
	height := float64(rows*nodeStep + nodeStep)
	for side, nodes := range [][]Node{left, right} {
		x, angle := n.room().firstColumn, math.Pi
		if side == 1 {
			x, angle = n.room().secondColumn, 0
		}
		step := (height - nodeStep) / float64(max(1, len(nodes)))
		for i, node := range nodes {
			at[node.ID] = point{float64(x), nodeStep/2 + step*(float64(i)+.5), angle}
		}
	}
	return int(height)
}

// circle places nodes of one sort, and says how high that is.
func (n Network) circle(nodes []Node, at map[string]point) int {
	n.around(nodes)
	room := n.room()
	radius := max(room.radius, float64(len(nodes))*17/(2*math.Pi))
	height := 2*radius + 2*float64(room.nameRoom)
	for i, node := range nodes {
		angle := 2*math.Pi*float64(i)/float64(len(nodes)) - math.Pi/2
		at[node.ID] = point{float64(room.width)/2 + radius*math.Cos(angle), height/2 + radius*math.Sin(angle), angle}
	}
	return int(height)
}

// beside puts nodes in the order of the mean place of those they have edges to,
// and notes the places that they have then.
func (n Network) beside(nodes []Node, rank map[string]float64) {
	mean := map[string]float64{}
	for _, node := range nodes {
		sum, weight := 0.0, 0.0
		for _, e := range n.bonds() {
			other := e.other(node.ID)
			if place, ok := rank[other]; ok && other != "" {
				sum, weight = sum+math.Abs(e.Weight)*place, weight+math.Abs(e.Weight)
			}
		}
		mean[node.ID] = rank[node.ID]
		if weight > 0 {
			mean[node.ID] = sum / weight
		}
	}
	slices.SortStableFunc(nodes, func(a, b Node) int { return cmp.Compare(mean[a.ID], mean[b.ID]) })
	for i, node := range nodes {
		rank[node.ID] = (float64(i) + .5) / float64(len(nodes))
	}
}

// around puts nodes in a ring so that each stands next to the one it has most to
// do with of those that are not placed: the one with most edges begins.
func (n Network) around(nodes []Node) {
	bond := map[[2]string]float64{}
	sum := map[string]float64{}
	for _, e := range n.bonds() {
		w := math.Abs(e.Weight)
		bond[[2]string{e.From, e.To}] += w
		bond[[2]string{e.To, e.From}] += w
		sum[e.From], sum[e.To] = sum[e.From]+w, sum[e.To]+w
	}
	for i := range nodes {
		best := i
		for j := i + 1; j < len(nodes); j++ {
			better := cmp.Compare(sum[nodes[j].ID], sum[nodes[best].ID])
			if i > 0 {
				last := nodes[i-1].ID
				better = cmp.Or(cmp.Compare(bond[[2]string{last, nodes[j].ID}], bond[[2]string{last, nodes[best].ID}]), better)
			}
			if better > 0 {
				best = j
			}
		}
		nodes[i], nodes[best] = nodes[best], nodes[i]
	}
}

// other is the node at the other end of an edge, "" where it is at none.
func (e Edge) other(id string) string {
	switch id {
	case e.From:
		return e.To
	case e.To:
		return e.From
	}
	return ""
}

// edges draws all edges, the heavier the wider.
// Those of a circle bend towards its middle.
func (n Network) edges(p *pen, at map[string]point, bend float64, middle point) {
	most := 0.0
	for _, e := range n.Edges {
		most = max(most, math.Abs(e.Weight))
	}
	for _, e := range n.Edges {
		a, b := at[e.From], at[e.To]
		class := "edge with"
		if e.Weight < 0 {
			class = "edge against"
		}
		p.open("g", "class", class, "data-row", e.Row, "data-from", e.From, "data-to", e.To)
		p.write("title", fmt.Sprintf("%s – %s: %.3g", n.name(e.From), n.name(e.To), e.Weight))
		p.draw("path", "d", fmt.Sprintf("M%.1f %.1fQ%.1f %.1f %.1f %.1f", a.x, a.y, (a.x+b.x)/2+bend*(middle.x-(a.x+b.x)/2), (a.y+b.y)/2+bend*(middle.y-(a.y+b.y)/2), b.x, b.y),
			"stroke-width", fmt.Sprintf("%.1f", 1+4*math.Abs(e.Weight)/most))
		p.shut("g")
	}
}

func (n Network) name(id string) string {
	for _, node := range n.Nodes {
		if node.ID == id {
			return node.Name
		}
	}
	return id
}

// draw is a node with its name, which goes away from the middle.
// One that has nothing in this picture of a whole is faint.
func (n Node) draw(p *pen, at point, most float64, letters int) {
	class := "node"
	if n.Right {
		class = "node other"
	}
	if n.Weight == 0 {
		class += " absent"
	}
	size := 4 + 6*math.Sqrt(n.Weight/most)
	p.open("g", "class", class, "data-row", n.Row, "data-node", n.ID)
	p.write("title", fmt.Sprintf("%s: %.3g", n.Name, n.Weight))
	if n.Right {
		p.draw("rect", "x", pixel1(at.x-size), "y", pixel1(at.y-size), "width", pixel1(2*size), "height", pixel1(2*size))
	} else {
		p.draw("circle", "cx", pixel1(at.x), "cy", pixel1(at.y), "r", pixel1(size))
	}
	turn, end, off := at.angle*180/math.Pi, "start", size+5
	if math.Cos(at.angle) < -1e-9 {
		turn, end, off = turn+180, "end", -off
	}
	p.write("text", Short(n.Name, letters), "class", "label", "text-anchor", end, "dominant-baseline", "middle", "x", pixel1(at.x+off), "y", pixel1(at.y),
		"transform", fmt.Sprintf("rotate(%.1f %.1f %.1f)", turn, at.x, at.y))
	p.shut("g")
}

func pixel1(at float64) string { return fmt.Sprintf("%.1f", at) }
