package page

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/article/dates"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// sighting is a date that stands on the page, or that markup states on it.
type sighting struct {
	dates.Dated
	moment  string // what its markup states
	classed bool   // a class or id says that it is a date
	stated  bool   // markup or words say that it is the day of publication
	numeric int    // which of day and month its digits put first (dates.Numeric)
	outer   bool   // it stands beside the article
	under   bool   // it stands below the title, or there is no title
	near    bool   // few lines stand between it and the title
}

// about is the part of a page's lines that is about its title.
type about struct{ title, first, last int }

// around finds the title's line, and how far down the lines go that may date the
// article: above it a section's name and a picture; below it a standfirst, the
// authors, a caption, buttons, but not more than two lines of running words.
func around(lines []shown, title string) about {
	const (
		above   = 4
		below   = 16
		running = 2
	)
	a := about{title: titleLine(lines, title)}
	a.first, a.last = a.title-above, a.title
	for left := running; a.last+1 < len(lines) && a.last < a.title+below && left > 0; a.last++ {
		if lines[a.last+1].running() {
			left--
		}
	}
	return a
}

// running reports whether a line is a paragraph of running words.
func (l *shown) running() bool {
	const words = 25
	m := line.Measure(l.text, ling.Span{End: len(l.text)}, true)
	return m.Words >= words && m.Share() > 0.5
}

// titleLine is the line that holds the page's title: a heading's, else any line
// that is the title, else the one above the first running words; -1 for none.
func titleLine(lines []shown, title string) int {
	found := -1
	for i := range lines {
		l := &lines[i]
		switch {
		case title == "":
		case l.heading && sameTitle(l.text, title):
			return i
		case found < 0 && !l.outer && strings.EqualFold(l.text, title):
			found = i
		}
	}
	if found >= 0 {
		return found
	}
	for i := range lines {
		if !lines[i].outer && lines[i].running() {
			return i - 1
		}
	}
	return -1
}

// sightings are the dates of a page's lines, in order.
func sightings(lines []shown, title string) []sighting {
	const most = 60
	near := around(lines, title)
	var out []sighting
	for i := range lines {
		if clockClass(lines[i].names) {
			continue
		}
		before := ""
		if i > 0 {
			before = lines[i-1].text
		}
		for _, s := range lines[i].sightings(before, i == near.title) {
			s.outer, s.under = lines[i].outer, i >= near.title
			s.near = i >= near.first && i <= near.last
			if out = append(out, s); len(out) == most {
				return out
			}
		}
	}
	return out
}

// sightings are the dates of one line: those of its elements, or else the one
// that its words state. A label may stand on the line before it.
func (l *shown) sightings(before string, title bool) []sighting {
	var out []sighting
	for i := range l.pieces {
		p := &l.pieces[i]
		s, ok := p.sight(first(p.before, before))
		if !ok {
			continue
		}
		if p.text == l.text { // what is said of the line is said of the date
			s.named(l.names)
		}
		out = append(out, s)
	}
	if len(out) > 0 || !strings.ContainsAny(l.text, "0123456789") {
		return out
	}
	// A headline's date is that of what it tells of; one that begins another line of
	// the heading dates the page.
	if s, ok := sightText(l.text, before, l.names); ok && !(l.heading && s.Rest > 0 && !s.Labelled && (title || s.Date.Start > 0)) {
		return append(out, s)
	}
	if d, ok := dates.Posted(l.text); ok {
		return append(out, sighting{Dated: dates.Dated{Date: d, Labelled: true}, stated: true})
	}
	if d, ok := dates.Dateline(l.text); ok && d.Year > 0 && l.running() {
		out = append(out, sighting{Dated: dates.Dated{Date: d}, classed: true})
	}
	return out
}

// sightText reads a line as a date line. Without a class or a label that says so
// a line counts that is a date and little else.
func sightText(text, before, names string) (s sighting, ok bool) {
	if s.Dated, ok = dates.ReadLine(text); !ok {
		return s, false
	}
	s.classed, s.numeric = dateClass(names), dates.Numeric(text)
	s.named(names)
	s.led(before)
	return s, true
}

// sight reads an element that states a date. Where its words and its markup
// differ the words count: they were written for readers.
func (p *piece) sight(before string) (sighting, bool) {
	s, ok := sightText(p.text, before, p.names)
	if stated, exact := exactDay(p.moment); exact && !clockClass(p.names) {
		if !ok || s.Date.Either || s.Date.Day == 0 || s.Date.Year == 0 || adjacent(dayOf(s.Date), stated) {
			s.Date, s.moment = dates.Date{Year: stated.Year, Month: stated.Month, Day: stated.Day}, p.moment
		}
		s.named(p.names)
		s.led(before)
		ok = true
	}
	s.classed = true
	return s, ok && !clockClass(p.names)
}

// exactDay is the day that a time element's value states.
func exactDay(moment string) (ling.Date, bool) {
	p, ok := dates.Stated(moment)
	return p.Earliest, ok && moment != "" && p.Earliest == p.Latest
}

func dayOf(d dates.Date) ling.Date { return ling.Date{Year: d.Year, Month: d.Month, Day: d.Day} }

// adjacent reports whether two days are one, or one apart as zones make them.
func adjacent(a, b ling.Date) bool {
	return a.AddDays(-1).Compare(b) <= 0 && b.Compare(a.AddDays(1)) <= 0
}

// named reads what classes say of a date.
func (s *sighting) named(names string) {
	for _, word := range []string{"publish", "posted", "pubdate", "created", "issued", "publicat", "releas"} {
		s.stated = s.stated || strings.Contains(names, word)
	}
	for _, word := range []string{"updat", "modif", "edited", "changed"} {
		s.Modified = s.Modified || strings.Contains(names, word)
	}
}

// led reads what the words before a date say of it.
func (s *sighting) led(before string) {
	published, changed := dates.Lead(before)
	s.stated = s.stated || published
	s.Modified = s.Modified || changed
}

// dateClass reports whether a class or id is one that sites give the line that
// dates an article.
func dateClass(class string) bool {
	if class == "" {
		return false
	}
	for _, word := range []string{"date", "time", "publish", "byline", "posted", "meta", "fecha", "datum", "submitted", "calendar", "created", "released", "publicat", "stand", "day"} {
		if strings.Contains(class, word) {
			return true
		}
	}
	return false
}

// clockClass reports whether a class or id names the page's clock, or a date that
// is none of the page's.
func clockClass(names string) bool {
	for _, word := range []string{"today", "current-date", "currentdate", "clock", "now-date", "datetime-now", "copyright", "weather", "event", "birth"} {
		if strings.Contains(names, word) {
			return true
		}
	}
	return false
}

// order settles numeric dates by the second date of the page, else by its
// language: 03/04/2016 is March in the United States and April elsewhere.
func order(seen []sighting, lang string) []sighting {
	dayFirst, known := false, false
	for i := range seen {
		if s := seen[i].numeric; s != 0 {
			dayFirst, known = s > 0, true
		}
	}
	lang = strings.ToLower(strings.ReplaceAll(lang, "_", "-"))
	switch {
	case known:
	case lang == "en-us":
		known = true
	case lang != "" && lang != "en":
		dayFirst, known = true, true
	}
	for i := range seen {
		if known && seen[i].Date.Either {
			seen[i].Date = seen[i].Date.Ordered(dayFirst)
		}
	}
	return seen
}

// rank orders the dates of a page by how likely each is the article's own: those
// about the title, then those further down that are labelled; 0 for none.
func (s *sighting) rank() int {
	switch {
	case s.Modified, s.Date.Year == 0, !s.said() && !s.classed && s.Rest > 0 && !s.near:
		return 0
	case s.Date.Day == 0:
		return 1 // a month is told of as often as it dates
	case s.near && !s.outer:
		return s.rankNear()
	case s.under && s.said():
		return 3
	case s.under && !s.outer:
		return 2
	}
	return 1
}

// rankNear is the rank of a date about the title.
func (s *sighting) rankNear() int {
	switch {
	case s.said():
		return 8
	case s.under && s.classed:
		return 7
	case s.classed:
		return 6
	case s.under:
		return 5
	}
	return 4
}

// said reports whether the page says that it is the day of publication.
func (s *sighting) said() bool { return s.stated || s.Labelled && (s.near || s.Rest <= 2) }

// sureness is how sure a date of this rank is.
var sureness = [...]float64{0, sureAbove, sureAbove, sureBare, sureAbove, sureBare, sureBare, sureOnPage, sureMetadata}

// fromPage are the statements of the page's own dates, the likeliest first. Those
// far from the title count only where none stands about it.
func fromPage(seen []sighting) []statement {
	const few = 3
	ranked := slices.Clone(seen)
	slices.SortStableFunc(ranked, func(a, b sighting) int { return b.rank() - a.rank() })
	var out []statement
	best := 0
	for i := range ranked {
		s := &ranked[i]
		rank := s.rank()
		best = max(best, rank)
		if rank <= 1 || len(out) == few || len(out) > 0 && rank <= 4 && !(rank == 3 && best == 3) {
			break
		}
		out = append(out, s.statement())
	}
	return out
}

func (s *sighting) statement() statement {
	st := statement{Published: s.Date.Published(), shown: true, near: s.near, said: s.said(), clock: s.Clock}
	st.Basis, st.Confidence = onrecord.BasisPage, sureness[s.rank()]
	if s.moment != "" {
		st.Basis = onrecord.BasisMetadata
		st.at(s.moment)
	}
	return st
}
