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

// place is a page in the menu.
type place struct{ Path, Name string }

// Menu are the pages that every page leads to, in groups.
func (f frame) Menu() [][]place {
	ours := []place{{"/actors", "Actors"}, {"/decisions", "Decisions"}, {"/saved", "Saved"}, {"/health", "Health"}}
	if f.MayEdit() {
		ours = append(ours, place{"/intake", "Intake"})
	}
	return [][]place{
		{{"/threads", "Threads"}, {"/stories", "Stories"}, {"/disputes", "Disputes"}, {"/agreements", "Agreements"}, {"/incidents", "Incidents"}, {"/positions", "Positions"}, {"/naming", "Naming"}, {"/places", "Places"}},
		{{"/articles", "Articles"}, {"/statements", "Statements"}, {"/events", "Events"}, {"/assertions", "Assertions"}, {"/memberships", "Memberships"}, {"/timeline", "Timeline"}},
		ours,
	}
}
