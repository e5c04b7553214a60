package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"os"
	"strings"
	"time"

	"onrecord/internal/fetch"
	"onrecord/internal/ingest"
	"onrecord/internal/watch"
)

// hostsFlag is how the web may be asked.
type hostsFlag struct {
	AllowHost []string `placeholder:"HOST" help:"A host that may be this machine or one of its network; others are refused."`
}

// client makes the one client of a command.
func (f *hostsFlag) client(env *environment, keep *fetch.Keeper) *fetch.Client {
	return fetch.New(fetch.Options{Version: env.Version, Allow: f.AllowHost, Keep: keep})
}

// politeFlag is how the web is asked by a program that finds its way by itself.
type politeFlag struct {
	hostsFlag
	Keep    string        `placeholder:"FILE" help:"Keep what comes, as it came, at the end of this WARC file."`
	Delay   time.Duration `default:"1s" help:"The pause between two requests to a host (${default})."`
	Timeout time.Duration `default:"30s" help:"How long one request may take (${default})."`
	Workers int           `default:"4" help:"How many hosts are asked, and articles read, at once (${default})."`
}

// Validate is called by kong.
func (f *politeFlag) Validate() error {
	if f.Delay < 0 || f.Timeout <= 0 || f.Workers < 1 {
		return errors.New("--delay, --timeout and --workers must be positive")
	}
	return nil
}

// dial makes the client. done closes what it holds open.
func (f *politeFlag) dial(env *environment) (client *fetch.Client, done func() error, err error) {
	o := fetch.Options{Version: env.Version, Allow: f.AllowHost, Timeout: f.Timeout, Delay: f.Delay}
	if f.Delay == 0 {
		o.Delay = -1
	}
	closed := func() error { return nil }
	if f.Keep != "" {
		file, err := os.OpenFile(f.Keep, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
		if err != nil {
			return nil, nil, fmt.Errorf("keep: %w", err)
		}
		o.Keep, closed = fetch.NewKeeper(file), file.Close
	}
	client = fetch.New(o)
	return client, func() error { client.Close(); return closed() }, nil
}

// fetchCmd fetches addresses into a store.
type fetchCmd struct {
	politeFlag
	storeFlag
	queueFlag
	kbFlag
	Follow  bool     `default:"true" negatable:"" help:"Fetch the pages that feeds and sitemaps link to."`
	Verbose bool     `short:"v" help:"Write a line for every article once it is stored."`
	URL     []string `arg:"" name:"url" help:"Pages, feeds and sitemaps."`
}

// Help is shown by fetch --help.
func (fetchCmd) Help() string {
	return `Fetches pages into a store, and the pages that feeds and sitemaps link to. Each host is
asked for one page at a time, with a pause between; what its robots.txt forbids is not
asked for, and who asks for time gets it. Addresses of this machine and its network are
refused, in links and redirects too, unless --allow-host names them.

Examples:
  onrecord fetch https://example.org/feed.xml           a feed, with the pages of its items
  onrecord fetch --no-follow https://example.org/feed.xml
                                                        only what stands in the feed itself
  onrecord fetch --keep may.warc.gz URL...              and keep the pages as they came

Exit status: as that of read.`
}

// Run fetches.
func (c *fetchCmd) Run(ctx context.Context, env *environment) error {
	for _, address := range c.URL {
		if u, err := url.Parse(address); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return usageError{fmt.Errorf("%q is no web address; \"onrecord add\" reads files", address)}
		}
	}
	k, err := c.keeping(ctx, env, c.storeFlag, c.kbFlag)
	if err != nil {
		return err
	}
	k.verbose, k.workers = c.Verbose, c.Workers
	client, done, err := c.dial(env)
	if err != nil {
		_ = k.close() // what failed is told
		return err
	}
	o := ingest.Options{Get: watch.Getter{Client: client}, Note: env.note}
	if c.Follow {
		o.Follow = o.Get
	}
	err = k.run(ctx, ingest.Merge(c.Workers, byHost(ctx, o, c.URL)...), nothing)
	return errors.Join(err, done())
}

func nothing(context.Context, bool) error { return nil }

// note writes what is worth a word and is no error.
func (env *environment) note(name, message string) {
	fmt.Fprintf(env.Stderr, "onrecord: %s: %s\n", name, message)
}

// byHost makes a stream of the addresses of each host, in their order, so that a
// host's pause holds up nobody else.
func byHost(ctx context.Context, o ingest.Options, addresses []string) []iter.Seq2[ingest.Raw, error] {
	var order []string
	of := map[string][]string{}
	for _, address := range addresses {
		u, err := url.Parse(address)
		if err != nil {
			continue // refused before
		}
		host := strings.ToLower(u.Host)
		if of[host] == nil {
			order = append(order, host)
		}
		of[host] = append(of[host], address)
	}
	streams := make([]iter.Seq2[ingest.Raw, error], len(order))
	for i, host := range order {
		streams[i] = ingest.Read(ctx, o, of[host]...)
	}
	return streams
}
