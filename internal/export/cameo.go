package export

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// What the tables of event data have in common: CAMEO's codes of acts and
// actors, the scale of cooperation and conflict, and one day for each event.

// cameoOf is the CAMEO code of an event: the one it was found with, else the
// root that the PLOVER manual gives for its type ("CAMEO to PLOVER translation").
func cameoOf(e *onrecord.Event) string {
	if e.CAMEO != "" {
		return e.CAMEO
	}
	return cameoRoots[e.Plover.Event]
}

var cameoRoots = map[onrecord.EventType]string{
	onrecord.AGREE: "03", onrecord.CONSULT: "04", onrecord.SUPPORT: "05", onrecord.COOPERATE: "06", onrecord.AID: "07",
	onrecord.CONCEDE: "08", onrecord.RETREAT: "08", onrecord.REQUEST: "10", onrecord.ACCUSE: "11", onrecord.REJECT: "12",
	onrecord.THREATEN: "13", onrecord.PROTEST: "14", onrecord.MOBILIZE: "15", onrecord.SANCTION: "16", onrecord.COERCE: "17",
	onrecord.ASSAULT: "18",
}

// ploverQuads are PLOVER's quad categories by event: verbal cooperation,
// material cooperation, verbal conflict, material conflict.
var ploverQuads = map[onrecord.EventType]int{
	onrecord.AGREE: 1, onrecord.CONSULT: 1, onrecord.SUPPORT: 1, onrecord.CONCEDE: 1,
	onrecord.COOPERATE: 2, onrecord.AID: 2, onrecord.RETREAT: 2,
	onrecord.REQUEST: 3, onrecord.ACCUSE: 3, onrecord.REJECT: 3, onrecord.SANCTION: 3, onrecord.THREATEN: 3,
	onrecord.PROTEST: 4, onrecord.MOBILIZE: 4, onrecord.COERCE: 4, onrecord.ASSAULT: 4,
}

// goldsteinScale are the values of CAMEO's codes on Goldstein's scale of conflict
// and cooperation, a line a code; a code that is not there has that of the
// longest beginning of it that is.
//
//go:embed goldstein.txt
var goldsteinScale string

// goldstein is the value of a code, false for none.
func goldstein(code string) (float64, bool) {
	for ; len(code) >= 2; code = code[:len(code)-1] {
		for line := range strings.Lines(goldsteinScale) {
			if c, value, ok := strings.Cut(strings.TrimSpace(line), " "); ok && c == code {
				v, err := strconv.ParseFloat(value, 64)
				return v, err == nil
			}
		}
	}
	return 0, false
}

// scale is the value of a code as it is written, "" for none.
func scale(code string) string {
	v, ok := goldstein(code)
	if !ok {
		return ""
	}
	return strconv.FormatFloat(v, 'f', 1, 64)
}

// root is the first digits of a code: two for its root, three for its base.
func root(code string, digits int) string { return code[:min(digits, len(code))] }

// coded is an actor's CAMEO code in its pieces.
type coded struct {
	Name   string
	Full   string   // RUSGOVMIL
	Entity string   // a country's code, or IGO, NGO, IMG, MNC; "" for none
	Sector []string // GOV, MIL, …, in the code's order
}

// sectors are the roles that Phoenix and GDELT give first among an actor's codes.
var sectors = map[string]bool{
	"GOV": true, "MIL": true, "REB": true, "OPP": true, "PTY": true, "COP": true, "JUD": true, "SPY": true,
	"MED": true, "EDU": true, "BUS": true, "CRM": true, "CVL": true,
}

// role is the first of them, others the rest of the code.
func (c coded) role() (role string, others []string) {
	if len(c.Sector) > 0 && sectors[c.Sector[0]] {
		return c.Sector[0], c.Sector[1:]
	}
	return "", c.Sector
}

// international are the entities that are no country.
var international = map[string]bool{"IGO": true, "NGO": true, "IMG": true, "MNC": true}

// codeOf is the code of a party: its actor's, where one is known, else that of
// the actor's country, which is how a CAMEO code begins.
func codeOf(p onrecord.Party, name string, actors map[onrecord.ActorID]onrecord.Actor) coded {
	a := actors[p.Actor()]
	out := coded{Name: name, Full: a.Codes["cameo"]}
	if out.Full == "" {
		out.Full = a.Codes["iso3"]
	}
	rest := out.Full
	if len(rest) >= 3 && (rest[:3] == a.Codes["iso3"] || international[rest[:3]]) {
		out.Entity, rest = rest[:3], rest[3:]
	}
	for ; len(rest) >= 3; rest = rest[3:] {
		out.Sector = append(out.Sector, rest[:3])
	}
	return out
}

// pair are the first source and the first target of an event, as tables with
// one of each have them. Who meets without visiting is source all of them: the
// second is the other side then.
func pair(r *onrecord.EventRow) (source, target coded) {
	actors := byID(r.Actors)
	e := &r.Event
	if len(e.Source) > 0 {
		source = codeOf(e.Source[0], e.Sources[0], actors)
	}
	switch {
	case len(e.Target) > 0:
		target = codeOf(e.Target[0], e.Targets[0], actors)
	case len(e.Source) > 1:
		target = codeOf(e.Source[1], e.Sources[1], actors)
	}
	return source, target
}

// crowded reports whether an event has more actors than pair can hold.
func crowded(e *onrecord.EventView) bool {
	return len(e.Target) > 1 || len(e.Source) > 1 && (len(e.Target) > 0 || len(e.Source) > 2)
}

func byID(actors []onrecord.Actor) map[onrecord.ActorID]onrecord.Actor {
	out := make(map[onrecord.ActorID]onrecord.Actor, len(actors))
	for _, a := range actors {
		out[a.ID] = a
	}
	return out
}

// dayOf is the one day that tables of events have for each: the event's where
// one is known, else, as these tables do, that of the article; told is set for
// the first. It is zero where neither is known.
func dayOf(r *onrecord.EventRow) (day ling.Date, told bool) {
	if e := &r.Event; !e.First.IsZero() && e.First == e.Last {
		return e.First, true
	}
	return r.Article.Published.Day(), false
}

// dated reports whether dayOf knows a day.
func dated(r *onrecord.EventRow) bool {
	day, _ := dayOf(r)
	return !day.IsZero()
}

// bounded reports whether the days are known between which an event fell.
func bounded(r *onrecord.EventRow) bool { return !r.Event.First.IsZero() && !r.Event.Last.IsZero() }

// datedOrBounded is what a form asks that can write an interval.
func datedOrBounded(r *onrecord.EventRow) bool { return dated(r) || bounded(r) }

// eventNumber is an id of digits, for tables whose ids are numbers: the same for the
// same event of the same article.
func eventNumber(r *onrecord.EventRow) string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\n%s", r.Article.ID, r.Event.ID)
	return strconv.FormatUint(h.Sum64()>>1, 10) // a signed integer holds it
}

// link is where the article is found.
func link(a *onrecord.Article) string { return or(a.URL, string(a.ID)) }
