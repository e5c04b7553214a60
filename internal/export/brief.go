package export

import (
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"onrecord"
	"onrecord/query"
)

// dossier is a brief laid out: what Markdown and HTML both show.
type dossier struct {
	title    string
	sections []section
	sources  []string // by number, from 1
}

type section struct {
	title string
	items []item
}

// item is a line of a dossier: what it is, words in quotation marks, and the
// number of the source that has them; then lines beneath it.
type item struct {
	lead   string
	quote  string
	source int
	below  []item
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
	_, err := io.WriteString(w, out.String())
	return err
}

func markdownItems(out *strings.Builder, items []item, indent string) {
	for _, it := range items {
		fmt.Fprintf(out, "%s- %s", indent, markdownProse(it.lead))
		if it.quote != "" {
			fmt.Fprintf(out, " “%s”", markdownProse(it.quote))
		}
		if it.source > 0 {
			fmt.Fprintf(out, " [%d]", it.source)
		}
		out.WriteByte('\n')
		markdownItems(out, it.below, indent+"  ")
	}
}

// markdownProse makes s plain text in a line that begins with other words: what
// could be emphasis, code, a link or HTML there is escaped (CommonMark 2.4, 6).
func markdownProse(s string) string {
	var b strings.Builder
	for _, r := range plain(s) {
		switch r {
		case '<':
			b.WriteString("&lt;")
		case '&':
			b.WriteString("&amp;")
		case '\\', '`', '*', '_', '[', ']', '~', '#':
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

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
	out.WriteString("</ol>\n</html>\n")
	_, err := io.WriteString(w, out.String())
	return err
}

// briefStyle is the whole style of the page; colours are the browser's own.
const briefStyle = ":root{color-scheme:light dark}body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.5 Georgia,serif}h1,h2{font-family:system-ui,sans-serif;line-height:1.2}li{margin:.3rem 0}a{color:inherit}"

func htmlItems(out *strings.Builder, items []item) {
	out.WriteString("<ul>\n")
	for _, it := range items {
		fmt.Fprintf(out, "<li>%s", html.EscapeString(plain(it.lead)))
		if it.quote != "" {
			fmt.Fprintf(out, " <q>%s</q>", html.EscapeString(plain(it.quote)))
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
	d := dossier{title: "On record: " + or(b.Query, "everything")}
	number := map[onrecord.ArticleID]int{}
	for i, a := range b.Sources {
		number[a.ID] = i + 1
		d.sources = append(d.sources, strings.Join(nonEmpty(a.Outlet, a.Title, or(DayForPeople(a.Published.Value), "undated"), or(a.URL, string(a.ID))), ". "))
	}
	add := func(title string, of query.List, items []item) {
		if len(items) == 0 {
			return
		}
		if all := b.Of[of]; all > len(items) {
			title += fmt.Sprintf(" (the newest %d of %d)", len(items), all)
		}
		d.sections = append(d.sections, section{title, items})
	}
	add("What was said", query.Statements, each(b.Statements, func(r onrecord.Row) item { return saidItem(&r, number) }))
	add("Where they stand", query.Positions, each(b.Positions, func(p onrecord.Position) item {
		return item{lead: strings.Join(nonEmpty(day(p.When), p.Name, p.Value+"s", "with “"+p.Concept+"”:"), " "), quote: p.Cite.Text, source: number[p.Cite.Article]}
	}))
	add("What was agreed, and what became of it", query.Ledger, each(b.Agreements, func(a onrecord.LedgerAgreement) item { return agreementItem(&a, number) }))
	add("What is disputed", query.Disputes, each(b.Disputes, func(x onrecord.Dispute) item { return disputeItem(&x, number) }))
	add("What happened", query.Incidents, each(b.Incidents, func(i onrecord.Incident) item { return incidentItem(&i, number) }))
	add("Stories", query.Stories, each(b.Stories, func(s onrecord.Story) item {
		return item{lead: fmt.Sprintf("%s: %s (%s)", fromTo(s.First, s.Last), s.Title, Plural(s.Counts.Articles, "article"))}
	}))
	return d
}

// day is a day with a colon, as items begin.
func day(value string) string { return or(DayForPeople(value), "Undated") + ":" }

// Plural is a number of things in words: "1 row", "2 rows".
func Plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

func saidItem(r *onrecord.Row, number map[onrecord.ArticleID]int) item {
	row := NewStatementRow(*r)
	lead := strings.Join(nonEmpty(day(row.SaidOn.Value), or(row.Speaker, "nobody named"), row.Cue), " ")
	if len(row.unsaid) > 0 {
		lead += " [" + strings.Join(row.unsaid, ", ") + "]"
	}
	if len(row.Via) > 0 {
		lead += " (as told by " + strings.Join(row.Via, ", ") + ")"
	}
	return item{lead: lead + ":", quote: row.Content, source: number[row.Article]}
}

func agreementItem(a *onrecord.LedgerAgreement, number map[onrecord.ArticleID]int) item {
	lead := a.Name + " (" + string(a.Type) + ")"
	if parties := who(a.Parties); parties != "" {
		lead += ", between " + parties
	}
	if a.Contested {
		lead += "; contested"
	}
	return item{lead: lead, below: each(a.History, func(h onrecord.LedgerStatus) item {
		return item{lead: status(h) + ":", quote: h.Cite.Text, source: number[h.Cite.Article]}
	})}
}

func disputeItem(d *onrecord.Dispute, number map[onrecord.ArticleID]int) item {
	out := item{lead: fromTo(d.First, d.Last) + ": " + string(d.Kind)}
	for _, s := range d.Sides {
		side := item{lead: or(who(s.Who), "nobody named") + " " + s.Stance}
		if len(s.Cites) > 0 {
			side.lead += ":"
			side.quote, side.source = s.Cites[0].Text, number[s.Cites[0].Article]
		}
		out.below = append(out.below, side)
	}
	return out
}

func incidentItem(i *onrecord.Incident, number map[onrecord.ArticleID]int) item {
	out := item{lead: day(i.When.Value) + " " + strings.Join(nonEmpty(incidentWhat(*i), i.Where.Name), ", ")}
	for _, c := range i.Cites {
		out.below = append(out.below, item{lead: or(c.Outlet, shortID(c.Article)) + ":", quote: c.Text, source: number[c.Article]})
	}
	for _, f := range i.Figures {
		out.below = append(out.below, item{lead: givenFigures([]onrecord.Figure{f})})
	}
	return out
}
