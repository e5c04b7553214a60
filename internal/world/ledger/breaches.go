package ledger

import (
	"encoding/json"
	"fmt"
	"slices"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
)

// Breaching is a kind of rows that no list shows: the incidents that are held
// against what one article tells of an agreement.
const Breaching world.Kind = "breaches"

// Breaches finds the incidents that are held against agreements. An incident
// knows the article and the agreement in it that it is held to break; where
// that lies, the article knows. Keys are articles.
type Breaches struct{}

var (
	_ world.Keyed = Breaches{}
	_ world.Upon  = Breaches{}
	_ world.Upon  = Homes{}
)

// Kind implements world.Type.
func (Breaches) Kind() world.Kind { return Breaching }

// Version implements world.Type.
func (Breaches) Version() string { return version() }

// held is the body of the facts and the rows of Breaches: an agreement of an
// article with where it lies, and what is held against it.
type held struct {
	Claim    onrecord.ClaimID          `json:"claim"`
	Keys     []string                  `json:"keys,omitempty"`
	Month    string                    `json:"month,omitempty"` // under which it looks for a theatre
	Article  onrecord.ArticleID        `json:"article,omitempty"`
	Day      string                    `json:"day,omitempty"`
	Place    int                       `json:"place,omitempty"`
	Incident []onrecord.LedgerIncident `json:"incident,omitempty"`
}

// Facts implements world.Type.
func (Breaches) Facts(r *onrecord.Record) ([]world.Fact, error) {
	p := passage.Lay(r)
	var out []world.Fact
	for i := range r.Agreements {
		if len(p.Breaches(&r.Agreements[i])) == 0 {
			continue
		}
		t := tell(p, i)
		h := held{Claim: t.Claim, Keys: t.Keys}
		if homeless(t) && len(p.Day()) >= len("2006-01") {
			h.Keys, h.Month = nil, p.Day()[:len("2006-01")]
		}
		body, err := json.Marshal(h)
		if err != nil {
			return nil, fmt.Errorf("write what is held against %s of %s: %w", t.Claim, r.ID, err)
		}
		out = append(out, world.Fact{Key: string(r.ID), Article: r.ID, Day: p.Day(), Place: i, Body: body})
	}
	return out, nil
}

// Upon implements world.Upon.
func (Breaches) Upon() []world.Kind { return []world.Kind{world.Incidents} }

// RowFacts implements world.Upon: what an incident is held to break.
func (Breaches) RowFacts(_ world.Kind, row world.Row) ([]world.Fact, error) {
	var in struct {
		ID       string                    `json:"id"`
		Breaks   []onrecord.IncidentBreach `json:"breaks"`
		DeniedBy []onrecord.Who            `json:"denied_by"`
	}
	if err := json.Unmarshal(row.Body, &in); err != nil {
		return nil, fmt.Errorf("read incident %s: %w", row.ID, err)
	}
	var out []world.Fact
	for i, b := range in.Breaks {
		h := held{Claim: b.Agreement, Incident: []onrecord.LedgerIncident{{Incident: in.ID, AllegedBy: b.AllegedBy, DeniedBy: in.DeniedBy}}}
		body, err := json.Marshal(h)
		if err != nil {
			return nil, fmt.Errorf("write what incident %s breaks: %w", in.ID, err)
		}
		out = append(out, world.Fact{Key: string(b.Article), Article: b.Article, Day: row.First, Place: i, Body: body})
	}
	return out, nil
}

// Rows implements world.Keyed: one for each agreement of the article.
func (Breaches) Rows(key string, facts []world.Fact) ([]world.Row, error) {
	var own []*held
	against := map[onrecord.ClaimID][]onrecord.LedgerIncident{}
	for _, fact := range facts {
		h := &held{Article: onrecord.ArticleID(key), Day: fact.Day, Place: fact.Place}
		if err := json.Unmarshal(fact.Body, h); err != nil {
			return nil, fmt.Errorf("read what is held against an agreement of %s: %w", key, err)
		}
		if len(h.Incident) > 0 {
			against[h.Claim] = append(against[h.Claim], h.Incident...)
		} else {
			own = append(own, h)
		}
	}
	var out []world.Row
	for _, h := range own {
		if h.Incident = against[h.Claim]; len(h.Incident) == 0 {
			continue
		}
		slices.SortStableFunc(h.Incident, byIncident)
		body, err := json.Marshal(h)
		if err != nil {
			return nil, fmt.Errorf("write what is held against %s of %s: %w", h.Claim, key, err)
		}
		out = append(out, world.Row{ID: key + " " + string(h.Claim), First: h.Day, Last: h.Day, Body: body})
	}
	return out, nil
}

// heldFacts lay a row of Breaches beside the told that it is of, under keys.
func heldFacts(row world.Row, keys func(h *held) []string) ([]world.Fact, error) {
	var h held
	if err := json.Unmarshal(row.Body, &h); err != nil {
		return nil, fmt.Errorf("read what is held against %s: %w", row.ID, err)
	}
	body, err := json.Marshal(told{Claim: h.Claim, Against: h.Incident})
	if err != nil {
		return nil, fmt.Errorf("write what is held against %s: %w", row.ID, err)
	}
	var out []world.Fact
	for _, key := range keys(&h) {
		out = append(out, world.Fact{Key: key, Article: h.Article, Day: h.Day, Place: h.Place, Body: body})
	}
	return out, nil
}

// Upon implements world.Upon.
func (Homes) Upon() []world.Kind { return []world.Kind{Breaching} }

// RowFacts implements world.Upon: what is held against one who looks for a
// theatre goes with it.
func (Homes) RowFacts(_ world.Kind, row world.Row) ([]world.Fact, error) {
	return heldFacts(row, func(h *held) []string {
		if h.Month == "" {
			return nil
		}
		return []string{h.Month}
	})
}
