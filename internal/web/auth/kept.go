package auth

import (
	"context"
	"reflect"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"

	"onrecord/internal/account"
)

// kept is where sessions are kept. Requests bring their context; the other
// methods are there because the library's interface has them.
//
// The library has a session kept at every request, to have it end later. Each
// would be a change of the store that all answers wait for; so one that says what it
// said is kept again only when it would end a good while later.
type kept struct {
	account.Sessions

	mu     sync.Mutex
	lately map[string]stay // by token
}

// stay is a session as it was kept last.
type stay struct {
	data  []byte
	until time.Time
}

// How much later a session must end to be kept again, and how many are
// remembered: a thousand readers have a few thousand sessions.
const (
	goodWhile  = stayIdle / 24
	mostLately = 10_000
)

// CommitCtx implements scs.CtxStore.
func (k *kept) CommitCtx(ctx context.Context, token string, data []byte, until time.Time) error {
	k.mu.Lock()
	last, known := k.lately[token]
	k.mu.Unlock()
	if known && until.Sub(last.until) < goodWhile && sameSession(last.data, data) {
		return nil
	}
	if err := k.Sessions.CommitCtx(ctx, token, data, until); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.lately) >= mostLately {
		clear(k.lately)
	}
	k.lately[token] = stay{data, until}
	return nil
}

// DeleteCtx implements scs.CtxStore.
func (k *kept) DeleteCtx(ctx context.Context, token string) error {
	k.mu.Lock()
	delete(k.lately, token)
	k.mu.Unlock()
	return k.Sessions.DeleteCtx(ctx, token)
}

// sameSession reports whether two sessions say the same. What they say has no
// order, so that its bytes may differ.
func sameSession(a, b []byte) bool {
	var codec scs.GobCodec
	end, says, err := codec.Decode(a)
	if err != nil {
		return false
	}
	otherEnd, otherSays, err := codec.Decode(b)
	return err == nil && end.Equal(otherEnd) && reflect.DeepEqual(says, otherSays)
}

// Find implements scs.Store.
func (k *kept) Find(token string) ([]byte, bool, error) {
	return k.FindCtx(context.Background(), token)
}

// Commit implements scs.Store.
func (k *kept) Commit(token string, data []byte, until time.Time) error {
	return k.CommitCtx(context.Background(), token, data, until)
}

// Delete implements scs.Store.
func (k *kept) Delete(token string) error { return k.DeleteCtx(context.Background(), token) }
