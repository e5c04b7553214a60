package auth

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Pace says how often each of many may do something: burst at once, then one
// in every. It is safe for concurrent use.
type Pace struct {
	every time.Duration
	burst int

	mu sync.Mutex
	of map[string]*rate.Limiter
}

// NewPace makes a pace.
func NewPace(every time.Duration, burst int) *Pace {
	return &Pace{every: every, burst: burst, of: map[string]*rate.Limiter{}}
}

// mostPaced is of how many a pace knows at once: an attacker with many
// addresses or names must not fill the memory.
const mostPaced = 10_000

// Allow reports whether who may at a time, and takes note that they do.
func (p *Pace) Allow(who string, at time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.of[who]
	if l == nil {
		if len(p.of) >= mostPaced {
			p.forget(at)
		}
		l = rate.NewLimiter(rate.Every(p.every), p.burst)
		p.of[who] = l
	}
	return l.AllowN(at, 1)
}

// Forgive has who begin anew.
func (p *Pace) Forgive(who string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.of, who)
}

// forget forgets those who have waited long enough to begin anew; where nobody
// has, everybody, which is no worse than a restart.
func (p *Pace) forget(at time.Time) {
	for who, l := range p.of {
		if l.TokensAt(at) >= float64(p.burst) {
			delete(p.of, who)
		}
	}
	if len(p.of) >= mostPaced {
		clear(p.of)
	}
}
