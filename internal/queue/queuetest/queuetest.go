// Package queuetest is what every queue must do, as tests that its own run.
package queuetest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/queue"
	"onrecord/ling"
)

// Opener opens the queue of that name, which keeps what is in it when it is
// closed. It is empty when its name is heard first. Whoever holds something must
// not be silent for a second.
type Opener func(t *testing.T, name string) queue.Queue

// Test runs the suite.
func Test(t *testing.T, open Opener) {
	for name, test := range map[string]func(*testing.T, Opener){
		"order": order, "once": once, "back": back, "silent": silent, "buried": buried, "tries": tries, "kept": kept, "large": large, "many": many, "again": again, "remembers": remembers,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // most of it is waiting
			test(t, open)
		})
	}
}

// Article is an article of a text of ours.
func Article(id, text string) onrecord.Article {
	return onrecord.Article{
		ID: onrecord.ArticleID(id), Path: "news/" + id + ".html", URL: "https://post.example/" + id, Outlet: "Pier Post", Title: "Harbour “opens”\nagain",
		Authors: []string{"Ana Kovač"}, Byline: "Ana Kovač, Marenia", Section: "Coast", Lang: "en", Modified: "2016-05-13T08:00:00Z", Collected: time.Date(2016, 5, 14, 9, 30, 0, 0, time.UTC),
		Published: onrecord.Published{Value: "2016-05-12", Earliest: ling.Date{Year: 2016, Month: 5, Day: 12}, Latest: ling.Date{Year: 2016, Month: 5, Day: 12}, Basis: onrecord.BasisPage, Confidence: 0.95, Spans: []ling.Span{{Start: 0, End: 3}}},
		Text:      text, Blocks: []ling.Block{{Span: ling.Span{Start: 0, End: len(text)}, Kind: ling.BlockBody}},
		Diagnostics: []ling.Diagnostic{{Rule: "weekday-conflict", Message: "the day is no Friday", Spans: []ling.Span{{Start: 0, End: 3}}}},
	}
}

func put(t *testing.T, q queue.Queue, jobs ...queue.Job) []bool {
	t.Helper()
	fresh, err := q.Put(t.Context(), jobs...)
	if err != nil || len(fresh) != len(jobs) {
		t.Fatalf("put: %v, %v", fresh, err)
	}
	return fresh
}

// take takes n jobs, however often it has to ask for that.
func take(t *testing.T, q queue.Queue, n int) (out []queue.Held) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); len(out) < n; {
		more, err := q.Take(t.Context(), n-len(out), 500*time.Millisecond)
		if err != nil {
			t.Fatal(err)
		}
		if out = append(out, more...); time.Now().After(end) {
			t.Fatalf("%d jobs of %d were given out", len(out), n)
		}
	}
	return out
}

// empty reports an error if anything is given out.
func empty(t *testing.T, q queue.Queue) {
	t.Helper()
	got, err := q.Take(t.Context(), 1, 300*time.Millisecond)
	if err != nil || len(got) != 0 {
		t.Errorf("given out: %v, %v; want nothing", texts(got), err)
	}
}

func done(t *testing.T, held ...queue.Held) {
	t.Helper()
	for _, h := range held {
		if err := h.Done(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func texts(held []queue.Held) (out []string) {
	for _, h := range held {
		out = append(out, h.Job().Article.Text)
	}
	return out
}

func letters(t *testing.T, q queue.Queue) (out []queue.Letter) {
	t.Helper()
	for l, err := range q.Dead(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

// status waits until a queue tells that so much is to do.
func status(t *testing.T, q queue.Queue, waiting, held, dead int) {
	t.Helper()
	var got queue.Status
	for range 100 {
		var err error
		if got, err = q.Status(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got.Waiting == waiting && got.Held == held && got.Dead == dead {
			if (waiting+held == 0) != got.Oldest.IsZero() {
				t.Errorf("of %d jobs the oldest is of %v", waiting+held, got.Oldest)
			}
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%+v; want %d waiting, %d held, %d dead", got, waiting, held, dead)
}

// Of several texts of an article each is given out once the one before is done;
// other articles do not wait for them. An article comes out as it went in.
func order(t *testing.T, open Opener) {
	q := open(t, "order")
	first, second, other := Article("a", "one"), Article("a", "two"), Article("b", "three")
	put(t, q, queue.Job{Article: first}, queue.Job{Article: second, Again: true}, queue.Job{Article: other})
	held := take(t, q, 2)
	for _, h := range held {
		want := first
		if h.Job().Article.ID == "b" {
			want = other
		}
		if got := h.Job().Article; got.Fingerprint() != want.Fingerprint() || got.Path != want.Path || !got.Collected.Equal(want.Collected) || len(got.Diagnostics) != 1 || h.Job().Again || h.Given() != 1 {
			t.Errorf("given out %+v; want %+v", got, want)
		}
	}
	if held[0].Job().Article.ID == held[1].Job().Article.ID {
		t.Errorf("two texts of one article at once: %v", texts(held))
	}
	empty(t, q)
	done(t, held...)
	rest := take(t, q, 1)
	if got := rest[0].Job(); got.Article.Text != "two" || !got.Again {
		t.Errorf("the second text: %+v", got)
	}
	done(t, rest...)
	empty(t, q)
	status(t, q, 0, 0, 0)
}

// What waits or is held already is not put beside it; what is done may be put again.
func once(t *testing.T, open Opener) {
	q := open(t, "once")
	job := queue.Job{Article: Article("a", "one")}
	if got := put(t, q, job, job); !got[0] || got[1] {
		t.Errorf("put twice at once: fresh %v", got)
	}
	other := open(t, "once")
	if got := put(t, other, job); got[0] {
		t.Error("put by somebody else: fresh")
	}
	held := take(t, q, 1)
	if got := put(t, other, job); got[0] {
		t.Error("put while it is held: fresh")
	}
	done(t, held...)
	status(t, q, 0, 0, 0)
	for _, by := range []queue.Queue{q, other} {
		if got := put(t, by, job); !got[0] {
			t.Error("put after it was done: not fresh")
		}
		done(t, take(t, by, 1)...)
		status(t, q, 0, 0, 0)
	}
}

// What is given back is given out again, not before its time.
func back(t *testing.T, open Opener) {
	q := open(t, "back")
	put(t, q, queue.Job{Article: Article("a", "one")})
	held := take(t, q, 1)
	began := time.Now()
	if err := held[0].Back(t.Context(), 600*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	held = take(t, q, 1)
	if took := time.Since(began); took < 550*time.Millisecond || held[0].Given() != 2 {
		t.Errorf("given out again after %v, for the time %d", took, held[0].Given())
	}
	done(t, held...)
}

// What somebody holds who says nothing is given out to others; who says that he
// is at work keeps it.
func silent(t *testing.T, open Opener) {
	q, other := open(t, "silent"), open(t, "silent")
	put(t, q, queue.Job{Article: Article("a", "one")})
	held := take(t, q, 1)
	for range 8 {
		time.Sleep(250 * time.Millisecond)
		if err := held[0].Working(); err != nil {
			t.Fatal(err)
		}
		if got, err := other.Take(t.Context(), 1, time.Millisecond); err != nil || len(got) > 0 {
			t.Fatalf("given to another while one is at work: %v, %v", texts(got), err)
		}
	}
	done(t, take(t, other, 1)...) // after silence
	status(t, q, 0, 0, 0)
	empty(t, q)
}

// What is given up is a letter, which can be made a job again or dropped.
func buried(t *testing.T, open Opener) {
	q := open(t, "buried")
	put(t, q, queue.Job{Article: Article("a", "one")}, queue.Job{Article: Article("b", "two"), Again: true}, queue.Job{Article: Article("c", "three")})
	for _, h := range take(t, q, 3) {
		if err := h.Bury(t.Context(), "no words\nin it: "+strings.Repeat("š", 2000)); err != nil {
			t.Fatal(err)
		}
	}
	status(t, q, 0, 0, 3)
	got := letters(t, q)
	if len(got) != 3 {
		t.Fatalf("letters: %+v", got)
	}
	ids := map[onrecord.ArticleID]string{}
	for _, l := range got {
		ids[l.Article] = l.ID
		if !strings.HasPrefix(l.Reason, "no words in it: š") || len(l.Reason) > 1100 || l.Title != "Harbour “opens”\nagain" || l.Given != 1 || time.Since(l.At) > time.Minute {
			t.Errorf("letter %+v", l)
		}
	}
	if n, err := q.Retry(t.Context(), "nobody"); n != 0 || err != nil {
		t.Errorf("retried of nobody: %d, %v", n, err)
	}
	if n, err := q.Retry(t.Context(), "b"); n != 1 || err != nil {
		t.Fatalf("retried: %d, %v", n, err)
	}
	held := take(t, q, 1)
	if got := held[0].Job(); got.Article.ID != "b" || !got.Again || held[0].Given() != 1 {
		t.Errorf("retried: %+v, for the time %d", got, held[0].Given())
	}
	done(t, held...)
	if n, err := q.Drop(t.Context(), ids["a"]); n != 1 || err != nil {
		t.Errorf("dropped: %d, %v", n, err)
	}
	status(t, q, 0, 0, 1)
	if n, err := q.Retry(t.Context()); n != 1 || err != nil {
		t.Errorf("all retried: %d, %v", n, err)
	}
	held = take(t, q, 1)
	if held[0].Job().Article.ID != "c" {
		t.Errorf("all retried: %v", texts(held))
	}
	// Given up once more it is one letter, with what is known now.
	if err := held[0].Bury(t.Context(), "still none"); err != nil {
		t.Fatal(err)
	}
	if got := letters(t, q); len(got) != 1 || got[0].Reason != "still none" {
		t.Errorf("given up again: %+v", got)
	}
	if n, err := q.Drop(t.Context()); n != 1 || err != nil {
		t.Errorf("all dropped: %d, %v", n, err)
	}
	status(t, q, 0, 0, 0)
}

// Tries are counted over those who hold a job, until reading it came to its end
// or it is put anew.
func tries(t *testing.T, open Opener) {
	q := open(t, "tries")
	put(t, q, queue.Job{Article: Article("a", "one")})
	try := func(h queue.Held, want int) {
		t.Helper()
		if n, err := h.Try(t.Context()); n != want || err != nil {
			t.Errorf("try %d: %d, %v", want, n, err)
		}
	}
	again := func(h queue.Held) queue.Held {
		t.Helper()
		if err := h.Back(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
		return take(t, q, 1)[0]
	}
	h := take(t, q, 1)[0]
	try(h, 1)
	h = again(h)
	try(h, 2)
	if err := h.Survived(t.Context()); err != nil {
		t.Fatal(err)
	}
	h = again(h)
	try(h, 1)
	h = again(h)
	try(h, 2)
	if err := h.Bury(t.Context(), "enough"); err != nil {
		t.Fatal(err)
	}
	if _, err := q.Retry(t.Context()); err != nil {
		t.Fatal(err)
	}
	h = take(t, q, 1)[0]
	try(h, 1)
	done(t, h)
}

// What was put is there when the queue is opened again, and what was held by who
// closed it.
func kept(t *testing.T, open Opener) {
	q := open(t, "kept")
	put(t, q, queue.Job{Article: Article("a", "one")}, queue.Job{Article: Article("b", "two")}, queue.Job{Article: Article("c", "three")})
	held := take(t, q, 3)
	if err := held[0].Bury(t.Context(), "no words"); err != nil {
		t.Fatal(err)
	}
	done(t, held[1])
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
	q = open(t, "kept")
	if got := letters(t, q); len(got) != 1 || got[0].Article != held[0].Job().Article.ID {
		t.Errorf("letters after it was opened again: %+v", got)
	}
	rest := take(t, q, 1)
	if got, want := rest[0].Job().Article.ID, held[2].Job().Article.ID; got != want {
		t.Errorf("given out after it was opened again: %s, want %s", got, want)
	}
	done(t, rest...)
	empty(t, q)
}

// An article of any length that is read at all passes, also by way of the dead
// letters, and more than once.
func large(t *testing.T, open Opener) {
	q := open(t, "large")
	var b strings.Builder
	for i := 0; b.Len() < 5<<20; i++ { // of words that hardly repeat
		fmt.Fprintf(&b, "%x ", uint64(i)*0x9e3779b97f4a7c15)
	}
	job := queue.Job{Article: Article("a", b.String())}
	for range 2 {
		put(t, q, job)
		held := take(t, q, 1)
		if held[0].Job().Article.Text != job.Article.Text {
			t.Error("a large article is another one")
		}
		if err := held[0].Bury(t.Context(), "too long"); err != nil {
			t.Fatal(err)
		}
		if got := letters(t, q); len(got) != 1 || got[0].Article != "a" {
			t.Errorf("letters: %+v", got)
		}
		if _, err := q.Retry(t.Context(), "a"); err != nil {
			t.Fatal(err)
		}
		done(t, take(t, q, 1)...)
		status(t, q, 0, 0, 0)
	}
}

// Many that put and take at once lose nothing, and nothing is given out twice.
func many(t *testing.T, open Opener) {
	const n = 200
	q, other := open(t, "many"), open(t, "many")
	sent := make(chan error, 2)
	for from, by := range []queue.Queue{q, other} {
		go func() {
			var jobs []queue.Job
			for i := from; i < n; i += 2 {
				jobs = append(jobs, queue.Job{Article: Article(fmt.Sprint("a", i), fmt.Sprint("text ", i))})
			}
			_, err := by.Put(t.Context(), jobs...)
			sent <- err
		}()
	}
	ctx, end := context.WithTimeout(t.Context(), 30*time.Second)
	defer end()
	got := make(chan queue.Held, 2*n)
	for _, by := range []queue.Queue{q, other} {
		go func() {
			for ctx.Err() == nil {
				held, err := by.Take(ctx, 7, 100*time.Millisecond)
				if err != nil && ctx.Err() == nil {
					t.Error(err)
					return
				}
				for _, h := range held {
					if err := h.Done(ctx); err != nil && ctx.Err() == nil {
						t.Error(err)
					}
					got <- h
				}
			}
		}()
	}
	seen := map[onrecord.ArticleID]int{}
	for len(seen) < n {
		select {
		case h := <-got:
			id := h.Job().Article.ID
			// On a machine that has no time for it, whoever holds it is silent for too long.
			if seen[id]++; seen[id] > 1 && h.Given() == 1 {
				t.Errorf("%s was given out twice", id)
			}
		case <-ctx.Done():
			t.Fatalf("%d of %d were given out", len(seen), n)
		}
	}
	for range 2 {
		if err := <-sent; err != nil {
			t.Error(err)
		}
	}
	status(t, q, 0, 0, 0)
}

// An article that waits to be read may be put to be read again, behind that.
func again(t *testing.T, open Opener) {
	q := open(t, "again")
	a := Article("a", "one")
	if got := put(t, q, queue.Job{Article: a}, queue.Job{Article: a, Again: true}); !got[0] || !got[1] {
		t.Errorf("fresh %v", got)
	}
	for _, want := range []bool{false, true} {
		held := take(t, q, 1)
		if held[0].Job().Again != want {
			t.Errorf("again is %v, want %v", held[0].Job().Again, want)
		}
		done(t, held...)
	}
}

// What those who put have it remember is there for others, and when the queue is
// opened again.
func remembers(t *testing.T, open Opener) {
	q := open(t, "remembers")
	want := func(q queue.Queue, key, value string) {
		t.Helper()
		if got, err := q.State(t.Context(), "place", key); string(got) != value || err != nil {
			t.Errorf("under %q: %q, %v; want %q", key, got, err, value)
		}
	}
	keep := func(key, value string) {
		t.Helper()
		of := []byte(value)
		if value == "" {
			of = nil
		}
		if err := q.PutState(t.Context(), "place", key, of); err != nil {
			t.Fatal(err)
		}
	}
	const file, other = "/news/Š a.*>warc", "/news/b.warc"
	want(q, file, "")
	keep(file, "10")
	keep(file, "20")
	keep(other, "5")
	want(open(t, "remembers"), file, "20")
	keep(other, "")
	want(q, other, "")
	if got, err := q.State(t.Context(), "elsewhere", file); got != nil || err != nil {
		t.Errorf("in another room: %q, %v", got, err)
	}
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
	q = open(t, "remembers")
	want(q, file, "20")
	want(q, other, "")
}
