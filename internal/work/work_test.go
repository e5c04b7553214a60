package work

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/driver"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/queue"
	"onrecord/internal/queue/nats"
	"onrecord/internal/store/sqlite"
	"onrecord/ling"
)

// bench is a worker with its queue and store, and what it told.
type bench struct {
	*Worker
	queue *nats.Queue
	store *sqlite.Store

	mu   sync.Mutex
	told []string
	seen map[string]int
}

func (b *bench) Articles(outcome string, n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.seen[outcome] += n
}

func (b *bench) Took(step string, _ time.Time) { b.Articles("step "+step, 1) }

func (b *bench) said() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Join(b.told, "\n")
}

func newBench(t *testing.T, grace string) *bench {
	t.Helper()
	return benchAt(t, t.TempDir(), grace)
}

// benchAt is a bench whose queue and store are in a directory.
func benchAt(t *testing.T, dir, grace string) *bench {
	t.Helper()
	b := &bench{seen: map[string]int{}}
	var err error
	if b.queue, err = nats.Open(t.Context(), "file:"+filepath.Join(dir, "q")+"?grace="+grace, func(string) {}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.queue.Close() })
	if b.store, err = sqlite.Open(t.Context(), filepath.Join(dir, "s.db"), true, sqlite.WithWorld(process.WorldTypes()...)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.store.Close() })
	b.Worker = &Worker{Queue: b.queue, Store: b.store, Reader: plain{}, Jobs: 2, Most: time.Minute, Seen: b, Told: func(s string) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.told = append(b.told, s)
	}}
	return b
}

// put puts n articles.
func (b *bench) put(t *testing.T, n int) {
	t.Helper()
	var jobs []queue.Job
	for i := range n {
		text := fmt.Sprintf("The harbour opens on day %d, Foreign Minister Ana Kovač said.", i)
		jobs = append(jobs, queue.Job{Article: onrecord.Article{ID: onrecord.ArticleID(fmt.Sprintf("a%02d", i)), Text: text, Blocks: []ling.Block{{Span: ling.Span{End: len(text)}, Kind: ling.BlockBody}}}})
	}
	if _, err := b.queue.Put(t.Context(), jobs...); err != nil {
		t.Fatal(err)
	}
}

func (b *bench) letters(t *testing.T) (out []string) {
	t.Helper()
	for l, err := range b.queue.Dead(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(l.Article)+": "+l.Reason)
	}
	return out
}

// run runs until the queue is empty, however long that takes a machine that has
// other things to do, and reports what is not as it should be.
func (b *bench) run(t *testing.T, want Count) {
	t.Helper()
	got, err := b.Run(t.Context(), true)
	want.Statements = want.Stored // each article has one
	if err != nil || got != want {
		t.Errorf("did %+v, %v; want %+v\n%s", got, err, want, b.said())
	}
	s, err := b.queue.Status(t.Context())
	if err != nil || s.Waiting+s.Held != 0 || s.Dead != len(b.letters(t)) {
		t.Errorf("left in the queue: %+v, %v", s, err)
	}
}

// All that waits is stored, and counted for who watches.
func TestRun(t *testing.T) {
	t.Parallel()
	b := newBench(t, "1m")
	var heard []onrecord.ArticleID
	b.Heard = func(id onrecord.ArticleID) { heard = append(heard, id) }
	b.put(t, 40)
	b.run(t, Count{Stored: 40})
	if slices.Sort(heard); len(heard) != 40 || heard[39] != "a39" {
		t.Errorf("heard of %v", heard)
	}
	b.put(t, 41)
	b.run(t, Count{Stored: 1, Known: 40})
	if b.seen["stored"] != 41 || b.seen["known"] != 40 || b.seen["step read"] != 41 || b.seen["step put"] == 0 {
		t.Errorf("seen: %v", b.seen)
	}
	if n, err := b.store.CountArticles(t.Context(), onrecord.Filter{}); n != 41 || err != nil {
		t.Errorf("%d articles, %v", n, err)
	}
}

// What reads articles is what the program reads them with.
func TestReads(t *testing.T) {
	if testing.Short() {
		t.Skip("it loads the models, which package process does under -short, too")
	}
	t.Parallel()
	b := newBench(t, "1m")
	r, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	b.Reader = r
	b.put(t, 2)
	b.run(t, Count{Stored: 2})
}

// Told to stop, a worker stores what it has read, and holds nothing afterwards.
func TestStopped(t *testing.T) {
	t.Parallel()
	b := newBench(t, "1m")
	b.put(t, 60)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	b.Heard = func(onrecord.ArticleID) { stop() }
	got, err := b.Run(ctx, false)
	if err != nil || got.Stored == 0 || got.Stored == 60 || got.Dead != 0 {
		t.Fatalf("stopped: %+v, %v", got, err)
	}
	b.Heard = nil
	b.run(t, Count{Stored: 60 - got.Stored})
}

// An article whose readers die is read alone then, and given up after some tries.
// Others are not held up by it. That what a reader held who died is given out again
// is for the queue to prove: here each gives it back, which takes no time.
func TestGivenUp(t *testing.T) {
	t.Parallel()
	b := newBench(t, "1m")
	b.put(t, 2)
	for tried := 0; tried < tries; {
		got, err := b.queue.Take(t.Context(), 2, time.Second)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range got {
			switch {
			case h.Job().Article.ID != "a00":
				err = h.Done(t.Context())
			case h.Given() <= trusted:
				err = h.Back(t.Context(), 0)
			default:
				if tried, err = h.Try(t.Context()); err == nil {
					err = h.Back(t.Context(), 0)
				}
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	b.put(t, 3) // a01 and a02 beside it
	b.run(t, Count{Stored: 2, Dead: 1})
	if got := b.letters(t); len(got) != 1 || got[0] != "a00: whoever read or stored it died of it or was stopped, 3 times: given up" {
		t.Errorf("letters: %q", got)
	}
	// Somebody who thinks it was the machine has it read again.
	if _, err := b.queue.Retry(t.Context()); err != nil {
		t.Fatal(err)
	}
	b.run(t, Count{Stored: 1})
}

// ill is a store that is not well: it does not take some articles, or nothing at all for a while.
type ill struct {
	*sqlite.Store
	mu     sync.Mutex
	fails  int // so many times, whatever is asked
	refuse onrecord.ArticleID
}

func (s *ill) ask() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fails > 0 {
		s.fails--
		return errors.New("the disk is full")
	}
	return nil
}

func (s *ill) Has(ctx context.Context, a onrecord.Article, by string) (bool, error) {
	if err := s.ask(); err != nil {
		return false, err
	}
	return s.Store.Has(ctx, a, by)
}

func (s *ill) PutState(ctx context.Context, room, key string, value []byte) error {
	if err := s.ask(); err != nil {
		return err
	}
	return s.Store.PutState(ctx, room, key, value)
}

func (s *ill) PutRecord(ctx context.Context, r onrecord.Record) (bool, error) {
	if err := s.ask(); err != nil {
		return false, err
	}
	if r.ID == s.refuse {
		return false, errors.New("there is a word in it that I do not take")
	}
	return s.Store.PutRecord(ctx, r)
}

func (s *ill) PutRecords(ctx context.Context, rs ...onrecord.Record) ([]bool, error) {
	if err := s.ask(); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(rs, func(r onrecord.Record) bool { return r.ID == s.refuse }) {
		return nil, errors.New("one of them I do not take")
	}
	return s.Store.PutRecords(ctx, rs...)
}

// A store that takes nothing for a while is waited for, and nothing is given up
// because of it.
func TestStoreAway(t *testing.T) {
	t.Parallel()
	b := newBench(t, "1m")
	b.Store = &ill{Store: b.store, fails: 12}
	b.put(t, 20)
	b.run(t, Count{Stored: 20})
	if said := b.said(); !strings.Contains(said, "the disk is full; waiting") {
		t.Errorf("told %q", said)
	}
}

// An article that the store does not take, though it takes others, is given up.
func TestRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t, "1m")
	b.Store = &ill{Store: b.store, refuse: "a03"}
	b.put(t, 20)
	b.run(t, Count{Stored: 19, Dead: 1})
	if got := b.letters(t); len(got) != 1 || got[0] != "a03: there is a word in it that I do not take" {
		t.Errorf("letters: %q", got)
	}
	if said := b.said(); !strings.Contains(said, `a03: there is a word in it that I do not take: it is among the dead letters ("onrecord queue list")`) || b.seen["bad"] != 1 {
		t.Errorf("told %q, seen %v", said, b.seen)
	}
}

// A worker of an older version ends when a newer one has changed the store: it
// gives back what it holds, and gives nothing up.
func TestNewerSchema(t *testing.T) {
	t.Parallel()
	b := newBench(t, "1m")
	db, err := driver.Open("file:" + b.store.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	change := func(statement string) {
		t.Helper()
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	change("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
	b.put(t, 5)
	got, err := b.Run(t.Context(), false)
	if got != (Count{}) || onrecord.KindOf(err) != onrecord.Conflict || !strings.Contains(err.Error(), "a newer version of onrecord has changed the store (schema 9999, and not ") {
		t.Errorf("did %+v, %v", got, err)
	}
	change("DELETE FROM goose_db_version WHERE version_id = 9999")
	b.run(t, Count{Stored: 5})
}

// A store that takes nothing until the work is to end keeps nobody: what could
// not be stored is given back.
func TestStoppedWithoutStore(t *testing.T) {
	t.Parallel()
	b := newBench(t, "1m")
	b.Store = &ill{Store: b.store, fails: 1 << 30}
	b.put(t, 3)
	ctx, stop := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer stop()
	began := time.Now()
	if got, err := b.Run(ctx, false); err != nil || got != (Count{}) || time.Since(began) > parting+10*time.Second {
		t.Errorf("did %+v in %v, %v", got, time.Since(began), err)
	}
	b.Store = b.store
	b.run(t, Count{Stored: 3})
}
