package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// usage is what a run of a program took.
type usage struct {
	name    string
	wall    time.Duration
	cpu     time.Duration // of the program, in user and system mode
	user    time.Duration
	memory  int64 // at most, in bytes; 0 where the system does not tell
	words   int   // that were read
	bytes   int64 // that were left in the store
	without string
}

// perCPU is how many words were read in a second of processor time.
func (u usage) perCPU() float64 { return rate(u.words, u.cpu) }

func rate(n int, in time.Duration) float64 {
	if in <= 0 {
		return 0
	}
	return float64(n) / in.Seconds()
}

// build builds a program of the module in dir.
func build(ctx context.Context, dir, pkg, program string) error {
	c := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", program, pkg)
	c.Dir, c.Env = dir, append(os.Environ(), "CGO_ENABLED=0")
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", pkg, err, out)
	}
	return nil
}

// timed runs a program to its end.
func timed(ctx context.Context, name string, cores int, args ...string) (usage, error) {
	c := exec.CommandContext(ctx, args[0], args[1:]...)
	c.Env = append(os.Environ(), fmt.Sprint("GOMAXPROCS=", cores))
	var complaints bytes.Buffer
	c.Stderr = &complaints // what is written to standard output is thrown away
	begin := time.Now()
	if err := c.Start(); err != nil {
		return usage{}, fmt.Errorf("%s: %w", name, err)
	}
	most := watchMemory(c.Process.Pid)
	err := c.Wait()
	u := usage{name: name, wall: time.Since(begin), memory: most()}
	if err != nil {
		return u, fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(complaints.String()))
	}
	u.user = c.ProcessState.UserTime()
	u.cpu = u.user + c.ProcessState.SystemTime()
	return u, nil
}

// starts are the program's start, without its models and with them: the median
// by processor time of seven.
func starts(ctx context.Context, program, dir string) ([]usage, error) {
	short := filepath.Join(dir, "short.txt")
	if err := os.WriteFile(short, []byte(made(0).Text), 0o600); err != nil {
		return nil, fmt.Errorf("write an article: %w", err)
	}
	var out []usage
	for _, c := range []struct {
		name string
		args []string
	}{
		{"start: `onrecord --version`", []string{program, "--version"}},
		{"first record: `onrecord read` of one article", []string{program, "read", "--format", "jsonl", short}},
	} {
		var runs []usage
		for range 7 {
			u, err := timed(ctx, c.name, 2, c.args...)
			if err != nil {
				return nil, err
			}
			runs = append(runs, u)
		}
		slices.SortFunc(runs, func(a, b usage) int { return int(a.wall - b.wall) })
		out = append(out, runs[len(runs)/2])
	}
	return out, nil
}

// whole is what read and add take of the corpus, on one core and on two.
func whole(ctx context.Context, program, dir string, c corpus) ([]usage, error) {
	var out []usage
	for _, cores := range []int{1, 2} {
		for _, command := range []string{"read", "add"} {
			name := fmt.Sprintf("`%s`, %d core", command, cores) + strings.Repeat("s", cores-1)
			say(name)
			store := filepath.Join(dir, fmt.Sprintf("%d.db", cores))
			args := []string{program, "read", "--format", "jsonl", "--from", "jsonl", "--jobs", fmt.Sprint(cores), c.path}
			if command == "add" {
				args = []string{program, "add", "--quiet", "--store", store, "--from", "jsonl", "--jobs", fmt.Sprint(cores), c.path}
			}
			u, err := timed(ctx, name, cores, args...)
			if err != nil {
				return nil, err
			}
			u.words = c.words
			if command == "add" {
				u.bytes, err = sizeOf(store)
			}
			if err != nil {
				return nil, err
			}
			out = append(out, u)
		}
	}
	return out, nil
}

// sizeOf is how large a store is, its log with it.
func sizeOf(path string) (int64, error) {
	var size int64
	for _, name := range []string{path, path + "-wal"} {
		info, err := os.Stat(name)
		if errors.Is(err, os.ErrNotExist) && name != path {
			continue
		}
		if err != nil {
			return 0, fmt.Errorf("measure the store: %w", err)
		}
		size += info.Size()
	}
	return size, nil
}
