package export

import (
	"strings"

	"onrecord"
)

// PhoenixColumns are the 26 columns of the Phoenix event data, in their order,
// by the names of its documentation; its files have no header.
var PhoenixColumns = [...]string{
	"EventID", "Date", "Year", "Month", "Day",
	"SourceActorFull", "SourceActorEntity", "SourceActorRole", "SourceActorAttribute",
	"TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
	"EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues",
	"Lat", "Lon", "LocationName", "StateName", "CountryCode",
	"SentenceID", "URLs", "NewsSources",
}

// phoenixQuads are the quad classes of CAMEO's roots as the Phoenix pipeline
// has them: 0 for comments and appeals, sanctions among words.
var phoenixQuads = map[string]string{
	"01": "0", "02": "0", "03": "1", "04": "1", "05": "1", "06": "2", "07": "2", "08": "2", "09": "3", "10": "3", "11": "3",
	"12": "3", "13": "3", "14": "4", "15": "4", "16": "3", "17": "4", "18": "4", "19": "4", "20": "4",
}

// phoenixCells are an event as a row of Phoenix. Its geography is from data
// that is not in this program; only what the article names is given.
func phoenixCells(r *onrecord.EventRow) []string {
	e := &r.Event
	day, _ := dayOf(r)
	date := strings.ReplaceAll(day.String(), "-", "")
	source, target := pair(r)
	code := cameoOf(&e.Event)
	cells := []string{eventNumber(r), date, date[:4], date[4:6], date[6:]}
	cells = append(cells, phoenixActor(source)...)
	cells = append(cells, phoenixActor(target)...)
	return append(cells, code, root(code, 2), phoenixQuads[root(code, 2)], scale(code), strings.Join(e.Plover.Context, ";"),
		"", "", e.Place, "", byID(r.Actors)[e.Where.Actor()].Codes["iso3"],
		string(r.Article.ID)+"_"+string(e.ID), link(&r.Article), r.Article.Outlet)
}

func phoenixActor(c coded) []string {
	role, others := c.role()
	return []string{c.Full, c.Entity, role, strings.Join(others, ";")}
}
