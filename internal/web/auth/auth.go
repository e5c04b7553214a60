// Package auth says who asks: a Gate finds the user that a request comes from,
// and the request's context carries that user to whoever answers.
//
// On loopback there are no accounts: whoever reaches the server is at the
// machine itself, its Owner. Elsewhere there is a Door, which knows users by
// their sessions and programs by their tokens.
package auth

import (
	"context"
	"net/http"

	"onrecord"
	"onrecord/internal/account"
)

// Visitor is a user who asks.
type Visitor struct {
	account.User
	Session bool   // they came by a session, and can leave
	Address string // that they came from, "" for the machine itself
}

// Gate finds who asks.
type Gate interface {
	// Who is the user that a request comes from; ok is false for nobody known.
	Who(r *http.Request) (v Visitor, ok bool, err error)
	// Wrap has every request bring what Who needs of it.
	Wrap(next http.Handler) http.Handler
}

// Owner is the gate of a server that answers on loopback only: whoever comes
// through it is the one of this name and may do everything.
type Owner string

// Who is the owner, whatever the request.
func (o Owner) Who(*http.Request) (Visitor, bool, error) {
	return Visitor{User: account.User{Name: string(o), Role: account.Admin}}, true, nil
}

// Wrap is next: an owner needs nothing.
func (Owner) Wrap(next http.Handler) http.Handler { return next }

type key struct{}

// With is ctx with the user who asks.
func With(ctx context.Context, v Visitor) context.Context {
	return context.WithValue(ctx, key{}, v)
}

// From is the user who asks, ok false for nobody known.
func From(ctx context.Context) (v Visitor, ok bool) {
	v, ok = ctx.Value(key{}).(Visitor)
	return v, ok
}

// May is the error for who may not do what needs a role.
func May(ctx context.Context, role account.Role) error {
	who, known := From(ctx)
	switch {
	case !known && role != "":
		return onrecord.Errorf(onrecord.Unauthenticated, "this is for users only: log in, or bring a token (Authorization: Bearer onrecord_…)")
	case !who.Role.May(role):
		return onrecord.Errorf(onrecord.Forbidden, "this needs the role %s, and %s is %s", role, who.Name, who.Role)
	}
	return nil
}

// MayChange is the error for who may not change what is somebody's: only they
// may, and admins.
func MayChange(ctx context.Context, what, owner string) error {
	if who, _ := From(ctx); who.Name != owner && !who.Role.May(account.Admin) {
		return onrecord.Errorf(onrecord.Forbidden, "%s is %s's", what, owner)
	}
	return nil
}
