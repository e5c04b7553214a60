package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/internal/store/sqlite"
)

// renamed is a pack of actors by which a reading differs in every one of articles.
func renamed(t *testing.T) string {
	t.Helper()
	list, pack := filepath.Join(t.TempDir(), "list.csv"), filepath.Join(t.TempDir(), "own.kb")
	if err := os.WriteFile(list, []byte("name,type,aliases\nNew Marenia,country,Marenia\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	output(t, "kb", "add", "-q", "--out", pack, list)
	return pack
}

// killAt starts the program and kills it once there is reason to, or when it has
// run for so long; it may have ended before.
func killAt(t *testing.T, reason func() bool, args ...string) {
	t.Helper()
	cmd := exec.Command("onrecord", args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); !reason() && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

// after is a reason to end: so much time has gone by.
func after(d time.Duration) func() bool {
	end := time.Now().Add(d)
	return func() bool { return time.Now().After(end) }
}

// watching is a look at a store, how many articles its last run has begun to
// read again, and what ends it: the store is to be alone when it is killed at.
func watching(t *testing.T, store string) (begun func() int, end func()) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), store, false)
	if err != nil {
		t.Fatal(err)
	}
	begun = func() int {
		all, err := runsOf(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		if len(all) == 0 {
			return 0
		}
		return all[len(all)-1].Articles
	}
	return begun, func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Killed again and again, a re-run goes on where it was, whatever it was asked
// to read again, and what it changed is told as of one that nothing happened to.
func TestKilledInTheMiddleOfRerun(t *testing.T) {
	t.Parallel()
	const n = 40
	in, pack := articles(t, n), renamed(t)
	for _, again := range [][]string{nil, {"--again"}} {
		killed, whole := filepath.Join(t.TempDir(), "killed.db"), filepath.Join(t.TempDir(), "whole.db")
		rerun := func(store string) []string {
			return append([]string{"rerun", "--kb", pack, "--store", store}, again...)
		}
		for _, store := range []string{killed, whole} {
			output(t, "add", "--store", store, in)
		}
		for _, enough := range []int{3, 11, 20} {
			begun, end := watching(t, killed)
			killAt(t, func() bool { return begun() >= enough }, rerun(killed)...)
			end()
			if got := output(t, "check", "--store", killed); !strings.Contains(got, "all whole") {
				t.Errorf("killed in the middle of rerun %v: %s", again, got)
			}
		}
		count, end := watching(t, killed)
		begun := count()
		end()
		if begun == n {
			t.Fatalf("nothing was interrupted")
		}
		var read, changed, passed int
		said := output(t, rerun(killed)...)
		if _, err := fmt.Sscanf(said, "%d articles read again, %d otherwise than before, %d passed over", &read, &changed, &passed); err != nil || read+passed != n || passed < begun-1 || changed > read {
			t.Errorf("rerun %v gone on with behind %d: %s", again, begun, said)
		}
		output(t, rerun(whole)...)
		for _, store := range []string{killed, whole} {
			if got := output(t, "diff", "--list", "--store", store); strings.Count(got, "\n") != 1 || !strings.Contains(got, fmt.Sprintf("%d articles, %d of them changed\n", n, n)) {
				t.Errorf("rerun %v: %s", again, got)
			}
		}
		if got, want := output(t, "diff", "--format", "jsonl", "--store", killed), output(t, "diff", "--format", "jsonl", "--store", whole); got != want {
			t.Errorf("rerun %v changed\n%s\nwant\n%s", again, got, want)
		}
	}
}

// rowsOfStore are the ids of the rows of a list in a store.
func rowsOfStore(t *testing.T, store, list string) (out []string) {
	t.Helper()
	for line := range strings.Lines(output(t, list, "--format", "jsonl", "--store", store)) {
		var row struct{ ID string }
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		out = append(out, row.ID)
	}
	return out
}

// Killed at random moments of decisions about rows, the store is whole, each
// decision is there in full or not at all, and taken back nothing is left of them.
func TestKilledInTheMiddleOfDecisions(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	store := view(t).path
	lists := []string{"stories", "incidents", "agreements"}
	before := map[string]string{}
	for _, list := range lists {
		before[list] = output(t, list, "--format", "jsonl", "--store", store)
	}
	article := rowsOfStore(t, store, "articles")[0]
	rounds := 2 // of fifteen kills each, at other moments in every run
	if testing.Short() {
		rounds = 1
	}
	for range rounds {
		for _, list := range lists {
			ids := rowsOfStore(t, store, list)
			one, other := ids[0], ids[len(ids)-1]
			for _, how := range [][]string{{"--merge", other}, {"--split", article}, {"--part", other}, {"--link", article}, {"--hide"}} {
				moment := after(time.Duration(20+random.IntN(180)) * time.Millisecond)
				killAt(t, moment, append([]string{"decide", "row", list, one, "--store", store}, how...)...)
				if got := output(t, "check", "--store", store); !strings.Contains(got, "all whole") {
					t.Errorf("killed in the middle of %s %v: %s", list, how, got)
				}
			}
		}
	}
	taken := 0
	for line := range strings.Lines(output(t, "decide", "list", "--format", "jsonl", "--store", store)) {
		var d struct{ ID json.Number }
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		output(t, "decide", "undo", d.ID.String(), "--store", store)
		taken++
	}
	t.Logf("%d decisions were made before the program was killed", taken)
	for _, list := range lists {
		if got := output(t, list, "--format", "jsonl", "--store", store); got != before[list] {
			t.Errorf("%s with all decisions taken back:\n%s\nwant\n%s", list, got, before[list])
		}
	}
}

// Several programs that write to one store at once leave what one would have
// left that did it all, and a copy taken meanwhile is whole.
func TestProgramsThatWriteAtOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	store, alone := filepath.Join(dir, "s.db"), filepath.Join(dir, "alone.db")
	ins := []string{articles(t, 40), "../../examples"}
	output(t, "add", "-q", "--store", store, ins[0])
	var all sync.WaitGroup
	for _, args := range [][]string{
		{"add", "-q", ins[1]}, {"rerun", "--again"}, {"decide", "merge", "x:ana-kovac", "Q990", "--name", "Ana K."}, {"decide", "hide", "Q794"},
		{"backup", filepath.Join(dir, "copy.db")}, {"reindex"},
	} {
		all.Go(func() {
			if out, err := exec.Command("onrecord", append(args, "--store", store)...).CombinedOutput(); err != nil {
				t.Errorf("%v: %v: %s", args, err, out)
			}
		})
	}
	all.Wait()
	for _, args := range [][]string{{"add", "-q", ins[0]}, {"add", "-q", ins[1]}, {"decide", "merge", "x:ana-kovac", "Q990", "--name", "Ana K."}, {"decide", "hide", "Q794"}} {
		output(t, append(args, "--store", alone)...)
	}
	for _, s := range []string{store, filepath.Join(dir, "copy.db")} {
		if got := output(t, "check", "--store", s); !strings.Contains(got, "all whole") {
			t.Errorf("%s: %s", s, got)
		}
	}
	for _, list := range []string{"articles", "statements", "events", "stories", "incidents", "agreements", "disputes", "naming", "actors"} {
		got, want := output(t, list, "--format", "jsonl", "--store", store), output(t, list, "--format", "jsonl", "--store", alone)
		if got != want {
			t.Errorf("%s of many writers differ: %d bytes, want %d", list, len(got), len(want))
		}
	}
}
