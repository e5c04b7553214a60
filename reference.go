package onrecord

import (
	"context"
	"iter"
	"strings"
)

// Reference is a row of a list that others keep of agreements, as a user gave
// it: PA-X, or the ceasefire data of ETH and PRIO. Nothing of the record is
// made of it; it stands beside the ledger, to compare. Days are ISO 8601 with
// as much as is known, "" for unknown.
type Reference struct {
	List    string   `json:"list"`
	ID      string   `json:"id"` // in the list
	Name    string   `json:"name"`
	Type    string   `json:"type"`   // in the list's own words
	Day     string   `json:"day"`    // signed, or declared
	Effect  string   `json:"effect"` // in force since
	End     string   `json:"end"`
	Place   string   `json:"place"`
	Parties []string `json:"parties"`
	File    string   `json:"file"`
	Line    int      `json:"line"` // where it begins in the file
}

// Key names a row among those of all lists: "pax:1411".
func (r *Reference) Key() string { return r.List + ":" + r.ID }

// ReferenceKey is the list and the id that a Key names.
func ReferenceKey(key string) (list, id string, ok bool) {
	list, id, ok = strings.Cut(key, ":")
	return list, id, ok && list != "" && id != ""
}

// References keeps rows of such lists.
type References interface {
	// PutReferences stores rows, each in place of the one of its list and id, in
	// one transaction, and tells how many changed anything.
	PutReferences(ctx context.Context, rows []Reference) (changed int, err error)
	// References are the rows whose Day can be one from first to last, ISO 8601,
	// or all if both are "", by list and id.
	References(ctx context.Context, first, last string) iter.Seq2[Reference, error]
	// Reference is one row, or a NotFound error.
	Reference(ctx context.Context, list, id string) (Reference, error)
}

// LinkBasis is how a reference came to be linked to an agreement.
type LinkBasis string

// The bases.
const (
	LinkDecided   LinkBasis = "decided"   // by a person
	LinkSuggested LinkBasis = "suggested" // by day, and by parties, place or name
)

// LedgerReference is a row of a reference list beside an agreement, and where
// the two agree.
type LedgerReference struct {
	List   string           `json:"list"`
	ID     string           `json:"id"`
	Name   string           `json:"name"`
	Day    string           `json:"day"`
	Link   LinkBasis        `json:"link"`
	Points []ReferencePoint `json:"points"`
}

// ReferencePoint is what both say of one thing.
type ReferencePoint struct {
	What   string `json:"what"` // day, effect, end, party, place, type
	There  string `json:"there"`
	Here   string `json:"here"`
	Agrees bool   `json:"agrees"`
	Cites  []Cite `json:"cites"` // of what is here, where one status tells it
}
