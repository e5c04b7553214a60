package article

import (
	"regexp"
	"slices"
	"strings"

	"onrecord"
	"onrecord/ling"
)

var (
	byWords   = regexp.MustCompile(`(?i)^(?:--|—|–)?\s*(?:(?:posted |written |reported |story |text |reporting )?by|author|from)?\s*:?\s+|^(?:--|—|–)\s*`)
	afterName = regexp.MustCompile(`(?i),?\s+(?:in|for|of)\s+.*$|,?\s+(?:(?:foreign|diplomatic|political|world|defence|defense|security|chief|senior|staff|affairs|middle|east|europe|north|america|asia|africa)\s+){0,3}(?:editor|correspondent|reporter|columnist|writer)\b.*$|\s*[|/]\s.*$|,\s*(?:\w+ )*(?:correspondent|reporter|editor|staff|news|press|times|post|agency).*$`)
	between   = regexp.MustCompile(`\s*(?:,|&|;|\band\b)\s*`)
	reporting = regexp.MustCompile(`(?i)\b(?:reporting|written|reported) by ([^;)]+)`)
	withWires = regexp.MustCompile(`(?i)^(?:source:\s*)?(.{2,40}?)(?:,)?\s+(?:and|with|plus)\s+(?:inputs?\s+from\s+)?(?:news\s+|other\s+|the\s+)?(?:agencies|agency|wires|wire reports|agency reports|agency inputs)\.?$`)
)

// newsroom is in the names of outlets and desks, which are no authors.
var newsroom = regexp.MustCompile(`(?i)\b(?:press|news|agency|agencies|wire|post|times|staff|desk|media|service|tv|radio|online|editors?|correspondents?)\b`)

// dateBy is the author on a date line: "Posted on June 30, 2014 by Nora Feld".
var dateBy = regexp.MustCompile(`\b[Bb]y (\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’.-]*){1,3})`)

// byNames reads the names of a byline, "By " and place left out.
func byNames(s string) []string {
	s = byWords.ReplaceAllString(strings.TrimSpace(s), "")
	s = afterName.ReplaceAllString(s, "")
	var out []string
	for _, n := range between.Split(s, -1) {
		n = strings.Trim(oneLine(n), " .,()*|")
		if names(n) && !newsroom.MatchString(n) && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// people reads authors from bylines and sign-offs, and the outlet from the
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
		switch {
		case l.kind == ling.BlockByline:
			add(byNames(l.text))
		case l.kind == ling.BlockDateline && dateBy.MatchString(l.text):
			add(byNames(dateBy.FindStringSubmatch(l.text)[1]))
		case l.rule == nil || i < s.last || l.rule.name != "sign-off" && l.rule.name != "source-note":
		case withWires.MatchString(l.text):
			if art.Outlet == "" {
				name := withWires.FindStringSubmatch(l.text)[1]
				art.Outlet = strings.TrimSuffix(name, ",")
			}
		case reporting.MatchString(l.text):
			add(byNames("By " + reporting.FindStringSubmatch(l.text)[1]))
		case strings.HasPrefix(l.text, "--"), strings.HasPrefix(l.text, "—"), strings.HasPrefix(l.text, "–"):
			add(byNames(l.text))
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
		if s.lines[d.line].kind != ling.BlockDateline {
			continue // a list or a section took the line
		}
		p := settle(d.date, s.lines[d.line].Start, s.sure(d))
		if d.modified {
			if art.Modified == "" && d.date.year > 0 {
				art.Modified = p.Value
			}
			if s.title < 0 || d.line < s.title || d.line > s.first {
				continue
			}
			// Outlets that state no other date mean the day by it.
			p.Confidence = min(p.Confidence, sureUpdated)
		}
		if s.title >= 0 && d.line < s.title && !d.labelled && !s.trustAbove(d, open) {
			art.Diagnostics = append(art.Diagnostics, ling.Diagnostic{
				Rule: "page-date", Message: p.Value + " stands in the page's head, and may be the day it was fetched: not taken", Spans: p.Spans,
			})
			continue
		}
		if d.date.year > 0 && near(d.date, open) {
			p.Confidence = max(p.Confidence, sureLabelled) // dateline and date line agree
		}
		if p.Confidence > best.Confidence {
			best = p
		}
	}
	if best.Confidence == 0 && open.month > 0 {
		best = settle(open, 0, sureOpen)
	}
	art.Published = best
}

// agencyDate reads the dateline of the first paragraphs: open is its day and
// month, spans in the text; stated is set where it has the year too.
func (s *scrape) agencyDate() (open pageDate, stated onrecord.Published) {
	const paragraphs = 3
	for i := s.first; i <= s.last && i < s.first+paragraphs; i++ {
		if d, ok := datelineDate(s.lines[i].text); ok && s.lines[i].kind.Prose() {
			d.Start, d.End = d.Start+s.lines[i].Start, d.End+s.lines[i].Start
			if d.year > 0 {
				stated = settle(d, 0, sureOnPage)
			}
			return d, stated
		}
	}
	return pageDate{}, stated
}

// trustAbove reports whether a date above the title is the article's: it stands
// right above it, or the dateline says the same day.
func (s *scrape) trustAbove(d dateAt, open pageDate) bool {
	if open.month > 0 {
		return near(d.date, open)
	}
	return d.line+1 == s.title
}

// near reports whether two dates may be of one article: an agency dates a
// report by the day it speaks of, pages by the day they print it.
func near(d, open pageDate) bool {
	const days = 2
	if open.month == 0 || open.day == 0 || d.day == 0 || d.either {
		return false
	}
	at := ling.Date{Year: d.year, Month: d.month, Day: d.day}
	for _, year := range [...]int{d.year - 1, d.year, d.year + 1} {
		if other := ling.NewDate(year, open.month, open.day); !other.Time().Before(at.AddDays(-days).Time()) && !other.Time().After(at.AddDays(days).Time()) {
			return true
		}
	}
	return false
}

// sure is how far a date line is trusted to tell the day of publication.
func (s *scrape) sure(d dateAt) float64 {
	switch {
	case d.date.year == 0:
		return sureOpen
	case d.labelled && d.date.day > 0 && d.line <= s.last:
		return sureLabelled
	case s.title >= 0 && d.line < s.title:
		return sureAbove
	case d.line < s.first:
		return sureLabelled
	case d.labelled:
		return sureOnPage
	case d.line > s.last:
		// Below the article stand the dates of other articles too.
		return sureOpen
	}
	return sureAbove
}
