// Package auth says who asks: a Gate finds the user that a request comes from,
// and the request's context carries that user to whoever answers.
//
// On loopback there are no accounts: whoever reaches the server is at the
// machine itself, its Owner.
package auth

import (
	"context"
	"net/http"

	"onrecord/internal/account"
)

// Gate finds who asks.
type Gate interface {
	// Who is the user that a request comes from; ok is false for nobody known.
	Who(r *http.Request) (u account.User, ok bool, err error)
}

// Owner is the gate of a server that answers on loopback only: whoever comes
// through it is the one of this name and may do everything.
type Owner string

// Who is the owner, whatever the request.
func (o Owner) Who(*http.Request) (account.User, bool, error) {
	return account.User{Name: string(o), Role: account.Admin}, true, nil
}

type key struct{}

// With is ctx with the user who asks.
func With(ctx context.Context, u account.User) context.Context {
	return context.WithValue(ctx, key{}, u)
}

// From is the user who asks, ok false for nobody known.
func From(ctx context.Context) (u account.User, ok bool) {
	u, ok = ctx.Value(key{}).(account.User)
	return u, ok
}
