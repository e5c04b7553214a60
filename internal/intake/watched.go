package intake

import (
	"context"
	"errors"
	"fmt"
	"time"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
	"onrecord/internal/queue"
	"onrecord/internal/watch"
)

// ByWatch is who asks for a job that a watch made.
const ByWatch = "the watch"

// lookEvery is how often a desk sees whether a watch is due: the least time
// between two looks at one address.
const lookEvery = watch.Shortest

// Watches are what a desk looks at.
type Watches struct {
	watch.Store
	runner *watch.Runner
	now    chan struct{} // that somebody wants a look at once
}

// Watch has a desk look at what its store watches, by a runner that it makes its
// own, while KeepLooking runs.
func (d *Desk) Watch(r *watch.Runner) {
	r.Lease = watch.Lease
	d.watches = &Watches{Store: r.Store, runner: r, now: make(chan struct{}, 1)}
}

// Watches are what the desk looks at, nil where it looks at nothing.
func (d *Desk) Watches() *Watches { return d.watches }

// Add begins to watch an address, and looks at it soon.
func (w *Watches) Add(ctx context.Context, address string, every time.Duration) error {
	if err := watch.Add(ctx, w.Store, address, every, time.Now()); err != nil {
		return err
	}
	w.soon()
	return nil
}

// Look has an address that is watched looked at soon, due or not.
func (w *Watches) Look(ctx context.Context, address string) error {
	if err := watch.Hurry(ctx, w.Store, address); err != nil {
		return err
	}
	w.soon()
	return nil
}

func (w *Watches) soon() {
	select {
	case w.now <- struct{}{}:
	default: // somebody wants it already
	}
}

// KeepLooking looks at what is due until ctx ends. failed hears what went wrong
// with the store; a watch that goes wrong is told of where it is listed.
func (d *Desk) KeepLooking(ctx context.Context, failed func(error)) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		if err := d.lookAtDue(ctx); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-d.watches.now:
		case <-tick.C:
		}
	}
}

// lookAtDue looks at what is due, one watch after the other.
func (d *Desk) lookAtDue(ctx context.Context) error {
	due, err := d.watches.runner.Due(ctx, false)
	if err != nil {
		return fmt.Errorf("find which watches are due: %w", err)
	}
	var faults []error
	for _, w := range due {
		if ctx.Err() != nil {
			break
		}
		if err := d.lookAt(ctx, w); err != nil {
			faults = append(faults, fmt.Errorf("look at %s: %w", w.Address, err))
		}
	}
	return errors.Join(faults...)
}

// lookAt looks at one watch. What comes is a job of the desk, nothing is none.
func (d *Desk) lookAt(ctx context.Context, w watch.Watch) error {
	r := d.watches.runner
	job := &Job{By: ByWatch, Name: w.Address, Asked: time.Now().UTC(), Began: time.Now().UTC()}
	tell := func(change func()) {
		d.set(func() {
			if job.ID == 0 {
				d.enlist(job)
			}
			change()
		})
	}
	if err := d.pagesOf(ctx, w, job, tell); err != nil {
		return err
	}
	d.set(func() {
		job.put = true
		if job.Waiting == 0 {
			job.Ended = time.Now().UTC()
		}
	})
	if ctx.Err() != nil {
		return ctx.Err() // what was read is noted, and the look is not over
	}
	return r.Finish(ctx)
}

// pagesOf reads what a watch brings, or leaves it to others.
func (d *Desk) pagesOf(ctx context.Context, w watch.Watch, job *Job, tell func(func())) error {
	r := d.watches.runner
	var marks ingest.Marks
	pages := marks.Of(r.Run(ctx, []watch.Watch{w}))
	if d.through != nil {
		for result := range process.Articles(ctx, pages, 1) {
			mark := marks.Next()
			if result.Err != nil {
				refuse(job, result, tell)
			} else if err := d.leave(ctx, job, result, tell); err != nil {
				return err
			}
			if err := r.Done(context.WithoutCancel(ctx), mark, result.Err); err != nil {
				return err
			}
		}
		return nil
	}
	reader, err := d.read()
	if err != nil {
		return fmt.Errorf("load what reads articles: %w", err)
	}
	known := func(ctx context.Context, a onrecord.Article) (bool, error) { return d.store.Has(ctx, a, reader.By()) }
	for result := range reader.Run(ctx, pages, process.Options{Workers: 1, Known: known}) {
		mark, line := marks.Next(), Line{Name: result.Name, Outcome: Refused}
		if result.Err != nil {
			line.Why = why(result.Err)
		} else if line, err = d.keep(ctx, result); err != nil {
			return err
		}
		tell(func() { job.add(line) })
		if err := r.Done(context.WithoutCancel(ctx), mark, result.Err); err != nil {
			return err
		}
	}
	return nil
}

// refuse tells why a page is no article.
func refuse(job *Job, result process.Result, tell func(func())) {
	tell(func() { job.add(Line{Name: result.Name, Outcome: Refused, Why: why(result.Err)}) })
}

// leave leaves the article of a page to others.
func (d *Desk) leave(ctx context.Context, job *Job, result process.Result, tell func(func())) error {
	one := queue.Job{Article: result.Article}
	if _, err := d.through.Put(context.WithoutCancel(ctx), one); err != nil {
		return err
	}
	tell(func() {
		job.add(Line{Name: result.Name, Article: result.Article.ID, Title: result.Article.Title, Outcome: Waiting})
		l := left{job: job, line: -1, id: result.Article.ID, key: one.ID(), hash: result.Article.TextHash()}
		if n := len(job.Lines); n == job.Read() {
			l.line = n - 1
		}
		d.left = append(d.left, l)
	})
	return nil
}
