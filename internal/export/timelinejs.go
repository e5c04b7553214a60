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

// WriteTimelineJS writes statements as the JSON that TimelineJS shows, and
// returns how many it wrote and how many it left out because no day is known.
func WriteTimelineJS(w io.Writer, rows iter.Seq2[onrecord.Row, error]) (n, undated int, err error) {
	slides := []slide{}
	for r, err := range rows {
		if err != nil {
			return n, undated, err
		}
		s, ok := statementSlide(&r)
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

// statementSlide is a statement's slide; !ok if no day of it is known.
func statementSlide(r *onrecord.Row) (slide, bool) {
	s := &r.Statement
	if s.First == (ling.Date{}) {
		return slide{}, false
	}
	row := NewStatementRow(*r)
	text := html.EscapeString(row.marked()) + "<p>" + source(&r.Article) + "</p>"
	out := slide{
		Start: dayOfSlide(s.First), ID: string(r.Article.ID) + "#" + string(s.ID), Group: string(s.Act),
		Text: slideText{html.EscapeString(strings.TrimSpace(or(s.Speaker, "Nobody named") + " " + s.CueText)), text},
	}
	if s.Last != s.First && s.Last != (ling.Date{}) {
		end := dayOfSlide(s.Last)
		out.End, out.Display = &end, html.EscapeString(DayForPeople(s.SaidOn.Value))
	}
	return out, true
}

func dayOfSlide(d ling.Date) slideDate { return slideDate{d.Year, d.Month, d.Day} }

// source is where it was read, as HTML: a link, if the address is one that
// browsers follow to a page.
func source(a *onrecord.Article) string {
	name := html.EscapeString(strings.Join(nonEmpty(a.Outlet, a.Title, DayForPeople(a.Published.Value)), ", "))
	if strings.HasPrefix(a.URL, "https://") || strings.HasPrefix(a.URL, "http://") {
		return `<a href="` + html.EscapeString(a.URL) + `">` + or(name, html.EscapeString(a.URL)) + "</a>"
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
