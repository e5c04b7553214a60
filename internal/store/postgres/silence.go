package postgres

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// A network can swallow what is sent and close nothing: a firewall that has
// forgotten a connection, a proxy that hangs. Whoever waits for an answer then
// waits for ever, and no time that an answer may take tells this from a statement
// that takes long. So a server that has said nothing for a while is asked, over a
// connection made for that, what it is doing: a connection of ours that it does not
// work for is given up, and all that wait are if nobody answers there either.

// silence is how long a server may say nothing before it is asked, if the address
// of the store does not say otherwise (silence=10s).
const silence = 10 * time.Second

// forgotten is how many times that long the server bears a transaction that says
// nothing: of whoever was swallowed with a lock that others wait for.
const forgotten = 6

// line is a connection to the server that knows how long it has been waited on.
type line struct {
	net.Conn
	all     *lines
	pid     atomic.Uint32 // of who answers at the other end
	waiting atomic.Bool
	moved   atomic.Int64 // when reading began, or something was last written
	silent  atomic.Bool  // it was given up
}

// Read implements net.Conn.
func (l *line) Read(b []byte) (int, error) {
	l.moved.Store(time.Now().UnixNano())
	l.waiting.Store(true)
	defer l.waiting.Store(false)
	n, err := l.Conn.Read(b)
	if err != nil && l.silent.Load() {
		err = silentError{l.all.silence}
	}
	return n, err
}

// Write implements net.Conn.
func (l *line) Write(b []byte) (int, error) {
	n, err := l.Conn.Write(b)
	l.moved.Store(time.Now().UnixNano())
	return n, err
}

// Close implements net.Conn.
func (l *line) Close() error {
	l.all.mu.Lock()
	delete(l.all.open, l)
	l.all.mu.Unlock()
	return l.Conn.Close()
}

// since is since when l has been waited on for too long, 0 if it has not.
func (l *line) since(now time.Time) int64 {
	if moved := l.moved.Load(); l.waiting.Load() && now.Sub(time.Unix(0, moved)) > l.all.silence {
		return moved
	}
	return 0
}

// silentError is that of a connection that was given up.
type silentError struct{ silence time.Duration }

// Error implements error.
func (e silentError) Error() string {
	return fmt.Sprintf("the server has not answered for %v, and is not at work on what it was asked", e.silence)
}

// Timeout and Temporary implement net.Error: the connection is of no use any more.
func (silentError) Timeout() bool   { return false }
func (silentError) Temporary() bool { return false }

// lines are the connections of a store.
type lines struct {
	silence time.Duration
	config  *pgx.ConnConfig // by which the server is asked
	end     context.CancelFunc
	over    chan struct{} // closed once nobody watches

	mu      sync.Mutex
	open    map[*line]bool
	doubted map[*line]int64 // those for whom it did not work when it was last asked, and since when they wait
}

// watchLines begins to watch connections to a server.
func watchLines(config *pgx.ConnConfig, silence time.Duration) *lines {
	ctx, end := context.WithCancel(context.Background())
	l := &lines{silence: silence, config: config.Copy(), end: end, over: make(chan struct{}), open: map[*line]bool{}}
	l.config.ConnectTimeout = silence
	go l.watch(ctx)
	return l
}

// close ends the watch.
func (l *lines) close() {
	l.end()
	<-l.over
}

// join is pgconn.Config.AfterNetConnect.
func (l *lines) join(_ context.Context, _ *pgconn.Config, c net.Conn) (net.Conn, error) {
	joined := &line{Conn: c, all: l}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open[joined] = true
	return joined, nil
}

func (l *lines) watch(ctx context.Context) {
	defer close(l.over)
	tick := time.NewTicker(l.silence / 2)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			l.look(ctx)
		}
	}
}

// look gives up what waits in vain. What is not worked for when it is asked may
// just have been answered: it is given up if that is so twice.
func (l *lines) look(ctx context.Context) {
	stuck := l.stuck(time.Now())
	if len(stuck) == 0 {
		l.doubted = nil
		return
	}
	working, err := l.working(ctx, stuck)
	if errors.As(err, new(*pgconn.PgError)) || ctx.Err() != nil {
		return // somebody answers, or nobody asks any more
	}
	doubted := map[*line]int64{}
	for one, since := range stuck {
		switch {
		case err == nil && working[one.pid.Load()]:
		case err == nil && l.doubted[one] != since:
			doubted[one] = since
		case one.since(time.Now()) == since:
			one.silent.Store(true)
			_ = one.Conn.Close() // whoever reads hears of it
		}
	}
	l.doubted = doubted
}

// stuck are those that have been waited on for too long, and since when.
func (l *lines) stuck(now time.Time) map[*line]int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := map[*line]int64{}
	for one := range l.open {
		if since := one.since(now); since != 0 {
			out[one] = since
		}
	}
	return out
}

// working asks the server for whom of some it is at work.
func (l *lines) working(ctx context.Context, of map[*line]int64) (map[uint32]bool, error) {
	ctx, end := context.WithTimeout(ctx, l.silence)
	defer end()
	c, err := pgx.ConnectConfig(ctx, l.config)
	if err != nil {
		return nil, err
	}
	defer func() { _ = c.Close(ctx) }()
	pids := make([]int64, 0, len(of))
	for one := range maps.Keys(of) {
		pids = append(pids, int64(one.pid.Load()))
	}
	slices.Sort(pids)
	rows, err := c.Query(ctx, "SELECT pid FROM pg_stat_activity WHERE pid = ANY ($1::bigint[]) AND state = 'active' AND wait_event_type IS DISTINCT FROM 'Client'", pids)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	out := map[uint32]bool{}
	for _, pid := range found {
		out[uint32(pid)] = true
	}
	return out, err
}
