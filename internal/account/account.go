// Package account has the nouns of who may do what with a store: users and
// their roles, the sessions of browsers and the tokens of programs, and the
// log of what each did.
//
// Nothing here can be turned back into a password or a token: of either only a
// hash is kept. A store implements Accounts; package storetest says how.
package account

import (
	"context"
	"regexp"
	"slices"
	"time"

	"onrecord"
)

// Role is what a user may do; each may do what those before it may.
type Role string

// The roles.
const (
	Reader Role = "reader" // sees everything
	Editor Role = "editor" // decides, and takes articles in
	Admin  Role = "admin"  // says who may
)

// Roles are all roles, those that may least first.
var Roles = [...]Role{Reader, Editor, Admin}

// May reports whether who has role r may do what needs another; what needs no
// role, everybody may.
func (r Role) May(needed Role) bool {
	if needed == "" {
		return true
	}
	has, needs := slices.Index(Roles[:], r), slices.Index(Roles[:], needed)
	return needs >= 0 && has >= needs
}

// Check reports a role that is none.
func (r Role) Check() error {
	if !slices.Contains(Roles[:], r) {
		return onrecord.Errorf(onrecord.Invalid, "role %q is none of %v", r, Roles)
	}
	return nil
}

// User is somebody who asks, by the name that decisions and the log bear.
type User struct {
	Name string
	Role Role
	// Hash is that of the password, argon2id in PHC form; "" for a user who has
	// none and comes by tokens only.
	Hash string
	// Changed is when role or password last changed. Whoever came in before has
	// to come in again.
	Changed time.Time
}

// A name is what can stand on a command line, in a URL and in a log as it is.
var nameForm = regexp.MustCompile(`^[\pL\pN][\pL\pN._@-]{0,63}$`)

// Check reports a name or a role that cannot be.
func (u *User) Check() error {
	if !nameForm.MatchString(u.Name) {
		return onrecord.Errorf(onrecord.Invalid, "user %q: a name is of letters, digits and . _ @ -, at most 64", u.Name)
	}
	return u.Role.Check()
}

// Token lets a program in as a user, with a role that may be less than the user's.
type Token struct {
	ID    string // names it in lists; not secret
	Hash  string // SHA-256 of the secret, in hexadecimal
	User  string
	Role  Role
	Note  string // what it is for
	Made  time.Time
	Until time.Time // zero for one that does not end
}

// Valid reports whether it lets anybody in at a time.
func (t *Token) Valid(at time.Time) bool { return t.Until.IsZero() || at.Before(t.Until) }

// Act is a line of the log: who did what, when, and from where.
type Act struct {
	At      time.Time
	User    string // "" for nobody known
	What    Deed
	On      string // what it was done to: a user, a token, a decision, an article
	Address string // that it came from, "" for the machine itself
}

// Deed is what the log tells of.
type Deed string

// The deeds.
const (
	LoggedIn     Deed = "logged in"
	LoginFailed  Deed = "login failed"
	LoggedOut    Deed = "logged out"
	PutUser      Deed = "put user"
	RemovedUser  Deed = "removed user"
	MadeToken    Deed = "made token"
	RemovedToken Deed = "removed token"
	Decided      Deed = "decided"
	Undid        Deed = "undid"
	Redid        Deed = "put in force again"
	TookIn       Deed = "took in"
	Removed      Deed = "removed"
	SavedQuery   Deed = "saved"
	DroppedQuery Deed = "took away"
	Watched      Deed = "began to watch"
	Unwatched    Deed = "ended the watch of"
	LookedAt     Deed = "asked for a look at"
)

// Accounts are the users of a store. An implementation passes package
// storetest, and is safe for concurrent use.
type Accounts interface {
	Users
	Sessions
	Tokens
	Log
}

// Users keeps users.
type Users interface {
	// Users are all users, by name.
	Users(ctx context.Context) ([]User, error)
	// User is the one of a name, or a NotFound error.
	User(ctx context.Context, name string) (User, error)
	// PutUser stores a user in place of the one of that name. u must pass Check.
	PutUser(ctx context.Context, u User) error
	// RemoveUser takes a user away with all tokens; an unknown name is a NotFound error.
	RemoveUser(ctx context.Context, name string) error
}

// Sessions keeps what a browser's cookie stands for. It is what
// github.com/alexedwards/scs/v2 asks of a store.
type Sessions interface {
	// FindCtx is what is kept of a session that has not ended.
	FindCtx(ctx context.Context, token string) (data []byte, found bool, err error)
	// CommitCtx keeps a session until a time.
	CommitCtx(ctx context.Context, token string, data []byte, until time.Time) error
	// DeleteCtx ends a session; one that is not there is no error.
	DeleteCtx(ctx context.Context, token string) error
}

// Tokens keeps tokens.
type Tokens interface {
	// Tokens are all tokens, the newest last.
	Tokens(ctx context.Context) ([]Token, error)
	// TokenOf is the token of a hash, or a NotFound error.
	TokenOf(ctx context.Context, hash string) (Token, error)
	PutToken(ctx context.Context, t Token) error
	// RemoveToken takes a token away by its id; an unknown one is a NotFound error.
	RemoveToken(ctx context.Context, id string) error
}

// Log keeps what users did.
type Log interface {
	// Note adds to the log.
	Note(ctx context.Context, a Act) error
	// Acts are the newest acts of the log, at most limit of them, newest first.
	Acts(ctx context.Context, limit int) ([]Act, error)
}
