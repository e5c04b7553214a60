package page

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
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

// denseNames are names under which systems of their own put it, without the signs
// that part their words.
var denseNames = []string{
	"publisheddate", "publicationdate", "publishdate", "datepublished", "publishedat", "publishedon", "publishedtime", "pubdate",
	"articlepublished", "articledate", "dateposted", "posteddate", "postdate", "releasedate", "issuedate",
}

// vagueNames may be the day of anything: of a change, of building the page.
var vagueNames = map[string]bool{"date": true, "timestamp": true, "created": true, "lastpublished": true}

// How sure a date is by what states it.
const (
	sureMetadata = 0.95
	sureOnPage   = 0.9  // a date line under the title
	sureTime     = 0.9  // a time element that does not say of what
	sureBare     = 0.75 // a line that is a date and says nothing else
	sureConflict = 0.75 // two statements differ by more than time zones explain
	sureAbove    = 0.65 // a date above the title may be the day of the visit
	sureInferred = 0.6  // a date that is another, of a change or a visit
)

// statement is one thing that states the day of publication.
type statement struct {
	onrecord.Published
	utc    bool   // its time is in UTC, so that its day may be another on the spot
	clock  bool   // it has a time of day
	hour   int    // of that time
	shown  bool   // it stands on the page
	near   bool   // it stands beside the title
	said   bool   // the page says that it is the day of publication
	vague  bool   // its name in the head does not say of what it is the day
	moment string // as the page states it, with its time
}

// at gives a statement the time that a moment states.
func (s *statement) at(moment string) {
	if t, ok := dates.Moment(moment); ok {
		_, offset := t.Zone()
		s.utc, s.clock, s.hour, s.Value, s.moment = offset == 0, true, t.Hour(), t.Format(time.RFC3339), moment
	}
}

// dated settles publication and change from JSON-LD, meta elements, the page
// about its title, the address, and the rest of the page, in this order.
func (h *head) dated(m *metadata, article map[string]any, base *url.URL) {
	seen := order(sightings(h.lines, m.title), m.lang)
	h.modified(m, article, seen)
	stated := append(h.fromMetadata(article), fromPage(seen)...)
	if p, ok := dates.OfURL(first(urlPath(m.canonical), base.Path)); ok {
		stated = append(stated, statement{Published: p})
	}
	if len(stated) == 0 {
		stated = h.inferred(seen)
	}
	choose(m, stated)
	doubt(m, seen)
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
		st.at(s)
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
		before := len(out)
		add(h.meta[key])
		for i := before; i < len(out); i++ {
			out[i].vague = vagueNames[key]
		}
	}
	for _, key := range denseNames {
		if len(out) == 0 {
			add(h.dense[key])
		}
	}
	return out
}

// choose takes the first statement, made more exact by the others, and says so
// where one contradicts it by more than time zones explain.
func choose(m *metadata, stated []statement) {
	if len(stated) == 0 {
		return
	}
	best := firstOf(stated, m.changed)
	for i := range stated {
		best = best.made(&stated[i], m.lang)
	}
	m.published = best.Published
	for _, p := range stated {
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

// firstOf is the statement that counts: the first, unless its name is vague or it is
// also the moment of the last change, as that of building the page is, and the page
// shows a day.
func firstOf(stated []statement, modified string) statement {
	best := stated[0]
	if best.near || best.Basis != onrecord.BasisMetadata || !best.vague && (best.moment == "" || modified != best.moment) {
		return best
	}
	earlier := func(s statement) bool {
		return s.Earliest == s.Latest && s.Latest.Compare(best.Earliest.AddDays(-1)) < 0
	}
	shown := onlyShown(stated)
	if shown != nil {
		if shown.Confidence >= sureBare && (shown.said || shown.Confidence >= sureOnPage) && earlier(*shown) {
			return *shown
		}
		return best
	}
	if i := slices.IndexFunc(stated, earlier); i >= 0 && stated[i].Basis == onrecord.BasisMetadata && !stated[i].shown {
		return stated[i]
	}
	return best
}

// onlyShown is the likeliest of the page's own dates, nil where there is none, or
// where two that say so stand far from the title, as on cards of other articles.
func onlyShown(stated []statement) *statement {
	var found *statement
	for i := range stated {
		switch s := &stated[i]; {
		case s.near:
			return s
		case s.said && found != nil && found.Earliest != s.Earliest:
			return nil
		case s.said:
			found = s
		}
	}
	return found
}

// made is a statement made more exact by another, on a page in this language.
func (s statement) made(by *statement, lang string) statement {
	if by.Earliest != by.Latest {
		return s
	}
	exact, spot := s.Earliest == s.Latest, by.near || !by.shown
	switch {
	case !exact && s.Earliest.Compare(by.Earliest) <= 0 && by.Latest.Compare(s.Latest) <= 0:
		return *by // a day within the month
	case !exact || !spot || s.Earliest == by.Earliest:
	case s.utc && !by.utc && s.spot(by.Earliest, lang):
		// Midnight lies between the two: the day on the spot counts.
		s.Published.Value, s.Earliest, s.Latest, s.utc, s.clock = by.Earliest.String(), by.Earliest, by.Latest, false, false
	case adjacent(s.Earliest, by.Earliest) && !s.clock && by.clock && !(by.utc && by.spot(s.Earliest, lang)):
		// A day alone may be that of the printed paper, or be shifted by a zone.
		return *by
	}
	return s
}

// spot reports whether it may be this day, and not UTC's, where the page is
// written: zones lie from twelve hours behind UTC to fourteen before it, those of
// languages that are Europe's alone from none to three before.
func (s *statement) spot(day ling.Date, lang string) bool {
	before, after := 12, 10
	if slices.Contains(europe, primary(lang)) {
		before, after = 0, 21
	}
	return day == s.Earliest.AddDays(-1) && s.hour < before || day == s.Earliest.AddDays(1) && s.hour >= after
}

// europe are the languages that are written in Europe and hardly elsewhere.
var europe = strings.Fields("de it nl pl cs sk hu ro bg el sv no nb nn da fi is et lv lt sl hr sr mk sq uk tr ca eu gl")

// primary is the primary subtag of a language tag in small letters.
func primary(lang string) string {
	tag, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(lang, "_", "-")), "-")
	return tag
}

// modified is the day of the last change, as metadata or the page have it.
func (h *head) modified(m *metadata, article map[string]any, seen []sighting) {
	for _, s := range append([]string{h.text(article["dateModified"])}, lookUp(h.meta, modifiedNames)...) {
		if p, ok := dates.Stated(s); ok {
			m.modified, m.changed = p.Value, s
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

// inferred are the days that stand for that of publication where nothing states
// it: that of the last change, which is the day of the text as it is read, and a
// date at the head of the page, which may be the day of the visit.
func (h *head) inferred(seen []sighting) []statement {
	for _, fits := range [...]func(*sighting) bool{
		func(s *sighting) bool { return s.Modified && s.near },
		func(s *sighting) bool { return s.rank() == 1 && !s.Modified },
		func(s *sighting) bool { return s.Modified && !s.outer },
	} {
		if i := slices.IndexFunc(seen, func(s sighting) bool { return s.Date.Year > 0 && !s.Date.Either && fits(&s) }); i >= 0 {
			st := seen[i].statement()
			st.Confidence = sureInferred
			return []statement{st}
		}
	}
	for _, from := range [...]func() []statement{
		func() []statement { return onCard(sightings(h.cards, "")) },
		h.inScripts, h.ofImage,
	} {
		if found := from(); len(found) > 0 {
			return found
		}
	}
	return nil
}

// scriptDay is the day of publication as scripts have it that build a page.
var scriptDay = regexp.MustCompile(`(?i)\\?"(?:date_?published|published_?(?:at|date|time|on)|publish_?(?:date|time)|publication_?date|first_?published(?:_?(?:at|date))?)\\?"\s*:\s*\\?"(\d{4}-\d{2}-\d{2}[^"\\]{0,20})`)

// inScripts is the day that the page's scripts state, where they state one alone:
// what lists articles states several.
func (h *head) inScripts() []statement {
	var found []statement
	for _, src := range h.scripts {
		if !strings.Contains(src, "ublish") && !strings.Contains(src, "ublication") && !strings.Contains(src, "PUBLI") {
			continue // most hold none, and the expression is slow to say so
		}
		for _, m := range scriptDay.FindAllStringSubmatch(src, -1) {
			p, ok := dates.Stated(m[1])
			if !ok || p.Earliest != p.Latest {
				continue
			}
			if len(found) > 0 && found[0].Earliest != p.Earliest {
				return nil
			}
			if len(found) == 0 {
				p.Basis, p.Confidence = onrecord.BasisMetadata, sureInferred
				found = append(found, statement{Published: p})
				found[0].at(m[1])
			}
		}
	}
	return found
}

// ofImage is the day under which the article's picture is kept: it was uploaded
// on that day, and the article is seldom much younger.
func (h *head) ofImage() []statement {
	p, ok := dates.OfURL(urlPath(h.meta["og:image"]))
	if !ok || p.Earliest != p.Latest {
		return nil
	}
	p.Confidence = sureInferred
	return []statement{{Published: p}}
}

// onCard is the day that cards say is that of publication, where they say one.
func onCard(seen []sighting) []statement {
	var found []statement
	for i := range seen {
		s := &seen[i]
		if !s.stated || s.Modified || s.Date.Year == 0 || s.Date.Either || s.Date.Day == 0 {
			continue
		}
		if len(found) > 0 && dayOf(s.Date) != found[0].Earliest {
			return nil
		}
		if len(found) == 0 {
			found = append(found, s.statement())
			found[0].Confidence = sureAbove
		}
	}
	return found
}

// doubt lowers the confidence of a date where another stands about the title as
// that of a change: what the page shows may be the later text.
func doubt(m *metadata, seen []sighting) {
	for i := range seen {
		if s := &seen[i]; s.Modified && s.near && s.Date.Year > 0 && !s.Date.Either && s.Date.Day > 0 && !adjacent(dayOf(s.Date), m.published.Earliest) {
			m.published.Confidence = min(m.published.Confidence, sureConflict)
		}
	}
}
