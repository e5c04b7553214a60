// Package dispute finds what is disputed: two statements, or two reports, on
// one matter that cannot both hold. It never says which of them does.
//
// The nouns: a finding is a dispute as one article tells of it. Evidence is an
// explicit denial, an accusation that each makes of the other, causes or
// figures that do not go together, a word for and a word against; that nobody
// confirms a thing is none. A denial whose claim has no named source counts,
// and its other side stays open; a refusal, a denial that is taken back, and
// one that somebody tells of somebody else are none.
//
// Where articles tell a tale as so that others say is false, in whatever voice,
// that is a dispute of the outlets (package telling).
//
// Keys: a finding lies under the actor who denies, or the first of those who
// accuse one another, and the quarter of the year, so that the articles that
// tell of one dispute meet; where nobody known is a side, under its article. A
// claim about somebody known lies under them too, and joins as the other side
// of a denial that names none. How an article tells its story lies under the terms
// that it is found by, accusations under the two, and where else somebody stands
// under the rarest words of what it is about. What an incident or an agreement is
// disputed in lies under it.
package dispute

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/internal/world/telling"
)

// The stances of sides.
const (
	Denies  = "denies"
	Asserts = "asserts"
	Accuses = "accuses"
	For     = "supports"
	Against = "opposes"
)

// Type finds disputes.
type Type struct{}

var _ world.Keyed = Type{}

// theRules are read once.
var theRules = sync.OnceValues(func() (ruleSet, error) {
	set, err := readRules("dispute.rules", ruleText)
	if err != nil {
		return ruleSet{}, fmt.Errorf("load the rules of disputes: %w", err)
	}
	return set, nil
})

// Kind implements world.Type.
func (Type) Kind() world.Kind { return world.Disputes }

// finding is a dispute as one article tells of it; it is what a fact holds.
type finding struct {
	Kind  onrecord.DisputeKind `json:"kind"`
	Rule  string               `json:"rule"` // that found it
	Text  string               `json:"text"` // words of one side on the matter
	Stems []string             `json:"stems"`
	About []onrecord.Who       `json:"about,omitempty"`
	Sides []onrecord.Side      `json:"sides"`
	// Claim is set where this is no dispute by itself but a claim about
	// somebody, which may be the other side of a denial.
	Claim     bool   `json:"claim,omitempty"`
	Agreement string `json:"agreement,omitempty"` // that it is about
	Incident  string `json:"incident,omitempty"`
	// First and Last are days of what it rests on, where that is more than one
	// article's.
	First string `json:"first,omitempty"`
	Last  string `json:"last,omitempty"`
}

// Version implements world.Type.
func (Type) Version() string { return Version() + "-" + telling.Version() }

// Facts implements world.Type.
func (Type) Facts(r *onrecord.Record) ([]world.Fact, error) {
	set, err := theRules()
	if err != nil {
		return nil, err
	}
	a := read(set, passage.Lay(r))
	found := a.findings()
	var out []world.Fact
	for i, f := range found {
		body, err := json.Marshal(f)
		if err != nil {
			return nil, fmt.Errorf("write a finding of %s: %w", r.ID, err)
		}
		for _, key := range a.keys(f) {
			out = append(out, world.Fact{Key: key, Article: r.ID, Day: a.Day(), Place: i, Body: body})
		}
	}
	tellings, err := tellingFacts(a.Page, len(found))
	if err != nil {
		return nil, err
	}
	stands, err := standFacts(a, len(found)+len(tellings))
	if err != nil {
		return nil, err
	}
	return slices.Concat(out, tellings, stands), nil
}

// findings are all that an article tells of, in the order of its text.
func (a *article) findings() []*finding {
	var out []*finding
	for i := range a.said {
		if f := a.denial(i); f != nil {
			out = append(out, f)
		}
		if f := a.eachOther(i); f != nil {
			out = append(out, f)
		}
		if f := a.otherwise(i); f != nil {
			out = append(out, f)
		}
		if f := a.countedOtherwise(i); f != nil {
			out = append(out, f)
		}
	}
	for i := range a.said {
		if f := a.stance(i); f != nil {
			out = append(out, f)
		}
	}
	for i := range a.Events {
		if f := a.targets(&a.Events[i]); f != nil {
			out = append(out, f)
		}
	}
	out = append(out, a.accusations()...)
	return append(out, a.claims()...)
}

// keys are where a finding lies.
func (a *article) keys(f *finding) []string {
	for _, side := range f.Sides {
		for _, w := range side.Who {
			if w.Actor != "" {
				return []string{"by|" + string(w.Actor) + "|" + quarter(a.Day())}
			}
		}
	}
	return []string{"in|" + string(a.ID)}
}

// quarter is the quarter of a day, the year where that is all that is known.
func quarter(day string) string {
	if len(day) < len("2006-01") {
		return day
	}
	month := int(day[5]-'0')*10 + int(day[6]-'0')
	return fmt.Sprintf("%sQ%d", day[:4], (month+2)/3)
}
