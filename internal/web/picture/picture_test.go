package picture_test

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/web/picture"
)

// element is an element of a picture with the text right within it.
type element struct {
	name  string
	attr  map[string]string
	words string
}

// elements reads a picture as XML, and so holds that it is some.
func elements(t *testing.T, drawn template.HTML) []*element {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(string(drawn)))
	var all, open []*element
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%v in %s", err, drawn)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			all, open = append(all, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			open[len(open)-1].words += string(token)
		}
	}
}

// words are the texts of the elements of a class.
func words(all []*element, class string) string {
	var out []string
	for _, e := range all {
		if e.attr["class"] == class {
			out = append(out, e.words)
		}
	}
	return strings.Join(out, "|")
}

func head() picture.Head {
	return picture.Head{ID: "p", Title: "<script>a</script>", About: "b & c"}
}

// A picture is an image that says what it shows, has nothing that takes the
// focus, and makes text of whatever it is given.
func TestPicturesAreImagesOfText(t *testing.T) {
	one := 1
	for name, drawn := range map[string]template.HTML{
		"lanes":   picture.Lanes{Head: head(), Lanes: []picture.Lane{{Name: `"><b>`, Marks: []picture.Mark{{Span: picture.DayOf("2016-02-03"), Shape: picture.Cross, Words: "<i>", Label: "<u>", Row: `x"y`}}}}}.Draw(),
		"columns": picture.Columns{Head: head(), Columns: []picture.Column{{Words: "<i>", Short: "<u>", Row: `x"y`}}, Sorts: []picture.Counted{{Name: `"><b>`, Counts: []int{1}}}}.Draw(),
		"ranges":  picture.Ranges{Head: head(), Ranges: []picture.Range{{Name: `"><b>`, Min: &one, Words: "<i>", Row: `x"y`}}}.Draw(),
		"network": picture.Network{Head: head(), Nodes: []picture.Node{{ID: `x"y`, Name: `"><b>`, Row: `x"y`}}}.Draw(),
	} {
		all := elements(t, drawn)
		svg := all[0]
		if svg.name != "svg" || svg.attr["role"] != "img" || svg.attr["aria-labelledby"] != "p-title" || svg.attr["aria-describedby"] != "p-about" {
			t.Errorf("%s: %+v", name, svg)
		}
		if all[1].words != "<script>a</script>" || all[2].words != "b & c" {
			t.Errorf("%s: title %q, description %q", name, all[1].words, all[2].words)
		}
		found := false
		for _, e := range all {
			found = found || e.words == `"><b>`
			if e.name == "a" || e.name == "b" || e.name == "script" || e.attr["style"] != "" || e.attr["tabindex"] != "" {
				t.Errorf("%s has <%s>", name, e.name)
			}
		}
		if !found {
			t.Errorf("%s: the name is not there as text: %s", name, drawn)
		}
	}
}

// Where no day is known there is no picture, and what is undated is counted.
func TestUndatedIsNotDrawn(t *testing.T) {
	l := picture.Lanes{Head: head(), Lanes: []picture.Lane{{Name: "A", Marks: []picture.Mark{{Shape: picture.Dot}}}}}
	if l.Draw() != "" || l.Undated() != 1 {
		t.Errorf("%q, %d undated", l.Draw(), l.Undated())
	}
	l.Lanes = append(l.Lanes, picture.Lane{Name: "B", Marks: []picture.Mark{{Span: picture.DayOf("2016")}}})
	if all := elements(t, l.Draw()); words(all, "name") != "B" || l.Undated() != 1 {
		t.Errorf("lanes %q", words(all, "name"))
	}
}

// A day is a point, a month is a bar as long as a month, what is bound on one
// side goes to the end, and what is about a day says so.
func TestGrainIsHonest(t *testing.T) {
	frame := []picture.Mark{{Span: picture.DayOf("2016-01-01")}, {Span: picture.DayOf("2016-12-31")}}
	for _, c := range []struct {
		span     picture.Span
		from, to string // of the bar
		open     bool
	}{
		{picture.DayOf("2016-07-01"), "", "", false},
		{picture.DayOf("2016"), "2.50%", "95.00%", false},
		{picture.SpanOf(onrecord.Period{Value: "2016-07", Earliest: "2016-07-01", Latest: "2016-07-31"}, ""), "49.87%", "7.81%", false},
		{picture.SpanOf(onrecord.Period{Earliest: "2016-07-01"}, ""), "49.87%", "50.13%", false},
		{picture.SpanOf(onrecord.Period{Latest: "2016-07-01"}, ""), "0.00%", "49.87%", false},
		{picture.SpanOf(onrecord.Period{Value: "2016-07-01", Earliest: "2016-07-01", Latest: "2016-07-01"}, "APPROX"), "", "", true},
		{picture.SpanOf(onrecord.Period{Value: "2016-07-01", Earliest: "2016-07-01", Latest: "2016-07-01"}, "BEFORE"), "", "", true},
	} {
		all := elements(t, picture.Lanes{Head: head(), Lanes: []picture.Lane{{Marks: frame}, {Marks: []picture.Mark{{Span: c.span}}}}}.Draw())
		var from, to string
		open := false
		for _, e := range all {
			if e.name == "rect" {
				from, to = e.attr["x"], e.attr["width"]
			}
			open = open || e.attr["class"] == "open"
		}
		if from != c.from || to != c.to || open != c.open {
			t.Errorf("%+v: bar from %q, wide %q, open %t", c.span, from, to, open)
		}
	}
}

// An axis names few days, whatever it spans, and the year wherever one begins.
func TestAxes(t *testing.T) {
	for want, days := range map[string][2]string{
		"2 Feb 2016|3 Feb|4 Feb":        {"2016-02-03", "2016-02-03"},
		"30 Dec 2015|6 Jan 2016|13 Jan": {"2015-12-30", "2016-01-14"},
		"Jan 2016|Feb|Mar|Apr":          {"2016-01-01", "2016-04-20"},
		"Apr 2015|Jul|Oct|Jan 2016|Apr": {"2015-02-01", "2016-04-20"},
		"2000|2005|2010|2015|2020":      {"1999-02-01", "2021-04-20"},
	} {
		l := picture.Lanes{Head: head(), Lanes: []picture.Lane{{Marks: []picture.Mark{{Span: picture.DayOf(days[0])}, {Span: picture.DayOf(days[1])}}}}}
		if got := words(elements(t, l.Draw()), "axis"); got != want {
			t.Errorf("%v: %q, want %q", days, got, want)
		}
	}
}

// Marks that would cover each other stand below each other, and what one
// asserter tells goes on to what they tell next.
func TestLanes(t *testing.T) {
	mark := func(day string, s picture.Shape) picture.Mark {
		return picture.Mark{Span: picture.DayOf(day), Shape: s}
	}
	l := picture.Lanes{Head: head(), Lanes: []picture.Lane{{Joined: true, Marks: []picture.Mark{
		mark("2016-01-01", picture.Tick), mark("2016-01-01", picture.Cross), mark("2016-12-31", picture.Ring)}}}}
	all := elements(t, l.Draw())
	var heights, lines []string
	for _, e := range all {
		if e.name == "svg" && e.attr["overflow"] == "visible" {
			heights = append(heights, e.attr["y"])
		}
		if strings.HasPrefix(e.attr["class"], "until") {
			lines = append(lines, e.attr["class"]+" "+e.attr["x1"]+"–"+e.attr["x2"])
		}
	}
	if got := strings.Join(heights, " "); got != "52 68 52" {
		t.Errorf("marks stand at %s", got)
	}
	if got := strings.Join(lines, ", "); got != "until cross 2.50%–97.50%" {
		t.Errorf("lines: %s", got)
	}
	if !l.Has(picture.Ring) || l.Has(picture.Dot) || l.OneDay() {
		t.Error("the shapes or days of lanes are wrong")
	}
	if one := (picture.Lanes{Lanes: []picture.Lane{{Marks: []picture.Mark{mark("2016", ""), mark("2016", "")}}}}); !one.OneDay() {
		t.Error("a year is not the same year")
	}
}

// Numbers stand on one line from nought, as far as their words bound them.
func TestRanges(t *testing.T) {
	n := func(i int) *int { return &i }
	all := elements(t, picture.Ranges{Head: head(), Ranges: []picture.Range{{Name: "a", Min: n(100), Max: n(100)}, {Name: "b", Min: n(50)}, {Name: "c", Max: n(50)}}}.Draw())
	var bars []string
	for _, e := range all {
		if e.name == "rect" {
			bars = append(bars, e.attr["x"]+"+"+e.attr["width"])
		}
	}
	if got := strings.Join(bars, " "); got != "48.75%+51.25% 0.00%+48.75%" {
		t.Errorf("bars: %s", got)
	}
	if got := words(all, "axis"); got != "0|50|100" {
		t.Errorf("axis: %s", got)
	}
}

// Columns are as high as their share of the highest of their sort.
func TestColumns(t *testing.T) {
	all := elements(t, picture.Columns{Head: head(), Columns: []picture.Column{{Words: "2015", Short: "2015"}, {Words: "2016", Short: "2016"}}, Sorts: []picture.Counted{{Name: "statements", Counts: []int{1, 4}}, {Name: "events", Counts: []int{0, 1}}}}.Draw())
	var heights []string
	for _, e := range all {
		if e.attr["class"] == "count" {
			heights = append(heights, e.attr["height"])
		}
	}
	if got := strings.Join(heights, " "); got != "10.5 42 42" {
		t.Errorf("heights: %s", got)
	}
	if none := (picture.Columns{Head: head()}); none.Draw() != "" {
		t.Error("nothing is drawn")
	}
}

// The same network is the same picture; nodes of two sorts stand in two
// columns, and beside those that they have to do with.
func TestNetworks(t *testing.T) {
	n := picture.Network{Head: head(),
		Nodes: []picture.Node{{ID: "a", Name: "A", Weight: 1}, {ID: "b", Name: "B", Weight: 1}, {ID: "y", Name: "Y", Right: true, Weight: 1}, {ID: "x", Name: "X", Right: true, Weight: 1}},
		Edges: []picture.Edge{{From: "a", To: "x", Weight: 1}, {From: "b", To: "y", Weight: -1}}}
	first := n.Draw()
	if first != n.Draw() {
		t.Error("it is another picture each time")
	}
	at := map[string]string{}
	against := 0
	for _, e := range elements(t, first) {
		if e.attr["class"] == "edge against" {
			against++
		}
		if id := e.attr["data-node"]; id != "" {
			at[id] = ""
			continue
		}
		for id, y := range at {
			if y == "" && e.attr["class"] == "label" {
				at[id] = e.attr["y"]
			}
		}
	}
	if at["a"] != at["x"] || at["b"] != at["y"] || at["a"] == at["b"] || against != 1 {
		t.Errorf("nodes at %v, %d edges against", at, against)
	}
}

// A name is cut at letters, never within one.
// Nodes of one sort stand in a ring, each apart from the others, the neighbours
// those that have most to do with each other; an edge says whom it joins.
func TestRingOfOneSort(t *testing.T) {
	n := picture.Network{Head: head(), Edges: []picture.Edge{{From: "a", To: "c", Weight: 5}, {From: "b", To: "d", Weight: 4}}}
	for _, id := range []string{"a", "b", "c", "d"} {
		n.Nodes = append(n.Nodes, picture.Node{ID: id, Name: strings.ToUpper(id), Weight: 1})
	}
	at := map[string][2]float64{}
	var edges []string
	node, edge := "", false
	for _, e := range elements(t, n.Draw()) {
		node = cmp.Or(e.attr["data-node"], node)
		if e.name == "circle" {
			x, _ := strconv.ParseFloat(e.attr["cx"], 64)
			y, _ := strconv.ParseFloat(e.attr["cy"], 64)
			at[node] = [2]float64{x, y}
		}
		if edge && e.name == "title" {
			edges = append(edges, e.words)
		}
		edge = strings.HasPrefix(e.attr["class"], "edge")
	}
	apart := func(one, other string) float64 { return math.Hypot(at[one][0]-at[other][0], at[one][1]-at[other][1]) }
	if !(apart("a", "c") > 0 && apart("a", "c") < apart("a", "b")+1 && apart("a", "c") < apart("a", "d")+1) || apart("a", "d")+apart("a", "b") < 3*apart("a", "c")/2 {
		t.Errorf("nodes at %v", at)
	}
	if got := strings.Join(edges, "|"); !strings.Contains(got, "A") || !strings.Contains(got, "C") {
		t.Errorf("edges are called %q", got)
	}
}

// Words at an end of an axis stay within the picture.
func TestWordsOfAnAxisStayWithin(t *testing.T) {
	c := picture.Columns{Head: head(), Sorts: []picture.Counted{{Name: "A"}}}
	for i := range 20 {
		c.Columns = append(c.Columns, picture.Column{Words: "day", Short: fmt.Sprint("day ", i)})
		c.Sorts[0].Counts = append(c.Sorts[0].Counts, 1)
	}
	stands := map[string]bool{}
	for _, e := range elements(t, c.Draw()) {
		if strings.HasPrefix(e.words, "day ") {
			x, _ := strconv.ParseFloat(strings.TrimSuffix(e.attr["x"], "%"), 64)
			stands[e.attr["text-anchor"]] = true
			if want := map[bool]string{x < 8: "start", x > 92: "end", x >= 8 && x <= 92: "middle"}[true]; e.attr["text-anchor"] != want {
				t.Errorf("%q at %v %% stands by its %s, want %s", e.words, x, e.attr["text-anchor"], want)
			}
		}
	}
	if len(stands) < 2 {
		t.Errorf("words stand by %v only", stands)
	}
}

// The key shows the shape that the picture has.
func TestKeyShowsTheShapeOfMarks(t *testing.T) {
	shape := func(drawn template.HTML) (path string) {
		for _, e := range elements(t, drawn) {
			if e.name == "path" && e.attr["class"] == "sign" {
				path = e.attr["d"]
			}
		}
		return path
	}
	for _, s := range []picture.Shape{picture.Cross, picture.Dot} {
		l := picture.Lanes{Head: head(), Lanes: []picture.Lane{{Name: "A", Marks: []picture.Mark{{Span: picture.DayOf("2016-02-03"), Shape: s}}}}}
		if key := shape(picture.Sign(s)); key == "" || key != shape(l.Draw()) {
			t.Errorf("%s: %q in the key, %q in the picture", s, key, shape(l.Draw()))
		}
	}
}

// The columns' axis names a year once, and no month with two figures that may be a day's.
func TestColumnsNameTheirYearOnce(t *testing.T) {
	c := picture.Columns{Head: head(), Sorts: []picture.Counted{{Name: "statements", Counts: []int{1, 4, 2, 3}}}}
	for _, month := range []string{"Nov 2015", "Dec 2015", "Jan 2016", "Feb 2016"} {
		short, year, _ := strings.Cut(month, " ")
		c.Columns = append(c.Columns, picture.Column{Words: month, Short: short, Year: year})
	}
	var named []string
	for _, e := range elements(t, c.Draw()) {
		if words := e.words; e.name == "text" && strings.ContainsAny(words, "NDJF") {
			named = append(named, words)
		}
	}
	if got := strings.Join(named, "|"); got != "Nov 2015|Dec|Jan 2016|Feb" {
		t.Error(got)
	}
}

func TestShort(t *testing.T) {
	for name, want := range map[string]string{"Kovač": "Kovač", "Ana Kovač": "Ana…", "Ščerbak": "Ščer…"} {
		if got := picture.Short(name, 5); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}
