package site

import (
	"net/http"
	"strconv"
	"strings"

	"onrecord"
	"onrecord/internal/export"
)

// versionsPage compares the texts that were seen under one id.
type versionsPage struct {
	frame
	Article  onrecord.Article
	Versions []version
	Old, New int       // numbers of those that are compared, 0 where there is one only
	Titles   [2]string // of the two that are compared
	Runs     []run
	Changes  []onrecord.Change
}

// version is one text of an article.
type version struct {
	N                                int
	Title, Published, Seen           string
	Words, Statements, Events, Other int
}

// run is paragraphs one after the other that are in one text, or in both.
type run struct {
	Sign  string // "−" only in the old, "+" only in the new, "" in both
	Texts []string
}

// Versions is the page of all texts of an article.
func (s *Site) Versions(w http.ResponseWriter, r *http.Request) error {
	id := onrecord.ArticleID(r.PathValue("id"))
	all, err := s.store.Versions(r.Context(), id)
	if err != nil {
		return err
	}
	last := all[len(all)-1]
	p := versionsPage{frame: frameOf(r, "Versions: "+or(last.Title, "untitled"), "/articles"), Article: last.Article}
	for i, record := range all {
		p.Versions = append(p.Versions, version{
			N: i + 1, Title: or(record.Title, "untitled"), Published: export.PublishedForPeople(record.Published), Seen: seen(record.Article),
			Words: len(strings.Fields(record.Text)), Statements: len(record.Statements), Events: len(record.Events), Other: len(record.Agreements) + len(record.Memberships),
		})
	}
	if len(all) > 1 {
		p.Old, p.New = compared(r, len(all))
		was, is := &all[p.Old-1], &all[p.New-1]
		p.Titles = [2]string{was.Title, is.Title}
		p.Runs = changed(paragraphs(was), paragraphs(is))
		p.Changes = onrecord.Compare(was, is)
	}
	return s.render(w, http.StatusOK, "versions", p)
}

// compared are the numbers of the versions that are asked for, else the last two.
func compared(r *http.Request, n int) (was, is int) {
	number := func(field string, otherwise int) int {
		if v, err := strconv.Atoi(r.URL.Query().Get(field)); err == nil && v >= 1 && v <= n {
			return v
		}
		return otherwise
	}
	return number("was", n-1), number("is", n)
}

// seen is when a text was fetched, in words.
func seen(a onrecord.Article) string {
	if a.Collected.IsZero() {
		return ""
	}
	return a.Collected.UTC().Format("2 January 2006 15:04 UTC")
}

// paragraphs are the blocks of a text.
func paragraphs(r *onrecord.Record) []string {
	if len(r.Blocks) == 0 {
		return strings.Split(r.Text, "\n")
	}
	out := make([]string, len(r.Blocks))
	for i, b := range r.Blocks {
		out[i] = strings.TrimSpace(b.Span.In(r.Text))
	}
	return out
}

// mostCompared is how many paragraphs are laid side by side one by one; of longer
// texts only the ends that they share are.
const mostCompared = 2000

// changed are the paragraphs of two texts: what is gone, what came, and what is in
// both, by the longest row of paragraphs that they share.
func changed(was, is []string) (out []run) {
	head := 0
	for head < len(was) && head < len(is) && was[head] == is[head] {
		head++
	}
	tail := 0
	for tail < len(was)-head && tail < len(is)-head && was[len(was)-1-tail] == is[len(is)-1-tail] {
		tail++
	}
	line := func(sign string, texts ...string) {
		for _, t := range texts {
			switch n := len(out); {
			case t == "":
			case n > 0 && out[n-1].Sign == sign:
				out[n-1].Texts = append(out[n-1].Texts, t)
			default:
				out = append(out, run{sign, []string{t}})
			}
		}
	}
	line("", was[:head]...)
	a, b := was[head:len(was)-tail], is[head:len(is)-tail]
	if len(a)*len(b) > mostCompared*mostCompared {
		line("−", a...)
		line("+", b...)
	} else {
		between(a, b, line)
	}
	line("", was[len(was)-tail:]...)
	return out
}

// between lays two rows of paragraphs side by side.
func between(a, b []string, line func(sign string, texts ...string)) {
	longest := make([][]int, len(a)+1) // of a[i:] and b[j:]
	for i := range longest {
		longest[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			line("", a[i])
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && longest[i+1][j] >= longest[i][j+1]:
			line("−", a[i])
			i++
		default:
			line("+", b[j])
			j++
		}
	}
}
