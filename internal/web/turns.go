package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"onrecord"
	"onrecord/internal/web/api"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/held"
)

// turns are whose turn it is. As many answers are made at once as there are cores
// to make them, and two more that wait for a disk: a page asks a store several
// things side by side, and where all readers hold a part of what they need nobody
// gets the rest. Files to take away are sent while they are made, as slowly as
// their asker takes them, and keep nobody else waiting.
type turns struct{ answers, files line }

// line is where requests wait for their turn.
type line struct {
	turns   chan struct{}
	waiting atomic.Int64
}

// How many may wait, and how long: who is told to come again in a moment is
// better off than who is answered when they have gone.
const (
	mostWaiting = 500
	longestWait = 20 * time.Second
)

func newTurns() *turns {
	n := runtime.GOMAXPROCS(0) + 2
	return &turns{line{turns: make(chan struct{}, n)}, line{turns: make(chan struct{}, n)}}
}

// take is held.Turn. Streams last as long as their askers like, and have no turn.
func (t *turns) take(r *http.Request) (done func(), err error) {
	switch {
	case isStream(r):
		return func() {}, nil
	case isFile(r):
		return t.files.take(r.Context())
	}
	return t.answers.take(r.Context())
}

// take waits for a turn.
func (l *line) take(ctx context.Context) (done func(), err error) {
	done = func() { <-l.turns }
	select {
	case l.turns <- struct{}{}:
		return done, nil
	default:
	}
	defer l.waiting.Add(-1)
	if l.waiting.Add(1) > mostWaiting {
		return nil, errBusy
	}
	long := time.NewTimer(longestWait)
	defer long.Stop()
	select {
	case l.turns <- struct{}{}:
		return done, nil
	case <-long.C:
		return nil, errBusy
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

var errBusy = &onrecord.Error{Kind: onrecord.Transient, Err: errors.New("too many ask at once; ask again in a moment"), After: 2 * time.Second}

// isStream reports whether what comes is told for as long as the asker stays.
func isStream(r *http.Request) bool { return r.URL.Path == api.Prefix+"/facts" }

// isFile reports whether a list is asked for as a file or a row a line, which is
// sent while it is made.
func isFile(r *http.Request) bool {
	return r.URL.Query().Get("format") != "" || strings.Contains(r.Header.Get("Accept"), api.NDJSON)
}

// What is answered is held for as long as the record is the same, but for what is
// of no record: how far a desk is with what it takes in.
const unheld = "/intake"

// own are what programs are answered otherwise whoever asks; all else is the same
// for all of a role. Pages have a reader's name on them, but for the files that
// they need.
var (
	own    = []string{"/saved", "/following"}
	shared = []string{"/style.css", "/site.js"}
)

// holding is held.Parts.Asked.
func holding(r *http.Request) held.Asked {
	who, known := auth.From(r.Context())
	out := held.Asked{Who: who.Name}
	path, program := strings.CutPrefix(r.URL.Path, api.Prefix)
	switch {
	case !program && slices.Contains(shared, path):
		out.Of = "everybody"
	case !known, isStream(r), isFile(r), below(path, unheld):
	case program && !slices.ContainsFunc(own, func(head string) bool { return below(path, head) }):
		out.Of = fmt.Sprintf("%q", who.Role)
	default:
		out.Of = fmt.Sprintf("%q %q %t", who.Role, who.Name, who.Session)
	}
	return out
}

// below reports whether a path is head or one below it.
func below(path, head string) bool { return path == head || strings.HasPrefix(path, head+"/") }
