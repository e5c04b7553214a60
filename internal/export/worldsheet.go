package export

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"

	"onrecord"
	"onrecord/query"
)

// WorldColumns are the names of the columns that a list of the world tier can have.
func WorldColumns(of query.List) []string { return worldSheets[of].columns() }

// WriteWorld writes a list of the world tier, whose rows come as the JSON that
// the contract has for them, and returns how many.
func WriteWorld(w io.Writer, l Layout, of query.List, rows iter.Seq2[json.RawMessage, error]) (int, error) {
	return worldSheets[of].write(w, l, rows)
}

// worldSheet is how the rows of one list are laid out.
type worldSheet interface {
	columns() []string
	write(w io.Writer, l Layout, rows iter.Seq2[json.RawMessage, error]) (int, error)
}

var worldSheets = map[query.List]worldSheet{
	query.Stories:         sheetOf[onrecord.Story](storyColumns),
	query.Threads:         sheetOf[onrecord.Thread](threadColumns),
	query.Incidents:       sheetOf[onrecord.Incident](incidentColumns),
	query.Ledger:          sheetOf[onrecord.LedgerAgreement](ledgerColumns),
	query.Disputes:        sheetOf[onrecord.Dispute](disputeColumns),
	query.Positions:       sheetOf[onrecord.Position](positionColumns),
	query.Namings:         sheetOf[onrecord.Naming](namingColumns),
	query.Inconsistencies: sheetOf[onrecord.Inconsistency](inconsistencyColumns),
}

// sheetOf is a worldSheet by the columns of a type.
type sheetOf[T any] []column[T]

func (s sheetOf[T]) columns() []string { return names(s) }

func (s sheetOf[T]) write(w io.Writer, l Layout, rows iter.Seq2[json.RawMessage, error]) (int, error) {
	return write(w, l, s, func(v T) T { return v }, decoded[T](rows))
}

// decoded are rows as the type that they are the JSON of.
func decoded[T any](rows iter.Seq2[json.RawMessage, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for raw, err := range rows {
			var v T
			if err == nil {
				if err = json.Unmarshal(raw, &v); err != nil {
					err = fmt.Errorf("read a stored row of the world: %w", err)
				}
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// WriteShifts writes changes of positions.
func WriteShifts(w io.Writer, l Layout, rows iter.Seq2[onrecord.Shift, error]) (int, error) {
	return write(w, l, shiftColumns, func(s onrecord.Shift) onrecord.Shift { return s }, rows)
}

// ShiftColumns are the names of the columns of WriteShifts.
func ShiftColumns() []string { return names(shiftColumns) }

var storyColumns = []column[onrecord.Story]{
	{name: "days", value: func(s onrecord.Story) string { return interval(s.First, s.Last) }, shown: func(s onrecord.Story) string { return fromTo(s.First, s.Last) }, width: 23},
	{name: "first", value: func(s onrecord.Story) string { return s.First }, wide: true},
	{name: "last", value: func(s onrecord.Story) string { return s.Last }, wide: true},
	{name: "title", value: func(s onrecord.Story) string { return s.Title }, full: true},
	numbered("articles", "article", 8, func(s onrecord.Story) int { return s.Counts.Articles }),
	numbered("texts", "text", 0, func(s onrecord.Story) int { return s.Counts.Texts }),
	numbered("sources", "source", 7, func(s onrecord.Story) int { return s.Counts.Sources }),
	{name: "actors", value: func(s onrecord.Story) string { return storyActors(s.Actors, 0) }, shown: func(s onrecord.Story) string { return storyActors(s.Actors, 4) }, width: 30},
	{name: "outlets", value: func(s onrecord.Story) string { return strings.Join(outlets(s.Articles), "; ") }, wide: true},
	{name: "thread", value: func(s onrecord.Story) string { return s.Thread }, wide: true},
	{name: "id", value: func(s onrecord.Story) string { return s.ID }, wide: true},
}

var threadColumns = []column[onrecord.Thread]{
	{name: "days", value: func(t onrecord.Thread) string { return interval(t.First, t.Last) }, shown: func(t onrecord.Thread) string { return fromTo(t.First, t.Last) }, width: 34},
	{name: "first", value: func(t onrecord.Thread) string { return t.First }, wide: true},
	{name: "last", value: func(t onrecord.Thread) string { return t.Last }, wide: true},
	{name: "title", value: func(t onrecord.Thread) string { return t.Title }, full: true},
	numbered("stories", "story", 7, func(t onrecord.Thread) int { return len(t.Stories) }),
	numbered("articles", "article", 8, func(t onrecord.Thread) int { return t.Counts.Articles }),
	numbered("texts", "text", 0, func(t onrecord.Thread) int { return t.Counts.Texts }),
	numbered("sources", "source", 7, func(t onrecord.Thread) int { return t.Counts.Sources }),
	{name: "actors", value: func(t onrecord.Thread) string { return storyActors(t.Actors, 0) }, shown: func(t onrecord.Thread) string { return storyActors(t.Actors, 4) }, width: 30},
	{name: "id", value: func(t onrecord.Thread) string { return t.ID }, wide: true},
}

var incidentColumns = []column[onrecord.Incident]{
	{name: "when", value: func(i onrecord.Incident) string { return i.When.Value }, shown: func(i onrecord.Incident) string { return DayForPeople(i.When.Value) }, width: 17},
	{name: "type", value: func(i onrecord.Incident) string { return string(i.Plover.Event) }, shown: incidentWhat, width: 18},
	{name: "mode", value: func(i onrecord.Incident) string { return i.Plover.Mode }, wide: true},
	{name: "cameo", value: func(i onrecord.Incident) string { return i.CAMEO }, wide: true},
	{name: "status", value: func(i onrecord.Incident) string { return string(i.Status) }, wide: true},
	{name: "source", value: func(i onrecord.Incident) string { return who(i.Source) }, width: 22},
	{name: "target", value: func(i onrecord.Incident) string { return who(i.Target) }, width: 22},
	{name: "place", value: func(i onrecord.Incident) string { return i.Where.Name }, width: 14},
	{name: "figures", value: func(i onrecord.Incident) string { return givenFigures(i.Figures) }, full: true},
	numbered("articles", "article", 8, func(i onrecord.Incident) int { return i.Counts.Articles }),
	numbered("sources", "source", 0, func(i onrecord.Incident) int { return i.Counts.Sources }),
	{name: "words", value: func(i onrecord.Incident) string { return firstWords(i.Cites) }, wide: true},
	{name: "id", value: func(i onrecord.Incident) string { return i.ID }, wide: true},
}

var ledgerColumns = []column[onrecord.LedgerAgreement]{
	{name: "name", value: func(a onrecord.LedgerAgreement) string { return a.Name }, width: 30},
	{name: "names", value: func(a onrecord.LedgerAgreement) string { return strings.Join(a.Names, "; ") }, wide: true},
	{name: "type", value: func(a onrecord.LedgerAgreement) string { return string(a.Type) }, width: 15},
	{name: "parties", value: func(a onrecord.LedgerAgreement) string { return who(a.Parties) }, width: 24},
	{name: "brokers", value: func(a onrecord.LedgerAgreement) string { return who(a.Brokers) }, wide: true},
	{name: "monitors", value: func(a onrecord.LedgerAgreement) string { return who(a.Monitors) }, wide: true},
	{name: "place", value: func(a onrecord.LedgerAgreement) string { return a.Place.Name }, wide: true},
	{name: "contested", value: func(a onrecord.LedgerAgreement) string { return fmt.Sprint(a.Contested) }, wide: true},
	{name: "latest", value: func(a onrecord.LedgerAgreement) string { return statuses(a.Latest) }, shown: latest, parts: latestLines, full: true},
	{name: "history", value: func(a onrecord.LedgerAgreement) string { return statuses(a.History) }, wide: true},
	{name: "references", value: func(a onrecord.LedgerAgreement) string {
		return strings.Join(each(a.References, ReferenceWords), "; ")
	}, wide: true},
	{name: "id", value: func(a onrecord.LedgerAgreement) string { return a.ID }, wide: true},
}

var disputeColumns = []column[onrecord.Dispute]{
	{name: "days", value: func(d onrecord.Dispute) string { return interval(d.First, d.Last) }, shown: func(d onrecord.Dispute) string { return fromTo(d.First, d.Last) }, width: 23},
	{name: "first", value: func(d onrecord.Dispute) string { return d.First }, wide: true},
	{name: "last", value: func(d onrecord.Dispute) string { return d.Last }, wide: true},
	{name: "kind", value: func(d onrecord.Dispute) string { return string(d.Kind) }, width: 11},
	{name: "matter", value: func(d onrecord.Dispute) string { return d.Matter.Text }, wide: true},
	{name: "sides", value: disputeSides, parts: bothSides, full: true},
	{name: "found_by", value: func(d onrecord.Dispute) string { return d.FoundBy }, wide: true},
	{name: "id", value: func(d onrecord.Dispute) string { return d.ID }, wide: true},
}

var positionColumns = []column[onrecord.Position]{
	{name: "when", value: func(p onrecord.Position) string { return p.When }, shown: func(p onrecord.Position) string { return DayForPeople(p.When) }, width: 17},
	{name: "name", value: func(p onrecord.Position) string { return p.Name }, width: 24},
	{name: "actor", value: func(p onrecord.Position) string { return string(p.Actor) }, wide: true},
	{name: "concept", value: func(p onrecord.Position) string { return p.Concept }, width: 24},
	{name: "value", value: func(p onrecord.Position) string { return p.Value }, shown: coding, width: 8},
	{name: "codebook", value: func(p onrecord.Position) string { return p.Codebook }, wide: true},
	{name: "quote", value: func(p onrecord.Position) string { return p.Cite.Text }, full: true},
	{name: "outlet", value: func(p onrecord.Position) string { return p.Cite.Outlet }, width: 16},
	{name: "article", value: func(p onrecord.Position) string { return string(p.Cite.Article) }, wide: true},
	{name: "found_by", value: func(p onrecord.Position) string { return p.FoundBy }, wide: true},
	{name: "id", value: func(p onrecord.Position) string { return p.ID }, wide: true},
}

// coding is a position's value, with the codebook's where a person's stands in its
// place.
func coding(p onrecord.Position) string {
	if p.Codebook == "" {
		return p.Value
	}
	return p.Value + " (codebook: " + p.Codebook + ")"
}

var shiftColumns = []column[onrecord.Shift]{
	{name: "name", value: func(s onrecord.Shift) string { return s.Name }, width: 24},
	{name: "actor", value: func(s onrecord.Shift) string { return string(s.Actor) }, wide: true},
	{name: "concept", value: func(s onrecord.Shift) string { return s.Concept }, width: 24},
	{name: "from", value: func(s onrecord.Shift) string { return s.From.Value }, shown: func(s onrecord.Shift) string { return s.From.Value + ", " + DayForPeople(s.From.When) }, width: 26},
	{name: "to", value: func(s onrecord.Shift) string { return s.To.Value }, shown: func(s onrecord.Shift) string { return s.To.Value + ", " + DayForPeople(s.To.When) }, width: 26},
	{name: "from_when", value: func(s onrecord.Shift) string { return s.From.When }, wide: true},
	{name: "to_when", value: func(s onrecord.Shift) string { return s.To.When }, wide: true},
	{name: "quotes", value: func(s onrecord.Shift) string { return cited(s.From.Cite) + " → " + cited(s.To.Cite) }, full: true},
}

var namingColumns = []column[onrecord.Naming]{
	{name: "name", value: func(n onrecord.Naming) string { return n.Name }, width: 26},
	{name: "actor", value: func(n onrecord.Naming) string { return string(n.Actor) }, wide: true},
	{name: "outlet", value: func(n onrecord.Naming) string { return n.Outlet }, width: 20},
	{name: "voice", value: func(n onrecord.Naming) string { return string(n.Voice) }, width: 8},
	{name: "wording", value: func(n onrecord.Naming) string { return n.Wording }, full: true},
	numbered("count", "time", 6, func(n onrecord.Naming) int { return n.Count }),
	numbered("articles", "article", 8, func(n onrecord.Naming) int { return n.Articles }),
	{name: "days", value: func(n onrecord.Naming) string { return interval(n.First, n.Last) }, shown: func(n onrecord.Naming) string { return fromTo(n.First, n.Last) }, width: 23},
	{name: "first", value: func(n onrecord.Naming) string { return n.First }, wide: true},
	{name: "last", value: func(n onrecord.Naming) string { return n.Last }, wide: true},
	{name: "article", value: func(n onrecord.Naming) string { return string(n.Cite.Article) }, wide: true},
	{name: "id", value: func(n onrecord.Naming) string { return n.ID }, wide: true},
}

var inconsistencyColumns = []column[onrecord.Inconsistency]{
	{name: "kind", value: func(i onrecord.Inconsistency) string { return i.Kind }, width: 20},
	{name: "article", value: func(i onrecord.Inconsistency) string { return string(i.Article) }, width: 28},
	{name: "message", value: func(i onrecord.Inconsistency) string { return i.Message }, full: true},
	{name: "words", value: func(i onrecord.Inconsistency) string { return firstWords(i.Cites) }, wide: true},
	{name: "id", value: func(i onrecord.Inconsistency) string { return i.ID }, wide: true},
}
