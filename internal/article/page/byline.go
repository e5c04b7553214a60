package page

import (
	"slices"
	"strings"

	"onrecord/internal/article/line"
)

// byline is the text that names the article's authors, with what they are: the line
// about the title that holds one of them, else what the head states, though it be an
// agency, a desk or a team.
func (h *head) byline(article map[string]any, m *metadata) string {
	near := around(h.lines, m.title)
	lines := h.lines[max(0, near.first):max(0, near.last+1)]
	for _, l := range lines {
		if text := undated(l.text); !l.heading && isByline(text, m.authors) {
			return text
		}
	}
	for _, stated := range append([]string{strings.Join(h.names(article["author"], 0), ", ")}, lookUp(h.meta, authorNames)...) {
		if stated != "" && !strings.Contains(stated, "://") {
			return stated
		}
	}
	for i := range lines {
		if text := undated(lines[i].text); len(m.authors) == 0 && lines[i].bylined() && theNaming().leads(text) && len(text) <= longestByline {
			return text
		}
	}
	return strings.Join(m.authors, ", ")
}

// longestByline bounds what is taken for one, in bytes.
const longestByline = 200

// isByline reports whether a short text names one of the authors and is no sentence.
func isByline(text string, authors []string) bool {
	if len(text) > longestByline {
		return false
	}
	l := line.Paragraphs(text)
	if len(l) != 1 || l[0].Prose() {
		return false
	}
	folded := keyOf(text)
	return slices.ContainsFunc(authors, func(n string) bool { return strings.Contains(folded, keyOf(n)) })
}

// sectionNames are the names under which heads of pages state the section.
var sectionNames = []string{"article:section", "og:section", "og:article:section", "section", "parsely-section", "articlesection", "cxenseparse:section", "dc.subject.section", "sailthru.section"}

// section is the outlet's section that the article stands in, as JSON-LD or the
// head name it; of several the first.
func (h *head) section(article map[string]any) string {
	const longest = 60 // bytes; what is longer is a description
	stated := append(h.names(article["articleSection"], 0), lookUp(h.meta, sectionNames)...)
	for _, s := range stated {
		if s != "" && len(s) <= longest && !strings.Contains(s, "://") {
			return s
		}
	}
	return ""
}
