package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/ingest"
	"onrecord/internal/queue"
	"onrecord/internal/queue/nats"
	"onrecord/internal/telemetry"
)

// queueFlag names a queue.
type queueFlag struct {
	Queue string `env:"ONRECORD_QUEUE" placeholder:"ADDRESS" help:"The queue: file:DIR, or nats://HOST:PORT of NATS servers with JetStream (environment: ONRECORD_QUEUE)."`
}

// openQueue opens the queue.
func (f *queueFlag) openQueue(ctx context.Context, env *environment) (queue.Queue, error) {
	if f.Queue == "" {
		return nil, usageError{errors.New("--queue is missing: file:DIR or nats://HOST:PORT")}
	}
	q, err := nats.Open(ctx, f.Queue, env.goesOn)
	if onrecord.KindOf(err) == onrecord.Invalid && err != nil {
		return nil, usageError{fmt.Errorf("--queue: %w", err)}
	}
	if err != nil {
		return nil, err
	}
	return q, nil
}

// keeping puts articles into the queue if there is one, else into the store.
func (f *queueFlag) keeping(ctx context.Context, env *environment, s storeFlag, kb kbFlag) (*keeping, error) {
	if f.Queue == "" {
		return newKeeping(ctx, env, s, kb)
	}
	q, err := f.openQueue(ctx, env)
	if err != nil {
		return nil, err
	}
	return &keeping{env: env, queue: q, bar: newProgress(env), workers: 1, together: 1,
		handled: func(context.Context, ingest.Mark, error) error { return nil }}, nil
}

// through opens the queue, if one is named, and lets others watch it. done closes it.
func (f *queueFlag) through(ctx context.Context, env *environment, seen *telemetry.Telemetry) (q queue.Queue, done func(), err error) {
	if f.Queue == "" {
		return nil, func() {}, nil
	}
	if q, err = f.openQueue(ctx, env); err != nil {
		return nil, nil, err
	}
	watchQueue(seen, q)
	return q, func() {
		if err := q.Close(); err != nil {
			env.goesOn(err.Error())
		}
	}, nil
}

// watchQueue has a process ready only while its queue answers, and tells how
// much is in it.
func watchQueue(seen *telemetry.Telemetry, q queue.Queue) {
	seen.Needs("the queue", func(ctx context.Context) error {
		_, err := q.Status(ctx)
		return err
	})
	seen.Gauges(func(ctx context.Context) ([]float64, error) {
		s, err := q.Status(ctx)
		if err != nil {
			return nil, err
		}
		age := 0.0
		if !s.Oldest.IsZero() {
			age = max(0, time.Since(s.Oldest).Seconds())
		}
		return []float64{float64(s.Waiting), float64(s.Held), float64(s.Dead), float64(s.Bytes), age}, nil
	},
		telemetry.Number{Name: "onrecord_queue_waiting", Help: "Articles that wait to be read."},
		telemetry.Number{Name: "onrecord_queue_in_hand", Help: "Articles that somebody is reading."},
		telemetry.Number{Name: "onrecord_queue_dead", Help: "Articles that nobody could read."},
		telemetry.Number{Name: "onrecord_queue_bytes", Help: "What the queue takes, in bytes."},
		telemetry.Number{Name: "onrecord_queue_oldest_seconds", Help: "How long the first of what is to be read has been there."})
}

// queueing is how the queue is, if one is named.
func (f *queueFlag) queueing(ctx context.Context, env *environment) []finding {
	if f.Queue == "" {
		return nil
	}
	q, err := f.openQueue(ctx, env)
	if err != nil {
		return []finding{{"queue", faulty, err.Error(), "look whether its servers run, have JetStream and let this user in"}}
	}
	defer q.Close()
	s, err := q.Status(ctx)
	if err != nil {
		return []finding{{"queue", faulty, err.Error(), "look whether its servers run, and two of three know each other"}}
	}
	all := []finding{{"queue", inOrder, fmt.Sprintf("%s waiting, %d held, %s", export.Plural(s.Waiting, "article"), s.Held, size(s.Bytes)), ""}}
	if s.Dead > 0 {
		all = append(all, finding{"letters", toNote, fmt.Sprintf("%s that nobody could read", export.Plural(s.Dead, "article")), "onrecord queue list, and then retry or drop"})
	}
	if age := time.Since(s.Oldest); !s.Oldest.IsZero() && age > stale {
		all = append(all, finding{"workers", toNote, fmt.Sprintf("the first article that waits has done so for %s", age.Round(time.Minute)), "start \"onrecord work\", or more of them"})
	}
	return all
}

// stale is how long an article waits before somebody should know.
const stale = time.Hour

// goesOn writes a line about something that does not end the work.
func (env *environment) goesOn(line string) { fmt.Fprintf(env.Stderr, "onrecord: %s\n", line) }

// queueCmd looks after a queue.
type queueCmd struct {
	Status queueStatusCmd `cmd:"" help:"Show how much waits, is held and was given up."`
	List   queueListCmd   `cmd:"" help:"List the dead letters: articles that nobody could read, with the reason."`
	Retry  queueRetryCmd  `cmd:"" help:"Have dead letters read once more."`
	Drop   queueDropCmd   `cmd:"" help:"Take dead letters away."`
}

// Help is shown by queue --help.
func (queueCmd) Help() string {
	return `Looks after a queue, in which articles wait to be read: "onrecord add --queue" puts them
there, and "onrecord work" reads them. An article that nobody can read is a dead letter:
its reading failed, took too long, or ended whoever read it, time and again.

Examples:
  onrecord queue status --queue file:queue
  onrecord queue list --queue nats://nats.example:4222
  onrecord queue retry --queue file:queue --all       once what was wrong is mended
  onrecord queue drop --queue file:queue ID`
}

type queueStatusCmd struct {
	queueFlag
	Format string `enum:"table,json" default:"table" help:"table or json (${default})."`
}

// Run tells.
func (c *queueStatusCmd) Run(ctx context.Context, env *environment) error {
	q, err := c.openQueue(ctx, env)
	if err != nil {
		return err
	}
	defer q.Close()
	s, err := q.Status(ctx)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return written(json.NewEncoder(env.Stdout).Encode(struct {
			Waiting int       `json:"waiting"`
			Held    int       `json:"held"`
			Dead    int       `json:"dead"`
			Bytes   int64     `json:"bytes"`
			Oldest  time.Time `json:"oldest,omitzero"`
		}(s)))
	}
	since := ""
	if !s.Oldest.IsZero() {
		since = ", the first since " + s.Oldest.Format("2006-01-02 15:04:05")
	}
	_, err = fmt.Fprintf(env.Stdout, "waiting  %d%s\nheld     %d\ndead     %d\nbytes    %d\n", s.Waiting, since, s.Held, s.Dead, s.Bytes)
	return written(err)
}

type queueListCmd struct {
	queueFlag
	Format string `enum:"table,jsonl" default:"table" help:"table or jsonl (${default})."`
}

// Run lists.
func (c *queueListCmd) Run(ctx context.Context, env *environment) error {
	q, err := c.openQueue(ctx, env)
	if err != nil {
		return err
	}
	defer q.Close()
	if c.Format == "jsonl" {
		return letterLines(ctx, env.Stdout, q)
	}
	out := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "GIVEN UP\tTIMES\tARTICLE\tREASON")
	for l, err := range q.Dead(ctx) {
		if err != nil {
			return err
		}
		name := string(l.Article)
		if name == "" {
			name = l.ID
		}
		fmt.Fprintf(out, "%s\t%d\t%s\t%s\n", l.At.Format("2006-01-02 15:04"), l.Given, name, l.Reason)
	}
	return written(out.Flush())
}

func letterLines(ctx context.Context, w io.Writer, q queue.Queue) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for l, err := range q.Dead(ctx) {
		if err != nil {
			return err
		}
		line := struct {
			ID      string    `json:"id"`
			Article string    `json:"article"`
			Title   string    `json:"title"`
			Reason  string    `json:"reason"`
			Given   int       `json:"given"`
			At      time.Time `json:"at"`
		}{l.ID, string(l.Article), l.Title, l.Reason, l.Given, l.At}
		if err := out.Encode(line); err != nil {
			return written(err)
		}
	}
	return nil
}

// lettersArg names dead letters.
type lettersArg struct {
	queueFlag
	All bool     `help:"All of them."`
	ID  []string `arg:"" optional:"" help:"Ids of articles, or of letters as \"queue list --format jsonl\" has them."`
}

// do does something with them.
func (c *lettersArg) do(ctx context.Context, env *environment, what string, do func(queue.Queue) (int, error)) error {
	if c.All != (len(c.ID) == 0) {
		return usageError{errors.New("want ids, or --all")}
	}
	q, err := c.openQueue(ctx, env)
	if err != nil {
		return err
	}
	defer q.Close()
	n, err := do(q)
	if err != nil {
		return err
	}
	return env.told("%s %s", export.Plural(n, "article"), what)
}

type queueRetryCmd struct{ lettersArg }

// Run makes jobs of letters.
func (c *queueRetryCmd) Run(ctx context.Context, env *environment) error {
	return c.do(ctx, env, "put into the queue again", func(q queue.Queue) (int, error) { return q.Retry(ctx, c.ID...) })
}

type queueDropCmd struct{ lettersArg }

// Run drops letters.
func (c *queueDropCmd) Run(ctx context.Context, env *environment) error {
	return c.do(ctx, env, "dropped", func(q queue.Queue) (int, error) { return q.Drop(ctx, c.ID...) })
}
