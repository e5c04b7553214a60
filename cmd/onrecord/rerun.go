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
it. Interrupted and started again with the same flags, rerun goes on where it was.

Examples:
  onrecord rerun                     all that another version has read
  onrecord rerun --kb my.kb          with actors of your own
  onrecord rerun --again a1 a2       two articles, whoever read them
  onrecord diff                      what became of the claims`
}

// runs is the room that a store keeps the runs in: by the version that read,
// with a time behind it for one that read again what it had read.
const runs = "runs"

// aRun is what a run did. It is kept before each article that it stores, so
// that one that was killed is gone on with and counts no article twice.
type aRun struct {
	From     []string           `json:"from"` // versions whose readings it replaced
	By       string             `json:"by"`
	Started  time.Time          `json:"started"`
	Articles int                `json:"articles"`
	Changed  int                `json:"changed"`       // of these
	All      bool               `json:"all,omitempty"` // every article again, whoever read it
	At       onrecord.ArticleID `json:"at,omitempty"`  // the last that it began; none once it has ended
	Ended    time.Time          `json:"ended,omitzero"`
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
	r := &rerun{store: store, memory: memory, reader: reader, again: c.Again, bad: badInputs{env: env}}
	if err := r.resume(ctx, len(c.ID) == 0, time.Now().UTC().Truncate(time.Second)); err != nil {
		return err
	}
	bar := newProgress(env)
	err = r.all(ctx, c.ID, cmp.Or(c.Jobs, runtime.GOMAXPROCS(0)), bar)
	bar.clear()
	if err != nil && ctx.Err() == nil {
		return err
	}
	if ctx.Err() != nil {
		return fmt.Errorf("interrupted; %s read again, which stays, and the same command goes on from there", export.Plural(r.read, "article"))
	}
	if err := r.end(ctx, time.Now().UTC().Truncate(time.Second)); err != nil {
		return err
	}
	if err := settle(ctx, store); err != nil {
		return err
	}
	if err := env.told("%s read again, %d otherwise than before, %d passed over: %s", export.Plural(r.read, "article"), r.changed, r.known, export.CountChanges(r.changes)); err != nil {
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
	run         aRun
	began       onrecord.ArticleID // by the run that this one goes on with: counted, and perhaps not stored
	read, known int
	changed     int // of those read
	changes     []onrecord.Change
	bad         badInputs
}

// resume takes up a run that was interrupted, or begins one: by this version,
// or, where every article is read again, of a name of its own.
func (r *rerun) resume(ctx context.Context, all bool, now time.Time) error {
	kept, err := runsOf(ctx, r.memory)
	if err != nil {
		return err
	}
	r.key, r.run = r.reader.By(), aRun{By: r.reader.By(), Started: now, All: r.again && all}
	same := func(k keptRun) bool { return k.key == r.key }
	if r.again {
		same = func(k keptRun) bool { return all && k.All && k.By == r.run.By && k.Ended.IsZero() }
	}
	if at := slices.IndexFunc(kept, same); at >= 0 {
		r.key, r.run = kept[at].key, kept[at].aRun
		r.began = r.run.At
		return nil
	}
	for at := now; r.again; at = at.Add(time.Second) { // two may begin within a second
		r.key = r.run.By + " " + at.Format(time.RFC3339)
		if !slices.ContainsFunc(kept, func(k keptRun) bool { return k.key == r.key }) {
			break
		}
	}
	return nil
}

// end keeps that nothing of the run is left to do.
func (r *rerun) end(ctx context.Context, now time.Time) error {
	if r.read == 0 && r.run.Articles == 0 {
		return nil // there was no run
	}
	r.run.At, r.run.Ended = "", now
	return r.put(ctx, runs, r.key, r.run)
}

func (r *rerun) all(ctx context.Context, ids []onrecord.ArticleID, jobs int, bar *progress) error {
	old := map[onrecord.ArticleID]onrecord.Record{} // on their way
	var lock sync.Mutex                             // articles are taken ahead of what is done with them
	for result := range r.reader.Again(ctx, r.articles(ctx, ids, func(o onrecord.Record) {
		lock.Lock()
		defer lock.Unlock()
		old[o.ID] = o
	}, bar), jobs) {
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
// Those that are passed over count as done.
func (r *rerun) articles(ctx context.Context, ids []onrecord.ArticleID, taken func(onrecord.Record), bar *progress) iter.Seq2[onrecord.Article, error] {
	return func(yield func(onrecord.Article, error) bool) {
		ids, err := r.left(ctx, ids)
		if err != nil {
			yield(onrecord.Article{}, err)
			return
		}
		bar.totalArticles(len(ids))
		for _, id := range ids {
			o, err := r.store.AsFound(ctx, id)
			if err == nil && o.By == r.reader.By() && !r.again {
				r.known++
				bar.pass()
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

// left are the articles that a run has yet to look at: those given, or all of
// the store from the one at which a run that is gone on with was interrupted.
func (r *rerun) left(ctx context.Context, ids []onrecord.ArticleID) ([]onrecord.ArticleID, error) {
	if len(ids) > 0 {
		return ids, nil
	}
	for a, err := range r.store.Articles(ctx, onrecord.Filter{}) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, a.ID)
	}
	if at := slices.Index(ids, r.began); at > 0 && r.again {
		r.known += at
		ids = ids[at:]
	}
	return ids, nil
}

// keep stores what was found, and before that what changed by it: whatever is
// stored is told of, if the program is killed in between.
func (r *rerun) keep(ctx context.Context, was *onrecord.Record, now onrecord.Record) error {
	changes := onrecord.Compare(was, &now)
	if len(changes) > 0 {
		r.changed++
		r.changes = append(r.changes, changes...)
		if err := r.put(ctx, room(r.key), string(now.ID), changes); err != nil {
			return err
		}
	}
	r.count(was, now.ID, len(changes) > 0)
	if err := r.put(ctx, runs, r.key, r.run); err != nil {
		return err
	}
	_, err := r.store.PutRecord(ctx, now)
	return err
}

// count adds an article to what the run did, unless it was counted before the
// program was killed.
func (r *rerun) count(was *onrecord.Record, id onrecord.ArticleID, changed bool) {
	r.read++
	if r.run.At = id; id == r.began {
		return
	}
	r.run.Articles++
	if changed {
		r.run.Changed++
	}
	if !slices.Contains(r.run.From, was.By) {
		r.run.From = append(r.run.From, was.By)
		slices.Sort(r.run.From)
	}
}

func (r *rerun) put(ctx context.Context, room, key string, v any) error {
	b, err := json.Marshal(v)
	if err == nil {
		err = r.memory.PutState(ctx, room, key, b)
	}
	return err
}
