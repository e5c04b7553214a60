package relational

import (
	"context"
	"fmt"
	"sync"

	"onrecord"
	"onrecord/query"
)

// remembered are counts of the moment that the store is of. Who reads a list has it
// counted, and its facets, page after page, and so do all others who read it: what
// was counted is not counted again before something is written.
type remembered struct {
	mu     sync.Mutex
	moment string
	of     map[string]any // what was counted, by what was asked
}

// mostRemembered is how many counts are remembered: some hundred bytes each.
const mostRemembered = 10_000

// remember gives what was counted before, or counts it.
func remember[T any](ctx context.Context, s *Store, asked string, count func() (T, error)) (T, error) {
	r := &s.counted
	moment, err := s.engine.Moment(ctx)
	if err != nil {
		return count() // which tells what is wrong
	}
	if known, ok := r.known(moment, asked).(T); ok {
		return known, nil
	}
	counted, err := count()
	if err != nil {
		return counted, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.moment == moment { // what was written since is in it, or not: it is right for whoever asks at that moment
		r.of[asked] = counted
	}
	return counted, nil
}

// known is what was counted at a moment, nil if it was not.
func (r *remembered) known(moment, asked string) any {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.moment != moment || len(r.of) >= mostRemembered {
		r.moment, r.of = moment, map[string]any{}
	}
	return r.of[asked]
}

// countOf names the count of a list that f selects.
func countOf(of query.List, f onrecord.Filter, by ...any) string {
	return fmt.Sprintf("%s %q %v", of, query.Print(f.Q), by)
}
