package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/internal/telemetry"
	"onrecord/internal/watch"
)

// watchCmd watches addresses.
type watchCmd struct {
	Add    watchAddCmd    `cmd:"" help:"Begin to watch feeds, sitemaps or pages."`
	List   watchListCmd   `cmd:"" help:"List what is watched, and what came of it."`
	Run    watchRunCmd    `cmd:"" help:"Look at what is due, and read what is new into the store."`
	Remove watchRemoveCmd `cmd:"" help:"Watch no longer; the articles stay."`
}

// Help is shown by watch --help.
func (watchCmd) Help() string {
	return `Watches feeds, sitemaps and single pages. What is watched, and which of its articles were
read, stands in the store. An item whose title, day or text has changed is read again, as
a new version of its article.

Examples:
  onrecord watch add --every 30m https://example.org/feed.xml
  onrecord watch run                          once, what is due (for cron)
  onrecord watch run --stay                   until it is stopped
  onrecord watch run --stay --telemetry 127.0.0.1:9018    watched itself, by Prometheus and the like
  onrecord watch list                         when looked at last, with what fault

Exit status: as that of read; 3 too where an address is not watched.`
}

// memory opens the store as a memory.
func (f *storeFlag) memory(ctx context.Context, create bool) (onrecord.Store, watch.Store, error) {
	store, err := f.open(ctx, create)
	if err != nil {
		return nil, nil, err
	}
	state, ok := store.(watch.Store)
	if !ok {
		store.Close()
		return nil, nil, fmt.Errorf("this sort of store remembers nothing between two runs")
	}
	return store, state, nil
}

type watchAddCmd struct {
	storeFlag
	Every time.Duration `default:"1h" help:"How often it is looked at (${default})."`
	URL   []string      `arg:"" name:"url" help:"Feeds, sitemaps and pages."`
}

// Run begins to watch.
func (c *watchAddCmd) Run(ctx context.Context, _ *environment) error {
	store, state, err := c.memory(ctx, true)
	if err != nil {
		return err
	}
	defer store.Close()
	for _, address := range c.URL {
		if err := watch.Add(ctx, state, address, c.Every, time.Now()); err != nil {
			return err
		}
	}
	return nil
}

type watchRemoveCmd struct {
	storeFlag
	URL []string `arg:"" name:"url" help:"What is watched."`
}

// Run ends watches.
func (c *watchRemoveCmd) Run(ctx context.Context, _ *environment) error {
	store, state, err := c.memory(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close()
	for _, address := range c.URL {
		if err := watch.Remove(ctx, state, address); err != nil {
			return err
		}
	}
	return nil
}

type watchListCmd struct {
	storeFlag
	Format string `enum:"table,jsonl" default:"table" help:"table or jsonl (${default})."`
}

// Run lists.
func (c *watchListCmd) Run(ctx context.Context, env *environment) error {
	store, state, err := c.memory(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close()
	list, err := watch.List(ctx, state)
	if err != nil {
		return err
	}
	if c.Format == "jsonl" {
		err = watchLines(env.Stdout, list)
	} else {
		err = watchTable(env.Stdout, list)
	}
	return written(err)
}

func watchLines(w io.Writer, list []watch.Watch) error {
	out := json.NewEncoder(w)
	for _, l := range list {
		line := struct {
			URL      string    `json:"url"`
			Every    string    `json:"every"`
			Added    time.Time `json:"added"`
			Checked  time.Time `json:"checked,omitzero"`
			Next     time.Time `json:"next,omitzero"`
			Articles int       `json:"articles"`
			Failures int       `json:"failures"`
			Fault    string    `json:"fault"`
		}{l.Address, l.Every.String(), l.Added, l.Checked, l.Next, l.Read, l.Failures, l.Fault}
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

func watchTable(w io.Writer, list []watch.Watch) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "EVERY\tCHECKED\tARTICLES\tURL\tFAULT")
	for _, l := range list {
		checked := "never"
		if !l.Checked.IsZero() {
			checked = l.Checked.Format("2006-01-02 15:04")
		}
		fmt.Fprintf(out, "%s\t%s\t%d\t%s\t%s\n", l.Every, checked, l.Read, l.Address, l.Fault)
	}
	return out.Flush()
}

type watchRunCmd struct {
	politeFlag
	storeFlag
	queueFlag
	kbFlag
	All     bool `help:"Look at all that is watched, due or not."`
	Stay    bool `help:"Go on until stopped."`
	Verbose bool `short:"v" help:"Write a line for every article once it is stored."`
	telemetryFlags
}

// Run looks at what is due.
func (c *watchRunCmd) Run(ctx context.Context, env *environment) error {
	seen, done, err := c.watched(ctx, env)
	if err != nil {
		return err
	}
	defer done()
	for {
		next, err := c.once(ctx, env, seen)
		if !c.Stay || ctx.Err() != nil || onrecord.KindOf(err) == onrecord.Internal && err != nil {
			return err
		}
		if err := c.rest(ctx, next); err != nil {
			return err
		}
	}
}

// rest waits until a watch is due. What is added meanwhile, by a page or by
// another command, is seen within a minute.
func (c *watchRunCmd) rest(ctx context.Context, next time.Time) error {
	for {
		timer := time.NewTimer(min(max(time.Until(next), time.Second), watch.Shortest))
		select {
		case <-ctx.Done():
			timer.Stop()
			return interrupted(ctx, nil)
		case <-timer.C:
		}
		var err error
		if next, err = c.next(ctx); err != nil || !time.Now().Before(next) {
			return err
		}
	}
}

// watched lets others watch the process, if they are to: nil where nobody does.
// done ends that.
func (c *watchRunCmd) watched(ctx context.Context, env *environment) (seen *telemetry.Telemetry, done func(), err error) {
	if !c.Telemetry.IsValid() && !c.Profile {
		return nil, func() {}, nil
	}
	store, err := c.open(ctx, true) // each look opens it for itself
	if err != nil {
		return nil, nil, err
	}
	seen, unwatched, err := c.begin(ctx, env, store, c.logger(env))
	if err != nil {
		store.Close()
		return nil, nil, err
	}
	_, unqueued, err := c.through(ctx, env, seen)
	if err != nil {
		unwatched()
		store.Close()
		return nil, nil, err
	}
	return seen, func() { unqueued(); unwatched(); store.Close() }, nil
}

// next is when something will be looked at next.
func (c *watchRunCmd) next(ctx context.Context) (time.Time, error) {
	store, state, err := c.memory(ctx, false)
	if err != nil {
		return time.Time{}, err
	}
	defer store.Close() // nothing was written
	return nextLook(ctx, state)
}

// once looks at what is due now, and says when something will be next.
func (c *watchRunCmd) once(ctx context.Context, env *environment, seen *telemetry.Telemetry) (next time.Time, err error) {
	k, err := c.keeping(ctx, env, c.storeFlag, c.kbFlag)
	if err != nil {
		return next, err
	}
	if k.queue != nil { // what is watched stands in the store all the same
		if k.store, k.state, err = c.memory(ctx, true); err != nil {
			k.queue.Close()
			return next, err
		}
	}
	client, done, err := c.dial(env)
	if err != nil {
		_ = k.close() // what failed is told
		return next, err
	}
	defer func() {
		if e := done(); err == nil && e != nil {
			err = fmt.Errorf("keep: %w", e)
		}
	}()
	r := &watch.Runner{Store: k.state, Client: client, Options: ingest.Options{Note: env.note}, Workers: c.Workers, Now: time.Now}
	if c.Stay {
		r.Lease = watch.Lease
	}
	due, err := r.Due(ctx, c.All)
	if err != nil {
		_ = k.close() // what failed is told
		return next, err
	}
	k.verbose, k.workers, k.seen = c.Verbose, c.Workers, seen
	k.handled = r.Done
	err = k.run(ctx, r.Run(ctx, due), func(ctx context.Context, all bool) error {
		if all {
			err = r.Finish(ctx)
		}
		if err == nil {
			next, err = nextLook(ctx, k.state)
		}
		return err
	})
	return next, err
}

// nextLook is when the next watch is due: in an hour at the latest, for watches
// that are added meanwhile.
func nextLook(ctx context.Context, s watch.Store) (time.Time, error) {
	list, err := watch.List(ctx, s)
	next := time.Now().Add(time.Hour)
	for _, w := range list {
		if w.Next.Before(next) {
			next = w.Next
		}
	}
	return next, err
}
