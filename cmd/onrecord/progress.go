package main

import (
	"fmt"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"onrecord/internal/export"
)

// progress shows on a terminal how far the work is, and elsewhere nothing: how
// much of it is done, how many articles that are, how many in a second, and how
// long the rest takes. Where it is known how much there is to read it counts
// bytes, else articles.
type progress struct {
	mu       sync.Mutex
	bar      *progressbar.ProgressBar
	bytes    bool
	all      int64 // bytes or articles; 0 if it is not known
	done     int64 // of these
	articles int
	began    time.Time
}

func newProgress(env *environment) *progress {
	onto := bare(env.Stderr)
	out := terminalOf(onto, env.Getenv)
	if !out.Is || env.Quiet {
		return &progress{}
	}
	return &progress{began: time.Now(), bar: progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(onto), progressbar.OptionSetDescription("reading"), progressbar.OptionShowCount(),
		progressbar.OptionSetElapsedTime(false), progressbar.OptionSetPredictTime(false), progressbar.OptionSetWidth(barWidth),
		progressbar.OptionUseANSICodes(out.Color), progressbar.OptionThrottle(65*time.Millisecond),
		// Without a spinner that turns by itself the bar has no goroutine, with
		// which its Clear (v3.19.1) would race.
		progressbar.OptionSetSpinnerChangeInterval(0))}
}

// barWidth leaves room for the words on a terminal of 80 cells.
const barWidth = 12

// total says how many bytes there are to read, if that is known.
func (p *progress) total(n int64, known bool) {
	if p.bar == nil || !known || n == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bytes, p.all = true, n
	progressbar.OptionShowBytes(true)(p.bar)
	p.bar.ChangeMax64(n)
}

// totalArticles says how many articles there are.
func (p *progress) totalArticles(n int) {
	if p.bar == nil || n == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = int64(n)
	p.bar.ChangeMax(n)
}

// read counts bytes. The bar's errors are those of the terminal it is drawn on;
// the work goes on without it.
func (p *progress) read(n int64) {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bytes { // a bar that is full stands still, and what was read is not yet done
		p.done += n
		_ = p.bar.Set64(min(p.done, p.all-1))
	}
}

// pass counts an article that need not be read.
func (p *progress) pass() {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.bytes {
		p.done++
		_ = p.bar.Add(1)
	}
}

// add counts an article.
func (p *progress) add() {
	if p.bar == nil {
		return
	}
	p.pass()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.articles++
	p.bar.Describe(paceOf(p.articles, p.done, p.all, time.Since(p.began)))
}

// paceOf says how many articles were read in some time, how many that are in a
// second, and what the rest takes at that pace.
func paceOf(articles int, done, all int64, took time.Duration) string {
	out := fmt.Sprintf("%s, %.0f a second", export.Plural(articles, "article"), float64(articles)/max(took.Seconds(), 0.001))
	if done > 0 && done <= all {
		left := time.Duration(float64(took) * float64(all-done) / float64(done))
		out += fmt.Sprintf(", %s left", left.Round(time.Second))
	}
	return out
}

func (p *progress) clear() {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.bar.Clear()
}
