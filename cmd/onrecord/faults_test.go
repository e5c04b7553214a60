package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// faultsEnv is the variable that has the tests of faults take their time: fifty
// kills where there are a few without it.
const faultsEnv = "ONRECORD_FAULTS"

// often is how often something is done to the program.
func often(few, many int) int {
	if os.Getenv(faultsEnv) != "" {
		return many
	}
	return few
}

// chance is a source of random moments, whose seed a test tells.
func chance(t *testing.T) *rand.Rand {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// between is a time between two.
func between(r *rand.Rand, from, to time.Duration) time.Duration {
	return from + time.Duration(r.Int64N(int64(to-from)))
}

// affair writes n articles of four outlets on one affair: what comes of many
// articles comes of them, too. Every seventh says in the second file what it did
// not say in the first.
func affair(t *testing.T, n int) (first, second string) {
	t.Helper()
	outlets := []string{"Pier Post", "Coast Wire", "Marenia Today", "The Lantern"}
	var files [2]bytes.Buffer
	for i := range n {
		day := time.Date(2016, 5, 2+i/8, 0, 0, 0, 0, time.UTC)
		texts := []string{
			fmt.Sprintf("Shells hit the market of Norhaven on %s and killed %d people, hospital officials said. Tessel denied that its forces had shelled the town.", day.Weekday(), 3+i%4),
			fmt.Sprintf("Marenia and Tessel agreed on a ceasefire in the Norhaven district on %s, Foreign Minister Ana Kovač of Marenia said. \"The guns will be silent for %d days,\" she told reporters.", day.Weekday(), 5+i%9),
			fmt.Sprintf("Tessel violated the Norhaven ceasefire %d times in a day, Defence Minister Petra Sund of Marenia said. A spokesman for Tessel rejected the accusation.", 2+i%5),
			"President Jon Birk of Tessel supports the deployment of observers in Norhaven, his office said. Marenia opposes the deployment of observers, Ana Kovač said.",
		}
		text := texts[(i+i/8)%len(texts)]
		if i%8 > 5 { // a copy of what another outlet has that day
			text = texts[(i/8)%len(texts)]
		}
		text += fmt.Sprintf("\n\nThe harbour of Norhaven has been closed to ships for %d weeks, according to the port authority.", 1+i/8)
		for v, file := range []*bytes.Buffer{&files[0], &files[1]} {
			if v == 1 && i%7 != 0 {
				continue
			}
			line := map[string]any{"id": fmt.Sprintf("n%03d", i), "published": day.Format("2006-01-02"), "outlet": outlets[i%len(outlets)], "title": "Norhaven " + day.Format("January 2"), "text": text}
			if v == 1 {
				line["text"] = strings.Replace(text, "killed", "wounded", 1) + " An earlier version of this article named another port."
			}
			if err := json.NewEncoder(file).Encode(line); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir := t.TempDir()
	first, second = filepath.Join(dir, "first.jsonl"), filepath.Join(dir, "second.jsonl")
	for i, name := range []string{first, second} {
		if err := os.WriteFile(name, files[i].Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return first, second
}

// killedAfter runs the program and kills it after so long, unless it ended before.
// It reports whether it was killed.
func killedAfter(t *testing.T, d time.Duration, args ...string) bool {
	t.Helper()
	cmd := exec.Command("onrecord", args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Error(err)
		return false
	}
	timer := time.AfterFunc(d, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	err := cmd.Wait()
	if err == nil {
		return false
	}
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Errorf("onrecord %v: %v: %s", args, err, &out)
	}
	return true
}

// fetched is when an article was.
var fetched = regexp.MustCompile(`"collected":"[^"]*"`)

// sameRecord reports what differs between two stores: any list, any record and
// any earlier text.
func sameRecord(t *testing.T, got, want string, changed ...string) {
	t.Helper()
	for _, store := range []string{got, want} {
		if said := output(t, "check", "--store", store); !strings.Contains(said, "all whole") {
			t.Errorf("%s: %s", store, said)
		}
	}
	queries := [][]string{{"export", "--format", "records"}, {"statements", "--all", "--format", "jsonl"}, {"events", "--all", "--format", "jsonl"}, {"positions", "--shifts", "--format", "jsonl"}}
	for _, list := range []string{"articles", "statements", "events", "assertions", "memberships", "stories", "threads", "incidents", "agreements", "disputes", "positions", "naming", "inconsistencies", "actors"} {
		queries = append(queries, []string{list, "--format", "jsonl"})
	}
	for _, id := range changed {
		queries = append(queries, []string{"versions", id})
	}
	for _, query := range queries {
		a, b := output(t, append(query, "--store", got)...), output(t, append(query, "--store", want)...)
		a, b = fetched.ReplaceAllString(a, ""), fetched.ReplaceAllString(b, "") // two fetch at two times
		if a != b {
			t.Errorf("%v differs:\n%s", query, firstDifference(a, b))
		}
		if query[0] != "memberships" && query[0] != "inconsistencies" && query[1] != "--shifts" && b == "" {
			t.Errorf("%v has no rows", query)
		}
	}
}

// firstDifference is the first line in which two texts differ.
func firstDifference(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return fmt.Sprintf("line %d of %d, %d:\n%.2000s\nwant\n%.2000s", i+1, len(as), len(bs), as[i], bs[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(as), len(bs))
}

// Four workers who are killed and started again at random, and who put and are
// killed at it too, leave the rows that one process leaves that reads alone.
func TestFourWorkersEqualOne(t *testing.T) {
	t.Parallel()
	for sort, address := range storesToKill(t) {
		t.Run(sort, func(t *testing.T) {
			if sort == "sqlite" && os.Getenv(faultsEnv) == "" {
				t.Skip("four processes that take turns at one file; " + faultsEnv + " has it done")
			}
			t.Parallel()
			fourWorkers(t, address("many"))
		})
	}
}

func fourWorkers(t *testing.T, many string) {
	dir, n := t.TempDir(), often(48, 160)
	first, second := affair(t, n)
	inputs := []string{first, second, "../../examples"}
	alone, queue := filepath.Join(dir, "alone.db"), "file:"+filepath.Join(dir, "queue")+"?grace=1s"
	for _, in := range inputs {
		output(t, "add", "--store", alone, in)
	}
	random := chance(t)
	var kills atomic.Int64
	left := atomic.Int64{}
	left.Store(int64(often(6, 40)))
	putting := make(chan struct{})
	var workers sync.WaitGroup
	for range 4 {
		mine := rand.New(rand.NewPCG(random.Uint64(), 0))
		workers.Go(func() {
			for left.Add(-1) >= 0 {
				if killedAfter(t, between(mine, 300*time.Millisecond, 3*time.Second), "work", "--queue", queue, "--store", many, "--jobs", "1") {
					kills.Add(1)
				}
			}
			<-putting
			output(t, "work", "--queue", queue, "--store", many, "--jobs", "1", "--until-empty")
		})
	}
	for _, in := range inputs {
		for range often(1, 5) {
			if killedAfter(t, between(random, 20*time.Millisecond, 400*time.Millisecond), "add", "--queue", queue, in) {
				kills.Add(1)
			}
		}
		output(t, "add", "--queue", queue, in)
	}
	close(putting)
	workers.Wait()
	t.Logf("killed %d times", kills.Load())
	if said := output(t, "queue", "status", "--queue", queue, "--format", "json"); !strings.HasPrefix(said, `{"waiting":0,"held":0,"dead":0,`) {
		t.Errorf("left in the queue: %s", said)
	}
	sameRecord(t, many, alone, "n000", "n007")
}
