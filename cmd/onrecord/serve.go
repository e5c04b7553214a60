package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/netip"

	"onrecord/internal/ask"
	"onrecord/internal/web"
)

// serveCmd shows a store in the browser.
type serveCmd struct {
	storeFlag
	Listen string `default:"127.0.0.1:8017" placeholder:"ADDRESS" help:"The loopback address and port to listen on (${default}); port 0 takes any that is free."`
}

// Help is shown by serve --help.
func (serveCmd) Help() string {
	return `Shows a store in the browser: articles, statements with filters, a timeline, and each
statement on the words it was read from. It listens on this machine only.

Examples:
  onrecord serve                             onrecord.db on http://127.0.0.1:8017/
  onrecord serve --store syria.db --listen 127.0.0.1:0`
}

// Run serves until it is interrupted.
func (c *serveCmd) Run(ctx context.Context, env *environment) error {
	addr, err := netip.ParseAddrPort(c.Listen)
	if err != nil || !addr.Addr().IsLoopback() {
		return usageError{fmt.Errorf("--listen: %q is no loopback address with a port, as 127.0.0.1:8017 or [::1]:8017", c.Listen)}
	}
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	site, err := web.New(store, func(ctx context.Context) (*ask.World, error) { return worldOf(ctx, store) }, slog.New(slog.NewTextHandler(env.Stderr, nil)))
	if err != nil {
		return err
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if _, err := fmt.Fprintf(env.Stdout, "Open http://%s/ in a browser; Ctrl-C ends.\n", l.Addr()); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return site.Serve(ctx, l)
}
