package dispute

import (
	"encoding/json"
	"fmt"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

var _ world.Upon = Type{}

// Upon implements world.Upon: what is said of incidents and agreements is disputed too.
func (Type) Upon() []world.Kind { return []world.Kind{world.Incidents, world.Agreements} }

// RowFacts implements world.Upon.
func (Type) RowFacts(kind world.Kind, row world.Row) ([]world.Fact, error) {
	if kind == world.Incidents {
		return happeningFacts(row)
	}
	return statusFacts(row)
}

// statusFacts are what is disputed of an agreement whose asserters say of one time
// what does not go together.
func statusFacts(row world.Row) ([]world.Fact, error) {
	var g onrecord.LedgerAgreement
	if err := json.Unmarshal(row.Body, &g); err != nil {
		return nil, fmt.Errorf("read agreement %s: %w", row.ID, err)
	}
	f := statusOf(&g)
	if f == nil {
		return nil, nil
	}
	body, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("write what is disputed of agreement %s: %w", row.ID, err)
	}
	return []world.Fact{{Key: "of|" + g.ID, Article: onrecord.ArticleID(g.ID), Day: f.First, Body: body}}, nil
}

// statusOf is the dispute between the last words of an agreement's asserters,
// nil where they go together.
func statusOf(g *onrecord.LedgerAgreement) *finding {
	if !g.Contested {
		return nil
	}
	f := &finding{Kind: onrecord.DisputeStatus, Rule: "contested", Text: g.Name, Stems: passage.Stems(g.Name), About: g.Parties, Agreement: g.ID}
	stands, falls := side("", nil), side("", nil)
	for _, s := range g.Latest {
		if !opposed(s, g.Latest) {
			continue
		}
		of := &stands
		if s.Status.Stands() < 0 {
			of = &falls
		}
		if of.Stance == "" {
			of.Stance = string(s.Status)
		}
		of.Who = passage.Join(of.Who, speaker(s))
		of.Cites = append(of.Cites, s.Cite)
		if f.First == "" || s.Cite.Published < f.First {
			f.First = s.Cite.Published
		}
		f.Last = max(f.Last, s.Cite.Published)
	}
	if len(stands.Cites) == 0 || len(falls.Cites) == 0 {
		return nil
	}
	f.Sides = []onrecord.Side{stands, falls}
	return f
}

// speaker is who says that an agreement has a status: for the outlet's own
// voice the outlet.
func speaker(s onrecord.LedgerStatus) []onrecord.Who {
	switch {
	case s.AccordingTo.Name != "":
		return []onrecord.Who{s.AccordingTo}
	case s.Cite.Outlet != "":
		return []onrecord.Who{{Name: s.Cite.Outlet}}
	}
	return nil
}

// oneTime is how many days apart two words on an agreement are of one time.
const oneTime = 30

// opposed reports whether somebody says of the same time what does not go
// together with a status.
func opposed(s onrecord.LedgerStatus, list []onrecord.LedgerStatus) bool {
	for _, o := range list {
		if (clash(s, o) || clash(o, s)) && within(s, o) {
			return true
		}
	}
	return false
}

// clash reports whether an agreement cannot have what two say of it. What was signed
// may be broken a day later, though not rejected; what was carried out in part may
// be broken in another, and what was broken off be taken up again.
func clash(stands, falls onrecord.LedgerStatus) bool {
	if stands.Status.Stands() <= 0 || falls.Status.Stands() >= 0 {
		return false
	}
	switch stands.Status {
	case onrecord.Agreed, onrecord.Signed, onrecord.Approved:
		return falls.Status == onrecord.Rejected
	case onrecord.Implemented:
		return falls.Status == onrecord.NeverImplemented
	case onrecord.Resumed:
		return day(stands) < day(falls)
	}
	return true
}

func within(a, b onrecord.LedgerStatus) bool {
	x, _, errX := ling.ParsePeriod(day(a))
	y, _, errY := ling.ParsePeriod(day(b))
	return errX == nil && errY == nil && x.AddDays(-oneTime).Compare(y) <= 0 && y.Compare(x.AddDays(oneTime)) <= 0
}

func day(s onrecord.LedgerStatus) string {
	if s.When.Earliest != "" {
		return s.When.Earliest
	}
	return s.Cite.Published
}
