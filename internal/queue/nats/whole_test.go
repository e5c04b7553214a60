package nats

import (
	"context"
	"errors"
	"testing"

	"github.com/nats-io/nats.go/jetstream"
)

// TestWhole gets an object again where it came in part, tells of other faults at
// once, and ends with its context.
func TestWhole(t *testing.T) {
	asked := 0
	inPart := func(times int, then error) func() ([]byte, error) {
		asked = 0
		return func() ([]byte, error) {
			if asked++; asked <= times {
				return nil, jetstream.ErrDigestMismatch
			}
			return []byte("body"), then
		}
	}
	if body, err := whole(t.Context(), inPart(2, nil)); err != nil || string(body) != "body" || asked != 3 {
		t.Errorf("%q after %d askings, %v", body, asked, err)
	}
	if _, err := whole(t.Context(), inPart(0, jetstream.ErrObjectNotFound)); !errors.Is(err, jetstream.ErrObjectNotFound) || asked != 1 {
		t.Errorf("%v after %d askings", err, asked)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := whole(ended, inPart(100, nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("%v with an ended context", err)
	}
	if _, err := whole(t.Context(), inPart(100, nil)); !errors.Is(err, jetstream.ErrDigestMismatch) || asked != 7 {
		t.Errorf("%v after %d askings of what never comes whole", err, asked)
	}
}
