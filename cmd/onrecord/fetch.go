package main

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"onrecord/internal/fetch"
	"onrecord/internal/ingest"
)

// hostsFlag is how the web may be asked.
type hostsFlag struct {
	AllowHost []string `placeholder:"HOST" help:"A host that may be this machine or one of its network; others are refused."`
}

// client makes the one client of a command.
func (f *hostsFlag) client(env *environment, keep *fetch.Keeper) *fetch.Client {
	return fetch.New(fetch.Options{Version: env.Version, Allow: f.AllowHost, Keep: keep})
}

// getter fetches for package ingest.
type getter struct {
	client *fetch.Client
	typed  bool
}

// Get fetches a page.
func (g getter) Get(ctx context.Context, address string) (ingest.Raw, io.ReadCloser, error) {
	p, err := g.client.Get(ctx, fetch.Request{URL: address, Typed: g.typed})
	if err != nil {
		return ingest.Raw{}, nil, fmt.Errorf("fetch: %w", err)
	}
	return ingest.Raw{URL: p.URL, Header: p.Header, Collected: p.Collected}, io.NopCloser(bytes.NewReader(p.Body)), nil
}
