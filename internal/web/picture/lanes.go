package picture

import (
	"fmt"
	"html/template"
	"slices"

	"onrecord"
	"onrecord/ling"
)

// Span is when something was: no surer than those who tell it. Either day may
// be missing, where it is not bound on that side.
type Span struct {
	First, Last ling.Date
	Mod         string // TIMEX3: APPROX, BEFORE, AFTER …; "" for none
}

// SpanOf is a period as rows have it.
func SpanOf(p onrecord.Period, mod string) Span {
	s := Span{Mod: mod}
	s.First, _ = ling.ParseDate(p.Earliest) // what is no day is unknown
	s.Last, _ = ling.ParseDate(p.Latest)
	if first, last, err := ling.ParsePeriod(p.Value); err == nil && s.First.IsZero() && s.Last.IsZero() {
		s.First, s.Last = first, last
	}
	return s
}

// DayOf is a day or a part of one, as "2016-02".
func DayOf(value string) Span { return SpanOf(onrecord.Period{Value: value}, "") }

// Known reports whether it has a place on a scale at all.
func (s Span) Known() bool { return !s.First.IsZero() || !s.Last.IsZero() }

// Shape is the sign of a mark; no two need colour to be told apart.
type Shape string

// The shapes.
const (
	Dot     Shape = "dot"     // a plain mark
	Ring    Shape = "ring"    // one that is less than plain: a copy, what is neither one nor the other
	Cross   Shape = "cross"   // what breaks, ends or denies
	Tick    Shape = "tick"    // what stands, or is agreed to
	Diamond Shape = "diamond" // another kind
)

// paths draw shapes about the point 0, 0.
var paths = map[Shape]string{
	Dot:     "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
	Ring:    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
	Cross:   "M-4.5 -4.5L4.5 4.5M-4.5 4.5L4.5 -4.5",
	Tick:    "M-5 .5L-1.5 4.5L5.5 -4.5",
	Diamond: "M0 -6L6 0L0 6L-6 0z",
}

// Mark is something on a lane.
type Mark struct {
	Span
	Shape Shape
	Words string // what it is, where the pointer rests on it
	Label string // beside it; "" for none
	Row   string // the id of its row in the table beside the picture
}

// Lane is marks of one sort, or of one person.
type Lane struct {
	Name  string
	Marks []Mark
	// Joined has a line from each mark to the next: what it was stays until
	// another is told.
	Joined bool
}

// Lanes lays marks on a scale of days, a lane for each sort.
type Lanes struct {
	Head
	Lanes []Lane
	Step  int // how far rows of marks are apart; 0 for what shapes need
}

const (
	axisHeight  = 24
	nameHeight  = 20
	stepHeight  = 16
	laneGap     = 8
	tooClose    = 0.022 // shares of the width within which marks stand below each other
	widestPoint = 0.012 // a span as narrow as that is drawn as a point
)

// laid is a mark with its place.
type laid struct {
	Mark
	from, to float64
	row      int
}

// Draw is the picture; "" where no day is known.
func (l Lanes) Draw() template.HTML {
	s, ok := scaleOf(l.spans())
	if !ok {
		return ""
	}
	l.Lanes = slices.DeleteFunc(slices.Clone(l.Lanes), func(lane Lane) bool {
		return !slices.ContainsFunc(lane.Marks, func(m Mark) bool { return m.Known() })
	})
	lanes, height := make([][]laid, len(l.Lanes)), axisHeight
	heights := make([]int, len(l.Lanes))
	for i, lane := range l.Lanes {
		var rows int
		lanes[i], rows = lane.lay(s)
		heights[i] = nameHeight + rows*l.step() + laneGap
		height += heights[i]
	}
	var p pen
	p.begin(l.Head, 0, height)
	s.draw(&p, height)
	top := axisHeight
	for i, lane := range l.Lanes {
		p.write("text", lane.Name, "class", "name", "x", "0", "y", fmt.Sprint(top+13))
		if lane.Joined {
			join(&p, lanes[i], top+nameHeight, l.step())
		}
		for _, m := range lanes[i] {
			m.draw(&p, top+nameHeight+m.row*l.step()+l.step()/2)
		}
		top += heights[i]
		p.draw("line", "class", "floor", "x1", "0", "x2", "100%", "y1", fmt.Sprint(top-laneGap/2), "y2", fmt.Sprint(top-laneGap/2))
	}
	return p.end()
}

// Undated is how many marks have no place on the picture.
func (l Lanes) Undated() (n int) {
	for _, lane := range l.Lanes {
		for _, m := range lane.Marks {
			if !m.Known() {
				n++
			}
		}
	}
	return n
}

func (l Lanes) step() int {
	if l.Step > 0 {
		return l.Step
	}
	return stepHeight
}

func (l Lanes) spans() (out []Span) {
	for _, lane := range l.Lanes {
		for _, m := range lane.Marks {
			out = append(out, m.Span)
		}
	}
	return out
}

// lay gives marks their places, and says how many rows of them there are: each
// stands in the first row where it is clear of those before it.
func (l Lane) lay(s scale) (out []laid, rows int) {
	var ends []float64 // of each row
	for _, m := range l.Marks {
		if !m.Known() {
			continue
		}
		at := laid{Mark: m}
		at.from, at.to = m.reach(s)
		for at.row < len(ends) && ends[at.row]+tooClose > at.from {
			at.row++
		}
		if at.row == len(ends) {
			ends = append(ends, 0)
		}
		ends[at.row] = at.to + 0.012*float64(len([]rune(m.Label)))
		out = append(out, at)
	}
	return out, max(1, len(ends))
}

// reach is from where to where a span goes: one that is not bound goes to the end.
func (s Span) reach(on scale) (from, to float64) {
	from, to = 0, 1
	if !s.First.IsZero() {
		from = on.at(s.First)
	}
	if !s.Last.IsZero() {
		to = on.at(s.Last)
	}
	return from, max(from, to)
}

// join draws what a lane's marks say until the next.
func join(p *pen, marks []laid, top, step int) {
	for i, m := range marks[:max(0, len(marks)-1)] {
		next := marks[i+1]
		if next.from <= m.to {
			continue
		}
		y := fmt.Sprint(top + step/2)
		p.draw("line", "class", "until "+string(m.Shape), "x1", share(m.to), "x2", share(next.from), "y1", y, "y2", y)
	}
}

// draw is a mark at a height: a point, or a bar as long as is known of it.
func (m laid) draw(p *pen, y int) {
	p.open("g", "class", "mark "+string(m.Shape), "data-row", m.Row)
	p.write("title", m.Words)
	middle := m.from
	if m.to-m.from > widestPoint {
		middle = (m.from + m.to) / 2
		class := "bar"
		if m.Mod != "" {
			class = "bar about"
		}
		p.draw("rect", "class", class, "x", share(m.from), "width", share(m.to-m.from), "y", fmt.Sprint(y-4), "height", "8", "rx", "3")
	}
	p.open("svg", "x", share(middle), "y", fmt.Sprint(y), "overflow", "visible")
	p.draw("path", "class", "sign", "d", paths[m.Shape])
	switch m.Mod {
	case "BEFORE", "ON_OR_BEFORE":
		p.draw("path", "class", "open", "d", "M-8 0H-22M-22 0l4 -4M-22 0l4 4")
	case "AFTER", "ON_OR_AFTER":
		p.draw("path", "class", "open", "d", "M8 0H22M22 0l-4 -4M22 0l-4 4")
	case "APPROX":
		p.draw("path", "class", "open", "d", "M-11 2q2 -4 4 0M7 2q2 -4 4 0")
	}
	p.write("text", m.Label, "class", "label", "x", "9", "y", "4")
	p.shut("svg")
	p.shut("g")
}

// Has reports whether a mark with a place has that shape.
func (l Lanes) Has(s Shape) bool {
	for _, lane := range l.Lanes {
		for _, m := range lane.Marks {
			if m.Shape == s && m.Known() {
				return true
			}
		}
	}
	return false
}

// OneDay reports whether all marks stand on one day, so that a picture shows nothing.
func (l Lanes) OneDay() bool {
	var only Span
	for _, s := range l.spans() {
		switch {
		case !s.Known():
		case !only.Known():
			only = s
		case s.First != only.First || s.Last != only.Last:
			return false
		}
	}
	return true
}

// Sign is a shape by itself, for the key below a picture.
func Sign(s Shape) template.HTML {
	var p pen
	p.open("svg", "class", "picture key", "width", "16", "height", "16", "viewBox", "-8 -8 16 16", "aria-hidden", "true")
	p.open("g", "class", "mark "+string(s))
	p.draw("path", "class", "sign", "d", paths[s])
	p.shut("g")
	return p.end()
}
