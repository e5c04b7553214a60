package nats

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"onrecord/internal/queue"
)

// elsewhere is when what waits for another text of its article is given out again.
const elsewhere = 300 * time.Millisecond

// Take implements queue.Queue.
func (q *Queue) Take(ctx context.Context, n int, wait time.Duration) (out []queue.Held, err error) {
	end := time.Now().Add(wait)
	for {
		// The server fills what it is asked for: one is waited for, and what else is
		// there comes with it.
		if err := q.fetch(ctx, &out, 1, max(time.Until(end), time.Millisecond)); err != nil {
			return out, q.wrap("take from", err)
		}
		if n > 1 && len(out) > 0 {
			if err := q.fetch(ctx, &out, n-1, 0); err != nil {
				return out, q.wrap("take from", err)
			}
		}
		if len(out) > 0 || !time.Now().Before(end) {
			return out, nil
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
}

// Grace implements queue.Queue.
func (q *Queue) Grace() time.Duration { return q.grace }

// fetch asks for n messages, and waits so long for them.
func (q *Queue) fetch(ctx context.Context, out *[]queue.Held, n int, wait time.Duration) error {
	var batch jetstream.MessageBatch
	var err error
	if wait > 0 {
		limited, end := context.WithTimeout(ctx, wait)
		defer end()
		if batch, err = q.consumer.Fetch(n, jetstream.FetchContext(limited)); err != nil && limited.Err() != nil {
			return ctx.Err() // the time was over before it was asked
		}
	} else {
		batch, err = q.consumer.FetchNoWait(n)
	}
	if err != nil {
		return err
	}
	// Of each the server is asked something more, of all at once.
	var accepting sync.WaitGroup
	var mu sync.Mutex
	for m := range batch.Messages() {
		accepting.Go(func() {
			h, e := q.accept(ctx, m)
			mu.Lock()
			defer mu.Unlock()
			if h != nil {
				*out = append(*out, h)
			}
			err = errors.Join(err, e) // what was not accepted comes again
		})
	}
	if accepting.Wait(); err != nil {
		return err
	}
	if err := batch.Error(); err != nil && !errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return err
	}
	return nil
}

// accept makes a job of a message: nil if it has to wait for another one, or is none.
func (q *Queue) accept(ctx context.Context, m jetstream.Msg) (queue.Held, error) {
	meta, err := m.Metadata()
	if err != nil {
		return nil, fmt.Errorf("a message that is none of ours: %w", err)
	}
	h := &held{queue: q, message: m, seq: meta.Sequence.Stream, given: int(meta.NumDelivered), id: strings.TrimPrefix(m.Subject(), q.subject("", ""))}
	first, err := q.first(ctx, h.id)
	if err != nil {
		return nil, err
	}
	if first < h.seq {
		return nil, h.Back(ctx, elsewhere)
	}
	if first > h.seq { // done by somebody else meanwhile
		return nil, m.Ack()
	}
	body, err := q.unpack(ctx, m.Headers(), m.Data())
	if err != nil && !errors.Is(err, errNoBody) {
		return nil, err
	}
	if err == nil {
		h.job, err = q.job(body)
	}
	if err != nil {
		return nil, h.Bury(ctx, err.Error())
	}
	return h, nil
}

// first is the number of the first message of an article that waits or is held.
// All that stand behind it wait for it.
func (q *Queue) first(ctx context.Context, id string) (uint64, error) {
	subject := q.subject("", id)
	if article, _, ok := strings.Cut(id, "."); ok {
		subject = q.subject("", article) + ".>"
	}
	m, err := q.work.GetMsg(ctx, 1, jetstream.WithGetMsgSubject(subject))
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return ^uint64(0), nil
	}
	if err != nil {
		return 0, fmt.Errorf("look for other texts of an article: %w", err)
	}
	return m.Sequence, nil
}

// held is a message that was given out.
type held struct {
	queue   *Queue
	message jetstream.Msg
	job     *queue.Job
	id      string
	seq     uint64
	given   int
}

// Job implements queue.Held.
func (h *held) Job() *queue.Job { return h.job }

// Given implements queue.Held.
func (h *held) Given() int { return h.given }

// Working implements queue.Held.
func (h *held) Working() error { return h.queue.wrap("tell", h.message.InProgress()) }

// Back implements queue.Held.
func (h *held) Back(_ context.Context, after time.Duration) error {
	return h.queue.wrap("give back to", h.message.NakWithDelay(after))
}

// key is where the tries of a message are counted.
func (h *held) key() string { return strconv.FormatUint(h.seq, 10) }

// Try implements queue.Held.
func (h *held) Try(ctx context.Context) (n int, err error) {
	entry, err := h.queue.tries.Get(ctx, h.key())
	switch {
	case err == nil:
		if n, err = strconv.Atoi(string(entry.Value())); err != nil {
			return 0, fmt.Errorf("read how often it was tried: %w", err)
		}
	case !errors.Is(err, jetstream.ErrKeyNotFound):
		return 0, h.queue.wrap("ask", err)
	}
	_, err = h.queue.tries.PutString(ctx, h.key(), strconv.Itoa(n+1))
	return n + 1, h.queue.wrap("count a try in", err)
}

// Survived implements queue.Held.
func (h *held) Survived(ctx context.Context) error {
	return h.queue.wrap("forget the tries in", h.queue.tries.Delete(ctx, h.key()))
}

// Done implements queue.Held. That the server heard of it is not waited for: a
// job that is given out once more is known to the store.
func (h *held) Done(ctx context.Context) error {
	if err := h.message.Ack(); err != nil {
		return h.queue.wrap("tell", err)
	}
	h.queue.discard(ctx, h.message.Headers())
	return nil
}
