package site

import (
	"net/http"
	"time"

	"onrecord/internal/account"
	"onrecord/internal/export"
	"onrecord/internal/web/auth"
)

// frame is what every page has.
type frame struct {
	Title string
	Here  string       // path of the page in the menu
	User  auth.Visitor // who asks, without a name for nobody known

	Address, Today string // where the page is and when it was asked for, as paper says
}

// frameOf is the frame of the answer to a request.
func frameOf(r *http.Request, title, here string) frame {
	u, _ := auth.From(r.Context())
	return frame{
		Title: title, Here: here, User: u,
		Address: absolute(r, r.URL.RequestURI()), Today: export.DayForPeople(time.Now().UTC().Format(time.DateOnly)),
	}
}

// MayEdit reports whether who asks may correct what is shown.
func (f frame) MayEdit() bool { return f.User.Role.May(account.Editor) }

// Named is what a page is called in the menu, and in which of its groups it stands.
type Named struct {
	Name  string
	group int
}

// OfMany names a page of what comes of many articles.
func OfMany(name string) Named { return Named{name, 0} }

// OfArticles names a page of what single articles say.
func OfArticles(name string) Named { return Named{name, 1} }

// OfStore names a page of who is who, and of what people do with a store.
func OfStore(name string) Named { return Named{name, 2} }

// Place is a page in the menu, for those who may see it.
type Place struct {
	Named
	Path string
	Role account.Role
}

// Lead has every page lead to places, in groups. It is called before the first
// page is asked for.
func (s *Site) Lead(menu []Place) {
	for _, p := range menu {
		for len(s.menu) <= p.group {
			s.menu = append(s.menu, nil)
		}
		s.menu[p.group] = append(s.menu[p.group], p)
	}
}

// menuFor is the menu of those who may do what a role may.
func (s *Site) menuFor(role account.Role) [][]Place {
	var out [][]Place
	for _, group := range s.menu {
		var mine []Place
		for _, p := range group {
			if role.May(p.Role) {
				mine = append(mine, p)
			}
		}
		if len(mine) > 0 {
			out = append(out, mine)
		}
	}
	return out
}
