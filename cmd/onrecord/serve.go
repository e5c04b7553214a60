package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"

	"onrecord/internal/account"
	"onrecord/internal/ask"
	"onrecord/internal/intake"
	"onrecord/internal/process"
	"onrecord/internal/watch"
	"onrecord/internal/web"
	"onrecord/internal/web/api"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/held"
	"onrecord/internal/web/site"
	"onrecord/internal/world"
)

// serveCmd shows a store in the browser.
type serveCmd struct {
	storeFlag
	queueFlag
	kbFlag
	hostsFlag
	Watch   bool           `default:"true" negatable:"" help:"Look at what is watched, as \"watch run --stay\" does."`
	By      string         `env:"ONRECORD_USER,USER" default:"somebody" placeholder:"WHO" help:"Who decides on the pages, where nobody logs in (environment: ONRECORD_USER, USER)."`
	Listen  netip.AddrPort `default:"127.0.0.1:8017" placeholder:"ADDRESS" help:"The address and port to listen on (${default}); port 0 takes any that is free."`
	Host    []string       `placeholder:"NAME" help:"Answer to this name only, as record.example.org; may be repeated."`
	TLSCert string         `name:"tls-cert" placeholder:"FILE" help:"The certificate, and those up to a root, in PEM: answer by HTTPS."`
	TLSKey  string         `name:"tls-key" placeholder:"FILE" help:"Its key."`
	Proxy   []netip.Prefix `placeholder:"NET" help:"Requests from this network come by a proxy that speaks HTTPS to browsers, as 10.0.0.0/8; may be repeated."`
	tellFlags
	telemetryFlags
}

// Help is shown by serve --help.
func (serveCmd) Help() string {
	return `Shows a store in the browser: articles, statements with filters, a timeline, and each
statement on the words it was read from. On this machine alone nobody logs in. Where others
can reach it, by another address, a name or a proxy, it needs users, and lets in nobody else.

Examples:
  onrecord serve                             onrecord.db on http://127.0.0.1:8017/
  onrecord serve --store syria.db --listen 127.0.0.1:0
  onrecord user add ana --role admin
  onrecord serve --listen 0.0.0.0:443 --tls-cert cert.pem --tls-key key.pem
  onrecord serve --proxy 127.0.0.1/32 --host record.example.org
  onrecord serve --no-watch                  leave what is watched to "onrecord watch run --stay"
  onrecord serve --queue file:queue          what is taken in by a page is left to "onrecord work"
  onrecord serve --telemetry 127.0.0.1:9017 --log json    watched by Prometheus and the like`
}

// public reports whether others can reach the server.
func (c *serveCmd) public() bool {
	return !c.Listen.Addr().IsLoopback() || len(c.Host) > 0 || len(c.Proxy) > 0
}

// options are those of the server: where others can reach it, the door that
// they come through.
func (c *serveCmd) options(ctx context.Context, env *environment, accounts account.Accounts) ([]web.Option, error) {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return nil, usageError{errors.New("--tls-cert and --tls-key go together")}
	}
	var options []web.Option
	https := c.TLSCert != "" || len(c.Proxy) > 0
	if https {
		options = append(options, web.OverHTTPS())
	}
	if !c.public() {
		return options, nil
	}
	users, err := accounts.Users(ctx)
	if err != nil {
		return nil, err
	}
	if len(users) == 0 {
		return nil, usageError{fmt.Errorf("others could reach it, and %s has no users; \"onrecord user add NAME --role admin --store %[1]s\" makes one", c.name())}
	}
	if !https {
		fmt.Fprintln(env.Stderr, "onrecord: passwords come without encryption; --tls-cert and --tls-key, or a proxy, encrypt them")
	}
	return append(options, web.Behind(auth.NewDoor(accounts, https, c.Proxy), c.Host...)), nil
}

// settleEvery is how often a site looks whether articles have come. It costs
// little where none have.
const settleEvery = 2 * time.Second

// alertsEvery is how often a site looks what is new for saved queries. Where
// nothing came it reads one number.
const alertsEvery = 5 * time.Second

// Run serves until it is interrupted.
func (c *serveCmd) Run(ctx context.Context, env *environment) error {
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // what it stored is there
	log := c.logger(env)
	seen, unwatched, err := c.begin(ctx, env, store, log)
	if err != nil {
		return err
	}
	defer unwatched()
	rows, ok := store.(world.Store)
	if !ok {
		return errors.New("this store keeps no rows of many articles")
	}
	many := func(context.Context) (*ask.World, error) { return ask.Of(rows).Beside(store), nil }
	accounts, ok := store.(account.Accounts)
	if !ok {
		return errors.New("this store keeps no users and no log")
	}
	answers, ok := store.(held.Record)
	if !ok {
		return errors.New("this store does not tell whether it was written to")
	}
	read := sync.OnceValues(func() (*process.Reader, error) { return c.reader(env) })
	watcher, err := c.watcher(store)
	if err != nil {
		return err
	}
	asker := c.client(env, nil)
	defer asker.Close()
	desk := intake.NewDesk(store, read, watch.Getter{Client: asker})
	through, done, err := c.through(ctx, env, seen)
	if err != nil {
		return err
	}
	defer done()
	if through != nil {
		desk.Through(through)
	}
	if state, ok := store.(watch.Store); ok && c.Watch {
		desk.Watch(&watch.Runner{Store: state, Client: asker, Workers: 1, Now: time.Now})
	}
	pages, err := site.New(site.Parts{Store: store, World: many, Known: known, Acts: accounts, Watch: watcher, HTTPS: c.TLSCert != "" || len(c.Proxy) > 0, Read: read, Desk: desk, Version: env.Version})
	if err != nil {
		return err
	}
	options, err := c.options(ctx, env, accounts)
	if err != nil {
		return err
	}
	programs := api.New(api.Parts{Store: store, World: many, Known: known, Acts: accounts, Desk: desk, Log: log, Version: env.Version, Watch: watcher})
	options = append(options, web.Watched(seen.Requests), web.Holding(answers), web.Needs(there(store)))
	if through != nil {
		options = append(options, web.Needs(func(ctx context.Context) error {
			_, err := through.Status(ctx)
			return err
		}))
	}
	server := web.New(pages, programs, c.By, log, options...)
	// What others add while the site is up is laid side by side beside its pages:
	// none waits for it.
	ctx, end := context.WithCancel(ctx)
	var settling sync.WaitGroup
	defer settling.Wait()
	defer end()
	settling.Go(func() { desk.Run(ctx) })
	if desk.Watches() != nil {
		settling.Go(func() {
			desk.KeepLooking(ctx, func(err error) { log.Error("look at what is watched", "error", err) })
		})
	}
	settling.Go(func() {
		watcher.Keep(ctx, alertsEvery, func(err error) { log.Error("tell what is new", "error", err) })
	})
	settling.Go(func() {
		process.KeepSettled(ctx, rows, settleEvery, func(err error) { log.Error("bring the rows of many articles up to date", "error", err) })
	})
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", c.Listen.String())
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	scheme := "http"
	if c.TLSCert != "" {
		certificate, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
		if err != nil {
			return usageError{fmt.Errorf("--tls-cert %s, --tls-key %s: %w", c.TLSCert, c.TLSKey, err)}
		}
		scheme, l = "https", tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}})
	}
	if _, err := fmt.Fprintf(env.Stdout, "Open %s://%s/ in a browser; Ctrl-C ends.\n", scheme, l.Addr()); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return server.Serve(ctx, l)
}
