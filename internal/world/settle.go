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
		_, sweeps := t.(Swept)
		err := settle(ctx, s, t.Kind(), sweeps)
		if _, ok := t.(Decidable); ok && err == nil {
			err = settle(ctx, s, t.Kind().Decided(), false)
		}
		if err != nil {
			return fmt.Errorf("make %s anew: %w", t.Kind(), err)
		}
	}
	return nil
}

// settle makes the rows of all dirty keys of a kind. A sweep over a day makes the
// next one dirty, so that the first key is always taken next.
func settle(ctx context.Context, s Store, kind Kind, sweeps bool) error {
	limit := batch
	if sweeps {
		limit = 1
	}
	for {
		keys, err := s.Dirty(ctx, kind, limit)
		if err != nil || len(keys) == 0 {
			return err
		}
		for _, key := range keys {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := s.Rebuild(ctx, kind, key); err != nil {
				return err
			}
		}
	}
}
