package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"onrecord/internal/store/postgrestest"
)

// sameOnBoth are commands that say the same of a store in a SQLite file and of one
// in PostgreSQL; DIR is a directory of the store's own.
var sameOnBoth = []string{
	"add ../../examples", "add ../../examples",
	"articles --format jsonl", "articles ceasefire --count",
	"statements --format jsonl", "statements --sort outlet --format csv", "events --format jsonl", "events --per month",
	"agreements --format jsonl", "memberships --format jsonl", "actors --format jsonl", "actors --unknown --limit 5",
	"disputes --format jsonl", "stories --format jsonl", "threads --format jsonl", "incidents --format jsonl", "positions --format jsonl", "naming --format jsonl", "timeline --format csv",
	"decide merge Q159 Q212 --note same", "statements --speaker Q212 --format jsonl", "actors Q212", "decide undo 1", "actors --format jsonl", "decide list",
	"rerun", "reindex", "check --repair", "check", "export --format jsonl", "export --format csv",
	"watch list", "watch add FEED", "watch list", "watch run --delay 0s --allow-host 127.0.0.1 --verbose", "watch run --delay 0s --allow-host 127.0.0.1", "watch list --format jsonl",
	"articles --outlet Pier --format jsonl", "watch remove FEED", "watch remove FEED", "watch list", "doctor",
	"backup DIR/copy.db", "remove far-desk-paris.txt", "restore DIR/copy.db", "statements --count", "disputes --format jsonl",
	"user add notebook --role editor --no-password", "user list", "decide undo 99", "articles nothing:here",
}

// What two stores, or two runs, cannot have alike: moments, sizes, the number of a
// schema; and what doctor says of a file alone.
var (
	ofItsOwn = regexp.MustCompile(`\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?( \+0000|Z)?|\d+\.\d\d s|\d+ (bytes|[KMGT]iB)|schema \d+`)
	ofFiles  = regexp.MustCompile(`(?m)^\w+ +(disk|who may) .*\n( +→ .*\n)?`)
)

// Every command does the same over PostgreSQL as over a SQLite file.
func TestCommandsOverBothStores(t *testing.T) {
	server := postgrestest.Start(t)
	stores := []string{filepath.Join(t.TempDir(), "s.db"), server.Schema(t)}
	dirs := []string{t.TempDir(), t.TempDir()}
	address := regexp.MustCompile(`postgres://[^ ]*/postgres`)
	source := feed(t, 3)
	for _, line := range sameOnBoth {
		var out [2]string
		for i, store := range stores {
			args := strings.Fields(strings.NewReplacer("DIR", dirs[i], "FEED", source).Replace(line))
			out[i] = address.ReplaceAllString(strings.NewReplacer(store, "STORE", dirs[i], "DIR").Replace(ran(t, append(args, "--store", store)...)), "STORE")
			out[i] = ofFiles.ReplaceAllString(ofItsOwn.ReplaceAllString(out[i], "…"), "")
		}
		if out[0] != out[1] {
			t.Errorf("%s:\n%.1500s\nover PostgreSQL\n%.1500s", line, out[0], out[1])
		}
	}
	// A store is copied from one to the other and back.
	copied, back := server.Schema(t), filepath.Join(t.TempDir(), "back.db")
	for _, args := range [][]string{
		{"restore", filepath.Join(dirs[0], "copy.db"), "--store", copied}, {"backup", filepath.Join(dirs[1], "again.db"), "--store", copied}, {"restore", filepath.Join(dirs[1], "again.db"), "--store", back},
	} {
		ran(t, args...)
	}
	for _, list := range []string{"statements", "actors", "disputes"} {
		want := ran(t, list, "--format", "jsonl", "--store", stores[0])
		for _, store := range []string{copied, back} {
			if got := ran(t, list, "--format", "jsonl", "--store", store); got != want || !strings.HasSuffix(got, "exit 0") {
				t.Errorf("%s of %s:\n%.1000s\nwant\n%.1000s", list, store, got, want)
			}
		}
	}
	servesOver(t, stores[1])
}

// ran is what a command says, and how it ends.
func ran(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("onrecord", args...).CombinedOutput()
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
		t.Fatal(err)
	} else if ok {
		return string(out) + exit.String()
	}
	return string(out) + "exit 0"
}

// servesOver asks the web interface of a store for a page and a list.
func servesOver(t *testing.T, store string) {
	t.Helper()
	cmd := exec.Command("onrecord", "serve", "--store", store, "--listen", "127.0.0.1:0")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	address := ""
	for lines := bufio.NewScanner(stdout); address == "" && lines.Scan(); {
		for _, word := range strings.Fields(lines.Text()) {
			if strings.HasPrefix(word, "http://") {
				address = strings.TrimRight(word, "/.,")
			}
		}
	}
	for _, path := range []string{"/", "/api/v1/statements?limit=3", "/api/v1/disputes"} {
		response, err := http.Get(address + path)
		if err != nil {
			t.Fatalf("%v\n%s", err, &stderr)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK || len(body) < 100 {
			t.Errorf("%s: %s, %v\n%.300s", path, response.Status, err, body)
		}
	}
}
