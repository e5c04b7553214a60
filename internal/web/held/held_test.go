package held

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// world is a record that is written to, what is made of it, and who asks.
type world struct {
	*Answers
	state  atomic.Int64
	made   atomic.Int64
	clock  atomic.Int64  // nanoseconds
	wait   chan struct{} // where an answer waits for it, if not nil
	fails  atomic.Bool
	answer http.HandlerFunc
	all    http.Handler
}

func (w *world) Moment(context.Context) (string, error) {
	if w.fails.Load() {
		return "", errors.New("no moment")
	}
	return fmt.Sprint(w.state.Load()), nil
}

func (w *world) later(d time.Duration) { w.clock.Add(int64(d)) }

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{}
	w.answer = func(out http.ResponseWriter, r *http.Request) {
		n := w.made.Add(1)
		state := w.state.Load()
		if w.wait != nil {
			select {
			case <-w.wait:
			case <-r.Context().Done():
				return
			}
		}
		fmt.Fprintf(out, "%s of state %d, the %dth, for %s", r.URL.Path, state, n, r.Header.Get("Who"))
	}
	w.Answers = New(Parts{
		Record: w, Bytes: 1 << 20,
		Turn:  func(*http.Request) (func(), error) { return func() {}, nil },
		Asked: func(r *http.Request) Asked { return Asked{Who: r.Header.Get("Who"), Of: r.Header.Get("Of")} },
		Refused: func(w http.ResponseWriter, _ *http.Request, err error) {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
		},
	})
	w.now = func() time.Time { return time.Unix(1000, w.clock.Load()) }
	w.all = w.Wrap(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) { w.answer(out, r) }))
	return w
}

// ask is an answer to somebody; more are headers, by turns.
func (w *world) ask(who, path string, more ...string) *httptest.ResponseRecorder {
	return w.send(http.MethodGet, who, path, more...)
}

func (w *world) send(method, who, path string, more ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	r.Header.Set("Who", who)
	r.Header.Set("Of", who)
	for i := 0; i < len(more); i += 2 {
		r.Header.Set(more[i], more[i+1])
	}
	out := httptest.NewRecorder()
	w.all.ServeHTTP(out, r)
	return out
}

func TestAnAnswerIsMadeOnce(t *testing.T) {
	w := newWorld(t)
	first := w.ask("ana", "/a").Body.String()
	w.later(30 * time.Second)
	if again := w.ask("ana", "/a").Body.String(); again != first || w.made.Load() != 1 {
		t.Errorf("made %d times: %q, then %q", w.made.Load(), first, again)
	}
	for what, answer := range map[string]*httptest.ResponseRecorder{
		"another address": w.ask("ana", "/a?b"), "another form": w.ask("ana", "/a", "Accept-Encoding", "gzip;q=0, zstd"),
		"another media type": w.ask("ana", "/a", "Accept", "text/csv"), "another name of the server": w.ask("ana", "http://other.example/a"),
	} {
		if answer.Body.String() == first {
			t.Errorf("%s has the same answer", what)
		}
	}
	made := w.made.Load()
	w.later(time.Minute)
	if w.ask("ana", "/a"); w.made.Load() == made {
		t.Error("held for ever")
	}
}

func TestWhatIsOnesIsShownToNobodyElse(t *testing.T) {
	w := newWorld(t)
	if w.ask("ana", "/a"); !strings.HasSuffix(w.ask("ben", "/a").Body.String(), "for ben") {
		t.Error("ben sees what is ana's")
	}
	made := w.made.Load()
	if w.ask("ana", "/b", "Of", "all"); w.ask("ben", "/b", "Of", "all").Code != 200 || w.made.Load() != made+1 {
		t.Errorf("what is for all is made for each")
	}
}

// A change of the record shows within a second; what is older is told to be.
func TestAnAnswerIsAtMostASecondOld(t *testing.T) {
	w := newWorld(t)
	w.ask("ana", "/a")
	w.later(20 * time.Second)
	w.ask("ana", "/a") // nothing has changed until now
	w.state.Add(1)
	w.later(fresh - lookEvery)
	if got := w.ask("ana", "/a"); !strings.Contains(got.Body.String(), "state 0") || got.Header().Get("Age") != "" {
		t.Errorf("%q, age %q: a second is not over", got.Body, got.Header().Get("Age"))
	}
	w.later(3 * lookEvery)
	if got := w.ask("ana", "/a").Body.String(); !strings.Contains(got, "state 1") {
		t.Errorf("%q: the record has changed for more than a second", got)
	}
}

// Where a new answer does not come, the old one is given for ten seconds, and the
// new one is made all the same.
func TestAnOldAnswerIsGivenWhereNoNewOneComes(t *testing.T) {
	w := newWorld(t)
	w.ask("ana", "/a")
	w.wait = make(chan struct{})
	w.state.Add(1)
	w.later(5 * time.Second)
	got := w.ask("ana", "/a")
	if !strings.Contains(got.Body.String(), "state 0") || got.Header().Get("Age") != "5" {
		t.Errorf("%q, age %q", got.Body, got.Header().Get("Age"))
	}
	close(w.wait)
	for range 100 {
		if strings.Contains(w.ask("ana", "/a").Body.String(), "state 1") {
			if w.made.Load() != 2 {
				t.Errorf("made %d times", w.made.Load())
			}
			return
		}
	}
	t.Error("the new answer never came")
}

func TestWhatIsTooOldIsWaitedFor(t *testing.T) {
	w := newWorld(t)
	w.ask("ana", "/a")
	w.state.Add(1)
	w.later(oldest + time.Second)
	w.wait = make(chan struct{})
	time.AfterFunc(2*patience, func() { close(w.wait) })
	if got := w.ask("ana", "/a").Body.String(); !strings.Contains(got, "state 1") {
		t.Errorf("%q is %v old", got, oldest+time.Second)
	}
}

func TestNobodySeesWhatWasBeforeTheirChange(t *testing.T) {
	w := newWorld(t)
	w.ask("ana", "/a", "Of", "all")
	plain := w.answer
	w.answer = func(out http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			plain(out, r)
			return
		}
		w.state.Add(1)
		// The change is on its way: who asks now sees it if they made it.
		if got := w.ask("ana", "/a", "Of", "all").Body.String(); !strings.Contains(got, "state 1") {
			t.Errorf("%q while it is changed", got)
		}
	}
	w.send(http.MethodPost, "ana", "/change")
	if got := w.ask("ana", "/a", "Of", "all").Body.String(); !strings.Contains(got, "state 1") {
		t.Errorf("%q after the change", got)
	}
	w.state.Add(1)
	w.later(fresh / 2)
	if got := w.ask("ben", "/a", "Of", "all").Body.String(); !strings.Contains(got, "state 1") {
		t.Errorf("%q: what others changed may be a second old", got)
	}
}

// An answer that was begun before a change is not the one that who made the
// change waits for.
func TestWhoChangedSomethingWaitsForNoAnswerBegunBefore(t *testing.T) {
	w := newWorld(t)
	w.wait = make(chan struct{})
	begun := make(chan struct{})
	plain := w.answer
	var once sync.Once
	w.answer = func(out http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			w.state.Add(1)
			return
		}
		once.Do(func() { time.AfterFunc(10*time.Millisecond, func() { close(begun) }) })
		plain(out, r)
	}
	var all sync.WaitGroup
	all.Go(func() {
		if got := w.ask("ben", "/a", "Of", "all").Body.String(); !strings.Contains(got, "state 0") {
			t.Errorf("ben has %q", got)
		}
	})
	<-begun
	w.send(http.MethodPost, "ana", "/change")
	time.AfterFunc(10*time.Millisecond, func() { close(w.wait) })
	if got := w.ask("ana", "/a", "Of", "all").Body.String(); !strings.Contains(got, "state 1") {
		t.Errorf("ana has %q", got)
	}
	all.Wait()
}

func TestManyWaitForOneAnswer(t *testing.T) {
	w := newWorld(t)
	w.wait = make(chan struct{})
	var all sync.WaitGroup
	var arrived atomic.Int64
	for range 50 {
		all.Go(func() {
			if arrived.Add(1) == 50 {
				time.AfterFunc(20*time.Millisecond, func() { close(w.wait) })
			}
			if got := w.ask("ana", "/a").Body.String(); !strings.Contains(got, "the 1th") {
				t.Error(got)
			}
		})
	}
	all.Wait()
	if w.made.Load() != 1 {
		t.Errorf("made %d times for fifty at once", w.made.Load())
	}
}

// The first who asked goes, and the second has what was begun for the first; where
// all have gone it is made for nobody.
func TestWhoGoesTakesNobodysAnswerAlong(t *testing.T) {
	w := newWorld(t)
	w.wait = make(chan struct{})
	stopped := make(chan struct{}, 2)
	plain := w.answer
	w.answer = func(out http.ResponseWriter, r *http.Request) {
		plain(out, r)
		if r.Context().Err() != nil {
			stopped <- struct{}{}
		}
	}
	leaving := func() (gone func(), left chan struct{}) {
		ctx, cancel := context.WithCancel(t.Context())
		left = make(chan struct{})
		go func() {
			r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/a", nil)
			r.Header.Set("Of", "ana")
			w.all.ServeHTTP(httptest.NewRecorder(), r)
			close(left)
		}()
		return cancel, left
	}
	waitFor := func(askers int) {
		for {
			w.mu.Lock()
			n := 0
			for _, m := range w.makings {
				n += m.askers
			}
			w.mu.Unlock()
			if n == askers {
				return
			}
			time.Sleep(time.Millisecond)
		}
	}
	first, left := leaving()
	waitFor(1)
	var all sync.WaitGroup
	all.Go(func() {
		if got := w.ask("ana", "/a").Body.String(); !strings.Contains(got, "the 1th") {
			t.Errorf("the second has %q", got)
		}
	})
	waitFor(2)
	first()
	<-left
	close(w.wait)
	all.Wait()

	w.wait = make(chan struct{})
	w.later(2 * life)
	third, left := leaving()
	waitFor(1)
	third()
	<-left
	select {
	case <-stopped:
	case <-time.After(5 * time.Second):
		t.Error("an answer is made for nobody")
	}
	close(w.wait)
	if got := w.ask("ana", "/a"); got.Code != 200 || !strings.Contains(got.Body.String(), "/a of state") {
		t.Errorf("what was broken off is held: %d %q", got.Code, got.Body)
	}
}

func TestWhatIsNoAnswerForOthersIsNotHeld(t *testing.T) {
	for what, answer := range map[string]http.HandlerFunc{
		"a fault":          func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusInternalServerError) },
		"not found":        func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusNotFound) },
		"one that bars it": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Cache-Control", "no-store") },
		"a cookie":         func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Set-Cookie", "a=b") },
		"a large one":      func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 1<<17)) },
	} {
		w := newWorld(t)
		made := 0
		w.answer = func(out http.ResponseWriter, r *http.Request) {
			made++
			answer(out, r)
		}
		if w.ask("ana", "/a"); w.ask("ana", "/a") == nil || made != 2 {
			t.Errorf("%s is held", what)
		}
	}
	w := newWorld(t)
	if w.ask("ana", "/a", "Of", ""); w.ask("ana", "/a", "Of", "") == nil || w.made.Load() != 2 {
		t.Error("what is not to be held is")
	}
	if w.send(http.MethodHead, "ana", "/a"); w.ask("ana", "/a").Body.Len() == 0 {
		t.Error("the answer to HEAD is held")
	}
	w.fails.Store(true)
	w.later(time.Second)
	made := w.made.Load()
	if w.ask("ana", "/a"); w.made.Load() != made+1 {
		t.Error("held, and nobody knows whether it is still true")
	}
}

func TestWhatIsHeldIsBounded(t *testing.T) {
	w := newWorld(t)
	w.Bytes = 64 << 10
	w.answer = func(out http.ResponseWriter, r *http.Request) {
		w.made.Add(1)
		_, _ = out.Write(make([]byte, 2<<10))
	}
	w.ask("ana", "/first")
	for i := range 100 {
		w.ask("ana", fmt.Sprintf("/%d", i))
		if i%5 == 0 {
			w.ask("ana", "/first")
		}
	}
	if w.bytes > w.Bytes || len(w.of) != w.turn.Len() || w.turn.Len() < 10 {
		t.Errorf("%d bytes of %d, %d answers of %d", w.bytes, w.Bytes, len(w.of), w.turn.Len())
	}
	made := w.made.Load()
	if made != 101 {
		t.Errorf("made %d times: what is asked for all the time was let go", made)
	}
	if w.ask("ana", "/0"); w.made.Load() != made+1 {
		t.Error("what nobody asks for is still held")
	}
	if w.ask("ana", "/long?"+strings.Repeat("a", longestAsked)); w.of[""] != nil || w.turn.Front().Value.(*answer).key != keyOf(asking("/0"), Asked{Of: "ana"}) {
		t.Error("an address of any length is held")
	}
}

func asking(path string) *http.Request { return httptest.NewRequest(http.MethodGet, path, nil) }

func TestWhoHasAnAnswerIsToldSo(t *testing.T) {
	w := newWorld(t)
	first := w.ask("ana", "/a")
	tag := first.Header().Get("ETag")
	again := w.ask("ana", "/a", "If-None-Match", `"other", W/`+tag)
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 || again.Header().Get("ETag") != tag || again.Header().Get("Content-Length") != "" {
		t.Errorf("%d, %v", again.Code, again.Header())
	}
	if first.Header().Get("Cache-Control") != "private, no-cache" {
		t.Errorf("a browser may keep it without asking: %v", first.Header())
	}
	w.state.Add(1)
	w.later(2 * fresh)
	if changed := w.ask("ana", "/a", "If-None-Match", tag); changed.Code != http.StatusOK {
		t.Errorf("%d for what has changed", changed.Code)
	}
}

func TestWhoHasNoTurnIsRefused(t *testing.T) {
	w := newWorld(t)
	w.ask("ana", "/a")
	w.Turn = func(*http.Request) (func(), error) { return nil, errors.New("too many") }
	if got := w.ask("ana", "/b"); got.Code != http.StatusServiceUnavailable || !strings.Contains(got.Body.String(), "too many") {
		t.Errorf("%d %q", got.Code, got.Body)
	}
	if got := w.ask("ana", "/c", "Of", ""); got.Code != http.StatusServiceUnavailable {
		t.Errorf("%d without a turn", got.Code)
	}
	w.state.Add(1)
	w.later(2 * fresh)
	if got := w.ask("ana", "/a"); got.Code != http.StatusOK || got.Header().Get("Age") != "2" {
		t.Errorf("%d, age %s: there is an old answer", got.Code, got.Header().Get("Age"))
	}
}

func TestAFaultOfOneAnswerIsItsAskers(t *testing.T) {
	w := newWorld(t)
	w.answer = func(http.ResponseWriter, *http.Request) { panic("a fault") }
	defer func() {
		if got := recover(); got != "a fault" {
			t.Errorf("panicked with %v", got)
		}
	}()
	w.ask("ana", "/a")
}

// Who changed something is forgotten when no answer from before can be given.
func TestChangesAreForgotten(t *testing.T) {
	w := newWorld(t)
	for i := range 3 * mostChanges {
		w.later(time.Second)
		w.send(http.MethodPost, fmt.Sprint(i), "/change")
	}
	if len(w.changes) > mostChanges || len(w.changes) < 60 {
		t.Errorf("%d changes are remembered", len(w.changes))
	}
}
