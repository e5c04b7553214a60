package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord"
)

// A disk that is full is a message and exit 1; a pipe whose reader has gone is
// exit 1 and no message, because that reader has seen enough.
func TestOutputThatTakesNoMore(t *testing.T) {
	t.Parallel()
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
			{"help"}, {"help", "read"}, {"version"}, {"completion", "bash"}, {"config"}, {"kb", "find", "Lavrov"}, {"timeline", "--store", store}, {"info", "--store", store},
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
	t.Parallel()
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

// A disk that fills in the middle of other work: a message, exit 1, and a store
// that is as whole as it was.
func TestFullDiskAtWork(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	store := filepath.Join(dir, "s.db")
	output(t, "add", "--store", store, articles(t, 60))
	before := output(t, "statements", "--format", "jsonl", "--store", store)
	info, err := os.Stat(store)
	if err != nil {
		t.Fatal(err)
	}
	room := info.Size()/512 + 8 // blocks: hardly more than the store has, and the log starts anew
	for _, args := range [][]string{
		{"rerun", "--again", "--kb", renamed(t)}, {"reindex"}, {"backup", filepath.Join(dir, "copy.db")}, {"add", articles(t, 300)},
	} {
		limit := room
		if args[0] == "backup" || args[0] == "rerun" || args[0] == "reindex" {
			limit = room / 4
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, "sh", append([]string{"-c", fmt.Sprintf(`ulimit -f %d; exec onrecord "$@"`, limit), "sh"}, append(args, "--store", store)...)...)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		exit, _ := errors.AsType[*exec.ExitError](cmd.Run())
		if exit == nil || exit.ExitCode() != exitFailed || !strings.HasPrefix(stderr.String(), "onrecord: "+store) || strings.Contains(stderr.String(), "goroutine") {
			t.Errorf("%v: %v with %s", args, exit, &stderr)
		}
		if got := output(t, "check", "--store", store); !strings.Contains(got, "all whole") {
			t.Errorf("after a full disk in %v: %s", args, got)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "copy.db")); err == nil {
		t.Error("a copy that has no room has its name")
	}
	output(t, "rerun", "--again", "--store", store)
	if got := output(t, "statements", "--format", "jsonl", "--store", store); !strings.Contains(got, before[:200]) {
		t.Errorf("with room again: %d bytes, had %d", len(got), len(before))
	}
}
