package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/store/postgres"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/world"
)

// storeFlag names the store.
type storeFlag struct {
	Store string `env:"ONRECORD_STORE" default:"onrecord.db" placeholder:"FILE" help:"The store: a file, or the address of a PostgreSQL database (${default}; environment: ONRECORD_STORE)."`
}

// parts are the scheme before "://", which says which sort of store it is, and
// what stands behind.
func (f *storeFlag) parts() (scheme, rest string) {
	if before, after, ok := strings.Cut(f.Store, "://"); ok {
		return before, after
	}
	return "", f.Store
}

// name is the store as messages have it: without a password.
func (f *storeFlag) name() string {
	if scheme, _ := f.parts(); scheme == "" {
		return f.Store
	}
	address, err := url.Parse(f.Store)
	if err != nil {
		return "the store"
	}
	return address.Redacted()
}

// isFile reports whether the store is in a file of some name.
func (f *storeFlag) isFile(name string) (bool, error) {
	if scheme, path := f.parts(); scheme == "" || scheme == "sqlite" {
		return sameFile(path, name)
	}
	return false, nil
}

// open opens the store; a scheme says which sort it is. Where there is none yet
// it is made if create is set.
func (f *storeFlag) open(ctx context.Context, create bool) (s onrecord.Store, err error) {
	switch scheme, path := f.parts(); scheme {
	case "", "sqlite":
		s, err = sqlite.Open(ctx, path, create, sqlite.WithWorld(process.WorldTypes()...))
	case "postgres", "postgresql":
		s, err = postgres.Open(ctx, f.Store, create, postgres.WithWorld(process.WorldTypes()...))
	default:
		return nil, usageError{fmt.Errorf("--store: no store has the scheme %q", scheme)}
	}
	if onrecord.KindOf(err) == onrecord.NotFound {
		// Not an input but the place of work is missing: exit 1.
		return nil, fmt.Errorf("no store at %s; \"onrecord add\" makes one", f.name())
	}
	if err != nil { // and no typed nil
		return nil, err
	}
	return s, nil
}

// settle brings what comes of many articles up to date with those of a store.
func settle(ctx context.Context, s onrecord.Store) error {
	if w, ok := s.(world.Store); ok {
		return world.Settle(ctx, w, process.WorldTypes())
	}
	return nil
}
