package work

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/queue"
	"onrecord/internal/queue/nats"
	"onrecord/internal/store/archive"
	"onrecord/internal/store/postgres"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/world"
)

// The simulation is of queue and store under load, without what reading articles
// costs: their records are made up beforehand (package archive).
var (
	simRate    = flag.Int("simulate", 0, "simulate so many articles a minute, as many as there can be if negative")
	simFor     = flag.Duration("simulate-for", time.Minute, "for so long")
	simWorkers = flag.Int("simulate-workers", 4, "by so many workers")
	simQueue   = flag.String("simulate-queue", "", "over this queue, by its address; without it one in a directory")
	simStore   = flag.String("simulate-store", "", "into this store; \"none\" for none, without it one in a directory")
	simReads   = flag.Duration("simulate-read", 0, "as if reading an article took so long")
)

// made is a reader of made-up articles.
type made struct{}

func (made) By() string { return "made" }

func (made) Article(_ context.Context, a onrecord.Article) process.Result {
	var i int
	if _, err := fmt.Sscanf(string(a.ID), "sim-%d", &i); err != nil {
		return process.Result{Article: a, Err: err}
	}
	time.Sleep(*simReads)
	return process.Result{Name: string(a.ID), Article: a, Record: madeRecord(i)}
}

// mostMade is how many different articles there are; what comes later is one of
// them under another id.
const mostMade = 4000

var records = sync.OnceValue(func() []onrecord.Record {
	out := make([]onrecord.Record, mostMade)
	for i := range out {
		out[i] = archive.Record(i)
	}
	return out
})

func madeRecord(i int) onrecord.Record {
	r := records()[i%mostMade]
	r.ID, r.By = onrecord.ArticleID(fmt.Sprintf("sim-%d", i)), "made"
	return r
}

// nowhere is a store that keeps nothing, to measure the queue alone.
type nowhere struct{ Store }

func (nowhere) Has(context.Context, onrecord.Article, string) (bool, error) { return false, nil }

func (nowhere) PutRecords(_ context.Context, rs ...onrecord.Record) ([]bool, error) {
	out := make([]bool, len(rs))
	for i := range out {
		out[i] = true
	}
	return out, nil
}

func (nowhere) Renew(context.Context, int) (int, error) { return 0, nil }

func (nowhere) Rebuild(context.Context, world.Kind, int) (int, error) { return 0, nil }

// took keeps how long steps took.
type took struct {
	mu  sync.Mutex
	sum map[string]time.Duration
	n   map[string]int
}

func (*took) Articles(string, int) {}

func (k *took) Took(step string, began time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.sum[step] += time.Since(began)
	k.n[step]++
}

func TestSimulation(t *testing.T) {
	if *simRate == 0 {
		t.Skip("-simulate 20000 measures queue and store under so many articles a minute")
	}
	records()
	ctx, end := context.WithTimeout(t.Context(), *simFor)
	defer end()
	dir := t.TempDir()
	address := cmp.Or(*simQueue, "file:"+filepath.Join(dir, "q"))
	var put, done atomic.Int64
	steps := &took{sum: map[string]time.Duration{}, n: map[string]int{}}
	var all sync.WaitGroup
	for range *simWorkers {
		q := opened(t, address)
		w := &Worker{Queue: q, Store: simulated(t, dir), Reader: made{}, Jobs: 2, Most: time.Minute, Seen: steps,
			Told: func(s string) { t.Log(s) }, Heard: func(onrecord.ArticleID) { done.Add(1) }}
		all.Go(func() {
			if _, err := w.Run(ctx, false); err != nil {
				t.Error(err)
			}
		})
	}
	q := opened(t, address)
	began := time.Now()
	all.Go(func() {
		for ctx.Err() == nil {
			n := batch(time.Since(began), put.Load())
			if n == 0 {
				time.Sleep(20 * time.Millisecond)
				continue
			}
			jobs := make([]queue.Job, n)
			for i := range jobs {
				jobs[i].Article = madeRecord(int(put.Load()) + i).Article
			}
			if _, err := q.Put(context.WithoutCancel(ctx), jobs...); err != nil {
				t.Error(err)
				return
			}
			put.Add(int64(n))
		}
	})
	t.Log("seconds  put  stored  waiting  held  MB in the queue")
	for tick := time.NewTicker(max(*simFor/12, time.Second)); ctx.Err() == nil; {
		select {
		case <-ctx.Done():
		case <-tick.C:
			s, err := q.Status(ctx)
			if err == nil {
				t.Logf("%7.0f %6d %6d %6d %6d %6.1f", time.Since(began).Seconds(), put.Load(), done.Load(), s.Waiting, s.Held, float64(s.Bytes)/1e6)
			}
		}
	}
	took := time.Since(began).Minutes()
	t.Logf("put %.0f a minute, stored %.0f a minute", float64(put.Load())/took, float64(done.Load())/took)
	all.Wait()
	for _, step := range []string{"put", "settle"} {
		if n := steps.n[step]; n > 0 {
			t.Logf("%s: %d times, %v each", step, n, (steps.sum[step] / time.Duration(n)).Round(100*time.Microsecond))
		}
	}
}

// batch is how many articles are put at once, so long after the beginning, that
// what is asked for comes about.
func batch(since time.Duration, put int64) int {
	if *simRate < 0 {
		return outstanding
	}
	return min(outstanding, int(since.Minutes()*float64(*simRate))-int(put))
}

const outstanding = 128

func opened(t *testing.T, address string) *nats.Queue {
	t.Helper()
	q, err := nats.Open(t.Context(), address, func(s string) { t.Log(s) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { q.Close() })
	return q
}

// simulated is what workers store into.
func simulated(t *testing.T, dir string) Store {
	t.Helper()
	path := *simStore
	if path == "" || path == "none" {
		path = filepath.Join(dir, "s.db")
	}
	var s Store
	var err error
	if strings.HasPrefix(path, "postgres") {
		s, err = postgres.Open(t.Context(), path, true, postgres.WithWorld(process.WorldTypes()...))
	} else {
		s, err = sqlite.Open(t.Context(), path, true, sqlite.WithWorld(process.WorldTypes()...))
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if *simStore == "none" {
		return nowhere{s}
	}
	return s
}
