package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// soaking is how a served store is watched: readers ask for pages and answers for
// programs, and articles are added beside them, for as long as is asked for.
type soaking struct {
	program, store string
	length, every  time.Duration
	readers        int
	batch          int // articles that are added at once
}

// sample is what a served program takes at a moment.
type sample struct {
	at       time.Duration
	memory   int64 // resident, in bytes
	handles  int
	asked    int64 // since the beginning
	failed   int64
	articles int
}

// soaked are the addresses that readers ask for.
var soaked = []string{
	"/", "/articles", "/statements", "/statements?view=table", "/statements?q=act:deny", "/events", "/events?view=table", "/actors", "/threads",
	"/stories", "/agreements", "/disputes", "/positions", "/naming", "/network", "/timeline", "/places", "/health", "/decisions",
	"/api/v1/statements?limit=50", "/api/v1/events?limit=50", "/api/v1/articles?limit=20", "/feeds/statements.atom",
}

// soak serves a store while it is read and added to, and gives what the server
// took from minute to minute.
func soak(ctx context.Context, s soaking) ([]sample, error) {
	ctx, stop := context.WithTimeout(ctx, s.length)
	defer stop()
	server, address, err := s.serve(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = server.Wait() }() // it is killed with the context
	var asked, failed atomic.Int64
	var added atomic.Int64
	var all sync.WaitGroup
	for n := range s.readers {
		all.Go(func() { s.read(ctx, address, n, &asked, &failed) })
	}
	all.Go(func() { s.add(ctx, &added) })
	var out []sample
	begin, tick := time.Now(), time.NewTicker(s.every)
	defer tick.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-tick.C:
			one := sample{at: time.Since(begin), asked: asked.Load(), failed: failed.Load(), articles: int(added.Load())}
			if one.memory, one.handles, err = taken(server.Process.Pid); err != nil {
				stop()
				all.Wait()
				return out, fmt.Errorf("look at the server after %v: %w", one.at.Round(time.Second), err)
			}
			out = append(out, one)
			say(one.String())
		}
	}
	all.Wait()
	return out, nil
}

// serve begins the server, and gives where it listens.
func (s soaking) serve(ctx context.Context) (*exec.Cmd, string, error) {
	c := exec.CommandContext(ctx, s.program, "serve", "--store", s.store, "--listen", "127.0.0.1:0")
	told, err := c.StdoutPipe()
	if err != nil {
		return nil, "", fmt.Errorf("serve: %w", err)
	}
	if err := c.Start(); err != nil {
		return nil, "", fmt.Errorf("serve: %w", err)
	}
	lines := bufio.NewScanner(told)
	for lines.Scan() {
		if at := regexp.MustCompile(`http://[\d.:]+`).FindString(lines.Text()); at != "" {
			go func() { _, _ = io.Copy(io.Discard, told) }()
			return c, at, nil
		}
	}
	return nil, "", errors.New("serve: it says no address")
}

// read asks for one address after the other, as a reader who looks at each a while.
func (s soaking) read(ctx context.Context, address string, n int, asked, failed *atomic.Int64) {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	client := &http.Client{Timeout: time.Minute}
	for ctx.Err() == nil {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+soaked[random.IntN(len(soaked))], nil)
		if err != nil {
			return
		}
		answer, err := client.Do(r)
		if ctx.Err() != nil {
			return
		}
		asked.Add(1)
		if err != nil || answer.StatusCode != http.StatusOK {
			failed.Add(1)
		}
		if err == nil {
			_, _ = io.Copy(io.Discard, answer.Body)
			_ = answer.Body.Close()
		}
		pause(ctx, time.Duration(200+random.IntN(1800))*time.Millisecond)
	}
}

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// add adds articles by another process, a batch at a time, as a watch does.
func (s soaking) add(ctx context.Context, added *atomic.Int64) {
	path := filepath.Join(filepath.Dir(s.store), "soak.jsonl")
	for n := 0; ctx.Err() == nil; n += s.batch {
		var lines strings.Builder
		for i := range s.batch {
			line, err := json.Marshal(made(1_000_000 + n + i))
			if err != nil {
				say("soak: " + err.Error())
				return
			}
			lines.Write(append(line, '\n'))
		}
		if err := os.WriteFile(path, []byte(lines.String()), 0o600); err != nil {
			say("soak: " + err.Error())
			return
		}
		if out, err := exec.CommandContext(ctx, s.program, "add", "--quiet", "--store", s.store, path).CombinedOutput(); err != nil && ctx.Err() == nil {
			say(fmt.Sprintf("soak: add: %v: %s", err, out))
			return
		}
		added.Add(int64(s.batch))
		pause(ctx, 2*time.Second)
	}
}

// taken is the memory and the number of handles of a process.
func taken(pid int) (memory int64, handles int, err error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, 0, fmt.Errorf("its memory: %w", err)
	}
	files, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		return 0, 0, fmt.Errorf("its handles: %w", err)
	}
	return inStatus(string(status), "VmRSS:"), len(files), nil
}

func (s sample) String() string {
	return fmt.Sprintf("%5.1f min  %4d MB  %4d handles  %6d asked  %d failed  %d added", s.at.Minutes(), s.memory>>20, s.handles, s.asked, s.failed, s.articles)
}
