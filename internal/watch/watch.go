// Package watch keeps an eye on feeds, sitemaps and single pages: what is
// watched, since when, what came of it last, and which of its articles were
// read already.
//
// A run asks what is due, each host in its own queue, and yields the articles
// that are new or changed. What was dealt with is told by Done, article by
// article; only Finish forgets that a run was on its way. A run that is broken
// off reads nothing twice but the list itself, and misses nothing.
//
// A changed item of a feed (title, date or text) is read again under its
// address: a store makes a version of it.
package watch

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"onrecord"
)

// Store remembers for a Runner. A room holds values by key.
type Store interface {
	// State is the value of a key, nil if it has none.
	State(ctx context.Context, room, key string) ([]byte, error)
	// StateKeys are a room's keys, sorted.
	StateKeys(ctx context.Context, room string) ([]string, error)
	// PutState sets a value; nil takes it away.
	PutState(ctx context.Context, room, key string, value []byte) error
	// ClearState takes a room away.
	ClearState(ctx context.Context, room string) error
}

// The rooms of a store. Links of one watch have a room of their own.
const (
	watches = "watch"
	links   = "watch links "
)

// Watch is one address that is watched.
type Watch struct {
	Address string        `json:"address"`
	Every   time.Duration `json:"every"`
	Added   time.Time     `json:"added"`

	// What came of it last.
	At           string    `json:"at,omitempty"` // where it moved for good
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	Checked      time.Time `json:"checked,omitzero"`
	Next         time.Time `json:"next,omitzero"`
	Failures     int       `json:"failures,omitempty"` // in a row
	Fault        string    `json:"fault,omitempty"`    // of the last
	Read         int       `json:"read"`               // articles, in all

	// Came is what came of the last look that brought a page.
	Came *Came `json:"came,omitempty"`
}

// Came is what one look brought.
type Came struct {
	At      time.Time `json:"at"`
	Read    int       `json:"read"`          // articles
	Refused int       `json:"refused"`       // pages that were none
	Why     []Refusal `json:"why,omitempty"` // of the first of them
}

// Refusal is why a page was no article.
type Refusal struct {
	Link string `json:"link"`
	Why  string `json:"why"`
}

// mostWhy is how many refusals of a look are told.
const mostWhy = 20

// Shortest is the least time between two looks at one address.
const Shortest = time.Minute

// Lease is how long those who stay leave a watch alone that another looks at: a
// feed of a hundred pages at the pace of one host is read in less.
const Lease = 10 * time.Minute

// Add begins to watch an address, or changes how often it is looked at.
func Add(ctx context.Context, s Store, address string, every time.Duration, now time.Time) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return onrecord.Errorf(onrecord.Invalid, "%q is no web address", address)
	}
	if every < Shortest {
		return onrecord.Errorf(onrecord.Invalid, "every %s is more often than every %s", every, Shortest)
	}
	w, err := get(ctx, s, address)
	if onrecord.KindOf(err) == onrecord.NotFound {
		w, err = Watch{Address: address, Added: now.UTC()}, nil
	}
	if err != nil {
		return err
	}
	w.Every, w.Next = every, time.Time{}
	return put(ctx, s, w)
}

// Hurry makes a watch due.
func Hurry(ctx context.Context, s Store, address string) error {
	w, err := get(ctx, s, address)
	if err != nil {
		return err
	}
	w.Next = time.Time{}
	return put(ctx, s, w)
}

// List is what is watched, by address.
func List(ctx context.Context, s Store) ([]Watch, error) {
	keys, err := s.StateKeys(ctx, watches)
	if err != nil {
		return nil, err
	}
	out := make([]Watch, 0, len(keys))
	for _, key := range keys {
		w, err := get(ctx, s, key)
		if err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	return out, nil
}

// Remove ends the watch of an address. The articles stay.
func Remove(ctx context.Context, s Store, address string) error {
	if _, err := get(ctx, s, address); err != nil {
		return err
	}
	if err := s.ClearState(ctx, links+address); err != nil {
		return err
	}
	return s.PutState(ctx, watches, address, nil)
}

func get(ctx context.Context, s Store, address string) (Watch, error) {
	value, err := s.State(ctx, watches, address)
	if err != nil {
		return Watch{}, err
	}
	if value == nil {
		return Watch{}, onrecord.Errorf(onrecord.NotFound, "%s is not watched", address)
	}
	var w Watch
	if err := json.Unmarshal(value, &w); err != nil {
		return Watch{}, fmt.Errorf("read what is kept of %s: %w", address, err)
	}
	return w, nil
}

func put(ctx context.Context, s Store, w Watch) error {
	value, err := json.Marshal(w)
	if err != nil {
		return err
	}
	return s.PutState(ctx, watches, w.Address, value)
}

// longest is the longest that a watch which fails is left alone.
const longest = 7 * 24 * time.Hour

// checked notes a look at an address. One that fails is looked at less and less.
func (w *Watch) checked(now time.Time, fault error, after time.Duration) {
	w.Checked = now.UTC()
	wait := w.Every
	if fault == nil {
		w.Failures, w.Fault = 0, ""
	} else {
		w.Failures++
		w.Fault = strings.Join(strings.Fields(fault.Error()), " ")
		for range min(w.Failures, 16) {
			wait = min(2*wait, max(longest, w.Every))
		}
	}
	w.Next = w.Checked.Add(max(wait, after))
}
