package ask

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/world"
	"onrecord/query"
)

// Places are where things happened and agreements hold, by the names that the
// record has, the most told of first: of incidents that a question asks for, and
// of agreements where it asks nothing, for these do not have all its fields. Of
// each the newest come first; more is true where it is made of the newest alone.
func (w *World) Places(ctx context.Context, q query.Q) (out []export.PlaceRow, more bool, err error) {
	at := map[string]int{}
	add := func(head world.Row, of func(*export.PlaceRow) *[]string) {
		for _, h := range head.Has {
			k := cmp.Or(h.Value, h.Name)
			i, known := at[k]
			if !known {
				i, at[k] = len(out), len(out)
				out = append(out, export.PlaceRow{Who: onrecord.Who{Actor: onrecord.ActorID(h.Value), Name: h.Name}, Incidents: []string{}, Agreements: []string{}})
			}
			ids := of(&out[i])
			*ids = append(*ids, head.ID)
		}
	}
	incidents, more, err := w.newestHeads(ctx, Question{List: query.Incidents, Q: q}, "place")
	if err != nil {
		return nil, false, err
	}
	for _, head := range incidents {
		add(head, func(p *export.PlaceRow) *[]string { return &p.Incidents })
	}
	if query.Print(q) == query.Print(query.Incidents.Shown(nil)) {
		agreements, _, err := w.newestHeads(ctx, Question{List: query.Ledger}, "place")
		if err != nil {
			return nil, false, err
		}
		for _, head := range agreements {
			add(head, func(p *export.PlaceRow) *[]string { return &p.Agreements })
		}
	}
	all := func(p export.PlaceRow) int { return len(p.Incidents) + len(p.Agreements) }
	slices.SortStableFunc(out, func(a, b export.PlaceRow) int { return cmp.Or(all(b)-all(a), cmp.Compare(a.Name, b.Name)) })
	return out, more, nil
}

// newestHeads are Newest, of each row no more than its id, its days and what it has
// of a field.
func (w *World) newestHeads(ctx context.Context, q Question, field string) (heads []world.Row, more bool, err error) {
	for head, err := range w.rows.Heads(ctx, world.KindOf(q.List), world.Filter{Q: q.Q, Limit: Drawn + 1}, field) {
		if err != nil {
			return nil, false, fmt.Errorf("list %s: %w", q.List, err)
		}
		heads = append(heads, head)
	}
	return heads[:min(Drawn, len(heads))], len(heads) > Drawn, nil
}
