package site

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"slices"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/query"
)

// listing is how a list of the store is shown: as cards, or as a table.
type listing[In interface{ RowID() onrecord.RowID }] struct {
	of    query.List
	title string
	rows  func(onrecord.Store, context.Context, onrecord.Filter) iter.Seq2[In, error]
	sheet export.Sheet[In]
	words string // the column that has the words
	show  func(In) browsed
}

// browsed is a row of a list. One of Statement, Claim and Article is set.
type browsed struct {
	Statement *onrecord.Row
	Claim     *export.Shown
	Article   onrecord.Article
	Notes     []string // what is known beside, in words
	URL       string   // of its words
	Cells     []cell
	Cite      string

	quote, who string
	not        []string
	id         onrecord.RowID
}

// cell is a cell of a table.
type cell struct{ Column, Text, URL string }

// browsePage is a page of a list.
type browsePage struct {
	listPage[browsed]
	Table   bool
	Views   []pick
	Orders  []pick
	Columns []pick // that a table can have
	Heads   []columnHead
	Facets  []facetList
	Slow    string // where the facets are counted however long it takes
	Exports []pick
	Without []hidden
	Kept    [][2]string // what the form of columns keeps of the address
}

// pick is something to choose by a link, or by a box.
type pick struct {
	Name, URL string
	Chosen    bool
}

// columnHead is the head of a column.
type columnHead struct {
	Name, URL string // of the order by it, "" where there is none
	Order     string // "ascending", "descending", "" for neither
}

// perTable is how many rows a table shows: some screens of them.
const perTable = 100

// browse is the page of a list.
func browse[In interface{ RowID() onrecord.RowID }](s *Site, l listing[In]) Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		f, shown := search(r, l.of)
		v := r.URL.Query()
		p := browsePage{listPage: listPage[browsed]{frame: frameOf(r, l.title, listPath(l.of)), Form: shown}, Table: v.Get("view") == "table"}
		columns, err := l.chosen(v["column"])
		if err != nil {
			p.Form.Problem = err.Error()
		}
		f.Sort, _ = ask.SortOf(l.of, v.Get("sort")) // what is no order is the list's own
		if p.Table {
			f.Limit = perTable
		}
		if form := v.Get("format"); form != "" && p.Form.Problem == "" {
			return l.take(w, r, s.store, f, form, v["column"])
		}
		if err := fill(r, &p.listPage, f, l.browsed(w, r, s.store, f, p.Table, columns, s.by), func(b browsed) onrecord.RowID { return b.id }, s.counter(l.of, f.Q)); err != nil {
			return err
		}
		p.Form.Keep = keep(v, "view", "sort", "column", "counts")
		p.Kept = keepBut(v, "column", "after")
		l.tools(&p, r.URL, columns)
		if p.Form.Problem == "" {
			if p.Facets, p.Slow, err = s.facets(r, l.of, p.Count); err != nil {
				return err
			}
			if p.Count == 0 {
				if p.Without, err = without(r, l.of, s.tallyOf(l.of)); err != nil {
					return err
				}
			}
		}
		return s.render(w, p.Form.status(), "browse", p)
	}
}

// browsed are the rows of a page.
func (l listing[In]) browsed(w http.ResponseWriter, r *http.Request, store onrecord.Store, f onrecord.Filter, table bool, columns []string, by string) iter.Seq2[browsed, error] {
	return func(yield func(browsed, error) bool) {
		f.Limit++ // to see whether there are more
		for row, err := range l.rows(store, r.Context(), f) {
			if err != nil {
				yield(browsed{}, err)
				return
			}
			b := l.show(row)
			b.id = row.RowID()
			b.Cite = export.Citation(b.quote, b.who, b.not, b.Article, readAt(origin(w, r)+b.URL, by, b.Article.Version))
			if table {
				if b.Cells, err = l.cells(columns, row, b); err != nil {
					yield(browsed{}, err)
					return
				}
			}
			if !yield(b, nil) {
				return
			}
		}
	}
}

// origin is the beginning of this site's addresses, as the reader has it.
func origin(w http.ResponseWriter, r *http.Request) string {
	if r.TLS != nil || w.Header().Get("Strict-Transport-Security") != "" { // told to those alone who come by HTTPS
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// cells are the cells of a row.
func (l listing[In]) cells(columns []string, row In, b browsed) ([]cell, error) {
	texts, err := l.sheet.Cells(columns, row)
	if err != nil {
		return nil, err
	}
	out := make([]cell, len(texts))
	for i, text := range texts {
		out[i] = cell{Column: columns[i], Text: text}
		switch {
		case columns[i] == l.words:
			out[i].URL = b.URL
			if text == "" {
				out[i].Text = "its words"
			}
		case columns[i] == "speaker" && b.Statement != nil && text != "":
			out[i].URL = speakerURL(b.Statement.Statement)
		case columns[i] == "title" || columns[i] == "article":
			out[i].URL = articleURL(b.Article.ID, "")
		}
	}
	return out, nil
}

// chosen are the columns of the table.
func (l listing[In]) chosen(wanted []string) ([]string, error) {
	if len(wanted) == 0 {
		return l.sheet.Usual, nil
	}
	for _, c := range wanted {
		if !slices.Contains(l.sheet.Columns, c) {
			return l.sheet.Usual, onrecord.Errorf(onrecord.Invalid, "there is no column %q", c)
		}
	}
	return wanted, nil
}

// tools are the ways to see the list otherwise, and to take it away.
func (l listing[In]) tools(p *browsePage, u *url.URL, columns []string) {
	v := u.Query()
	p.Views = []pick{{"List", with(u, "view", ""), !p.Table}, {"Table", with(u, "view", "table"), p.Table}}
	for _, c := range l.sheet.Columns {
		p.Columns = append(p.Columns, pick{c, "", slices.Contains(columns, c)})
		if _, sorted := ask.Sorts(l.of)[c]; sorted {
			head := l.head(u, v.Get("sort"), c)
			p.Orders = append(p.Orders, pick{title(c) + map[string]string{"ascending": " ↑", "descending": " ↓"}[head.Order], head.URL, head.Order != ""})
		}
	}
	for _, c := range columns {
		p.Heads = append(p.Heads, l.head(u, v.Get("sort"), c))
	}
	p.Exports = exportsOf(u, l.forms()...)
}

// head is the head of a column: it leads to the order by it, or to the other direction.
func (l listing[In]) head(u *url.URL, now, column string) columnHead {
	h := columnHead{Name: column}
	if _, sorted := ask.Sorts(l.of)[column]; !sorted {
		return h
	}
	next := column
	switch now {
	case column:
		h.Order, next = "ascending", "-"+column
	case "-" + column:
		h.Order = "descending"
	}
	h.URL = with(u, "sort", next)
	return h
}

// with is an address with other values of some parameters, by turns; "" takes one
// away. It begins at the list's beginning.
func with(u *url.URL, values ...string) string {
	v := u.Query()
	v.Del("after")
	v.Del("from")
	for i := 0; i+1 < len(values); i += 2 {
		v.Del(values[i])
		if values[i+1] != "" {
			v.Set(values[i], values[i+1])
		}
	}
	for name, all := range v { // what is empty says nothing
		if !slices.ContainsFunc(all, func(s string) bool { return s != "" }) {
			v.Del(name)
		}
	}
	if len(v) == 0 {
		return u.Path
	}
	return u.Path + "?" + v.Encode()
}

// keep are parameters as the hidden fields of a form keep them.
func keep(v url.Values, names ...string) (out [][2]string) {
	for _, name := range names {
		for _, value := range v[name] {
			if value != "" {
				out = append(out, [2]string{name, value})
			}
		}
	}
	return out
}

// keepBut are all parameters but some, in the order of their names.
func keepBut(v url.Values, without ...string) (out [][2]string) {
	var names []string
	for name := range v { // sorted below
		if !slices.Contains(without, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return keep(v, names...)
}

// Counted reports whether there are counts to show, or to ask for.
func (p browsePage) Counted() bool { return len(p.Facets) > 0 || p.Slow != "" }
