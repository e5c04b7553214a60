package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"

	"onrecord/internal/ask"
	"onrecord/internal/process"
	"onrecord/internal/web"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/site"
	"onrecord/internal/world"
)

// serveCmd shows a store in the browser.
type serveCmd struct {
	storeFlag
	By     string `env:"ONRECORD_USER,USER" default:"somebody" placeholder:"WHO" help:"Who decides on the pages (environment: ONRECORD_USER, USER)."`
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

// settleEvery is how often a site looks whether articles have come. It costs
// little where none have.
const settleEvery = 2 * time.Second

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
	log := slog.New(slog.NewTextHandler(env.Stderr, nil))
	rows, ok := store.(world.Store)
	if !ok {
		return errors.New("this store keeps no rows of many articles")
	}
	pages, err := site.New(store, func(context.Context) (*ask.World, error) { return ask.Of(rows).Beside(store), nil })
	if err != nil {
		return err
	}
	server := web.New(pages, auth.Owner(c.By), log)
	// What others add while the site is up is laid side by side beside its pages:
	// none waits for it.
	ctx, end := context.WithCancel(ctx)
	var settling sync.WaitGroup
	defer settling.Wait()
	defer end()
	settling.Go(func() {
		process.KeepSettled(ctx, rows, settleEvery, func(err error) { log.Error("bring the rows of many articles up to date", "error", err) })
	})
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if _, err := fmt.Fprintf(env.Stdout, "Open http://%s/ in a browser; Ctrl-C ends.\n", l.Addr()); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return server.Serve(ctx, l)
}
