package picture

import (
	"fmt"
	"time"

	"onrecord/ling"
)

// scale lays days across a picture.
type scale struct{ first, last time.Time }

// edge is what a scale leaves at either end, so that no mark is cut.
const edge = 0.025

// scaleOf is the scale over spans of days: those with no day at either end say nothing.
func scaleOf(spans []Span) (scale, bool) {
	var s scale
	for _, span := range spans {
		for _, d := range []ling.Date{span.First, span.Last} {
			if d.IsZero() {
				continue
			}
			if t := d.Time(); s.first.IsZero() || t.Before(s.first) {
				s.first = t
			}
			if t := d.Time(); t.After(s.last) {
				s.last = t
			}
		}
	}
	if s.first.IsZero() {
		return s, false
	}
	if s.first.Equal(s.last) { // one day stands in the middle of three
		s.first, s.last = s.first.AddDate(0, 0, -1), s.last.AddDate(0, 0, 1)
	}
	return s, true
}

// at is where a day stands, from 0 to 1.
func (s scale) at(d ling.Date) float64 {
	return edge + (1-2*edge)*d.Time().Sub(s.first).Hours()/s.last.Sub(s.first).Hours()
}

// tick is a day that the axis names.
type tick struct {
	at    float64
	words string
}

// most is how many days an axis names, so that they stand apart on a telephone.
const most = 5

// glyph is how wide a letter of an axis is on a telephone, as a share of a picture's
// width, and so is space what stands between two names.
const (
	glyph = 0.018
	space = 0.01
)

// reach is from where to where the words of a tick go.
func (t tick) reach() (from, to float64) {
	wide := glyph * float64(len([]rune(t.words)))
	switch anchor(t.at) {
	case "start":
		return t.at, t.at + wide
	case "end":
		return t.at - wide, t.at
	}
	return t.at - wide/2, t.at + wide/2
}

// behind reports whether the words of a tick stand clear of those of one before.
func (t tick) behind(before tick) bool {
	_, end := before.reach()
	from, _ := t.reach()
	return from >= end+space
}

// apart reports whether all words can be read.
func apart(all []tick) bool {
	for i := range all {
		if i > 0 && !all[i].behind(all[i-1]) {
			return false
		}
	}
	return true
}

// ticks are the days that the axis names: the first ones of years, of months or
// of so many days, the finest that leaves room.
func (s scale) ticks() []tick {
	for _, grain := range []struct {
		years, months, days int
		format              string
	}{
		{0, 0, 1, "2 Jan"}, {0, 0, 2, "2 Jan"}, {0, 0, 7, "2 Jan"}, {0, 0, 14, "2 Jan"}, {0, 1, 0, "Jan"}, {0, 3, 0, "Jan"}, {0, 6, 0, "Jan"},
		{1, 0, 0, "2006"}, {2, 0, 0, "2006"}, {5, 0, 0, "2006"}, {10, 0, 0, "2006"}, {25, 0, 0, "2006"}, {50, 0, 0, "2006"}, {100, 0, 0, "2006"},
	} {
		if out := s.every(grain.years, grain.months, grain.days, grain.format); len(out) <= most && apart(out) {
			return out
		}
	}
	return nil
}

// every are the days so far apart; each that begins a year, and the first, say which.
func (s scale) every(years, months, days int, format string) []tick {
	var out []tick
	year := 0
	for t := s.begin(years, months); !t.After(s.last) && len(out) <= most; t = t.AddDate(years, months, days) {
		if t.Before(s.first) {
			continue
		}
		words := t.Format(format)
		if years == 0 && t.Year() != year {
			words = fmt.Sprintf("%s %d", words, t.Year())
		}
		year = t.Year()
		out = append(out, tick{s.at(ling.DateOf(t)), words})
	}
	return out
}

// begin is the day at or before the first from which ticks are counted.
func (s scale) begin(years, months int) time.Time {
	switch y := s.first.Year(); {
	case years > 0:
		return time.Date(y-y%years, 1, 1, 0, 0, 0, 0, time.UTC)
	case months > 0:
		return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return s.first
}

// draw is the axis above lanes of that height: its days, and a line below each.
func (s scale) draw(p *pen, height int) {
	for _, t := range s.ticks() {
		p.draw("line", "class", "grid", "x1", share(t.at), "x2", share(t.at), "y1", "18", "y2", fmt.Sprint(height))
		p.write("text", t.words, "class", "axis", "x", share(t.at), "y", "12", "text-anchor", anchor(t.at))
	}
}
