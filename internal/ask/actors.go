package ask

import (
	"context"
	"iter"

	"onrecord"
)

// CountActors counts actors: a store that counts them itself need not show them.
func CountActors(ctx context.Context, s interface {
	Actors(ctx context.Context, f onrecord.ActorFilter) iter.Seq2[onrecord.ActorView, error]
}, f onrecord.ActorFilter) (n int, err error) {
	if counts, ok := s.(interface {
		CountActors(ctx context.Context, f onrecord.ActorFilter) (int, error)
	}); ok {
		return counts.CountActors(ctx, f)
	}
	for _, err := range s.Actors(ctx, f) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}
