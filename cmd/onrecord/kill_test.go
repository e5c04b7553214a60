package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
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

// packs writes n articles of one archive each: a zip and a WARC.
func packs(t *testing.T, n int) map[string]string {
	t.Helper()
	dir := t.TempDir()
	names := map[string]string{"zip": filepath.Join(dir, "a.zip"), "WARC": filepath.Join(dir, "a.warc")}
	var zipped, warc bytes.Buffer
	z := zip.NewWriter(&zipped)
	for i := range n {
		body := fmt.Sprintf("<html><head><title>Harbour opens</title></head><body><article><h1>Harbour opens</h1><p>The harbour opens on day %d, Foreign Minister Ana Kovač said.</p><p>Marenia denied that its forces had fired %d shots at the boats that lay before the quay all night long.</p></article></body></html>", i, i)
		w, err := z.Create(fmt.Sprintf("%03d.html", i))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, body); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&warc, "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://post.example/%d\r\nWARC-Date: 2021-03-16T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, i, len(body), body)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for form, b := range map[string][]byte{"zip": zipped.Bytes(), "WARC": warc.Bytes()} {
		if err := os.WriteFile(names[form], b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// Interrupted within an archive, add says how many articles are stored, and goes
// on behind them: together the two runs store all, each once.
func TestInterruptedAddOfAnArchive(t *testing.T) {
	const n = 300
	for form, in := range packs(t, n) {
		t.Run(form, func(t *testing.T) {
			store := filepath.Join(t.TempDir(), "s.db")
			cmd := exec.Command("onrecord", "add", "--verbose", "--store", store, in)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			told, last := 0, ""
			for lines := bufio.NewScanner(out); lines.Scan(); last = lines.Text() {
				if strings.HasPrefix(lines.Text(), "stored ") {
					told++
				}
				if told == 5 {
					if err := cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
						t.Fatal(err)
					}
				}
			}
			if exit, ok := errors.AsType[*exec.ExitError](cmd.Wait()); !ok || exit.ExitCode() != exitFailed || !strings.Contains(stderr.String(), "onrecord: interrupted; what is stored stays") {
				t.Errorf("ended with %v, %s", exit, &stderr)
			}
			if told >= n || !strings.HasPrefix(last, fmt.Sprintf("%d articles stored with ", told)) {
				t.Errorf("%d were stored; it says %q", told, last)
			}
			rest := output(t, "add", "--store", store, in)
			if !strings.HasPrefix(rest, fmt.Sprintf("%d articles stored with ", n-told)) {
				t.Errorf("after %d of %d: %s", told, n, rest)
			}
			if known := fmt.Sprintf(", %d known already, 0 bad", told); form == "zip" && !strings.Contains(rest, known) {
				t.Errorf("read again: %s", rest)
			}
		})
	}
}

// Interrupted by a signal, add says so, and goes on when started again.
func TestInterruptedAdd(t *testing.T) {
	in, store := articles(t, 300), filepath.Join(t.TempDir(), "s.db")
	cmd := exec.Command("onrecord", "add", "--verbose", "--store", store, in)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	n := 0
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if n++; n == 5 {
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
		}
	}
	exit, ok := errors.AsType[*exec.ExitError](cmd.Wait())
	if !ok || exit.ExitCode() != exitFailed || !strings.Contains(stderr.String(), "onrecord: interrupted") {
		t.Errorf("ended with %v, %s", exit, &stderr)
	}
	if got := output(t, "add", "--store", store, in); !strings.Contains(got, "known already, 0 bad") || strings.HasPrefix(got, "300") || strings.HasPrefix(got, "0") {
		t.Errorf("started again: %s", got)
	}
}

// A signal ends what waits for input at once.
func TestInterruptedWhileItWaits(t *testing.T) {
	for _, sig := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		for _, args := range [][]string{{"read", "--from", "jsonl", "-"}, {"add", "--verbose", "--store", filepath.Join(t.TempDir(), "s.db"), "--from", "jsonl", "-"}} {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			cmd := exec.CommandContext(ctx, "onrecord", args...)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			in, err1 := cmd.StdinPipe()
			out, err2 := cmd.StdoutPipe()
			if err := errors.Join(err1, err2, cmd.Start()); err != nil {
				t.Fatal(err)
			}
			// Once it has read this, more than it looks at to tell what it is, it waits for more that never comes.
			fmt.Fprintf(in, `{"id": "a", "text": "The harbour is open, the mayor said.", "filler": "%s"}`+"\n", strings.Repeat("-", 200_000))
			if lines := bufio.NewScanner(out); !lines.Scan() {
				t.Fatalf("%v: nothing came of the first article: %s", args, &stderr)
			}
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			_, _ = io.Copy(io.Discard, out)
			exit, _ := errors.AsType[*exec.ExitError](cmd.Wait())
			if exit == nil || exit.ExitCode() != exitFailed || !strings.HasPrefix(stderr.String(), "onrecord: interrupted") {
				t.Errorf("%v: %v: %v, %s", sig, args, exit, &stderr)
			}
		}
	}
}

// A disk that is full is a message and exit 1; a pipe whose reader has gone is
// exit 1 and no message, because that reader has seen enough.
func TestOutputThatTakesNoMore(t *testing.T) {
	in, dir := articles(t, 20), t.TempDir()
	store := filepath.Join(dir, "s.db")
	output(t, "add", "--store", store, in)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	outputs := map[string]*os.File{"": w}
	if full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err == nil {
		defer full.Close()
		outputs["no space left"] = full
	}
	for want, out := range outputs {
		for _, args := range [][]string{
			{"read", "--format", "jsonl", in}, {"read", "--format", "people", in}, {"add", "--store", filepath.Join(dir, "new.db"), in},
			{"articles", "--store", store}, {"statements", "--store", store, "--format", "csv"}, {"annotate", in},
		} {
			var stderr bytes.Buffer
			cmd := exec.Command("onrecord", args...)
			cmd.Stdout, cmd.Stderr = out, &stderr
			exit, _ := errors.AsType[*exec.ExitError](cmd.Run())
			if exit == nil || exit.ExitCode() != exitFailed || !strings.Contains(stderr.String(), want) || strings.Count(stderr.String(), "\n") != min(1, len(want)) {
				t.Errorf("%s: %v with %q", strings.Join(args, " "), exit, &stderr)
			}
		}
	}
}

// A disk that fills in the middle of add: a message, exit 1, and what was
// reported as stored is there once there is room again.
func TestFullDisk(t *testing.T) {
	in, store := articles(t, 300), filepath.Join(t.TempDir(), "s.db")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var stderr bytes.Buffer
	// A limit on the size of any file stands in for a disk: writes fail beyond it.
	cmd := exec.CommandContext(ctx, "sh", "-c", `ulimit -f 6000; exec onrecord add --verbose --store "$0" "$1"`, store, in)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	exit, ok := errors.AsType[*exec.ExitError](err)
	if !ok || exit.ExitCode() != exitFailed || !strings.HasPrefix(stderr.String(), "onrecord: "+store) || strings.Contains(stderr.String(), "goroutine") {
		t.Fatalf("%v with %s", err, &stderr)
	}
	reported := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(reported) < 5 {
		t.Fatalf("only %q before the disk was full", reported)
	}
	for _, line := range reported {
		checkStored(t, store, onrecord.ArticleID(strings.TrimPrefix(line, "stored ")))
	}
	if got := output(t, "add", "--store", store, in); !strings.Contains(got, fmt.Sprintf("%d articles stored", 300-len(reported))) {
		t.Errorf("with room again: %s", got)
	}
}
