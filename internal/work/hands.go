package work

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"onrecord/internal/process"
	"onrecord/internal/queue"
)

// hands are the jobs that a worker holds.
type hands struct {
	worker     *Worker
	untilEmpty bool
	stop       context.CancelFunc // no more are taken
	ending     func() bool        // reports whether the work is to end

	free chan struct{} // has one for each job that is held
	idle chan struct{} // hears that there is nothing to read

	mu   sync.Mutex
	held map[*job]bool

	alone sync.RWMutex // of one that may kill the process: nothing else is read beside it

	count  Count
	failed error  // why it could do no more
	last   string // that was told of a job
}

// job is one that is held, and what came of it.
type job struct {
	queue.Held
	begun  bool
	result process.Result
	// suspect is one that was given out so often that it may have killed who held
	// it; over is closed once it has been dealt with.
	suspect bool
	over    chan struct{}
}

// take takes jobs until ctx ends.
func (h *hands) take(ctx context.Context, todo chan<- *job) {
	var fault faults
	for ctx.Err() == nil {
		n := h.reserve(ctx)
		if n == 0 {
			return
		}
		got, err := h.worker.Queue.Take(ctx, n, time.Second)
		for range n - len(got) {
			<-h.free
		}
		for _, j := range h.hold(got) {
			todo <- j
		}
		if err != nil && ctx.Err() == nil {
			fault.wait(ctx, h.worker.Told, err)
			continue
		}
		fault = faults{}
		if len(got) == 0 && h.nothing() {
			h.empty(ctx)
		}
	}
}

// hold notes that jobs are held, before anything else: the queue hears of each
// from now on that somebody is at it.
func (h *hands) hold(got []queue.Held) []*job {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := make([]*job, len(got))
	for i := range got {
		out[i] = &job{Held: got[i]}
		h.held[out[i]] = true
	}
	return out
}

// reserve takes places for jobs: one at least, unless ctx ends, and as many as
// are free.
func (h *hands) reserve(ctx context.Context) (n int) {
	select {
	case h.free <- struct{}{}:
	case <-ctx.Done():
		return 0
	}
	for n = 1; n < together; n++ {
		select {
		case h.free <- struct{}{}:
		default:
			return n
		}
	}
	return n
}

// nothing reports whether no job is held.
func (h *hands) nothing() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.held) == 0
}

// empty does what there is to do where nothing is to be read. What others hold
// may come back.
func (h *hands) empty(ctx context.Context) {
	select {
	case h.idle <- struct{}{}:
	default:
	}
	if !h.untilEmpty {
		return
	}
	if s, err := h.worker.Queue.Status(ctx); err == nil && s.Waiting+s.Held == 0 {
		h.stop()
	}
}

// beat tells the queue of all that is held that somebody is at it.
func (h *hands) beat(ctx context.Context) {
	tick := time.NewTicker(h.worker.Queue.Grace() / 3)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		h.mu.Lock()
		for j := range h.held {
			_ = j.Working() // a queue that hears nothing gives it out again, which costs no more than time
		}
		h.mu.Unlock()
	}
}

// let lets go of jobs.
func (h *hands) let(jobs []*job) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, j := range jobs {
		delete(h.held, j)
		<-h.free
		if j.over != nil {
			close(j.over)
		}
	}
}

// A job that was given out more often than trusted has perhaps killed who held
// it, while it was read or while it was stored: from then on every beginning is
// counted, nothing else is read or stored beside it, and after so many tries it
// is given up.
const (
	trusted = 3
	tries   = 3
)

// read reads what an article says, and passes it on to be stored.
func (h *hands) read(ctx context.Context, j *job, to chan<- *job) {
	j.begun = true
	if j.suspect = j.Given() > trusted; j.suspect {
		h.suspect(ctx, j, to)
		return
	}
	h.alone.RLock()
	h.words(ctx, j)
	h.alone.RUnlock()
	to <- j
}

// suspect reads what may kill whoever does, and lets nobody else read until it is
// stored.
func (h *hands) suspect(ctx context.Context, j *job, to chan<- *job) {
	h.alone.Lock()
	defer h.alone.Unlock()
	j.over = make(chan struct{})
	n, err := j.Try(ctx)
	switch {
	case err != nil:
		j.begun = false // it goes back
	case n > tries:
		j.result.Err = fmt.Errorf("whoever read or stored it died of it or was stopped, %d times: given up", tries)
	default:
		h.words(ctx, j)
	}
	to <- j
	<-j.over
	if err != nil || n > tries {
		return
	}
	// Whoever hears nothing of that counts one try too many.
	if err := j.Survived(context.WithoutCancel(ctx)); err != nil {
		h.worker.Told(err.Error())
	}
}

// words reads within the time that one article has, unless the store knows it.
func (h *hands) words(ctx context.Context, j *job) {
	j.result.Article = j.Job().Article
	if !j.Job().Again {
		j.result.Err = h.patient(ctx, func() (err error) {
			j.result.Known, err = h.worker.Store.Has(ctx, j.result.Article, h.worker.Reader.By())
			return err
		})
	}
	if j.result.Err == nil && !j.result.Known {
		limited, end := context.WithTimeout(ctx, h.worker.Most)
		defer end()
		defer h.worker.Seen.Took("read", time.Now())
		if j.result = h.worker.Reader.Article(limited, j.Job().Article); errors.Is(limited.Err(), context.DeadlineExceeded) && j.result.Err != nil {
			j.result.Err = fmt.Errorf("reading it took longer than %v", h.worker.Most)
		}
	}
	if j.result.Err != nil && h.ending() {
		j.begun = false
	}
}
