package picture

import (
	"fmt"
	"html/template"
)

// Column is a period that rows are counted in.
type Column struct {
	Words string // the period, for people
	Short string // as much as stands below it
	Year  string // that it is in, which the first says and each that begins one; "" where Short does
	Row   string // the id of its row in the table beside the picture
}

// Counted is how many rows of a sort each column has.
type Counted struct {
	Name   string
	Counts []int
}

// Columns counts rows by period, each sort on its own floor with its own height.
type Columns struct {
	Head
	Columns []Column
	Sorts   []Counted
}

const (
	floorHeight = 56
	footHeight  = 20
)

// Draw is the picture; "" where there is nothing to count.
func (c Columns) Draw() template.HTML {
	if len(c.Columns) == 0 || len(c.Sorts) == 0 {
		return ""
	}
	height := len(c.Sorts)*(nameHeight+floorHeight+laneGap) + footHeight
	var p pen
	p.begin(c.Head, 0, height)
	top := 0
	for _, s := range c.Sorts {
		p.write("text", s.Name, "class", "name", "x", "0", "y", fmt.Sprint(top+13))
		top += nameHeight
		c.floor(&p, s, top)
		top += floorHeight + laneGap
	}
	every := (len(c.Columns) + most - 1) / most
	year, before := "", tick{}
	for i, column := range c.Columns {
		if i%every > 0 {
			continue
		}
		t := tick{(float64(i) + .5) / float64(len(c.Columns)), column.Short}
		if column.Year != year {
			t.words += " " + column.Year
		}
		if before.words != "" && !t.behind(before) {
			continue
		}
		year, before = column.Year, t
		p.write("text", t.words, "class", "axis", "x", share(t.at), "y", fmt.Sprint(height-5), "text-anchor", anchor(t.at))
	}
	return p.end()
}

// floor draws the columns of one sort.
func (c Columns) floor(p *pen, s Counted, top int) {
	highest := 1
	for _, n := range s.Counts {
		highest = max(highest, n)
	}
	wide := 1 / float64(len(c.Columns))
	p.draw("line", "class", "floor", "x1", "0", "x2", "100%", "y1", fmt.Sprint(top+floorHeight), "y2", fmt.Sprint(top+floorHeight))
	for i, n := range s.Counts {
		if n == 0 {
			continue
		}
		tall := max(2, float64(n)/float64(highest)*(floorHeight-14))
		p.open("g", "class", "column", "data-row", c.Columns[i].Row)
		p.write("title", fmt.Sprintf("%s: %d", c.Columns[i].Words, n))
		p.draw("rect", "class", "count", "x", share((float64(i)+.12)*wide), "width", share(.76*wide), "y", pixel(float64(top+floorHeight)-tall), "height", pixel(tall))
		if len(c.Columns) <= 16 || n == highest {
			p.write("text", fmt.Sprint(n), "class", "axis", "x", share((float64(i)+.5)*wide), "y", pixel(float64(top+floorHeight)-tall-3), "text-anchor", "middle")
		}
		p.shut("g")
	}
}

// Range is a number with the bounds that words leave it; nil for none.
type Range struct {
	Name     string
	Min, Max *int
	Words    string
	Row      string
}

// Ranges lays numbers on one line from nought, each as far as its bounds: side
// by side, and never averaged.
type Ranges struct {
	Head
	Ranges []Range
}

// Draw is the picture; "" for none.
func (r Ranges) Draw() template.HTML {
	if len(r.Ranges) == 0 {
		return ""
	}
	highest := 1
	for _, one := range r.Ranges {
		for _, n := range []*int{one.Min, one.Max} {
			if n != nil {
				highest = max(highest, *n)
			}
		}
	}
	at := func(n int) float64 { return edge + (1-3*edge)*float64(n)/float64(highest) }
	const each = nameHeight + stepHeight + laneGap
	height := axisHeight + each*len(r.Ranges)
	var p pen
	p.begin(r.Head, 0, height)
	for _, n := range steps(highest) {
		p.draw("line", "class", "grid", "x1", share(at(n)), "x2", share(at(n)), "y1", "18", "y2", fmt.Sprint(height))
		p.write("text", fmt.Sprint(n), "class", "axis", "x", share(at(n)), "y", "12", "text-anchor", anchor(at(n)))
	}
	for i, one := range r.Ranges {
		one.draw(&p, at, axisHeight+i*each)
	}
	return p.end()
}

func (r Range) draw(p *pen, at func(int) float64, top int) {
	p.write("text", r.Name, "class", "name", "x", "0", "y", fmt.Sprint(top+13))
	y := top + nameHeight + stepHeight/2
	p.open("g", "class", "mark dot", "data-row", r.Row)
	p.write("title", r.Words)
	from, to := 0.0, 1.0
	if r.Min != nil {
		from = at(*r.Min)
	}
	if r.Max != nil {
		to = at(*r.Max)
	}
	if to > from {
		p.draw("rect", "class", "bar about", "x", share(from), "width", share(to-from), "y", fmt.Sprint(y-4), "height", "8", "rx", "3")
	}
	for _, n := range []*int{r.Min, r.Max} {
		if n != nil {
			p.open("svg", "x", share(at(*n)), "y", fmt.Sprint(y), "overflow", "visible")
			p.draw("path", "class", "sign", "d", paths[Dot])
			p.shut("svg")
		}
	}
	p.shut("g")
}

// steps are the numbers that an axis from nought to a number names.
func steps(highest int) (out []int) {
	step := 1
	for i := 0; highest/step >= most; i++ {
		step = step * [...]int{2, 5, 10}[i%3] / [...]int{1, 2, 5}[i%3]
	}
	for n := 0; n <= highest; n += step {
		out = append(out, n)
	}
	return out
}
