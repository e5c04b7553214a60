package web

import (
	"net/http"

	"onrecord/internal/account"
	"onrecord/internal/web/api"
	"onrecord/internal/web/site"
	"onrecord/query"
)

// route is one way in: what is asked for, who may, the page that answers people,
// and what answers programs behind api.Prefix. Either may be nil.
type route struct {
	method, path string
	role         account.Role // "" for everybody
	menu         site.Named   // what it is called in the menu, none where it is not in it
	page         site.Page
	call         api.Operation
}

// routes are all ways in. Where there is a door there are ways in and out of it.
func routes(s *site.Site, a *api.API, door site.Door) []route {
	const get, post, everybody, reader, editor = http.MethodGet, http.MethodPost, account.Role(""), account.Reader, account.Editor
	none, many, single, ours := site.Named{}, site.OfMany, site.OfArticles, site.OfStore
	all := []route{
		{get, "/{$}", reader, none, s.Home, nil},
		{get, "/threads", reader, many("Threads"), s.World(query.Threads), a.Threads()},
		{get, "/stories", reader, many("Stories"), s.World(query.Stories), a.Stories()},
		{get, "/disputes", reader, many("Disputes"), s.World(query.Disputes), a.Disputes()},
		{get, "/agreements", reader, many("Agreements"), s.Agreements, a.Agreements()},
		{get, "/incidents", reader, many("Incidents"), s.World(query.Incidents), a.Incidents()},
		{get, "/positions", reader, many("Positions"), s.World(query.Positions), a.Positions()},
		{get, "/positions/over-time", reader, none, s.OverTime, a.OverTime()},
		{get, "/positions/shifts", reader, none, s.Shifts, a.Shifts()},
		{get, "/positions/matrix", reader, none, s.Matrix, a.Matrix()},
		{get, "/network", reader, none, s.Network, a.Network()},
		{get, "/naming", reader, many("Naming"), s.World(query.Namings), a.Naming()},
		{get, "/naming/matrix", reader, none, s.NamingMatrix, a.NamingMatrix()},
		{get, "/places", reader, many("Places"), s.Places, a.Places()},
		{get, "/inconsistencies", reader, many("Inconsistencies"), s.World(query.Inconsistencies), a.Inconsistencies()},
		{get, "/compare", reader, none, s.Compare, a.Compare()},

		{get, "/articles", reader, single("Articles"), s.Articles, a.Articles()},
		{get, "/statements", reader, single("Statements"), s.Statements, a.Statements()},
		{get, "/events", reader, single("Events"), s.Events, a.Events()},
		{get, "/assertions", reader, single("Assertions"), s.Assertions, a.Assertions()},
		{get, "/memberships", reader, single("Memberships"), s.Memberships, a.Memberships()},
		{get, "/timeline", reader, single("Timeline"), s.Timeline, a.Timeline()},
		{get, "/brief", reader, single("Dossier"), s.Brief, a.Brief()},

		{get, "/actors", reader, ours("Actors"), s.Actors, a.Actors()},
		{get, "/actor", reader, none, site.OldActor, nil},
		{get, "/article", reader, none, site.OldArticle, nil},
		{get, "/decisions", reader, ours("Decisions"), s.Decisions, a.Decisions()},
		{post, "/decisions", editor, none, s.Decide, a.Decide()},
		{http.MethodPatch, "/decisions/{id}", editor, none, nil, a.Undo()},
		{post, "/decisions/{id}", editor, none, s.Undo, nil},

		{get, "/articles/facets", reader, none, nil, a.Facets(query.Articles)},
		{get, "/statements/facets", reader, none, nil, a.Facets(query.Statements)},
		{get, "/events/facets", reader, none, nil, a.Facets(query.Events)},
		{get, "/assertions/facets", reader, none, nil, a.Facets(query.Agreements)},
		{get, "/memberships/facets", reader, none, nil, a.Facets(query.Memberships)},

		{get, "/facts", reader, none, nil, a.Facts()},
		{get, "/feeds/{feed}", reader, none, s.Feed, nil},
		{get, "/saved", reader, ours("Saved"), s.Saved, a.SavedQueries()},
		{post, "/saved", editor, none, s.Save, a.Save()},
		{get, "/saved/{id}/feed.atom", reader, none, s.AlertFeed, nil},
		{get, "/saved/{id}/alerts", reader, none, nil, a.Alerts()},
		{http.MethodDelete, "/saved/{id}", editor, none, nil, a.Drop()},
		{post, "/saved/{id}/remove", editor, none, s.Drop, nil},

		{get, "/articles/{id}", reader, none, s.Article, a.Record()},
		{get, "/articles/{id}/claims/{claim}", reader, none, s.Why, a.Why()},
		{get, "/articles/{id}/claims/{claim}/tree", reader, none, s.Tree, nil},
		{post, "/articles", editor, none, nil, a.TakeIn()},
		{get, "/health", reader, ours("Health"), s.Health, a.Health()},
		{get, "/intake", editor, ours("Intake"), s.Intake, a.Jobs()},
		{post, "/intake", editor, none, s.TakeIn, nil},
		{get, "/watches", reader, none, nil, a.Watches()},
		{post, "/watches", editor, none, s.BeginWatch, a.BeginWatch()},
		{http.MethodDelete, "/watches/{address}", editor, none, nil, a.EndWatch()},
		{post, "/watches/{address}/remove", editor, none, s.EndWatch, nil},
		{post, "/watches/{address}/look", editor, none, s.LookNow, a.LookNow()},
		{get, "/intake/{job}", editor, none, s.IntakeJob, a.Job()},
		{get, "/articles/{id}/versions", reader, none, s.Versions, a.Versions()},
		{get, "/actors/{id}", reader, none, s.Actor, a.Actor()},
		{get, "/stories/{id}", reader, none, s.Story, a.Story()},
		{get, "/threads/{id}", reader, none, s.Thread, a.Thread()},
		{post, "/threads/{id}/follow", reader, none, s.Follow, a.Follow()},
		{get, "/following", reader, none, nil, a.Following()},
		{get, "/incidents/{id}", reader, none, s.Incident, a.Incident()},
		{get, "/positions/{id}", reader, none, s.Position, a.Position()},
		{get, "/naming/{id}", reader, none, s.Naming, a.Wording()},
		{get, "/inconsistencies/{id}", reader, none, s.Inconsistency, a.Inconsistency()},
		{get, "/agreements/{id}", reader, none, s.Agreement, a.Agreement()},
		{get, "/disputes/{id}", reader, none, s.Dispute, a.Dispute()},

		{get, "/style.css", everybody, none, s.Style, nil},
		{get, "/site.js", everybody, none, s.Script, nil},
		{get, "/", everybody, none, site.Nowhere, nil},
	}
	if door == nil {
		return all
	}
	return append(all, []route{
		{get, "/login", everybody, none, s.Login, nil},
		{post, "/login", everybody, none, s.Enter(door), nil},
		{post, "/logout", everybody, none, s.Leave(door), nil},
	}...)
}

// menuOf are the ways in that the menu leads to, in its order: that of the table.
func menuOf(all []route) []site.Place {
	var out []site.Place
	for _, r := range all {
		if r.menu.Name != "" {
			out = append(out, site.Place{Named: r.menu, Path: r.path, Role: r.role})
		}
	}
	return out
}
