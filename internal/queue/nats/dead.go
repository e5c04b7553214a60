package nats

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"onrecord/internal/queue"
)

// Bury implements queue.Held. The letter is there before the job goes.
func (h *held) Bury(ctx context.Context, reason string) error {
	q := h.queue
	m := nats.NewMsg(q.subject(dead, h.id))
	m.Data = h.message.Data()
	if name := h.message.Headers().Get(largeHeader); name != "" {
		m.Header.Set(largeHeader, name)
	}
	m.Header.Set(reasonHeader, oneLine(reason))
	m.Header.Set(givenHeader, strconv.Itoa(h.given))
	if _, err := q.js.PublishMsg(ctx, m); err != nil {
		return q.wrap("put a dead letter into", err)
	}
	return q.wrap("tell", h.message.DoubleAck(ctx))
}

// longestReason is how much of a reason is kept: a header has to be small.
const longestReason = 1000

// oneLine is what a header can hold of a reason.
func oneLine(reason string) string {
	out := strings.Join(strings.Fields(reason), " ")
	if len(out) > longestReason {
		end := longestReason
		for !utf8.RuneStart(out[end]) {
			end--
		}
		out = out[:end] + "…"
	}
	return out
}

// letter is a dead letter with what it is kept as.
type letter struct {
	queue.Letter
	raw *jetstream.RawStreamMsg
}

// letters are the dead letters as they are kept.
func (q *Queue) letters(ctx context.Context) iter.Seq2[letter, error] {
	return func(yield func(letter, error) bool) {
		for seq := uint64(1); ; seq++ {
			var raw *jetstream.RawStreamMsg
			err := again(ctx, func() (err error) {
				raw, err = q.dead.GetMsg(ctx, seq, jetstream.WithGetMsgSubject(q.subject(dead, ">")))
				return err
			})
			if errors.Is(err, jetstream.ErrMsgNotFound) {
				return
			}
			if err != nil {
				yield(letter{}, err)
				return
			}
			seq = raw.Sequence
			if !yield(q.letter(ctx, raw), nil) {
				return
			}
		}
	}
}

func (q *Queue) letter(ctx context.Context, raw *jetstream.RawStreamMsg) letter {
	out := letter{raw: raw, Letter: queue.Letter{
		ID: strings.TrimPrefix(raw.Subject, q.subject(dead, "")), Reason: raw.Header.Get(reasonHeader), At: raw.Time.UTC(),
	}}
	out.Given, _ = strconv.Atoi(raw.Header.Get(givenHeader)) // of what somebody else put there nothing is known
	if body, err := q.unpack(ctx, raw.Header, raw.Data); err == nil {
		if p, _, err := prefaceOf(body); err == nil {
			out.Article, out.Title = p.ID, p.Title
		}
	}
	return out
}

// Dead implements queue.Queue.
func (q *Queue) Dead(ctx context.Context) iter.Seq2[queue.Letter, error] {
	return func(yield func(queue.Letter, error) bool) {
		for l, err := range q.letters(ctx) {
			if !yield(l.Letter, q.wrap("list the dead letters of", err)) {
				return
			}
		}
	}
}

// Retry implements queue.Queue. The job is there before the letter goes.
func (q *Queue) Retry(ctx context.Context, ids ...string) (int, error) {
	n, err := q.each(ctx, ids, func(l letter) error {
		m := nats.NewMsg(q.subject("", l.ID))
		m.Data = l.raw.Data
		if name := l.raw.Header.Get(largeHeader); name != "" {
			m.Header.Set(largeHeader, name)
		}
		if _, err := q.js.PublishMsg(ctx, m); passed(err) != nil {
			return fmt.Errorf("put a job: %w", err)
		}
		return q.dead.DeleteMsg(ctx, l.raw.Sequence)
	})
	return n, q.wrap("retry dead letters of", err)
}

// Drop implements queue.Queue.
func (q *Queue) Drop(ctx context.Context, ids ...string) (int, error) {
	n, err := q.each(ctx, ids, func(l letter) error {
		if err := q.dead.DeleteMsg(ctx, l.raw.Sequence); err != nil {
			return err
		}
		q.discard(ctx, l.raw.Header)
		return nil
	})
	return n, q.wrap("drop dead letters of", err)
}

// each does something with the letters of these ids, or with all, and tells of how many.
func (q *Queue) each(ctx context.Context, ids []string, do func(letter) error) (n int, err error) {
	for l, err := range q.letters(ctx) {
		if err != nil {
			return n, err
		}
		if len(ids) > 0 && !slices.Contains(ids, l.ID) && !slices.Contains(ids, string(l.Article)) {
			continue
		}
		if err := do(l); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
