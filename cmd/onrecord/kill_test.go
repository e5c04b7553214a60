package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/store/storetest"
	"onrecord/query"
)

// articles writes n small articles as JSON Lines.
func articles(t *testing.T, n int) string {
	t.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id": "a%03d", "published": "2016-05-12", "text": "The harbour opens on day %d, Foreign Minister Ana Kovač said. Marenia denied that its forces had fired %d shots."}`+"\n", i, i, i)
	}
	file := filepath.Join(t.TempDir(), "articles.jsonl")
	if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// output runs the program and returns what it wrote to standard output.
func output(t *testing.T, args ...string) string {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.Command("onrecord", args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("onrecord %v: %v\n%s%s", args, err, &stderr, out)
	}
	return string(out)
}

// Killed ten times in the middle of add, at a different article each time, the
// store has every article that was reported as stored, and none of it twice.
func TestKilledInTheMiddleOfAdd(t *testing.T) {
	t.Parallel()
	kills := 10
	if testing.Short() {
		kills = 3
	}
	n := 3 * kills * together // more than is stored before the last of them
	in, dir := articles(t, n), t.TempDir()
	killed, whole := filepath.Join(dir, "killed.db"), filepath.Join(dir, "whole.db")
	for i := range kills {
		for _, id := range addAndKill(t, killed, in, 3+(i*7)%12) {
			checkStored(t, killed, onrecord.ArticleID(id))
		}
	}
	before := len(strings.Fields(output(t, "articles", "--store", killed, "--format", "jsonl")))
	if before == 0 || before == n {
		t.Fatalf("%d of %d articles after the kills: nothing was interrupted", before, n)
	}
	output(t, "add", "--store", killed, in)
	output(t, "add", "--store", whole, in)
	for _, list := range []string{"articles", "statements"} {
		a, b := output(t, list, "--store", killed, "--format", "jsonl"), output(t, list, "--store", whole, "--format", "jsonl")
		if a != b {
			t.Errorf("%s differ from those of a store that nothing happened to:\n%d bytes, want %d", list, len(a), len(b))
		}
	}
	if got := strings.Count(output(t, "articles", "--store", killed, "--format", "jsonl"), "\n"); got != n {
		t.Errorf("%d articles, want %d", got, n)
	}
}

// addAndKill kills add with SIGKILL once so many articles more are reported,
// and returns which were.
func addAndKill(t *testing.T, store, in string, after int) (reported []string) {
	t.Helper()
	cmd := exec.Command("onrecord", "add", "--verbose", "--store", store, in)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if id, ok := strings.CutPrefix(lines.Text(), "stored "); ok {
			reported = append(reported, id)
		}
		if len(reported) == after {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if exit, ok := errors.AsType[*exec.ExitError](cmd.Wait()); !ok || exit.Exited() {
		t.Fatalf("add was not killed after %d articles", len(reported))
	}
	return reported
}

func checkStored(t *testing.T, store string, id onrecord.ArticleID) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), store, false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Record(t.Context(), id); err != nil {
		t.Errorf("reported as stored: %v", err)
	}
	if n, err := s.CountArticles(t.Context(), onrecord.Filter{Q: query.Term{Field: "article", Value: string(id)}}); err != nil || n != 1 {
		t.Errorf("article %s stands %d times in the store, %v", id, n, err)
	}
}

// Killed at any moment of what it does to a store, the program leaves one that is whole.
func TestKilledAtWork(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	store, copied := filepath.Join(dir, "s.db"), filepath.Join(dir, "copy.db")
	output(t, "add", "--store", store, articles(t, 30))
	moments := []time.Duration{30 * time.Millisecond, 120 * time.Millisecond, 500 * time.Millisecond, 1500 * time.Millisecond}
	if testing.Short() {
		moments = moments[1:3]
	}
	for i, after := range moments {
		for _, args := range [][]string{
			{"rerun", "--again"}, {"reindex"}, {"backup", copied}, {"remove", fmt.Sprintf("a%03d", i), "a020", "a021"},
			{"decide", "merge", "x:ana-kovac", fmt.Sprint("Q99", i), "--name", "Ana K."},
		} {
			cmd := exec.Command("onrecord", append(args, "--store", store)...)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(after)
			cmd.Process.Kill() // or it was done before
			cmd.Wait()
			if got := output(t, "check", "--store", store); !strings.Contains(got, "all whole") {
				t.Errorf("%v, killed after %v: %s", args, after, got)
			}
			if _, err := os.Stat(copied); err == nil { // what has the name of a copy is one
				output(t, "check", "--store", copied)
				os.Remove(copied)
			}
		}
	}
	if got := output(t, "rerun", "--store", store); !strings.Contains(got, "articles read again") {
		t.Error(got)
	}
}

// A log that was cut, as by a disk that lost its last writes, costs what stands
// in it at most.
func TestCutLog(t *testing.T) {
	t.Parallel()
	store := filepath.Join(t.TempDir(), "s.db")
	s, err := sqlite.Open(t.Context(), store, true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, r := range storetest.Corpus() {
		if _, err := s.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(store)
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(store + "-wal") // nothing of it is in the file yet
	if err != nil || len(log) == 0 {
		t.Fatalf("no log: %v", err)
	}
	for _, share := range []float64{0.1, 0.5, 0.9, 0.99} {
		cut := filepath.Join(t.TempDir(), "cut.db")
		for name, b := range map[string][]byte{cut: file, cut + "-wal": log[:int(share*float64(len(log)))]} {
			if err := os.WriteFile(name, b, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		output(t, "add", "--store", cut, articles(t, 3)) // opens, and goes on
		if got := output(t, "check", "--store", cut); !strings.Contains(got, "all whole") {
			t.Errorf("cut at %v: %s", share, got)
		}
	}
}
