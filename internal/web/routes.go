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
	page         site.Page
	call         api.Operation
}

// routes are all ways in. Where there is a door there are ways in and out of it.
func routes(s *site.Site, a *api.API, door site.Door) []route {
	const get, post, everybody, reader, editor = http.MethodGet, http.MethodPost, account.Role(""), account.Reader, account.Editor
	all := []route{
		{get, "/{$}", reader, s.Home, nil},
		{get, "/health", reader, s.Health, a.Health()},
		{get, "/statements", reader, s.Statements, a.Statements()},
		{get, "/timeline", reader, s.Timeline, a.Timeline()},
		{get, "/events", reader, s.Events, a.Events()},
		{get, "/assertions", reader, s.Assertions, a.Assertions()},
		{get, "/memberships", reader, s.Memberships, a.Memberships()},
		{get, "/stories", reader, s.World(query.Stories), a.Stories()},
		{get, "/threads", reader, s.World(query.Threads), a.Threads()},
		{get, "/disputes", reader, s.World(query.Disputes), a.Disputes()},
		{get, "/agreements", reader, s.Agreements, a.Agreements()},
		{get, "/incidents", reader, s.World(query.Incidents), a.Incidents()},
		{get, "/positions", reader, s.World(query.Positions), a.Positions()},
		{get, "/naming", reader, s.World(query.Namings), a.Naming()},
		{get, "/positions/over-time", reader, s.OverTime, a.OverTime()},
		{get, "/positions/shifts", reader, s.Shifts, a.Shifts()},
		{get, "/positions/matrix", reader, s.Matrix, a.Matrix()},
		{get, "/naming/matrix", reader, s.NamingMatrix, a.NamingMatrix()},
		{get, "/network", reader, s.Network, a.Network()},
		{get, "/compare", reader, s.Compare, a.Compare()},
		{get, "/places", reader, s.Places, a.Places()},
		{get, "/inconsistencies", reader, s.World(query.Inconsistencies), a.Inconsistencies()},
		{get, "/actors", reader, s.Actors, nil},
		{get, "/actor", reader, site.OldActor, nil},
		{get, "/articles", reader, s.Articles, a.Articles()},
		{get, "/article", reader, site.OldArticle, nil},

		{get, "/decisions", reader, s.Decisions, a.Decisions()},
		{post, "/decisions", editor, s.Decide, a.Decide()},
		{http.MethodPatch, "/decisions/{id}", editor, nil, a.Undo()},
		{post, "/decisions/{id}", editor, s.Undo, nil},

		{get, "/articles/facets", reader, nil, a.Facets(query.Articles)},
		{get, "/statements/facets", reader, nil, a.Facets(query.Statements)},
		{get, "/events/facets", reader, nil, a.Facets(query.Events)},
		{get, "/assertions/facets", reader, nil, a.Facets(query.Agreements)},
		{get, "/memberships/facets", reader, nil, a.Facets(query.Memberships)},
		{get, "/brief", reader, nil, a.Brief()},
		{get, "/actors", reader, nil, a.Actors()},

		{get, "/facts", reader, nil, a.Facts()},
		{get, "/feeds/{feed}", reader, s.Feed, nil},
		{get, "/saved", reader, s.Saved, a.SavedQueries()},
		{post, "/saved", editor, s.Save, a.Save()},
		{get, "/saved/{id}/feed.atom", reader, s.AlertFeed, nil},
		{get, "/saved/{id}/alerts", reader, nil, a.Alerts()},
		{http.MethodDelete, "/saved/{id}", editor, nil, a.Drop()},
		{post, "/saved/{id}/remove", editor, s.Drop, nil},

		{get, "/articles/{id}", reader, s.Article, a.Record()},
		{get, "/articles/{id}/claims/{claim}", reader, s.Why, a.Why()},
		{get, "/articles/{id}/claims/{claim}/tree", reader, s.Tree, nil},
		{post, "/articles", editor, nil, a.TakeIn()},
		{get, "/intake", editor, s.Intake, a.Jobs()},
		{post, "/intake", editor, s.TakeIn, nil},
		{get, "/intake/{job}", editor, s.IntakeJob, a.Job()},
		{get, "/articles/{id}/versions", reader, s.Versions, a.Versions()},
		{get, "/actors/{id}", reader, s.Actor, a.Actor()},
		{get, "/stories/{id}", reader, s.Story, a.Story()},
		{get, "/threads/{id}", reader, s.Thread, a.Thread()},
		{post, "/threads/{id}/follow", reader, s.Follow, a.Follow()},
		{get, "/following", reader, nil, a.Following()},
		{get, "/incidents/{id}", reader, s.Incident, a.Incident()},
		{get, "/agreements/{id}", reader, s.Agreement, a.Agreement()},
		{get, "/disputes/{id}", reader, s.Dispute, a.Dispute()},

		{get, "/style.css", everybody, s.Style, nil},
		{get, "/site.js", everybody, s.Script, nil},
		{get, "/", everybody, site.Nowhere, nil},
	}
	if door == nil {
		return all
	}
	return append(all, []route{
		{get, "/login", everybody, s.Login, nil},
		{post, "/login", everybody, s.Enter(door), nil},
		{post, "/logout", everybody, s.Leave(door), nil},
	}...)
}
