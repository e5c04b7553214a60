package scrape

import (
	"regexp"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/article/dates"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

var (
	reporting = regexp.MustCompile(`(?i)\b(?:reporting|written|reported) by ([^;)]+)`)
	withWires = regexp.MustCompile(`(?i)^(?:source:\s*)?(.{2,40}?)(?:,)?\s+(?:and|with|plus)\s+(?:inputs?\s+from\s+)?(?:news\s+|other\s+|the\s+)?(?:agencies|agency|wires|wire reports|agency reports|agency inputs)\.?$`)
)

// dateBy is the author on a date line: "Posted on June 30, 2014 by Nora Feld".
var dateBy = regexp.MustCompile(`\b[Bb]y (\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’.-]*){1,3})`)

// people reads the byline, authors from bylines and sign-offs, and the outlet from the
// sign-off that shares it with the agencies.
func (s *scrape) people(art *onrecord.Article) {
	add := func(list []string) {
		for _, n := range list {
			if !slices.Contains(art.Authors, n) {
				art.Authors = append(art.Authors, n)
			}
		}
	}
	for i := range s.lines {
		l := &s.lines[i]
		if art.Byline == "" && l.Kind == ling.BlockByline {
			art.Byline = line.Join(l.Text)
		}
		switch {
		case l.Kind == ling.BlockByline:
			add(line.ByNames(l.Text))
		case l.Kind == ling.BlockDateline && dateBy.MatchString(l.Text):
			add(line.ByNames(dateBy.FindStringSubmatch(l.Text)[1]))
		case l.Rule == nil || i < s.last || l.Rule.Name != "sign-off" && l.Rule.Name != "source-note":
		case withWires.MatchString(l.Text):
			if art.Outlet == "" {
				name := withWires.FindStringSubmatch(l.Text)[1]
				art.Outlet = strings.TrimSuffix(name, ",")
			}
		case reporting.MatchString(l.Text):
			add(line.ByNames("By " + reporting.FindStringSubmatch(l.Text)[1]))
		case strings.HasPrefix(l.Text, "--"), strings.HasPrefix(l.Text, "—"), strings.HasPrefix(l.Text, "–"):
			add(line.ByNames(l.Text))
		}
	}
}

// How sure a page's own dates are: 0.9 and more is stated (see onrecord.Published).
const (
	sureLabelled = 0.95 // "Published …", or a date line right under the title
	sureOnPage   = 0.9
	// Above the title a date is the article's on some pages and today's on
	// others, so it is only inferred.
	sureAbove = 0.7
	// The date of an update bounds the article's, and is mostly the same day.
	sureUpdated = 0.65
	// A month and day say nothing of the year: only a bound.
	sureOpen = 0.5
)

// date settles the publication date from date lines and datelines.
func (s *scrape) date(art *onrecord.Article) {
	open, stated := s.agencyDate()
	best := stated
	for _, d := range s.dates {
		if s.lines[d.line].Kind != ling.BlockDateline {
			continue // a list or a section took the line
		}
		p := dates.OnPage(d.Date, s.lines[d.line].Start, s.sure(d))
		if d.Modified {
			if art.Modified == "" && d.Date.Year > 0 {
				art.Modified = p.Value
			}
			if s.title < 0 || d.line < s.title || d.line > s.first {
				continue
			}
			// Outlets that state no other date mean the day by it.
			p.Confidence = min(p.Confidence, sureUpdated)
		}
		if s.title >= 0 && d.line < s.title && !d.Labelled && !s.trustAbove(d, open) {
			art.Diagnostics = append(art.Diagnostics, ling.Diagnostic{
				Rule: "page-date", Message: p.Value + " stands in the page's head, and may be the day it was fetched: not taken", Spans: p.Spans,
			})
			continue
		}
		if d.Date.Year > 0 && near(d.Date, open) {
			p.Confidence = max(p.Confidence, sureLabelled) // dateline and date line agree
		}
		if p.Confidence > best.Confidence {
			best = p
		}
	}
	if best.Confidence == 0 && open.Month > 0 {
		best = dates.OnPage(open, 0, sureOpen)
	}
	art.Published = best
}

// agencyDate reads the dateline of the first paragraphs: open is its day and
// month, spans in the text; stated is set where it has the year too.
func (s *scrape) agencyDate() (open dates.Date, stated onrecord.Published) {
	const paragraphs = 3
	for i := s.first; i <= s.last && i < s.first+paragraphs; i++ {
		if d, ok := dates.Dateline(s.lines[i].Text); ok && s.lines[i].Kind.Prose() {
			d.Start, d.End = d.Start+s.lines[i].Start, d.End+s.lines[i].Start
			if d.Year > 0 {
				stated = dates.OnPage(d, 0, sureOnPage)
			}
			return d, stated
		}
	}
	return dates.Date{}, stated
}

// trustAbove reports whether a date above the title is the article's: it stands
// right above it, or the dateline says the same day.
func (s *scrape) trustAbove(d dateAt, open dates.Date) bool {
	if open.Month > 0 {
		return near(d.Date, open)
	}
	return d.line+1 == s.title
}

// near reports whether two dates may be of one article: an agency dates a
// report by the day it speaks of, pages by the day they print it.
func near(d, open dates.Date) bool {
	const days = 2
	if open.Month == 0 || open.Day == 0 || d.Day == 0 || d.Either {
		return false
	}
	at := ling.Date{Year: d.Year, Month: d.Month, Day: d.Day}
	for _, year := range [...]int{d.Year - 1, d.Year, d.Year + 1} {
		if other := ling.NewDate(year, open.Month, open.Day); !other.Time().Before(at.AddDays(-days).Time()) && !other.Time().After(at.AddDays(days).Time()) {
			return true
		}
	}
	return false
}

// sure is how far a date line is trusted to tell the day of publication.
func (s *scrape) sure(d dateAt) float64 {
	switch {
	case d.Date.Year == 0:
		return sureOpen
	case d.Labelled && d.Date.Day > 0 && d.line <= s.last:
		return sureLabelled
	case s.title >= 0 && d.line < s.title:
		return sureAbove
	case d.line < s.first:
		return sureLabelled
	case d.Labelled:
		return sureOnPage
	case d.line > s.last:
		// Below the article stand the dates of other articles too.
		return sureOpen
	}
	return sureAbove
}
