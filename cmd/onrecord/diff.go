package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/watch"
)

// diffCmd lists what became of claims.
type diffCmd struct {
	storeFlag
	List   bool   `help:"List the runs whose changes are kept."`
	With   string `placeholder:"FILE" help:"Another store, a backup say: tell what differs in this one."`
	Format string `enum:"people,jsonl" default:"people" placeholder:"FORMAT" help:"${enum}."`
	RunOf  string `arg:"" name:"run" optional:"" help:"The run, as --list names it; the last one without it."`
}

// Help is shown by diff --help.
func (diffCmd) Help() string {
	return `Lists what a re-run changed: claims that came (+), are gone (−) or are told otherwise (~).

Examples:
  onrecord diff                    the last run
  onrecord diff --list             all runs
  onrecord diff --with monday.db   against a backup`
}

// Run lists the changes.
func (c *diffCmd) Run(ctx context.Context, env *environment) error {
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	if c.With != "" {
		return c.stores(ctx, env, store)
	}
	memory, ok := store.(watch.Store)
	if !ok {
		return errors.New("this sort of store remembers no runs")
	}
	all, err := runsOf(ctx, memory)
	if err != nil {
		return err
	}
	if c.List {
		for _, r := range all {
			if err := env.told("%s", r.line()); err != nil {
				return err
			}
		}
		return nil
	}
	at := len(all) - 1
	if c.RunOf != "" {
		at = slices.IndexFunc(all, func(r keptRun) bool { return r.key == c.RunOf })
	}
	if at < 0 {
		return fmt.Errorf("%s: there is no such run; \"onrecord rerun\" makes one", c.name())
	}
	return c.changes(env, all[at].line(), func(yield func(onrecord.ArticleID, []onrecord.Change) error) error {
		keys, err := memory.StateKeys(ctx, room(all[at].key))
		for _, id := range keys {
			if err != nil {
				return err
			}
			var changes []onrecord.Change
			var b []byte
			if b, err = memory.State(ctx, room(all[at].key), id); err == nil {
				err = json.Unmarshal(b, &changes)
			}
			if err == nil {
				err = yield(onrecord.ArticleID(id), changes)
			}
		}
		return err
	})
}

// keptRun is a run with its key.
type keptRun struct {
	aRun
	key string
}

// line tells of a run: its name, whose readings it replaced, when, and how much.
func (r keptRun) line() string {
	line := "run " + r.key + ": "
	if len(r.From) > 1 || len(r.From) == 1 && r.From[0] != r.By {
		line += strings.Join(r.From, ", ") + " → " + r.By + ", "
	}
	if r.key == r.By { // others have the time in their name
		line += "begun " + r.Started.Format(time.RFC3339) + ", "
	}
	line += fmt.Sprintf("%s, %d of them changed", export.Plural(r.Articles, "article"), r.Changed)
	if r.At != "" {
		line += ", interrupted"
	}
	return line
}

// runsOf are the runs of a store, by when they began.
func runsOf(ctx context.Context, memory watch.Store) (out []keptRun, err error) {
	keys, err := memory.StateKeys(ctx, runs)
	for _, key := range keys {
		r := keptRun{key: key}
		b, err := memory.State(ctx, runs, key)
		if err == nil {
			err = json.Unmarshal(b, &r.aRun)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b keptRun) int { return a.Started.Compare(b.Started) })
	return out, err
}

// stores tells what differs from another store.
func (c *diffCmd) stores(ctx context.Context, env *environment, store onrecord.Store) error {
	other, err := (&storeFlag{Store: c.With}).open(ctx, false)
	if err != nil {
		return err
	}
	defer other.Close() // nothing was written
	return c.changes(env, c.With+" → "+c.name(), func(yield func(onrecord.ArticleID, []onrecord.Change) error) error {
		var ids []onrecord.ArticleID
		for _, s := range []onrecord.Store{other, store} {
			for a, err := range s.Articles(ctx, onrecord.Filter{}) {
				if err != nil {
					return err
				}
				ids = append(ids, a.ID)
			}
		}
		slices.Sort(ids)
		for _, id := range slices.Compact(ids) {
			was, err := recordOrNone(ctx, other, id)
			if err != nil {
				return err
			}
			is, err := recordOrNone(ctx, store, id)
			if err != nil {
				return err
			}
			if changes := onrecord.Compare(&was, &is); len(changes) > 0 {
				if err := yield(id, changes); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func recordOrNone(ctx context.Context, s onrecord.Store, id onrecord.ArticleID) (onrecord.Record, error) {
	r, err := s.Record(ctx, id)
	if onrecord.KindOf(err) == onrecord.NotFound {
		return onrecord.Record{}, nil
	}
	return r, err
}

// changedArticle is what became of an article's claims, as JSON.
type changedArticle struct {
	Article onrecord.ArticleID `json:"article"`
	Changes []onrecord.Change  `json:"changes"`
}

// changes writes what became of the claims of articles, and their sum.
func (c *diffCmd) changes(env *environment, title string, each func(func(onrecord.ArticleID, []onrecord.Change) error) error) error {
	var sum []onrecord.Change
	if c.Format == "people" {
		if err := env.told("%s", export.Plain(title)); err != nil {
			return err
		}
	}
	err := each(func(id onrecord.ArticleID, changes []onrecord.Change) error {
		sum = append(sum, changes...)
		if c.Format == "jsonl" {
			return written(json.NewEncoder(env.Stdout).Encode(changedArticle{id, changes}))
		}
		if _, err := fmt.Fprintln(env.Stdout, export.Plain(string(id))); err != nil {
			return fmt.Errorf("standard output: %w", err)
		}
		for _, change := range changes {
			if err := export.WriteChange(env.Stdout, "  ", change); err != nil {
				return fmt.Errorf("standard output: %w", err)
			}
		}
		return nil
	})
	if err != nil || c.Format == "jsonl" {
		return err
	}
	return env.told("%s", export.CountChanges(sum))
}
