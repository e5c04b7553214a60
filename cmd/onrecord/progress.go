package main

import (
	"fmt"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows on a terminal how far the work is, and elsewhere nothing. Where
// it is known how much there is to read it counts bytes, else articles.
type progress struct {
	mu       sync.Mutex
	bar      *progressbar.ProgressBar
	bytes    bool
	articles int
}

func newProgress(env *environment) *progress {
	out := terminalOf(env.Stderr, env.Getenv)
	if !out.Is || env.Quiet {
		return &progress{}
	}
	return &progress{bar: progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(env.Stderr), progressbar.OptionSetDescription("reading"), progressbar.OptionShowCount(),
		progressbar.OptionShowIts(), progressbar.OptionSetItsString("articles"), progressbar.OptionSetElapsedTime(true),
		progressbar.OptionUseANSICodes(out.Color), progressbar.OptionThrottle(65*time.Millisecond),
		// Without a spinner that turns by itself the bar has no goroutine, with
		// which its Clear (v3.19.1) would race.
		progressbar.OptionSetSpinnerChangeInterval(0))}
}

// total says how many bytes there are to read, if that is known.
func (p *progress) total(n int64, known bool) {
	if p.bar == nil || !known || n == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bytes = true
	progressbar.OptionShowBytes(true)(p.bar)
	p.bar.ChangeMax64(n)
}

// read counts bytes. The bar's errors are those of the terminal it is drawn on;
// the work goes on without it.
func (p *progress) read(n int64) {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bytes {
		_ = p.bar.Add64(n)
	}
}

// add counts an article.
func (p *progress) add() {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.articles++; !p.bytes {
		_ = p.bar.Add(1)
	} else if p.articles%10 == 0 {
		p.bar.Describe(fmt.Sprintf("reading, %d articles", p.articles))
	}
}

func (p *progress) clear() {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.bar.Clear()
}
