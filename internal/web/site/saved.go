package site

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/alert"
	"onrecord/internal/ask"
	"onrecord/internal/notify"
	"onrecord/internal/web/auth"
	"onrecord/query"
)

// savedPage lists saved queries, with what fired for each.
type savedPage struct {
	frame
	Queries []savedQuery
	Lists   []string
	List, Q string // of the form, as a list's page has filled it in
	All     bool
	Secret  string // of the query that was saved just now
	Problem string
}

// savedQuery is a saved query and the newest of its alerts.
type savedQuery struct {
	alert.Query
	Name, Path, Feed string
	Mine             bool // who looks may take it away
	Alerts           []alertLine
}

// alertLine is an alert as the page shows it.
type alertLine struct {
	alert.Alert
	Path, Source string
}

// perQuery is how many alerts of a query the page shows; the feed has more.
const perQuery = 5

// Saved is the page of saved queries.
func (s *Site) Saved(w http.ResponseWriter, r *http.Request) error {
	return s.savedPage(w, r, http.StatusOK, savedPage{List: r.URL.Query().Get("list"), Q: r.URL.Query().Get("q"), All: r.URL.Query().Get("all") != ""})
}

func (s *Site) savedPage(w http.ResponseWriter, r *http.Request, status int, p savedPage) error {
	p.frame = frameOf(r, "Saved queries", "/saved")
	for _, of := range alert.Lists() {
		p.Lists = append(p.Lists, alert.NameOf(of))
	}
	kept := s.watch.Kept()
	all, err := kept.SavedQueries(r.Context())
	if err != nil {
		return err
	}
	for _, q := range all {
		shown := savedQuery{Query: q, Name: q.Name, Path: listPath(q.List) + "?" + url.Values{"q": {q.Q}}.Encode(), Feed: "/saved/" + strconv.FormatInt(q.ID, 10) + "/feed.atom",
			Mine: p.User.Name == q.User || p.User.Role.May(account.Admin)}
		alerts, err := kept.Fired(r.Context(), q.ID, perQuery)
		if err != nil {
			return err
		}
		for _, a := range alerts {
			shown.Alerts = append(shown.Alerts, alertLine{a, notify.Path(&a.Fact), notify.Source(&a.Fact)})
		}
		p.Queries = append(p.Queries, shown)
	}
	return s.render(w, status, "saved", p)
}

// Save saves a query by a form. Where it has a webhook, the page that follows
// shows its secret, once.
func (s *Site) Save(w http.ResponseWriter, r *http.Request) error {
	if err := parse(w, r); err != nil {
		return err
	}
	v := r.PostForm
	who, _ := auth.From(r.Context())
	of, err := alert.ListOf(v.Get("list"))
	if err != nil {
		return err
	}
	q := alert.Query{User: who.Name, Name: v.Get("name"), List: of, Q: v.Get("q"), All: v.Get("all") != "", Webhook: strings.TrimSpace(v.Get("webhook")), Mail: strings.TrimSpace(v.Get("mail"))}
	if strings.TrimSpace(q.Name) == "" {
		q.Name = v.Get("list") + " " + q.Q
	}
	if err := q.Check(); err != nil {
		return s.savedPage(w, r, http.StatusBadRequest, savedPage{List: v.Get("list"), Q: v.Get("q"), All: q.All, Problem: err.Error()})
	}
	if q, err = s.watch.Save(r.Context(), q); err != nil {
		return err
	}
	if err := s.note(r.Context(), account.SavedQuery, "saved query "+strconv.FormatInt(q.ID, 10)); err != nil {
		return err
	}
	if q.Secret != "" {
		w.Header().Set("Cache-Control", "no-store")
		return s.savedPage(w, r, http.StatusOK, savedPage{Secret: q.Secret})
	}
	http.Redirect(w, r, "/saved", http.StatusSeeOther)
	return nil
}

// Drop takes a saved query away by a form.
func (s *Site) Drop(w http.ResponseWriter, r *http.Request) error {
	q, err := s.saved(r)
	if err != nil {
		return err
	}
	if err := auth.MayChange(r.Context(), q.Name, q.User); err != nil {
		return err
	}
	if err := s.watch.Kept().DropQuery(r.Context(), q.ID); err != nil {
		return err
	}
	if err := s.note(r.Context(), account.DroppedQuery, "saved query "+strconv.FormatInt(q.ID, 10)); err != nil {
		return err
	}
	http.Redirect(w, r, "/saved", http.StatusSeeOther)
	return nil
}

// saved is the query that a path names.
func (s *Site) saved(r *http.Request) (alert.Query, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return alert.Query{}, onrecord.Errorf(onrecord.NotFound, "%q is no number of a saved query", r.PathValue("id"))
	}
	return s.watch.Kept().SavedQuery(r.Context(), id)
}

// told is a way to be told what is new of a list.
type told struct{ Name, URL string }

// Told are the ways to be told of what a form asks for, none where nothing can
// be asked, or a list of which nothing is told.
func (f form) Told() []told {
	of, name := f.Of, alert.NameOf(f.Of)
	if _, err := alert.ListOf(name); err != nil || f.Problem != "" {
		return nil
	}
	asked := map[string]string{}
	for _, in := range f.Fields {
		asked[in.Name] = in.Value
	}
	q, err := ask.Read(of, f.Q, func(field string) string { return asked[field] }, true)
	if err != nil {
		return nil
	}
	v := url.Values{}
	if q != nil {
		v.Set("q", query.Print(q))
	}
	if f.All {
		v.Set("all", "1")
	}
	feed := feedURL(name, v)
	v.Set("list", name)
	return []told{{"Save this query", "/saved?" + v.Encode()}, {"Feed", feed}}
}

// feedURL is the feed of a list, with what is asked of it.
func feedURL(name string, asked url.Values) string {
	feed := "/feeds/" + name + ".atom"
	if len(asked) > 0 {
		feed += "?" + asked.Encode()
	}
	return feed
}
