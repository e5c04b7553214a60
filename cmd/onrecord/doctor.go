package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/watch"
	"onrecord/ling"
)

// doctorCmd looks at all that the program needs.
type doctorCmd struct {
	storeFlag
	queueFlag
	kbFlag
	Format string `enum:"people,json" default:"people" placeholder:"FORMAT" help:"${enum}."`
}

// Help is shown by doctor --help.
func (doctorCmd) Help() string {
	return `Looks whether all that onrecord needs is in order: the program and its models, the store, the
disk it lies on, the clock, what reads and what waits. Each fault comes with what to do about it.
Exit 0 if all is in order, 1 if something is not. "onrecord check" looks at every row of a store.

Examples:
  onrecord doctor
  onrecord doctor --store /var/lib/onrecord/onrecord.db --format json`
}

// How something is.
const (
	inOrder = "ok"
	toNote  = "note"  // it works, and somebody should know
	faulty  = "fault" // it does not work, or soon will not
)

// finding is how something is, and what to do about it, "" for nothing.
type finding struct {
	Of    string `json:"of"`
	State string `json:"state"`
	What  string `json:"what"`
	Do    string `json:"do,omitempty"`
}

// Run looks, and tells.
func (c *doctorCmd) Run(ctx context.Context, env *environment) error {
	all := append([]finding{programFinding(env), clockFinding(time.Now(), builtAt())}, c.reading(ctx, env)...)
	all = append(all, c.storing(ctx, env)...)
	all = append(all, c.queueing(ctx, env)...)
	if err := c.tell(env, all); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	faults := 0
	for _, f := range all {
		if f.State == faulty {
			faults++
		}
	}
	if faults > 0 {
		return fmt.Errorf("%s", export.Plural(faults, "fault"))
	}
	return ctx.Err()
}

func (c *doctorCmd) tell(env *environment, all []finding) error {
	w := bufio.NewWriter(env.Stdout)
	for _, f := range all {
		if c.Format == "json" {
			if err := json.NewEncoder(w).Encode(f); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(w, "%-6s %-10s %s\n", f.State, f.Of, export.Plain(f.What))
		if f.Do != "" {
			fmt.Fprintf(w, "%-17s → %s\n", "", export.Plain(f.Do))
		}
	}
	return w.Flush()
}

func programFinding(env *environment) finding {
	return finding{"program", inOrder, fmt.Sprintf("onrecord %s, %s, %s/%s, %s at work", env.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH, export.Plural(runtime.GOMAXPROCS(0), "core")), ""}
}

// builtAt is when the commit was made that the program was built from, zero if
// the build does not know.
func builtAt() time.Time {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.time" {
				if t, err := time.Parse(time.RFC3339, s.Value); err == nil {
					return t
				}
			}
		}
	}
	return time.Time{}
}

// clockFinding is how the clock is: days that an article means by "yesterday" do
// not hang on it, but the order of decisions and what was seen when do.
func clockFinding(now, built time.Time) finding {
	if now.Before(built) {
		return finding{"clock", faulty, fmt.Sprintf("it is %s here, before the program was made (%s)", now.Format(time.DateTime), built.Format(time.DateOnly)), "set the clock, as by NTP, before anything is stored"}
	}
	return finding{"clock", inOrder, now.Format("2006-01-02 15:04:05 -0700"), ""}
}

// sample is a sentence that anything which reads at all reads: one statement, of
// somebody by a name.
const sample = "The harbour will be opened again, Minister Ana Kovac said on Monday.\n"

// reading is whether articles can be read.
func (c *doctorCmd) reading(ctx context.Context, env *environment) []finding {
	began := time.Now()
	reader, err := c.reader(env)
	if err != nil {
		return []finding{{"models", faulty, err.Error(), "install the program again, or leave out --kb"}}
	}
	loaded := time.Since(began)
	record, _, err := reader.Record(ctx, onrecord.Article{ID: "doctor", Text: sample, Lang: "en"})
	switch {
	case err != nil:
		return []finding{{"models", faulty, err.Error(), "install the program again"}}
	case len(record.Found.Statements) != 1:
		return []finding{{"models", faulty, fmt.Sprintf("of a sentence with one statement they made %s", export.Plural(len(record.Found.Statements), "statement")), "install the program again"}}
	}
	return []finding{{"models", inOrder, fmt.Sprintf("loaded in %.2f s, and read a sentence as they should", loaded.Seconds()), ""}}
}

// storing is how the store is, and what lies around it.
func (c *doctorCmd) storing(ctx context.Context, env *environment) []finding {
	store, err := c.open(ctx, false)
	if err != nil {
		return []finding{{"store", faulty, err.Error(), whatToDo(err)}}
	}
	defer store.Close() // nothing but a mark was written, and taken back
	v, err := store.Inventory(ctx)
	if err != nil {
		return []finding{{"store", faulty, err.Error(), "look with \"onrecord check\""}}
	}
	all := []finding{{"store", inOrder, fmt.Sprintf("%s: %s, %s, %s, schema %d", v.Path, export.Plural(v.Articles, "article"), export.Plural(v.Statements, "statement"), size(v.Bytes), v.Schema), ""}}
	all = append(all, writing(ctx, store), readBy(v, env.Version), waiting(v))
	if later := time.Now().AddDate(0, 0, 2); !v.Last.IsZero() && v.Last.Compare(ling.DateOf(later)) > 0 {
		all = append(all, finding{"days", toNote, fmt.Sprintf("an article is dated %s, and today is %s", v.Last, time.Now().Format(time.DateOnly)), "look at it: onrecord articles --since " + ling.DateOf(later).String()})
	}
	if info, err := os.Stat(v.Path); err == nil {
		all = append(all, roomFinding(filepath.Dir(v.Path), v.Bytes, freeAt), mode(v.Path, info.Mode()))
	}
	return append(all, c.watched(ctx, store)...)
}

func whatToDo(err error) string {
	switch {
	case errors.Is(err, os.ErrPermission):
		return "let this user read and write it, or run as who may"
	case strings.Contains(err.Error(), "makes one"):
		return "onrecord add ARTICLES, or name the store that you mean with --store"
	}
	return "restore a backup (\"onrecord restore\"), or name the store that you mean with --store"
}

// writing is whether the store takes anything.
func writing(ctx context.Context, store onrecord.Store) finding {
	memory, ok := store.(watch.Store)
	if !ok {
		return finding{"writing", toNote, "this sort of store remembers nothing between two runs", ""}
	}
	err := memory.PutState(ctx, "doctor", "mark", []byte("written"))
	if err == nil {
		err = memory.PutState(ctx, "doctor", "mark", nil)
	}
	if err != nil {
		return finding{"writing", faulty, err.Error(), "make it writable for this user, and see that there is room"}
	}
	return finding{"writing", inOrder, "the store takes what is put", ""}
}

// readBy is how many articles another version read, which may read them better
// or worse.
func readBy(v onrecord.Inventory, version string) finding {
	others := 0
	for _, t := range v.FoundBy {
		if t.Name != version && !strings.HasPrefix(t.Name, version+"+kb.") {
			others += t.N
		}
	}
	if others > 0 {
		return finding{"versions", toNote, export.Plural(others, "article") + " read by other versions than this", "onrecord rerun reads them again; onrecord diff tells what that changes"}
	}
	return finding{"versions", inOrder, "all articles were read by this version", ""}
}

// waiting is how much of what comes of many articles is yet to be made.
func waiting(v onrecord.Inventory) finding {
	dirty := 0
	for _, t := range v.World {
		dirty += t.Dirty
	}
	if dirty > 0 {
		return finding{"rows", toNote, export.Plural(dirty, "key") + " of rows of many articles to be made anew", "the next list, add or serve does"}
	}
	return finding{"rows", inOrder, "what comes of many articles is up to date", ""}
}

// leastRoom is how much of a disk has to be free in any case.
const leastRoom = 1 << 30

// roomFinding is whether there is room where the store lies: a re-run, a reindex
// or a backup takes up to as much again as there is.
func roomFinding(dir string, bytes int64, freeAt func(string) (int64, error)) finding {
	free, err := freeAt(dir)
	switch {
	case err != nil:
		return finding{"disk", toNote, fmt.Sprintf("how much is free at %s cannot be told: %v", dir, err), ""}
	case free < leastRoom/8:
		return finding{"disk", faulty, fmt.Sprintf("%s free at %s", size(free), dir), "make room: what cannot be written is refused"}
	case free < max(leastRoom, bytes):
		return finding{"disk", toNote, fmt.Sprintf("%s free at %s, and the store takes %s", size(free), dir, size(bytes)), "make room before a rerun, a reindex or a backup"}
	}
	return finding{"disk", inOrder, size(free) + " free", ""}
}

// mode is whether others on this machine can read the store, with the secrets of
// its webhooks.
func mode(path string, m os.FileMode) finding {
	if runtime.GOOS != "windows" && m.Perm()&0o007 != 0 {
		return finding{"who may", toNote, fmt.Sprintf("everybody on this machine can read %s (%v)", path, m.Perm()), "chmod o= " + path + ", if that is not meant"}
	}
	return finding{"who may", inOrder, "the store is not open to everybody on this machine", ""}
}

// watched is which of the watched feeds and pages are in trouble.
func (c *doctorCmd) watched(ctx context.Context, store onrecord.Store) []finding {
	memory, ok := store.(watch.Store)
	if !ok {
		return nil
	}
	watches, err := watch.List(ctx, memory)
	if err != nil {
		return []finding{{"watches", faulty, err.Error(), "look with \"onrecord check\""}}
	}
	bad := 0
	for _, w := range watches {
		if w.Fault != "" {
			bad++
		}
	}
	if bad > 0 {
		return []finding{{"watches", toNote, fmt.Sprintf("%d of %s went wrong when last looked at", bad, export.Plural(len(watches), "watch")), "onrecord watch list tells how"}}
	}
	if len(watches) == 0 {
		return nil
	}
	return []finding{{"watches", inOrder, export.Plural(len(watches), "watch") + " as they should be", ""}}
}

// size is a number of bytes for people.
func size(bytes int64) string {
	for _, unit := range []string{"bytes", "KiB", "MiB", "GiB"} {
		if bytes < 10<<10 {
			return fmt.Sprintf("%d %s", bytes, unit)
		}
		bytes >>= 10
	}
	return fmt.Sprintf("%d TiB", bytes)
}
