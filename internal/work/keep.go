package work

import (
	"context"
	"errors"
	"fmt"
	"time"

	"onrecord"
)

// store stores what comes of jobs until no more come.
func (h *hands) store(ctx context.Context, read <-chan *job) {
	for {
		first, ok := <-read
		if !ok {
			return
		}
		jobs := []*job{first}
		wait := time.After(soon)
		for open := !first.suspect; open && len(jobs) < together; {
			select {
			case j, more := <-read:
				if more {
					jobs = append(jobs, j)
				}
				open = more && !j.suspect // nobody reads until that is stored
			case <-wait:
				open = false
			}
		}
		h.keep(ctx, jobs)
		h.let(jobs)
	}
}

// keep stores what came of jobs in one transaction, and ends them. What may kill
// who stores it comes last, when all others are done with.
func (h *hands) keep(ctx context.Context, jobs []*job) {
	var put, suspects []*job
	for _, j := range jobs {
		switch {
		case !j.begun:
			h.back(ctx, j)
		case j.result.Err != nil:
			h.bury(ctx, j, j.result.Err.Error())
		case j.result.Known:
			h.know(ctx, j)
		case j.suspect:
			suspects = append(suspects, j)
		default:
			put = append(put, j)
		}
	}
	h.put(ctx, put)
	for _, j := range suspects {
		h.put(ctx, []*job{j})
	}
}

// put stores what came of jobs in one transaction, or where that fails in one each.
func (h *hands) put(ctx context.Context, jobs []*job) {
	if len(jobs) == 0 {
		return
	}
	records := make([]onrecord.Record, len(jobs))
	for i, j := range jobs {
		records[i] = j.result.Record
	}
	defer h.worker.Seen.Took("put", time.Now())
	// Who is to stop has stored it or has not.
	if changed, err := h.worker.Store.PutRecords(context.WithoutCancel(ctx), records...); err == nil {
		for i, j := range jobs {
			h.stored(ctx, j, changed[i])
		}
		return
	}
	for _, j := range jobs { // one of them may be to blame
		h.one(ctx, j)
	}
}

// one stores what came of one job.
func (h *hands) one(ctx context.Context, j *job) {
	var changed bool
	err := h.patient(ctx, func() (err error) {
		changed, err = h.worker.Store.PutRecord(context.WithoutCancel(ctx), j.result.Record)
		return err
	})
	switch {
	case err == nil:
		h.stored(ctx, j, changed)
	case onrecord.KindOf(err) == onrecord.Conflict: // with a newer program: no article is to blame
		h.fail(err)
		h.back(ctx, j)
	case h.ending():
		h.back(ctx, j)
	default:
		h.bury(ctx, j, err.Error())
	}
}

func (h *hands) stored(ctx context.Context, j *job, changed bool) {
	if !changed {
		h.know(ctx, j)
		return
	}
	h.count.Stored++
	h.count.Statements += len(j.result.Record.Statements)
	h.worker.Seen.Articles(stored, 1)
	h.done(ctx, j)
	if h.worker.Heard != nil {
		h.worker.Heard(j.result.Record.ID)
	}
}

// know ends a job of which the store has all.
func (h *hands) know(ctx context.Context, j *job) {
	h.count.Known++
	h.worker.Seen.Articles(known, 1)
	h.done(ctx, j)
}

// fail ends the work: this program can do no more of it.
func (h *hands) fail(err error) {
	if h.failed == nil {
		h.failed = err
		h.stop()
	}
}

// done ends a job. Where the queue does not hear of it the job comes again, and
// is known then.
func (h *hands) done(ctx context.Context, j *job) {
	if err := j.Done(context.WithoutCancel(ctx)); err != nil {
		h.told(err.Error())
	}
}

// told tells of something that concerns every job that is held, once.
func (h *hands) told(line string) {
	if line != h.last {
		h.worker.Told(line)
	}
	h.last = line
}

// back gives a job back.
func (h *hands) back(ctx context.Context, j *job) {
	if err := j.Back(context.WithoutCancel(ctx), 0); err != nil {
		h.told(err.Error()) // its grace ends, and it is given out again
	}
}

// bury gives a job up.
func (h *hands) bury(ctx context.Context, j *job, reason string) {
	ctx, end := context.WithTimeout(context.WithoutCancel(ctx), parting)
	defer end()
	if err := j.Bury(ctx, reason); err != nil {
		h.worker.Told(err.Error()) // it comes again
		return
	}
	h.count.Dead++
	h.worker.Seen.Articles(bad, 1)
	h.worker.Told(fmt.Sprintf("%s: %s: it is among the dead letters (\"onrecord queue list\")", j.Job().Article.ID, reason))
}

// room and key are where a worker writes to see whether the store takes anything.
const (
	room = "work"
	key  = "alive"
)

// patient does something with the store until it succeeds, the work ends, or it fails
// though the store takes other things: then what is to be done is to blame.
func (h *hands) patient(ctx context.Context, do func() error) error {
	var fault faults
	for {
		err := do()
		if err == nil || ctx.Err() != nil || h.ending() {
			return err
		}
		if onrecord.KindOf(err) == onrecord.Conflict {
			return err
		}
		if onrecord.KindOf(err) != onrecord.Transient && h.answers(ctx) {
			// It may have failed while the store was away for a moment.
			if err = do(); err == nil || onrecord.KindOf(err) != onrecord.Transient && h.answers(ctx) {
				return err
			}
		}
		fault.wait(ctx, h.worker.Told, err)
	}
}

// answers reports whether the store takes something.
func (h *hands) answers(ctx context.Context) bool {
	// It has to be something else than what stands there, or nothing is written.
	return h.worker.Store.PutState(ctx, room, key, []byte(time.Now().UTC().Format(time.RFC3339Nano))) == nil
}

// faults is what goes wrong for a while.
type faults struct {
	n    int
	said time.Time
}

// How long is waited after a fault, at first and at most, and how often one that
// lasts is told of.
const (
	least, most = 200 * time.Millisecond, 5 * time.Second
	remind      = 30 * time.Second
)

// wait tells of a fault, at first and once in a while, and waits: longer and longer.
func (f *faults) wait(ctx context.Context, told func(string), err error) {
	if f.said.IsZero() || time.Since(f.said) > remind {
		f.said = time.Now()
		if !errors.Is(err, context.Canceled) {
			told(err.Error() + "; waiting")
		}
	}
	pause := min(least<<min(f.n, 10), most)
	f.n++
	select {
	case <-ctx.Done():
	case <-time.After(pause):
	}
}
