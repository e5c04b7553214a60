package notify

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/query"
)

// A decision is made by one program, and streams are read from another that has
// the same store: a server says there which questions its streams ask, whoever
// decides leaves there what they are to hear, and the server takes it away.

// The rooms of a store for that, both by the key of the server.
const (
	asking  = "questions of streams"
	hearing = "decisions for streams"
)

// Questions that were not said again for silence are nobody's: their server died.
const (
	sayAgain = 30 * time.Second
	silence  = 3 * sayAgain
	hearEach = time.Second
)

// questions are those that the streams of a server ask, each once.
type questions struct {
	At    time.Time  `json:"at"`
	Asked []question `json:"asked"`
}

type question struct {
	List query.List `json:"list"`
	Q    string     `json:"q"`
}

// made is what a decision has made a question's own.
type made struct {
	question
	Decision onrecord.Decision `json:"decision"`
	Rows     []string          `json:"rows"`
}

// Hear tells the listeners of this program what was decided by others, and says
// what it listens for. It does so once a second, however many ask, and at once
// where nobody listens any more.
func (w *Watcher) Hear(ctx context.Context) error {
	w.hears.Lock()
	defer w.hears.Unlock()
	now := w.now().UTC()
	if asked := len(w.listening()); now.Sub(w.heard) < hearEach && (asked > 0 || w.said.Asked == nil) {
		return nil
	}
	w.heard = now
	if err := w.say(ctx, now); err != nil {
		return fmt.Errorf("say what is listened for: %w", err)
	}
	if w.said.Asked == nil {
		return nil
	}
	keys, err := w.store.StateKeys(ctx, hearing)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if !strings.HasPrefix(key, w.key+" ") {
			continue
		}
		if err := w.hearOf(ctx, key); err != nil {
			return fmt.Errorf("hear of a decision: %w", err)
		}
	}
	return nil
}

// say keeps the questions of this program where others see them.
func (w *Watcher) say(ctx context.Context, now time.Time) error {
	asked := w.questions()
	if reflect.DeepEqual(asked, w.said.Asked) && (asked == nil || now.Sub(w.said.At) < sayAgain) {
		return nil
	}
	if w.key == "" {
		some := make([]byte, 8)
		if _, err := rand.Read(some); err != nil {
			return fmt.Errorf("make a key: %w", err)
		}
		w.key = hex.EncodeToString(some)
	}
	said := questions{now, asked}
	value := []byte(nil)
	if asked != nil {
		var err error
		if value, err = json.Marshal(said); err != nil {
			return fmt.Errorf("write questions: %w", err)
		}
	}
	if err := w.store.PutState(ctx, asking, w.key, value); err != nil {
		return err
	}
	w.said = said
	return nil
}

// questions are those of the listeners that are open, each once.
func (w *Watcher) questions() (out []question) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, l := range w.listeners {
		if q := l.question(); !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	return out
}

func (l *Listener) question() question { return question{l.of, query.Print(l.q)} }

// hearOf tells listeners what another has decided.
func (w *Watcher) hearOf(ctx context.Context, key string) error {
	value, err := w.store.State(ctx, hearing, key)
	if err == nil {
		err = w.store.PutState(ctx, hearing, key, nil)
	}
	if err != nil || value == nil {
		return err
	}
	var m made
	if err := json.Unmarshal(value, &m); err != nil {
		return fmt.Errorf("read what was decided: %w", err)
	}
	for _, l := range w.listening() {
		if l.question() != m.question {
			continue
		}
		for f, err := range w.concerned(ctx, l.of, l.q, &m.Decision) {
			if errors.Is(err, errTooMany) {
				break
			}
			if err != nil {
				return err
			}
			if f.decided = &m.Decision; slices.Contains(m.Rows, rowOf(&f)) {
				l.tell(f)
			}
		}
	}
	return nil
}

// elsewhere is a question that is listened for by another program, and what it had
// before a decision.
type elsewhere struct {
	question
	key string // of that program
	q   query.Q
	had []string
}

// elsewhere are the questions that other programs listen for. What one that died
// left is taken away.
func (w *Watcher) elsewhere(ctx context.Context, about *onrecord.Decision) (out []elsewhere, err error) {
	keys, err := w.store.StateKeys(ctx, asking)
	if err != nil {
		return nil, err
	}
	had := map[question][]string{}
	for _, key := range keys {
		said, err := w.saidBy(ctx, key)
		if err != nil {
			return nil, err
		}
		for _, asked := range said.Asked {
			one := elsewhere{question: asked, key: key}
			if one.q, err = asked.List.Parse(asked.Q); err != nil {
				continue // of a later version
			}
			ids, known := had[asked]
			if !known {
				if ids, err = w.idsOf(ctx, asked.List, one.q, about); err != nil {
					return nil, err
				}
				had[asked] = ids
			}
			if one.had = ids; ids != nil {
				out = append(out, one)
			}
		}
	}
	return out, nil
}

// saidBy are the questions of another program, none of this one or of one that died.
func (w *Watcher) saidBy(ctx context.Context, key string) (said questions, err error) {
	w.hears.Lock()
	mine := key == w.key
	w.hears.Unlock()
	if mine {
		return said, nil
	}
	value, err := w.store.State(ctx, asking, key)
	if err != nil || value == nil {
		return said, err
	}
	if err := json.Unmarshal(value, &said); err == nil && w.now().Sub(said.At) < silence {
		return said, nil
	}
	if err := w.store.PutState(ctx, asking, key, nil); err != nil {
		return said, err
	}
	left, err := w.store.StateKeys(ctx, hearing)
	for _, of := range left {
		if err == nil && strings.HasPrefix(of, key+" ") {
			err = w.store.PutState(ctx, hearing, of, nil)
		}
	}
	return questions{}, err
}

// leave leaves for another program what a decision has made a question's own.
func (w *Watcher) leave(ctx context.Context, e *elsewhere, d *onrecord.Decision) error {
	m := made{question: e.question, Decision: *d}
	for f, err := range w.come(ctx, e.List, e.q, d, e.had) {
		if err != nil {
			return err
		}
		m.Rows = append(m.Rows, rowOf(&f))
	}
	if len(m.Rows) == 0 {
		return nil
	}
	value, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write what was decided: %w", err)
	}
	key := fmt.Sprintf("%s %019d %d %x", e.key, w.now().UnixNano(), d.ID, alert.MarkOf(string(e.List), e.Q))
	return w.store.PutState(ctx, hearing, key, value)
}
