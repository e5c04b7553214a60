package held

import (
	"context"
	"time"
)

// lookEvery is how often it is looked whether the record has changed.
const lookEvery = 20 * time.Millisecond

// moment is a state of the record that was seen.
type moment struct {
	state string
	seen  time.Time // last
	past  bool      // another was seen since
}

// age is how long the record may have been past the moment.
func (m *moment) age(now time.Time) time.Duration {
	if !m.past {
		return 0
	}
	return now.Sub(m.seen)
}

// look is the moment that the record is of, seen no longer ago than within.
func (a *Answers) look(ctx context.Context, within time.Duration) (*moment, error) {
	if m := a.seen(within); m != nil {
		return m, nil
	}
	a.looks.Lock()
	defer a.looks.Unlock()
	if m := a.seen(within); m != nil { // by whoever looked before
		return m, nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), longest) // many wait for this look
	defer cancel()
	now := a.now()
	state, err := a.Record.Moment(ctx)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.last == nil || a.last.state != state {
		if a.last != nil {
			a.last.past = true
		}
		a.last = &moment{state: state}
	}
	a.last.seen = now
	return a.last, nil
}

// seen is the last moment if it was seen lately.
func (a *Answers) seen(within time.Duration) *moment {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.last != nil && a.now().Sub(a.last.seen) < within {
		return a.last
	}
	return nil
}
