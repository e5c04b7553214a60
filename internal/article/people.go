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
	afterName = regexp.MustCompile(`(?i),?\s+(?:in|for|of)\s+.*$|\s*[|/]\s.*$|,\s*(?:\w+ )*(?:correspondent|reporter|editor|staff|news|press|times|post|agency).*$`)
	between   = regexp.MustCompile(`\s*(?:,|&|;|\band\b)\s*`)
	reporting = regexp.MustCompile(`(?i)\b(?:reporting|written|reported) by ([^;)]+)`)
	withWires = regexp.MustCompile(`(?i)^(?:source:\s*)?(.{2,40}?)(?:,)?\s+(?:and|with|plus)\s+(?:inputs?\s+from\s+)?(?:news\s+|other\s+|the\s+)?(?:agencies|agency|wires|wire reports|agency reports|agency inputs)\.?$`)
)

// byNames reads the names of a byline, "By " and place left out.
func byNames(s string) []string {
	s = byWords.ReplaceAllString(strings.TrimSpace(s), "")
	s = afterName.ReplaceAllString(s, "")
	var out []string
	for _, n := range between.Split(s, -1) {
		n = strings.Trim(oneLine(n), " .,()*|")
		if names(n) && !slices.Contains(out, n) {
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
		case l.rule == nil || l.rule.name != "sign-off" || i < s.last:
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

// How sure a page's own dates are. Record.md: 0.9 and more is stated.
const (
	sureLabelled = 0.95 // "Published …", or a date line right under the title
	sureOnPage   = 0.9
	// Above the title a date is the article's on some pages and today's on
	// others, so it is only inferred.
	sureAbove = 0.7
	// A month and day say nothing of the year: only a bound.
	sureOpen = 0.5
)

// date settles the publication date from date lines and datelines.
func (s *scrape) date(art *onrecord.Article) {
	best := onrecord.Published{}
	take := func(p onrecord.Published) {
		if p.Confidence > best.Confidence {
			best = p
		}
	}
	for _, d := range s.dates {
		if s.lines[d.line].kind != ling.BlockDateline {
			continue // a list or a section took the line
		}
		p := settle(d.date, s.lines[d.line].Start, s.sure(d))
		switch {
		case d.modified && art.Modified == "" && d.date.year > 0:
			art.Modified = p.Value
		case !d.modified:
			take(p)
		}
	}
	for i := s.first; i <= s.last && i < s.first+3; i++ {
		if d, ok := datelineDate(s.lines[i].text); ok && s.lines[i].kind.Prose() {
			confidence := sureOnPage
			if d.year == 0 {
				confidence = sureOpen
			}
			take(settle(d, s.lines[i].Start, confidence))
		}
	}
	art.Published = best
}

// sure is how far a date line is trusted to tell the day of publication.
func (s *scrape) sure(d dateAt) float64 {
	switch {
	case d.date.year == 0:
		return sureOpen
	case d.labelled && d.date.day > 0 && d.line <= s.last:
		return sureLabelled
	case s.title >= 0 && d.line > s.title && d.line < s.first:
		return sureLabelled
	case s.title >= 0 && d.line < s.title:
		return sureAbove
	case d.labelled:
		return sureOnPage
	case d.line > s.last:
		// Below the article stand the dates of other articles too.
		return sureOpen
	}
	return sureAbove
}
