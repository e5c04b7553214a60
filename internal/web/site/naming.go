package site

import (
	"net/http"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/query"
)

type namingPage struct {
	viewPage
	Actors []*ask.NamedActor
	Left   int // actors who are not shown
}

// namedActors is how many actors a matrix of namings shows.
const namedActors = 12

// namingTabs are the views of naming.
func namingTabs(r *http.Request) []tab {
	return tabsOf(r, [2]string{"/naming", "List"}, [2]string{"/naming/matrix", "Matrix"})
}

// NamingMatrix is the page of wordings by outlet, an actor after the other.
func (s *Site) NamingMatrix(w http.ResponseWriter, r *http.Request) error {
	v, all, err := viewOf[onrecord.Naming](s, r, "Naming by outlet", query.Namings, namingTabs(r))
	if err != nil {
		return err
	}
	if form := r.URL.Query().Get("format"); form != "" && v.Form.Problem == "" {
		return takeSheet(w, "naming-matrix", form, func(out *begun, l export.Layout) (int, error) {
			return export.WriteNamed(out, l, ask.Each(ask.NamedRows(all)))
		})
	}
	p := namingPage{viewPage: v, Actors: ask.NamedOf(all)}
	if len(p.Actors) > namedActors {
		p.Left, p.Actors = len(p.Actors)-namedActors, p.Actors[:namedActors]
	}
	return s.render(w, v.Form.status(), "naming", p)
}
