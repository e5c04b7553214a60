package work

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/queue"
	"onrecord/internal/queue/nats"
	"onrecord/internal/store/sqlite"
	"onrecord/ling"
)

// deadly is a store that ends the process when it is to store a02.
type deadly struct{ *sqlite.Store }

func (d deadly) PutRecords(ctx context.Context, rs ...onrecord.Record) ([]bool, error) {
	for _, r := range rs {
		if r.ID == "a02" {
			// What kills takes its time: the server writes how often it gave something
			// out a tenth of a second later.
			time.Sleep(250 * time.Millisecond)
			os.Exit(deadlyExit)
		}
	}
	return d.Store.PutRecords(ctx, rs...)
}

const deadlyExit = 77

// dyingEnv has the test binary be a worker whose store is deadly, at a directory.
const dyingEnv = "ONRECORD_TEST_DYING"

// plain is a reader that finds who said something, if anybody did.
type plain struct{}

func (plain) By() string { return "plain" }

func (plain) Article(_ context.Context, a onrecord.Article) process.Result {
	r := onrecord.Record{Article: a, Found: onrecord.Found{By: "plain"}}
	if cue := strings.Index(a.Text, " said."); cue > 0 {
		r.Statements = []onrecord.Statement{{
			Claim: onrecord.Claim{ID: "s0", FoundBy: "plain/said@1"}, Kind: onrecord.KindSpeech, Status: onrecord.StatusMade, Mode: onrecord.Indirect, Act: onrecord.Say, Certainty: onrecord.Certain,
			Source: onrecord.Party{Spans: []ling.Span{{Start: cue - len("Kovač"), End: cue}}}, Cue: onrecord.Part{Spans: []ling.Span{{Start: cue + 1, End: cue + 5}}}, CueLemma: "say",
			Content: onrecord.Part{Spans: []ling.Span{{End: strings.Index(a.Text, ",")}}}, SaidOn: onrecord.SaidOn{Time: -1, Basis: "document"},
		}}
	}
	return process.Result{Name: string(a.ID), Article: a, Record: r}
}

// TestDies is the worker that dies.
func TestDies(t *testing.T) {
	dir := os.Getenv(dyingEnv)
	if dir == "" {
		t.Skip("TestKillsItsStorer runs it")
	}
	q, err := nats.Open(t.Context(), "file:"+filepath.Join(dir, "q")+"?grace=300ms", func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	s, err := sqlite.Open(t.Context(), filepath.Join(dir, "s.db"), true, sqlite.WithWorld(process.WorldTypes()...))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w := &Worker{Queue: q, Store: deadly{s}, Reader: plain{}, Jobs: 2, Most: time.Minute, Seen: &took{sum: map[string]time.Duration{}, n: map[string]int{}}, Told: func(string) {}}
	if _, err := w.Run(t.Context(), true); err != nil {
		t.Fatal(err)
	}
}

// An article that kills whoever stores it is stored alone then, and given up after
// some tries. What was stored beside it is not taken for its accomplice.
func TestKillsItsStorer(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	b := benchAt(t, dir, "300ms")
	b.put(t, 6)
	if err := b.queue.Close(); err != nil {
		t.Fatal(err)
	}
	died := 0
	for ; ; died++ {
		cmd := exec.Command(os.Args[0], "-test.run=^TestDies$")
		cmd.Env = append(os.Environ(), dyingEnv+"="+dir)
		out, err := cmd.CombinedOutput()
		if err == nil {
			break
		}
		if cmd.ProcessState.ExitCode() != deadlyExit || died > 2*(trusted+tries) {
			t.Fatalf("after %d deaths: %v: %s", died, err, out)
		}
	}
	// On a slow machine it was given out more often than somebody died of it, and the
	// server may forget that it was.
	if died < tries {
		t.Errorf("%d died of it; want %d at least", died, tries)
	}
	q, err := nats.Open(t.Context(), "file:"+filepath.Join(dir, "q"), func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	var letters []queue.Letter
	for l, err := range q.Dead(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		letters = append(letters, l)
	}
	if len(letters) != 1 || letters[0].Article != "a02" || !strings.Contains(letters[0].Reason, "whoever read or stored it died of it or was stopped, 3 times: given up") {
		t.Errorf("letters: %+v", letters)
	}
	if n, err := b.store.CountArticles(t.Context(), onrecord.Filter{}); n != 5 || err != nil {
		t.Errorf("%d articles are stored, %v; want 5", n, err)
	}
}
