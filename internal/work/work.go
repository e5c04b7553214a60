// Package work is what workers do: they take jobs from a queue, read what the
// articles say and store it, and end each job once that is stored.
//
// Any number of processes may work on one queue and one store. What kills one of
// them costs nothing: the jobs that it held are given out again, and a store
// bears what is put twice. An article that nobody can read stops nobody: it is
// given up with the reason, at once where the reading tells of it, and after some
// tries where whoever reads it dies. A queue or a store that does not answer is
// waited for.
package work

import (
	"context"
	"fmt"
	"sync"
	"time"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/queue"
	"onrecord/internal/watch"
	"onrecord/internal/world"
)

// Store is what a worker needs of one.
type Store interface {
	onrecord.Store
	watch.Store
	world.Store
}

// Reader reads what articles say; process.Reader does.
type Reader interface {
	// By is the version that its records bear.
	By() string
	Article(ctx context.Context, a onrecord.Article) process.Result
}

// Worker takes jobs and does them.
type Worker struct {
	Queue  queue.Queue
	Store  Store
	Reader Reader
	Jobs   int           // articles read at once, at least one
	Most   time.Duration // that reading one article may take
	// Told hears what is worth a word: who does not answer, what was given up.
	Told func(string)
	// Heard hears of each article that is stored now, nil for nobody.
	Heard func(onrecord.ArticleID)
	// Seen counts for those who watch the process.
	Seen Seen
}

// Seen is told what came of articles, and how long steps of the work took.
type Seen interface {
	Articles(outcome string, n int)
	Took(step string, began time.Time)
}

// What came of articles, for Seen.
const (
	stored = "stored"
	known  = "known"
	bad    = "bad"
)

// Count is what a worker has done.
type Count struct {
	Stored, Known, Dead int
	Statements          int // of those stored
}

// together is how many articles are stored in one transaction at most, and soon
// how long the first of them waits for others.
const (
	together = 32
	soon     = 100 * time.Millisecond
)

// rows is how long at most the rows of many articles lag behind while there is
// more to read. Where there is nothing to read they are made at once.
const rows = time.Minute

// parting is how long what is being read when the work is to end may take yet.
const parting = 10 * time.Second

// Run works until ctx ends or, if it is to end with the queue, until nothing is
// left in that. What is in hand then is brought to its end, and what was not begun
// is given back. An error is about the rows of many articles, which whoever works
// next makes, or says that a newer program has taken the store over.
func (w *Worker) Run(ctx context.Context, untilEmpty bool) (Count, error) {
	taking, stop := context.WithCancel(ctx)
	defer stop()
	// Who is reading when the work is to end has a while.
	reading, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(parting, cut) })()

	h := &hands{worker: w, held: map[*job]bool{}, free: make(chan struct{}, 2*max(1, w.Jobs)+together), idle: make(chan struct{}, 1), untilEmpty: untilEmpty, stop: stop, ending: func() bool { return ctx.Err() != nil }}
	todo, read := make(chan *job), make(chan *job, together)
	var readers, others sync.WaitGroup
	for range max(1, w.Jobs) {
		readers.Go(func() {
			for j := range todo {
				if taking.Err() != nil {
					read <- j
					continue
				}
				h.read(reading, j, read)
			}
		})
	}
	others.Go(func() { defer close(todo); h.take(taking, todo) })
	others.Go(func() { readers.Wait(); close(read) })
	beating, end := context.WithCancel(context.WithoutCancel(ctx))
	others.Go(func() { h.beat(beating) })
	settling, still := context.WithCancel(ctx)
	var settled sync.WaitGroup
	settled.Go(func() { h.settle(settling) })
	h.store(reading, read)
	end()
	still()
	others.Wait()
	settled.Wait()
	if h.failed != nil || ctx.Err() != nil {
		return h.count, h.failed
	}
	return h.count, world.Settle(ctx, w.Store, process.WorldTypes())
}

// settle makes the rows of many articles: whenever there is nothing to read, and
// once in a while.
func (h *hands) settle(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-h.idle:
		case <-time.After(rows):
		}
		began := time.Now()
		err := h.patient(ctx, func() error { return world.Settle(ctx, h.worker.Store, process.WorldTypes()) })
		h.worker.Seen.Took("settle", began)
		if err != nil && ctx.Err() == nil {
			h.worker.Told(fmt.Sprintf("bring the rows of many articles up to date: %v", err))
		}
	}
}
