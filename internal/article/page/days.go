package page

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"onrecord"
	"onrecord/internal/article/dates"
	"onrecord/ling"
)

// The names under which pages state the two dates, strongest first: Open
// Graph, schema.org, Dublin Core, and what content systems and Parse.ly,
// Sailthru and Chartbeat put there.
var (
	publishedNames = []string{
		"article:published_time", "og:published_time", "datepublished", "article:published", "dc.date.issued", "dcterms.created",
		"dcterms.issued", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date",
		"pubdate", "pub_date", "publication_date", "article.published", "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "date",
		"datecreated", "dc.date.created", "citation_publication_date", "citation_date", "og:article:published_time", "published_time_telegram", "published", "created", "timestamp", "lastpublished", "shareaholic:article_published_time", "rnews:datepublished", "og:pubdate", "displaydate", "article-publish_date",
	}
	modifiedNames = []string{
		"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "article:modified", "article.updated",
	}
)

// How sure a date is by what states it.
const (
	sureMetadata = 0.95
	sureOnPage   = 0.9  // a date line under the title
	sureTime     = 0.9  // a time element that does not say of what
	sureBare     = 0.75 // a line that is a date and says nothing else
	sureConflict = 0.75 // two statements differ by more than time zones explain
	sureAbove    = 0.65 // a date above the title may be the day of the visit
)

// sighting is a date that stands on the page, or a time element.
type sighting struct {
	dates.Dated
	moment  string // a time element's own value
	bare    bool   // neither class nor words say what it is
	stated  bool   // markup or words say that it is the day of publication
	titles  int    // h1 elements above it
	numeric int    // which of day and month its digits put first (dates.Numeric)
}

// statement is one thing that states the day of publication.
type statement struct {
	onrecord.Published
	utc  bool // its time is in UTC, so that its day may be another on the spot
	hour int  // of that time
}

// dated settles publication and change from JSON-LD, meta elements, the page
// below its title, the address, and the page above its title, in this order.
func (h *head) dated(m *metadata, article map[string]any, base *url.URL) {
	stated := h.fromMetadata(article)
	seen := h.order(h.sightings, m)
	under := h.fromPage(seen, func(s *sighting) bool { return s.titles > h.titleAt })
	stated = append(stated, under...)
	if p, ok := dates.OfURL(first(urlPath(m.canonical), base.Path)); ok {
		stated = append(stated, statement{Published: p})
	}
	if len(stated) == 0 {
		for _, s := range h.fromPage(seen, func(s *sighting) bool { return s.titles <= h.titleAt }) {
			s.Confidence = min(s.Confidence, sureAbove)
			stated = append(stated, s)
		}
	}
	h.choose(m, stated)
	h.modified(m, article, seen)
}

// fromMetadata are the statements of the page's head.
func (h *head) fromMetadata(article map[string]any) []statement {
	var out []statement
	add := func(s string) {
		p, ok := dates.Stated(s)
		if !ok || s == "" {
			return
		}
		p.Basis, p.Confidence = onrecord.BasisMetadata, sureMetadata
		st := statement{Published: p}
		if t, ok := dates.Moment(s); ok {
			_, offset := t.Zone()
			st.utc, st.hour = offset == 0, t.Hour()
			st.Value = t.Format(time.RFC3339)
		}
		out = append(out, st)
	}
	for _, key := range [...]string{"datePublished", "dateCreated", "uploadDate"} {
		add(h.text(article[key]))
	}
	for _, o := range h.linked {
		if types, _ := o["@type"].(string); len(out) == 0 && types == "WebPage" {
			add(h.text(o["datePublished"]))
		}
	}
	for _, key := range publishedNames {
		add(h.meta[key])
	}
	return out
}

// order settles numeric dates by the second date of the page, else by its
// language: 03/04/2016 is March in the United States and April elsewhere.
func (h *head) order(seen []sighting, m *metadata) []sighting {
	dayFirst, known := false, false
	for i := range seen {
		if s := seen[i].numeric; s != 0 {
			dayFirst, known = s > 0, true
		}
	}
	lang := strings.ToLower(strings.ReplaceAll(m.lang, "_", "-"))
	switch {
	case known:
	case lang == "en-us":
		known = true
	case lang != "" && lang != "en":
		dayFirst, known = true, true
	}
	out := append([]sighting(nil), seen...)
	for i := range out {
		if known && out[i].Date.Either {
			out[i].Date = out[i].Date.Ordered(dayFirst)
		}
	}
	return out
}

// fromPage are the statements of the page's own dates, those that say of what
// they are before the others.
func (h *head) fromPage(seen []sighting, here func(*sighting) bool) []statement {
	var sure, other []statement
	for i := range seen {
		s := &seen[i]
		if !here(s) || s.Modified || s.Date.Year == 0 {
			continue
		}
		p := s.Date.Published()
		p.Basis, p.Confidence = onrecord.BasisPage, sureOnPage
		st := statement{Published: p}
		if s.moment != "" {
			st.Basis, st.Confidence = onrecord.BasisMetadata, sureTime
			if t, ok := dates.Moment(s.moment); ok {
				_, offset := t.Zone()
				st.utc, st.hour, st.Value = offset == 0, t.Hour(), t.Format(time.RFC3339)
			}
		}
		if s.stated || s.Labelled {
			st.Confidence = sureMetadata
			if s.moment != "" {
				sure = append([]statement{st}, sure...)
			} else {
				sure = append(sure, st)
			}
		} else {
			if s.bare {
				st.Confidence = sureBare
			}
			if other = append(other, st); s.moment != "" && len(other) > 1 && other[0].Basis == onrecord.BasisPage {
				other[0], other[len(other)-1] = st, other[0]
			}
		}
	}
	// What is further down the page is the date of something else.
	const few = 3
	return append(sure[:min(few, len(sure))], other[:min(1, len(other))]...)
}

// choose takes the first statement, made more exact by the others, and says so
// where one contradicts it by more than time zones explain.
func (h *head) choose(m *metadata, stated []statement) {
	if len(stated) == 0 {
		return
	}
	best := stated[0]
	for _, p := range stated[1:] {
		switch {
		case best.Earliest != best.Latest && p.Earliest == p.Latest && best.Earliest.Compare(p.Earliest) <= 0 && p.Latest.Compare(best.Latest) <= 0:
			best = p // a day within the month
		case best.utc && p.Earliest == p.Latest && !p.utc && best.spot(p.Earliest):
			// Midnight lies between the two: the day on the spot counts.
			best.Published.Value, best.Earliest, best.Latest, best.utc = p.Earliest.String(), p.Earliest, p.Latest, false
		}
	}
	m.published = best.Published
	for _, p := range stated[1:] {
		if p.Latest.AddDays(1).Compare(best.Earliest) >= 0 && p.Earliest.AddDays(-1).Compare(best.Latest) <= 0 {
			continue
		}
		m.published.Confidence = min(m.published.Confidence, sureConflict)
		m.diagnostics = append(m.diagnostics, ling.Diagnostic{
			Rule: "date-conflict", Message: fmt.Sprintf("the page also states %s (%s); %s (%s) taken", p.Value, p.Basis, m.published.Value, m.published.Basis),
		})
		return
	}
}

// spot reports whether it may be this day, and not UTC's, where the page is
// written: zones lie from twelve hours behind UTC to fourteen before it.
func (s *statement) spot(day ling.Date) bool {
	return day == s.Earliest.AddDays(-1) && s.hour < 12 || day == s.Earliest.AddDays(1) && s.hour >= 10
}

// modified is the day of the last change, as metadata or the page have it.
func (h *head) modified(m *metadata, article map[string]any, seen []sighting) {
	for _, s := range append([]string{h.text(article["dateModified"])}, lookUp(h.meta, modifiedNames)...) {
		if p, ok := dates.Stated(s); ok {
			m.modified = p.Value
			return
		}
	}
	for i := range seen {
		if s := &seen[i]; s.Modified && s.Date.Year > 0 && !s.Date.Either {
			m.modified = s.Date.Value()
			return
		}
	}
}

// clockClass reports whether a class or id names the page's clock.
func clockClass(names string) bool {
	for _, word := range []string{"today", "current-date", "currentdate", "clock", "now-date", "datetime-now", "copyright", "weather", "event", "birth"} {
		if strings.Contains(names, word) {
			return true
		}
	}
	return false
}

// sight reads a short text of the page as a date line. Without a class that says
// so, only a line that is nothing but a date, or is labelled, is taken for one.
func (h *head) sight(text, class, moment string) {
	const most = 60
	if len(h.sightings) >= most || len(text) > 160 || clockClass(class) {
		return
	}
	s := sighting{titles: len(h.h1), moment: moment}
	from := first(moment, text)
	if p, ok := dates.Stated(moment); moment != "" && ok && p.Earliest == p.Latest {
		s.Date = dates.Date{Year: p.Earliest.Year, Month: p.Earliest.Month, Day: p.Earliest.Day}
	} else if d, ok := dates.ReadLine(from); ok && (dateClass(class) || d.Labelled || d.Rest == 0) {
		s.Dated = d
	} else {
		return
	}
	s.bare = moment == "" && !s.Labelled && !dateClass(class)
	s.numeric = dates.Numeric(text)
	for _, word := range []string{"publish", "posted", "pubdate", "created", "issued"} {
		s.stated = s.stated || strings.Contains(class, word)
	}
	for _, word := range []string{"updat", "modif", "edited", "changed"} {
		s.Modified = s.Modified || strings.Contains(class, word)
	}
	h.sightings = append(h.sightings, s)
}
