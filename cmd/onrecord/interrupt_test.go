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
)

// packs writes n articles in one file each: lines of JSON, a zip and a WARC.
func packs(t *testing.T, n int) map[string]string {
	t.Helper()
	dir := t.TempDir()
	names := map[string]string{"lines": articles(t, n), "zip": filepath.Join(dir, "a.zip"), "WARC": filepath.Join(dir, "a.warc")}
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

// Interrupted by a signal, add says so and how many articles are stored, and goes
// on behind them when started again: together the two runs store all, each once.
func TestInterruptedAdd(t *testing.T) {
	t.Parallel()
	const n = 120
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
			if exit, ok := errors.AsType[*exec.ExitError](cmd.Wait()); !ok || exit.ExitCode() != exitFailed || !strings.Contains(stderr.String(), fmt.Sprintf("onrecord: interrupted; %d articles stored, and the same command goes on from there\n", told)) {
				t.Errorf("ended with %v, %s", exit, &stderr)
			}
			if told >= n || !strings.HasPrefix(last, fmt.Sprintf("%d articles stored with ", told)) {
				t.Errorf("%d were stored; it says %q", told, last)
			}
			rest := output(t, "add", "--store", store, in)
			if !strings.HasPrefix(rest, fmt.Sprintf("%d articles stored with ", n-told)) {
				t.Errorf("after %d of %d: %s", told, n, rest)
			}
			if known := fmt.Sprintf(", %d known already, 0 bad", told); form != "WARC" && !strings.Contains(rest, known) {
				t.Errorf("read again: %s", rest)
			}
		})
	}
}

// A signal ends what waits for input at once.
func TestInterruptedWhileItWaits(t *testing.T) {
	t.Parallel()
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
