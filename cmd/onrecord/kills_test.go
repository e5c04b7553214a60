package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/internal/store/postgrestest"
)

// feed serves n articles and the feed that names them.
func feed(t *testing.T, n int) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed.xml" {
			fmt.Fprintf(w, `<html><head><title>Pier %[1]s opens</title></head><body><article><h1>Pier %[1]s opens</h1><p>Pier %[1]s of Norhaven opens on Monday, Foreign Minister Ana Kovač said.</p><p>Marenia denied that its forces had fired at the boats that lay before the quay all night long, and the port authority said that nobody was hurt.</p></article></body></html>`, r.URL.Path[1:])
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Pier Post</title>`)
		for i := range n {
			fmt.Fprintf(w, `<item><title>Pier %d opens</title><link>http://%s/%d</link><pubDate>Thu, 12 May 2016 10:00:00 GMT</pubDate></item>`, i, r.Host, i)
		}
		fmt.Fprint(w, `</channel></rss>`)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/feed.xml"
}

// told keeps what is written, and hears of the first of it.
type told struct {
	bytes.Buffer
	first func()
}

func (o *told) Write(b []byte) (int, error) {
	if o.Len() == 0 {
		o.first()
	}
	return o.Buffer.Write(b)
}

// cut runs the program, kills it so long after it began, or said its first word,
// and tells which articles it said it had stored before, and whether it came to
// its end.
func cut(t *testing.T, d time.Duration, word bool, args ...string) (stored []string, ended bool) {
	t.Helper()
	cmd := exec.Command("onrecord", args...)
	var errs bytes.Buffer
	kill := func() { time.AfterFunc(d, func() { _ = cmd.Process.Kill() }) }
	out := told{first: func() {
		if word {
			kill()
		}
	}}
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if !word {
		kill()
	} else { // it may have no word to say
		timer := time.AfterFunc(10*time.Second, func() { _ = cmd.Process.Kill() })
		defer timer.Stop()
	}
	err := cmd.Wait()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.Exited() {
		t.Errorf("onrecord %v: %v: %s", args, err, &errs)
	}
	for line := range strings.Lines(out.String()) {
		if id, ok := strings.CutPrefix(line, "stored "); ok && strings.HasSuffix(id, "\n") {
			stored = append(stored, strings.TrimSpace(id))
		}
	}
	return stored, err == nil
}

// acknowledged is what was said to be done, and has to be there.
type acknowledged struct {
	articles  map[string]bool
	decisions int
}

// check reports what is not there of it, and what is there twice.
func (a *acknowledged) check(t *testing.T, store, what string) {
	t.Helper()
	if said := output(t, "check", "--store", store); !strings.Contains(said, "all whole") {
		t.Errorf("%s: %s", what, said)
	}
	times := map[string]int{}
	for _, id := range rowsOfStore(t, store, "articles") {
		times[id]++
	}
	for id := range a.articles {
		if times[id] != 1 {
			t.Errorf("%s: %s was reported as stored, and is there %d times", what, id, times[id])
		}
	}
	if n := strings.Count(output(t, "decide", "list", "--format", "jsonl", "--store", store), "\n"); n < a.decisions {
		t.Errorf("%s: %d decisions, and %d were made", what, n, a.decisions)
	}
}

// Killed at random moments of all that it does to a store, the program loses
// nothing that it said was done, does nothing twice, and leaves the store whole;
// brought to its end, all of it leaves what it leaves when nothing is killed.
func TestKilledAtRandom(t *testing.T) {
	t.Parallel()
	for sort, address := range storesToKill(t) {
		t.Run(sort, func(t *testing.T) {
			if sort == "postgres" && os.Getenv(faultsEnv) == "" {
				t.Skip(faultsEnv + " has it done")
			}
			t.Parallel()
			killAll(t, address("killed"), address("whole"))
		})
	}
}

// storesToKill are addresses of stores by their sort. Those in PostgreSQL are
// another's, whom nobody kills.
func storesToKill(t *testing.T) map[string]func(name string) string {
	dir := t.TempDir()
	out := map[string]func(string) string{
		"sqlite": func(name string) string { return filepath.Join(dir, name+".db") },
	}
	if os.Getenv(postgrestest.Skip) == "" {
		server := postgrestest.Start(t)
		out["postgres"] = func(string) string { return server.Schema(t) }
	}
	return out
}

func killAll(t *testing.T, killed, whole string) {
	// Of the second texts some are of articles of the first: these are there before.
	first, second := affair(t, often(24, 120))
	others := articles(t, often(24, 300))
	random := chance(t)
	queue := "file:" + filepath.Join(t.TempDir(), "queue") + "?grace=1s"
	source := feed(t, often(5, 30))
	output(t, "add", "-q", "--store", killed, "../../examples")
	for range often(1, 5) {
		killedAfter(t, between(random, 300*time.Millisecond, 2*time.Second), "add", "--store", killed, first)
	}
	output(t, "add", "-q", "--store", killed, first)
	output(t, "watch", "add", "--store", killed, source)
	watch := []string{"watch", "run", "--all", "--delay", "0s", "--allow-host", "127.0.0.1", "--verbose"}
	work := []string{"work", "--queue", queue, "--verbose"}
	had := acknowledged{articles: map[string]bool{}}
	kills := 0
	for round := 0; kills < often(5, 50); round++ {
		did := [][]string{
			{"add", "--verbose", others}, work, {"rerun", "--again"}, {"decide", "hide", fmt.Sprintf("x:nobody-%d", round)}, watch, {"add", "--queue", queue, second}, work,
		}[round%7]
		args := did
		if did[0] != "add" || did[1] != "--queue" {
			args = append(did, "--store", killed)
		}
		moment, word := between(random, 10*time.Millisecond, 1500*time.Millisecond), false
		switch did[0] {
		case "decide":
			moment = between(random, 10*time.Millisecond, 300*time.Millisecond)
		case "add", "work", "watch":
			if word = random.IntN(3) > 0; word {
				moment = between(random, 0, 200*time.Millisecond)
			}
		}
		stored, ended := cut(t, moment, word, args...)
		for _, id := range stored {
			had.articles[id] = true
		}
		if !ended {
			kills++
		} else if did[0] == "decide" {
			had.decisions++
		}
		if !ended || did[0] != "add" {
			had.check(t, killed, fmt.Sprintf("%v, after %v", args, moment))
		}
	}
	t.Logf("%d kills, %d articles and %d decisions acknowledged in the midst of them", kills, len(had.articles), had.decisions)
	for line := range strings.Lines(output(t, "decide", "list", "--format", "jsonl", "--store", killed)) {
		var d struct{ ID json.Number }
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		output(t, "decide", "undo", d.ID.String(), "--store", killed)
	}
	output(t, "add", "--store", killed, others)
	output(t, "add", "--queue", queue, second)
	output(t, append(work, "--until-empty", "--store", killed)...)
	output(t, append(watch, "--store", killed)...)
	output(t, "rerun", "--store", killed)

	output(t, "add", "-q", "--store", whole, "../../examples")
	output(t, "add", "-q", "--store", whole, first)
	output(t, "add", "-q", "--store", whole, second)
	output(t, "add", "-q", "--store", whole, others)
	output(t, "watch", "add", "--store", whole, source)
	output(t, append(watch, "--store", whole)...)
	sameRecord(t, killed, whole, "n000", "n007")
}
