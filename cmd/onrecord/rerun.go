package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"
	"time"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/process"
	"onrecord/internal/watch"
)

// rerunCmd reads stored articles again.
type rerunCmd struct {
	storeFlag
	kbFlag
	Again bool                 `help:"Also articles that this version of onrecord has read."`
	Jobs  int                  `placeholder:"N" help:"How many articles are read at once. Without it one a core."`
	ID    []onrecord.ArticleID `arg:"" optional:"" help:"The articles' ids; all without any."`
}

// Help is shown by rerun --help.
func (rerunCmd) Help() string {
	return `Reads articles of a store again, from the texts that are stored, as this version of
onrecord reads them. Decisions hold as before. What changed is kept: "onrecord diff" lists
it. Interrupted and started again, rerun goes on where it was.

Examples:
  onrecord rerun                     all that another version has read
  onrecord rerun --kb my.kb          with actors of your own
  onrecord rerun --again a1 a2       two articles, whoever read them
  onrecord diff                      what became of the claims`
}

// runs is the room that a store keeps the runs in: by the version that read,
// with a time behind it for one that read again what it had read.
const runs = "runs"

// aRun is what a run did.
type aRun struct {
	From     []string          `json:"from"` // versions whose readings it replaced
	By       string            `json:"by"`
	Started  time.Time         `json:"started"`
	Articles int               `json:"articles"`
	Changed  int               `json:"changed"` // of these
	Changes  []onrecord.Change `json:"-"`
}

// room is where the changes of a run are kept, by article.
func room(run string) string { return "run " + run }

// Run reads again.
func (c *rerunCmd) Run(ctx context.Context, env *environment) (err error) {
	if c.Jobs < 0 {
		return usageError{errors.New("--jobs must not be negative")}
	}
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	memory, ok := store.(watch.Store)
	if !ok {
		return errors.New("this sort of store remembers no runs")
	}
	reader, err := c.reader(env)
	if err != nil {
		return err
	}
	r := &rerun{store: store, memory: memory, reader: reader, again: c.Again, bad: badInputs{env: env}, key: reader.By()}
	if c.Again {
		r.key += " " + time.Now().UTC().Format(time.RFC3339)
	}
	if err := r.resume(ctx); err != nil {
		return err
	}
	bar := newProgress(env)
	err = r.all(ctx, c.ID, cmp.Or(c.Jobs, runtime.GOMAXPROCS(0)), bar)
	bar.clear()
	if err != nil {
		return interrupted(ctx, err)
	}
	if ctx.Err() != nil {
		return errors.New("interrupted; what was read again stays, and the same command goes on from there")
	}
	if err := settle(ctx, store); err != nil {
		return err
	}
	if err := env.told("%d articles read again, %d otherwise than before, %d passed over: %s", r.read, r.run.Changed-r.before.Changed, r.known, export.CountChanges(r.changes)); err != nil {
		return err
	}
	return r.bad.end(ctx)
}

// rerun is the work of one run.
type rerun struct {
	store       onrecord.Store
	memory      watch.Store
	reader      *process.Reader
	again       bool
	key         string
	run, before aRun
	read, known int
	changes     []onrecord.Change
	bad         badInputs
}

// resume takes up a run that was interrupted, or begins one.
func (r *rerun) resume(ctx context.Context) error {
	b, err := r.memory.State(ctx, runs, r.key)
	if err != nil {
		return err
	}
	r.run = aRun{By: r.reader.By(), Started: time.Now().UTC().Truncate(time.Second)}
	if b != nil {
		err = json.Unmarshal(b, &r.run)
	}
	r.before = r.run
	return err
}

func (r *rerun) all(ctx context.Context, ids []onrecord.ArticleID, jobs int, bar *progress) error {
	old := map[onrecord.ArticleID]onrecord.Record{} // on their way
	var lock sync.Mutex                             // articles are taken ahead of what is done with them
	for result := range r.reader.Again(ctx, r.articles(ctx, ids, func(o onrecord.Record) {
		lock.Lock()
		defer lock.Unlock()
		old[o.ID] = o
	}), jobs) {
		bar.add()
		if result.Err != nil {
			r.bad.report(result.Err)
			continue
		}
		lock.Lock()
		was := old[result.Article.ID]
		delete(old, result.Article.ID)
		lock.Unlock()
		if err := r.keep(ctx, &was, result.Record); err != nil {
			return err
		}
	}
	return nil
}

// articles are those that are to be read again; taken hears of each.
func (r *rerun) articles(ctx context.Context, ids []onrecord.ArticleID, taken func(onrecord.Record)) iter.Seq2[onrecord.Article, error] {
	return func(yield func(onrecord.Article, error) bool) {
		if len(ids) == 0 {
			for a, err := range r.store.Articles(ctx, onrecord.Filter{}) {
				if err != nil {
					yield(a, err)
					return
				}
				ids = append(ids, a.ID)
			}
		}
		for _, id := range ids {
			o, err := r.store.AsFound(ctx, id)
			if err == nil && o.By == r.reader.By() && !r.again {
				r.known++
				continue
			}
			if err == nil {
				taken(o)
			}
			if !yield(o.Article, err) {
				return
			}
		}
	}
}

// keep stores what was found, and what changed by it.
func (r *rerun) keep(ctx context.Context, was *onrecord.Record, now onrecord.Record) error {
	changes := onrecord.Compare(was, &now)
	if _, err := r.store.PutRecord(ctx, now); err != nil {
		return err
	}
	r.read++
	r.run.Articles++
	if !slices.Contains(r.run.From, was.By) {
		r.run.From = append(r.run.From, was.By)
		slices.Sort(r.run.From)
	}
	if len(changes) > 0 {
		r.run.Changed++
		r.changes = append(r.changes, changes...)
		if err := r.put(ctx, room(r.key), string(now.ID), changes); err != nil {
			return err
		}
	}
	return r.put(ctx, runs, r.key, r.run)
}

func (r *rerun) put(ctx context.Context, room, key string, v any) error {
	b, err := json.Marshal(v)
	if err == nil {
		err = r.memory.PutState(ctx, room, key, b)
	}
	return err
}

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
		return fmt.Errorf("%s: there is no such run; \"onrecord rerun\" makes one", c.Store)
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

func (r keptRun) line() string {
	return fmt.Sprintf("run %s: %s, %d articles, %d of them changed", r.key, r.Started.Format(time.RFC3339), r.Articles, r.Changed)
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
	return c.changes(env, c.With+" → "+c.Store, func(yield func(onrecord.ArticleID, []onrecord.Change) error) error {
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
