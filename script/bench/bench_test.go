package main

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// The corpus of a number of articles is always the same, and has the words of
// its size: figures of two days can be laid side by side.
func TestCorpus(t *testing.T) {
	dir := t.TempDir()
	one, err := makeCorpus(filepath.Join(dir, "one"), 40)
	if err != nil {
		t.Fatal(err)
	}
	if each := one.words / one.articles; each < 250 || each > 600 {
		t.Errorf("an article has %d words", each)
	}
	if a, b := made(7), made(7); a != b {
		t.Errorf("article 7 is %+v and %+v", a, b)
	}
	for i := range 200 {
		if a := made(i); strings.ContainsAny(a.Text+a.Title, "{}") {
			t.Errorf("article %d has a place with no words in it: %s", i, a.Text)
		}
	}
}

// Time belongs to the layer nearest to where it was spent; the runtime's work for
// a layer is that layer's.
func TestTraces(t *testing.T) {
	got := traces([]byte(`File: bench
Type: cpu
-----------+-------------------------------------------------------
      20ms   runtime.mallocgc
             onrecord/annotate/internal/nn.product (inline)
             onrecord/annotate/internal/parse.(*Parser).Annotate
-----------+-------------------------------------------------------
     1.50s   onrecord/internal/words.Fold
             onrecord/internal/kb.(*Base).Find
             onrecord/internal/resolve.Local
-----------+-------------------------------------------------------
      10ms   runtime.gcBgMarkWorker
-----------+-------------------------------------------------------
`))
	want := []layer{{"annotate: network products", 20 * time.Millisecond}, {"resolve: look-ups", 1500 * time.Millisecond}, {"memory and scheduling", 10 * time.Millisecond}}
	if len(got) != len(want) {
		t.Fatalf("%d traces: %+v", len(got), got)
	}
	for i, w := range want {
		if got[i].took != w.took || got[i].layer() != w.name {
			t.Errorf("trace %d is %v of %q, want %v of %q", i, got[i].took, got[i].layer(), w.took, w.name)
		}
	}
}

// What is written has every figure that was measured, what could not be, and a
// picture that is XML.
func TestWritten(t *testing.T) {
	r := results{
		machine: machine{processor: "Some <CPU>", commit: "abc"},
		corpus:  corpus{articles: 10, words: 4000, bytes: 25_000},
		whole:   []usage{{name: "`add`, 1 core", wall: 2 * time.Second, cpu: time.Second, words: 4000, bytes: 50_000, memory: 100 << 20}},
		layers:  []layer{{"resolve", 3 * time.Second}, {"store", time.Second}},
		curve:   []point{{articles: 10, words: 4000, cpu: time.Second, bytes: 50_000}},
		archive: filling{curve: []point{{articles: 5, cpu: 5 * time.Millisecond, bytes: 100}, {articles: 10, cpu: 10 * time.Millisecond, bytes: 200}}, text: 100},
		others:  []usage{{name: "another", without: "not here"}},
	}
	table := r.table()
	for _, want := range []string{
		"| `add`, 1 core | 2.0 | 1.0 | 0.0 | 2000 | 4000 | 100 | 5000 | 2.00 |",
		"| resolve | 3.00 | 75.0 % | 1333 |", "| 10 | 4000 | 5000 |", "| 10 | 2.00 | 20 |", "| another | not here |",
	} {
		if !strings.Contains(table, want+"\n") {
			t.Errorf("the table lacks %q:\n%s", want, table)
		}
	}
	d := xml.NewDecoder(strings.NewReader(r.picture()))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the picture: %v", err)
		}
	}
}

func TestProcessor(t *testing.T) {
	name, has := processor("processor\t: 0\nmodel name\t: Quick 9\nflags\t\t: fpu avx2 avx512f avx512_vnni\n\nmodel name\t: Quick 9\n")
	if name != "Quick 9" || has != "avx2, avx512f, avx512_vnni" {
		t.Errorf("%q has %q", name, has)
	}
}

// SQLite alone takes the whole corpus, also what does not fill a transaction.
func TestBulk(t *testing.T) {
	dir := t.TempDir()
	c, err := makeCorpus(filepath.Join(dir, "corpus"), 33)
	if err != nil {
		t.Fatal(err)
	}
	u, err := bulk(t.Context(), filepath.Join(dir, "bulk.db"), c)
	if err != nil {
		t.Fatal(err)
	}
	if u.words != c.words || u.wall == 0 || u.bytes < int64(c.bytes) {
		t.Errorf("loaded %+v of %+v", u, c)
	}
}

func TestHighWater(t *testing.T) {
	if got := highWater("Name:\tx\nVmPeak:\t  900 kB\nVmHWM:\t   300 kB\nVmRSS:\t 200 kB\n"); got != 300<<10 {
		t.Errorf("%d bytes", got)
	}
}

// TestTaken looks at this process: it has memory and handles, and one that is
// gone has none.
func TestTaken(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("/proc is Linux's")
	}
	memory, handles, err := taken(os.Getpid())
	if err != nil || memory < 1<<20 || handles < 3 {
		t.Errorf("%d bytes and %d handles, %v", memory, handles, err)
	}
	f, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	if _, more, err := taken(os.Getpid()); err != nil || more <= handles {
		t.Errorf("%d handles with one more open, %d before: %v", more, handles, err)
	}
	_ = f.Close()
	if _, _, err := taken(1 << 30); err == nil {
		t.Error("a process that is not there has memory")
	}
}

// TestSoakedReader asks a server until its time is over, and counts what failed.
func TestSoakedReader(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	var seen atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusTeapot)
		if seen.Add(1) == 2 {
			stop()
		}
	}))
	defer server.Close()
	var asked, failed atomic.Int64
	soaking{}.read(ctx, server.URL, 0, &asked, &failed)
	if seen.Load() != 2 || asked.Load() < 1 || asked.Load() != failed.Load() {
		t.Errorf("asked %d times, of which %d failed; the server saw %d", asked.Load(), failed.Load(), seen.Load())
	}
}
