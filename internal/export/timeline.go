package export

import (
	"io"
	"iter"
	"strings"

	"onrecord"
)

// WriteTimeline writes the lines of a timeline and returns how many.
func WriteTimeline(w io.Writer, l Layout, rows iter.Seq2[onrecord.Moment, error]) (int, error) {
	return write(w, l, timelineColumns, same[onrecord.Moment], rows)
}

// TimelineColumns are those of a timeline.
func TimelineColumns() []string { return names(timelineColumns) }

var timelineColumns = []column[onrecord.Moment]{
	{name: "day", value: func(m onrecord.Moment) string { return m.When.Value }, shown: WhenForPeople, width: 17},
	{name: "earliest", value: func(m onrecord.Moment) string { return m.When.Earliest }, wide: true},
	{name: "latest", value: func(m onrecord.Moment) string { return m.When.Latest }, wide: true},
	{name: "mod", value: func(m onrecord.Moment) string { return m.Mod }, wide: true},
	{name: "kind", value: func(m onrecord.Moment) string { return string(m.Kind) }, wide: true},
	{name: "who", value: func(m onrecord.Moment) string { return m.Who }, width: 24},
	{name: "act", value: func(m onrecord.Moment) string { return m.Act }, width: 12},
	{name: "mark", value: func(m onrecord.Moment) string { return m.Mark }, wide: true},
	{name: "matter", value: func(m onrecord.Moment) string { return m.Matter }, wide: true},
	{name: "what", value: func(m onrecord.Moment) string { return m.What }, shown: momentWords, full: true},
	{name: "according_to", value: according, width: 20},
	{name: "outlet", value: func(m onrecord.Moment) string { return m.Outlet }, wide: true},
	{name: "title", value: func(m onrecord.Moment) string { return m.Title }, wide: true},
	{name: "article", value: func(m onrecord.Moment) string { return string(m.Article) }, wide: true},
	{name: "id", value: func(m onrecord.Moment) string { return string(m.ID) }, wide: true},
}

// momentWords are a moment's words, after what they are about and what keeps
// them from being plain fact.
func momentWords(m onrecord.Moment) string {
	out := m.What
	if m.Matter != "" {
		out = m.Matter + ": “" + out + "”"
	}
	if m.Mark != "" {
		out = "[" + m.Mark + "] " + out
	}
	return out
}

// according is whose word it is, nearest the speaker first.
func according(m onrecord.Moment) string {
	return strings.Join(nonEmpty(append(append([]string{}, m.Via...), m.Outlet)...), " < ")
}

// hedges are how people write what TIMEX3's mods say of a day.
var hedges = map[string]string{"APPROX": "about ", "BEFORE": "before ", "AFTER": "after ", "ON_OR_BEFORE": "not after ", "ON_OR_AFTER": "not before ",
	"START": "early ", "MID": "middle of ", "END": "end of "}

// WhenForPeople is a moment's day as people write it, no surer than it is known:
// "about 3 March 2016", "February 2016", "not before 19 November 2015".
func WhenForPeople(m onrecord.Moment) string {
	if day := DayForPeople(m.When.Value); day != "" {
		return hedges[m.Mod] + day
	}
	switch p := m.When; {
	case p.Earliest != "" && p.Latest == "":
		return "not before " + DayForPeople(p.Earliest)
	case p.Earliest == "" && p.Latest != "":
		return "not after " + DayForPeople(p.Latest)
	case p.Earliest != "" && p.Earliest != p.Latest:
		return DayForPeople(p.Earliest) + " – " + DayForPeople(p.Latest)
	case p.Earliest != "":
		return DayForPeople(p.Earliest)
	}
	return "undated"
}
