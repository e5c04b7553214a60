// Package held has an answer made once for all who ask the same while the record
// is the same. Where many read at once most of them ask what somebody has just
// asked: they get the bytes that were sent before, compressed and ready, and who
// asks while an answer is being made waits for that one.
//
// An Answer is held for those it was made for (Asked.Of), in the form they take.
// It is of a moment of the record, looked at before it was begun. While the record
// is still of that moment the answer is what would be made anew. After that it is
// given for a second more, so that a record to which much is added need not have
// every answer made at every article; and where it cannot be made anew at once,
// because too many ask too much, for ten. What it is older than a second is told
// in the header Age.
//
// Nobody is shown what was before they changed something: an answer is held from
// whoever has sent a change that ended after it was begun. That is known of changes
// that come through the same Answers; what other programs write shows like what is
// added.
//
// Not held are answers that are no plain success, that forbid it (Cache-Control:
// no-store), that set a cookie, or that are too large; of what lasts as long as its
// asker likes, Asked must say nothing.
package held

import (
	"container/list"
	"context"
	"net/http"
	"strings"
	"sync"
	"time"
)

// How old answers may be.
const (
	fresh    = time.Second            // that the record is past the moment of an answer that is as good as new
	oldest   = 10 * time.Second       // of one that is given because a new one does not come
	patience = 100 * time.Millisecond // that a new one is waited for
	life     = time.Minute            // of any: what tells how long ago something was goes by the clock
)

// longest is how long an answer may be made. Whoever asked has gone by then.
const longest = 30 * time.Second

// Record is what answers are made of.
type Record interface {
	// Moment is another whenever anything was written since.
	Moment(ctx context.Context) (string, error)
}

// Asked is who asks for an address.
type Asked struct {
	Who string // whose changes an answer must have
	Of  string // for whom it is: it is shown to all for whom the same is said; "" for what is not held
}

// Turn waits until a request may be answered, and gives what is to be called when it is.
type Turn func(*http.Request) (done func(), err error)

// Parts are what Answers are made of.
type Parts struct {
	Record  Record // nil to hold nothing
	Bytes   int    // that are held at most
	Turn    Turn
	Asked   func(*http.Request) Asked
	Refused func(http.ResponseWriter, *http.Request, error) // answers whoever has no turn
}

// Answers are the answers that are held.
type Answers struct {
	Parts
	now func() time.Time

	mu      sync.Mutex
	of      map[string]*list.Element // by what was asked
	turn    *list.List               // of *answer, that which was asked for last in front
	bytes   int
	makings map[string]*making
	count   int64 // of beginnings of answers and ends of changes, in the order they came
	changes map[string]*change

	looks sync.Mutex // one look at a time
	last  *moment
}

// New holds no answers yet.
func New(p Parts) *Answers {
	return &Answers{Parts: p, now: time.Now, of: map[string]*list.Element{}, turn: list.New(), makings: map[string]*making{}, changes: map[string]*change{}}
}

// Wrap answers what was asked before, and has next answer what was not.
func (a *Answers) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked := a.Asked(r)
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			defer a.changing(asked.Who)()
			next.ServeHTTP(w, r)
		case r.Method == http.MethodHead || a.Record == nil || asked.Of == "" || len(r.URL.RequestURI()) > longestAsked:
			a.alone(w, r, next)
		default:
			a.answer(w, r, asked, next)
		}
	})
}

// longestAsked is how long an address is at most whose answer is held: no reader
// asks for a longer one twice.
const longestAsked = 2 << 10

// alone makes an answer for one asker.
func (a *Answers) alone(w http.ResponseWriter, r *http.Request, next http.Handler) {
	done, err := a.Turn(r)
	if err != nil {
		a.Refused(w, r, err)
		return
	}
	defer done()
	next.ServeHTTP(w, r)
}

// answer gives an answer that is held, or waits for one.
func (a *Answers) answer(w http.ResponseWriter, r *http.Request, asked Asked, next http.Handler) {
	if _, err := a.look(r.Context(), lookEvery); err != nil {
		a.alone(w, r, next) // which tells what is wrong
		return
	}
	key := keyOf(r, asked)
	a.mu.Lock()
	since, alone := a.changedBy(asked.Who)
	if alone {
		a.mu.Unlock()
		a.alone(w, r, next)
		return
	}
	old, age := a.held(key, since)
	if old != nil && age <= fresh {
		a.mu.Unlock()
		old.write(w, r, age)
		return
	}
	m := a.makings[key]
	if m == nil || m.began != 0 && m.began <= since {
		m = a.begin(key, w.Header(), r, next)
	}
	m.askers++
	a.mu.Unlock()
	a.wait(w, r, m, old)
}

// keyOf is what is asked, for whom, and in which form.
func keyOf(r *http.Request, asked Asked) string {
	return strings.Join([]string{asked.Of, r.Host, r.URL.RequestURI(), encoding(r), r.Header.Get("Accept")}, "\x00")
}

// encoding is how an answer is compressed for an asker: as they take it, and
// best if they take several.
func encoding(r *http.Request) string {
	for _, name := range []string{"zstd", "gzip"} {
		for one := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
			coding, weight, _ := strings.Cut(strings.ReplaceAll(one, " ", ""), ";q=")
			if refused := weight != "" && strings.Trim(weight, "0.") == ""; strings.EqualFold(coding, name) && !refused {
				return name
			}
		}
	}
	return ""
}

// held is the answer to what was asked, if it was begun after since and is not too
// old, and how old it is.
func (a *Answers) held(key string, since int64) (*answer, time.Duration) {
	e := a.of[key]
	if e == nil {
		return nil, 0
	}
	one, now := e.Value.(*answer), a.now()
	age := one.of.age(now)
	if one.began <= since || now.Sub(one.at) > life || age > oldest {
		return nil, 0
	}
	a.turn.MoveToFront(e)
	return one, age
}

// hold holds an answer, and lets those go that were asked for least lately.
func (a *Answers) hold(one *answer) {
	if one.size() > a.Bytes/16 {
		return
	}
	if e := a.of[one.key]; e != nil {
		if e.Value.(*answer).began > one.began {
			return
		}
		a.drop(e)
	}
	a.of[one.key] = a.turn.PushFront(one)
	for a.bytes += one.size(); a.bytes > a.Bytes; {
		a.drop(a.turn.Back())
	}
}

func (a *Answers) drop(e *list.Element) {
	one := a.turn.Remove(e).(*answer)
	delete(a.of, one.key)
	a.bytes -= one.size()
}
