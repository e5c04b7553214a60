package export

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"onrecord"
)

// PlaceRow is a place as lists have it: what happened there and what was agreed
// of it, by id.
type PlaceRow struct {
	onrecord.Who
	Incidents  []string `json:"incidents" doc:"Their ids."`
	Agreements []string `json:"agreements" doc:"Their ids."`
}

// WritePlaces is WriteStatements for places.
func WritePlaces(w io.Writer, l Layout, rows iter.Seq2[PlaceRow, error]) (int, error) {
	return write(w, l, placeColumns, func(r PlaceRow) PlaceRow { return r }, rows)
}

var placeColumns = []column[PlaceRow]{
	{name: "name", value: func(r PlaceRow) string { return r.Name }, width: 30},
	{name: "actor", value: func(r PlaceRow) string { return string(r.Actor) }, width: 20},
	numbered("incidents", "incident", 9, func(r PlaceRow) int { return len(r.Incidents) }),
	numbered("agreements", "agreement", 10, func(r PlaceRow) int { return len(r.Agreements) }),
	{name: "incident_ids", value: func(r PlaceRow) string { return strings.Join(r.Incidents, "; ") }, wide: true},
	{name: "agreement_ids", value: func(r PlaceRow) string { return strings.Join(r.Agreements, "; ") }, wide: true},
}

// PlaceEntry shows a place.
func PlaceEntry(r PlaceRow) Entry {
	return Entry{Head: r.Name, Notes: []string{fmt.Sprintf("%s, %s", Plural(len(r.Incidents), "incident"), Plural(len(r.Agreements), "agreement"))}}
}
