package site

import (
	"iter"
	"net/http"
	"net/url"
	"strconv"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/query"
)

// perPage is how many rows a page shows: what a reader scrolls through before
// narrowing the search, and quickly made.
const perPage = 50

// listPage is a page with a search form and a list below it.
type listPage[T any] struct {
	frame
	Form  form
	Rows  []T
	Count int
	From  int // number of the first row shown, from 1
	Prev  string
	Next  string
}

// To is the number of the last row shown.
func (p listPage[T]) To() int { return p.From + len(p.Rows) - 1 }

// form is the search form as it was sent: the query, and an input for each
// field of the query language.
type form struct {
	Path, Q, Problem string
	Fields           []input
	All              bool   // what the list leaves out is asked for too
	Unshown          string // what that is, "" where it leaves nothing out
}

// input is a field of the form.
type input struct {
	query.Field
	Value string
}

// Days reports whether it takes a day.
func (i input) Days() bool { return i.Match == query.ByFirst || i.Match == query.ByLast }

// readForm reads the search form. A search that cannot be read is told in the
// form and finds nothing.
func readForm(r *http.Request, list query.List) (f onrecord.Filter, shown form) {
	v := r.URL.Query()
	shown = form{Path: r.URL.Path, Q: v.Get("q"), All: v.Get("all") != "", Unshown: unshown[list]}
	for _, field := range list.Fields() {
		shown.Fields = append(shown.Fields, input{field, v.Get(field.Name)})
	}
	var err error
	if f.Q, err = ask.Read(list, shown.Q, v.Get, shown.All); err != nil {
		shown.Problem = err.Error()
	}
	return f, shown
}

// unshown is what lists leave out unless it is asked for.
var unshown = map[query.List]string{
	query.Articles:   "also what was not said",
	query.Statements: "also what was not said",
	query.Events:     "also what did not happen, or is told as long known",
	query.Agreements: "also what is only told as long known",
}

// fill runs a search and puts a page of what it finds into p.
func fill[T any](r *http.Request, p *listPage[T], f onrecord.Filter, rows iter.Seq2[T, error], count func() (int, error)) (err error) {
	if p.Form.Problem != "" {
		return nil
	}
	if p.Count, err = count(); err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		p.Rows = append(p.Rows, row)
	}
	p.From = f.Offset + 1
	if f.Offset > 0 {
		p.Prev = pageURL(r.URL, max(0, f.Offset-perPage))
	}
	if f.Offset+len(p.Rows) < p.Count {
		p.Next = pageURL(r.URL, f.Offset+perPage)
	}
	return nil
}

func pageURL(u *url.URL, offset int) string {
	v := u.Query()
	v.Del("from")
	if offset > 0 {
		v.Set("from", strconv.Itoa(offset))
	}
	return u.Path + "?" + v.Encode()
}

// search reads form and place in the list.
func search(r *http.Request, list query.List) (onrecord.Filter, form) {
	f, shown := readForm(r, list)
	f.Limit = perPage
	if from, err := strconv.Atoi(r.URL.Query().Get("from")); err == nil && from > 0 {
		f.Offset = from
	}
	return f, shown
}

// status is that of a list page: a search that cannot be read is the asker's fault.
func (f form) status() int {
	if f.Problem != "" {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

// Statements is the page that lists statements.
func (s *Site) Statements(w http.ResponseWriter, r *http.Request) error {
	f, shown := search(r, query.Statements)
	p := listPage[onrecord.Row]{frame: frameOf(r, "Statements", "/statements"), Form: shown}
	err := fill(r, &p, f, s.store.Statements(r.Context(), f), func() (int, error) { return s.store.CountStatements(r.Context(), f) })
	if err != nil {
		return err
	}
	return s.render(w, shown.status(), "statements", p)
}

// day is the statements of one day of a timeline.
type day struct {
	Day  string // "" for undated
	Rows []onrecord.Row
}

type timelinePage struct {
	listPage[onrecord.Row]
	Days []day
}

// Timeline is the page of statements by the day they were said on.
func (s *Site) Timeline(w http.ResponseWriter, r *http.Request) error {
	f, shown := search(r, query.Statements)
	p := timelinePage{listPage: listPage[onrecord.Row]{frame: frameOf(r, "Timeline", "/timeline"), Form: shown}}
	err := fill(r, &p.listPage, f, s.store.Statements(r.Context(), f), func() (int, error) { return s.store.CountStatements(r.Context(), f) })
	if err != nil {
		return err
	}
	for _, row := range p.Rows {
		value := row.Statement.SaidOn.Value
		if row.Statement.First.IsZero() {
			value = ""
		}
		if n := len(p.Days); n == 0 || p.Days[n-1].Day != value {
			p.Days = append(p.Days, day{Day: value})
		}
		last := &p.Days[len(p.Days)-1]
		last.Rows = append(last.Rows, row)
	}
	return s.render(w, shown.status(), "timeline", p)
}

// Articles is the page that lists articles.
func (s *Site) Articles(w http.ResponseWriter, r *http.Request) error {
	f, shown := search(r, query.Articles)
	p := listPage[onrecord.Article]{frame: frameOf(r, "Articles", "/articles"), Form: shown}
	err := fill(r, &p, f, s.store.Articles(r.Context(), f), func() (int, error) { return s.store.CountArticles(r.Context(), f) })
	if err != nil {
		return err
	}
	return s.render(w, shown.status(), "articles", p)
}
