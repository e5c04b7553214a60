package ask

import (
	"cmp"
	"context"
	"slices"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/query"
)

// Place is what is told of one place.
type Place struct {
	onrecord.Who
	Incidents  []onrecord.Incident
	Agreements []onrecord.LedgerAgreement
}

// all is how much that is.
func (p *Place) all() int { return len(p.Incidents) + len(p.Agreements) }

// Places are where things happened and agreements hold, by the names that the
// record has, the most told of first: of incidents that a question asks for, and
// of agreements where it asks nothing, for these do not have all its fields.
// more is true where it is made of the newest alone.
func (w *World) Places(ctx context.Context, q query.Q) (out []*Place, more bool, err error) {
	incidents, more, err := Newest[onrecord.Incident](ctx, w, Question{List: query.Incidents, Q: q})
	if err != nil {
		return nil, false, err
	}
	at := map[string]*Place{}
	of := func(who onrecord.Who) *Place {
		k := cmp.Or(string(who.Actor), who.Name)
		if at[k] == nil {
			at[k] = &Place{Who: who}
			out = append(out, at[k])
		}
		return at[k]
	}
	for _, i := range incidents {
		if i.Where.Name != "" {
			one := of(i.Where)
			one.Incidents = append(one.Incidents, i)
		}
	}
	if asked := query.Print(q); asked == query.Print(query.Incidents.Shown(nil)) {
		agreements, _, err := Newest[onrecord.LedgerAgreement](ctx, w, Question{List: query.Ledger})
		if err != nil {
			return nil, false, err
		}
		for _, a := range agreements {
			if a.Place.Name != "" {
				one := of(a.Place)
				one.Agreements = append(one.Agreements, a)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *Place) int { return cmp.Or(b.all()-a.all(), cmp.Compare(a.Name, b.Name)) })
	return out, more, nil
}

// PlaceRows are places as lists have them.
func PlaceRows(all []*Place) []export.PlaceRow {
	out := make([]export.PlaceRow, len(all))
	for i, p := range all {
		out[i] = export.PlaceRow{Who: p.Who, Incidents: []string{}, Agreements: []string{}}
		for _, n := range p.Incidents {
			out[i].Incidents = append(out[i].Incidents, n.ID)
		}
		for _, a := range p.Agreements {
			out[i].Agreements = append(out[i].Agreements, a.ID)
		}
	}
	return out
}
