package held

import (
	"context"
	"net/http"
	"time"

	"onrecord"
)

// making is an answer that is being made.
type making struct {
	key    string
	began  int64 // by the count; 0 while it waits for its turn, and shall have all that is written until then
	askers int
	stop   context.CancelFunc
	ended  chan struct{}

	// What came of it, once it ended: one of these.
	answer *answer
	err    error // there was no turn
	broke  any   // what it panicked with
}

// begin has next make an answer. It is nobody's own: that the first asker goes
// leaves the others theirs.
func (a *Answers) begin(key string, header http.Header, r *http.Request, next http.Handler) *making {
	ctx, stop := context.WithTimeout(context.WithoutCancel(r.Context()), longest)
	m := &making{key: key, stop: stop, ended: make(chan struct{})}
	a.makings[key] = m
	own := r.Clone(ctx)
	own.Body = http.NoBody
	for _, name := range []string{"If-None-Match", "If-Modified-Since", "Range"} { // who has what is seen to when it is given
		own.Header.Del(name)
	}
	own.Header.Set("Accept-Encoding", encoding(r))
	w := &recorder{header: header.Clone()}
	go a.run(ctx, m, w, own, next)
	return m
}

// run makes an answer when its turn has come.
func (a *Answers) run(ctx context.Context, m *making, w *recorder, r *http.Request, next http.Handler) {
	defer m.stop()
	defer close(m.ended)
	defer func() {
		m.broke = recover() // as it does in whoever asked
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.makings[m.key] == m {
			delete(a.makings, m.key)
		}
		if m.answer != nil && m.answer.holdable() {
			a.hold(m.answer)
		}
	}()
	done, err := a.Turn(r)
	if err != nil {
		m.err = err
		return
	}
	defer done()
	of, err := a.look(ctx, 0)
	if err != nil {
		m.err = err
		return
	}
	a.mu.Lock()
	a.count++
	m.began = a.count
	a.mu.Unlock()
	next.ServeHTTP(w, r)
	if ctx.Err() != nil { // what was made then is no answer
		m.err = errSlow
		return
	}
	m.answer = w.answer(m.key, m.began, of, a.now())
}

var errSlow = onrecord.Errorf(onrecord.Transient, "it takes too long to be answered while so much else is asked; ask for less, or again in a moment")

// wait waits for an answer that is being made, and gives the old one, if there is
// one, where that takes too long.
func (a *Answers) wait(w http.ResponseWriter, r *http.Request, m *making, old *answer) {
	var late <-chan time.Time
	if old != nil {
		t := time.NewTimer(patience)
		defer t.Stop()
		late = t.C
	}
	select {
	case <-m.ended:
	case <-late: // the new one is made all the same, for those who come
		old.write(w, r, a.age(old))
		return
	case <-r.Context().Done():
		a.leave(m)
		return
	}
	switch {
	case m.broke != nil:
		panic(m.broke)
	case m.err != nil && old != nil:
		old.write(w, r, a.age(old))
	case m.err != nil:
		a.Refused(w, r, m.err)
	default:
		m.answer.write(w, r, a.age(m.answer))
	}
}

// leave has one asker less for an answer, which nobody makes for nobody.
func (a *Answers) leave(m *making) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if m.askers--; m.askers == 0 {
		m.stop()
		if a.makings[m.key] == m {
			delete(a.makings, m.key)
		}
	}
}

func (a *Answers) age(one *answer) time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	return one.of.age(a.now())
}
