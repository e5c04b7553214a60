package nats

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"onrecord"
	"onrecord/internal/queue"
)

// Put implements queue.Queue.
func (q *Queue) Put(ctx context.Context, jobs ...queue.Job) ([]bool, error) {
	fresh := make([]bool, 0, len(jobs))
	for _, part := range runs(jobs) {
		messages := make([]*nats.Msg, len(part))
		for i := range part {
			body, err := q.body(&part[i])
			if err != nil {
				return nil, err
			}
			err = again(ctx, func() error {
				messages[i], err = q.pack(ctx, q.subject("", part[i].ID()), body)
				return err
			})
			if err != nil {
				return nil, q.wrap("put articles into", err)
			}
		}
		new, err := q.send(ctx, messages)
		if err != nil {
			return nil, q.wrap("put articles into", err)
		}
		fresh = append(fresh, new...)
	}
	return fresh, nil
}

// runs parts jobs so that in no part an article stands twice: its texts are sent
// one after the other, and keep their order whatever is lost on the way.
func runs(jobs []queue.Job) (out [][]queue.Job) {
	in := map[onrecord.ArticleID]bool{}
	from := 0
	for i := range jobs {
		if id := jobs[i].Article.ID; in[id] {
			out = append(out, jobs[from:i])
			from = i
			clear(in)
		}
		in[jobs[i].Article.ID] = true
	}
	if from < len(jobs) {
		out = append(out, jobs[from:])
	}
	return out
}

// send sends messages until the server has each, and tells of each whether its
// subject had none. What it hears nothing of for a while it sends again, by the
// same id: the server keeps it once.
func (q *Queue) send(ctx context.Context, messages []*nats.Msg) ([]bool, error) {
	fresh, arrived := make([]bool, len(messages)), make([]bool, len(messages))
	ids := make([]string, len(messages))
	for i := range ids {
		ids[i] = fmt.Sprintf("%s.%d", q.session, q.sent.Add(1))
	}
	err := again(ctx, func() error {
		var worst error
		futures := make([]jetstream.PubAckFuture, len(messages))
		for i, m := range messages {
			if arrived[i] {
				continue
			}
			var err error
			if futures[i], err = q.js.PublishMsgAsync(m, jetstream.WithMsgID(ids[i])); err != nil {
				worst = err
			}
		}
		for i, f := range futures {
			if f == nil {
				continue
			}
			had, err := answer(ctx, f)
			if err != nil {
				worst = err
				continue
			}
			arrived[i], fresh[i] = true, !had
		}
		return worst
	})
	return fresh, err
}

// answer waits for what the server says to a message: an error, or whether its
// subject had one already.
func answer(ctx context.Context, f jetstream.PubAckFuture) (had bool, err error) {
	select {
	case <-f.Ok():
		return false, nil
	case err := <-f.Err():
		return refused(err), passed(err)
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// refused reports whether a message was refused because its subject has one.
// The server has no number of its own for that.
func refused(err error) bool {
	api, ok := errors.AsType[*jetstream.APIError](err)
	return ok && strings.Contains(api.Description, "maximum messages per subject")
}

// passed is an error that is none if the message was refused.
func passed(err error) error {
	if refused(err) {
		return nil
	}
	return err
}

// Status implements queue.Queue.
func (q *Queue) Status(ctx context.Context) (out queue.Status, err error) {
	err = again(ctx, func() error {
		work, err := q.work.Info(ctx)
		if err != nil {
			return fmt.Errorf("ask for the jobs: %w", err)
		}
		letters, err := q.dead.Info(ctx)
		if err != nil {
			return fmt.Errorf("ask for the dead letters: %w", err)
		}
		workers, err := q.consumer.Info(ctx)
		if err != nil {
			return fmt.Errorf("ask for what is held: %w", err)
		}
		out = queue.Status{
			Waiting: int(work.State.Msgs) - workers.NumAckPending, Held: workers.NumAckPending, Dead: int(letters.State.Msgs),
			Bytes: int64(work.State.Bytes + letters.State.Bytes),
		}
		out.Waiting = max(out.Waiting, 0) // asked a moment apart
		if work.State.Msgs > 0 {
			out.Oldest = work.State.FirstTime.UTC().Truncate(time.Second)
		}
		return nil
	})
	return out, q.wrap("ask", err)
}
