package site

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math"
	"net/url"
	"slices"
	"strconv"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/web/picture"
	"onrecord/internal/world/position"
	"onrecord/ling"
)

// window is one of a row of networks over time.
type window struct {
	First, Last string // its days
	Here        bool   // whether it is shown
	Edges       int
	Figure      figure

	rows []position.Row
}

// Days are those of a window, for people.
func (w window) Days() string {
	return export.DayForPeople(w.First) + " – " + export.DayForPeople(w.Last)
}

// windowed is a row of networks over time: one is shown and the others are
// stepped to, or some are side by side.
type windowed struct {
	Asked      bool
	Side       bool
	Choices    []networkChoice
	All        []window // that have a node
	Shown      []window
	At         string // the first day of the first that is shown
	Listed     []window
	Prev, Next string // addresses
	Other      pick   // the other way to show them
	Table      []edgeOverTime
	whole      []picture.Edge
	weights    map[string]float64 // of nodes, in all windows together
	names      map[string]position.Row
	most       []string // ids of nodes that have room in a picture
}

// edgeOverTime is an edge with its weight in each window that is shown, "" for none.
type edgeOverTime struct {
	ID, From, To string
	Weights      []string
	sum          float64
}

const (
	sideBySide   = 4    // windows, which are two rows on a wide screen
	smallNodes   = 16   // of a picture beside others
	listedAround = 60   // windows that a list offers before and behind the one shown
	longestDays  = 3660 // days of a window or a step: ten years
)

// windowChoices are how windows are laid.
func windowChoices(v url.Values) []networkChoice {
	lengths := []choice{{"30", "30 days"}, {"91", "a quarter"}, {"182", "half a year"}, {"365", "a year"}}
	all := []networkChoice{
		{"window", "Windows of", append([]choice{{"", "all days together"}}, lengths...), v.Get("window")},
		{"step", "One begins after", append([]choice{{"", "the one before ends"}, {"7", "a week"}}, lengths...), v.Get("step")},
	}
	for i, c := range all {
		if !slices.ContainsFunc(c.Values, func(o choice) bool { return o.Value == c.Value }) {
			all[i].Values = append(c.Values, choice{c.Value, c.Value + " days"})
		}
	}
	return all
}

// windowDays reads how long windows are and how far apart.
func windowDays(v url.Values, o *position.Options) error {
	for name, days := range map[string]*int{"window": &o.Window, "step": &o.Step} {
		said := v.Get(name)
		if said == "" {
			continue
		}
		n, err := strconv.Atoi(said)
		if err != nil || n < 1 || n > longestDays {
			return onrecord.Errorf(onrecord.Invalid, "%s: %q is no number of days between 1 and %d", name, said, longestDays)
		}
		*days = n
	}
	if o.Window == 0 {
		o.Step = 0 // there is nothing to step
	}
	return nil
}

// windowsOf parts a row of networks: rows come window by window.
func windowsOf(rows []position.Row, days int) (out []window) {
	for _, row := range rows {
		if n := len(out); n == 0 || out[n-1].First != row.Window {
			w := window{First: row.Window, Last: row.Window}
			if first, err := ling.ParseDate(row.Window); err == nil {
				w.Last = first.AddDays(days - 1).String()
			}
			out = append(out, w)
		}
		last := &out[len(out)-1]
		last.rows = append(last.rows, row)
		if row.Kind != "node" {
			last.Edges++
		}
	}
	return out
}

// gather makes the whole of all windows, by which nodes keep their places.
func (w *windowed) gather() {
	w.weights, w.names = map[string]float64{}, map[string]position.Row{}
	sums := map[[2]string]float64{}
	var edges [][2]string
	for _, one := range w.All {
		for _, row := range one.rows {
			if row.Kind == "node" {
				if _, known := w.names[row.ID]; !known {
					w.most = append(w.most, row.ID)
				}
				w.names[row.ID] = row
				w.weights[row.ID] += row.Weight
				continue
			}
			ends := [2]string{row.Source, row.Target}
			if _, known := sums[ends]; !known {
				edges = append(edges, ends)
			}
			sums[ends] += math.Abs(row.Weight)
		}
	}
	for _, ends := range edges {
		w.whole = append(w.whole, picture.Edge{From: ends[0], To: ends[1], Weight: sums[ends]})
	}
	slices.SortStableFunc(w.most, func(a, b string) int { return cmp.Compare(w.weights[b], w.weights[a]) })
}

// choose has some windows shown: the one that a day falls in, or those from it on.
func (w *windowed) choose(u *url.URL, at string) {
	here := 0
	for i, one := range w.All {
		if one.First <= at {
			here = i
		}
	}
	step := 1
	if w.Side {
		step = sideBySide
	}
	w.Shown = w.All[here:min(here+step, len(w.All))]
	for i := range w.Shown {
		w.Shown[i].Here = true
	}
	w.At = w.Shown[0].First
	w.Listed = w.All[max(0, here-listedAround):min(len(w.All), here+listedAround)]
	if here > 0 {
		w.Prev = with(u, "at", w.All[max(0, here-step)].First)
	}
	if here+step < len(w.All) {
		w.Next = with(u, "at", w.All[here+step].First)
	}
	w.Other = pick{Name: "side by side", URL: with(u, "show", "side", "at", w.At)}
	if w.Side {
		w.Other = pick{Name: "one after the other", URL: with(u, "show", "", "at", w.At)}
	}
}

// compare has an edge of any window that is shown in the table, with its weight in each.
func (w *windowed) compare() {
	place := map[[2]string]int{}
	for i, one := range w.Shown {
		for _, row := range one.rows {
			if row.Kind == "node" {
				continue
			}
			ends := [2]string{row.Source, row.Target}
			at, known := place[ends]
			if !known {
				at = len(w.Table)
				place[ends] = at
				w.Table = append(w.Table, edgeOverTime{ID: edgeID(ends[0], ends[1]), From: w.names[ends[0]].Name, To: w.names[ends[1]].Name, Weights: make([]string, len(w.Shown))})
			}
			w.Table[at].Weights[i] = fmt.Sprintf("%.4g", row.Weight)
			w.Table[at].sum += math.Abs(row.Weight)
		}
	}
	slices.SortStableFunc(w.Table, func(a, b edgeOverTime) int { return cmp.Compare(b.sum, a.sum) })
}

// edgeID is the id of an edge's row, one over all windows.
func edgeID(from, to string) string {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(from + "\x00" + to)) // a hash takes anything
	return fmt.Sprintf("edge-%x", sum.Sum64())
}

// draw draws the windows that are shown. A node stands at one place in all, and
// is faint where it has nothing.
func (w *windowed) draw(right func(position.Row) bool) {
	room := drawnNodes
	if w.Side {
		room = smallNodes
	}
	nodes := w.most[:min(room, len(w.most))]
	for i := range w.Shown {
		one := &w.Shown[i]
		n := picture.Network{Small: w.Side, Whole: w.whole, Head: picture.Head{ID: fmt.Sprintf("network-%d", i+1), Title: one.Days(),
			About: export.Plural(one.Edges, "edge") + "; a broken line is a weight below nought, and who has none of them is faint. The table below has the same edges."}}
		weight := map[string]float64{}
		for _, row := range one.rows {
			if row.Kind == "node" {
				weight[row.ID] = row.Weight
			} else if slices.Contains(nodes, row.Source) && slices.Contains(nodes, row.Target) {
				n.Edges = append(n.Edges, picture.Edge{From: row.Source, To: row.Target, Weight: row.Weight, Row: edgeID(row.Source, row.Target)})
			}
		}
		for _, id := range nodes {
			n.Nodes = append(n.Nodes, picture.Node{ID: id, Name: w.names[id].Name, Weight: weight[id], Right: right(w.names[id])})
		}
		one.Figure = figure{Picture: n.Draw(), Wide: true}
	}
}
