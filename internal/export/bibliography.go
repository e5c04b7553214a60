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

// WriteBibliography writes articles in a form and returns how many.
func WriteBibliography(w io.Writer, form Bibliography, articles iter.Seq2[onrecord.Article, error]) (n int, err error) {
	out := bufio.NewWriter(w)
	write := map[Bibliography]func(io.Writer, *onrecord.Article, int) error{BibTeX: bibtexEntry, RIS: risEntry, CSL: cslEntry}[form]
	for a, err := range articles {
		if err != nil {
			return n, err
		}
		if err := write(out, &a, n); err != nil {
			return n, fmt.Errorf("write %s of %s: %w", form, a.ID, err)
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
func bibtexEntry(w io.Writer, a *onrecord.Article, n int) error {
	fields := [][2]string{
		{"title", "{" + bibtexText(a.Title) + "}"},
		{"author", strings.Join(each(a.Authors, func(s string) string { return "{" + bibtexText(s) + "}" }), " and ")},
		{"howpublished", bibtexText(a.Outlet)},
		{"date", a.Published.Date()},
		{"url", bibtexURL(a.URL)},
		{"urldate", accessed(a)},
		{"note", bibtexText(string(a.ID))},
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

func risEntry(w io.Writer, a *onrecord.Article, _ int) error {
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
	tag("UR", a.URL)
	tag("Y2", strings.ReplaceAll(accessed(a), "-", "/"))
	tag("LA", a.Lang)
	tag("ID", string(a.ID))
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
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

func cslEntry(w io.Writer, a *onrecord.Article, n int) error {
	item := cslItem{
		ID: string(a.ID), Type: "article-newspaper", Title: a.Title, Container: a.Outlet, URL: a.URL, Language: a.Lang,
		Author:   each(a.Authors, func(s string) cslName { return cslName{s} }),
		Issued:   cslDay(a.Published.Date()),
		Accessed: cslDay(accessed(a)),
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
