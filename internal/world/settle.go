package world

import (
	"context"
	"fmt"
)

// batch is how many articles or keys are taken from a store at once: few
// enough that whoever else writes does not wait, and that an end of ctx is seen.
const batch = 100

// Settle works until nothing in a store is left to be made anew. types are all
// that it was opened with; those that stand upon others come behind them. It
// may be stopped at any moment, and run beside others.
func Settle(ctx context.Context, s Store, types []Type) error {
	for {
		n, err := s.Renew(ctx, batch)
		if err != nil {
			return fmt.Errorf("make facts anew: %w", err)
		}
		if n == 0 {
			break
		}
	}
	for _, t := range types {
		kinds := []Kind{t.Kind()}
		if _, ok := t.(Decidable); ok {
			kinds = append(kinds, t.Kind().Decided())
		}
		for _, kind := range kinds {
			if err := settle(ctx, s, kind); err != nil {
				return fmt.Errorf("make %s anew: %w", kind, err)
			}
		}
	}
	return nil
}

// settle makes the rows of all dirty keys of a kind.
func settle(ctx context.Context, s Store, kind Kind) error {
	for {
		n, err := s.Rebuild(ctx, kind, batch)
		if err != nil || n == 0 {
			return err
		}
	}
}
