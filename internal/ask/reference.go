package ask

import (
	"context"
	"encoding/json"
	"fmt"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/reference"
)

// Kept is where reference lists are kept, and what persons decided of them.
type Kept interface {
	onrecord.References
	Decisions(ctx context.Context) (onrecord.Decisions, error)
}

// Beside is w with reference lists beside the ledger: each agreement says which
// rows of them it is linked to, by a decision or as a suggestion.
func (w *World) Beside(kept Kept) *World { return &World{w.rows, kept} }

// beside is what lays reference lists beside agreements, nil where no list is kept.
func (w *World) beside(ctx context.Context) (func(context.Context, world.Row) ([]byte, error), error) {
	if w.kept == nil {
		return nil, nil
	}
	kept := false
	for _, err := range w.kept.References(ctx, "", "") {
		if err != nil {
			return nil, err
		}
		kept = true
		break
	}
	if !kept {
		return nil, nil
	}
	decided, err := w.kept.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	verdicts := decided.Verdicts()
	return func(ctx context.Context, row world.Row) ([]byte, error) {
		var a onrecord.LedgerAgreement
		if err := json.Unmarshal(row.Body, &a); err != nil {
			return nil, fmt.Errorf("read the stored agreement %s: %w", row.ID, err)
		}
		if a.References, err = w.linked(ctx, &a, verdicts); err != nil {
			return nil, fmt.Errorf("the references of agreement %s: %w", row.ID, err)
		}
		return json.Marshal(a)
	}, nil
}

// linked are the references of an agreement: those that a person linked to it,
// else those that may be it.
func (w *World) linked(ctx context.Context, a *onrecord.LedgerAgreement, decided *onrecord.Verdicts) ([]onrecord.LedgerReference, error) {
	out := []onrecord.LedgerReference{}
	keys := decided.Referred(a.ID)
	for _, key := range keys {
		list, id, _ := onrecord.ReferenceKey(key)
		r, err := w.kept.Reference(ctx, list, id)
		if onrecord.KindOf(err) == onrecord.NotFound {
			continue // the decision waits for the list
		}
		if err != nil {
			return nil, err
		}
		out = append(out, reference.Beside(a, &r, onrecord.LinkDecided))
	}
	first, last := reference.Days(a)
	if len(keys) > 0 || first == "" {
		return out, nil
	}
	for r, err := range w.kept.References(ctx, first, last) {
		if err != nil {
			return nil, err
		}
		if decided.Referring(r.Key()) {
			continue // it is another's
		}
		if reference.Suggested(a, &r) {
			out = append(out, reference.Beside(a, &r, onrecord.LinkSuggested))
		}
	}
	return out, nil
}
