package nats

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"onrecord"
	"onrecord/internal/queue"
	"onrecord/internal/store/record"
)

// The headers of a message.
const (
	largeHeader  = "Onrecord-Large"  // where the body is, of one that is too large
	reasonHeader = "Onrecord-Reason" // of a dead letter
	givenHeader  = "Onrecord-Given"
)

// preface is the first line of a body: what a list of jobs shows, and what the
// document behind it does not have.
type preface struct {
	Form    int                `json:"form"`
	ID      onrecord.ArticleID `json:"id"`
	Title   string             `json:"title"`
	Again   bool               `json:"again,omitempty"`
	Article json.RawMessage    `json:"article"`
}

// form is how bodies are written now.
const form = 1

// body is a job as it is sent: the preface, and the article's text as stores
// keep it.
func (q *Queue) body(j *queue.Job) ([]byte, error) {
	first, err := json.Marshal(preface{Form: form, ID: j.Article.ID, Title: j.Article.Title, Again: j.Again, Article: record.Head(&j.Article)})
	if err != nil {
		return nil, fmt.Errorf("write article %s: %w", j.Article.ID, err)
	}
	return append(append(first, '\n'), q.codec.Encode(&onrecord.Record{Article: j.Article})...), nil
}

// prefaceOf reads the first line of a body.
func prefaceOf(body []byte) (p preface, rest []byte, err error) {
	first, rest, ok := bytes.Cut(body, []byte{'\n'})
	if !ok {
		return p, nil, errors.New("no article: it has no first line")
	}
	if err := json.Unmarshal(first, &p); err != nil {
		return p, nil, fmt.Errorf("no article: its first line: %w", err)
	}
	if p.Form != form {
		return p, nil, fmt.Errorf("written in form %d, and this version of onrecord reads form %d", p.Form, form)
	}
	return p, rest, nil
}

// job reads a body.
func (q *Queue) job(body []byte) (*queue.Job, error) {
	p, rest, err := prefaceOf(body)
	if err != nil {
		return nil, err
	}
	r := onrecord.Record{}
	if err := record.ReadHead(p.Article, &r.Article); err != nil {
		return nil, fmt.Errorf("no article: %w", err)
	}
	if err := q.codec.Decode(rest, &r); err != nil {
		return nil, fmt.Errorf("no article: %w", err)
	}
	if r.ID = p.ID; r.ID == "" {
		return nil, errors.New("no article: it has no id")
	}
	r.Found = onrecord.Found{} // nothing was found yet, whatever somebody sent
	if err := r.Check(); err != nil {
		return nil, fmt.Errorf("no article: %w", err)
	}
	return &queue.Job{Article: r.Article, Again: p.Again}, nil
}

// pack is the message that has a body. One that is larger than the server takes
// lies in a store of objects, and the message says where.
func (q *Queue) pack(ctx context.Context, subject string, body []byte) (*nats.Msg, error) {
	m := nats.NewMsg(subject)
	// The headers are few and short; their server counts them with the rest.
	if m.Data = body; int64(len(body)) <= q.conn.MaxPayload()-4096 {
		return m, nil
	}
	sum := sha256.Sum256(body)
	name := hex.EncodeToString(sum[:])
	objects, err := q.js.ObjectStore(ctx, q.bucket(large))
	if err != nil {
		return nil, fmt.Errorf("open the place for large articles: %w", err)
	}
	if _, err := objects.PutBytes(ctx, name, body); err != nil {
		return nil, fmt.Errorf("put a large article: %w", err)
	}
	m.Header.Set(largeHeader, name)
	m.Data = nil
	return m, nil
}

// unpack is the body of a message.
func (q *Queue) unpack(ctx context.Context, header nats.Header, data []byte) ([]byte, error) {
	name := header.Get(largeHeader)
	if name == "" {
		return data, nil
	}
	objects, err := q.js.ObjectStore(ctx, q.bucket(large))
	if err != nil {
		return nil, fmt.Errorf("open the place for large articles: %w", err)
	}
	body, err := whole(ctx, func() ([]byte, error) { return objects.GetBytes(ctx, name) })
	if errors.Is(err, jetstream.ErrObjectNotFound) {
		return nil, errNoBody
	}
	if err != nil {
		return nil, fmt.Errorf("get a large article: %w", err)
	}
	return body, nil
}

// whole gets an object, again where it did not come in full: a server of several
// that is behind the others, or a body that is just being put once more, gives
// some of its parts, and the client tells by the digest.
func whole(ctx context.Context, get func() ([]byte, error)) ([]byte, error) {
	const most = 6 // in all some three seconds
	for wait := 50 * time.Millisecond; ; wait *= 2 {
		body, err := get()
		if !errors.Is(err, jetstream.ErrDigestMismatch) || wait >= 50*time.Millisecond<<most {
			return body, err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// errNoBody is a message whose body was taken away.
var errNoBody = errors.New("the article was too large for a message, and is no longer where it was put")

// discard takes away what a message has outside of it. What is left there costs
// room alone.
func (q *Queue) discard(ctx context.Context, header nats.Header) {
	name := header.Get(largeHeader)
	if name == "" {
		return
	}
	if objects, err := q.js.ObjectStore(ctx, q.bucket(large)); err == nil {
		_ = objects.Delete(ctx, name)
	}
}
