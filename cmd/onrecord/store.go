package main

import (
	"context"
	"fmt"
	"strings"

	"onrecord"
	"onrecord/internal/store/sqlite"
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
		s, err := sqlite.Open(ctx, path, create)
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
