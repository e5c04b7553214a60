package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/fetch"
	"onrecord/internal/notify"
	"onrecord/internal/world"
)

// alertCmd is about being told what is new.
type alertCmd struct {
	Add    alertAddCmd    `cmd:"" help:"Save a query, to be told what is new."`
	List   alertListCmd   `cmd:"" help:"List saved queries."`
	Show   alertShowCmd   `cmd:"" help:"Show what fired, the newest first."`
	Remove alertRemoveCmd `cmd:"" help:"Take a saved query away, with its alerts."`
	Run    alertRunCmd    `cmd:"" help:"Look once what is new, and tell it."`
}

// tellFlags are how others are told.
type tellFlags struct {
	SMTP     string `name:"smtp" env:"ONRECORD_SMTP" placeholder:"URL" help:"Mail alerts by this server: smtp://user:password@mail.example.org:587, or smtps:// (environment: ONRECORD_SMTP, which others on this machine do not see)."`
	MailFrom string `env:"ONRECORD_MAIL_FROM" placeholder:"ADDRESS" help:"Who mail comes from (environment: ONRECORD_MAIL_FROM)."`
	Site     string `placeholder:"URL" help:"Where readers of alerts find the pages, as https://record.example.org."`
}

// watcher is one of a store, which tells others what fires.
func (f *tellFlags) watcher(store onrecord.Store) (*notify.Watcher, error) {
	options := []notify.Option{notify.ByHook(notify.NewHook(fetch.Outside()))}
	if f.SMTP != "" {
		if f.MailFrom == "" {
			return nil, usageError{errors.New("--smtp needs --mail-from")}
		}
		mail, err := notify.NewMail(f.SMTP, f.MailFrom, f.Site)
		if err != nil {
			return nil, usageError{err}
		}
		options = append(options, notify.ByMail(mail))
	}
	return watcherOf(store, options...)
}

// watcherOf is a watcher that sees what comes of all that a store has.
func watcherOf(store onrecord.Store, options ...notify.Option) (*notify.Watcher, error) {
	kept, ok := store.(notify.Store)
	if !ok {
		return nil, errors.New("this store keeps no alerts")
	}
	rows, ok := store.(world.Store)
	if !ok {
		return nil, errors.New("this store keeps no rows of many articles")
	}
	return notify.New(kept, func(ctx context.Context) (*ask.World, error) {
		if err := settle(ctx, store); err != nil {
			return nil, err
		}
		return ask.Of(rows), nil
	}, options...), nil
}

// alertFlag is the store whose alerts are meant.
type alertFlag struct {
	storeFlag
}

// with does something with the alerts of a store.
func (f *alertFlag) with(ctx context.Context, do func(onrecord.Store, alert.Store) error) (err error) {
	store, err := f.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	kept, ok := store.(alert.Store)
	if !ok {
		return fmt.Errorf("%s keeps no alerts", f.name())
	}
	return do(store, kept)
}

type alertAddCmd struct {
	alertFlag
	By      string   `env:"ONRECORD_USER,USER" default:"somebody" placeholder:"WHO" help:"Whose query it is (environment: ONRECORD_USER, USER)."`
	Name    string   `placeholder:"NAME" help:"What it is called; by itself what it asks."`
	Webhook string   `placeholder:"URL" help:"Call this address for each alert, signed by the secret that is shown once."`
	Mail    string   `placeholder:"ADDRESS" help:"Mail alerts to this address; the server must know how (serve --smtp)."`
	All     bool     `help:"Also what the list leaves out by itself."`
	List    string   `arg:"" help:"Of which list: statements, events, assertions, memberships, articles, timeline, stories, threads, incidents, agreements, disputes, positions, naming, inconsistencies, actors (who is named for the first time)."`
	Query   []string `arg:"" optional:"" help:"What is asked: words, \"phrases\", -without, this OR that, field:value."`
}

// Help is shown by alert add --help.
func (alertAddCmd) Help() string {
	return `Saves a query. What comes to the store from now on and is one of its rows fires an alert,
which says which clause of the query fired on which words; no fact fires twice. "onrecord
serve" looks every few seconds and tells; so does "onrecord alert run", as from cron.

Examples:
  onrecord alert add statements 'speaker:Lavrov ceasefire' --mail ana@post.example
  onrecord alert add disputes actor:Turkey --name Turkey --webhook https://hook.example.org/x
  onrecord alert show                       what fired`
}

// Run saves a query.
func (c *alertAddCmd) Run(ctx context.Context, env *environment) error {
	of, err := alert.ListOf(c.List)
	if err != nil {
		return usageError{err}
	}
	asked := strings.Join(c.Query, " ")
	q := alert.Query{User: c.By, Name: c.Name, List: of, Q: asked, All: c.All, Webhook: c.Webhook, Mail: c.Mail}
	if q.Name == "" {
		q.Name = strings.TrimSpace(c.List + " " + asked)
	}
	if err := q.Check(); err != nil {
		return usageError{err}
	}
	return c.with(ctx, func(store onrecord.Store, _ alert.Store) error {
		w, err := watcherOf(store)
		if err != nil {
			return err
		}
		saved, err := w.Save(ctx, q)
		if err != nil {
			return err
		}
		if saved.Secret != "" {
			fmt.Fprintf(env.Stderr, "onrecord: the webhook's calls are signed with the secret %s; it is shown this once\n", saved.Secret)
		}
		_, err = fmt.Fprintf(env.Stdout, "%d\n", saved.ID)
		return written(err)
	})
}

type alertListCmd struct {
	alertFlag
	listForm
}

// Run lists saved queries.
func (c *alertListCmd) Run(ctx context.Context, env *environment) error {
	return c.with(ctx, func(_ onrecord.Store, kept alert.Store) error {
		queries, err := kept.SavedQueries(ctx)
		if err != nil {
			return err
		}
		rows := [][]string{{"ID", "NAME", "LIST", "ASKS", "TELLS", "OF", "SINCE"}}
		for _, q := range queries {
			tells := strings.TrimSpace(q.Webhook + " " + q.Mail)
			if tells == "" {
				tells = "pages and feed"
			}
			rows = append(rows, []string{strconv.FormatInt(q.ID, 10), q.Name, alert.NameOf(q.List), q.Q, tells, q.User, q.Made.Format(time.DateTime)})
		}
		return c.write(env.Stdout, rows)
	})
}

type alertShowCmd struct {
	alertFlag
	Limit   int      `default:"50" help:"How many alerts (${default})."`
	Columns []string `placeholder:"NAME,..." help:"The columns of a table, CSV or Markdown, in order."`
	Format  string   `enum:"table,jsonl,json,csv,markdown,xlsx" default:"table" placeholder:"FORMAT" help:"${enum}."`
	ID      int64    `arg:"" optional:"" help:"Of this saved query; of all where none is named."`
}

// Run shows what fired.
func (c *alertShowCmd) Run(ctx context.Context, env *environment) error {
	if c.Limit < 1 {
		return usageError{errors.New("--limit: at least 1")}
	}
	layout, err := (&list{Columns: c.Columns, Format: c.Format}).layout(env, export.AlertColumns())
	if err != nil {
		return err
	}
	return c.with(ctx, func(_ onrecord.Store, kept alert.Store) error {
		if c.ID != 0 {
			if _, err := kept.SavedQuery(ctx, c.ID); err != nil {
				return err
			}
		}
		alerts, err := kept.Fired(ctx, c.ID, c.Limit)
		if err != nil {
			return err
		}
		_, err = export.WriteAlerts(env.Stdout, layout, func(yield func(alert.Alert, error) bool) {
			for _, a := range alerts {
				if !yield(a, nil) {
					return
				}
			}
		})
		return written(err)
	})
}

type alertRemoveCmd struct {
	alertFlag
	ID int64 `arg:"" help:"The query's id, as the list has it."`
}

// Run takes a saved query away.
func (c *alertRemoveCmd) Run(ctx context.Context) error {
	return c.with(ctx, func(_ onrecord.Store, kept alert.Store) error { return kept.DropQuery(ctx, c.ID) })
}

type alertRunCmd struct {
	alertFlag
	tellFlags
}

// Run looks once, and tells what is due.
func (c *alertRunCmd) Run(ctx context.Context, env *environment) error {
	return c.with(ctx, func(store onrecord.Store, _ alert.Store) error {
		w, err := c.watcher(store)
		if err != nil {
			return err
		}
		fired, err := w.Look(ctx)
		if err != nil {
			return err
		}
		told, err := w.Deliver(ctx)
		if err == nil && !env.Quiet {
			_, err = fmt.Fprintf(env.Stderr, "onrecord: %s fired, %s made\n", export.Plural(fired, "alert"), export.Plural(told, "delivery"))
		}
		return err
	})
}
