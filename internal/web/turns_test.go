package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"onrecord/internal/web/api"
)

// Who waits has their turn when another is done, in the order they came; more than
// can be answered in time are told so.
func TestALineIsBounded(t *testing.T) {
	l := line{turns: make(chan struct{}, 1)}
	first, err := l.take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for range mostWaiting {
		all.Go(func() {
			if _, err := l.take(ctx); !errors.Is(err, context.Canceled) {
				t.Errorf("%v for one who went", err)
			}
		})
	}
	for l.waiting.Load() < mostWaiting {
		time.Sleep(time.Millisecond)
	}
	if _, err := l.take(t.Context()); !errors.Is(err, errBusy) {
		t.Errorf("%v for one too many", err)
	}
	cancel()
	all.Wait()
	time.AfterFunc(5*time.Millisecond, first)
	second, err := l.take(t.Context())
	if err != nil || l.waiting.Load() != 0 {
		t.Fatalf("%v, %d wait", err, l.waiting.Load())
	}
	second()
}

// Whoever is told to come again is told when, pages and programs alike.
func TestWhoIsRefusedIsToldWhenToComeAgain(t *testing.T) {
	s := served(t, 0)
	for _, target := range []string{"/statements", api.Prefix + "/statements"} {
		w := httptest.NewRecorder()
		s.failed(w, httptest.NewRequest(http.MethodGet, target, nil), errBusy)
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "2" {
			t.Errorf("%s: %d, %v", target, w.Code, w.Header())
		}
	}
}

// A file that is sent slowly keeps no page waiting.
func TestFilesHaveALineOfTheirOwn(t *testing.T) {
	turns := newTurns()
	file := httptest.NewRequest(http.MethodGet, "/statements?format=csv", nil)
	for range cap(turns.files.turns) {
		if _, err := turns.take(file); err != nil {
			t.Fatal(err)
		}
	}
	done, err := turns.take(httptest.NewRequest(http.MethodGet, "/statements", nil))
	if err != nil {
		t.Fatal(err)
	}
	done()
}
