package notify

import (
	"context"
	"slices"

	"onrecord"
	"onrecord/query"
)

// Listener hears, while it is open, of the facts that decisions make a question's
// own: at once of those that are made in the same program, of others by Hear.
type Listener struct {
	of query.List
	q  query.Q
	C  <-chan Fresh
	c  chan Fresh
}

// heardMost is how many facts wait for a listener; of more it does not hear.
const heardMost = 200

// Listen opens a listener to a question, and close ends it.
func (w *Watcher) Listen(of query.List, q query.Q) (l *Listener, end func()) {
	c := make(chan Fresh, heardMost)
	l = &Listener{of: of, q: q, c: c, C: c}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.listeners = append(w.listeners, l)
	return l, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.listeners = slices.DeleteFunc(w.listeners, func(o *Listener) bool { return o == l })
	}
}

// heard is a listener with what its question had before a decision.
type heard struct {
	*Listener
	had []string
}

// listening are the listeners that are open.
func (w *Watcher) listening() (out []*heard) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, l := range w.listeners {
		out = append(out, &heard{Listener: l})
	}
	return out
}

// hear tells a listener what a decision has made its question's own. A fault is
// no fault of the decision: the stream goes on without.
func (w *Watcher) hear(ctx context.Context, l *heard, d *onrecord.Decision) {
	if l.had == nil {
		return
	}
	for f, err := range w.come(ctx, l.of, l.q, d, l.had) {
		if err != nil {
			return
		}
		l.tell(f)
	}
}

// tell tells a listener a fact, unless too many wait for it.
func (l *Listener) tell(f fact) {
	select {
	case l.c <- Fresh{fact: f, Decided: decidedBy(f.decided)}:
	default:
	}
}
