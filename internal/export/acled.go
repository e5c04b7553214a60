package export

import (
	"strconv"

	"onrecord"
)

// ACLEDColumns are the columns of ACLED's tables since March 2023, in their order.
var ACLEDColumns = [...]string{
	"event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
	"actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
	"iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
	"source", "source_scale", "notes", "fatalities", "tags", "timestamp",
}

// acledMeans reports whether ACLED keeps such events. What is written is like
// ACLED's and no more: one article's word for an event, not an event that
// readers have agreed on.
func acledMeans(r *onrecord.EventRow) bool {
	_, ok := acledType(r)
	return ok && r.Event.Counted()
}

// acledEvent is ACLED's name for an event: the sort of disorder, the type and
// the type within it.
type acledEvent struct{ disorder, event, sub string }

const (
	violence  = "Political violence"
	demos     = "Demonstrations"
	strategic = "Strategic developments"
	remote    = "Explosions/Remote violence"
	civilians = "Violence against civilians"
)

// acledModes are the modes of PLOVER that ACLED has a name for.
var acledModes = map[onrecord.EventType]map[string]acledEvent{
	onrecord.ASSAULT: {
		"aerial":         {violence, remote, "Air/drone strike"},
		"drone":          {violence, remote, "Air/drone strike"},
		"explosives":     {violence, remote, "Remote explosive/landmine/IED"},
		"suicide-attack": {violence, remote, "Suicide bomb"},
		"heavy-weapons":  {violence, remote, "Shelling/artillery/missile attack"},
		"chemical":       {violence, remote, "Chemical weapon"},
		"unconventional": {violence, remote, "Chemical weapon"},
		"abduct":         {violence, civilians, "Abduction/forced disappearance"},
		"sexual":         {violence, civilians, "Sexual violence"},
		"torture":        {violence, civilians, "Attack"},
		"assassinate":    {violence, civilians, "Attack"},
		"crowd-control":  {demos, "Protests", "Excessive force against protesters"},
	},
	onrecord.PROTEST: {
		"":     {demos, "Protests", "Peaceful protest"},
		"riot": {demos, "Riots", "Violent demonstration"},
	},
	onrecord.COERCE: {
		"arrest": {strategic, strategic, "Arrests"},
		"seize":  {strategic, strategic, "Looting/property destruction"},
	},
	onrecord.RETREAT: {
		"ceasefire": {strategic, strategic, "Agreement"},
		"withdraw":  {strategic, strategic, "Non-violent transfer of territory"},
	},
}

// acledType is ACLED's name for an event, false for what ACLED does not keep.
// An assault by means that are not told is a battle between two who are
// organised, and else an attack on civilians.
func acledType(r *onrecord.EventRow) (acledEvent, bool) {
	modes := acledModes[r.Event.Plover.Event]
	if e, ok := modes[r.Event.Plover.Mode]; ok {
		return e, true
	}
	switch r.Event.Plover.Event {
	case onrecord.PROTEST:
		return modes[""], true
	case onrecord.ASSAULT:
		if organised(r, r.Event.Source) && organised(r, r.Event.Target) {
			return acledEvent{violence, "Battles", "Armed clash"}, true
		}
		return acledEvent{violence, civilians, "Attack"}, true
	}
	return acledEvent{}, false
}

// organised reports whether one of the parties is a state or a group.
func organised(r *onrecord.EventRow, parties []onrecord.Party) bool {
	actors := byID(r.Actors)
	for _, p := range parties {
		for _, id := range p.Actors {
			switch actors[id].Type {
			case onrecord.Country, onrecord.Organization, onrecord.Group:
				return true
			}
		}
	}
	return false
}

// acledCells are an event as a row of ACLED.
func acledCells(r *onrecord.EventRow) []string {
	a, e := &r.Article, &r.Event
	day, told := dayOf(r)
	precision := "3" // no more than a month, or the article's day
	switch {
	case told:
		precision = "1"
	case bounded(r) && !e.Last.Time().After(e.First.AddDays(7).Time()):
		precision = "2" // a week or weekend
	}
	if !told && bounded(r) {
		day = e.First
	}
	kind, _ := acledType(r)
	targeting := ""
	if kind.event == civilians {
		targeting = "Civilian targeting"
	}
	source, target := pair(r)
	actors := byID(r.Actors)
	country := ""
	if where := actors[e.Where.Actor()]; where.Type == onrecord.Country {
		country = where.Name
	}
	collected := ""
	if !a.Collected.IsZero() {
		collected = strconv.FormatInt(a.Collected.Unix(), 10)
	}
	return []string{
		eventNumber(r), day.String(), strconv.Itoa(day.Year), precision, kind.disorder, kind.event, kind.sub,
		source.Name, others(e.Sources, 1), "", target.Name, others(e.Targets, 1), "", "", targeting,
		"", "", country, "", "", "", e.Place, "", "", "",
		a.Outlet, "", e.Words, fatalities(e.Counts), "", collected,
	}
}

// others are the names from the nth on, as ACLED joins them.
func others(names []string, n int) string {
	out := ""
	for i := n; i < len(names); i++ {
		if out != "" {
			out += "; "
		}
		out += names[i]
	}
	return out
}

// fatalities is the least number of dead that is told, "" where none is.
func fatalities(counts []onrecord.Count) string {
	for _, c := range counts {
		if c.What == "killed" && c.Min != nil {
			return strconv.Itoa(*c.Min)
		}
	}
	return ""
}
