package export

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"iter"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// slide is what TimelineJS shows of one happening
// (https://timeline.knightlab.com/docs/json-format.html).
type slide struct {
	Start   slideDate  `json:"start_date"`
	End     *slideDate `json:"end_date,omitempty"`
	Text    slideText  `json:"text"`
	Group   string     `json:"group,omitempty"`
	ID      string     `json:"unique_id"`
	Display string     `json:"display_date,omitempty"` // what is honest of a day that is no day
}

type slideDate struct {
	Year  int `json:"year"`
	Month int `json:"month,omitempty"`
	Day   int `json:"day,omitempty"`
}

type slideText struct {
	Headline string `json:"headline"`
	Text     string `json:"text"`
}

// WriteTimelineJS writes a timeline as the JSON that TimelineJS shows, and
// returns how many slides it wrote and how many lines it left out because no day
// is known.
func WriteTimelineJS(w io.Writer, rows iter.Seq2[onrecord.Moment, error]) (n, undated int, err error) {
	slides := []slide{}
	for m, err := range rows {
		if err != nil {
			return n, undated, err
		}
		s, ok := momentSlide(&m)
		if !ok {
			undated++
			continue
		}
		slides = append(slides, s)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(map[string][]slide{"events": slides}); err != nil {
		return 0, undated, fmt.Errorf("write the timeline: %w", err)
	}
	return len(slides), undated, nil
}

// momentSlide is a moment's slide; !ok if no day of it is known. What is known
// as a month is a bar from its first day to its last, and what is hedged or
// bound on one side says so in place of the day.
func momentSlide(m *onrecord.Moment) (slide, bool) {
	first, last := m.First, m.Last
	if first.IsZero() {
		first = last
	}
	if first.IsZero() {
		return slide{}, false
	}
	text := html.EscapeString(momentWords(*m)) + "<p>" + source(m) + "</p>"
	out := slide{
		Start: dayOfSlide(first), ID: string(m.Article) + "#" + string(m.ID), Group: m.Act,
		Text: slideText{html.EscapeString(strings.TrimSpace(or(m.Who, "Nobody named") + " " + or(m.Cue, m.Act))), text},
	}
	if m.Kind == onrecord.MomentStatus { // one agreement has several
		out.ID += "#" + m.Act
	}
	if last != first && !last.IsZero() {
		end := dayOfSlide(last)
		out.End = &end
	}
	if last != m.First || m.Mod != "" {
		out.Display = html.EscapeString(WhenForPeople(*m))
	}
	return out, true
}

func dayOfSlide(d ling.Date) slideDate { return slideDate{d.Year, d.Month, d.Day} }

// source is where it was read, as HTML: a link, if the address is one that
// browsers follow to a page.
func source(m *onrecord.Moment) string {
	name := html.EscapeString(strings.Join(nonEmpty(m.Outlet, m.Title, DayForPeople(m.Published)), ", "))
	if address := webAddress(m.URL); address != "" {
		return `<a href="` + html.EscapeString(address) + `">` + or(name, html.EscapeString(address)) + "</a>"
	}
	return name
}

func nonEmpty(all ...string) []string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
