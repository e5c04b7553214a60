package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
	"onrecord/internal/queue"
	"onrecord/internal/telemetry"
	"onrecord/internal/watch"
)

// addCmd reads articles into the store.
type addCmd struct {
	inputs
	storeFlag
	queueFlag
	kbFlag
	Again   bool `help:"Read articles again that are stored already."`
	Verbose bool `short:"v" help:"Write a line for every article once it is stored."`
}

// Help is shown by add --help.
func (addCmd) Help() string {
	return `Reads articles into a store. Each is stored in one transaction: what is reported as
stored stays so, whatever happens then. Interrupted and started again, add goes on where
it was. An article that is stored already is passed over; another text under its id is a
new version of it; another version of onrecord reads it again. In a WARC file, reading
goes on at the record where it was interrupted.

Examples:
  onrecord add news/                       add a directory to onrecord.db
  onrecord add --store syria.db *.html     to a store of its own
  onrecord add https://example.org/story   fetch a page and add it
  onrecord add --outlet "Pier Post" --published 2016-05-12 scans/
                                           where the pages do not say it, or say it wrong
  onrecord add --queue file:queue news/    leave the reading to "onrecord work"

Exit status: as that of read.`
}

// Run adds the articles.
func (c *addCmd) Run(ctx context.Context, env *environment) error {
	k, err := c.keeping(ctx, env, c.storeFlag, c.kbFlag)
	if err != nil {
		return err
	}
	k.again, k.verbose, k.workers = c.Again, c.Verbose, c.workers()
	if !slices.ContainsFunc(c.Input, func(in string) bool { return in == "-" || strings.Contains(in, "://") }) {
		k.together = together // what comes slowly is stored as it comes
	}
	options, done := c.options(env)
	defer done()
	options.Progress = k.bar.read
	k.bar.total(ingest.Size(c.Input...))
	places := &places{off: c.Again, note: options.Note}
	if k.queue != nil { // pages are read into articles by this program, and the rest by others
		places.store, places.by = k.queue, env.Version
	} else {
		places.store, places.by = k.state, k.reader.By()
	}
	options.Resume = places.resume(ctx)
	k.handled = places.passed
	return k.run(ctx, ingest.Read(ctx, options, c.Input...), places.finish)
}

// keeping is the work of putting articles into a store, or into a queue.
type keeping struct {
	env     *environment
	store   onrecord.Store  // nil where nothing of one is needed
	state   watch.Store     // the same store, as a memory
	reader  *process.Reader // nil where others read
	queue   queue.Queue     // nil where articles are read here
	bar     *progress
	seen    *telemetry.Telemetry // nil where nobody watches
	again   bool
	verbose bool
	workers int
	// together is how many pages are stored in one transaction at most.
	together int
	// handled hears of each page once it is stored, known or refused.
	handled func(context.Context, ingest.Mark, error) error
}

// together is how many pages of files are stored in one transaction: a few
// hundredths of a second's work, so that who writes beside waits no longer, and
// what is killed loses no more.
const together = 32

// newKeeping opens what it takes.
func newKeeping(ctx context.Context, env *environment, s storeFlag, kb kbFlag) (*keeping, error) {
	store, err := s.open(ctx, true)
	if err != nil {
		return nil, err
	}
	state, ok := store.(watch.Store)
	if !ok {
		store.Close()
		return nil, errors.New("this sort of store remembers nothing between two runs")
	}
	reader, err := kb.reader(env)
	if err != nil {
		store.Close()
		return nil, err
	}
	return &keeping{env: env, store: store, state: state, reader: reader, bar: newProgress(env), workers: 1, together: 1,
		handled: func(context.Context, ingest.Mark, error) error { return nil }}, nil
}

// close closes what is open.
func (k *keeping) close() (err error) {
	if k.queue != nil {
		err = k.queue.Close()
	}
	if k.store == nil {
		return err
	}
	if e := k.store.Close(); e != nil {
		err = errors.Join(err, fmt.Errorf("close the store: %w", e))
	}
	return err
}

// results are what becomes of pages: they are read to their end, or for a queue
// into articles.
func (k *keeping) results(ctx context.Context, pages iter.Seq2[ingest.Raw, error]) iter.Seq[process.Result] {
	if k.queue != nil {
		return process.Articles(ctx, pages, k.workers)
	}
	known := func(ctx context.Context, a onrecord.Article) (bool, error) { return k.store.Has(ctx, a, k.reader.By()) }
	if k.again {
		known = nil
	}
	return k.reader.Run(ctx, pages, process.Options{Workers: k.workers, Known: known})
}

// put stores what was read in one transaction, or puts it into the queue, and
// tells of each whether it was new.
func (k *keeping) put(ctx context.Context, read []*process.Result) ([]bool, error) {
	if len(read) == 0 {
		return nil, nil
	}
	if k.queue != nil {
		jobs := make([]queue.Job, len(read))
		for i, r := range read {
			jobs[i] = queue.Job{Article: r.Article, Again: k.again}
		}
		return k.queue.Put(ctx, jobs...)
	}
	records := make([]onrecord.Record, len(read))
	for i, r := range read {
		records[i] = r.Record
	}
	return k.store.PutRecords(ctx, records...)
}

// run reads the pages into the store, or the queue, and closes it. finish is
// called at the end, and hears whether all was done.
func (k *keeping) run(ctx context.Context, pages iter.Seq2[ingest.Raw, error], finish func(ctx context.Context, done bool) error) (err error) {
	defer func() {
		if e := k.close(); err == nil {
			err = e
		}
	}()
	bad := badInputs{env: k.env, before: k.bar.clear}
	count := added{again: k.again, queued: k.queue != nil}
	var marks ingest.Marks
	var read []readPage
	for result := range k.results(ctx, marks.Of(pages)) {
		k.bar.add()
		if read = append(read, readPage{marks.Next(), result}); len(read) < k.together {
			continue
		}
		// Interrupted, what was read is stored and counted all the same.
		if err := k.keep(context.WithoutCancel(ctx), read, &count, &bad); err != nil {
			k.bar.clear()
			return err
		}
		read = nil
	}
	k.bar.clear()
	if err := k.keep(context.WithoutCancel(ctx), read, &count, &bad); err != nil {
		return err
	}
	// What was done is noted though the work was interrupted.
	if err := finish(context.WithoutCancel(ctx), ctx.Err() == nil); err != nil {
		return err
	}
	if ctx.Err() == nil && k.queue == nil {
		if err := settle(ctx, k.store); err != nil && ctx.Err() == nil {
			return err
		}
	}
	if !k.env.Quiet {
		if _, err := fmt.Fprintf(k.env.Stdout, "%s, %d bad\n", count, bad.n); err != nil {
			return fmt.Errorf("standard output: %w", err)
		}
	}
	if ctx.Err() != nil {
		return fmt.Errorf("interrupted; %s %s, and the same command goes on from there", export.Plural(count.stored, "article"), count.did())
	}
	return bad.end(ctx)
}

// readPage is a page that was read, and the mark of where it lay.
type readPage struct {
	mark   ingest.Mark
	result process.Result
}

// keep stores what was read of pages, in one transaction, and tells of each.
func (k *keeping) keep(ctx context.Context, pages []readPage, count *added, bad *badInputs) error {
	var read []*process.Result
	for i := range pages {
		if r := &pages[i].result; r.Err == nil && !r.Known {
			read = append(read, r)
		}
	}
	began := time.Now()
	changed, err := k.put(ctx, read)
	if err != nil {
		return err
	}
	if len(read) > 0 {
		k.took("put", began)
	}
	for _, p := range pages {
		switch {
		case p.result.Err != nil:
			bad.report(p.result.Err)
			k.became(telemetry.Bad)
		case p.result.Known:
			count.known++
			k.became(telemetry.Known)
		default:
			k.became(map[bool]string{true: telemetry.Stored, false: telemetry.Known}[changed[0]])
			count.put(&p.result.Record, changed[0])
			changed = changed[1:]
			if err := k.tell(count.did(), p.result.Article.ID); err != nil {
				return err
			}
		}
		if err := k.handled(ctx, p.mark, p.result.Err); err != nil {
			return err
		}
	}
	return nil
}

// took and became tell those who watch the process, if anybody does.
func (k *keeping) took(step string, began time.Time) {
	if k.seen != nil {
		k.seen.Took(step, began)
	}
}

func (k *keeping) became(outcome string) {
	if k.seen != nil {
		k.seen.Articles(outcome, 1)
	}
}

// tell says that an article is stored or queued, to who wants to hear of each.
func (k *keeping) tell(did string, id onrecord.ArticleID) error {
	if !k.verbose {
		return nil
	}
	k.bar.clear()
	if _, err := fmt.Fprintf(k.env.Stdout, "%s %s\n", did, id); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

// added counts what became of the articles.
type added struct {
	again                                bool // what was known is read again, too
	queued                               bool // for others to read
	stored, unchanged, known, statements int
}

func (a *added) put(r *onrecord.Record, changed bool) {
	if !changed {
		a.unchanged++
		return
	}
	a.stored++
	a.statements += len(r.Statements)
}

// did is what was done with an article.
func (a added) did() string {
	if a.queued {
		return "queued"
	}
	return "stored"
}

// String is the report.
func (a added) String() string {
	if a.queued {
		return fmt.Sprintf("%s queued, %d waiting already", export.Plural(a.stored, "article"), a.unchanged)
	}
	if a.again {
		return fmt.Sprintf("%s read: %d stored new or otherwise than before with %s, %d as they were", export.Plural(a.stored+a.unchanged, "article"), a.stored, export.Plural(a.statements, "statement"), a.unchanged)
	}
	return fmt.Sprintf("%s stored with %s, %d known already", export.Plural(a.stored, "article"), export.Plural(a.statements, "statement"), a.unchanged+a.known)
}
