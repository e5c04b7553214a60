package web

import (
	"net/http"

	"onrecord/internal/account"
	"onrecord/internal/web/site"
	"onrecord/query"
)

// route is one way in: what is asked for, who may, and the page that answers.
type route struct {
	method, path string
	role         account.Role // "" for everybody
	page         site.Page
}

// routes are all ways in. Where there is a door there are ways in and out of it.
func routes(s *site.Site, door site.Door) []route {
	const get, post, everybody, reader = http.MethodGet, http.MethodPost, account.Role(""), account.Reader
	all := []route{
		{get, "/{$}", reader, site.Redirect("/statements")},
		{get, "/statements", reader, s.Statements},
		{get, "/timeline", reader, s.Timeline},
		{get, "/events", reader, s.Events},
		{get, "/assertions", reader, s.Assertions},
		{get, "/memberships", reader, s.Memberships},
		{get, "/stories", reader, s.World(query.Stories)},
		{get, "/threads", reader, s.World(query.Threads)},
		{get, "/disputes", reader, s.World(query.Disputes)},
		{get, "/agreements", reader, s.World(query.Ledger)},
		{get, "/incidents", reader, s.World(query.Incidents)},
		{get, "/positions", reader, s.World(query.Positions)},
		{get, "/naming", reader, s.World(query.Namings)},
		{get, "/inconsistencies", reader, s.World(query.Inconsistencies)},
		{get, "/actors", reader, s.Actors},
		{get, "/actor", reader, s.Actor},
		{get, "/articles", reader, s.Articles},
		{get, "/article", reader, s.Article},

		{get, "/style.css", everybody, s.Style},
		{get, "/site.js", everybody, s.Script},
		{get, "/", everybody, site.Nowhere},
	}
	if door == nil {
		return all
	}
	return append(all, []route{
		{get, "/login", everybody, s.Login},
		{post, "/login", everybody, s.Enter(door)},
		{post, "/logout", everybody, s.Leave(door)},
	}...)
}
