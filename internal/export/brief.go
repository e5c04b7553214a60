package export

import (
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord"
	"onrecord/query"
)

// dossier is a brief laid out: what Markdown and HTML both show.
type dossier struct {
	title    string
	sections []section
	sources  []string // by number, from 1
	left     string   // what is left out, "" for nothing
}

type section struct {
	title string
	items []item
}

// item is an Entry as lines of a dossier: what it is, words in quotation marks,
// and the number of the source that has them; then lines beneath it.
type item struct {
	lead   string
	quote  string
	source int
	below  []item
}

// newItem is an entry as lines: what rests on one piece of words alone is one.
// A line that quotes nobody and stands nowhere is told in the first.
func newItem(e Entry, number map[onrecord.ArticleID]int) item {
	out := item{lead: entryLead(&e)}
	for _, l := range slices.Concat(append(slices.Clone(e.Sides), e.Lines)...) {
		if l.Quote == "" && l.Cite.Article == "" {
			out.lead += "; " + l.Lead
			continue
		}
		// A source without an outlet is told by its number alone.
		below := item{lead: strings.TrimSuffix(l.Lead, " · "+shortID(l.Cite.Article)), quote: l.Quote, source: number[l.Cite.Article]}
		if l.Lead == or(l.Cite.Outlet, shortID(l.Cite.Article)) { // which the source's number tells
			below.lead = ""
		}
		if l.Tag != "" {
			below.lead = strings.TrimSpace(below.lead + " (" + l.Tag + ")")
		}
		if below.quote != "" && below.lead != "" {
			below.lead += ":"
		}
		out.below = append(out.below, below)
	}
	if len(out.below) != 1 || out.below[0].lead != "" && out.below[0].quote != "" {
		return out
	}
	only := out.below[0]
	out.quote, out.source, out.below = only.quote, only.source, nil
	switch {
	case only.quote != "":
		out.lead += ":"
	case only.lead != "":
		out.lead += "; " + only.lead
	}
	return out
}

// entryLead is an entry in a line: "5 August 2015: harbour truce [violated]; by Marenia".
func entryLead(e *Entry) string {
	out := e.Head
	if e.Days != "" {
		out = upperFirst(e.Days) + ": " + out
	}
	if len(e.Tags) > 0 {
		out += " (" + strings.Join(e.Tags, "; ") + ")"
	}
	return strings.Join(append([]string{out}, e.Notes...), "; ")
}

func upperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// cited reports whether a line of the item says where its words stand.
func (it *item) cited() bool {
	return it.source > 0 || slices.ContainsFunc(it.below, func(b item) bool { return b.source > 0 })
}

// WriteBriefMarkdown writes a brief as Markdown: every line quotes and cites.
func WriteBriefMarkdown(w io.Writer, b *onrecord.Brief) error {
	d := newDossier(b)
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n", markdownProse(d.title))
	for _, s := range d.sections {
		fmt.Fprintf(&out, "\n## %s\n\n", markdownProse(s.title))
		markdownItems(&out, s.items, "")
	}
	out.WriteString("\n## Sources\n\n")
	for i, s := range d.sources {
		fmt.Fprintf(&out, "%d. %s\n", i+1, markdownProse(s))
	}
	if d.left != "" {
		fmt.Fprintf(&out, "\n%s\n", markdownProse(d.left))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func markdownItems(out *strings.Builder, items []item, indent string) {
	for _, it := range items {
		words := []string{it.lead}
		if it.quote != "" {
			words = append(words, inMarks(it.quote))
		}
		fmt.Fprintf(out, "%s- %s", indent, markdownProse(strings.Join(nonEmpty(words...), " ")))
		if it.source > 0 {
			fmt.Fprintf(out, " [%d]", it.source)
		}
		out.WriteByte('\n')
		markdownItems(out, it.below, indent+"  ")
	}
}

// unmarked are words without the quotation marks around them, where these stand
// around all of it and nowhere within.
func unmarked(s string) string {
	inner := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(s, `"`), "“"), `"`), "”")
	if len(inner) <= len(s)-2 && !strings.ContainsAny(inner, "\"“”") {
		return inner
	}
	return s
}

// inMarks are words in quotation marks, once.
func inMarks(s string) string { return "“" + unmarked(s) + "”" }

// markdownProse makes s plain text in a line that begins with other words: what
// could be emphasis, code, a link or HTML there is escaped (CommonMark 2.4, 6).
func markdownProse(s string) string { return escaped(s, "\\`*_[]~#") }

// WriteBriefHTML writes a brief as a page that needs nothing from elsewhere.
func WriteBriefHTML(w io.Writer, b *onrecord.Brief) error {
	d := newDossier(b)
	var out strings.Builder
	fmt.Fprintf(&out, "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n<style>%s</style>\n<h1>%s</h1>\n",
		html.EscapeString(d.title), briefStyle, html.EscapeString(d.title))
	for _, s := range d.sections {
		fmt.Fprintf(&out, "<h2>%s</h2>\n", html.EscapeString(s.title))
		htmlItems(&out, s.items)
	}
	out.WriteString("<h2>Sources</h2>\n<ol>\n")
	for i, s := range d.sources {
		fmt.Fprintf(&out, "<li id=\"source%d\">%s</li>\n", i+1, linked(s))
	}
	out.WriteString("</ol>\n")
	if d.left != "" {
		fmt.Fprintf(&out, "<p>%s</p>\n", html.EscapeString(d.left))
	}
	out.WriteString("</html>\n")
	_, err := io.WriteString(w, out.String())
	return err
}

// briefStyle is the whole style of the page; colours are the browser's own.
const briefStyle = ":root{color-scheme:light dark}body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.5 Georgia,serif}h1,h2{font-family:system-ui,sans-serif;line-height:1.2}li{margin:.3rem 0}a{color:inherit}"

func htmlItems(out *strings.Builder, items []item) {
	out.WriteString("<ul>\n")
	for _, it := range items {
		fmt.Fprintf(out, "<li>%s", html.EscapeString(plain(it.lead)))
		if it.quote != "" && it.lead != "" {
			out.WriteByte(' ')
		}
		if it.quote != "" {
			fmt.Fprintf(out, "<q>%s</q>", html.EscapeString(unmarked(plain(it.quote))))
		}
		if it.source > 0 {
			fmt.Fprintf(out, " <a href=\"#source%d\">[%d]</a>", it.source, it.source)
		}
		if len(it.below) > 0 {
			htmlItems(out, it.below)
		}
		out.WriteString("</li>\n")
	}
	out.WriteString("</ul>\n")
}

// linked is a source with its address, the last word of it, as a link.
func linked(s string) string {
	words := strings.Fields(s)
	if len(words) > 0 {
		if address := webAddress(words[len(words)-1]); address != "" {
			return html.EscapeString(strings.TrimSuffix(plain(s), address)) + `<a href="` + html.EscapeString(address) + `">` + html.EscapeString(address) + "</a>"
		}
	}
	return html.EscapeString(plain(s))
}

// newDossier lays a brief out.
func newDossier(b *onrecord.Brief) dossier {
	d := dossier{title: "On record: " + or(b.Query, "everything"), left: LeftOut(b.Left)}
	number := map[onrecord.ArticleID]int{}
	for i, a := range b.Sources {
		number[a.ID] = i + 1
		d.sources = append(d.sources, strings.Join(nonEmpty(a.Outlet, a.Title, or(DayForPeople(a.Published.Value), "undated"), or(a.URL, or(a.Path, string(a.ID)))), ". "))
	}
	add := func(title string, of query.List, entries []Entry) {
		items := slices.DeleteFunc(each(entries, func(e Entry) item { return newItem(e, number) }), func(it item) bool { return !it.cited() })
		if len(items) == 0 {
			return
		}
		if all := b.Of[of]; all > len(entries) {
			title += fmt.Sprintf(" (the newest %d of %d)", len(entries), all)
		}
		d.sections = append(d.sections, section{title, items})
	}
	for _, part := range BriefParts(b) {
		add(part.Title, part.Of, part.Entries)
	}
	return d
}

// BriefPart is a part of a brief, with the list that its rows are of.
type BriefPart struct {
	Title   string
	Of      query.List
	Entries []Entry
}

// BriefParts are the parts of a brief, in order.
func BriefParts(b *onrecord.Brief) []BriefPart {
	return []BriefPart{
		{"What was said and done", query.Timeline, each(b.Timeline, MomentEntry)},
		{"Where they stand", query.Positions, identified(b.Positions, PositionEntry, func(p *onrecord.Position) string { return p.ID })},
		{"What was agreed, and what became of it", query.Ledger, identified(b.Agreements, AgreementEntry, func(a *onrecord.LedgerAgreement) string { return a.ID })},
		{"What is disputed", query.Disputes, identified(b.Disputes, DisputeEntry, func(d *onrecord.Dispute) string { return d.ID })},
		{"What happened, figures side by side", query.Incidents, identified(b.Incidents, IncidentEntry, func(i *onrecord.Incident) string { return i.ID })},
		{"Stories", query.Stories, identified(b.Stories, StoryEntry, func(s *onrecord.Story) string { return s.ID })},
	}
}

// identified are entries of rows that have pages of their own.
func identified[R any](rows []R, entry func(R) Entry, id func(*R) string) []Entry {
	out := make([]Entry, len(rows))
	for i := range rows {
		out[i] = entry(rows[i])
		out[i].ID = id(&rows[i])
	}
	return out
}

// LeftOut says that rows are left out of a brief; "" for none.
func LeftOut(n int) string {
	if n == 0 {
		return ""
	}
	return Plural(n, "row") + " left out: what they quote is in the store no more."
}

// Plural is a number of things in words: "1 row", "2 rows".
func Plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	if stem, ok := strings.CutSuffix(what, "y"); ok && !strings.HasSuffix(stem, "a") && !strings.HasSuffix(stem, "e") && !strings.HasSuffix(stem, "o") {
		what = stem + "ie"
	}
	return strconv.Itoa(n) + " " + what + "s"
}
