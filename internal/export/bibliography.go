package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// Bibliography is a form in which reference managers keep articles.
type Bibliography string

// The forms of bibliographies.
const (
	BibTeX Bibliography = "bibtex"
	RIS    Bibliography = "ris" // https://en.wikipedia.org/wiki/RIS_(file_format)
	CSL    Bibliography = "csl" // CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)
)

// reference is an article, or words of one.
type reference struct {
	*onrecord.Article
	id    string // of the reference
	quote string // the words with who says them, "" for the article as a whole
	link  string // where they are read, "" for the article's own address
}

// address is where what is referred to is read.
func (r *reference) address() string { return or(r.URL, r.link) }

// WriteBibliography writes articles in a form and returns how many.
func WriteBibliography(w io.Writer, form Bibliography, articles iter.Seq2[onrecord.Article, error]) (n int, err error) {
	return writeReferences(w, form, articles, func(a *onrecord.Article) reference { return reference{Article: a, id: string(a.ID)} })
}

// WriteQuotations writes statements in a form, each as a quotation of its
// article, and returns how many. link is where one is read.
func WriteQuotations(w io.Writer, form Bibliography, rows iter.Seq2[onrecord.Row, error], link func(onrecord.Row) string) (n int, err error) {
	return writeReferences(w, form, rows, func(r *onrecord.Row) reference {
		s := &r.Statement
		who := strings.Join(known(append([]string{or(s.Speaker, "nobody named")}, s.Unsaid()...)...), "; ")
		at := link(*r)
		return reference{Article: &r.Article, id: string(r.Article.ID) + "#" + string(s.ID), quote: "“" + s.ContentText + "” (" + who + "). Read at: " + at, link: at}
	})
}

// writeReferences writes what rows are references of.
func writeReferences[T any](w io.Writer, form Bibliography, rows iter.Seq2[T, error], of func(*T) reference) (n int, err error) {
	out := bufio.NewWriter(w)
	write := map[Bibliography]func(io.Writer, *reference, int) error{BibTeX: bibtexEntry, RIS: risEntry, CSL: cslEntry}[form]
	for row, err := range rows {
		if err != nil {
			return n, err
		}
		r := of(&row)
		if err := write(out, &r, n); err != nil {
			return n, fmt.Errorf("write %s of %s: %w", form, r.id, err)
		}
		n++
	}
	if form == CSL {
		closing := "\n]\n"
		if n == 0 {
			closing = "[]\n"
		}
		out.WriteString(closing)
	}
	return n, out.Flush()
}

// accessed is when an article was collected, a day; "" for unknown.
func accessed(a *onrecord.Article) string {
	if a.Collected.IsZero() {
		return ""
	}
	return a.Collected.UTC().Format("2006-01-02")
}

// bibtexEntry writes an entry of type misc, which every style knows. Its key is
// the article's place in the list, so that one list has each key once.
func bibtexEntry(w io.Writer, a *reference, n int) error {
	fields := [][2]string{
		{"title", "{" + bibtexText(a.Title) + "}"},
		{"author", strings.Join(each(a.Authors, func(s string) string { return "{" + bibtexText(s) + "}" }), " and ")},
		{"howpublished", bibtexText(a.Outlet)},
		{"date", a.Published.Date()},
		{"url", bibtexURL(a.address())},
		{"urldate", accessed(a.Article)},
		{"note", bibtexText(or(a.quote, a.id))},
	}
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{onrecord%d,\n", n+1)
	for _, f := range fields {
		if strings.Trim(f[1], "{}") != "" {
			fmt.Fprintf(&b, "  %s = {%s},\n", f[0], f[1])
		}
	}
	b.WriteString("}\n\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// bibtexText takes their meaning from the signs of TeX. Braces are left out:
// one without its partner would end the entry.
func bibtexText(s string) string {
	return strings.NewReplacer(`\`, `\textbackslash `, "{", "", "}", "", "%", `\%`, "&", `\&`, "$", `\$`, "#", `\#`, "_", `\_`,
		"~", `\textasciitilde `, "^", `\textasciicircum `, "\n", " ", "\r", " ").Replace(s)
}

// bibtexURL is an address as styles print it: percent signs stay, braces are encoded.
func bibtexURL(s string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20", "\n", "").Replace(s)
}

func risEntry(w io.Writer, a *reference, _ int) error {
	var b strings.Builder
	tag := func(name, value string) {
		if value = strings.Join(strings.Fields(value), " "); value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", name, value)
		}
	}
	tag("TY", "NEWS")
	tag("TI", a.Title)
	for _, author := range a.Authors {
		tag("AU", author)
	}
	tag("T2", a.Outlet)
	year, rest, _ := strings.Cut(a.Published.Date(), "-")
	if number(year, 4) {
		tag("PY", year)
		tag("DA", year+"/"+strings.ReplaceAll(rest, "-", "/"))
	}
	tag("UR", a.address())
	tag("Y2", strings.ReplaceAll(accessed(a.Article), "-", "/"))
	tag("LA", a.Lang)
	tag("N1", a.quote)
	tag("ID", a.id)
	b.WriteString("ER  - \r\n\r\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// cslItem is an article as citation processors take it.
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title,omitempty"`
	Author    []cslName `json:"author,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Accessed  *cslDate  `json:"accessed,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Language  string    `json:"language,omitempty"`
	Note      string    `json:"note,omitempty"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

func cslEntry(w io.Writer, a *reference, n int) error {
	item := cslItem{
		ID: a.id, Type: "article-newspaper", Title: a.Title, Container: a.Outlet, URL: a.address(), Language: a.Lang, Note: a.quote,
		Author:   each(a.Authors, func(s string) cslName { return cslName{s} }),
		Issued:   cslDay(a.Published.Date()),
		Accessed: cslDay(accessed(a.Article)),
	}
	raw, err := json.Marshal(item)
	if err != nil {
		return err
	}
	lead := ",\n"
	if n == 0 {
		lead = "[\n"
	}
	_, err = fmt.Fprintf(w, "%s%s", lead, raw)
	return err
}

// cslDay is a day, month or year in its parts, nil where the year is open.
func cslDay(value string) *cslDate {
	parts := dateParts(value)
	if parts == nil {
		return nil
	}
	return &cslDate{[][]int{parts}}
}

// dateParts are the year, month and day of a date, as many as it has; nil if
// it has no year.
func dateParts(value string) []int {
	first, last, err := ling.ParsePeriod(value)
	if err != nil {
		return nil
	}
	parts := []int{first.Year, first.Month, first.Day}
	switch {
	case first == last:
		return parts
	case strings.Count(value, "-") == 1:
		return parts[:2]
	}
	return parts[:1]
}
