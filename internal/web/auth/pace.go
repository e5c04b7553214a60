package auth

import (
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"onrecord"
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
func (p *Pace) Allow(who string, at time.Time) bool { return p.Rest(who, at) == 0 }

// Rest is how long who must wait at a time until they may, 0 if they may and do.
func (p *Pace) Rest(who string, at time.Time) time.Duration {
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
	if l.AllowN(at, 1) {
		return 0
	}
	return max(1, time.Duration((1-l.TokensAt(at))*float64(p.every)))
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

// TooOften is the error for who must rest before they ask again.
func TooOften(what string, rest time.Duration) error {
	return &onrecord.Error{Kind: onrecord.Limited, Err: fmt.Errorf("%s; wait %s", what, words(rest)), After: rest}
}

// words are a time as people tell it, rounded up.
func words(d time.Duration) string {
	n, unit := int((d+time.Second-1)/time.Second), "second"
	if n > 90 {
		n, unit = (n+59)/60, "minute"
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", n, unit)
}

// RetryAfter is the header of that name for an error, in whole seconds.
func RetryAfter(err error) string {
	after := 15 * time.Second // where nobody knows: what waits is mostly done by then
	if e, ok := errors.AsType[*onrecord.Error](err); ok && e.After > 0 {
		after = e.After
	}
	return strconv.Itoa(int((after + time.Second - 1) / time.Second))
}
