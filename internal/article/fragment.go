package article

import (
	"fmt"
	"strings"
	"time"

	"onrecord"
	"onrecord/internal/article/dates"
	"onrecord/internal/article/line"
	"onrecord/internal/article/page"
	"onrecord/internal/ingest"
	"onrecord/ling"
)

// readFragment reads HTML that is the article and nothing else, as a feed or a
// document holds it.
func readFragment(art *onrecord.Article, raw ingest.Raw) error {
	d, err := ingest.Decode(raw)
	if err != nil {
		return err
	}
	art.Diagnostics = d.Doubts
	title := ""
	if raw.Given != nil {
		title = raw.Given.Title
	}
	if err := page.Fragment(art, d.Text, title); err != nil {
		return err
	}
	art.Lang = language(proseOf(art), "")
	return nil
}

// state puts what the input states of an article in place of what its page says.
func state(art *onrecord.Article, g *ingest.Given) {
	if g == nil {
		return
	}
	for _, f := range []struct {
		to   *string
		says string
	}{{&art.URL, g.URL}, {&art.Outlet, g.Outlet}, {&art.Title, line.Join(g.Title)}, {&art.Modified, g.Modified}} {
		if f.says != "" {
			*f.to = f.says
		}
	}
	if g.ID != "" {
		art.ID = onrecord.ArticleID(g.ID)
	}
	if names := line.ByNames(strings.Join(g.Authors, ", ")); len(names) > 0 {
		art.Authors = names
	}
	if g.Lang != "" {
		art.Lang = language(proseOf(art), g.Lang)
	}
	publish(art, g.Published)
}

// hint fills in what another page said of this one where it says nothing itself.
func hint(art *onrecord.Article, h *ingest.Given) {
	if h == nil {
		return
	}
	for _, f := range []struct {
		to   *string
		says string
	}{{&art.URL, h.URL}, {&art.Outlet, h.Outlet}, {&art.Title, line.Join(h.Title)}} {
		if *f.to == "" {
			*f.to = f.says
		}
	}
	if len(art.Authors) == 0 {
		art.Authors = line.ByNames(strings.Join(h.Authors, ", "))
	}
	if art.Published.Earliest.IsZero() {
		publish(art, h.Published)
	}
}

// publish sets the date that the input states; one that cannot be read is said.
func publish(art *onrecord.Article, stated string) {
	if stated == "" {
		return
	}
	p, ok := dates.ISO(stated)
	if !ok { // "04.03.2021", "4 March 2021"; "04/03/2021" is a day of March or of April
		p, ok = dates.Stated(stated)
		ok = ok && p.Earliest == p.Latest
	}
	if !ok {
		art.Diagnostics = append(art.Diagnostics, ling.Diagnostic{
			Rule:    "date-unreadable",
			Message: fmt.Sprintf("the given date %q is no day that can be told: publication date left unknown", stated),
		})
		return
	}
	if t, ok := dates.Moment(stated); ok {
		p.Value = t.Format(time.RFC3339)
	}
	p.Basis, p.Confidence = onrecord.BasisGiven, 1
	art.Published = p
}
