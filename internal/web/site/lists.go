package site

import (
	"context"
	"iter"
	"net/http"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
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
	Prev  string // the beginning of the list, "" where this is it
	Next  string
}

// form is the search form as it was sent: the query, and an input for each
// field of the query language.
type form struct {
	Path, Q, Problem string
	Of               query.List
	Fields           []input
	Keep             [][2]string // what else of the address a search keeps
	Asked            bool        // of its fields, and not by words alone
	All              bool        // what the list leaves out is asked for too
	Unshown          string      // what that is, "" where it leaves nothing out
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
	shown = form{Path: r.URL.Path, Of: list, Q: v.Get("q"), All: v.Get("all") != "", Unshown: leftOut[list]}
	for _, field := range list.Fields() {
		shown.Fields = append(shown.Fields, input{field, v.Get(field.Name)})
		shown.Asked = shown.Asked || v.Get(field.Name) != ""
	}
	var err error
	if f.Q, err = ask.Read(list, shown.Q, v.Get, shown.All); err != nil {
		shown.Problem = err.Error()
	}
	return f, shown
}

// fill puts a page of what a search finds into p, of rows that are one more than
// a page where there are more.
func fill[T any](r *http.Request, p *listPage[T], f onrecord.Filter, rows iter.Seq2[T, error], id func(T) onrecord.RowID, count func(context.Context) (int, error)) (err error) {
	if p.Form.Problem != "" {
		return nil
	}
	if p.Count, err = count(r.Context()); err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		if len(p.Rows) == f.Limit {
			p.Next = afterURL(r.URL, string(id(p.Rows[f.Limit-1])))
			break
		}
		p.Rows = append(p.Rows, row)
	}
	if f.After != "" {
		p.Prev = afterURL(r.URL, "")
	}
	return nil
}

// search reads form and place in the list.
func search(r *http.Request, list query.List) (onrecord.Filter, form) {
	f, shown := readForm(r, list)
	f.Limit, f.After = perPage, onrecord.RowID(r.URL.Query().Get("after"))
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
	return browse(s, listing[onrecord.Row]{
		of: query.Statements, title: "Statements", rows: onrecord.Store.Statements, sheet: export.StatementSheet(), words: "content",
		show: func(r onrecord.Row) browsed {
			v := r.Statement
			return browsed{Statement: &r, Article: r.Article, Notes: export.Circumstances(v), URL: articleURL(r.Article.ID, v.ID), quote: v.ContentText, who: v.Speaker, not: v.Unsaid()}
		},
	})(w, r)
}

// claimListing is how a list of claims beside statements is shown.
func claimListing[In interface{ RowID() onrecord.RowID }](of query.List, title, words string, rows func(onrecord.Store, context.Context, onrecord.Filter) iter.Seq2[In, error],
	sheet export.Sheet[In], show func(In) (onrecord.Article, onrecord.ClaimID, export.Shown)) listing[In] {
	return listing[In]{of: of, title: title, rows: rows, sheet: sheet, words: words, show: func(row In) browsed {
		a, id, shown := show(row)
		return browsed{Claim: &shown, Article: a, URL: articleURL(a.ID, id), quote: shown.What, who: shown.Who, not: shown.Not}
	}}
}

// Events is the page that lists events.
func (s *Site) Events(w http.ResponseWriter, r *http.Request) error {
	return browse(s, claimListing(query.Events, "Events", "words", onrecord.Store.Events, export.EventSheet(),
		func(r onrecord.EventRow) (onrecord.Article, onrecord.ClaimID, export.Shown) {
			return r.Article, r.Event.ID, export.EventForPeople(r)
		}))(w, r)
}

// Assertions is the page that lists what articles say of agreements.
func (s *Site) Assertions(w http.ResponseWriter, r *http.Request) error {
	return browse(s, claimListing(query.Agreements, "Assertions", "history", onrecord.Store.Agreements, export.AgreementSheet(),
		func(r onrecord.AgreementRow) (onrecord.Article, onrecord.ClaimID, export.Shown) {
			return r.Article, r.Agreement.ID, export.AgreementForPeople(r)
		}))(w, r)
}

// Memberships is the page that lists who belongs to what.
func (s *Site) Memberships(w http.ResponseWriter, r *http.Request) error {
	return browse(s, claimListing(query.Memberships, "Memberships", "text", onrecord.Store.Memberships, export.MembershipSheet(),
		func(r onrecord.MembershipRow) (onrecord.Article, onrecord.ClaimID, export.Shown) {
			return r.Article, r.Membership.ID, export.MembershipForPeople(r)
		}))(w, r)
}

// Articles is the page that lists articles.
func (s *Site) Articles(w http.ResponseWriter, r *http.Request) error {
	return browse(s, listing[onrecord.Article]{
		of: query.Articles, title: "Articles", rows: onrecord.Store.Articles, sheet: export.ArticleSheet(), words: "title",
		show: func(a onrecord.Article) browsed {
			return browsed{Article: a, URL: articleURL(a.ID, "")}
		},
	})(w, r)
}
