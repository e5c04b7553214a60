package export

import (
	"io"
	"iter"

	"onrecord"
)

// StanceRow is a cell of a matrix of positions: how often an actor took each side
// on a concept, and the newest words.
type StanceRow struct {
	onrecord.Who
	Concept  string        `json:"concept"`
	Agree    int           `json:"agree"`
	Disagree int           `json:"disagree"`
	When     string        `json:"when" doc:"Of the newest."`
	Value    string        `json:"value" doc:"Of the newest."`
	Cite     onrecord.Cite `json:"cite" doc:"Of the newest."`
}

// NamedRow is a cell of a matrix of namings: how often an outlet has a wording in
// its own voice, in words it quotes, and put into a quotation by an editor.
type NamedRow struct {
	onrecord.Who
	Wording  string        `json:"wording"`
	Outlet   string        `json:"outlet"`
	Own      int           `json:"own"`
	Quoted   int           `json:"quoted"`
	Inserted int           `json:"inserted"`
	Cite     onrecord.Cite `json:"cite" doc:"The first of them."`
}

// WriteStances writes the cells of a matrix of positions.
func WriteStances(w io.Writer, l Layout, rows iter.Seq2[StanceRow, error]) (int, error) {
	return write(w, l, stanceColumns, func(r StanceRow) StanceRow { return r }, rows)
}

// WriteNamed writes the cells of a matrix of namings.
func WriteNamed(w io.Writer, l Layout, rows iter.Seq2[NamedRow, error]) (int, error) {
	return write(w, l, namedColumns, func(r NamedRow) NamedRow { return r }, rows)
}

var stanceColumns = []column[StanceRow]{
	{name: "name", value: func(r StanceRow) string { return r.Name }, width: 24},
	{name: "actor", value: func(r StanceRow) string { return string(r.Actor) }, wide: true},
	{name: "concept", value: func(r StanceRow) string { return r.Concept }, width: 24},
	numbered("agree", "agreement", 6, func(r StanceRow) int { return r.Agree }),
	numbered("disagree", "disagreement", 8, func(r StanceRow) int { return r.Disagree }),
	{name: "when", value: func(r StanceRow) string { return r.When }, shown: func(r StanceRow) string { return DayForPeople(r.When) }, width: 12},
	{name: "value", value: func(r StanceRow) string { return r.Value }, width: 8},
	{name: "quote", value: func(r StanceRow) string { return r.Cite.Text }, full: true},
	{name: "outlet", value: func(r StanceRow) string { return r.Cite.Outlet }, width: 12},
	{name: "article", value: func(r StanceRow) string { return string(r.Cite.Article) }, wide: true},
	{name: "statement", value: func(r StanceRow) string { return string(r.Cite.Statement) }, wide: true},
}

var namedColumns = []column[NamedRow]{
	{name: "name", value: func(r NamedRow) string { return r.Name }, width: 24},
	{name: "actor", value: func(r NamedRow) string { return string(r.Actor) }, wide: true},
	{name: "wording", value: func(r NamedRow) string { return r.Wording }, full: true},
	{name: "outlet", value: func(r NamedRow) string { return r.Outlet }, width: 16},
	numbered("own", "time", 5, func(r NamedRow) int { return r.Own }),
	numbered("quoted", "time quoted", 6, func(r NamedRow) int { return r.Quoted }),
	numbered("inserted", "time inserted", 8, func(r NamedRow) int { return r.Inserted }),
	{name: "article", value: func(r NamedRow) string { return string(r.Cite.Article) }, wide: true},
	{name: "quote", value: func(r NamedRow) string { return r.Cite.Text }, wide: true},
}
