package main

import (
	"context"
	"fmt"
	"strings"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/world"
)

// storeFlag names the store.
type storeFlag struct {
	Store string `env:"ONRECORD_STORE" default:"onrecord.db" placeholder:"FILE" help:"The store: a file (${default}; environment: ONRECORD_STORE)."`
}

// open opens the store; a scheme before "://" says which sort it is. Where
// there is none yet it is made if create is set.
func (f *storeFlag) open(ctx context.Context, create bool) (onrecord.Store, error) {
	path, scheme := f.Store, ""
	if before, after, ok := strings.Cut(f.Store, "://"); ok {
		scheme, path = before, after
	}
	switch scheme {
	case "", "sqlite":
		s, err := sqlite.Open(ctx, path, create, sqlite.WithWorld(process.WorldTypes()...))
		if onrecord.KindOf(err) == onrecord.NotFound {
			// Not an input but the place of work is missing: exit 1.
			return nil, fmt.Errorf("no store at %s; \"onrecord add\" makes one", path)
		}
		if err != nil {
			return nil, err
		}
		return s, nil
	}
	return nil, usageError{fmt.Errorf("--store: no store has the scheme %q", scheme)}
}

// settle brings what comes of many articles up to date with those of a store.
func settle(ctx context.Context, s onrecord.Store) error {
	if w, ok := s.(world.Store); ok {
		return world.Settle(ctx, w, process.WorldTypes())
	}
	return nil
}
