package page

import (
	"fmt"
	"net/url"

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
	}
	modifiedNames = []string{
		"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "article:modified", "article.updated",
	}
)

// How sure metadata make a date.
const (
	sureMetadata = 0.95
	sureTime     = 0.9 // a time element that does not say of what
	sureConflict = 0.9 // two statements differ
	sureOnPage   = 0.9 // a date line
)

// dated settles publication and change from JSON-LD, meta elements, time
// elements, the address, and date lines on the page, in this order.
func (h *head) dated(m *metadata, article map[string]any, base *url.URL) {
	var stated []onrecord.Published
	add := func(s string, confidence float64) {
		if p, ok := dates.Stated(s); ok && s != "" {
			p.Basis, p.Confidence = onrecord.BasisMetadata, confidence
			stated = append(stated, p)
		}
	}
	add(h.text(article["datePublished"]), sureMetadata)
	for _, key := range publishedNames {
		add(h.meta[key], sureMetadata)
	}
	for _, t := range h.times {
		if t.published {
			add(t.value, sureMetadata)
		}
	}
	if len(stated) == 0 {
		for _, t := range h.times {
			if !t.modified {
				add(t.value, sureTime)
				break
			}
		}
	}
	if p, ok := dates.OfURL(first(urlPath(m.canonical), base.Path)); ok {
		stated = append(stated, p)
	}
	for _, s := range h.dates {
		if d, ok := dates.ReadLine(s); ok && !d.Modified && d.Date.Year > 0 {
			p := d.Date.Published()
			p.Basis, p.Confidence = onrecord.BasisPage, sureOnPage
			stated = append(stated, p)
			break
		}
	}
	h.choose(m, stated)
	for _, s := range append([]string{h.text(article["dateModified"])}, lookUp(h.meta, modifiedNames)...) {
		if p, ok := dates.Stated(s); ok && m.modified == "" {
			m.modified = p.Value
		}
	}
	for _, t := range h.times {
		if p, ok := dates.Stated(t.value); ok && t.modified && m.modified == "" {
			m.modified = p.Value
		}
	}
}

// choose takes the first statement, and says so where another contradicts it
// by more than time zones explain.
func (h *head) choose(m *metadata, stated []onrecord.Published) {
	if len(stated) == 0 {
		return
	}
	m.published = stated[0]
	for _, p := range stated[1:] {
		if p.Latest.AddDays(1).Compare(m.published.Earliest) >= 0 && p.Earliest.AddDays(-1).Compare(m.published.Latest) <= 0 {
			continue
		}
		m.published.Confidence = min(m.published.Confidence, sureConflict)
		m.diagnostics = append(m.diagnostics, ling.Diagnostic{
			Rule: "date-conflict", Message: fmt.Sprintf("the page also states %s (%s); %s (%s) taken", p.Value, p.Basis, m.published.Value, m.published.Basis),
		})
		return
	}
}
