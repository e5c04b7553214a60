package nats

import (
	"context"
	"encoding/base64"
	"errors"

	"github.com/nats-io/nats.go/jetstream"
)

// keyOf is a key of a room as a bucket takes it, which has few signs.
func keyOf(room, key string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(room)) + "." + base64.RawURLEncoding.EncodeToString([]byte(key))
}

// State implements queue.Memory.
func (q *Queue) State(ctx context.Context, room, key string) (value []byte, err error) {
	err = again(ctx, func() error {
		entry, err := q.places.Get(ctx, keyOf(room, key))
		if errors.Is(err, jetstream.ErrKeyNotFound) {
			return nil
		}
		if err == nil {
			value = entry.Value()
		}
		return err
	})
	return value, q.wrap("read a place from", err)
}

// PutState implements queue.Memory.
func (q *Queue) PutState(ctx context.Context, room, key string, value []byte) error {
	return q.wrap("keep a place in", again(ctx, func() error {
		if value == nil {
			return q.places.Purge(ctx, keyOf(room, key))
		}
		_, err := q.places.Put(ctx, keyOf(room, key), value)
		return err
	}))
}
