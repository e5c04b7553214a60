package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord"
)

// What is wrong is named, with what to do about it.
func TestDoctor(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	store, broken, pack := filepath.Join(dir, "s.db"), filepath.Join(dir, "broken.db"), filepath.Join(dir, "none.pack")
	output(t, "add", "--store", store, articles(t, 2))
	output(t, "watch", "add", "--store", store, "https://wire.example/feed.xml")
	for path, text := range map[string]string{broken: strings.Repeat("no store ", 500), pack: "no pack"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		args []string
		exit int
		want []string
	}{
		{"all in order", []string{"--store", store}, exitOK, []string{
			"ok     program    onrecord ", "ok     models     loaded in ", "2 articles, ", "ok     writing    the store takes",
			"ok     versions   all articles were read by this", "ok     rows       ", "ok     watches    1 watch as",
		}},
		{"no store", []string{"--store", filepath.Join(dir, "none.db")}, exitFailed, []string{"fault  store      no store at ", "→ onrecord add ARTICLES", "ok     models "}},
		{"a store that is none", []string{"--store", broken}, exitFailed, []string{"fault  store ", "→ restore a backup"}},
		{"a pack that is none", []string{"--store", store, "--kb", pack}, exitFailed, []string{"fault  models ", "or leave out --kb", "ok     store "}},
		{"for programs", []string{"--store", store, "--format", "json"}, exitOK, []string{`{"of":"models","state":"ok",`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := exec.Command("onrecord", append([]string{"doctor"}, c.args...)...).CombinedOutput()
			exit := 0
			if e, ok := errors.AsType[*exec.ExitError](err); ok {
				exit = e.ExitCode()
			}
			if exit != c.exit {
				t.Errorf("exit %d, want %d", exit, c.exit)
			}
			for _, want := range c.want {
				if !strings.Contains(string(out), want) {
					t.Errorf("no %q in\n%s", want, out)
				}
			}
		})
	}
}

func TestFindings(t *testing.T) {
	made := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	room := func(free int64, err error) func(string) (int64, error) {
		return func(string) (int64, error) { return free, err }
	}
	tallies := func(names ...string) onrecord.Inventory {
		var v onrecord.Inventory
		for _, n := range names {
			v.FoundBy = append(v.FoundBy, onrecord.Tally{Name: n, N: 2})
		}
		return v
	}
	for _, c := range []struct {
		name    string
		finding finding
		state   string
		what    string
	}{
		{"a clock that is right", clockFinding(made.AddDate(0, 0, 1), made), inOrder, "2026-11-30"},
		{"a clock set back", clockFinding(made.AddDate(-1, 0, 0), made), faulty, "before the program was made (2026-11-29)"},
		{"a build that does not know when it was made", clockFinding(made, time.Time{}), inOrder, ""},
		{"room", roomFinding("/d", 5<<30, room(9<<30, nil)), inOrder, "9216 MiB free"},
		{"less room than the store takes", roomFinding("/d", 5<<30, room(3<<30, nil)), toNote, "the store takes 5120 MiB"},
		{"hardly any room", roomFinding("/d", 1<<20, room(1<<20, nil)), faulty, "1024 KiB free at /d"},
		{"a disk that tells nothing", roomFinding("/d", 1, room(0, errors.New("no such thing"))), toNote, "no such thing"},
		{"read by others", readBy(tallies("0.1.0", "0.0.9", "0.1.0+kb.aa"), "0.1.0"), toNote, "2 articles read by other"},
		{"rows that wait", waiting(onrecord.Inventory{World: []onrecord.WorldTally{{Kind: "stories", Dirty: 3}}}), toNote, "3 keys"},
		{"open to everybody", mode("s.db", 0o644), toNote, "everybody on this machine can read s.db"},
		{"not open to everybody", mode("s.db", 0o640), inOrder, ""},
	} {
		if c.finding.State != c.state || !strings.Contains(c.finding.What, c.what) {
			t.Errorf("%s: %+v, want %s, %q", c.name, c.finding, c.state, c.what)
		}
	}
}
