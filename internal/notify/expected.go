package notify

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"onrecord"
)

// The rooms of a store in which a Watcher remembers.
const (
	decisions = "alerts of decisions" // what stood before decisions whose alerts are not all fired
	again     = "alerts to compare"   // queries of many articles that are to be compared again
)

// expected is that a decision is on its way: what saved queries had of what it
// is about. It is kept before the decision is made and until its alerts are
// fired. Where it outlives whoever kept it, anybody can fire what is missing:
// of a decision that was never made there is nothing.
type expected struct {
	At    time.Time          `json:"at"`
	About onrecord.Decision  `json:"about"`
	Had   map[int64][]string `json:"had"` // by query: null for too many to tell
}

// orphaned is after which time nobody fires any more what is expected: whoever
// kept it is dead, for a decision takes seconds at most.
const orphaned = time.Minute

// expect keeps what is expected, and gives its key.
func (w *Watcher) expect(ctx context.Context, e *expected) (string, error) {
	value, err := json.Marshal(e)
	if err != nil {
		return "", fmt.Errorf("write what is expected of a decision: %w", err)
	}
	some := make([]byte, 4)
	if _, err := rand.Read(some); err != nil {
		return "", fmt.Errorf("make a key: %w", err)
	}
	key := fmt.Sprintf("%019d-%s", e.At.UnixNano(), hex.EncodeToString(some))
	return key, w.store.PutState(ctx, decisions, key, value)
}

// forget ends the expectation of a decision whose alerts are fired.
func (w *Watcher) forget(ctx context.Context, key string) error {
	return w.store.PutState(context.WithoutCancel(ctx), decisions, key, nil)
}

// again has a query of many articles compared with all that there is.
func (w *Watcher) again(ctx context.Context, query int64) error {
	return w.store.PutState(ctx, again, strconv.FormatInt(query, 10), []byte("1"))
}

// isAgain reports whether it is to be compared, and that it is not any more: a
// decision that comes while it is compared has it compared once more.
func (w *Watcher) isAgain(ctx context.Context, query int64) (bool, error) {
	key := strconv.FormatInt(query, 10)
	value, err := w.store.State(ctx, again, key)
	if err != nil || value == nil {
		return false, err
	}
	return true, w.store.PutState(ctx, again, key, nil)
}

// catchUp fires what is missing of decisions whose makers died.
func (w *Watcher) catchUp(ctx context.Context) error {
	keys, err := w.store.StateKeys(ctx, decisions)
	if err != nil || len(keys) == 0 {
		return err
	}
	var faults []error
	for _, key := range keys {
		if err := w.catchUpWith(ctx, key); err != nil {
			faults = append(faults, fmt.Errorf("tell of a decision whose maker died: %w", err))
		}
	}
	return errors.Join(faults...)
}

func (w *Watcher) catchUpWith(ctx context.Context, key string) error {
	value, err := w.store.State(ctx, decisions, key)
	if err != nil || value == nil {
		return err
	}
	var e expected
	if err := json.Unmarshal(value, &e); err != nil {
		return fmt.Errorf("read what is expected: %w", err)
	}
	if w.now().Sub(e.At) < orphaned {
		return nil // its maker lives
	}
	queries, err := w.store.SavedQueries(ctx)
	if err != nil {
		return err
	}
	d, err := w.made(ctx, &e)
	if err == nil && d != nil {
		err = w.tellAll(ctx, queries, &e, d)
	}
	if err != nil {
		return err
	}
	return w.forget(ctx, key)
}

// made is the decision that was expected, nil where it never was made: the last
// one of the same words that was made since, or the one that was to be undone.
func (w *Watcher) made(ctx context.Context, e *expected) (*onrecord.Decision, error) {
	all, err := w.store.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range slices.Backward(all) {
		if isIt(&d, &e.About) {
			return &d, nil
		}
	}
	return nil, nil
}

// isIt reports whether a decision is the one that was expected.
func isIt(d, expected *onrecord.Decision) bool {
	if expected.ID != 0 {
		return d.ID == expected.ID && d.Undone == expected.Undone
	}
	type words struct {
		kind           onrecord.DecisionKind
		subject, who   onrecord.ActorID
		article        onrecord.ArticleID
		on             onrecord.Target
		of, field      string
		value, by, why string
		at             int64
	}
	of := func(d *onrecord.Decision) words {
		return words{d.Kind, d.Subject, d.Object.ID, d.Article, d.On, d.Of, d.Field, d.Value, d.By, d.Note, d.At.Unix()}
	}
	return of(d) == of(expected)
}
